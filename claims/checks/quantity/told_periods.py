"""The periods that phrases of a claim tell: "the same quarter of 2022", "the decade to 2023".

The dates of a claim are read elsewhere; these phrases say which of them a figure is of, and which
it is measured from. Periods are TIMEX3 values.
"""

from __future__ import annotations

import re
from calendar import month_abbr, month_name
from typing import NamedTuple

from claims.model import Span
from claims.tables.months import part_of_year

_COUNTS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: n for n, word in enumerate(_COUNTS) if word} | {"eleven": 11, "decade": 10}
_SAME = re.compile(
    r"\b(?:the |its )?same (?:quarter|month|period|week|half|time|stage|point)\b"
    r"(?:,? (?:of|in) (?P<year>\d{4})\b|,? (?:(?:of|in) )?(?:the )?(?:previous|prior|last) year"
    r"|,? a year (?:ago|earlier|before))?",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?P<which>first|last|final|opening|closing) (?P<count>\w+) (?P<unit>months|quarters) "
    r"(?:of|in) (?P<year>\d{4})\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\b(?P<part>[^\W\d_]{3,12}) (?P<year>(?:19|20)\d\d)\b")
_FISCAL = re.compile(r"\b(?P<year>(?:19|20)\d\d)[-–/](?P<next>\d\d|\d{4})\b(?![-–/]\d)")
_RUN_UP = re.compile(r"\bthe (?P<count>decade|\w+ years) to (?P<year>\d{4})\b", re.IGNORECASE)


_ENGLISH = frozenset(name.lower() for name in (*month_name, *month_abbr))  # read as dates already


class ToldPeriods(NamedTuple):
    """What phrases say: dates that they `hide`, and `periods` put in their place.

    `base` is what a change is measured from: a whole period, or a year alone where the rest is that
    of the period itself; empty where no phrase tells it.
    """

    hide: tuple[Span, ...] = ()
    periods: tuple[tuple[int, str], ...] = ()
    base: str = ""


def told_periods(said: str) -> ToldPeriods:
    """The periods of the phrases in a claim; offsets are code points of `said`."""
    hide: list[Span] = []
    periods: list[tuple[int, str]] = []
    base = ""
    for match in _SAME.finditer(said):
        hide.append(Span(*match.span()))
        base = match["year"] or base
    for match in _PART.finditer(said):
        found = _part(match)
        if found:
            hide.append(Span(*match.span()))
            periods += [(match.start(), one) for one in found]
    for match in _NAMED.finditer(said):
        part = part_of_year(match["part"])
        if part and match["part"].lower() not in _ENGLISH:
            hide.append(Span(*match.span()))
            periods.append((match.start(), f"{match['year']}-{part}"))
    for match in _FISCAL.finditer(said):
        if int(match["next"][-2:]) == (int(match["year"]) + 1) % 100:
            hide.append(Span(*match.span()))
            periods.append((match.start(), f"{match['year']}-{match['next'][-2:]}"))
    for match in _RUN_UP.finditer(said):
        count = _NUMBERS.get(match["count"].lower().removesuffix(" years"), 0)
        if count:
            base = str(int(match["year"]) - count)
    return ToldPeriods(tuple(hide), tuple(periods), base)


def _part(match: re.Match[str]) -> tuple[str, ...]:
    """The first or last months of a year: a quarter, a half, or from month to month."""
    low = match["count"].lower()
    count = int(low) if low.isdecimal() else _NUMBERS.get(low, 0)
    months = count * (3 if match["unit"].lower() == "quarters" else 1)
    if not 1 < months < 12:
        return ()
    year, first = match["year"], match["which"].lower() in ("first", "opening")
    if months == 3:
        return (f"{year}-Q{1 if first else 4}",)
    if months == 6:
        return (f"{year}-H{1 if first else 2}",)
    return (
        (f"{year}-01", f"{year}-{months:02}")
        if first
        else (f"{year}-{13 - months:02}", f"{year}-12")
    )


def of_year(period: str, base: str) -> str:
    """The base in full: of a year alone the same part as the period has."""
    return base + period[4:] if len(base) == 4 < len(period) else base
