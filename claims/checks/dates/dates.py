"""Checks the dates of an article against the calendar, the day of publication and a timeline.

Precision before recall. A named event is recognised by a quoted phrase, by the name before a colon
in the timeline, or by most of its content words, and never by a name alone; a date belongs to an
event only where it stands right behind or before the words that name it. What is told in the
pluperfect, with "since" or with its own date is old news told as old.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from claims.checks.content_words import inside
from claims.checks.dates.ages import ages
from claims.checks.dates.clock_times import clock_times
from claims.checks.dates.event_order import ordered
from claims.checks.dates.known_day import known_day
from claims.checks.dates.periods_told import day_of, first_day, in_words, is_day
from claims.checks.dates.publication import TURNS, against_publication
from claims.checks.dates.timeline_events import Matched, Matcher
from claims.checks.dates.told_shifts import told_shifts
from claims.checks.dates.told_spans import told_spans
from claims.checks.dates.weekdays import weekdays
from claims.model import Check, DateMention, DateType, Lead, Reading, Span
from claims.tables.timeline import ISO, Timeline

_WEEK = timedelta(days=7)
_SLIP = timedelta(days=45)
_ANCHOR = re.compile(
    r"\b(?:during|in|at|over)\s+(?:the|their|this|that)\s+(?:[a-z-]+\s+){0,2}?(?:conversation|"
    r"(?:phone |telephone )?call|talks|meeting|visit|summit|session|interview|briefing|speech|"
    r"address|discussion|hearing|conference)\b",
    re.IGNORECASE,
)
_MAKES = re.compile(
    r"(?<!n't )\b(?:declared?|announced?|proclaimed|signed|launched|established|formed|agreed|"
    r"unveiled|began|begun|started|opened|struck|sealed|adopted|forged|concluded|invaded|imposed|"
    r"entered|founded|created|set up)\b",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\b(?:had|have|has|earlier|previously|ago|since|after|last (?:year|month|week)|anniversary|"
    r"not|never|no longer|before|already|first|recalled|following|n't)\b|n['’]t\b",
    re.IGNORECASE,
)


def check(
    text: str, reading: Reading, timelines: Sequence[Timeline] = (), published: str = ""
) -> tuple[Lead, ...]:
    """Leads on the dates of `text`; `published` is the ISO day of publication, or empty."""
    day = known_day(text, reading, published)
    found = [
        *weekdays(text, reading, day),
        *clock_times(text, reading),
        *ages(text, reading, day),
        *told_spans(text, reading),
        *told_shifts(text, reading, day),
        *against_publication(text, reading, day),
    ]
    matcher = Matcher(timelines)
    if matcher:
        today = _article_day(reading, day)
        for claim, matched in _matched(text, reading, matcher):
            mentions = inside(reading.dates, claim)
            found += _told(text, claim, matched, mentions, today)
        found += ordered(text, reading, matcher)
    return tuple(sorted(found, key=lambda lead: (lead.span, lead.kind, lead.reason)))


def _lead(kind: str, span: Span, reason: str, *found: Matched, passed: bool = False) -> Lead:
    rows = tuple(dict.fromkeys(one.event.row for one in found))
    return Lead(Check.DATE, kind, span, reason, passages=rows, passed=passed)


# ------------------------------------------------------------------------ with a timeline


def _article_day(reading: Reading, day: date | None) -> date | None:
    """The day that the article tells of: its first day in the week before publication."""
    for mention in reading.dates:
        told = day_of(mention.value[:10])
        if told and (day is None or timedelta(0) <= day - told <= _WEEK):
            return told
    return day


def _matched(text: str, reading: Reading, matcher: Matcher) -> Iterator[tuple[Span, Matched]]:
    for claim in reading.claims:
        found = matcher.find(text, claim)
        if found is not None:
            yield claim, found


def _told(
    text: str, claim: Span, matched: Matched, mentions: Sequence[DateMention], today: date | None
) -> Iterator[Lead]:
    event = matched.event
    stated = _stated(text, claim, matched, mentions)
    if stated is not None and _agrees(stated.value, event.date):
        reason = f"The timeline has “{event.name}” on {in_words(event.date)} too."
        yield _lead("event_date", stated.span, reason, matched, passed=True)
        return
    if matched.recurs and not _near(stated, event.date):
        return
    new = _told_as_new(text, claim, matched, mentions, today)
    if new is not None:
        reason = (
            f"{_capital(matched.shown)} is told as new on {in_words(new)}; "
            f"the timeline dates it {in_words(event.date)}."
        )
        yield _lead("told_as_new", claim, reason, matched)
    elif stated is not None:
        reason = (
            f"{_capital(matched.shown)} is dated {in_words(stated.value[:10])} here; "
            f"the timeline dates it {in_words(event.date)}."
        )
        yield _lead("event_date", stated.span, reason, matched)


def _near(stated: DateMention | None, known: str) -> bool:
    """Whether a date is near enough to be a slip, and not another event of the kind."""
    told, real = first_day(stated.value[:10]) if stated else None, first_day(known)
    return bool(told and real and abs(told - real) < _SLIP)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_BINDS = re.compile(r"[\s,(]*(?:(?:on|in|of|from|dated)\s+)?(?:the\s+)?[(\s]*\Z")
_FREED = re.compile(
    r"\b(?:since|after|before|following|until|despite|amid|ahead of|because of|prior to|from)\s+"
    r"[^,.;]{0,40}\Z",
    re.IGNORECASE,
)


def _stated(
    text: str, claim: Span, matched: Matched, mentions: Sequence[DateMention]
) -> DateMention | None:
    """The date that the claim gives for the event: right behind or before the event's words."""
    if _FREED.search(text[claim.start : matched.span.start]):
        return None
    for mention in mentions:
        if mention.type is not DateType.DATE or not ISO.match(mention.value):
            continue
        behind = mention.span.start >= matched.span.end
        between = text[matched.span.end : mention.span.start] if behind else ""
        opens = claim.start <= mention.span.start <= claim.start + 4
        if behind and len(between) < 40 and _BINDS.search(between) and not TURNS.search(between):
            return mention
        if opens and len(text[mention.span.end : matched.span.start].split()) <= 6:
            return mention
    return None


def _agrees(told: str, known: str) -> bool:
    return told.startswith(known) or known.startswith(told)


def _told_as_new(
    text: str,
    claim: Span,
    matched: Matched,
    mentions: Sequence[DateMention],
    today: date | None,
) -> date | None:
    """The day as whose news an old event is told; None when it is told as old, or is not old."""
    known = first_day(matched.event.date)
    if today is None or known is None or today - known <= _WEEK or not is_day(matched.event.date):
        return None
    words = claim.of(text)
    if _OLD.search(words) or not _MAKES.search(words):
        return None
    days = [day for one in mentions if (day := day_of(one.value[:10]))]
    if any(_agrees(one.value, matched.event.date) for one in mentions):
        return None
    near = [day for day in days if abs(today - day) <= _WEEK]
    if near:
        return near[0]
    anchor = _ANCHOR.search(words)
    return today if anchor and not days else None
