"""The days that a date of a text covers, so that dates told in different grains can be compared."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

_VALUE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?|-Q([1-4])|-(SP|SU|FA|WI)|-W(\d\d))?(?:T.*)?")
_UNDATED = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?")
_SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 12)}
DAY, WEEK, MONTH, QUARTER, YEAR = 1, 7, 31, 92, 366


class Period(NamedTuple):
    """The days from `first` to `last`; `grain` is the greatest number of days of its kind."""

    first: date
    last: date
    grain: int

    def meets(self, other: Period) -> bool:
        return self.first <= other.last and other.first <= self.last

    def holds(self, other: Period) -> bool:
        """Whether the other lies in this one: 7 March in March, not March in 7 March."""
        return self.first <= other.first and other.last <= self.last


def period_of(value: str, year: int = 0) -> Period | None:
    """The days of a TIMEX3 value; one that lacks its year is put in `year`.

    >>> period_of("2024-02")[:2]
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    undated = _UNDATED.fullmatch(value)
    if undated is not None and year:
        value = f"{year}{value[4:]}"
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    try:
        return _period(match)
    except (ValueError, OverflowError):
        return None


def _period(match: re.Match[str]) -> Period:
    told, month, day, quarter, season, week = match.groups()
    if day:
        only = date(int(told), int(month), int(day))
        return Period(only, only, DAY)
    if week:
        monday = date.fromisocalendar(int(told), int(week), 1)
        return Period(monday, monday + timedelta(days=6), WEEK)
    if month:
        return _months(int(told), int(month), int(month), MONTH)
    if quarter:
        return _months(int(told), 3 * int(quarter) - 2, 3 * int(quarter), QUARTER)
    if season:
        return _months(int(told), *_SEASONS[season], QUARTER)
    return _months(int(told), 1, 12, YEAR)


def _months(year: int, first: int, last: int, grain: int) -> Period:
    after = date(year + 1, 1, 1) if last == 12 else date(year, last + 1, 1)
    return Period(date(year, first, 1), after - timedelta(days=1), grain)
