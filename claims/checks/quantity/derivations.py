"""Works figures out from addressed cells: change, share, difference, multiple, sum.

Only cells that the claim's own words address are combined, so no big table gives every number by
chance. A derivation carries its formula as an editor would write it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from claims.checks.quantity.addressed_cells import Address
from claims.checks.quantity.figure_context import FigureContext
from claims.checks.quantity.prepared_table import PreparedTable
from claims.model import QuantityKind
from claims.reading.english.function_words import word_set
from claims.reading.quantities.units import phrase_set
from claims.tables.periods import period_of

UP = word_set(
    "up rose rise rises rising risen grew grow grows growth grown increase increased increases "
    "gain gained jumped jump climbed surged surge more higher added expanded soared advanced"
)
DOWN = word_set(
    "down fell fall falls falling fallen dropped drop decline declined declines decrease decreased "
    "shrank slipped lost less fewer lower contracted slumped plunged tumbled cut reduced"
)
# Words that tell a move wherever they stand, beside those that tell how a figure was worked out.
RISES = UP | word_set(
    "longer later larger bigger wider faster widened improved raised raise raises advance extended "
    "delayed strengthened doubled tripled rising growing climbing accelerated leapt leaped swelled "
    "rallied recovered rocketed"
)
FALLS = DOWN | word_set(
    "shorter earlier smaller narrower slower narrowed eased slowed worsened weakened halved shrink "
    "shrunk slid slide slides slipping falling dropping declining dip dipped sank sink fewest "
    "below under short cuts decreasing retreated minus dwindled receded plummeted sagged"
)
_SHARE = word_set("share accounted account accounts proportion represented made makes comprised")
_GAP = word_set("gap deficit surplus difference balance exceeded")
_SUM = word_set("together combined altogether")
_YEAR_AGO = phrase_set("""
    on the year, year on year, over the year, from a year earlier, a year earlier, on year,
    from the previous year, from the year before, than a year earlier, than the year before
""")


class CellRef(NamedTuple):
    """A cell by its place (data rows and columns from 0), with its labels and its text."""

    row: int
    column: int
    row_label: str
    column_label: str
    text: str


class Derived(NamedTuple):
    """A value worked out from cells, in the unit that a text would tell (26.2 for 26.2 %).

    A text that says "fell" tells the value without its minus; then `sign` is -1.
    """

    value: Fraction
    formula: str
    cells: tuple[CellRef, ...]
    sign: int = 1


class Cues(NamedTuple):
    """What the words around a figure say of how it was worked out.

    `direction` is 1 for up, -1 for down, 0 for neither; `link` is the word right before the figure.
    """

    direction: int
    change: bool
    share: bool
    gap: bool
    together: bool
    link: str


def cues(context: FigureContext, hedge: str) -> Cues:
    """The cues of the figure's own words; a change also from earlier ones."""
    near = [w.low for w in context.words if context.before[0] <= w.start < context.before[1]]
    if hedge:
        near = near[: len(near) - len(hedge.split())]
    behind = [w.low for w in context.words if context.after[0] <= w.start < context.after[1]]
    earlier = [w.low for w in context.words if w.start < context.before[0]]
    moves = [w for w in near if w in UP | DOWN][-1:] or [w for w in behind[:3] if w in UP | DOWN][
        :1
    ]
    link = near[-1] if near else ""
    phrase = " ".join(w.low for w in context.words).replace("- ", " ")
    share = bool(_SHARE & set(near)) or behind[:1] == ["of"]
    if not moves and not share and near[:1] != ["or"]:
        moves = [w for w in earlier if w in UP | DOWN][-1:]
    change = bool(moves) or any(f" {p}" in phrase for p in _YEAR_AGO)
    direction = (1 if moves[0] in UP else -1) if moves else 0
    words = {*near, *behind}
    return Cues(direction, change, share, bool(words & _GAP), bool(words & _SUM), link)


def cell_ref(prepared: PreparedTable, r: int, c: int) -> CellRef:
    table = prepared.table
    labels = [
        cell.text
        for cell, column in zip(table.rows[r], table.columns, strict=True)
        if not column.measured and cell.text
    ]
    named = (x for x in labels if not x.isdecimal() or period_of(x))  # no code, if there is a name
    label = next(named, labels[0] if labels else str(r + 1))
    return CellRef(r, c, label, table.columns[c].label, table.rows[r][c].text)


def value_at(prepared: PreparedTable, r: int, c: int) -> Fraction | None:
    """The printed value of a cell, without the magnitude of its column."""
    value = prepared.table.rows[r][c].value
    return None if value is None else Fraction(value)


def pairs(
    prepared: PreparedTable, where: Address, context: FigureContext
) -> list[tuple[int, int, int, int]]:
    """(row, column, base row, base column) of the change that the claim tells."""
    current, base = _periods(where, context)
    if not current or not base:
        return []
    columns = where.columns if where.columns is not None else ()
    if prepared.row_periods:
        now, then = (prepared.row_periods.get(p, frozenset()) for p in (current, base))
        if where.label_rows is not None:
            now, then = now & where.label_rows, then & where.label_rows
        one = len(now) == 1 == len(then)
        return [(min(now), c, min(then), c) for c in columns] if one else []
    rows = where.label_rows if where.label_rows is not None else frozenset({0})
    if len(rows) != 1 or (where.label_rows is None and len(prepared.table.rows) != 1):
        return []
    by = {period: c for c, period in prepared.column_periods.items()}
    row = min(rows)
    return [(row, by[current], row, by[base])] if current in by and base in by else []


def _periods(where: Address, context: FigureContext) -> tuple[str, str]:
    told = {value for _, value in context.periods}
    if context.bases:
        return where.period, context.bases[-1]
    spans = any(word.low in ("between", "from") for word in context.words)
    if spans and len(told) == 2 and len({len(value) for value in told}) == 1:
        return max(told), min(told)
    return where.period, year_before(where.period)


def year_before(period: str) -> str:
    """The same part of the year before; empty of what is no period."""
    year, _, rest = period.partition("-")
    if rest.isdecimal() and int(rest) == (int(year) + 1) % 100 and int(rest) > _MONTHS:
        return f"{int(year) - 1}-{year[2:]}"  # a fiscal year, which looks like a month until 2012
    return f"{int(year) - 1}{period[4:]}" if period_of(period) else ""


_MONTHS = 12


def changes(
    prepared: PreparedTable, where: Address, context: FigureContext, how: Cues, kind: QuantityKind
) -> list[Derived]:
    """Change in per cent, difference or multiple between two periods."""
    found = []
    for r, c, base_r, base_c in pairs(prepared, where, context):
        now, then = value_at(prepared, r, c), value_at(prepared, base_r, base_c)
        if now is None or then is None:
            continue
        refs = (cell_ref(prepared, r, c), cell_ref(prepared, base_r, base_c))
        a, b = plain(now), plain(then)
        sign = how.direction or 1
        if kind is QuantityKind.PERCENT and then:
            found.append(Derived((now / then - 1) * 100, f"{a} / {b} - 1", refs, sign))
        elif kind is QuantityKind.RATIO and then:
            found.append(Derived(now / then, f"{a} / {b}", refs))
        elif kind in (QuantityKind.MONEY, QuantityKind.MEASURE, QuantityKind.NUMBER) or (
            kind is QuantityKind.PERCENTAGE_POINTS and _is_percent(prepared, c)
        ):
            found.append(Derived(now - then, f"{a} - {b}", refs, sign))
    return found


def _is_percent(prepared: PreparedTable, c: int) -> bool:
    return prepared.table.columns[c].unit.name == "%"


def shares(prepared: PreparedTable, where: Address, context: FigureContext) -> list[Derived]:
    """A column in the total of its row; a row in the total of its column.

    The part stands before the figure: "60 per cent of imports" is a share of imports.
    """
    if where.rows is None or where.columns is None or len(where.rows) != 1:
        return []
    row, found = min(where.rows), []
    wholes = [c for c, stems in prepared.column_stems.items() if "total" in stems]
    total_rows = [r for r in prepared.rows_by_stem.get("total", ()) if r != row]
    subject = {word.stem for word in context.words if word.start < context.before[1]}
    named = bool(prepared.row_stems[row]) and prepared.row_stems[row] <= subject
    for c in where.columns:
        if not named and not prepared.column_stems[c] <= subject:
            continue
        found += [_share(prepared, (row, c), (row, whole)) for whole in wholes if whole != c]
        if len(total_rows) == 1:
            found.append(_share(prepared, (row, c), (total_rows[0], c)))
    return [share for share in found if share]


def _share(
    prepared: PreparedTable, part: tuple[int, int], whole: tuple[int, int]
) -> Derived | None:
    above, below = value_at(prepared, *part), value_at(prepared, *whole)
    same = prepared.table.columns[part[1]].unit[:2] == prepared.table.columns[whole[1]].unit[:2]
    if above is None or not below or not same:
        return None
    refs = (cell_ref(prepared, *part), cell_ref(prepared, *whole))
    return Derived(above / below * 100, f"{plain(above)} / {plain(below)}", refs)


def gaps(prepared: PreparedTable, where: Address, together: bool, told: int = 0) -> list[Derived]:
    """Difference or sum of exports and imports in one row.

    `told` is 1 for a surplus, -1 for a deficit, 0 for either.
    """
    if where.rows is None or len(where.rows) != 1:
        return []
    row = min(where.rows)
    out = [c for c, stems in prepared.column_stems.items() if stems == {"export"}]
    into = [c for c, stems in prepared.column_stems.items() if stems == {"import"}]
    if len(out) != 1 or len(into) != 1:
        return []
    a, b = value_at(prepared, row, out[0]), value_at(prepared, row, into[0])
    if a is None or b is None:
        return []
    refs = (cell_ref(prepared, row, out[0]), cell_ref(prepared, row, into[0]))
    if together:
        return [Derived(a + b, f"{plain(a)} + {plain(b)}", refs)]
    if told and (a > b) != (told > 0):
        return [Derived(a - b if told > 0 else b - a, _minus(a, b, told), refs)]
    if a < b:
        a, b, refs = b, a, (refs[1], refs[0])
    return [Derived(a - b, f"{plain(a)} - {plain(b)}", refs)]


def _minus(a: Fraction, b: Fraction, told: int) -> str:
    """Exports less imports for a surplus, imports less exports for a deficit."""
    return f"{plain(a)} - {plain(b)}" if told > 0 else f"{plain(b)} - {plain(a)}"


def plain(value: Fraction, places: int | None = None) -> str:
    """`value` as decimal text; with `places` rounded half away from zero."""
    if places is None:
        places = next((n for n in range(12) if value * 10**n % 1 == 0), 6)
    scaled = int(abs(value) * 10**places + Fraction(1, 2))
    text = str(scaled).rjust(places + 1, "0")
    sign = "-" if value < 0 and scaled else ""
    return sign + (f"{text[:-places]}.{text[-places:]}" if places else text)
