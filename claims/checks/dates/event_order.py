"""Checks the order of two days: "two days before the Lunar New Year" against their dates.

Both sides must be days that are known: a date in the words, or an event of the timeline. A stated
number of hours or days is exact, weeks, months and years leave half a unit; a bare "days after" is
anything from one day to three weeks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from claims.checks.dates.periods_told import day_of, in_words
from claims.checks.dates.timeline_events import Matched, Matcher
from claims.model import Check, Lead, Passage, Reading, Span

_WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty"
)
_NUMBERS = _WORDS.split("|")
_ORDER = re.compile(
    rf"\b(?:(?:(?:exactly|just|only)\s+)?(?P<number>the|an?|\d{{1,3}}|{_WORDS})\s+)?"
    r"(?P<unit>hour|day|week|month|year)(?P<many>s)?\s+"
    r"(?P<order>before|after|ahead of|following|earlier|later)\b\s*",
    re.IGNORECASE,
)
# Most claims have no such words, and this is quicker to tell.
_HINT = re.compile(r"(?:hour|day|week|month|year)s?\s+(?:bef|aft|ahe|fol|ear|lat)", re.IGNORECASE)
_LONGEST = 4000  # no sentence of an article is longer
_UNIT_DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_SLACK = {"hour": 1.0, "day": 0.0, "week": 3.0, "month": 15.0, "year": 183.0}
_BARE = {"hour": (0, 1), "day": (1, 21), "week": (7, 70), "month": (28, 550), "year": (365, 10**6)}
_CLAUSE = re.compile(r"[,;:](?=\s)|\s(?:and|but|while|when)\s")


class _Side(NamedTuple):
    """One of the two days compared, and the row of the timeline that it comes from."""

    day: date
    shown: str
    row: Passage | None


def ordered(text: str, reading: Reading, matcher: Matcher) -> Iterator[Lead]:
    """A lead "order" for each stated order of two known days; passed where the days fit."""
    previous: Span | None = None
    for claim in reading.claims:
        long = claim.end - claim.start > _LONGEST
        if long or not _HINT.search(text, claim.start, claim.end):
            previous = claim
            continue
        for match in _ORDER.finditer(text, claim.start, claim.end):
            sides = _sides(text, reading, claim, previous, match, matcher)
            if sides is not None:
                yield _lead(match, *sides)
        previous = claim


def _sides(
    text: str,
    reading: Reading,
    claim: Span,
    previous: Span | None,
    match: re.Match[str],
    matcher: Matcher,
) -> tuple[_Side, _Side] | None:
    """What came before or after, and what it is measured from."""
    if match["order"].lower() in ("earlier", "later"):
        one = _event(matcher.find(text, claim))
        other = _event(matcher.find(text, previous)) if previous else None
    else:
        cut = _CLAUSE.search(text, match.end(), claim.end)
        end = cut.start() if cut else claim.end
        other = _side(text, reading, _span(match.end(), end), matcher)
        one = _side(text, reading, _span(claim.start, match.start()), matcher)
    return (one, other) if one and other and one.row != other.row else None


def _span(start: int, end: int) -> Span | None:
    return Span(start, end) if start < end else None


def _side(text: str, reading: Reading, span: Span | None, matcher: Matcher) -> _Side | None:
    """The one event or the one day that `span` names."""
    if span is None:
        return None
    found = _event(matcher.find(text, span))
    if found:
        return found
    days = {
        day: mention.span.of(text)
        for mention in reading.dates
        if span.holds(mention.span) and (day := day_of(mention.value[:10]))
    }
    return _Side(next(iter(days)), "", None) if len(days) == 1 else None


def _event(found: Matched | None) -> _Side | None:
    day = day_of(found.event.date) if found else None
    return _Side(day, found.shown, found.event.row) if found and day else None


def _lead(match: re.Match[str], one: _Side, other: _Side) -> Lead:
    early = match["order"].lower() in ("before", "ahead of", "earlier")
    apart = (other.day - one.day).days if early else (one.day - other.day).days
    fits = _fits(match, apart)
    words = " ".join(match[0].split())
    days = f"{abs(apart)} {'day' if abs(apart) == 1 else 'days'}"
    place = "before" if other.day > one.day else "after"
    real = f"{days} {place}" if apart else "the same day as"
    verdict = "fits" if fits else "does not fit"
    reason = f"{_told(one)} is {real} {_told(other)}, which {verdict} “{words}”."
    rows = tuple(side.row for side in (one, other) if side.row is not None)
    span = Span(match.start(), match.end() - (len(match[0]) - len(match[0].rstrip())))
    return Lead(Check.DATE, "order", span, reason, passages=rows, passed=fits)


def _told(side: _Side) -> str:
    return f"{in_words(side.day)} ({side.shown})" if side.shown else in_words(side.day)


def _fits(match: re.Match[str], apart: int) -> bool:
    unit, number = match["unit"].lower(), (match["number"] or "").lower()
    if not number or (match["many"] and number == "the"):
        least, most = _BARE[unit]
        return least <= apart <= most
    count = int(number) if number.isdigit() else 1
    if number in _NUMBERS:
        count = _NUMBERS.index(number) + 1
    return abs(apart - count * _UNIT_DAYS[unit]) <= _SLACK[unit] and apart >= 0
