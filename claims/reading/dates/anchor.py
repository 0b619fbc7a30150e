"""The day that dates are resolved against, the dates told so far, and the calendar under them.

A value is text in TIMEX3 form, and a day is a `datetime.date`, or None where the calendar has no
such day: never an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from claims.reading.dates.words import DIRECTIONS, FUTURE, MONTHS, PAST, full_year

Match = re.Match[str]
_UNPLACED = {"year": "XXXX", "month": "XXXX-XX", "week": "XXXX-WXX", "quarter": "XXXX-QX"}

_WHOLE_DAY = r"\d{4}-\d\d-\d\d"

_PERIOD = r"\d{4}(?:-(?:\d\d|[QH]\d))?"


class DateAnchor:
    """The text, its day of publication (`published`), and the dates that it has named so far.

    `tense` tells whether the clause around a place looks back (-1) or ahead (1). `day` is the last
    whole day, `period` the last value that is coarser, `quarter` the last quarter that is recent.
    """

    def __init__(self, text: str, published: date | None, tense: Callable[[int, int], int]) -> None:
        self.text = text
        self.published = published
        self.tense = tense
        self.day: date | None = None
        self.latest: date | None = None
        self.period = ""
        self.quarter = ""

    def remember(self, value: str) -> None:
        """Keeps what "the quarter", "that year" or "three days later" may point back to."""
        if re.match(_WHOLE_DAY, value):
            self.day = self.latest = date_of(value) or self.day
        elif re.fullmatch(_PERIOD, value):
            self.period = value
            self.latest = first_day(value)
            if value[4:6] == "-Q" and self._is_recent(self.latest):
                self.quarter = value

    def _is_recent(self, day: date | None) -> bool:
        return day is not None and (
            self.published is None or 0 <= (self.published - day).days < 360
        )


def unplaced(way: int, unit: str = "day") -> str:
    """The value of "last", "this" or "next" `unit` where no day is known to count from."""
    return PAST if way < 0 else FUTURE if way > 0 else _UNPLACED.get(unit, "XXXX-XX-XX")


def day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def date_of(value: str) -> date | None:
    """The day of a value that begins with one, if the calendar has it."""
    return day_or_none(int(value[:4]), int(value[5:7]), int(value[8:10]))


def days_in(year: int, month: int) -> int:
    return (
        29
        if month == 2 and year % 4 == 0 and (year % 100 or not year % 400)
        else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    )


def moved(day: date, unit: str, count: int) -> date | None:
    """`day` moved by so many units; the 31st becomes the last day of a shorter month."""
    length = {"day": 1, "night": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit)
    try:
        if length:
            return day + timedelta(days=length * count)
        months = {"month": 1, "quarter": 3, "decade": 120, "century": 1200}.get(unit, 12) * count
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        return date(year, month + 1, min(day.day, days_in(year, month + 1)))
    except (OverflowError, ValueError):
        return None


def grained(day: date | None, unit: str) -> str | None:
    """The value of the `unit` that holds `day`."""
    if day is None:
        return None
    year, week, _ = day.isocalendar()
    return {
        "week": f"{year:04}-W{week:02}",
        "weekend": f"{year:04}-W{week:02}-WE",
        "month": f"{day.year:04}-{day.month:02}",
        "quarter": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "half": f"{day.year:04}-H{(day.month + 5) // 6}",
        "year": f"{day.year:04}",
        "decade": f"{day.year // 10:03}",
        "century": f"{day.year // 100:02}",
    }.get(unit, day.isoformat())


def first_day(period: str) -> date | None:
    """The first day of a period such as `2023`, `2023-12` or `2023-Q4`."""
    if not period:
        return None
    year, _, rest = period.partition("-")
    month = (
        1
        if not rest
        else int(rest)
        if rest.isdigit()
        else (1 + (int(rest[1]) - 1) * (3 if rest[0] == "Q" else 6))
    )
    return day_or_none(int(year), month, 1)


def month_of(match: Match) -> int:
    return MONTHS[match["mo"].lower()[:3]]


def direction(words: str | None) -> int:
    """-1, 0 or 1 for "last", "this" and "next", whatever stands around them."""
    found = [DIRECTIONS[w] for w in (words or "").lower().split() if w in DIRECTIONS]
    return found[-1] if found else 0


def points_back(words: str | None) -> bool:
    """Whether "that" or "the following" points to what the text has told, not to its own day."""
    return bool(
        re.search(r"\b(?:that|following|previous|prior|preceding|same)\b", words or "", re.I)
    )


# How many days further away a date may seem that lies where its clause does not look. "Will" is
# surer than a past tense: "shares bought now, payable Dec. 15".
_AGAINST_FUTURE = 330
_AGAINST_PAST = 150


def near_year(anchor: DateAnchor, month: int, day: int, tense: int, future: int = 45) -> int | None:
    """The year of a month and a day that stand without one: the near one, sooner past.

    `future` is how many days nearer a past date seems than a coming one.
    """
    published = anchor.published
    if published is None:
        return None

    def cost(year: int) -> int:
        at = date(year, month, min(day, days_in(year, month)))
        away = (at - published).days
        against = away * tense < 0 and abs(away) > 15
        penalty = 0 if not against else _AGAINST_FUTURE if tense > 0 else _AGAINST_PAST
        return abs(away) + (future if away > 0 else 0) + penalty

    years = (published.year - 1, published.year, published.year + 1)
    return min((year for year in years if 1 <= year <= 9999), key=cost)


def tied_year(anchor: DateAnchor, words: str) -> int | None:
    base = anchor.published
    if points_back(words) and anchor.period:
        base = first_day(anchor.period)
    return None if base is None else base.year + direction(words)


def year_of(anchor: DateAnchor, match: Match, month: int, day: int = 15) -> int | None:
    groups = match.groupdict()
    if groups["y"]:
        return full_year(groups["y"])
    if groups["tied"]:
        return tied_year(anchor, groups["tied"])
    return near_year(anchor, month, day, anchor.tense(*match.span()))


def partial(year: int | None, rest: str = "") -> str:
    return (f"{year:04}" if year is not None else "XXXX") + rest


def told_base(anchor: DateAnchor, unit: str) -> date | None:
    if unit in ("day", "night", "week"):
        return anchor.day or anchor.latest
    return anchor.latest


def year_before(anchor: DateAnchor, match: Match) -> str:
    """A year before the quarter that the text tells of, else before its year or month."""
    ago = re.search(r"ago\b", match[0], re.I)
    period = anchor.quarter or ("" if ago else anchor.period)
    if period and int(period[:4]) > 1:
        return f"{int(period[:4]) - 1:04}{period[4:]}"
    return PAST if anchor.published is None else f"{anchor.published.year - 1:04}"


Values = dict[str, Callable[[Match, DateAnchor], str | None]]
