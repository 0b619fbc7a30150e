"""Finds the tail behind a cue that follows its content: nothing, more content, a complement.

In "“It rained,” Osei said, “and it will rain”" the content goes on behind the cue; in "“It rained,”
Osei said on Monday" a circumstance stands there, which is no content.
"""

from __future__ import annotations

from claims.reading.attribution.contents import DASHES
from claims.reading.english.function_words import CIRCUMSTANCES, DAYS, FINITE, TIMES, is_adverb
from claims.reading.english.tokens import TokenRun


class Tail:
    """What comes behind a cue that follows its content: nothing, more content, or a complement."""

    NOTHING = -1
    COMPLEMENT = -2


def tail_after(passage: TokenRun, n: int, *, quoted_before: bool) -> int:
    """NOTHING or COMPLEMENT, else the token at which the content goes on."""
    if n >= len(passage) or (passage[n].text in ".!?" and n >= len(passage) - 1):
        return Tail.NOTHING
    low = passage.low(n)
    if low == ",":
        return _tail_at_comma(passage, n + 1)
    if quoted_before and (passage[n].text in (*DASHES, "-") or is_adverb(low)):
        return Tail.NOTHING
    if quoted_before and low in ("and", "but") and not passage.quoted(n + 1):
        return next_quoted(passage, n, 14)
    if quoted_before and low in CIRCUMSTANCES | {"about"} and not passage.quoted(n):
        return next_quoted(passage, n, 14)
    if _that_ahead(passage, n):
        return Tail.COMPLEMENT
    quoted = next_quoted(passage, n, len(passage))
    if quoted >= 0:
        return quoted if quoted - n <= 14 else Tail.COMPLEMENT
    if low in CIRCUMSTANCES or low in DAYS or passage.capital(n) or low in TIMES:
        return Tail.NOTHING
    return Tail.NOTHING if passage[n].text in ("(", "—", "–", "--", ";") else Tail.COMPLEMENT


def _that_ahead(passage: TokenRun, n: int) -> bool:
    """Whether "that" opens what was said; not so in "said in June, adding that"."""
    for m in range(n, min(n + 26, len(passage))):
        if passage.low(m) == "that":
            return True
        if passage.low(m) == "," and passage.low(m + 1).endswith("ing"):
            return False
        if passage.low(m) in (",", *DASHES) and passage.low(m + 1) in ("a", "an", "the"):
            return False  # "on Tuesday -- a sum that"
    return False


def _tail_at_comma(passage: TokenRun, n: int) -> int:
    if passage.quoted(n):
        return n
    low = passage.low(n)
    if low in FINITE:
        return n
    if low.endswith("ing") or low in ("according", "citing"):
        return Tail.NOTHING
    return next_quoted(passage, n, 14)


def next_quoted(passage: TokenRun, n: int, reach: int) -> int:
    """The first quoted token from `n` on, within `reach` tokens."""
    for m in range(n, min(n + reach, len(passage))):
        if passage.quoted(m):
            return m
    return Tail.NOTHING
