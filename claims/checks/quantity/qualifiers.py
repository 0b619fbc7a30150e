"""The words that keep a table from contradicting: of another subject, or an average of parts.

What holds back a pass holds back a contradiction too; beyond that a figure differs only where its
own words name what the table counts.
"""

from __future__ import annotations

from claims.checks.quantity.figure_context import ClaimWord, words_before
from claims.checks.quantity.prepared_table import PreparedTable
from claims.checks.quantity.stated_figure import StatedFigure
from claims.checks.quantity.withheld import withheld
from claims.checks.quantity.workings import Working
from claims.reading.english.function_words import PREPOSITIONS, word_set

_BEHIND = 5  # words behind a figure in which it names its measure


def qualified(
    figure: StatedFigure,
    prepared: PreparedTable,
    worked: Working | None = None,
) -> bool:
    """Whether nothing may be said against the figure; `worked` is how the table's came about."""
    words = figure.context.words
    timed = prepared.row_periods or prepared.column_periods
    if timed and not (worked and worked.over_rows) and any(word.low in _PARTS for word in words):
        return True
    compares = bool(worked and worked.compares)
    if withheld(figure, prepared, compares=compares) or _is_between(figure, prepared):
        return True
    return _inherits(figure, prepared, by_row=bool(worked and worked.by_row))


def _is_between(figure: StatedFigure, prepared: PreparedTable) -> bool:
    """As in "trade between Arland and Borland", where no row is named by both."""
    names = frozenset().union(*prepared.column_stems.values())
    words = figure.context.words
    for n, word in enumerate(words):
        after = [one.low for one in words[n + 1 : n + 3]]
        if word.stem in names and after[:1] == ["between"] and len(after) == 2:
            return after[1] not in ("the", "them", "both") and not after[1].isdecimal()
    return False


def _inherits(figure: StatedFigure, prepared: PreparedTable, *, by_row: bool) -> bool:
    """Whether the figure has words of another subject and takes its measure from elsewhere.

    Not where the row alone is asked for, as of what share of the whole it is.
    """
    names = frozenset().union(*prepared.column_stems.values())
    context = figure.context
    first, start = context.before
    near = [w for w in context.words if context.alone or w.start < context.after[1]]
    measured = any(w.stem in names for w in near)
    if len(names) > 1 and not (measured or by_row):
        return True
    behind = [w for w in context.words if context.after[0] <= w.start < context.after[1]]
    if any(word.stem in names for word in behind[:_BEHIND]):
        return False
    commas = [w.start for w in context.words if w.start < start and w.low == ","]
    own = [w for w in context.words if max([first, *commas]) <= w.start < start]
    own = own[: len(words_before(own, start, figure.quantity.hedge))]
    if any(word.stem in names or word.stem in prepared.rows_by_stem for word in own):
        return False
    known = names | prepared.rows_by_stem.keys() | _NEUTRAL
    return any(w.low[0].isalpha() and not _is_plain(w, known) for w in own)


def _is_plain(word: ClaimWord, known: frozenset[str]) -> bool:
    return bool({word.low, word.stem} & (known | PREPOSITIONS | _MOVING))


_PARTS = word_set("monthly quarterly daily weekly average averaged averaging averages")
_MOVING = word_set(
    "up down rose rise fell fall drop dropped jump jumped grew growth gain gained increase "
    "increased decline declined climbed more less than came was were or nearly almost about "
    "some or had which is this that an a annual year-on-year yearly"
)
_NEUTRAL = word_set(
    "a an total annual bilateral chinese it their the and its that this these those his her our "
    "said showed as two-way while but whereas way goods good two million billion trillion thousand "
    "hundred dozen crore lakh bn trn tn m carried carries has have had"
)
