"""Compares what an article says of a thing, yes or no, up or down, with what the documents say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.checks.facts.alignment import FactDocuments, StatementPlace
from claims.checks.facts.fact_finding import (
    FactFinding,
    FactKind,
    FactVerdict,
    FactWording,
    finding,
)
from claims.checks.facts.prepared_text import PreparedText, Statement
from claims.checks.facts.signed_words import SignedWord, signed_words

_REVERSE, _PASS = 0.34, 0.25
_LEAD = 1.2  # times that the best place speaks better of it than one that says the opposite
_SHARED = 2  # other words that both places have


class _Seen(NamedTuple):
    """A word of a document with the meaning of one of the article's, and how well it fits."""

    place: StatementPlace
    word: SignedWord
    affinity: float
    shared: int


class KnownSigns:
    """The signed words of all documents, by statement and meaning."""

    def __init__(self, documents: FactDocuments) -> None:
        self.documents = documents
        self._by_place: dict[StatementPlace, dict[str, list[SignedWord]]] = {}

    def at(self, place: StatementPlace, key: str) -> Sequence[SignedWord]:
        """The words of one meaning in a statement."""
        known = self._by_place.get(place)
        if known is None:
            known = self._by_place[place] = self._read(place)
        return known.get(key, ())

    def _read(self, place: StatementPlace) -> dict[str, list[SignedWord]]:
        found: dict[str, list[SignedWord]] = defaultdict(list)
        text = self.documents.texts[place.document].text
        for word in signed_words(text, self.documents.statement(place)):
            found[word.key].append(word)
        return found


def polarity_facts(
    article: PreparedText,
    statement: Statement,
    known: KnownSigns,
    near: Sequence[StatementPlace],
) -> Iterator[FactFinding]:
    """The findings on the signs of one statement's words."""
    for word in signed_words(article.text, statement):
        seen = _seen(statement, word, known, near)
        told = _finding(article, word, seen, known.documents) if seen else None
        if told is not None:
            yield told


def _seen(
    statement: Statement,
    word: SignedWord,
    known: KnownSigns,
    near: Sequence[StatementPlace],
) -> list[_Seen]:
    told = [
        (place, other)
        for place in near
        for other in known.at(place, word.key)
        if word.marked or other.marked
    ]
    if not told:
        return []
    documents = known.documents
    asked = documents.asked(statement, word.span.end - 1, frozenset({word.key}))
    found = []
    for place, other in told:
        affinity = documents.affinity(asked, place, other.span.start)
        words = {one.meaning for one in documents.statement(place).words}
        shared = len(words & asked.words.keys() - {word.key})
        found.append(_Seen(place, other, affinity, shared))
    return sorted(found, key=lambda one: -one.affinity)


def _finding(
    article: PreparedText, word: SignedWord, seen: Sequence[_Seen], documents: FactDocuments
) -> FactFinding | None:
    best = seen[0]
    rival = next((one for one in seen if one.word.sign != best.word.sign), None)
    if rival is not None and rival.affinity * _LEAD > best.affinity:
        return None
    if best.shared < _SHARED:
        return None
    same = best.word.sign == word.sign
    if same and _tells_alike(word, best.word) and best.affinity >= _PASS:
        return _found(FactVerdict.PASS, article, word, best, documents)
    if not same and best.affinity >= _REVERSE:
        return _found(FactVerdict.REVERSE, article, word, best, documents)
    return None


def _tells_alike(word: SignedWord, other: SignedWord) -> bool:
    """Whether both say it outright: deny it, or name one of two opposites that need no "than"."""
    if word.denied and other.denied:
        return True
    return word.marked and other.marked and not (word.compares or other.compares)


def _found(
    verdict: FactVerdict,
    article: PreparedText,
    word: SignedWord,
    seen: _Seen,
    documents: FactDocuments,
) -> FactFinding:
    wording, texts = FactWording(word.span, seen.word.span), documents.texts
    return finding(FactKind.SIGN, verdict, article, wording, texts, seen.place.document)
