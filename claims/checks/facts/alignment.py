"""How well a place of a document speaks of what a place of an article speaks of.

Two places are compared by the words around them: rare ones weigh more, and those of the same part
of the sentence more than those beyond a comma. An affinity of 1 means that the document has, just
there, every word that the article has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import NamedTuple

from claims.checks.content_words import stem
from claims.checks.facts.prepared_text import PreparedText, Statement
from claims.checks.facts.same_words import meaning
from claims.reading.english.function_words import word_set

_NEAR = (1.0, 0.65, 0.45)  # in the same part of the sentence, in the next, further off
_FAR = 0.3
_MATCHED = (1.0, 0.85, 0.7)
_ELSEWHERE = 0.6
_HEADING = 0.6
_BEFORE = 0.45  # said in the statement before
_UNKNOWN = 0.5  # the share of its weight that a word has which no document uses
_NAME = 1.5
_MOST = 10  # statements of all documents that are compared with one of the article


# Verbs that only carry an amount: they say nothing about what it is of.
_CARRIES = frozenset(
    meaning(stem(word))
    for word in word_set(
        "come came stand stood reach reached amount amounted total worth value valued number make "
        "made take took go went goes get got give gave see saw put keep kept rise rose fall fell "
        "increase decrease grow drop year month week day time last next new according about"
    )
)
_CARRYING = 0.35


class Asked(NamedTuple):
    """The words of an article around one place, each with what it weighs there."""

    words: dict[str, float]
    total: float


class Place(NamedTuple):
    """A statement of a document, by the numbers of both."""

    document: int
    statement: int


@dataclass(frozen=True)
class Documents:
    """What an article is compared with."""

    texts: tuple[PreparedText, ...]

    @cached_property
    def _counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for text in self.texts:
            for word, places in text.index.items():
                counts[word] += len(places)
        return counts

    @cached_property
    def _size(self) -> int:
        return sum(len(text.statements) for text in self.texts)

    def weight(self, word: str, name: bool) -> float:
        """How much a word says about where something is spoken of."""
        seen = self._counts[word]
        told = log((self._size + 1) / (seen + 0.5)) if seen else _UNKNOWN * log(self._size + 1)
        return max(told, 0.05) * (_NAME if name else _CARRYING if word in _CARRIES else 1.0)

    def statement(self, place: Place) -> Statement:
        return self.texts[place.document].statements[place.statement]

    def asked(self, statement: Statement, at: int, skip: frozenset[str] = frozenset()) -> Asked:
        """The words of `statement` as they count at `at`; those in `skip` tell who says it."""
        part = statement.part_at(at)
        found: dict[str, float] = {}
        for word in statement.words:
            if word.meaning not in skip:
                near = _by_distance(_NEAR, _FAR, abs(word.part - part))
                weight = self.weight(word.meaning, word.name) * near
                found[word.meaning] = max(found.get(word.meaning, 0.0), weight)
        return Asked(found, sum(found.values()))

    def nearest(self, asked: Asked) -> list[Place]:
        """The statements that share most of what is asked, the best first."""
        votes: dict[Place, float] = defaultdict(float)
        for word, weight in asked.words.items():
            for d, text in enumerate(self.texts):
                for n in text.index.get(word, ()):
                    votes[Place(d, n)] += weight
        return sorted(votes, key=lambda place: (-votes[place], place))[:_MOST]

    def affinity(self, asked: Asked, place: Place, at: int) -> float:
        """The share of what is asked that the document has around `at`, a place in the statement."""
        if not asked.total:
            return 0.0
        statements = self.texts[place.document].statements
        here = statements[place.statement]
        matched = dict.fromkeys(here.heading, _HEADING)
        if place.statement:
            for word in statements[place.statement - 1].words:
                matched[word.meaning] = max(matched.get(word.meaning, 0.0), _BEFORE)
        part = here.part_at(at)
        for word in here.words:
            near = _by_distance(_MATCHED, _ELSEWHERE, abs(word.part - part))
            matched[word.meaning] = max(matched.get(word.meaning, 0.0), near)
        return sum(w * matched.get(word, 0.0) for word, w in asked.words.items()) / asked.total


def _by_distance(steps: Sequence[float], far: float, distance: int) -> float:
    return steps[distance] if distance < len(steps) else far


def each(places: Sequence[Place], documents: Documents) -> Iterator[tuple[Place, Statement]]:
    for place in places:
        yield place, documents.statement(place)
