"""The workings that the words of a claim call for: which of the derivations gives its figure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from claims.checks.quantity.addressed_cells import Address
from claims.checks.quantity.derivations import DOWN, UP, Cues, Derived, changes, gaps, shares
from claims.checks.quantity.per_unit import per_unit
from claims.checks.quantity.portions import portions
from claims.checks.quantity.prepared_table import PreparedTable
from claims.checks.quantity.row_comparisons import compared
from claims.checks.quantity.stated_figure import StatedFigure
from claims.checks.quantity.totals import total_changes, totals, year_total
from claims.model import QuantityKind
from claims.reading.english.function_words import word_set

AMOUNTS = (QuantityKind.MONEY, QuantityKind.MEASURE, QuantityKind.NUMBER)
_RATES = word_set("growth change increase inflation decline")
_POINTS = word_set("point points")


class Working(NamedTuple):
    """Derivations for one figure, the likeliest first.

    `over_rows` says that they add up rows, `compares` that they set two rows or columns side by
    side: then what the claim compares with is no other thing. `by_row` says that they ask for a row
    whatever the column, and `only_passes` that they may have been meant, and so contradict nothing.
    """

    derived: Sequence[Derived]
    over_rows: bool = False
    compares: bool = False
    by_row: bool = False
    only_passes: bool = False


def working(figure: StatedFigure, prepared: PreparedTable, where: Address) -> Working | None:
    """What the words call for; None where they call for a cell."""
    sides = compared(figure, prepared, where)
    if sides is not None:
        return Working(sides, compares=True)
    if figure.quantity.kind in AMOUNTS:
        return _of_amount(figure, prepared, where)
    kind, how = figure.quantity.kind, figure.cues
    if kind is QuantityKind.PERCENTAGE_POINTS:
        return Working(changes(prepared, where, figure.context, how, kind))
    if kind is QuantityKind.RATIO:
        return Working(_ratios(figure, prepared, where))
    if kind is QuantityKind.PERCENT:
        return _of_percent(figure, prepared, where)
    return None


def _of_percent(figure: StatedFigure, prepared: PreparedTable, where: Address) -> Working | None:
    how = figure.cues
    if how.share:
        found = shares(prepared, where, figure.context)
        if not found and not _percent_only(prepared, where):
            return Working(portions(figure, prepared, where), by_row=True)
        return Working(found) if found else None
    moved = how.change and how.link not in ("to", "at", "from")
    if moved and not _tells_rate(prepared, where):
        kind = figure.quantity.kind
        found = changes(prepared, where, figure.context, how, kind)
        if found:
            return Working(found)
        return Working(
            total_changes(prepared, where, figure.context, how.direction or 1), over_rows=True
        )
    if where.columns is None:
        found = portions(figure, prepared, where)
        return Working(found, by_row=True) if found else None
    return None


def _of_amount(figure: StatedFigure, prepared: PreparedTable, where: Address) -> Working | None:
    kind, how = figure.quantity.kind, figure.cues
    if not how.gap and not _is_move(how) and how.link != "by":
        each = per_unit(figure, prepared, where)
        if each is not None:
            return Working(each)
        whole = totals(prepared, where, figure.context)
        if whole is not None:
            return Working(whole, over_rows=True)
        parts = year_total(prepared, where)
        if parts:
            return Working(parts, over_rows=True, only_passes=True)
    if how.gap or how.together:
        found = gaps(prepared, where, how.together, _balance(figure))
        return Working(found) if found else None
    if how.link == "by" or (how.direction and _is_move(how)):
        return Working(changes(prepared, where, figure.context, how, kind))
    return None


def in_points(figure: StatedFigure, prepared: PreparedTable, where: Address) -> StatedFigure:
    """The figure, in percentage points where "points" stands behind it and the column has rates."""
    behind = [w.low for w in figure.context.words if w.start >= figure.context.after[0]][:1]
    plain = figure.quantity.kind is QuantityKind.NUMBER and not _POINTS.isdisjoint(behind)
    if not (plain and _percent_only(prepared, where)):
        return figure
    kind = QuantityKind.PERCENTAGE_POINTS
    return figure._replace(quantity=figure.quantity._replace(kind=kind, unit="%"))


def _balance(figure: StatedFigure) -> int:
    """1 where the claim speaks of a surplus, -1 of a deficit, 0 of neither or both."""
    lows = {word.low for word in figure.context.words}
    return ("surplus" in lows) - ("deficit" in lows)


def _is_move(how: Cues) -> bool:
    return how.link in UP | DOWN


def _ratios(figure: StatedFigure, prepared: PreparedTable, where: Address) -> list[Derived]:
    value = Fraction(figure.quantity.value)
    low = figure.written.lower()
    halved = low.startswith("halv")
    if value < 1 and not halved and figure.cues.link != "by":
        parts = shares(prepared, where, figure.context) if figure.cues.share else []
        parts = parts or portions(figure, prepared, where)
        if parts or figure.cues.share:
            return [one._replace(value=one.value / 100) for one in parts]
    found = changes(prepared, where, figure.context, figure.cues, QuantityKind.RATIO)
    if value < 1 and not halved:
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
