"""Which rows and columns of a table the words of a claim address.

The decision: the nearest words win. A figure owns the words from the one before it up to the first
comma or "and" behind it; what it lacks it takes from earlier in its claim, then from later. A
period that the table does not have addresses nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from claims.model import DateMention, Quantity, Span
from claims.reading.english.function_words import PREPOSITIONS, word_set
from claims.reading.quantities.find import quantities
from claims.reading.quantities.units import table as forms
from claims.tables.table import Table

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+|[,;()—–]")
_PERIOD = re.compile(r"((?:1[5-9]|20|21)\d\d)(?:-(\d\d)|[ -]?([QH]\d))?")
_SAME = forms("""
export: export, shipment
import: import, purchase
total: total, trade, overall, turnover, sum, world, combined
population: population, inhabitant, resident
unemployment: unemployment, jobless
revenue: revenue, sale
output: output, production, produce
profit: profit, earning
death: death, died, killed
""")
_EMPTY = word_set("the a an of in to from by for and or per at on with s us")
_CUTS = word_set(", ; ( ) — – and while but whereas as after when although though because")
_TURNS = word_set("to from against versus than")
_BASES = word_set("from since than against versus with on over")
_FAR = 4000
Range = tuple[int, int]


class PreparedTable(NamedTuple):
    """A table with its indexes. Periods are TIMEX3 values ("2023", "2023-03", "2023-Q1")."""

    table: Table
    measures: tuple[int, ...]
    row_periods: dict[str, frozenset[int]]
    column_periods: dict[int, str]
    rows_by_stem: dict[str, tuple[int, ...]]
    row_stems: dict[int, frozenset[str]]
    column_stems: dict[int, frozenset[str]]
    sorted_cells: dict[int, tuple[list[Decimal], list[int]]]


class AddressWord(NamedTuple):
    start: int
    low: str
    stem: str


class TableContext(NamedTuple):
    """A figure's place in its claim; all offsets count from the start of the claim."""

    words: tuple[AddressWord, ...]
    before: Range
    after: Range
    periods: tuple[tuple[int, str], ...]
    bases: tuple[str, ...]
    lasting: bool


class Address(NamedTuple):
    """None where the claim's words leave it open."""

    rows: frozenset[int] | None
    columns: tuple[int, ...] | None
    period: str
    label_rows: frozenset[int] | None


def stem(word: str) -> str:
    low = word.lower().replace("’", "'").removesuffix("'s")
    for ending, short in (("ies", "y"), ("ed", ""), ("s", "")):
        if low.endswith(ending) and len(low) > len(ending) + 3 and not low.endswith("ss"):
            low = low.removesuffix(ending) + short
            break
    return _SAME.get(low, low)


def _stems(label: str, without: frozenset[str] = frozenset()) -> frozenset[str]:
    return frozenset(
        stem(word)
        for word in _WORD.findall(label)
        if word[0].isalpha() and (low := word.lower()) not in _EMPTY and low not in without
    )


def period_of(label: str) -> str:
    match = _PERIOD.fullmatch(label.strip())
    if match is None:
        return ""
    return match[1] + "".join(f"-{part}" for part in match.groups()[1:] if part)


def prepare(table: Table) -> PreparedTable:
    """The indexes that `check` uses; worth keeping as long as the table."""
    measures = tuple(n for n, column in enumerate(table.columns) if column.measured)
    labels = [n for n in range(len(table.columns)) if n not in measures]
    periods, stems = defaultdict(set), {}
    by_stem: dict[str, list[int]] = defaultdict(list)
    for r, row in enumerate(table.rows):
        for c in labels:
            period = period_of(row[c].text)
            if period:
                periods[period].add(r)
        stems[r] = frozenset().union(
            *(_stems(row[c].text) for c in labels if not period_of(row[c].text))
        )
        for name in stems[r]:
            by_stem[name].append(r)
    return PreparedTable(
        table,
        measures,
        {period: frozenset(rows) for period, rows in periods.items()},
        _column_periods(table, measures),
        {name: tuple(rows) for name, rows in by_stem.items()},
        stems,
        _column_stems(table, measures),
        {c: _sorted(table, c) for c in measures},
    )


def _column_periods(table: Table, measures: Sequence[int]) -> dict[int, str]:
    found = {}
    for c in measures:
        match = _PERIOD.search(table.columns[c].label)
        if match:
            found[c] = period_of(match[0])
    return found


def _column_stems(table: Table, measures: Sequence[int]) -> dict[int, frozenset[str]]:
    every = {c: _stems(table.columns[c].label, table.columns[c].unit.words) for c in measures}
    shared = frozenset.intersection(*every.values()) if len(every) > 1 else frozenset()
    return {c: found - shared or found for c, found in every.items()}


def _sorted(table: Table, c: int) -> tuple[list[Decimal], list[int]]:
    cells = sorted(
        (abs(value), r) for r, row in enumerate(table.rows) if (value := row[c].value) is not None
    )
    return [value for value, _ in cells], [r for _, r in cells]


def near(prepared: PreparedTable, c: int, low: Fraction, high: Fraction) -> list[int]:
    """The rows whose printed value in column `c` lies between `low` and `high`, without sign."""
    values, rows = prepared.sorted_cells[c]
    first = bisect_left(values, low, key=Fraction)
    return rows[first : bisect_right(values, high, key=Fraction)]


# ---------------------------------------------------------------------------------- the claim


@lru_cache(maxsize=512)
def _words(claim: str) -> tuple[AddressWord, ...]:
    return tuple(AddressWord(m.start(), m[0].lower(), stem(m[0])) for m in _WORD.finditer(claim))


_figures = lru_cache(maxsize=512)(quantities)


def scene(quantity: Quantity, text: str, claim: Span, dates: Sequence[DateMention]) -> TableContext:
    words = _words(text[claim.start : claim.end])
    start, end = quantity.span.start - claim.start, quantity.span.end - claim.start
    others = [q.span for q in _figures(text[claim.start : claim.end])]
    earlier = max((s.end for s in others if s.end <= start), default=0)
    later = min((s.start for s in others if s.start >= end), default=claim.end - claim.start)
    first = _cut(words, earlier, start) if earlier else 0
    last = _cut(words, end, later)
    told = [(d.span.start - claim.start, d) for d in dates if claim.holds(d.span)]
    told = [(at, d) for at, d in told if d.value[:1].isdecimal()]
    bases = tuple(d.value for at, d in told if _is_base(words, at, d, text))
    periods = tuple((at, d.value) for at, d in told if not _is_base(words, at, d, text))
    lasting = any(d.value[:1] == "P" for d in dates if claim.holds(d.span))
    return TableContext(words, (first, start), (end, last), periods, bases, lasting)


def _cut(words: Sequence[AddressWord], start: int, end: int) -> int:
    """Where what belongs to the figure before gives way to what belongs to the next."""
    between = [word for word in words if start <= word.start < end]
    cut = next((word.start for word in between if word.low in _CUTS), None)
    if cut is None:
        cut = next((w.start for w in reversed(between[-2:]) if w.low in _TURNS), end)
    return cut


def _is_base(words: Sequence[AddressWord], at: int, date: DateMention, text: str) -> bool:
    if date.span.of(text).lower().endswith(("earlier", "before", "previous year")):
        return True
    before = [word.low for word in words if word.start < at][-2:]
    if before and before[-1] in ("in", "for", "of"):
        before.pop()
    return bool(before) and before[-1] in _BASES


def _bound(mentions: Sequence[tuple[int, int]], scene: TableContext, behind: bool) -> int | None:
    """The number of the mention that belongs to the figure."""
    (first, start), (end, last) = scene.before, scene.after
    inside = [n for at, n in mentions if first <= at < start][-1:]
    follows = [n for at, n in mentions if end <= at < last][:1]
    earlier = [n for at, n in mentions if at < first][-1:]
    later = [n for at, n in mentions if at >= last][:1]
    order = follows + inside if behind else inside + follows
    return next(iter(order + earlier + later), None)


def address(prepared: PreparedTable, scene: TableContext) -> Address:
    mentions = [(at, n) for n, (at, _) in enumerate(scene.periods)]
    bound = _bound(mentions, scene, behind=True)
    period = scene.periods[bound][1] if bound is not None else ""
    columns = _columns_named(prepared, scene)
    labels = _rows_named(prepared, scene)
    if prepared.column_periods and not prepared.row_periods and period:
        pool = columns if columns is not None else prepared.measures
        columns = tuple(c for c in pool if prepared.column_periods.get(c) == period)
        if not columns:
            pool = tuple(prepared.column_periods)
            columns = tuple(c for c in pool if prepared.column_periods[c] == period)
    elif columns is None and len(prepared.measures) == 1:
        columns = prepared.measures
    rows = labels
    if prepared.row_periods and period:
        at = prepared.row_periods.get(period, frozenset())
        rows = at if labels is None else at & labels
    return Address(rows, columns, period, labels)


def _columns_named(prepared: PreparedTable, scene: TableContext) -> tuple[int, ...] | None:
    found = _places(scene, prepared.column_stems)
    if len({s for _, s in found}) > 1 and any("total" not in s for _, s in found):
        specific = [(at, s) for at, s in found if "total" not in s]
        found = [(a, s) for a, s in found if "total" not in s or _apart(a, specific, scene)]
    chosen = _bound([(at, n) for n, (at, _) in enumerate(found)], scene, behind=False)
    if chosen is None:
        return None
    return tuple(c for c, stems in prepared.column_stems.items() if stems == found[chosen][1])


def _apart(at: int, specific: Sequence[tuple[int, frozenset[str]]], scene: TableContext) -> bool:
    """Whether a general word stands alone: "total exports" are exports."""
    return all(
        abs(at - other) > 14 or any(min(at, other) < w.start < max(at, other) for w in scene.words)
        for other, _ in specific
    )


def _rows_named(prepared: PreparedTable, scene: TableContext) -> frozenset[int] | None:
    names = {w.stem for w in scene.words if w.stem in prepared.rows_by_stem}
    rows = {r for name in names for r in prepared.rows_by_stem[name][:_FAR]}
    labels: dict[frozenset[str], set[int]] = defaultdict(set)
    for r in rows:
        if prepared.row_stems[r] <= names:
            labels[prepared.row_stems[r]].add(r)
    kinds = dict(enumerate(labels))
    found = _places(scene, kinds)
    if any("total" not in s for _, s in found):
        found = [(at, s) for at, s in found if "total" not in s]
    chosen = _bound([(at, n) for n, (at, _) in enumerate(found)], scene, behind=False)
    return None if chosen is None else frozenset(labels[found[chosen][1]])


def _places(
    scene: TableContext, labels: dict[int, frozenset[str]]
) -> list[tuple[int, frozenset[str]]]:
    """Where each label stands in the claim; a longer label hides the shorter one within it."""
    kinds = {stems for stems in labels.values() if stems}
    found: list[tuple[int, frozenset[str]]] = []
    for n, word in enumerate(scene.words):
        here = [s for s in kinds if word.stem in s]
        if not here:
            continue
        window = {w.stem for w in scene.words[max(0, n - 4) : n + 5]}
        whole = [s for s in here if s <= window]
        found += [(word.start, s) for s in whole if not any(s < other for other in whole)]
    return sorted(found, key=lambda item: item[0])


def qualified(scene: TableContext, prepared: PreparedTable) -> bool:
    """Whether the words narrow the measure to what the table may not hold: "oil exports"."""
    if scene.lasting or any(word.low in _PARTS for word in scene.words):
        return True
    names = frozenset().union(*prepared.column_stems.values())
    known = names | prepared.rows_by_stem.keys() | _NEUTRAL
    return _inherits(scene, prepared, names, known) or any(
        word.stem in names and _narrowed(scene.words, n, known)
        for n, word in enumerate(scene.words)
    )


def _narrowed(words: Sequence[AddressWord], n: int, known: frozenset[str]) -> bool:
    """Whether a word of another thing stands before the measure, or "of" it behind."""
    before, after = words[n - 1] if n else None, [word.low for word in words[n + 1 : n + 3]]
    if after[:1] == ["of"] and len(after) == 2 and stem(after[1]) not in known:
        return True
    if after[:1] == ["between"] and after[1:] not in (["the"], ["them"], ["both"]):
        return len(after) == 2 and not after[1].isdecimal()
    if before is None or not before.low[0].isalpha() or before.low.endswith(("'s", "’s")):
        return False
    return before.low not in PREPOSITIONS and before.stem not in known and before.low not in known


def _inherits(
    scene: TableContext, prepared: PreparedTable, names: frozenset[str], known: frozenset[str]
) -> bool:
    """Whether the figure has words of another subject and takes its measure from elsewhere."""
    first, start = scene.before
    commas = [w.start for w in scene.words if w.start < start and w.low == ","]
    own = [w for w in scene.words if max([first, *commas]) <= w.start < start]
    near = [w for w in scene.words if w.start < scene.after[1]]
    if len(names) > 1 and not any(w.stem in names for w in near):
        return True
    if any(word.stem in names or word.stem in prepared.rows_by_stem for word in own):
        return False
    return any(w.low[0].isalpha() and not _is_plain(w, known) for w in own)


def _is_plain(word: AddressWord, known: frozenset[str]) -> bool:
    return bool({word.low, word.stem} & (known | PREPOSITIONS | _MOVING))


_PARTS = word_set("monthly quarterly daily weekly average averaged averaging averages")
_MOVING = word_set(
    "up down rose rise fell fall drop dropped jump jumped grew growth gain gained increase "
    "increased decline declined climbed more less than came was were or nearly almost about "
    "some or had"
)
_NEUTRAL = word_set(
    "a an total annual bilateral chinese it their the and its that this these his her our said "
    "showed as two-way while but whereas way goods good two"
)
