"""Checks a length against the two days told beside it: "from 2018 to 2022, for six years"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

from claims.checks.dates.lengths import LENGTH, Fit, Length, counted, length_of
from claims.checks.dates.periods_told import PeriodTold, in_words, told_in
from claims.model import Check, DateMention, Lead, Reading, Span

_JOINS = re.compile(r"\s?(?:to|until|till|through|and|[-–—])\s?(?:the\s)?\Z", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:\bfrom|\bbetween|\(|\b(?:began|started|opened|lasted|ran)\s(?:on|in))\s?(?:the\s)?\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"[\s,;(–—-]{1,3}(?:(?:that|which|it|this)\s(?:is|was|lasted|makes)\s|i\.e\.,?\s|or\s|lasting\s|"
    r"lasted\s(?:for\s)?|(?:a\stotal|a\speriod|a\sspan)\sof\s|in\sall,?\s|altogether\s|for\s|"
    rf"(?:was|were)\s(?:shut|closed|open|away|in\soffice)\sfor\s){{1,3}}{LENGTH}(?!\w)"
    rf"|\s?\((?:{LENGTH.replace('?P<', '?P<p_')})\)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:\bfor\s|\blasted\s|\b(?:an?|the|her|his|their|its)\s){LENGTH}(?P<noun>[\s,(]+"
    r"(?:[^\W\d_]+\s){0,2})(?:from|between|\()\s?\Z",
    re.IGNORECASE,
)
# "up to", "every" and "after" measure something else.
_OTHER = re.compile(
    r"\b(?:after|before|every|each|later|earlier|ago|old|sentence|plan|notice)\b", re.IGNORECASE
)
_REACH = 110
_COARSE = 365
_LONGEST = 366 * 120


def told_spans(text: str, reading: Reading) -> Iterator[Lead]:
    """A lead "length" for each length that does not lie between the two days beside it."""
    starts = [sentence.start for sentence in reading.sentences]
    for one, other in pairwise(reading.dates):
        first, last = told_in(one), told_in(other)
        if first is None or last is None or not _joined(text, one, other):
            continue
        n = bisect_left(starts, one.span.start + 1) - 1
        if n < 0 or not reading.sentences[n].holds(other.span):
            continue
        yield from _beside(text, reading.sentences[n], (one, other), (first, last))


def _joined(text: str, one: DateMention, other: DateMention) -> bool:
    between = text[one.span.end : other.span.start]
    return len(between) < 16 and bool(_JOINS.match(between))


def _beside(
    text: str,
    sentence: Span,
    mentions: tuple[DateMention, DateMention],
    days: tuple[PeriodTold, PeriodTold],
) -> Iterator[Lead]:
    start, end = mentions[0].span.start, mentions[1].span.end
    low = max(sentence.start, start - _REACH)
    before = text[low:start]
    high = min(sentence.end, end + _REACH)
    found = _BEHIND.match(text, end, high) if _OPENS.search(before) else None
    measured = _length(found) if found else None
    if found is None and (found := _BEFORE.search(before)):
        measured = None if _OTHER.search(found["noun"]) else length_of(found)
        offset = low
    else:
        offset = 0
    if found is None or measured is None:
        return
    first, last = days
    least, most = (last.first - first.last).days, (last.last - first.first).days + 1
    if most < 0 or most > _LONGEST or not _misses(measured, max(0, least), most):
        return
    a, b = (in_words(one.value[:10]) for one in mentions)
    reason = f"From {a} to {b} is {_between(least, most)}, not {measured.words}."
    name = "n" if found.groupdict().get("n") else "p_n"
    begin, close = found.start(name) + offset, found.end() + offset
    words = text[begin:close].rstrip(" (,")
    words = re.split(r"\s(?:from|between)\b", words)[0]
    yield Lead(
        Check.DATE,
        "length",
        Span(begin, begin + len(words)),
        reason,
        also=(Span(start, end),),
    )


def _misses(measured: Length, least: int, most: int) -> bool:
    """Two years leave a year of play as they stand, and no more."""
    fit = measured.fit(least, most)
    return fit is Fit.MISSES or (fit is Fit.NEAR and most - least > _COARSE)


def _length(match: re.Match[str]) -> Length | None:
    groups = match.groupdict()
    if groups["n"] or not groups["p_n"]:
        return length_of(match)
    plain = re.fullmatch(LENGTH, match[0].strip(" ()"), re.IGNORECASE)
    return length_of(plain) if plain else None


def _between(least: int, most: int) -> str:
    exact = most - least <= 1
    return counted(least) if exact else f"{counted(max(0, least))} to {counted(most)}"
