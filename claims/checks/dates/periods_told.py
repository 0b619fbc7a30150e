"""The first and the last day of a date as it was told: a day, a month, a quarter, a year."""

from __future__ import annotations

import re
from calendar import month_name, monthrange
from datetime import date, timedelta
from typing import NamedTuple

from claims.model import DateMention, DateType

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T[A-Z\d:]+)?\Z")
_MONTHS = re.compile(r"(\d{4})(?:-(?:(\d\d)|Q([1-4])|H([12])))?\Z")
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")


class PeriodTold(NamedTuple):
    """All days that a date can mean, `first` to `last`, both included."""

    first: date
    last: date

    @property
    def is_day(self) -> bool:
        return self.first == self.last

    def holds(self, other: PeriodTold) -> bool:
        """Whether the other lies in this one: 7 March in March, not March in 7 March."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: PeriodTold) -> bool:
        """Whether one day can be meant by both."""
        return self.first <= other.last and other.first <= self.last


def period_told(value: str) -> PeriodTold | None:
    """The days of a TIMEX3 value; None where it names none that are known."""
    try:
        if match := _DAY.match(value):
            day = date(int(match[1]), int(match[2]), int(match[3]))
            return PeriodTold(day, day)
        if match := _MONTHS.match(value):
            return _of_months(match)
        if match := _WEEK.match(value):
            day = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
            return PeriodTold(day, day + timedelta(days=1 if match[3] else 6))
    except (ValueError, OverflowError):
        return None
    return None


def _of_months(match: re.Match[str]) -> PeriodTold:
    year, month, quarter, half = int(match[1]), match[2], match[3], match[4]
    if month:
        first = last = int(month)
    elif quarter:
        first, last = 3 * int(quarter) - 2, 3 * int(quarter)
    elif half:
        first, last = 6 * int(half) - 5, 6 * int(half)
    else:
        first, last = 1, 12
    return PeriodTold(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def told_in(mention: DateMention) -> PeriodTold | None:
    """The days of a mention that is a date; a duration or "every Monday" has none."""
    if mention.type not in (DateType.DATE, DateType.TIME):
        return None
    return period_told(mention.value)


def years_between(one: date, other: date) -> int:
    """Whole years from `one` to `other`, as an age is counted."""
    return other.year - one.year - ((other.month, other.day) < (one.month, one.day))


def day_of(value: str) -> date | None:
    """A whole ISO day; None for anything else."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def is_day(value: str) -> bool:
    return day_of(value) is not None


def first_day(value: str) -> date | None:
    """The first day of an ISO year, month or day."""
    return day_of((value + "-01-01")[:10] if len(value) == 4 else (value + "-01")[:10])


def in_words(value: str | date) -> str:
    """`8 February 2024`, `March 2023`, `2022`."""
    match = _ISO.match(str(value))
    if match is None:
        return str(value)
    year, month, day = match.groups()
    name = month_name[int(month)] if month and 1 <= int(month) <= 12 else ""
    return " ".join(part for part in (str(int(day)) if day else "", name, year) if part)


def agree(told: str, known: str) -> bool:
    """Whether one ISO date holds the other: a day and its month or year."""
    return told.startswith(known) or known.startswith(told)
