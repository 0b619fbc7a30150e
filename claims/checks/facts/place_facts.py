"""Compares the places that an article puts things in with those of the documents.

A town lies in a region and a region in a country, so a place is never borne out by another name,
and one differs only where all else that is said is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.checks.content_words import stem
from claims.checks.facts.alignment import FactDocuments, StatementPlace
from claims.checks.facts.fact_finding import (
    FactFinding,
    FactKind,
    FactVerdict,
    FactWording,
    finding,
)
from claims.checks.facts.prepared_text import PreparedText, Statement
from claims.checks.facts.proper_names import ProperName, proper_names
from claims.checks.facts.same_words import meaning

_DIFFERS = 0.55


class _Located(NamedTuple):
    """A place of a document, with how well it speaks of what the article puts somewhere."""

    at: StatementPlace
    name: ProperName
    affinity: float


class KnownPlaces:
    """The names that the documents put things in, by statement."""

    def __init__(self, documents: FactDocuments) -> None:
        self.documents = documents
        self._by_place: dict[StatementPlace, tuple[ProperName, ...]] = {}

    def at(self, place: StatementPlace) -> tuple[ProperName, ...]:
        known = self._by_place.get(place)
        if known is None:
            text = self.documents.texts[place.document].text
            names = proper_names(text, self.documents.statement(place).span)
            known = self._by_place[place] = tuple(name for name in names if name.located)
        return known


def place_facts(
    article: PreparedText,
    statement: Statement,
    known: KnownPlaces,
    near: Sequence[StatementPlace],
) -> Iterator[FactFinding]:
    """The findings on the places of one statement of the article."""
    names = list(proper_names(article.text, statement.span))
    for name in names:
        if name.located:
            found = _places(statement, name, known, near)
            others = [x for x in names if x is not name]
            told = _finding(article, name, others, found, known.documents)
            if told is not None:
                yield told


def _places(
    statement: Statement,
    name: ProperName,
    known: KnownPlaces,
    near: Sequence[StatementPlace],
) -> list[_Located]:
    own = frozenset(meaning(stem(token.lower())) for token in name.tokens)
    asked = known.documents.asked(statement, name.span.start, own)
    found = []
    for place in near:
        for other in known.at(place):
            affinity = known.documents.affinity(asked, place, other.span.start)
            found.append(_Located(place, other, affinity))
    return sorted(found, key=lambda one: -one.affinity)


def _finding(
    article: PreparedText,
    name: ProperName,
    others: list[ProperName],
    found: list[_Located],
    documents: FactDocuments,
) -> FactFinding | None:
    equal = next((one for one in found if _is_same(name, one.name)), None)
    rivals = [
        one
        for one in found
        if not _is_same(name, one.name) and not any(_is_same(x, one.name) for x in others)
    ]
    best = rivals[0] if rivals else None
    if equal is not None or best is None or best.affinity < _DIFFERS:
        return None
    return _found(article, name, best, documents)


def _is_same(one: ProperName, other: ProperName) -> bool:
    return bool(set(one.tokens) & set(other.tokens))


def _found(
    article: PreparedText,
    name: ProperName,
    one: _Located,
    documents: FactDocuments,
) -> FactFinding:
    wording, texts = FactWording(name.span, one.name.span), documents.texts
    return finding(FactKind.PLACE, FactVerdict.DIFFERS, article, wording, texts, one.at.document)
