"""Sums and averages over several rows: of years, of the months or quarters of a year, of places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from claims.checks.quantity.addressed_cells import Address
from claims.checks.quantity.derivations import CellRef, Derived, cell_ref, plain, value_at
from claims.checks.quantity.figure_context import FigureContext
from claims.checks.quantity.prepared_table import PreparedTable

_SUM = re.compile(
    r"\b(?:a total of|in total|totall?ed|totall?ing|cumulative|cumulatively|together|combined|"
    r"altogether|in all|full-year|full year|as a whole)\b"
)
_AVERAGE = re.compile(r"\b(?:on average|average|averaged|averaging|averages|a mean of)\b")
_MOST = 400  # rows that are added up
_SHOWN = 4  # of which so many stand in the formula


def totals(prepared: PreparedTable, where: Address, context: FigureContext) -> list[Derived] | None:
    """The sum or the average that the words call for; None where they call for neither."""
    phrase = " ".join(word.low for word in context.words)
    average = _AVERAGE.search(phrase) is not None
    half = next((name for name in _HALVES if f"{name} half" in phrase), "")
    rows = _rows(prepared, where, context, half)
    parts = _is_part(prepared, context)
    called = average or half or parts or _is_span(prepared, context) or _SUM.search(phrase)
    if not called or len(rows) < 2:
        return None
    columns = where.columns if where.columns else _only(prepared)
    found = [_over(prepared, rows, c, average) for c in columns or ()]
    return [one for one in found if one is not None]


def year_total(prepared: PreparedTable, where: Address) -> list[Derived]:
    """What a year's quarters or months come to, where the table has no row for the year."""
    columns = where.columns if where.columns else _only(prepared)
    found = [_of_year(prepared, where, c, where.period) for c in columns or ()]
    return [one for one in found if one is not None]


_HALVES = {"first": "H1", "second": "H2"}


def _is_part(prepared: PreparedTable, context: FigureContext) -> bool:
    """Whether a part of a year is told that no row has but several do: "the first nine months"."""
    told = [value for _, value in context.periods]
    several = len(told) == 2 and told[0][:4] == told[1][:4] and len(told[0]) == len("2023-01")
    part = len(told) == 1 and told[0][5:6] in ("H", "Q")
    return (several or part) and not any(one in prepared.row_periods for one in told[:1] if part)


def _only(prepared: PreparedTable) -> tuple[int, ...]:
    return prepared.measures if len(prepared.measures) == 1 else ()


def _rows(prepared: PreparedTable, where: Address, context: FigureContext, half: str) -> list[int]:
    """The rows that are added up: of a stretch of periods, of parts of a year, of named labels."""
    told = sorted({value for _, value in context.periods} | set(context.bases))
    if prepared.row_periods and told:
        whole = [f"{told[0][:4]}-{_HALVES[half]}"] if half and len(told) == 1 else told
        return [
            row
            for row in _covering(prepared, whole)
            if where.label_rows is None or row in where.label_rows
        ][:_MOST]
    if prepared.row_periods:
        return []
    stems = {word.stem for word in context.words if word.start < context.before[1]}
    named = [r for r, label in prepared.row_stems.items() if label and label <= stems]
    return [row for row in named if "total" not in prepared.row_stems[row]][:_MOST]


def _covering(prepared: PreparedTable, told: Sequence[str]) -> list[int]:
    """The rows whose periods make up the stretch that is told: the longest that do, all of them."""
    ends = [one for value in told if (one := _months(value))]
    if not ends:
        return []
    first, last = min(ends)[0], max(end for _, end in ends)
    by_length: dict[int, list[tuple[int, str]]] = {}
    for period in prepared.row_periods:
        months = _months(period)
        if months and first <= months[0] and months[1] <= last:
            by_length.setdefault(months[1] - months[0] + 1, []).append((months[0], period))
    for length, found in sorted(by_length.items(), reverse=True):
        if length * len(found) == last - first + 1:
            return [r for _, period in sorted(found) for r in sorted(prepared.row_periods[period])]
    return []


def _months(period: str) -> tuple[int, int] | None:
    """The first and the last month of a period, counted from the year 0."""
    year, _, part = period.partition("-")
    if not year.isdecimal() or not re.fullmatch(r"|[HQ]\d|0[1-9]|1[0-2]", part):
        return None
    start = 12 * int(year)
    if part[:1] in _LENGTHS:
        length = _LENGTHS[part[0]]
        return start + length * (int(part[1]) - 1), start + length * int(part[1]) - 1
    return (start + int(part) - 1,) * 2 if part else (start, start + 11)


_LENGTHS = {"Q": 3, "H": 6}


def _is_span(prepared: PreparedTable, context: FigureContext) -> bool:
    """As in "from 2021 to 2023 exports came to": a stretch, and no change within it."""
    lows = [word.low for word in context.words]
    years = sorted({value for _, value in context.periods} | set(context.bases))
    spans = len(years) == 2 and any(
        lows[n] in ("from", "between")
        and lows[n + 1] == years[0]
        and lows[n + 3 : n + 4] == [years[1]]
        for n in range(len(lows) - 1)
    )
    return spans and all(year in prepared.row_periods for year in years)


def total_changes(
    prepared: PreparedTable, where: Address, context: FigureContext, sign: int
) -> list[Derived]:
    """How much more or less a whole year brought than the one before, in per cent.

    Only where the table has every quarter or month of both.
    """
    year = where.period
    if not re.fullmatch(r"\d{4}", year) or context.bases:
        return []
    found = []
    for c in where.columns or ():
        now, then = (_of_year(prepared, where, c, one) for one in (year, str(int(year) - 1)))
        if now is not None and then is not None and then.value:
            value = (now.value / then.value - 1) * 100
            formula = f"({now.formula}) / ({then.formula}) - 1"
            found.append(Derived(value, formula, (*now.cells, *then.cells), sign))
    return found


def _of_year(prepared: PreparedTable, where: Address, c: int, year: str) -> Derived | None:
    """The sum of a year's quarters or months, where all are there and they add up at all."""
    unit, label = prepared.table.columns[c].unit, prepared.table.columns[c].label.lower()
    if not re.fullmatch(r"\d{4}", year) or year in prepared.row_periods:
        return None
    if unit.name == "%" or any(word in label for word in _LEVELS):
        return None
    rows = _covering(prepared, [year])
    rows = [r for r in rows if where.label_rows is None or r in where.label_rows]
    return _over(prepared, rows, c, average=False) if len(rows) in _PARTS else None


_PARTS = (2, 4, 12)  # halves, quarters, months
_LEVELS = ("index", "rate", "average", "price", "share", "ratio", "stock", "reserves", "debt")


def _over(
    prepared: PreparedTable, rows: Sequence[int], column: int, average: bool
) -> Derived | None:
    values = [value_at(prepared, row, column) for row in rows]
    if any(value is None for value in values):
        return None
    known = [value for value in values if value is not None]
    total = sum(known, Fraction(0))
    refs: tuple[CellRef, ...] = tuple(cell_ref(prepared, row, column) for row in rows)
    terms = [plain(value) for value in known]
    if len(terms) > _SHOWN:
        terms = [*terms[:2], "…", terms[-1]]
    formula = " + ".join(terms)
    if average:
        return Derived(total / len(known), f"({formula}) / {len(known)}", refs)
    return Derived(total, formula, refs)
