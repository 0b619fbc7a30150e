"""The event and the day that one claim tells, for a desk that keeps a timeline of its own."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.checks.content_words import inside
from claims.checks.dates.event_words import event_terms
from claims.checks.dates.told_events import told_events
from claims.model import DateMention, DateType, Reading, Span
from claims.tables.timeline import ISO

_LEAST = 2
_LONGEST = 160
_TIED = re.compile(
    r"[\s,(]*(?:\b(?:on|in|of|from|since|dated)\s)?(?:the\s)?[(\s]*\Z", re.IGNORECASE
)


class DatedClaim(NamedTuple):
    """What happened, in the claim's own words, and its ISO year, month or day."""

    name: str
    date: str


def dated_claim(text: str, reading: Reading, claim: Span) -> DatedClaim | None:
    """The event of `claim`; None where it gives no date, or more than one."""
    told = told_events(text, [claim], reading.dates).events
    if told:
        return DatedClaim(told[0].name, told[0].date)
    mentions = [one for one in inside(reading.dates, claim) if _is_date(one)]
    if len(mentions) != 1:
        return None
    place = mentions[0].span
    before = text[claim.start : place.start]
    tied = _TIED.search(before)
    words = f"{before[: tied.start()] if tied else before} {text[place.end : claim.end]}"
    name = " ".join(words.split()).strip(" ,;:.()")
    if len(name) > _LONGEST:
        name = name[:_LONGEST].rsplit(" ", 1)[0]
    if not name or len(event_terms(name, Span(0, len(name)))) < _LEAST:
        return None
    return DatedClaim(name, mentions[0].value[:10])


def _is_date(mention: DateMention) -> bool:
    known = mention.type in (DateType.DATE, DateType.TIME)
    return known and bool(ISO.match(mention.value[:10])) and not mention.fault
