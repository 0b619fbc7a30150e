"""Lengths of time as they are told ("nearly three years", "a week and a half"), held against days.

A number of hours or days is exact; weeks, months and years leave half a unit or what their hedge
allows, because nobody writes "four years and eight months".
"""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from claims.reading.dates.words import NUMBERS, TENS, number

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_SPELLED = rf"(?:{'|'.join(TENS)})(?:[-\s](?:{_ONES}))?|" + "|".join(
    sorted((word for word in NUMBERS if len(word) > 2 and word not in TENS and word not in (
        "couple", "dozen", "hundred", "thousand")), key=len, reverse=True)
)  # fmt: skip
_MORE = r"more\sthan|over|at\sleast|longer\sthan|no\s(?:less|fewer)\sthan|well\sover"
_NEARLY = r"nearly|almost|close\sto|just\sunder|just\sshort\sof|not\squite"
_LESS = r"less\sthan|fewer\sthan|under|up\sto|within|no\smore\sthan|at\smost|barely"
_ABOUT = r"about|around|roughly|some|approximately|an\sestimated"
_EXACT = r"exactly|just|only|precisely"
LENGTH = (
    rf"(?:(?:(?P<more>{_MORE})|(?P<nearly>{_NEARLY})|(?P<less>{_LESS})|(?P<about>{_ABOUT})|"
    rf"(?P<exact>{_EXACT}))\s)?(?:the\s(?:past|last)\s)?"
    rf"(?P<n>\d{{1,4}}(?![\d,.])|{_SPELLED}|an?|a\scouple\sof|half\san?)"
    r"(?P<half>\sand\sa\shalf)?[-\s](?:full\s|whole\s|long\s)?"
    r"(?P<unit>hour|day|night|week|fortnight|month|year|decade)s?"
    r"(?:\sand\s(?P<half2>a\shalf))?"
)
DAYS_IN = {
    "hour": Fraction(1, 24),
    "day": Fraction(1),
    "night": Fraction(1),
    "week": Fraction(7),
    "fortnight": Fraction(14),
    "month": Fraction(3044, 100),
    "year": Fraction(36525, 100),
    "decade": Fraction(365250, 100),
}
_SLACK = {
    "hour": Fraction(1),
    "day": Fraction(0),
    "night": Fraction(0),
    "week": Fraction(3),
    "fortnight": Fraction(3),
    "month": Fraction(15),
    "year": Fraction(183),
    "decade": Fraction(1096),
}


class Fit(StrEnum):
    """Whether a length can be meant; near is within what people still say."""

    FITS = "fits"
    NEAR = "near"
    MISSES = "misses"


class Length(NamedTuple):
    """`days` and `slack` of the words, and the hedge that they carry."""

    days: Fraction
    slack: Fraction
    unit: Fraction
    hedge: str
    words: str

    def fit(self, least: int, most: int) -> Fit:
        """Held against what lies between two days; `least` to `most` where they are coarse."""
        low, high = self._bounds()
        if low <= most and least <= high:
            return Fit.FITS
        if not self.slack:
            return Fit.MISSES
        years = self.unit == DAYS_IN["year"] and self.days > self.unit
        below = self.unit / (2 if years else 6)
        near = low - below <= most and least <= max(high, self.days + self.unit)
        return Fit.NEAR if near else Fit.MISSES

    def _bounds(self) -> tuple[Fraction, Fraction]:
        days, slack, unit = self.days, self.slack, self.unit
        if self.hedge == "more":
            return days - slack / 10, days + unit
        if self.hedge == "nearly":
            return days - unit * Fraction(3, 4), days + slack / 10
        if self.hedge == "less":
            return days - unit, days + slack / 10
        if self.hedge == "about":
            return days - slack - days / 10, days + slack + days / 10
        return days - slack, days + slack


def length_of(match: re.Match[str]) -> Length:
    """The length that a match of `LENGTH` tells."""
    groups = match.groupdict()
    words, unit = groups["n"].lower(), groups["unit"].lower()
    count = Fraction(1, 2) if words.startswith("half") else Fraction(number(words))
    if groups["half"] or groups["half2"]:
        count += Fraction(1, 2)
    hedges = (name for name in ("more", "nearly", "less", "about", "exact") if groups[name])
    slack = _SLACK[unit] / 2 if groups["half"] and unit == "year" else _SLACK[unit]
    if "couple" in words:
        slack += DAYS_IN[unit]
    return Length(count * DAYS_IN[unit], slack, DAYS_IN[unit], next(hedges, ""), match[0].strip())


def counted(days: int) -> str:
    """How long so many days are, in words: `14 days`, `3 months`, `4 years and 8 months`."""
    days = abs(days)
    if days < 61:
        return f"{days} day{'' if days == 1 else 's'}"
    months = round(Fraction(days) / DAYS_IN["month"])
    years, rest = divmod(months, 12)
    parts = [f"{years} year{'' if years == 1 else 's'}"] if years else []
    parts += [f"{rest} month{'' if rest == 1 else 's'}"] if rest else []
    return " and ".join(parts)
