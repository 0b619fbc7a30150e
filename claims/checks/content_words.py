"""The words of a passage that carry its content, so that two passages can be compared.

A word is compared by its stem, a short cut of its ending, and small words and words that only
report ("said", "told") carry nothing. A word with a capital is a name unless a capital is all that
the beginning of its sentence shows.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeVar

from claims.model import DateMention, Quantity, Span
from claims.reading.english.function_words import AUXILIARIES, PREPOSITIONS, PRONOUNS, word_set

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SMALL = (
    AUXILIARIES
    | PREPOSITIONS
    | PRONOUNS
    | word_set(
        "the a an this that these those his her its their our my your some any each every both all "
        "and or but nor so than then there here what when where which while who whom whose why how "
        "if though although because him them us me not no never also only just very too up down "
        "out off be been being am such same other another own it's was were is are"
    )
)
_REPORTS = word_set(
    "said says say told tells tell according reported reports report quoted saying showed shows "
    "show stated states added adds announced reporters"
)
_ENDINGS = ("ingly", "edly", "ing", "ed", "ly", "es", "s")


class Term(NamedTuple):
    """A word that carries content: its code points, its stem, and whether it is a name."""

    start: int
    end: int
    stem: str
    name: bool


def terms(text: str, span: Span, skip: Iterable[Span] = ()) -> tuple[Term, ...]:
    """The content words of `span`, without those that lie in a span of `skip`."""
    found = []
    left_out = [(part.start, part.end) for part in skip]
    for match in _WORD.finditer(text, span.start, span.end):
        start, end = match.span()
        word = match[0]
        low = _compared(word)
        if not low or (left_out and any(a < end and start < b for a, b in left_out)):
            continue
        found.append(Term(start, end, low, word[0].isupper() and start > span.start))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _compared(word: str) -> str:
    """The stem of a word of content; empty for a small word."""
    low = word.lower().replace("’", "'").removesuffix("'s")
    small = low in _SMALL or low in _REPORTS or (len(low) < 2 and low.isascii())
    return "" if small else stem(low)


def stem(word: str) -> str:
    """A lower-case word without its ending: "declared" and "declares" are "declar"."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    for ending in _ENDINGS:
        kept = len(word) - len(ending)
        if word.endswith(ending) and kept >= 3 and not word.endswith(("ss", "us", "is")):
            word = word[:kept]
            break
    return word.rstrip("e") if len(word) > 4 else word


_Found = TypeVar("_Found", DateMention, Quantity)


def inside(found: Sequence[_Found], span: Span) -> Sequence[_Found]:
    """Those of `found`, which are in order, that begin in `span`."""
    first = bisect_left(found, span.start, key=lambda one: one.span.start)
    last = bisect_left(found, span.end, key=lambda one: one.span.start)
    return found[first:last]


def shown(text: str, longest: int = 60) -> str:
    """`text` on one line and cut between words, as a reason quotes it."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0].rstrip(" ,;") + " …"
