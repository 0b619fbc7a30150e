"""Checks each stated figure against the attached tables.

The claim's own words address cells, and only an addressed cell or derivation can differ; where the
words address nothing the figure is not found, which says nothing against it. What a hedge admits is
told in `rounding`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from claims.checks.quantity.addressed_cells import Address, address
from claims.checks.quantity.cell_findings import against_cell, in_open_cells
from claims.checks.quantity.derivations import (
    DOWN,
    UP,
    Cues,
    Derived,
    changes,
    cues,
    gaps,
    plain,
    shares,
)
from claims.checks.quantity.figure_context import context_of
from claims.checks.quantity.figure_finding import FigureFinding, FigureVerdict
from claims.checks.quantity.level_moves import held_to_move
from claims.checks.quantity.prepared_table import PreparedTable, stem
from claims.checks.quantity.qualifiers import qualified
from claims.checks.quantity.rounding import admitted
from claims.checks.quantity.stated_figure import (
    StatedFigure,
    column_power,
    holds,
    is_foreseen,
    same_unit,
)
from claims.checks.quantity.totals import totals
from claims.checks.quantity.withheld import withheld
from claims.model import DateMention, Quantity, QuantityKind, Span
from claims.reading.english.function_words import word_set

_AMOUNTS = (QuantityKind.MONEY, QuantityKind.MEASURE, QuantityKind.NUMBER)
_RATES = word_set("growth change increase inflation decline")
_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][^\W\d_]{2,}|^[A-Z][^\W\d_]+(?=['’]s)")


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
    place = context_of(quantity, text, claim, dates)
    figure = StatedFigure(
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
            if withheld(figure, prepared):
                continue
            finding = held_to_move(figure, prepared, finding)
        if finding and finding.verdict is FigureVerdict.PASS:
            return finding
        found = finding if finding and found is nothing else found
    return found


def _in_table(figure: StatedFigure, prepared: PreparedTable, n: int) -> FigureFinding | None:
    where = address(prepared, figure.context)
    derived = _derived(figure, prepared, where)
    if derived is not None:
        return _judged(figure, derived, n, prepared)
    if where.period and not (prepared.row_periods or prepared.column_periods):
        where = where._replace(period="")
    rows, columns = where.rows or (), where.columns or ()
    if len(rows) == 1 == len(columns):
        return against_cell(figure, prepared, (min(rows), columns[0]), n)
    return in_open_cells(figure, prepared, where, n)


def _derived(figure: StatedFigure, prepared: PreparedTable, where: Address) -> list[Derived] | None:
    """The derivations that the words call for; None where they call for a cell."""
    kind, how = figure.quantity.kind, figure.cues
    if kind is QuantityKind.PERCENTAGE_POINTS:
        return changes(prepared, where, figure.context, how, kind)
    if kind is QuantityKind.RATIO:
        return _ratios(figure, prepared, where)
    if kind is QuantityKind.PERCENT:
        if how.share:
            return shares(prepared, where, figure.context) or (
                None if _percent_only(prepared, where) else []
            )
        moved = how.change and how.link not in ("to", "at", "from")
        if moved and not _tells_rate(prepared, where):
            return changes(prepared, where, figure.context, how, kind)
        return None
    if kind in _AMOUNTS and not how.gap and not _is_move(how) and how.link != "by":
        whole = totals(prepared, where, figure.context)
        if whole is not None:
            return whole
    if how.gap or how.together:
        return gaps(prepared, where, how.together, _balance(figure)) or None
    if how.link == "by" or (how.direction and _is_move(how)):
        return changes(prepared, where, figure.context, how, kind)
    return None


def _balance(figure: StatedFigure) -> int:
    """1 where the claim speaks of a surplus, -1 of a deficit, 0 of neither or both."""
    lows = {word.low for word in figure.context.words}
    return ("surplus" in lows) - ("deficit" in lows)


def _is_move(how: Cues) -> bool:
    return how.link in UP | DOWN


def _ratios(figure: StatedFigure, prepared: PreparedTable, where: Address) -> list[Derived]:
    value = Fraction(figure.quantity.value)
    low = figure.written.lower()
    if figure.cues.share and value < 1:
        return [d._replace(value=d.value / 100) for d in shares(prepared, where, figure.context)]
    found = changes(prepared, where, figure.context, figure.cues, QuantityKind.RATIO)
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
    figure: StatedFigure, derived: Sequence[Derived], n: int, prepared: PreparedTable
) -> FigureFinding | None:
    """The first derivation that gives the figure; else that none does."""
    amounts = figure.quantity.kind in _AMOUNTS
    for one in derived:
        power = column_power(prepared, one.cells[0].column) if amounts else 0
        if amounts and not same_unit(figure, prepared, one.cells[0].column):
            continue
        if holds(figure, one.value * one.sign * 10 ** (power or 0)):
            return _finding(FigureVerdict.PASS, figure, one, n, "follows")
    if not derived or is_foreseen(figure) or qualified(figure.context, prepared):
        return None
    one = derived[0]
    if amounts and not (
        same_unit(figure, prepared, one.cells[0].column)
        and column_power(prepared, one.cells[0].column) is not None
    ):
        return None
    return _finding(FigureVerdict.DIFFERS, figure, one, n, "does not follow")


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
