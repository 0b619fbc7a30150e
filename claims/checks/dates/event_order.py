"""Checks the order of two days: "two days before the Lunar New Year" against their dates.

Both sides must be days that are known: a date in the words, or an event of the timeline. A stated
number of hours or days is exact, weeks, months and years leave half a unit; a bare "days after" is
anything from one day to three weeks, and a bare "after" any day later.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from claims.checks.content_words import Term, inside
from claims.checks.dates.dated_events import DatedEvents
from claims.checks.dates.event_leads import lead_of_rows
from claims.checks.dates.event_words import event_terms
from claims.checks.dates.lengths import LENGTH, Fit, Length, length_of
from claims.checks.dates.periods_told import PeriodTold, in_words, period_told, told_in
from claims.checks.dates.timeline_events import Matched
from claims.checks.dates.told_as_new import ANCHOR
from claims.model import Lead, Passage, Reading, Span

_UNITS = "hour|day|week|month|year"
_ORDER = re.compile(
    rf"\b(?:(?:{LENGTH}|the\s(?P<one>{_UNITS})|(?P<bare>{_UNITS})s)\s+)?"
    r"(?P<order>before|after|ahead of|following|earlier|later)\b\s*",
    re.IGNORECASE,
)
# Most claims have no such words, and this is quicker to tell.
_HINT = re.compile(r"\b(?:before|after|ahead of|following|earlier|later)\b", re.IGNORECASE)
_LONGEST = 4000  # no sentence of an article is longer
_BARE = {"hour": (0, 1), "day": (1, 21), "week": (7, 70), "month": (28, 550), "year": (365, 10**6)}
_ANY = (0, 10**6)
_CLAUSE = re.compile(r"[,;:](?=\s)|\s(?:and|but|while|when)\s")
_SHE = re.compile(r"\s*(?:he|she|it|they)\b", re.IGNORECASE)
_COARSE = 7


class _Side(NamedTuple):
    """One of the two days compared, and the row of the timeline that it comes from."""

    days: PeriodTold
    shown: str
    row: Passage | None
    prose: bool = False

    @property
    def is_coarse(self) -> bool:
        return (self.days.last - self.days.first).days > 0


def ordered(
    text: str, reading: Reading, events: DatedEvents, today: date | None = None
) -> Iterator[Lead]:
    """A lead "order" for each stated order of two known days; passed where the days fit."""
    previous: Span | None = None
    for claim in reading.claims:
        long = claim.end - claim.start > _LONGEST
        if not long and _HINT.search(text, claim.start, claim.end):
            for match in _ORDER.finditer(text, claim.start, claim.end):
                sides = _Sides(text, reading, claim, match, events, today).of(previous)
                lead = _lead(match, *sides) if sides else None
                if lead is not None:
                    yield lead
        previous = claim


class _Sides:
    """What came before or after, and what it is measured from, of one stated order."""

    def __init__(
        self,
        text: str,
        reading: Reading,
        claim: Span,
        match: re.Match[str],
        events: DatedEvents,
        today: date | None,
    ) -> None:
        self._text, self._reading, self._claim = text, reading, claim
        self._match, self._events, self._today = match, events, today
        self._plain = not (match["n"] or match["one"] or match["bare"])

    def of(self, previous: Span | None) -> tuple[_Side, _Side] | None:
        match, claim = self._match, self._claim
        if match["order"].lower() in ("earlier", "later"):
            one = self._event(claim)
            other = self._event(previous) if previous and not self._plain else None
        else:
            cut = _CLAUSE.search(self._text, match.end(), claim.end)
            end = cut.start() if cut else claim.end
            before, behind = _span(claim.start, match.start()), _span(match.end(), end)
            names = self._names(before) if behind and _SHE.match(behind.of(self._text)) else ()
            other = self._side(behind, names)
            opens = before is None or not before.of(self._text).strip(' ,“"')
            one = self._side(_span(cut.end(), claim.end) if opens and cut else before)
            if one is None and not opens and other is not None:
                one = self._told_now(before)
        if one is None or other is None or one.row == other.row:
            return None
        return None if self._plain and (not one.shown or not other.shown) else (one, other)

    def _names(self, span: Span | None) -> tuple[Term, ...]:
        if span is None:
            return ()
        found = event_terms(self._text, span)
        return tuple(t for t in found if self._text[t.start].isupper())

    def _side(self, span: Span | None, names: tuple[Term, ...] = ()) -> _Side | None:
        """The one event or the one day that `span` names."""
        if span is None:
            return None
        found = self._event(span, names)
        if found or self._plain:
            return found
        days = {
            days
            for mention in self._reading.dates
            if span.holds(mention.span) and (days := told_in(mention))
        }
        return _Side(days.pop(), "", None) if len(days) == 1 else None

    def _event(self, span: Span, names: tuple[Term, ...] = ()) -> _Side | None:
        found: Matched | None = self._events.find(self._text, span, names)
        days = period_told(found.event.date) if found else None
        if found is None or days is None or self._is_dated_otherwise(span, days):
            return None
        return _Side(days, found.shown, found.event.row, found.prose)

    def _is_dated_otherwise(self, span: Span, days: PeriodTold) -> bool:
        """Whether a date in `span` is not that of the event, which is told then by its own lead."""
        start, end = self._match.span()
        others = (
            one
            for one in inside(self._reading.dates, span)
            if one.span.end <= start or one.span.start >= end
        )
        told = [told_in(one) for one in others]
        return any(one and not one.meets(days) for one in told)

    def _told_now(self, span: Span | None) -> _Side | None:
        """The day of the talks that the article tells of, for what was done "during the talks"."""
        if span is None or self._today is None or self._plain:
            return None
        dated = any(span.holds(mention.span) for mention in self._reading.dates)
        if dated or not ANCHOR.search(self._text, span.start, span.end):
            return None
        return _Side(PeriodTold(self._today, self._today), "", None)


def _span(start: int, end: int) -> Span | None:
    return Span(start, end) if start < end else None


def _lead(match: re.Match[str], one: _Side, other: _Side) -> Lead | None:
    early = match["order"].lower() in ("before", "ahead of", "earlier")
    first, last = (one.days, other.days) if early else (other.days, one.days)
    least, most = (last.first - first.last).days, (last.last - first.first).days
    fit = _fit(match, least, most)
    unsure = one.is_coarse or other.is_coarse or one.prose or other.prose
    if fit is Fit.NEAR or (unsure and fit is Fit.FITS):
        return None
    fits = fit is Fit.FITS
    apart = (other.days.first - one.days.first).days
    words = " ".join(match[0].split())
    days = f"{abs(apart)} {'day' if abs(apart) == 1 else 'days'}"
    place = "before" if apart > 0 else "after"
    real = f"{days} {place}" if apart else "the same day as"
    verdict = "fits" if fits else "does not fit"
    reason = f"{_told(one)} is {real} {_told(other)}, which {verdict} “{words}”."
    rows = [side.row for side in (one, other) if side.row is not None]
    span = Span(match.start(), match.end() - (len(match[0]) - len(match[0].rstrip())))
    return lead_of_rows("order", span, reason, rows, passed=fits)


def _told(side: _Side) -> str:
    day = side.days.first
    if side.days.is_day:
        shown = in_words(day)
    else:
        months = (side.days.last - day).days
        shown = in_words(day.isoformat()[:4] if months > 300 else day.isoformat()[:7])
    return f"{shown} ({side.shown})" if side.shown else shown


def _fit(match: re.Match[str], least: int, most: int) -> Fit:
    length: Length | None = None
    if match["n"]:
        length = length_of(match)
    elif match["one"]:
        length = length_of(_one_unit(match["one"]))
    if length is not None:
        return length.fit(least, most) if most >= 0 else Fit.MISSES
    low, high = _BARE[match["bare"].lower()] if match["bare"] else _ANY
    return Fit.FITS if low <= most and least <= high else Fit.MISSES


def _one_unit(unit: str) -> re.Match[str]:
    match = re.fullmatch(LENGTH, f"a {unit}", re.IGNORECASE)
    assert match is not None
    return match
