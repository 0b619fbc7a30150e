"""Figures: each stated figure against the attached tables.

The decision: the claim's own words address cells, and only an addressed cell or derivation can
differ; where the words address nothing the figure is not found, which says nothing against it. A
cell that the words leave partly open passes only when the figure has enough digits for the number
of cells it could have met by chance. What a hedge admits is told in `rounding`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from claims.checks.quantity.addressed_cells import (
    Address,
    PreparedTable,
    TableContext,
    address,
    near,
    prepare,
    qualified,
    scene,
    stem,
)
from claims.checks.quantity.derivations import (
    DOWN,
    UP,
    CellRef,
    Cues,
    Derived,
    cell_ref,
    changes,
    cues,
    gaps,
    plain,
    shares,
    value_at,
)
from claims.checks.quantity.rounding import Admitted, admitted
from claims.model import DateMention, Quantity, QuantityKind, Span
from claims.reading.english.function_words import word_set

__all__ = ["CellRef", "FigureFinding", "FigureVerdict", "PreparedTable", "check", "prepare"]

VERSION = "1"
_AMOUNTS = (QuantityKind.MONEY, QuantityKind.MEASURE, QuantityKind.NUMBER)
_RATES = word_set("growth change increase inflation decline")
# What is wanted or foreseen is in no table of what was.
_FORESEEN = word_set(
    "target goal forecast expected expects expect plan planned plans could would should may might "
    "if aim aims aimed hopes projected predicted will"
)
_POWERS = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][^\W\d_]{2,}|^[A-Z][^\W\d_]+(?=['’]s)")
_FEW = 1  # cells that three digits may meet; each further digit allows ten times as many


class FigureVerdict(StrEnum):
    PASS = "pass"
    DIFFERS = "differs"
    NOT_FOUND = "not_found"


class FigureFinding(NamedTuple):
    """What the tables say of one figure.

    `table` is the index in the tables given; `result` the exact value as decimal text in the
    table's own unit (per cent for changes and shares), rounded to six places where it never ends.
    """

    verdict: FigureVerdict
    quantity: Quantity
    reason: str
    table: int | None = None
    cells: tuple[CellRef, ...] = ()
    formula: str = ""
    result: str = ""


class _Figure(NamedTuple):
    quantity: Quantity
    written: str
    admits: Admitted
    scene: TableContext
    cues: Cues
    names: frozenset[str]


def check(
    quantity: Quantity,
    text: str,
    claim: Span,
    dates: Sequence[DateMention],
    tables: Sequence[PreparedTable],
) -> FigureFinding:
    """What `tables` say of `quantity`, which lies in `claim`; all offsets are into `text`.

    A pass in one table outweighs a difference in another. `dates` are those of the text.
    """
    nothing = FigureFinding(FigureVerdict.NOT_FOUND, quantity, "no attached table has this figure")
    if not tables or not claim.holds(quantity.span):
        return nothing
    written = quantity.span.of(text)
    place = scene(quantity, text, claim, dates)
    figure = _Figure(
        quantity,
        written,
        admitted(quantity, written),
        place,
        cues(place, quantity.hedge),
        frozenset(stem(name) for name in _NAME.findall(claim.of(text))),
    )
    found = nothing
    for n, prepared in enumerate(tables):
        finding = _in_table(figure, prepared, n)
        if finding and finding.verdict is FigureVerdict.PASS:
            return finding
        found = finding if finding and found is nothing else found
    return found


def _in_table(figure: _Figure, prepared: PreparedTable, n: int) -> FigureFinding | None:
    where = address(prepared, figure.scene)
    derived = _derived(figure, prepared, where)
    if derived is not None:
        return _judged(figure, derived, n, prepared)
    if where.period and not (prepared.row_periods or prepared.column_periods):
        where = where._replace(period="")
    rows, columns = where.rows or (), where.columns or ()
    if len(rows) == 1 == len(columns):
        return _against_cell(figure, prepared, (min(rows), columns[0]), n)
    return _partly(figure, prepared, where, n)


def _derived(figure: _Figure, prepared: PreparedTable, where: Address) -> list[Derived] | None:
    """The derivations that the words call for; None where they call for a cell."""
    kind, how = figure.quantity.kind, figure.cues
    if kind is QuantityKind.PERCENTAGE_POINTS:
        return changes(prepared, where, figure.scene, how, kind)
    if kind is QuantityKind.RATIO:
        return _ratios(figure, prepared, where)
    if kind is QuantityKind.PERCENT:
        if how.share:
            return shares(prepared, where, figure.scene) or (
                None if _percent_only(prepared, where) else []
            )
        moved = how.change and how.link not in ("to", "at", "from")
        if moved and not _tells_rate(prepared, where):
            return changes(prepared, where, figure.scene, how, kind)
        return None
    if how.gap or how.together:
        return gaps(prepared, where, how.together) or None
    if how.link == "by" or (how.direction and _is_move(how)):
        return changes(prepared, where, figure.scene, how, kind)
    return None


def _is_move(how: Cues) -> bool:
    return how.link in UP | DOWN


def _ratios(figure: _Figure, prepared: PreparedTable, where: Address) -> list[Derived]:
    value = Fraction(figure.quantity.value)
    low = figure.written.lower()
    if figure.cues.share and value < 1:
        return [d._replace(value=d.value / 100) for d in shares(prepared, where, figure.scene)]
    found = changes(prepared, where, figure.scene, figure.cues, QuantityKind.RATIO)
    if value < 1 and not low.startswith("halv"):
        sign = figure.cues.direction or 1
        return [
            Derived(d.value - 1, f"{d.formula} - 1", d.cells, sign)
            for d in found
            if figure.cues.link == "by"
        ]
    return found


def _percent_only(prepared: PreparedTable, where: Address) -> bool:
    columns = where.columns or ()
    return bool(columns) and all(prepared.table.columns[c].unit.name == "%" for c in columns)


def _tells_rate(prepared: PreparedTable, where: Address) -> bool:
    return _percent_only(prepared, where) and all(
        prepared.column_stems[c] & _RATES or "growth" in prepared.table.columns[c].label.lower()
        for c in where.columns or ()
    )


# ---------------------------------------------------------------------------------- verdicts


def _judged(
    figure: _Figure, derived: Sequence[Derived], n: int, prepared: PreparedTable
) -> FigureFinding | None:
    """The first derivation that gives the figure; else that none does."""
    amounts = figure.quantity.kind in _AMOUNTS
    for one in derived:
        power = _power(prepared, one.cells[0].column) if amounts else 0
        if amounts and not _same_unit(figure, prepared, one.cells[0].column):
            continue
        if power is not None and _holds(figure, one.value * one.sign * 10**power):
            return _finding(FigureVerdict.PASS, figure, one, n, "follows")
    if not derived or _foreseen(figure) or qualified(figure.scene, prepared):
        return None
    one = derived[0]
    if amounts and not (
        _same_unit(figure, prepared, one.cells[0].column)
        and _power(prepared, one.cells[0].column) is not None
    ):
        return None
    return _finding(FigureVerdict.DIFFERS, figure, one, n, "does not follow")


def _holds(figure: _Figure, value: Fraction) -> bool:
    return figure.admits.holds(-value if Fraction(figure.quantity.value) < 0 else value)


def _finding(
    verdict: FigureVerdict, figure: _Figure, one: Derived, n: int, says: str
) -> FigureFinding:
    percent = figure.quantity.kind is QuantityKind.PERCENT
    mark = " %" if percent else ""
    places = None if one.value * 100 % 1 == 0 else 1 if percent else 2
    shown = plain(one.value, places) + mark
    formula = f"{one.formula} = {shown}"
    reason = f"{_shown(figure)} {says}: {formula}"
    return FigureFinding(verdict, figure.quantity, reason, n, one.cells, formula, plain(one.value))


def _shown(figure: _Figure) -> str:
    if figure.quantity.kind is QuantityKind.PERCENT and not figure.quantity.high:
        return f"{figure.quantity.value} %"
    return figure.written


def _foreseen(figure: _Figure) -> bool:
    return any(word.low in _FORESEEN for word in figure.scene.words)


def _power(prepared: PreparedTable, c: int) -> int | None:
    unit = prepared.table.columns[c].unit
    return 0 if unit.name == "%" else unit.power


def _same_unit(figure: _Figure, prepared: PreparedTable, c: int) -> bool:
    """Whether the column can count what the figure counts; a unit not told is any amount."""
    name, kind, unit = (
        prepared.table.columns[c].unit.name,
        figure.quantity.kind,
        figure.quantity.unit,
    )
    if kind in (QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINTS):
        return name == unit
    if kind is QuantityKind.RATIO:
        return False
    if kind is QuantityKind.NUMBER:
        return not name or (name != "%" and figure.admits.digits >= 3)
    return name == unit or not name


def _against_cell(
    figure: _Figure, prepared: PreparedTable, at: tuple[int, int], n: int
) -> FigureFinding | None:
    value = value_at(prepared, *at)
    if value is None:
        return None
    cell = cell_ref(prepared, *at)
    place = f"row {cell.row_label}, column {cell.column_label}"
    power = _matching_power(figure, prepared, at[1], value)
    same = _same_unit(figure, prepared, at[1])
    one = Derived(value, cell.text, (cell,))
    if power is not None and same:
        reason = f"{figure.written} is in the table: {cell.text} ({place})"
        if _power(prepared, at[1]) is None and power:
            reason += f", if it counts in {_POWERS[power]}s"
        return FigureFinding(
            FigureVerdict.PASS, figure.quantity, reason, n, one.cells, cell.text, plain(value)
        )
    wrong_unit = not same and power is not None and figure.quantity.kind is QuantityKind.MONEY
    if not wrong_unit and (not same or _power(prepared, at[1]) is None):
        return None
    if _foreseen(figure) or qualified(figure.scene, prepared) or figure.cues.gap:
        return None
    unit = prepared.table.columns[at[1]].unit.name
    reason = f"{figure.written} is not what the table has: {_told(prepared, at[1], cell)} ({place})"
    if wrong_unit:
        reason = f"{figure.written} is in another currency than the table: {unit} ({place})"
    return FigureFinding(
        FigureVerdict.DIFFERS, figure.quantity, reason, n, one.cells, cell.text, plain(value)
    )


def _told(prepared: PreparedTable, c: int, cell: CellRef) -> str:
    unit = prepared.table.columns[c].unit
    return " ".join(p for p in (cell.text, _POWERS.get(unit.power or 0, ""), unit.name) if p)


def _matching_power(
    figure: _Figure, prepared: PreparedTable, c: int, value: Fraction
) -> int | None:
    """The power of ten with which the cell gives the figure; None where none does."""
    if figure.cues.direction < 0 and value < 0:
        value = -value
    for power in _possible_powers(figure, prepared, c):
        if _holds(figure, value * 10**power):
            return power
    return None


def _possible_powers(figure: _Figure, prepared: PreparedTable, c: int) -> Iterator[int]:
    """The column's own magnitude; where none is told any, unless its values are large."""
    known = _power(prepared, c)
    if known is not None:
        yield known
        return
    yield 0
    values = prepared.sorted_cells[c][0]
    if figure.admits.digits >= 3 and values and values[-1] < 10**6:
        yield from _POWERS


def _partly(
    figure: _Figure, prepared: PreparedTable, where: Address, n: int
) -> FigureFinding | None:
    """A pass through a cell that the words address in one direction only, or not at all."""
    timed = prepared.row_periods or prepared.column_periods
    if (
        figure.admits.digits < 3
        or figure.quantity.hedge
        or (where.rows is not None and not where.rows)
    ):
        return None
    if where.label_rows is None and _names_another(figure, prepared):
        return None
    if timed and not where.period:
        where = where._replace(rows=where.label_rows)
    columns = prepared.measures if where.columns is None else where.columns
    columns = tuple(c for c in columns if _same_unit(figure, prepared, c))
    count = len(columns) * (len(prepared.table.rows) if where.rows is None else len(where.rows))
    if count > _FEW * 10 ** (figure.admits.digits - 3):
        return None
    for c in columns:
        for r in _rows_that_match(figure, prepared, c):
            if where.rows is None or r in where.rows:
                found = _against_cell(figure, prepared, (r, c), n)
                if found and found.verdict is FigureVerdict.PASS:
                    return found
    return None


def _names_another(figure: _Figure, prepared: PreparedTable) -> bool:
    """Whether the claim names somebody whom a table with named rows does not have."""
    return bool(prepared.rows_by_stem) and not figure.names <= prepared.rows_by_stem.keys()


def _rows_that_match(figure: _Figure, prepared: PreparedTable, c: int) -> Iterator[int]:
    for power in _possible_powers(figure, prepared, c):
        scale = 10**power
        yield from near(prepared, c, figure.admits.low / scale, figure.admits.high / scale)
