"""The words and dates of a claim around one of its figures.

A figure owns the words from the one before it up to the first comma or "and" behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from claims.checks.quantity.prepared_table import WORD, stem
from claims.checks.quantity.told_periods import ToldPeriods, of_year, told_periods
from claims.model import DateMention, Quantity, Span
from claims.reading.english.function_words import word_set
from claims.reading.quantities.find import quantities

_CUTS = word_set(", ; ( ) — – and while but whereas as after when although though because")
_TURNS = word_set("to from against versus than")
_BASES = word_set("from since than against versus with on over as")
Range = tuple[int, int]


class ClaimWord(NamedTuple):
    """A word or mark of a claim: where it starts there, in lower case, and its stem."""

    start: int
    low: str
    stem: str


class Nth(NamedTuple):
    """Which of the figures of its claim a figure is, from 0; where the first of all begins."""

    number: int
    among: int
    first: int


class FigureContext(NamedTuple):
    """A figure's place in its claim; all offsets are code points from the start of the claim.

    `before` and `after` are the stretches that belong to the figure. `periods` are the dates of the
    claim as TIMEX3, each with its place; `bases` those that a change is measured from. `lasting`
    says that the claim tells a length of time, `alone` that it has no other figure.
    """

    words: tuple[ClaimWord, ...]
    before: Range
    after: Range
    periods: tuple[tuple[int, str], ...]
    bases: tuple[str, ...]
    lasting: bool
    alone: bool = False
    nth: Nth = Nth(0, 1, 0)


@lru_cache(maxsize=512)
def _words(claim: str) -> tuple[ClaimWord, ...]:
    return tuple(ClaimWord(m.start(), m[0].lower(), stem(m[0])) for m in WORD.finditer(claim))


_figures = lru_cache(maxsize=512)(quantities)


def context_of(
    quantity: Quantity, text: str, claim: Span, dates: Sequence[DateMention]
) -> FigureContext:
    words = _words(text[claim.start : claim.end])
    start, end = quantity.span.start - claim.start, quantity.span.end - claim.start
    others = [q.span for q in _figures(text[claim.start : claim.end])]
    earlier = max((s.end for s in others if s.end <= start), default=0)
    later = min((s.start for s in others if s.start >= end), default=claim.end - claim.start)
    first = _cut(words, earlier, start) if earlier else 0
    last = _cut(words, end, later)
    phrased = told_periods(text[claim.start : claim.end])
    told = [
        (d.span.start - claim.start, d)
        for d in dates
        if claim.holds(d.span) and d.value[:1].isdecimal() and not _hidden(d, claim, phrased)
    ]
    based = {at for at, d in told if _is_base(words, at, d, text)}
    if _link(words, start, quantity.hedge) in _FROM:
        periods, bases = _before(end, told, based)
    else:
        based |= {
            at for at, _ in told if _follows_base(words, at, [s for s in others if s.start >= end])
        }
        bases = tuple(d.value for at, d in told if at in based)
        periods = tuple((at, d.value) for at, d in told if at not in based)
    if phrased.periods:
        periods = tuple(sorted((*periods, *phrased.periods)))
    if phrased.base:
        bases = (*bases, of_year(periods[0][1] if periods else "", phrased.base))
    lasting = any(d.value[:1] == "P" for d in dates if claim.holds(d.span))
    figures = sorted({(start, end), *((s.start, s.end) for s in others)})
    nth = Nth(figures.index((start, end)), len(figures), figures[0][0])
    alone = len(figures) == 1
    return FigureContext(words, (first, start), (end, last), periods, bases, lasting, alone, nth)


def _hidden(date: DateMention, claim: Span, phrased: ToldPeriods) -> bool:
    """Whether a phrase tells the date as a part of another period."""
    return any(
        one.start < date.span.end - claim.start and date.span.start - claim.start < one.end
        for one in phrased.hide
    )


_FROM = word_set("from against")
_ADJACENT = 16  # code points between a figure and the date that is its own


def words_before(words: Sequence[ClaimWord], start: int, hedge: str) -> list[str]:
    """The words in front of a figure, without its hedge."""
    before = [word.low for word in words if word.start < start]
    return before[: len(before) - len(hedge.split())]


def _link(words: Sequence[ClaimWord], start: int, hedge: str) -> str:
    """The word in front of a figure and its hedge."""
    before = words_before(words, start, hedge)
    return next((low for low in reversed(before) if low[0].isalpha()), "")


def _before(
    end: int, told: Sequence[tuple[int, DateMention]], based: set[int]
) -> tuple[tuple[tuple[int, str], ...], tuple[str, ...]]:
    """The period of a figure that a move began at: its own date, else the year before."""
    own = next(((at, d.value) for at, d in told if 0 <= at - end <= _ADJACENT), None)
    if own is not None:
        return (own,), ()
    periods = [(at, d.value) for at, d in told if at not in based]
    earlier = [(at, f"{int(value[:4]) - 1}{value[4:]}") for at, value in periods]
    return tuple(earlier[:1]), ()


def _follows_base(words: Sequence[ClaimWord], at: int, others: Sequence[Span]) -> bool:
    """Whether a date is of another figure that a move began at: "up from 68.8 million in 2022"."""
    own = next((one for one in reversed(others) if one.end <= at), None)
    return own is not None and at - own.end <= _ADJACENT and _link(words, own.start, "") in _FROM


def _cut(words: Sequence[ClaimWord], start: int, end: int) -> int:
    """Where what belongs to the figure before gives way to what belongs to the next."""
    between = [word for word in words if start <= word.start < end]
    cut = next((word.start for word in between if word.low in _CUTS), None)
    if cut is None:
        cut = next((w.start for w in reversed(between[-2:]) if w.low in _TURNS), end)
    return cut


def _is_base(words: Sequence[ClaimWord], at: int, date: DateMention, text: str) -> bool:
    if date.span.of(text).lower().endswith(("earlier", "before", "previous year")):
        return True
    before = [word.low for word in words if word.start < at][-2:]
    if before and before[-1] in ("in", "for", "of"):
        before.pop()
    return bool(before) and before[-1] in _BASES
