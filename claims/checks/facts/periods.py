"""The days that a date of a text covers, with the seasons and the dates that lack their year."""

from __future__ import annotations

import re
from datetime import date

from claims.checks.dates.periods_told import PeriodTold, period_told

_UNDATED = re.compile(r"XXXX-\d\d(?:-\d\d)?")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
# The first month of each, then the month and the day of its end, and whether that is next year.
_SEASONS = {"SP": (3, 5, 31, 0), "SU": (6, 8, 31, 0), "FA": (9, 11, 30, 0), "WI": (12, 2, 28, 1)}
DAY, WEEK, MONTH, QUARTER, YEAR = 1, 7, 31, 92, 366  # the most days that each can have


def period_of(value: str, year: int = 0) -> PeriodTold | None:
    """The days of a TIMEX3 value; one that lacks its year is put in `year`.

    >>> period_of("XXXX-02", 2024).last.isoformat()
    '2024-02-29'
    """
    if year and _UNDATED.fullmatch(value):
        value = f"{year}{value[4:]}"
    season = _SEASON.fullmatch(value)
    if season is not None:
        first, last, end, later = _SEASONS[season[2]]
        began = int(season[1])
        return PeriodTold(date(began, first, 1), date(began + later, last, end))
    return period_told(value)


def grain(period: PeriodTold) -> int:
    """Which of the kinds a date is of, from `DAY` to `YEAR`."""
    days = (period.last - period.first).days + 1
    return next(most for most in (DAY, WEEK, MONTH, QUARTER, YEAR) if days <= most)
