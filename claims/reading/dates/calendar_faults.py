"""The faults of a day as it is written: one that no month has, or a weekday that is another's."""

from __future__ import annotations

import re
from datetime import date

from claims.reading.dates.anchor import DateAnchor, Match, date_of, day_or_none, days_in, moved
from claims.reading.dates.words import MONTH_NAMES, WEEKDAY_NAMES, WEEKDAYS, number

_SURE_OF_YEAR = 60
_SURE_OF_RANGE = 300
_FRIDAY, _UNLUCKY = 4, 13


def fault(match: Match, value: str, anchor: DateAnchor) -> str:
    """What is wrong with a whole day, as a sentence; empty when nothing is."""
    if not re.match(r"\d{4}-\d\d-\d\d", value):
        return ""
    year, month, day = int(value[:4]), int(value[5:7]), int(value[8:10])
    there = date_of(value)
    if there is None:
        name = f"{MONTH_NAMES[month - 1].capitalize()} {year}"
        return f"{name} has {days_in(year, month)} days, so there is no {day} {name}"
    groups = match.groupdict()
    if not groups.get("wd"):
        return ""
    told = WEEKDAYS[groups["wd"].lower().rstrip(".")]
    if "y" in groups:
        return misnamed(there, told, anchor.published, dated=bool(groups["y"]))
    if "d" in groups and "mo" not in groups:
        return _in_no_month(match, there, told, anchor)
    return ""


def misnamed(there: date, told: int, published: date | None, *, dated: bool) -> str:
    """The sentence for a day told with a weekday that it is not; empty where it is that weekday.

    A day that was written without its year (not `dated`) is sure near publication alone: further
    off, no year beside its own may have the weekday either.
    """
    if told == there.weekday() or not (dated or _sure(there, told, published)):
        return ""
    verb = "is" if published and there > published else "was"
    name = f"{there.day} {MONTH_NAMES[there.month - 1].capitalize()} {there.year}"
    return f"{name} {verb} a {WEEKDAY_NAMES[there.weekday()]}, not a {WEEKDAY_NAMES[told]}"


def _sure(there: date, told: int, published: date | None) -> bool:
    if published is None:
        return False
    away = abs((there - published).days)
    if away <= _SURE_OF_YEAR:
        return True
    years = (day_or_none(there.year + n, there.month, there.day) for n in (-1, 1))
    return away <= _SURE_OF_RANGE and all(day is None or day.weekday() != told for day in years)


def _in_no_month(match: Match, there: date, told: int, anchor: DateAnchor) -> str:
    """Of "Tuesday the 6th", where the 6th of no month that can be meant is a Tuesday."""
    if told == _FRIDAY and number(match["d"]) == _UNLUCKY:
        return ""  # a saying
    tense = anchor.tense(*match.span())
    for step in (-1, 0, 1):
        base = moved(there.replace(day=1), "month", step)
        day = base and day_or_none(base.year, base.month, number(match["d"]))
        if day and day.weekday() == told and step * tense >= 0:
            return ""
    return misnamed(there, told, anchor.published, dated=False)
