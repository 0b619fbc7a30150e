"""Checks the date that a claim gives for an event against the one that dates it.

A named event is recognised by a quoted phrase, by the name before a colon in the timeline, or by
most of its content words, and never by a name alone; a date belongs to an event only where it
stands right behind or before the words that name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from claims.checks.content_words import terms
from claims.checks.dates.event_leads import event_lead
from claims.checks.dates.event_namesakes import numbers_of
from claims.checks.dates.event_telling import Telling
from claims.checks.dates.lengths import LENGTH, Fit, counted, length_of
from claims.checks.dates.periods_told import agree, first_day, in_words, period_told
from claims.checks.dates.publication import TURNS
from claims.checks.dates.timeline_events import Matched
from claims.checks.dates.told_as_new import told_as_new
from claims.model import DateMention, DateType, Lead, Span
from claims.tables.timeline import ISO

_SLIP = timedelta(days=45)
_BINDS = re.compile(r"[\s,(]*(?:(?:on|in|of|from|dated)\s+)?(?:the\s+)?[(\s]*\Z")
_FREED = re.compile(
    r"\b(?:since|after|before|following|until|despite|amid|ahead of|because of|prior to|from)\s+"
    r"[^,.;]{0,40}\Z",
    re.IGNORECASE,
)


_SINCE = re.compile(r"\b(?:since|before|after|until)\b", re.IGNORECASE)
_WAS = re.compile(r"\s(?:(?:was|were|had\sbeen)\s)?([^\W\d_]+)(?=\s)")
_WILL = re.compile(r"\b(?:will|shall|(?:is|are)\s(?:due\s|set\s|expected\s)?to)\b", re.IGNORECASE)
_AGO = re.compile(rf"\b{LENGTH}\sago\b", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:ago|earlier|later|before|after)\Z|\banniversary\b", re.IGNORECASE)
_ANNIVERSARY = re.compile(r"\b(?:anniversary|birthday|jubilee|centenary|bicentenary)\b", re.I)


def event_dates(
    text: str,
    claim: Span,
    matched: Matched,
    mentions: Sequence[DateMention],
    today: date | None,
    day: date | None,
) -> Iterator[Lead]:
    """Leads "event_date", "turned_round" and "told_as_new" on one event in one claim.

    `today` is the day that the article tells of, `day` that of its publication.
    """
    if _ANNIVERSARY.search(text, claim.start, claim.end):
        return
    if matched.telling is Telling.AS_IT_WAS:
        ago = _ago(text, claim, matched, day)
        yield from [ago] if ago else _dated(text, claim, matched, mentions, today)
        return
    stated = _stated(text, claim, matched, mentions)
    if stated is None or matched.telling is Telling.OPEN or stated.value != matched.event.date:
        return
    how = "denied" if matched.telling is Telling.DENIED else "the other way round"
    reason = (
        f"{_capital(matched.by)} has “{matched.event.name}” on {in_words(matched.event.date)}, "
        f"which is told {how} here."
    ).replace("told denied", "denied")
    yield event_lead("turned_round", stated.span, reason, matched)


def _dated(
    text: str,
    claim: Span,
    matched: Matched,
    mentions: Sequence[DateMention],
    today: date | None,
) -> Iterator[Lead]:
    event, by = matched.event, matched.by
    stated = _stated(text, claim, matched, mentions)
    if stated is not None and _agrees(stated, event.date):
        if matched.whole:
            reason = f"{_capital(by)} has “{event.name}” on {in_words(event.date)} too."
            yield event_lead("event_date", stated.span, reason, matched, passed=True)
        return
    if matched.recurs and not _near(stated, event.date):
        return
    if stated is not None and _is_same_without_year(text, stated, event.date):
        return
    if stated is not None and (
        _is_to_come(text, claim, matched, today) or not _is_bound(text, matched, stated)
    ):
        return
    new = told_as_new(text, claim, matched, mentions, today)
    dates = f"{by} dates it {in_words(event.date)}."
    if new is not None:
        reason = f"{_capital(matched.shown)} is told as new on {in_words(new)}; {dates}"
        yield event_lead("told_as_new", claim, reason, matched)
    elif stated is not None:
        told = in_words(stated.value) if ISO.match(stated.value) else _quoted(text, stated)
        reason = f"{_capital(matched.shown)} is dated {told} here; {dates}"
        yield event_lead("event_date", stated.span, reason, matched)


def _ago(text: str, claim: Span, matched: Matched, day: date | None) -> Lead | None:
    """The lead on "opened four years ago"; None where nothing is said, or it may be meant so."""
    known = period_told(matched.event.date)
    match = _AGO.search(text, claim.start, claim.end)
    if day is None or known is None or match is None:
        return None
    between = text[matched.span.end : match.start()] if match.start() >= matched.span.end else "x"
    behind = len(between) < 40 and _BINDS.search(between) and not TURNS.search(between)
    if not behind or _FREED.search(text[claim.start : matched.span.start]):
        return None
    length = length_of(match)
    fit = length.fit((day - known.last).days, (day - known.first).days)
    span = Span(*match.span())
    if fit is Fit.NEAR or (matched.recurs and fit is Fit.MISSES):
        return None
    apart = counted((day - known.last).days)
    reason = f"“{matched.event.name}” was {apart} ago by {matched.by}, "
    if fit is Fit.FITS:
        fits = f"{reason}which fits “{match[0]}”."
        return event_lead("event_date", span, fits, matched, passed=True) if matched.whole else None
    return event_lead("event_date", span, f"{reason}not {length.words}.", matched)


def _agrees(stated: DateMention, known: str) -> bool:
    if ISO.match(stated.value):
        return agree(stated.value, known)
    told, real = period_told(stated.value), period_told(known)
    return bool(told and real and told.meets(real))


def _quoted(text: str, stated: DateMention) -> str:
    return f"“{' '.join(stated.span.of(text).split())}”"


def _is_to_come(text: str, claim: Span, matched: Matched, today: date | None) -> bool:
    """Whether the claim announces one more of what the timeline has behind it."""
    known = first_day(matched.event.date)
    will = _WILL.search(text, claim.start, matched.span.end)
    return bool(will and known and today and known < today)


def _is_bound(text: str, matched: Matched, stated: DateMention) -> bool:
    """Whether nothing that the event does not have stands between it and the date.

    Where all words of the event are told, that may be.
    """
    start, end = matched.span.end, stated.span.start
    return matched.complete or start >= end or not terms(text, Span(start, end))


def _is_same_without_year(text: str, stated: DateMention, known: str) -> bool:
    """Whether month and day agree, and the year, which is not written, was only a guess."""
    written = re.search(r"\d{4}|year", stated.span.of(text), re.IGNORECASE)
    return not written and len(known) > 4 and agree(known[:4] + stated.value[4:10], known)


def _between(text: str, matched: Matched, mention: DateMention) -> str:
    """What stands between the event and a date, without what the event's own name says too."""
    words = text[matched.span.end : mention.span.start]
    said = _WAS.match(words)
    return (
        words[said.end() :]
        if said and said[1].lower() in matched.event.name.lower().split()
        else words
    )


def _near(stated: DateMention | None, known: str) -> bool:
    """Whether a date is near enough to be a slip, and not another event of the kind."""
    told, real = first_day(stated.value[:10]) if stated else None, first_day(known)
    return bool(told and real and abs(told - real) < _SLIP)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _stated(
    text: str, claim: Span, matched: Matched, mentions: Sequence[DateMention]
) -> DateMention | None:
    """The date that the claim gives for the event: right behind or before the event's words."""
    if _FREED.search(text[claim.start : matched.span.start]) or _SINCE.search(
        matched.span.of(text)
    ):
        return None
    for mention in mentions:
        if mention.type is not DateType.DATE or period_told(mention.value) is None:
            continue
        words = mention.span.of(text)
        if _COUNTED.search(words) or words in numbers_of(matched.event.name):
            continue
        behind = mention.span.start >= matched.span.end
        between = _between(text, matched, mention) if behind else ""
        opens = claim.start <= mention.span.start <= claim.start + 4
        if behind and len(between) < 40 and _BINDS.search(between) and not TURNS.search(between):
            return mention
        if opens and len(text[mention.span.end : matched.span.start].split()) <= 6:
            return mention
    return None
