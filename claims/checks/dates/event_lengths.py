"""Checks how long something lasted, or has been so, against the events that began and ended it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from claims.checks.dates.anniversaries import ANNIVERSARY, place_of
from claims.checks.dates.dated_events import DatedEvents
from claims.checks.dates.event_leads import lead_of_rows
from claims.checks.dates.event_words import BEGINNINGS, BEGINS, ENDS, TAKES_OFFICE_LATER
from claims.checks.dates.lengths import LENGTH, Fit, counted, length_of
from claims.checks.dates.periods_told import PeriodTold, in_words, period_told, told_in
from claims.checks.dates.timeline_events import LastingEvent
from claims.model import DateMention, Lead, Span

_LASTED = re.compile(
    rf"\b(?:lasted|went\son|dragged\son|continued|ran|took)\s(?:for\s)?{LENGTH}(?!\w)(?!\s(?:longer|more|"
    r"less|after|before|later)\b)",
    re.IGNORECASE,
)
_LONG = re.compile(rf"\b(?:the|an?|its|their|this|that)\s{LENGTH}(?=\s)", re.IGNORECASE)
_SINCE = re.compile(
    r"\b(?:has|have)\s(?:not\s)?[^.;:,“”\"]{0,60}?\bsince\s(?:the\s)?\Z", re.IGNORECASE
)
_FOR = re.compile(
    rf"\b(?:has|have)\s(?:been\s)?[^.;:,“”\"]{{0,60}}?\bfor\s{LENGTH}(?!\w)(?!\s(?:in|before|after)\b)",
    re.IGNORECASE,
)
# What is shut is not so since it opened.
_UNDONE = re.compile(
    r"\b(?:closed|shut|idle|over|gone|without|out\sof|empty|vacant|not|never|no)\b|n['’]t\b",
    re.IGNORECASE,
)
_LONGEST = 4000


class _State(NamedTuple):
    """The days on which something can have begun, by what the timeline has of it."""

    event: LastingEvent
    days: PeriodTold


def event_lengths(
    text: str,
    claim: Span,
    mentions: Sequence[DateMention],
    events: DatedEvents,
    day: date | None,
) -> Iterator[Lead]:
    """Leads "length", "since" and "anniversary" on what the events of the timeline give."""
    if claim.end - claim.start > _LONGEST:
        return
    yield from _lasted(text, claim, events)
    yield from _since(text, claim, mentions, events)
    if day is not None:
        yield from _for(text, claim, events, day)
    yield from _anniversary(text, claim, mentions, events, day)


def _lasted(text: str, claim: Span, events: DatedEvents) -> Iterator[Lead]:
    for pattern in (_LASTED, _LONG):
        match = pattern.search(text, claim.start, claim.end)
        if match is None:
            continue
        if pattern is _LASTED:
            around = _span(claim.start, match.start())
        else:
            around = _span(match.end(), min(claim.end, match.end() + 60))
        pair = _begun_and_ended(events.lasting(text, around)) if around else None
        if pair is None:
            continue
        first, last = pair[0].days, pair[1].days
        length = length_of(match)
        least, most = (last.first - first.last).days, (last.last - first.first).days
        most += length.unit <= 1  # both days may be counted
        fit = length.fit(least, most)
        if fit is Fit.NEAR:
            continue
        fits = fit is Fit.FITS
        reason = (
            f"{_capital(pair[0].event.by)} has {_shown(pair[0])} and {_shown(pair[1])}, "
            f"{counted(least)} later, which {'fits' if fits else 'does not fit'} “{length.words}”."
        )
        span = Span(match.start("n"), match.end())
        rows = [one.event.event.row for one in pair]
        yield lead_of_rows("length", span, reason, rows, passed=fits)
        return


def _begun_and_ended(found: Sequence[LastingEvent]) -> tuple[_State, _State] | None:
    """The one pair of events that began and ended the same thing."""
    states = _dated(found)
    pairs = [
        (one, other)
        for one in states
        if BEGINS in one.event.acts
        for other in states
        if ENDS in other.event.acts and other.event.subject == one.event.subject
    ]
    pairs = [pair for pair in pairs if pair[0].days.first <= pair[1].days.last]
    return pairs[0] if len(pairs) == 1 else None


def _since(
    text: str, claim: Span, mentions: Sequence[DateMention], events: DatedEvents
) -> Iterator[Lead]:
    for mention in mentions:
        told = told_in(mention)
        match = _SINCE.search(text, claim.start, mention.span.start)
        if told is None or match is None:
            continue
        states = _states(text, claim, events, match.end())
        if not states or any(_may_begin(one, told) for one in states):
            continue
        first = states[0]
        date_told = in_words(mention.value[:10])
        reason = f"{_capital(first.event.by)} has {_shown(first)}, not in {date_told}."
        yield lead_of_rows("since", mention.span, reason, [first.event.event.row])


def _may_begin(state: _State, told: PeriodTold) -> bool:
    """Whether what an event began can be so since then: who is elected takes office later."""
    days = state.days
    later = bool(state.event.acts & TAKES_OFFICE_LATER) or (told.last - told.first).days > 31
    spare = timedelta(days=366 if later else 3 if told.is_day else 31)
    return told.first <= days.last + spare and days.first <= told.last


def _states(text: str, claim: Span, events: DatedEvents, end: int) -> list[_State]:
    """What began something that `claim` still tells of before `end`, the earliest first."""
    around = _span(claim.start, end)
    if around is None or _UNDONE.search(text, around.start, around.end):
        return []
    found = [one for one in events.lasting(text, around) if one.acts & BEGINNINGS]
    return sorted(_dated(found), key=lambda one: one.days)


def _dated(found: Sequence[LastingEvent]) -> list[_State]:
    return [_State(one, days) for one in found if (days := period_told(one.event.date))]


def _for(text: str, claim: Span, events: DatedEvents, day: date) -> Iterator[Lead]:
    match = _FOR.search(text, claim.start, claim.end)
    if match is None:
        return
    length = length_of(match)
    states = _states(text, claim, events, match.start("n"))
    states = [one for one in states if one.days.first <= day]
    fits = [length.fit((day - one.days.last).days, (day - one.days.first).days) for one in states]
    if not states or any(fit is not Fit.MISSES for fit in fits):
        return
    first = states[0]
    apart = counted((day - first.days.last).days)
    reason = (
        f"{_capital(first.event.by)} has {_shown(first)}, {apart} before publication, "
        f"not {length.words}."
    )
    span = Span(match.start("n"), match.end())
    yield lead_of_rows("since", span, reason, [first.event.event.row])


def _anniversary(
    text: str,
    claim: Span,
    mentions: Sequence[DateMention],
    events: DatedEvents,
    day: date | None,
) -> Iterator[Lead]:
    match = ANNIVERSARY.search(text, claim.start, claim.end)
    found = events.find(text, claim) if match else None
    known = period_told(found.event.date) if found else None
    if match is None or found is None or known is None:
        return
    told = [period for one in mentions if (period := told_in(one))]
    told = [one for one in told if not one.meets(known)]
    if len(told) > 1 or not (told or day):
        return
    when = told[0] if told else PeriodTold(day, day) if day else None
    if when is None:
        return
    real = when.last.year - known.first.year
    place, spare = place_of(match), 0 if told else 1
    if place == real and told:
        began = f"{in_words(found.event.date)} (“{found.event.name}”)"
        reason = f"{when.last.year} is {real} years after {began}."
        span = Span(*match.span())
        yield lead_of_rows("anniversary", span, reason, [found.event.row], passed=found.whole)
    elif abs(place - real) > spare and real > 0:
        reason = (
            f"{_capital(found.by)} has “{found.event.name}” on {in_words(found.event.date)}, so "
            f"{when.last.year} has no {match[0]} of it."
        )
        yield lead_of_rows("anniversary", Span(*match.span()), reason, [found.event.row])


def _span(start: int, end: int) -> Span | None:
    return Span(start, end) if start < end else None


def _shown(state: _State) -> str:
    event = state.event.event
    on = "on" if state.days.is_day else "in"
    return f"“{event.name}” {on} {in_words(event.date)}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
