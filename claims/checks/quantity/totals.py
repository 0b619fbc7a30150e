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
_HALVES = {
    "first half": ("Q1", "Q2", "01", "02", "03", "04", "05", "06"),
    "second half": ("Q3", "Q4", "07", "08", "09", "10", "11", "12"),
}
_OF_HALF = {"H1": "first half", "H2": "second half"}
_MOST = 400  # rows that are added up
_SHOWN = 4  # of which so many stand in the formula


def totals(prepared: PreparedTable, where: Address, context: FigureContext) -> list[Derived] | None:
    """The sum or the average that the words call for; None where they call for neither."""
    phrase = " ".join(word.low for word in context.words)
    average = _AVERAGE.search(phrase) is not None
    half = next((name for name in _HALVES if name in phrase), "")
    rows = _rows(prepared, where, context, half)
    spans = _is_span(prepared, context)
    if not (average or half or spans or _SUM.search(phrase)) or len(rows) < 2:
        return None
    columns = where.columns if where.columns else _only(prepared)
    found = [_over(prepared, rows, c, average) for c in columns or ()]
    return [one for one in found if one is not None]


def _only(prepared: PreparedTable) -> tuple[int, ...]:
    return prepared.measures if len(prepared.measures) == 1 else ()


def _rows(prepared: PreparedTable, where: Address, context: FigureContext, half: str) -> list[int]:
    """The rows that are added up: of a stretch of periods, of parts of a year, of named labels."""
    told = sorted({value for _, value in context.periods} | set(context.bases))
    if prepared.row_periods and told:
        return [
            row
            for period, rows in sorted(prepared.row_periods.items())
            if _is_within(period, told, half)
            for row in sorted(rows)
            if where.label_rows is None or row in where.label_rows
        ][:_MOST]
    if prepared.row_periods:
        return []
    stems = {word.stem for word in context.words if word.start < context.before[1]}
    named = [r for r, label in prepared.row_stems.items() if label and label <= stems]
    return [row for row in named if "total" not in prepared.row_stems[row]][:_MOST]


def _is_within(period: str, told: Sequence[str], half: str) -> bool:
    if len(told) > 1:
        return told[0] <= period <= told[-1] and len(period) == len(told[0])
    year, _, part = told[0].partition("-")
    if part in _OF_HALF:
        year, half = told[0][:4], _OF_HALF[part]
    elif part:
        return False
    if not period.startswith(f"{year}-"):
        return False
    return not half or period[5:] in _HALVES[half]


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
    if not re.fullmatch(r"\d{4}", year) or context.bases or not where.columns:
        return []
    found = []
    for c in where.columns:
        now, then = (_of_year(prepared, where, c, one) for one in (year, str(int(year) - 1)))
        if now is not None and then is not None and then.value:
            value = (now.value / then.value - 1) * 100
            formula = f"({now.formula}) / ({then.formula}) - 1"
            found.append(Derived(value, formula, (*now.cells, *then.cells), sign))
    return found


def _of_year(prepared: PreparedTable, where: Address, c: int, year: str) -> Derived | None:
    """The sum of a year's quarters or months, where all are there and they add up at all."""
    parts = {
        period: found
        for period, found in prepared.row_periods.items()
        if _is_within(period, [year], "")
    }
    rows = [r for _, found in sorted(parts.items()) for r in found]
    rows = [r for r in rows if where.label_rows is None or r in where.label_rows]
    quarters = sum("Q" in period for period in parts) == len(parts)
    whole = len(rows) == len(parts) == (_QUARTERS if quarters else _MONTHS)
    unit, label = prepared.table.columns[c].unit, prepared.table.columns[c].label.lower()
    if not whole or unit.name == "%" or any(word in label for word in _LEVELS):
        return None
    return _over(prepared, rows, c, average=False)


_QUARTERS, _MONTHS = 4, 12
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
