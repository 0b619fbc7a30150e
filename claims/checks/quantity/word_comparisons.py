"""Comparisons in words against a table: "has fewer people than", "grew faster than imports"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from claims.checks.quantity.addressed_cells import Address, address
from claims.checks.quantity.derivations import (
    DOWN,
    UP,
    CellRef,
    cell_ref,
    plain,
    value_at,
    year_before,
)
from claims.checks.quantity.figure_context import FigureContext
from claims.checks.quantity.figure_finding import FigureFinding, FigureVerdict, best
from claims.checks.quantity.prepared_table import PreparedTable
from claims.checks.quantity.qualifiers import qualified
from claims.checks.quantity.row_comparisons import LESS, MORE, Sides, sides
from claims.checks.quantity.stated_figure import StatedFigure, stated
from claims.checks.quantity.withheld import withheld
from claims.checks.quantity.workings import Working
from claims.model import DateMention, Quantity, QuantityKind, Span
from claims.reading.quantities.find import quantities

_WORD = re.compile(
    rf"\b(?P<word>{'|'.join(sorted((MORE | LESS) - {'above', 'below', 'ahead', 'behind'}))})\b"
    r"(?=[^.;:]{0,60}?\bthan\b)",
    re.IGNORECASE,
)
_BESIDE = 14  # code points between a comparison and a figure that it belongs to
_WORKING = Working((), compares=True)


def word_comparisons(
    text: str, claim: Span, dates: Sequence[DateMention], tables: Sequence[PreparedTable]
) -> Iterator[FigureFinding]:
    """What `tables` say of comparisons without a figure; a pass outweighs a difference."""
    for span in _comparisons(text, claim):
        as_number = Quantity(span, "1", "", QuantityKind.NUMBER)
        figure = stated(as_number, text, claim, dates)
        yield from best(_compared(figure, one, n) for n, one in enumerate(tables))


def _comparisons(text: str, claim: Span) -> Iterator[Span]:
    said = claim.of(text)
    figures = [one.span for one in quantities(said)]
    for match in _WORD.finditer(said):
        than = said.index("than", match.end())
        near = (match.start() - _BESIDE, than + _BESIDE)
        if not any(one.start < near[1] and near[0] < one.end for one in figures):
            yield Span(claim.start + match.start(), claim.start + match.end())


def _compared(figure: StatedFigure, prepared: PreparedTable, n: int) -> FigureFinding | None:
    where = address(prepared, figure.context)
    grown = _growth_told(figure.context)
    found = sides(figure, prepared, where, any_unit=grown != 0)
    if found is None:
        return None
    values = _grown(prepared, where, found, grown) if grown else _plain(prepared, found)
    if values is None:
        return None
    (a, shown_a), (b, shown_b), cells = values
    wanted = 1 if figure.written.lower() in MORE else -1
    passes = (a - b) * wanted > 0
    if (
        withheld(figure, prepared, compares=True)
        if passes
        else qualified(figure, prepared, _WORKING)
    ):
        return None
    says = "follows" if passes else "does not follow"
    formula = f"{shown_a} against {shown_b}"
    reason = f"“{figure.written}” {says}: {formula}"
    verdict = FigureVerdict.PASS if passes else FigureVerdict.DIFFERS
    return FigureFinding(verdict, figure.quantity, reason, n, cells, formula)


_Shown = tuple[Fraction, str]


def _plain(
    prepared: PreparedTable, found: Sides
) -> tuple[_Shown, _Shown, tuple[CellRef, ...]] | None:
    a, b = value_at(prepared, *found.ours), value_at(prepared, *found.theirs)
    if a is None or b is None:
        return None
    cells = (cell_ref(prepared, *found.ours), cell_ref(prepared, *found.theirs))
    return (a, _named(cells, 0)), (b, _named(cells, 1)), cells


def _named(cells: Sequence[CellRef], n: int) -> str:
    """A cell with the label in which the two differ."""
    by_row = cells[0].row != cells[1].row
    return f"{cells[n].row_label if by_row else cells[n].column_label} {cells[n].text}"


def _growth_told(context: FigureContext) -> int:
    """1 where the words before speak of a rise, -1 of a fall, 0 of neither."""
    before = [w.low for w in context.words if w.start < context.before[1]][-3:]
    if any(low in UP for low in before):
        return 1
    return -1 if any(low in DOWN for low in before) else 0


def _grown(
    prepared: PreparedTable, where: Address, found: Sides, direction: int
) -> tuple[_Shown, _Shown, tuple[CellRef, ...]] | None:
    """The growth of both against the year before, in per cent."""
    earlier = prepared.row_periods.get(year_before(where.period), frozenset())
    shown: list[_Shown] = []
    cells: list[CellRef] = []
    for row, column in (found.ours, found.theirs):
        same = [r for r in earlier if prepared.row_stems[r] == prepared.row_stems[row]]
        now = value_at(prepared, row, column)
        then = value_at(prepared, same[0], column) if len(same) == 1 else None
        if now is None or not then:
            return None
        growth = (now / then - 1) * 100
        cell = cell_ref(prepared, row, column)
        cells += [cell, cell_ref(prepared, same[0], column)]
        shown.append((growth * direction, f"{cell.column_label} {plain(growth, 1)} %"))
    return shown[0], shown[1], tuple(cells)
