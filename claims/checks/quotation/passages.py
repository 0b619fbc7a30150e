"""Finds the passages of a document that a quotation may come from.

The rare words of a quotation vote for places through an index of the document's words, so that only
a few short stretches are ever compared; rapidfuzz then says which of them is most like the
quotation. Common words vote only when there is nothing better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import nlargest
from typing import NamedTuple

from claims.checks.quotation.folded_text import (
    Folded,
    SpelledWord,
    fold,
    has_line_end_hyphen,
    script,
    words,
)
from claims.checks.quotation.page_marks import without_page_marks
from claims.model import Span
from claims.reading.english.function_words import AUXILIARIES, PREPOSITIONS, PRONOUNS, word_set
from claims.reading.sentences import sentences

# Words that say little about where a passage comes from.
COMMON = (
    PREPOSITIONS
    | PRONOUNS
    | AUXILIARIES
    | word_set("the a an and or but that this these those it its his her their as which who said")
)
_VOTERS = 6  # so many of the rarest words of a quotation vote
_MOST_VOTES = 60  # a word that stands more often than this in a document says nothing
_WINDOWS = 3  # places of one document that are compared with the quotation
_AROUND = 30  # words on either side whose likeness with the claim breaks ties
_SAMPLE = 2000  # words of a text that tell its language
_ALIKE = 75  # rapidfuzz ratio, in per cent, from which another word may be the altered one


@dataclass(frozen=True)
class Prepared:
    """A document made ready for checks; keep it, by the hash of its text.

    `name` is how a reason calls it ("the readout"); `in_language` is a BCP 47 tag or empty. The
    index gives the places, as numbers of words, at which each word stands.
    """

    text: str
    name: str
    in_language: str
    folded: Folded
    words: tuple[SpelledWord, ...]
    index: dict[str, list[int]] = field(repr=False)

    @cached_property
    def script(self) -> str:
        return script(self.text)

    @cached_property
    def hyphenated(self) -> bool:
        """Whether a word may be broken at the end of a line."""
        return has_line_end_hyphen(self.text)

    @cached_property
    def common(self) -> float:
        """The share of common English words among the first of the text."""
        return common_share(self.keys[:_SAMPLE])

    @cached_property
    def as_written(self) -> Folded | None:
        """The text with the marks of its page; None where it has none."""
        return None if without_page_marks(self.text) == self.text else fold(self.text)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        return sentences(self.text)

    @cached_property
    def keys(self) -> list[str]:
        return [word.key for word in self.words]


def common_share(keys: Sequence[str]) -> float:
    """How many of the words are common in English; 0 to 1."""
    return sum(key in COMMON for key in keys) / max(len(keys), 1)


class Window(NamedTuple):
    """Words `first` to `last` (exclusive) of a document; `likeness` and `context` are 0 to 1."""

    document: int
    first: int
    last: int
    likeness: float
    context: float


def prepare(text: str, *, name: str = "the document", in_language: str = "") -> Prepared:
    """A document's text, folded, cut into words and indexed; about 4 µs a word."""
    folded = fold(without_page_marks(text))
    found = words(folded.text)
    index: dict[str, list[int]] = {}
    for n, word in enumerate(found):
        index.setdefault(word.key, []).append(n)
    return Prepared(text, name, in_language, folded, found, index)


def windows(
    quoted: Sequence[str], context: frozenset[str], documents: Sequence[Prepared], reach: int
) -> list[Window]:
    """The stretches most like the words `quoted`, best first, at most a handful.

    `context` holds the telling words of the claim around the quotation; `reach` is how many words
    of the document a quotation may leave out besides the usual.
    """
    places = sorted(
        (-votes, n, place)
        for n, document in enumerate(documents)
        for votes, place in _places(quoted, document)
    )
    found = [
        _window(n, documents[n], place, quoted, context, reach)
        for _, n, place in places[: 2 * _WINDOWS]
    ]
    found.sort(key=lambda window: -(window.likeness + 0.2 * window.context))
    return found[:_WINDOWS]


def _places(quoted: Sequence[str], document: Prepared) -> list[tuple[float, int]]:
    """Votes, and the number of the word at which the quotation may begin."""
    width = max(4, len(quoted))
    votes: dict[int, float] = {}
    for key, at in _voters(quoted, document):
        standing = document.index[key]
        weight = float(len(key))
        for place in standing:
            bucket = (place - at) // width
            votes[bucket] = votes.get(bucket, 0.0) + weight
    scored = ((score + votes.get(bucket + 1, 0.0), -bucket) for bucket, score in votes.items())
    return [(score, -bucket * width) for score, bucket in nlargest(_WINDOWS, scored)]


def _voters(quoted: Sequence[str], document: Prepared) -> list[tuple[str, int]]:
    """The rarest words of the quotation that the document has, with their places in it."""
    known = [(key, n) for n, key in enumerate(quoted) if key in document.index]
    telling = [(key, n) for key, n in known if key not in COMMON] or known
    telling = telling or _nearest(quoted, document)
    telling.sort(key=lambda voter: len(document.index[voter[0]]))
    few = [v for v in telling[:_VOTERS] if len(document.index[v[0]]) <= _MOST_VOTES]
    return few or telling[:1]


def _nearest(quoted: Sequence[str], document: Prepared) -> list[tuple[str, int]]:
    """For a short quotation of which the document has no word: words that look alike."""
    from rapidfuzz import fuzz, process

    if len(quoted) > 3:
        return []
    found = []
    for n, key in enumerate(quoted):
        if len(key) > 4:
            hit = process.extractOne(
                key, document.index.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE
            )
            found += [(hit[0], n)] if hit else []
    return found


def _window(
    n: int,
    document: Prepared,
    place: int,
    quoted: Sequence[str],
    context: frozenset[str],
    reach: int,
) -> Window:
    from rapidfuzz import fuzz

    slack = max(4, len(quoted) // 2) + reach
    first = max(0, place - slack)
    last = min(len(document.words), place + 2 * max(4, len(quoted)) + slack)
    stretch = document.keys[first:last]
    around = set(document.keys[max(0, first - _AROUND) : last + _AROUND])
    shared = len(context & around) / len(context) if context else 0.0
    likeness = fuzz.partial_ratio(" ".join(quoted), " ".join(stretch)) / 100
    return Window(n, first, last, likeness, shared)
