"""The words of dates, and the numbers that they stand for.

A word is known by its lower case, and a list of words is written as one string.
"""

from __future__ import annotations

import re

from claims.reading.english.function_words import word_set


def _places(words: str, first: int = 1) -> dict[str, int]:
    """Each word of a list with its place in it."""
    return {word: n for n, word in enumerate(words.split(), first)}


_MONTHS = _places(
    "january february march april may june july august september october november december"
)
MONTH_NAMES = tuple(_MONTHS)
MONTHS = _MONTHS | {name[:3]: n for name, n in _MONTHS.items()} | {"sept": 9}

_WEEKDAYS = _places("monday tuesday wednesday thursday friday saturday sunday", first=0)
WEEKDAY_NAMES = tuple(name.capitalize() for name in _WEEKDAYS)
WEEKDAYS = _WEEKDAYS | {name[:3]: n for name, n in _WEEKDAYS.items()}
WEEKDAYS |= {"tues": 1, "thur": 3, "thurs": 3}

ONES = _places("one two three four five six seven eight nine")
TEENS = _places(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", first=10
)
TENS = {
    word: 10 * n
    for word, n in _places("twenty thirty forty fifty sixty seventy eighty ninety", first=2).items()
}
NUMBERS = ONES | TEENS | TENS
NUMBERS |= {"a": 1, "an": 1, "couple": 2, "dozen": 12, "oh": 0, "hundred": 0, "thousand": 0}
ORDINAL_ONES = _places("first second third fourth fifth sixth seventh eighth ninth")
ORDINALS = ORDINAL_ONES | _places(
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth "
    "nineteenth twentieth",
    first=10,
)
ORDINALS |= {"thirtieth": 30, "final": 4, "last": 4}

SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
DAY_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}
UNITS = word_set(
    "second minute hour day night week weekend fortnight month quarter year decade century"
)
# A unit that is not here is told by its first letter: P3D, P2W, P6M, P1Y.
DURATION_CODES = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "night": "{}D",
    "weekend": "{}WE",
    "quarter": "{}Q",
    "fortnight": "{}FN",
    "decade": "{}DE",
    "century": "{}CE",
}
FREQUENCIES = {
    "hourly": "PT1H",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "annually": "P1Y",
    "yearly": "P1Y",
}
DECADES = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}

PAST, FUTURE = "PAST_REF", "FUTURE_REF"
DIRECTIONS = {
    **dict.fromkeys(word_set("last past previous prior preceding yesterday"), -1),
    **dict.fromkeys(word_set("this same current latest that today tonight"), 0),
    **dict.fromkeys(word_set("next coming following upcoming ensuing tomorrow"), 1),
}


def number(words: str) -> int:
    """The number that digits or words tell: `22nd` and `twenty-two` are 22."""
    words = words.lower()
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    parts = [NUMBERS.get(part, ORDINALS.get(part, 0)) for part in re.findall("[a-z]+", words)]
    if "couple" in words or "dozen" in words:
        return max(parts)
    return _spelled_year(words, parts) or sum(parts)


def _spelled_year(words: str, parts: list[int]) -> int | None:
    """`nineteen ninety-six` is 1996, `two thousand and eight` 2008; None if that is no year."""
    first, rest = parts[0], sum(parts[1:])
    if words.startswith("two thousand"):
        return 2000 + rest
    if len(parts) > 1 and (17 <= first <= 19 or (first == 20 and rest >= 10)):
        return first * 100 + rest
    return None


def full_year(written: str) -> int:
    """A year as written: `2024`, `'98`, `24`, `nineteen ninety-six`."""
    written = written.lstrip("'’")
    year = number(written)
    if len(written) == 2 and written.isdecimal():
        return year + (2000 if year < 50 else 1900)
    return year
