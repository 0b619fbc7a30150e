"""Checks a date that is told twice, once as counted: "the following month, in February"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from claims.checks.dates.periods_told import PeriodTold, in_words, told_in
from claims.model import Check, DateMention, Lead, Reading, Span

_JOINS = re.compile(r",\s(?:on|in)\s(?:the\s)?\Z|,?\s\((?:on\s|in\s)?\Z|,\s\Z", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:later|earlier|(?:the\s(?:following|next|previous)|that\ssame)\s"
    r"(?:day|week|month|year)|the\s(?:day|week|month|year)\s(?:before|after))\Z",
    re.IGNORECASE,
)
_DEICTIC = re.compile(
    r"(?:yesterday|today|tomorrow|(?:last|this|next)\s(?:week|month|year))\Z", re.IGNORECASE
)
_FIGURE = re.compile(r"\d|january|february|march|april|may|june|july|august|september|october|"
                     r"november|december", re.IGNORECASE)  # fmt: skip
_WEEKDAY = re.compile(r"day\b", re.IGNORECASE)
_UNIT = re.compile(r"(day|week|fortnight|month|year)", re.IGNORECASE)
# How far off is no fault where the day that is counted from is finer than the unit.
_SPARE = {"day": 0, "week": 4, "fortnight": 4, "month": 15, "year": 200}
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 28, "year": 365}
_NEAR = 260  # the day that is counted from stands within so many code points


def told_shifts(text: str, reading: Reading, day: date | None) -> Iterator[Lead]:
    """A lead "shift" for each date whose two forms beside each other name different days."""
    held: DateMention | None = None
    for one, other in pairwise(reading.dates):
        lead = _pair(text, held, one, other, day)
        if lead is not None:
            yield lead
        held = one


def _pair(
    text: str, held: DateMention | None, one: DateMention, other: DateMention, day: date | None
) -> Lead | None:
    between = text[one.span.end : other.span.start]
    if len(between) > 9 or not _JOINS.fullmatch(between):
        return None
    words, named = one.span.of(text), other.span.of(text)
    if not _FIGURE.search(named) or _COUNTED.search(named) or re.search(r"\d{4}", words):
        return None
    first, last = told_in(one), told_in(other)
    if first is None or last is None:
        return None
    if _COUNTED.search(words):
        spare = _spare(text, held, one)
    elif _DEICTIC.search(words) and day is not None:
        spare = 1 if "day" in words.lower() or day.day > 2 else 32
    else:
        return None
    if spare is None or first.meets(_widened(last, spare)):
        return None
    a, b = in_words(one.value[:10]), in_words(other.value[:10])
    reason = f"“{' '.join(words.split())}” is {a} here, not {b}."
    return Lead(Check.DATE, "shift", Span(one.span.start, other.span.end), reason)


def _spare(text: str, held: DateMention | None, one: DateMention) -> int | None:
    """How many days off is no fault; None where it is not clear what is counted from."""
    unit = _UNIT.search(one.span.of(text))
    base = told_in(held) if held else None
    if held is None or base is None or unit is None or one.span.start - held.span.end > _NEAR:
        return None
    if _WEEKDAY.search(held.span.of(text)) and not re.search(r"\d", held.span.of(text)):
        return None
    name = unit[1].lower()
    exact = (base.last - base.first).days >= _DAYS[name] - 1
    return 0 if exact else _SPARE[name]


def _widened(period: PeriodTold, days: int) -> PeriodTold:
    spare = timedelta(days=days)
    try:
        return PeriodTold(period.first - spare, period.last + spare)
    except OverflowError:
        return period
