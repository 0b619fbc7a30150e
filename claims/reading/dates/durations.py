"""Durations and times that come again: "two weeks", "every Monday", "$200 billion a year".

Values are those of TIMEX3: `P2W` is two weeks, `XXXX-WXX-1` every Monday.
"""

from __future__ import annotations

import re

from claims.reading.dates.anchor import DateAnchor, Match, Values
from claims.reading.dates.words import (
    DAY_PARTS,
    DURATION_CODES,
    FREQUENCIES,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    number,
)


def _duration_of(count: str, unit: str) -> str:
    unit = "century" if unit == "centurie" else unit
    return "P" + DURATION_CODES.get(unit, "{}" + unit[0].upper()).format(count)


def _duration(match: Match, anchor: DateAnchor) -> str | None:
    unit, words = match["u"].lower(), match["n"]
    if words is None:
        return _duration_of("X", unit)
    if words.lower() in ("a", "an") and match.start("n") == match.start():
        before = anchor.text[max(0, match.start() - 8) : match.start()]
        if not re.search(r"\b(?:for|within|in|than|after|over)\s\Z", before):
            return None
    half = ".5" if match["half"] or match["half2"] else ""
    return _duration_of(f"{number(words)}{half}", unit)


def _repeated(match: Match, _: DateAnchor) -> str | None:
    unit = (match["u"] or match["u2"]).lower()
    if unit in WEEKDAYS:
        return f"XXXX-WXX-{WEEKDAYS[unit] + 1}"
    if unit in SEASONS:
        return f"XXXX-{SEASONS[unit]}"
    if unit in DAY_PARTS:
        return f"XXXX-XX-XXT{DAY_PARTS[unit]}"
    if unit[:3] in MONTHS and unit != "month":
        return f"XXXX-{MONTHS[unit[:3]]:02}"
    return _duration_of(str(number(match["n"] or "a")), unit)


def _rate(match: Match, anchor: DateAnchor) -> str | None:
    """A figure must stand before it: "$200 billion a year"."""
    before = anchor.text[max(0, match.start() - 12) : match.start()]
    if not re.search(r"(?:\d|[mbr]illion|percent|%|times|barrels|dollars)\s\Z", before, re.I):
        return None
    return _duration_of("1", match["u"].lower())


DURATION_VALUES: Values = {
    "duration": _duration,
    "set": _repeated,
    "rate": _rate,
    "weekdays": lambda match, _: f"XXXX-WXX-{WEEKDAYS[match['wd'].lower()] + 1}",
    "frequency": lambda match, _: FREQUENCIES[match["w"].lower()],
}
