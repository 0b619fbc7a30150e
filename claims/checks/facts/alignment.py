"""The affinity of a place in a document with one in an article: how far both speak of one thing.

Two places are compared by the words around them: rare ones weigh more, and those of the same part
of the sentence more than those beyond a comma. An affinity of 1 means that the document has, just
there, every word that the article has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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
_MOST = 12  # statements of all documents that are compared with one of the article
_COMMON = 400  # statements with a word, from which it says nothing about where to look
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


class StatementPlace(NamedTuple):
    """A statement of a document, by the numbers of both."""

    document: int
    statement: int


@dataclass(frozen=True)
class FactDocuments:
    """The texts that an article is compared with, and what is worked out of them but once."""

    texts: tuple[PreparedText, ...]
    _around: dict[tuple[StatementPlace, int], dict[str, float]] = field(
        default_factory=dict, repr=False
    )
    _weights: dict[tuple[str, bool], float] = field(default_factory=dict, repr=False)

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

    def statement(self, place: StatementPlace) -> Statement:
        return self.texts[place.document].statements[place.statement]

    def places(self) -> Iterator[tuple[StatementPlace, Statement]]:
        """Every statement of every text, in their order."""
        for d, text in enumerate(self.texts):
            for n, statement in enumerate(text.statements):
                yield StatementPlace(d, n), statement

    def weight(self, word: str, *, name: bool = False) -> float:
        """How much a word says about where something is spoken of."""
        known = self._weights.get((word, name))
        if known is None:
            known = self._weights[word, name] = self._weight(word, name)
        return known

    def _weight(self, word: str, name: bool) -> float:
        seen = self._counts[word]
        told = log((self._size + 1) / (seen + 0.5)) if seen else _UNKNOWN * log(self._size + 1)
        return max(told, 0.05) * (_NAME if name else _CARRYING if word in _CARRIES else 1.0)

    def asked(self, statement: Statement, at: int, skip: frozenset[str] = frozenset()) -> Asked:
        """The words of `statement` as they count at `at`; those in `skip` are left out."""
        part = statement.part_at(at)
        found: dict[str, float] = {}
        for word in statement.words:
            if word.meaning not in skip:
                near = _by_distance(_NEAR, _FAR, abs(word.part - part))
                weight = self.weight(word.meaning, name=word.name) * near
                found[word.meaning] = max(found.get(word.meaning, 0.0), weight)
        return Asked(found, sum(found.values()))

    def nearest(self, asked: Asked) -> list[StatementPlace]:
        """The statements that share most of what is asked, the best first."""
        votes: dict[StatementPlace, float] = defaultdict(float)
        for word, weight in asked.words.items():
            if 0 < self._counts[word] <= _COMMON:
                for d, text in enumerate(self.texts):
                    for n in text.index.get(word, ()):
                        votes[StatementPlace(d, n)] += weight
        return sorted(votes, key=lambda place: (-votes[place], place))[:_MOST]

    def affinity(self, asked: Asked, place: StatementPlace, at: int) -> float:
        """The share of what is asked that the document has around `at`, a place in `place`."""
        if not asked.total:
            return 0.0
        matched = self._matched(place, self.statement(place).part_at(at))
        return sum(w * matched.get(word, 0.0) for word, w in asked.words.items()) / asked.total

    def _matched(self, place: StatementPlace, part: int) -> dict[str, float]:
        """How well each word is said around a part of a statement."""
        known = self._around.get((place, part))
        if known is None:
            known = self._around[place, part] = self._said_around(place, part)
        return known

    def _said_around(self, place: StatementPlace, part: int) -> dict[str, float]:
        statements = self.texts[place.document].statements
        here = statements[place.statement]
        matched = dict.fromkeys(here.heading, _HEADING)
        if place.statement:
            for word in statements[place.statement - 1].words:
                matched[word.meaning] = max(matched.get(word.meaning, 0.0), _BEFORE)
        for word in here.words:
            near = _by_distance(_MATCHED, _ELSEWHERE, abs(word.part - part))
            matched[word.meaning] = max(matched.get(word.meaning, 0.0), near)
        return matched


def _by_distance(steps: Sequence[float], far: float, distance: int) -> float:
    return steps[distance] if distance < len(steps) else far
