"""The periods that the labels of a table name, as TIMEX3 values: "2023", "2024-01", "2023-Q4".

A financial year keeps both its years ("2022-23"): it is neither of them. What single labels leave
open is decided by the column: whether "2011/12" is a December, and what stretch a day ends or
begins.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from claims.tables.months import MONTHS, part_of_year

_YEAR = r"(?:1[5-9]|20|21)\d\d"
_SHORT_YEAR = r"(?:['’]?\d\d)"
_MARK = re.compile(
    r"\s*(?:[*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[[^\]]{0,24}\]|\([^)]{0,24}\)"
    r"|(?<=\d)\s?(?:[bdefprsu]|bp|ep|pr|pe)|,?\s+(?:provisional|preliminary|final|estimate|revised"
    r"|estimated|forecast|vorläufig|provisoire))$"
)
_FISCAL = re.compile(
    r"^(?:fy|fye|fiscal(?: year)?|financial year|year|jahr|cy|season|gj)\s*(?=['’]?\d)", re.I
)
_RANGE = re.compile(rf"({_YEAR})\s*[/–-]\s*(\d\d|{_YEAR})")
_ISO = re.compile(rf"({_YEAR})-?(?:([QH]\d)|S([12])|T([1-4])|[-:]?M(\d\d)|-(\d\d))", re.I)
_DAY = re.compile(rf"({_YEAR})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d.*)?")
_DOTTED = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2({_YEAR})")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}})[./]({_YEAR})")
_WORDED_DAY = re.compile(rf"(\d{{1,2}})\.?[ -]([^\W\d_]{{3,12}})\.?,?[ -]({_YEAR}|\d\d)")
_DAY_WORDED = re.compile(rf"([^\W\d_]{{3,12}})\.? (\d{{1,2}}),? ({_YEAR})")
_PART_YEAR = re.compile(
    rf"(.{{1,24}}?)[\s/,.-]*({_YEAR}|(?<=[\s/.-]){_SHORT_YEAR}|(?<=\d[qh])\d\d)", re.I
)
_YEAR_PART = re.compile(rf"({_YEAR})[\s/,:.-]*(\D.{{0,22}}|\d\D.{{0,22}})")
_COMPACT = re.compile(rf"({_YEAR})(0[1-9]|1[0-2])")
_LONGEST = 48

# "2015 = 100", "prices of 2020", "constant 2015 US$", "2019-2023": years that are no period
REFERENCE = re.compile(
    rf"{_YEAR}(?:-\d\d|[- ]?Q\d)?\s*(?:=|≙)\s*1(?:00|,000|\.000|000)?\b"
    rf"|\b(?:base|basis|reference|ref)\.?(?: (?:year|period|month|jahr))?:?\s*(?:of |is )?"
    rf"{_YEAR}(?:\s*[-–]\s*{_YEAR})?"
    rf"|\b(?:prices? (?:of|in)|preise(?:n)?(?: von)?|constant|chained|real|in constant|at constant)"
    rf" \(?{_YEAR}\)?"
    rf"|\b{_YEAR}\)? (?:constant |chained )?(?:prices|price level|dollars|us\$|usd|euros?|ppp|pps)"
    rf"|\b(?:compared with|against|versus|vs\.?|since|from|on|over) {_YEAR}"
    rf"|\b{_YEAR}\s*(?:[-–/]|to)\s*{_YEAR}\b",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    rf"\b(?:Q[1-4]|H[12]|[1-4]Q|[12]H)[ /-]?{_YEAR}\b|\b{_YEAR}[ -]?(?:Q[1-4]|H[12]|M\d\d)\b"
    rf"|\b{_YEAR}-\d\d-\d\d\b|\b{_YEAR}[-/]\d\d\b"
    rf"|\b(?:(?P<month>[^\W\d_]{{3,10}})\.? )?{_YEAR}(?:/\d\d)?\b",
    re.IGNORECASE,
)


def period_of(label: str, *, months: bool = False) -> str:
    """The period that `label` is, marks of footnotes aside; empty where it is anything else.

    `months` says that a column writes its months as "2011/12".

    >>> period_of("4th quarter 2023"), period_of("2022/23"), period_of("31.12.2023")
    ('2023-Q4', '2022-23', '2023-12-31')
    """
    text = " ".join(label.split()) if len(label) <= _LONGEST else ""
    if not any(char.isdecimal() for char in text):
        return ""
    found = _period(text, months)
    for _ in range(2):
        bare = _MARK.sub("", text).strip()
        if found or bare == text:
            break
        text = bare
        found = _period(text, months)
    return found


def _period(text: str, months: bool) -> str:
    text = _FISCAL.sub("", text)
    if re.fullmatch(_YEAR, text):
        return text
    if len(text) in (2, 3) and re.fullmatch(r"['’]\d\d", text):
        return _full(text)
    return _range(text, months) or _numbered(text) or _day(text) or _worded(text)


def _range(text: str, months: bool) -> str:
    """ "2022/23" is a financial year; "2023-09" and "2022/12" are months."""
    match = _RANGE.fullmatch(text)
    if match is None:
        return ""
    year, other = int(match[1]), match[2]
    follows = int(other) == (year + 1 if len(other) == 4 else (year + 1) % 100)
    is_month = len(other) == 2 and 1 <= int(other) <= 12
    if is_month and (months or not follows or "-" in text):
        return f"{year}-{other}"
    return f"{year}-{other[-2:]}" if follows else ""


def _numbered(text: str) -> str:
    if match := _ISO.fullmatch(text):
        year, part, half, quarter, month, plain = match.groups()
        if part:
            return f"{year}-{part.upper()}"
        if half or quarter:
            return f"{year}-H{half}" if half else f"{year}-Q{quarter}"
        return f"{year}-{month or plain}" if 1 <= int(month or plain) <= 12 else ""
    if (match := _MONTH_YEAR.fullmatch(text)) and 1 <= int(match[1]) <= 12:
        return f"{match[2]}-{int(match[1]):02d}"
    return ""


def _day(text: str) -> str:
    if match := _DAY.fullmatch(text):
        return _iso(match[1], int(match[2]), match[3])
    if match := _DOTTED.fullmatch(text):
        first, second = int(match[1]), int(match[3])
        if match[2] == "/" and first <= 12 and second > 12:
            first, second = second, first
        return _iso(match[4], second, str(first))
    if match := _WORDED_DAY.fullmatch(text):
        return _iso(_full(match[3]), MONTHS.get(match[2].lower(), 0), match[1])
    if match := _DAY_WORDED.fullmatch(text):
        return _iso(match[3], MONTHS.get(match[1].lower(), 0), match[2])
    return ""


def _iso(year: str, month: int, day: str) -> str:
    try:
        return dt.date(int(year), month, int(day)).isoformat()
    except ValueError:
        return ""


def _full(year: str) -> str:
    digits = year.lstrip("'’")
    if len(digits) == 4:
        return digits
    return ("20" if int(digits) < 50 else "19") + digits


def _worded(text: str) -> str:
    """ "Jan 2024", "2024 January", "Q4 2023", "4Q23", "2023 fourth quarter"."""
    for pattern, year, rest in ((_PART_YEAR, 2, 1), (_YEAR_PART, 1, 2)):
        if (match := pattern.fullmatch(text)) and (part := part_of_year(match[rest])):
            return f"{_full(match[year])}-{part}"
    return ""


def periods_of(labels: Sequence[str]) -> list[str]:
    """The period of each label of a column, read alike: "" where a label is none."""
    found = [period_of(label) for label in labels]
    slashed = [m for x in labels if (m := _RANGE.fullmatch(x.strip())) and len(m[2]) == 2]
    if slashed:
        years = [int(m[2]) != (int(m[1]) + 1) % 100 for m in slashed]
        fiscal = [int(m[2]) > 12 and not odd for m, odd in zip(slashed, years, strict=True)]
        if "/" in slashed[0][0] and any(years):
            found = [period_of(label, months=True) for label in labels]
        elif any(fiscal) and not any(years):
            found = [
                f"{m[1]}-{m[2]}" if (m := _RANGE.fullmatch(label.strip())) else one
                for label, one in zip(labels, found, strict=True)
            ]
    elif labels and all(_COMPACT.fullmatch(label.strip()) for label in labels if label.strip()):
        found = [f"{x.strip()[:4]}-{x.strip()[4:]}" if x.strip() else "" for x in labels]
    return found


def stretches(days: Sequence[str]) -> dict[str, str]:
    """For days that all begin or all end a month: the year, quarter or month that each stands for.

    >>> stretches(["2022-12-31", "2023-12-31"])
    {'2022-12-31': '2022', '2023-12-31': '2023'}
    """
    read = {day: dt.date.fromisoformat(day) for day in days if len(day) == 10}
    if len(read) < 2 or len(read) != len({day for day in days if day}):
        return {}
    begins = all(day.day == 1 for day in read.values())
    ends = all((day + dt.timedelta(1)).day == 1 for day in read.values() if day < dt.date.max)
    if not (begins or ends):
        return {}
    months = {day.month for day in read.values()}
    if len(months) == 1 and months <= ({1} if begins else {12}):
        return {key: str(day.year) for key, day in read.items()}
    if len(months) > 1 and months <= ({1, 4, 7, 10} if begins else {3, 6, 9, 12}):
        return {key: f"{d.year}-Q{(d.month + 2) // 3}" for key, d in read.items()}
    return {key: key[:7] for key in read}


def period_inside(label: str) -> str:
    """The one period that a header names among other words; the year of a base is none.

    >>> period_inside("exports 2023"), period_inside("price index (2015 = 100)")
    ('2023', '')
    """
    if whole := period_of(label):
        return whole
    plain = REFERENCE.sub(" ", label) if len(label) < 1000 else ""
    found = {period_of(_cut(match)) for match in _INSIDE.finditer(plain)} - {""}
    return found.pop() if len(found) == 1 else ""


def _cut(match: re.Match[str]) -> str:
    word = match["month"]
    if word and word.lower() not in MONTHS:
        return match[0][len(word) :].lstrip(". ")
    return match[0]
