"""Ranks in words against a table: "the highest since 2012", "the second-largest region".

A period is ranked among the periods of its column, a name among the named rows. Only what the
claim's own words address is ranked, and a rank among things that the table does not name ("the
largest party") is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claims.checks.quantity.addressed_cells import Address, address, columns_mentioned
from claims.checks.quantity.derivations import cell_ref, value_at
from claims.checks.quantity.figure_finding import FigureFinding, FigureVerdict, best
from claims.checks.quantity.prepared_table import PreparedTable, stem
from claims.checks.quantity.rank_phrases import RankPhrase, rank_phrases
from claims.checks.quantity.stated_figure import StatedFigure, stated
from claims.checks.quantity.withheld import caption_stems, withheld
from claims.model import DateMention, Quantity, QuantityKind, Span
from claims.reading.english.function_words import word_set

_PERIODS = word_set("year month quarter level figure number value total amount rate reading result")
_SHOWN = 3  # cells beside the one that is ranked

Cell = tuple[int, int]


class _Ranking(NamedTuple):
    """A cell, by row and column, and those that it is ranked among; whether these are all."""

    cell: Cell
    others: Sequence[Cell]
    complete: bool = True


def ranks(
    text: str, claim: Span, dates: Sequence[DateMention], tables: Sequence[PreparedTable]
) -> Iterator[FigureFinding]:
    """What `tables` say of the ranks that a claim tells; a pass outweighs a difference."""
    for phrase in rank_phrases(text, claim):
        as_number = Quantity(phrase.span, str(phrase.rank), "", QuantityKind.NUMBER)
        figure = stated(as_number, text, claim, dates)
        for found in best(_ranked(phrase, figure, one, n) for n, one in enumerate(tables)):
            yield found._replace(quantity=as_number._replace(span=phrase.shown))


def _ranked(
    phrase: RankPhrase, figure: StatedFigure, prepared: PreparedTable, n: int
) -> FigureFinding | None:
    where = address(prepared, figure.context)
    if not _is_named(phrase, prepared):
        return None
    ranking = _of_period(phrase, prepared, where) or _of_name(phrase, prepared, where)
    if ranking is None:
        return None
    value = value_at(prepared, *ranking.cell)
    ahead = _ahead(prepared, ranking, phrase)
    if value is None or ahead is None:
        return None
    measured = _is_measured(figure, prepared)
    passes = len(ahead) + 1 == phrase.rank
    if not measured or withheld(figure, prepared, compares=True):
        return None
    if passes and not ranking.complete:
        return None
    return _finding(figure, prepared, ranking, ahead, n, passes=passes)


def _is_measured(figure: StatedFigure, prepared: PreparedTable) -> bool:
    """Whether the claim names what the table counts: a header, or a word of its caption."""
    if not prepared.column_periods:
        return len(prepared.measures) == 1 or bool(columns_mentioned(prepared, figure.context))
    caption = caption_stems(prepared)
    return not caption or any(word.stem in caption for word in figure.context.words)


def _is_named(phrase: RankPhrase, prepared: PreparedTable) -> bool:
    """Whether the noun of the rank is a period, a measure, or what the rows are."""
    noun = stem(phrase.noun)
    if not noun or phrase.noun.rstrip("s") in _PERIODS:
        return True
    labels = (c.label for c in prepared.table.columns if not c.measured)
    known = {stem(word) for label in labels for word in label.lower().split()}
    if noun in known:
        return True
    headers = [c.label.lower() for c in prepared.table.columns if c.measured]
    told = phrase.counts or any(phrase.noun in label.split() for label in headers)
    return told and any(noun in stems for stems in prepared.column_stems.values())


def _of_period(phrase: RankPhrase, prepared: PreparedTable, where: Address) -> _Ranking | None:
    """Among the periods before: since a year, or all that the table has."""
    timed = phrase.since or phrase.is_record or phrase.noun.rstrip("s") in _PERIODS
    if not (timed or not prepared.rows_by_stem) or not where.period:
        return None
    if prepared.row_periods:
        rows, columns = where.rows or (), where.columns or ()
        if len(rows) != 1 or len(columns) != 1:
            return None
        mine, c = min(rows), columns[0]
        earlier = {
            period: (row, c)
            for period, found in prepared.row_periods.items()
            for row in found
            if prepared.row_stems[row] == prepared.row_stems[mine]
        }
        return _ranking((mine, c), earlier, where.period, phrase.since)
    named = where.label_rows or ()
    columns = where.columns or ()
    if not prepared.column_periods or len(named) != 1 or len(columns) != 1:
        return None
    row = min(named)
    by_period = {period: (row, c) for c, period in prepared.column_periods.items()}
    return _ranking((row, columns[0]), by_period, where.period, phrase.since)


def _ranking(cell: Cell, cells: dict[str, Cell], period: str, since: str) -> _Ranking | None:
    alike = {told: one for told, one in cells.items() if len(told) == len(period)}
    others = [one for told, one in sorted(alike.items()) if (since or "") < told < period]
    return _Ranking(cell, others, min(alike, default="9") <= since or not since) if others else None


def _of_name(phrase: RankPhrase, prepared: PreparedTable, where: Address) -> _Ranking | None:
    """Among the other named rows of the same period."""
    if phrase.since or phrase.is_record or where.label_rows is None or not where.columns:
        return None
    pool = prepared.row_periods.get(where.period) if where.period else None
    if prepared.row_periods and pool is None:
        return None
    mine = where.label_rows if pool is None else where.label_rows & pool
    if len(mine) != 1 or len(where.columns) != 1:
        return None
    row, c = min(mine), where.columns[0]
    total = set(prepared.rows_by_stem.get("total", ()))
    every = pool if pool is not None else range(len(prepared.table.rows))
    others = [(r, c) for r in every if r != row and r not in total and prepared.row_stems[r]]
    return _Ranking((row, c), others) if others and row not in total else None


def _ahead(
    prepared: PreparedTable, ranking: _Ranking, phrase: RankPhrase
) -> list[tuple[Fraction, Cell]] | None:
    """The cells before this one, the first of all first; None where one has no value."""
    here = value_at(prepared, *ranking.cell)
    found = []
    for cell in ranking.others:
        value = value_at(prepared, *cell)
        if value is None or here is None:
            return None
        if (value < here) if phrase.least else (value > here):
            found.append((value, cell))
    return sorted(found, reverse=not phrase.least)


def _finding(
    figure: StatedFigure,
    prepared: PreparedTable,
    ranking: _Ranking,
    ahead: Sequence[tuple[Fraction, Cell]],
    n: int,
    *,
    passes: bool,
) -> FigureFinding:
    here = cell_ref(prepared, *ranking.cell)
    before = [cell_ref(prepared, *cell) for _, cell in ahead[:_SHOWN]]
    by_row = any(cell[0] != ranking.cell[0] for cell in ranking.others)
    label = "row_label" if by_row else "column_label"
    order = [f"{getattr(one, label)} {one.text}" for one in (*before, here)]
    place = f"no. {len(ahead) + 1} of {len(ranking.others) + 1}"
    formula = f"{place}: {', '.join(order)}"
    says = "follows" if passes else "does not follow"
    reason = f"“{figure.written}” {says}: {here.column_label}, {formula}"
    verdict = FigureVerdict.PASS if passes else FigureVerdict.DIFFERS
    return FigureFinding(verdict, figure.quantity, reason, n, (here, *before), formula)
