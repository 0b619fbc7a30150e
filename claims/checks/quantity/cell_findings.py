"""Compares a stated figure with single cells of a table.

A cell that the claim's words address can bear a figure out or differ from it. A cell that they
leave partly open passes only when the figure has enough digits for the number of cells it could
have met by chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from claims.checks.quantity.addressed_cells import Address
from claims.checks.quantity.derivations import CellRef, Derived, cell_ref, plain, value_at
from claims.checks.quantity.figure_finding import FigureFinding, FigureVerdict
from claims.checks.quantity.longer_names import is_of_other_kind
from claims.checks.quantity.prepared_table import PreparedTable, caption_stems, near
from claims.checks.quantity.qualifiers import qualified
from claims.checks.quantity.stated_figure import (
    StatedFigure,
    column_power,
    holds,
    is_comparable,
    same_unit,
)
from claims.checks.quantity.withheld import withheld
from claims.checks.slips import is_slip
from claims.model import QuantityKind
from claims.tables.header_units import symbol_unit

_POWERS = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
_FEW = 1  # cells that three digits may meet; each further digit allows ten times as many


def against_cell(
    figure: StatedFigure, prepared: PreparedTable, at: tuple[int, int], n: int
) -> FigureFinding | None:
    value = value_at(prepared, *at)
    if value is None:
        return None
    cell = cell_ref(prepared, *at)
    place = f"row {cell.row_label}, column {cell.column_label}"
    power = _matching_power(figure, prepared, at[1], value)
    same = same_unit(figure, prepared, at[1])
    one = Derived(value, cell.text, (cell,))
    if power is not None and same:
        reason = f"{figure.written} is in the table: {cell.text} ({place})"
        if column_power(prepared, at[1]) is None and power:
            reason += f", if it counts in {_POWERS[power]}s"
        return FigureFinding(
            FigureVerdict.PASS, figure.quantity, reason, n, one.cells, cell.text, plain(value)
        )
    wrong_unit = not same and power is not None and figure.quantity.kind is QuantityKind.MONEY
    if not wrong_unit and not (same and is_comparable(figure, prepared, at[1], value)):
        return None
    if figure.cues.gap or qualified(figure, prepared):
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
    name = "" if unit.name == symbol_unit(cell.text) else unit.name
    return " ".join(p for p in (cell.text, _POWERS.get(unit.power or 0, ""), name) if p)


def _matching_power(
    figure: StatedFigure, prepared: PreparedTable, c: int, value: Fraction
) -> int | None:
    """The power of ten with which the cell gives the figure; None where none does."""
    if figure.cues.direction < 0 and value < 0:
        value = -value
    for power in _possible_powers(figure, prepared, c):
        if holds(figure, value * 10**power):
            return power
    return None


def _possible_powers(figure: StatedFigure, prepared: PreparedTable, c: int) -> Iterator[int]:
    """The column's own magnitude; where none is told any, unless its values are large."""
    known = column_power(prepared, c)
    if known is not None:
        yield known
        return
    yield 0
    values = prepared.sorted_cells[c][0]
    if figure.admits.digits >= 3 and values and values[-1] < 10**6:
        yield from _POWERS


def in_open_cells(
    figure: StatedFigure, prepared: PreparedTable, where: Address, n: int
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
    columns = tuple(c for c in columns if same_unit(figure, prepared, c))
    found = _passing(figure, prepared, where, columns, n)
    return found or slipped(figure, prepared, where, columns, n)


def _passing(
    figure: StatedFigure,
    prepared: PreparedTable,
    where: Address,
    columns: Sequence[int],
    n: int,
) -> FigureFinding | None:
    count = len(columns) * (len(prepared.table.rows) if where.rows is None else len(where.rows))
    if count > _FEW * 10 ** (figure.admits.digits - 3):
        return None
    for c in columns:
        for r in _rows_that_match(figure, prepared, c):
            another = where.label_rows is None and is_of_other_kind(prepared, figure.context, r)
            if not another and (where.rows is None or r in where.rows):
                found = against_cell(figure, prepared, (r, c), n)
                if found and found.verdict is FigureVerdict.PASS:
                    return found
    return None


def slipped(
    figure: StatedFigure,
    prepared: PreparedTable,
    where: Address,
    columns: Sequence[int],
    n: int,
) -> FigureFinding | None:
    """The one cell of the addressed row from which a slip sets the figure apart."""
    rows = where.rows or ()
    if len(rows) != 1 or figure.admits.digits < _TELLING or withheld(figure, prepared):
        return None
    row = min(rows)
    cells = [cell_ref(prepared, row, c) for c in columns if same_unit(figure, prepared, c)]
    near = [cell for cell in cells if is_slip(figure.written, cell.text)]
    value = value_at(prepared, row, near[0].column) if len(near) == 1 else None
    if value is None or not is_comparable(figure, prepared, near[0].column, value):
        return None
    place = f"row {near[0].row_label}, column {near[0].column_label}"
    reason = f"{figure.written} is not what the table has: {near[0].text} ({place})"
    return FigureFinding(
        FigureVerdict.DIFFERS, figure.quantity, reason, n, tuple(near), near[0].text, plain(value)
    )


_TELLING = 5  # digits from which a slip is no chance


def _names_another(figure: StatedFigure, prepared: PreparedTable) -> bool:
    """Whether the claim names somebody whom a table with named rows does not have."""
    named = figure.names - caption_stems(prepared)
    return bool(prepared.rows_by_stem) and not named <= prepared.rows_by_stem.keys()


def _rows_that_match(figure: StatedFigure, prepared: PreparedTable, c: int) -> Iterator[int]:
    for power in _possible_powers(figure, prepared, c):
        scale = 10**power
        yield from near(prepared, c, figure.admits.low / scale, figure.admits.high / scale)
