"""Checks the dates of an article against the calendar, the day of publication and a timeline.

Precision before recall. What stands in the article alone is held against the calendar and against
what stands beside it; what the article tells of events is held against those that a timeline, an
attached text or another sentence dates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from claims.checks.content_words import inside
from claims.checks.dates.ages import ages
from claims.checks.dates.anniversaries import anniversaries
from claims.checks.dates.clock_times import clock_times
from claims.checks.dates.dated_events import DatedEvents
from claims.checks.dates.event_dates import event_dates
from claims.checks.dates.event_lengths import event_lengths
from claims.checks.dates.event_order import ordered
from claims.checks.dates.known_day import known_day
from claims.checks.dates.periods_told import day_of
from claims.checks.dates.publication import against_publication
from claims.checks.dates.timeline_events import Matched
from claims.checks.dates.told_events import told_events
from claims.checks.dates.told_shifts import told_shifts
from claims.checks.dates.told_spans import told_spans
from claims.checks.dates.weekdays import weekdays
from claims.model import DateMention, Lead, Reading, Span
from claims.tables.timeline import Timeline

_WEEK = timedelta(days=7)
_CLAUSE = re.compile(r"[,;]\s|\s(?:and|but|while|when|before|after)\s", re.IGNORECASE)
_MOST_CLAUSES = 12


def check(
    text: str,
    reading: Reading,
    timelines: Sequence[Timeline] = (),
    published: str = "",
    texts: Sequence[Timeline] = (),
) -> tuple[Lead, ...]:
    """Leads on the dates of `text`; `published` is the ISO day of publication, or empty.

    `texts` are the events that attached texts date (`told_events`).
    """
    day = known_day(text, reading, published)
    article = told_events(text, reading.sentences, reading.dates)
    found = [
        *weekdays(text, reading, day),
        *clock_times(text, reading),
        *ages(text, reading, day),
        *anniversaries(text, reading, day),
        *told_spans(text, reading),
        *told_shifts(text, reading, day),
        *against_publication(text, reading, day),
        *_events(text, reading, DatedEvents(timelines, texts, article), day),
    ]
    return tuple(sorted(found, key=lambda lead: (lead.span, lead.kind, lead.reason)))


def _events(text: str, reading: Reading, events: DatedEvents, day: date | None) -> list[Lead]:
    if not events:
        return []
    today = _article_day(reading, day)
    found: list[Lead] = []
    for claim in reading.claims:
        mentions = inside(reading.dates, claim)
        told = [(claim, matched) for matched in events.told(text, claim)]
        for part, matched in told or _by_clause(text, claim, mentions, events):
            found += event_dates(text, part, matched, inside(mentions, part), today, day)
        found += event_lengths(text, claim, mentions, events, day)
    found += ordered(text, reading, events, today)
    return found


def _by_clause(
    text: str, claim: Span, mentions: Sequence[DateMention], events: DatedEvents
) -> list[tuple[Span, Matched]]:
    """The events of a claim that names several, each with the clause that dates it."""
    cuts = [cut.span() for cut in _CLAUSE.finditer(text, claim.start, claim.end)]
    if not cuts or not mentions or len(cuts) > _MOST_CLAUSES:
        return []
    starts = [claim.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), claim.end]
    parts = [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]
    return [
        (part, matched)
        for part in parts
        if inside(mentions, part)
        for matched in events.told(text, part)
    ]


def _article_day(reading: Reading, day: date | None) -> date | None:
    """The day that the article tells of: its first day in the week before publication."""
    for mention in reading.dates:
        told = day_of(mention.value[:10])
        if told and (day is None or timedelta(0) <= day - told <= _WEEK):
            return told
    return day
