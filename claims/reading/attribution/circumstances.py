"""Finds where a circumstance between a cue and what was said ends: to whom, when, where.

A circumstance is stepped over only when a day, an occasion or the opening of what was said ("that",
a colon, a quotation) shows where it ends.
"""

from __future__ import annotations

from claims.reading.english.function_words import (
    DAYS,
    DETERMINERS,
    FINITE,
    OBJECT_PRONOUNS,
    OCCASIONS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    TIMES,
    is_adverb,
)
from claims.reading.english.tokens import TokenRun
from claims.reading.english.verb_groups import is_clitic


def recipient_end(passage: TokenRun, first: int) -> int:
    """The token behind "reporters" in "told reporters (that) it rained"."""
    if passage.low(first) in OBJECT_PRONOUNS:
        return first + 1 if not _is_subject_pronoun(passage, first) else first
    n = first
    while n < len(passage) and n - first < 12 and not _ends_recipient(passage, n, first):
        n += 1
    return n if n < len(passage) and n - first < 12 else first


def _is_subject_pronoun(passage: TokenRun, n: int) -> bool:
    return passage.low(n) in ("it", "you") and passage.low(n + 1) in FINITE


def _ends_recipient(passage: TokenRun, n: int, first: int) -> bool:
    token = passage[n]
    if token.quoted or token.text in (",", ":", ";", ".", "?", "!", "(", "—", "–", "--"):
        return True
    if token.low in ("that", "to", "there") or token.low in QUESTION_WORDS:
        return True
    if (
        token.low in PRONOUNS
        or is_clitic(token.low)
        or (token.low in OBJECT_PRONOUNS and n > first)
    ):
        return True
    if n == first:
        return False
    before = passage[n - 1]
    if token.low in DETERMINERS or (token.capital and not before.capital):
        return before.low not in PREPOSITIONS and before.low not in DETERMINERS | {"and", "&"}
    return token.low in DAYS


def circumstance_end(passage: TokenRun, first: int) -> int:
    """The token behind "in a statement on Monday", between a cue and what was said."""
    n = first
    for _ in range(4):
        step = _one_circumstance(passage, n)
        if step == n:
            break
        n = step
    return n


def _one_circumstance(passage: TokenRun, n: int) -> int:
    low = passage.low(n)
    if low in DAYS or (low in TIMES and passage.low(n + 1) in DAYS | TIMES):
        return _time_end(passage, n)
    if low in ("late", "early") and passage.low(n + 1) == "on":
        n, low = n + 1, "on"
    if low == "on" and passage.low(n + 1) in DAYS | TIMES:
        return _time_end(passage, n + 1)
    if low == ",":
        return _aside_end(passage, n)
    if low in PREPOSITIONS or low in ("to", "separately", "there", "anonymously"):
        return _occasion_end(passage, n)
    if low == "very" or (is_adverb(low) and passage.low(n + 1) in ("that", "on", "in", ":")):
        return n + 1
    return n


def _aside_end(passage: TokenRun, comma: int) -> int:
    """Behind ", however," or ", without evidence," when what was said begins there."""
    if passage.low(comma + 1) == "that":
        return comma + 1
    for n in range(comma + 2, min(comma + 10, len(passage) - 1)):
        if passage[n].text == ",":
            begins = passage.low(n + 1) == "that" or passage.quoted(n + 1)
            return n + 1 if begins and not passage.quoted(n) else comma
    return comma


def _time_end(passage: TokenRun, n: int) -> int:
    while n < len(passage) and (
        passage.low(n) in DAYS or passage.low(n) in TIMES or passage.low(n).isdigit()
    ):
        n += 1
    if n < len(passage) and passage[n].text == "," and passage.low(n + 1) in ("that", "in", "at"):
        return n + 1
    return n


def _occasion_end(passage: TokenRun, n: int) -> int:
    """Behind a circumstance that "that", a colon or a quotation ends, or that names an occasion."""
    occasion = n
    for m in range(n + 1, min(n + 16, len(passage))):
        if passage.quoted(m) or passage.low(m) in ("that", ":"):
            return m if passage.low(m - 1) not in DETERMINERS else n
        if passage.low(m) in OCCASIONS and occasion == n and m - n < 7:
            occasion = m + 1
        if passage[m].text in (";", ".") or passage.low(m) in FINITE:
            break
    if occasion < len(passage) and passage[occasion].text == ",":
        return occasion + 1
    return occasion
