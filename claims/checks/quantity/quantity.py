"""Checks each stated figure against the attached tables.

The claim's own words address cells, and only an addressed cell or derivation can differ; where the
words address nothing the figure is not found, which says nothing against it. What a hedge admits is
told in `rounding`.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.checks.quantity.addressed_cells import Address, address, names_several
from claims.checks.quantity.cell_findings import against_cell, in_open_cells, slipped
from claims.checks.quantity.derivations import Derived, plain
from claims.checks.quantity.figure_finding import FigureFinding, FigureVerdict, best
from claims.checks.quantity.level_moves import held_to_move
from claims.checks.quantity.prepared_table import PreparedTable, caption_stems
from claims.checks.quantity.qualifiers import qualified
from claims.checks.quantity.stated_figure import (
    StatedFigure,
    column_power,
    holds,
    is_base_of_rate,
    is_comparable,
    same_unit,
    stated,
)
from claims.checks.quantity.withheld import withheld
from claims.checks.quantity.workings import AMOUNTS, Working, in_points, working
from claims.model import DateMention, Quantity, QuantityKind, Span


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
    figure = stated(quantity, text, claim, dates)
    if is_base_of_rate(figure):
        return nothing
    found = best(_in_table(figure, prepared, n) for n, prepared in enumerate(tables))
    return found[0] if found else nothing


def _in_table(figure: StatedFigure, prepared: PreparedTable, n: int) -> FigureFinding | None:
    where = address(prepared, figure.context)
    if _is_another_total(figure, prepared, where):
        return None
    figure = in_points(figure, prepared, where)
    worked = working(figure, prepared, where)
    if worked is not None:
        return _held_back(figure, prepared, _judged(figure, worked, n, prepared), worked)
    if where.period and not (prepared.row_periods or prepared.column_periods):
        where = where._replace(period="")
    if names_several(prepared, figure.context):
        return None
    if where.namesakes:
        return _of_namesake(figure, prepared, where, n)
    rows, columns = where.rows or (), where.columns or ()
    if len(rows) == 1 == len(columns):
        found = against_cell(figure, prepared, (min(rows), columns[0]), n)
        found = found or slipped(figure, prepared, where, columns, n)
    else:
        found = in_open_cells(figure, prepared, where, n)
    return _held_back(figure, prepared, found, None)


def _of_namesake(
    figure: StatedFigure, prepared: PreparedTable, where: Address, n: int
) -> FigureFinding | None:
    """That the table has the figure for another: of Ireland what is told of Northern Ireland."""
    rows, columns = where.namesakes, where.columns or ()
    if where.period and prepared.row_periods:
        rows = rows & prepared.row_periods.get(where.period, frozenset())
    if not len(rows) == 1 == len(columns):
        return None
    found = against_cell(figure, prepared, (min(rows), columns[0]), n)
    if found is None or found.verdict is not FigureVerdict.PASS or qualified(figure, prepared):
        return None
    reason = f"{found.reason}, but that is not whom the text speaks of"
    return found._replace(verdict=FigureVerdict.DIFFERS, reason=reason)


def _is_another_total(figure: StatedFigure, prepared: PreparedTable, where: Address) -> bool:
    """Whether the total of the table is addressed by a claim on somebody it does not name."""
    rows = where.rows or ()
    if len(rows) != 1 or "total" not in prepared.row_stems[min(rows)]:
        return False
    headers = frozenset().union(*prepared.column_stems.values())
    known = prepared.rows_by_stem.keys() | headers | caption_stems(prepared)
    return bool(figure.names - known)


def _held_back(
    figure: StatedFigure,
    prepared: PreparedTable,
    found: FigureFinding | None,
    worked: Working | None,
) -> FigureFinding | None:
    """The finding, but for a pass that the claim's words hold back."""
    if found is None or found.verdict is not FigureVerdict.PASS:
        return found
    if withheld(figure, prepared, compares=bool(worked and worked.compares)):
        return None
    return held_to_move(figure, prepared, found)


# ---------------------------------------------------------------------------------- verdicts


def _judged(
    figure: StatedFigure, worked: Working, n: int, prepared: PreparedTable
) -> FigureFinding | None:
    """The first derivation that gives the figure; else that none does."""
    derived, over_rows = worked.derived, worked.over_rows
    amounts = figure.quantity.kind in AMOUNTS
    for one in derived:
        power = column_power(prepared, one.cells[0].column) if amounts else 0
        if amounts and not same_unit(figure, prepared, one.cells[0].column):
            continue
        if holds(figure, one.value * one.sign * 10 ** (power or 0)):
            return _finding(FigureVerdict.PASS, figure, one, n, "follows")
    if (
        not derived
        or worked.only_passes
        or (figure.context.lasting and not (over_rows or figure.context.bases))
    ):
        return None
    one = derived[0]
    if amounts and not _is_comparable(figure, prepared, one):
        return None
    if qualified(figure, prepared, worked):
        return None
    return _finding(FigureVerdict.DIFFERS, figure, one, n, "does not follow")


def _is_comparable(figure: StatedFigure, prepared: PreparedTable, one: Derived) -> bool:
    column = one.cells[0].column
    return is_comparable(figure, prepared, column, one.value) and same_unit(
        figure, prepared, column
    )


def _finding(
    verdict: FigureVerdict, figure: StatedFigure, one: Derived, n: int, says: str
) -> FigureFinding:
    percent = figure.quantity.kind is QuantityKind.PERCENT
    mark = " %" if percent else ""
    places = None if one.value * 100 % 1 == 0 else 1 if percent else 2
    shown = plain(one.value, places) + mark
    formula = f"{one.formula} = {shown}"
    reason = f"{_shown(figure)} {says}: {formula}"
    return FigureFinding(verdict, figure.quantity, reason, n, one.cells, formula, plain(one.value))


def _shown(figure: StatedFigure) -> str:
    if figure.quantity.kind is QuantityKind.PERCENT and not figure.quantity.high:
        return f"{figure.quantity.value} %"
    return figure.written
