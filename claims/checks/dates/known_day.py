"""The day of publication, as given or as the article itself has it for certain.

For certain is the date of a dateline, a date that has a line at the top for itself, and one behind
"published" or "updated" there.
"""

from __future__ import annotations

import re
from datetime import date

from claims.checks.dates.periods_told import day_of
from claims.model import Reading

_HEAD = 1200
_BYLINE = 90
_PUBLISHED = re.compile(
    r"(?:\b(?:published|posted|issued|released|updated|last modified|press release|embargoed until|"
    r"for (?:immediate )?release|date)\b[^\w\n]{0,4}(?:on |at |date )?(?:[\d:.]{3,5} )?|\|\s*)\Z",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"\A\s*(?:\([^)\n]{2,40}\)\s*)?[),:]?\s*(?:--|—|–|-)\s")


def known_day(text: str, reading: Reading, published: str) -> date | None:
    """The day of publication; None where neither the desk nor the article knows it."""
    given = day_of(published[:10])
    if published:
        return given
    for mention in reading.dates:
        if mention.span.start > _HEAD:
            return None
        if not re.search(r"\d{4}", mention.span.of(text)):
            continue
        day = day_of(mention.value[:10])
        line = text.rfind("\n", 0, mention.span.start) + 1
        end = text.find("\n", mention.span.end)
        before = text[line : mention.span.start]
        after = text[mention.span.end : len(text) if end < 0 else end]
        if day and len(before) < _BYLINE and _stands_alone(before, after):
            return day
    return None


def _stands_alone(before: str, after: str) -> bool:
    place = before.strip(" \t*_#(,")
    if _PUBLISHED.search(before):
        return True
    if place.isupper() and _DATELINE.match(after[:80]):
        return True
    return not place.strip(",") and not after.strip(" \t*_.,)")
