"""The period that a label of a table names: "Q4 2023", "Jan 2024", "FY2022/23", "31.12.2023".

Periods are TIMEX3 values ("2023", "2023-12", "2023-Q4", "2023-H1"), so that a claim's own dates can
be compared with them. A day that ends a year or stands for one month names that year or month.
"""

from __future__ import annotations

import re

from claims.reading.dates.words import MONTHS

_YEAR = r"(?P<year>(?:1[5-9]|20|21)\d\d)"
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|" + (
    r"aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_QUARTER = r"(?:q(?P<q>[1-4])|(?P<qth>1st|2nd|3rd|4th|first|second|third|fourth) quarter)"
_HALF = r"(?:h(?P<h>[12])|(?P<hth>1st|2nd|first|second) half)"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{_YEAR}(?:-(?P<mm>0[1-9]|1[0-2])|[ -]?q(?P<q>[1-4])|[ -]?h(?P<h>[12]))?",
        rf"{_YEAR}[ -]?m(?P<mm>0?[1-9]|1[0-2])",
        rf"{_MONTH}[ \-/,]*{_YEAR}",
        rf"{_YEAR}[ \-/,]*{_MONTH}",
        rf"{_QUARTER}(?: of)?[ \-/,]*{_YEAR}",
        rf"{_YEAR}[ \-/,]*{_QUARTER}",
        r"(?P<q>[1-4])q[ \-/]?(?P<short>\d\d)",
        r"q(?P<q>[1-4])[ \-/'’]?(?P<short>\d\d)",
        rf"{_HALF}(?: of)?[ \-/,]*{_YEAR}",
        rf"{_YEAR}[ \-/,]*{_HALF}",
        rf"(?:fy|fiscal year|financial year) ?{_YEAR}",
        rf"31[./]12[./]{_YEAR}",
        rf"{_YEAR}-12-31",
    )
)
_FISCAL = re.compile(r"(?:FY ?)?(?P<year>(?:1[5-9]|20|21)\d\d)[-–/](?P<next>\d\d|\d{4})", re.I)
_FLAGS = re.compile(
    r"\s*(?:\((?:[a-z]|\d{1,2}|final|prelim(?:inary)?|provisional|revised|estimates?|est\.?|forecast"
    r"|prov\.?)\)|\*+|[¹²³†‡]+|(?<=\d)[pre])\s*\Z",
    re.IGNORECASE,
)
_NTH = {"1st": 1, "first": 1, "2nd": 2, "second": 2, "3rd": 3, "third": 3, "4th": 4, "fourth": 4}


def period_of(label: str) -> str:
    """The period that a label names, empty if it names none.

    >>> period_of("Q4 2023"), period_of("Jan 2024"), period_of("2022/23"), period_of("2023p")
    ('2023-Q4', '2024-01', '2022-23', '2023')
    """
    text = _FLAGS.sub("", label.strip())
    fiscal = _FISCAL.fullmatch(text)
    if fiscal is not None and int(fiscal["next"][-2:]) == (int(fiscal["year"]) + 1) % 100:
        return f"{fiscal['year']}-{fiscal['next'][-2:]}"
    for shape in _SHAPES:
        match = shape.fullmatch(text)
        if match is not None:
            return _value(match.groupdict())
    return ""


def _value(parts: dict[str, str | None]) -> str:
    year = parts.get("year") or f"20{parts['short']}"
    quarter = parts.get("q") or _NTH.get((parts.get("qth") or "").lower())
    half = parts.get("h") or _NTH.get((parts.get("hth") or "").lower())
    if quarter:
        return f"{year}-Q{quarter}"
    if half:
        return f"{year}-H{half}"
    if month := parts.get("month"):
        return f"{year}-{MONTHS[month[:3].lower()]:02}"
    if number := parts.get("mm"):
        return f"{year}-{int(number):02}"
    return year
