"""Checks the weekday that stands apart from its date: "29 January (Tuesday)", "a Tuesday".

What the reader sees in one expression ("Tuesday, 29 January") is its own fault; here are the forms
in which words lie between the two, the nth weekday of a month, and a year that the article alone
knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from claims.checks.dates.periods_told import day_of
from claims.model import Check, DateMention, DateType, Lead, Reading
from claims.reading.dates.anchor import days_in
from claims.reading.dates.calendar_faults import misnamed
from claims.reading.dates.words import MONTH_NAMES, WEEKDAYS

_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_SHORT = rf"(?:{_DAY}|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?)"
_ENDS = (
    r"(?=\s*(?:[,.;:)!?\n—–]|\Z|\s(?:and|but|when|at|in|that|because|morning|afternoon|evening|"
    r"night|this year|last year|next year)\b))"
)
_BEHIND = re.compile(
    rf"\s?\((?:an?\s)?(?P<wd1>{_SHORT})\)"
    rf"|,?\s(?:(?:which|that|it)\s)?(?:was|is|will\sbe|fell\son|falls\son|fell|falls)\s"
    rf"(?:on\s)?(?:also\s)?an?\s(?P<wd2>{_DAY}){_ENDS}"
    rf"|,\s(?:on\s)?(?:also\s)?an?\s(?P<wd3>{_DAY}){_ENDS}"
    rf"|,\s(?P<wd4>{_DAY})(?=[.;)\n]|,(?!\s(?:and|{_DAY})))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\bon\s(?P<wd1>{_DAY}),\s(?:the|an?|his|her|their|its)\s[^,.;:()“”\"]{{1,60}},\s\Z"
    rf"|\b(?P<wd2>{_DAY})(?:\s(?:morning|afternoon|evening|night)(?:,\s|\s\(|\sof\s(?:the\s)?)"
    rf"|['’]s\s[^\W\d_]+\s\()\Z",
    re.IGNORECASE,
)
_PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1, "final": -1}
_NTH = (
    rf"the\s(?P<nth>{'|'.join(_PLACES)})\s(?P<wd>{_DAY})\s(?:of|in)\s"
    rf"(?:the\smonth|(?P<mo>{'|'.join(MONTH_NAMES)}))(?:\s\d{{4}})?"
)
_NTH_BEFORE = re.compile(rf"\b{_NTH}\s?[,(]\s?\Z", re.IGNORECASE)
_NTH_BEHIND = re.compile(rf"\s?[,(]\s?{_NTH}\b", re.IGNORECASE)
_REACH = 120
_YEAR = re.compile(r"(?<![\d.,$£€-])(?:19|20)\d\d(?![\d%]|[.,]\d)")


def weekdays(text: str, reading: Reading, published: date | None) -> Iterator[Lead]:
    """A lead "weekday" for each date that is told with a weekday that it is not."""
    own = _own_year(text, reading) if published is None else None
    for mention in reading.dates:
        reason = mention.fault or _apart(text, mention, published) or _of_year(text, mention, own)
        if reason:
            yield Lead(Check.DATE, "weekday", mention.span, reason.rstrip(".") + ".")


def _apart(text: str, mention: DateMention, published: date | None) -> str:
    day = day_of(mention.value[:10]) if mention.type is DateType.DATE else None
    words = mention.span.of(text)
    if day is None or re.search(_DAY, words, re.IGNORECASE):
        return ""
    before = text[max(0, mention.span.start - _REACH) : mention.span.start]
    behind = text[mention.span.end : mention.span.end + _REACH]
    dated = bool(re.search(r"\d{4}|year", words))
    if nth := _NTH_BEFORE.search(before) or _NTH_BEHIND.match(behind):
        return _placed(nth, day, published, dated)
    match = _BEHIND.match(behind) or _BEFORE.search(before)
    if match is None:
        return ""
    told = next(filter(None, match.groups()))
    return misnamed(day, WEEKDAYS[told.lower().rstrip(".")], published, dated=dated)


def _placed(match: re.Match[str], day: date, published: date | None, dated: bool) -> str:
    """The fault of "the first Monday of January, 2 January 2024"."""
    wrong = misnamed(day, WEEKDAYS[match["wd"].lower()], published, dated=dated)
    if wrong or not dated or day.weekday() != WEEKDAYS[match["wd"].lower()]:
        return wrong
    place = _PLACES[match["nth"].lower()]
    last = day.day + 7 > days_in(day.year, day.month)
    real = (day.day + 6) // 7
    if (place == -1 and last) or place == real:
        return ""
    month = MONTH_NAMES[day.month - 1].capitalize()
    shown = "last" if place == -1 else match["nth"].lower()
    return (
        f"{day.day} {month} {day.year} was the {_ordinal(real)} {match['wd'].capitalize()} of the "
        f"month, not the {shown}"
    )


def _ordinal(place: int) -> str:
    return ("first", "second", "third", "fourth", "fifth")[place - 1]


# --------------------------------------------------------------- the year that the article knows


def _own_year(text: str, reading: Reading) -> int | None:
    """The one year that an article without a day of publication names."""
    years = {int(match[0]) for match in _YEAR.finditer(text)}
    years |= {int(one.value[:4]) for one in reading.dates if one.value[:4].isdigit()}
    return years.pop() if len(years) == 1 else None


_NAMED = re.compile(rf"(?P<wd>{_SHORT})[\s,(]", re.IGNORECASE)
_NO_YEAR = re.compile(r"XXXX-(\d\d)-(\d\d)\Z")


def _of_year(text: str, mention: DateMention, year: int | None) -> str:
    match = _NO_YEAR.match(mention.value)
    named = _NAMED.match(mention.span.of(text))
    if year is None or match is None or named is None:
        return ""
    day = day_of(f"{year}-{match[1]}-{match[2]}")
    return misnamed(day, WEEKDAYS[named["wd"].lower().rstrip(".")], day, dated=False) if day else ""
