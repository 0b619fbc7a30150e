"""Levels that a claim says were reached from below or above: "fell to 84 billion", "up from 70".

A cell bears such a figure out only when the table moved that way: against the period before, or
for "from" to the period after.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from claims.checks.quantity.derivations import FALLS, RISES, CellRef, cell_ref, plain, value_at
from claims.checks.quantity.figure_context import words_before
from claims.checks.quantity.figure_finding import FigureFinding, FigureVerdict
from claims.checks.quantity.prepared_table import PreparedTable
from claims.checks.quantity.stated_figure import StatedFigure
from claims.reading.english.function_words import word_set

_STILL = word_set("unchanged flat steady stable stagnant level")
_REACH = 4  # words before a figure in which its verb stands


def held_to_move(
    figure: StatedFigure, prepared: PreparedTable, found: FigureFinding
) -> FigureFinding:
    """`found`, or that it differs where the table moved the other way."""
    told = _told(figure)
    balance = len(found.cells) == 2 and figure.cues.gap
    if told is None or not (len(found.cells) == 1 or balance):
        return found
    direction, to = told
    base = figure.context.bases[-1] if figure.context.bases and to else ""
    others = [_neighbour(prepared, cell, 1 if to else -1, base) for cell in found.cells]
    beside = tuple(one for one in others if one is not None)
    here, there = _level(prepared, found.cells), _level(prepared, beside)
    if here is None or there is None or len(beside) != len(found.cells):
        return found
    moved = (here > there) - (here < there) if to else (there > here) - (there < here)
    if moved == direction:
        return found
    first, last = (there, here) if to else (here, there)
    formula = f"{plain(first)}, then {plain(last)}"
    reason = f"{figure.written} is in the table, but it moved otherwise: {formula}"
    return found._replace(
        verdict=FigureVerdict.DIFFERS,
        reason=reason,
        cells=(*found.cells, *beside),
        formula=formula,
    )


def _level(prepared: PreparedTable, cells: Sequence[CellRef]) -> Fraction | None:
    """The value of a cell; of two cells their difference."""
    values = [value_at(prepared, cell.row, cell.column) for cell in cells]
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    return known[0] - sum(known[1:])


def _told(figure: StatedFigure) -> tuple[int, bool] | None:
    """The direction that the words give, and whether the figure is where it led to."""
    words = figure.context.words
    start, end = figure.context.before[1], figure.context.after[0]
    near = words_before(words, start, figure.quantity.hedge)[-_REACH:]
    if near[-1:] in (["to"], ["at"]):
        direction = _direction(near[:-1])
        return None if direction is None else (direction, True)
    if near[-1:] == ["from"]:
        direction = _direction(near[:-1])
        return None if direction is None or "to" in near else (direction, False)
    after = [word.low for word in words if word.start >= end and word.low != ","][:3]
    if "from" in after:
        direction = _direction(after[: after.index("from")])
        return None if direction is None else (direction, True)
    return None


def _direction(lows: Sequence[str]) -> int | None:
    for low in reversed(lows):
        if low in _STILL:
            return 0
        if low in RISES or low in FALLS:
            return 1 if low in RISES else -1
    return None


def _neighbour(prepared: PreparedTable, cell: CellRef, back: int, base: str = "") -> CellRef | None:
    """The cell of the period before (`back` 1) or after it (-1), of the same labels.

    `base` is the period that the claim itself compares with, where it names one.
    """
    row = next((p for p, rows in prepared.row_periods.items() if cell.row in rows), "")
    if row:
        wanted = base or _shifted(row, back)
        rows = prepared.row_periods.get(wanted, frozenset())
        same = [r for r in rows if prepared.row_stems[r] == prepared.row_stems[cell.row]]
        return cell_ref(prepared, same[0], cell.column) if len(same) == 1 else None
    column = prepared.column_periods.get(cell.column, "")
    wanted = (base or _shifted(column, back)) if column else ""
    found = [c for c, period in prepared.column_periods.items() if period == wanted]
    return cell_ref(prepared, cell.row, found[0]) if len(found) == 1 else None


def _shifted(period: str, back: int) -> str:
    """The same part of the year before: figures of a month are told against a year earlier."""
    return f"{int(period[:4]) - back}{period[4:]}" if period[:4].isdecimal() else ""
