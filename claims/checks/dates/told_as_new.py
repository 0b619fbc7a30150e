"""The day as whose news an event is told that a timeline dates long before.

What is told in the pluperfect, with "since" or with its own date is old news told as old.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from claims.checks.dates.periods_told import agree, day_of, first_day, is_day
from claims.checks.dates.timeline_events import Matched
from claims.model import DateMention, Span

_WEEK = timedelta(days=7)
ANCHOR = re.compile(
    r"\b(?:during|in|at|over)\s+(?:the|their|this|that)\s+(?:[a-z-]+\s+){0,2}?(?:conversation|"
    r"(?:phone |telephone )?call|talks|meeting|visit|summit|session|interview|briefing|speech|"
    r"address|discussion|hearing|conference)\b",
    re.IGNORECASE,
)
MAKES = re.compile(
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


def told_as_new(
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
    if _OLD.search(words) or not MAKES.search(words):
        return None
    days = [day for one in mentions if (day := day_of(one.value[:10]))]
    if any(agree(one.value, matched.event.date) for one in mentions):
        return None
    near = [day for day in days if abs(today - day) <= _WEEK]
    if near:
        return near[0]
    anchor = ANCHOR.search(words)
    return today if anchor and not days else None
