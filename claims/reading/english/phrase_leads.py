"""The words that lead up to a noun phrase and are no part of it: adverbs, days, circumstances.

"In a statement on Monday the ministry" begins, as a phrase, at "the ministry"; "about 9 per cent of
pilots" keeps its "about".
"""

from __future__ import annotations

from claims.reading.english.function_words import (
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    is_adverb,
    word_set,
)
from claims.reading.english.tokens import TokenRun


def without_lead(passage: TokenRun, first: int, last: int) -> int | None:
    """`first` moved behind adverbs, days and a circumstance such as "In a statement"."""
    while first <= last:
        low = passage.low(first)
        if low in _ROUGHLY and _counts(passage, first + 1):
            return first
        if low in PREPOSITIONS and not (
            low == "outside" and first < last and _is_bare(passage, first + 1)
        ):
            start = _behind_preposition(passage, first, last)
            if start is None:
                return None
            first = start
        elif (
            _is_time_lead(passage, first, last)
            or low in ("and", "or", "but", "not", "yet")
            or (first < last and is_adverb(low) and low not in ("both", "all"))
        ):
            first += 1
        else:
            return first
    return None


_ROUGHLY = word_set("about around over under between")


def _counts(passage: TokenRun, n: int) -> bool:
    """Whether a number follows: "about 9 percent", "about two in three"."""
    low = passage.low(n)
    if low in ("a", "one"):
        return passage.low(n + 1) in _SHARES
    return low[:1].isdigit() or low in _NUMBERS


_NUMBERS = word_set("two three four five six seven eight nine ten half")
_SHARES = word_set("third quarter fifth tenth dozen half hundred")


def _is_bare(passage: TokenRun, n: int) -> bool:
    """Whether a noun stands alone: "outside experts", not "outside the port"."""
    return passage.low(n) not in DETERMINERS and not passage.capital(n)


def _is_time_lead(passage: TokenRun, first: int, last: int) -> bool:
    """Whether "Last week" or "Monday" leads up to a new phrase; not so in "Last week's report"."""
    low = passage.low(first)
    if first == last or "'" in low:
        return False
    if low in DAYS or low.isdigit():
        following = passage.low(first + 1)
        return low != "may" and (following in DETERMINERS or following in DAYS or low in DAYS)
    return low in TIMES and (passage.low(first + 1) in TIMES | DAYS or low in ("week", "year"))


def _behind_preposition(passage: TokenRun, first: int, last: int) -> int | None:
    """Where a new phrase begins behind "in a statement": at a name or a determiner."""
    n = last
    while n > first + 1:
        before, here = passage[n - 1], passage[n]
        opens = here.low in DETERMINERS or here.low in PRONOUNS
        dated = before.low in DAYS and before.capital  # "In June Osei"
        opens = opens or (here.capital and (dated or not before.capital) and here.low not in DAYS)
        opens = opens and (here.low in DETERMINERS or before.low not in DETERMINERS)
        if opens and before.low not in PREPOSITIONS and before.is_word and before.low != "and":
            return n
        n -= 1
    return None
