"""Checks the time of day for one that no clock shows: "25:30", "7.75 p.m.", "14:30 p.m."."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from claims.model import Check, Lead, Reading, Span

_CLOCK = re.compile(
    r"(?<![\w.,:$£€/–-])(?:(?P<at>at|around|by|from|until|till|before|after)\s(?:about\s)?)?"
    r"(?P<time>(?P<h>\d{1,2})(?:(?P<sep>[:.])(?P<m>\d\d))?(?:\s?(?P<half>[ap])\.?m\b\.?)?)"
    r"(?![\d%:]|[.,]\d)(?P<zone>\s(?:GMT|UTC|CET|CEST|BST|local\stime|hours|o['’]clock)\b)?"
    r"(?P<day>,?\s(?:(?:on|this|last|next)\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|"
    r",?\s(?:today|yesterday|tomorrow|tonight)\b|"
    r"\s(?:on\s(?:the\s)?\d{1,2}\b|in\sthe\s(?:morning|afternoon|evening)))?",
    re.IGNORECASE,
)
# Where these stand, figures with a dot or a colon are prices, scores, ratios or running times.
_NOT_TIMES = re.compile(
    r"\b(?:shares?|stocks?|index|points?|price[sd]?|dollars?|euros?|pounds?|yen|currenc\w+|oil|"
    r"barrels?|traded?|trading|ratio|odds|goals?|scored?|minutes?|seconds?|video|clip|recording|"
    r"lap|race|psalm|verse|chapter|match|game|set|won|lost|beat|finish\w*|rate|yield)\b",
    re.IGNORECASE,
)

_REACH = 200


def clock_times(text: str, reading: Reading) -> Iterator[Lead]:
    """A lead "clock" for each time of day that does not exist."""
    starts = [sentence.start for sentence in reading.sentences]
    for match in _CLOCK.finditer(text):
        fault = _fault(match)
        if not fault or not _is_time(text, match, reading, starts):
            continue
        yield Lead(Check.DATE, "clock", Span(*match.span("time")), fault)


def _fault(match: re.Match[str]) -> str:
    hour, minute, half = int(match["h"]), int(match["m"] or 0), match["half"]
    shown = match["time"].rstrip(".") + ("." if half and match["time"].endswith(".") else "")
    if minute > 59:
        return f"An hour has 60 minutes, so there is no {shown}".rstrip(".") + "."
    if half and hour > 12:
        return f"A clock with a.m. and p.m. goes up to 12, so there is no {shown}".rstrip(".") + "."
    if hour > 24 or (hour == 24 and minute):
        return f"A day has 24 hours, so there is no {shown}."
    return ""


def _is_time(text: str, match: re.Match[str], reading: Reading, starts: list[int]) -> bool:
    if match["half"]:
        return True
    if not (match["sep"] and (match["day"] or match["zone"])):
        return False
    n = bisect_right(starts, match.start("time")) - 1
    start, end = reading.sentences[n] if n >= 0 else (0, len(text))
    low, high = max(start, match.start() - _REACH), min(end, match.end() + _REACH)
    return bool(match["at"] or match["zone"]) and not _NOT_TIMES.search(text, low, high)
