"""Compares the facts of an article, statement by statement, with the texts that are attached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.checks.facts.alignment import Asked, FactDocuments, StatementPlace
from claims.checks.facts.amount_candidates import KnownAmounts
from claims.checks.facts.amount_facts import amount_facts
from claims.checks.facts.day_facts import day_facts
from claims.checks.facts.fact_finding import FactFinding, FactKind, FactVerdict
from claims.checks.facts.name_facts import KnownNames, name_facts, names_of
from claims.checks.facts.office_facts import KnownOffices, office_facts
from claims.checks.facts.outside_voices import lies_in, outside_voices
from claims.checks.facts.place_facts import KnownPlaces, place_facts
from claims.checks.facts.polarity_facts import KnownSigns, polarity_facts
from claims.checks.facts.prepared_text import PreparedText, Statement

_BESIDE = 12  # code points within which what differs takes a pass along: "between 1916 and 2023"
_OF_NAMES = frozenset({FactKind.NAME, FactKind.OFFICE})


class FactSources(NamedTuple):
    """The attached texts with all that is looked up in them; worth keeping as long as they are."""

    documents: FactDocuments
    amounts: KnownAmounts
    names: KnownNames
    offices: KnownOffices
    places: KnownPlaces
    signs: KnownSigns


def sources(texts: Sequence[PreparedText]) -> FactSources:
    """`texts` made ready for `check`."""
    documents = FactDocuments(tuple(texts))
    return FactSources(
        documents,
        KnownAmounts(documents),
        KnownNames(documents),
        KnownOffices(documents),
        KnownPlaces(documents),
        KnownSigns(documents),
    )


def check(article: PreparedText, known: FactSources) -> Iterator[FactFinding]:
    """What the documents say of the facts of `article`, statement by statement."""
    outside = outside_voices(article, known.names)
    written = frozenset(token for name in names_of(article) for token in name.tokens)
    looks = [_look(statement, known.documents) for statement in article.statements]
    related = _related(looks, known.documents)
    for look in looks:
        told = [
            one
            for one in _told(article, look, known, written)
            if one.verdict is FactVerdict.PASS or one.document in related
        ]
        contrary = [one for one in told if one.verdict is not FactVerdict.PASS]
        for one in told:
            if one.verdict is FactVerdict.PASS:
                if not any(_takes_along(other, one) for other in contrary):
                    yield one
            elif one.kind in _OF_NAMES or not lies_in(one.span, outside):
                yield one


class _Look(NamedTuple):
    """A statement of the article and the places of the documents that share its words."""

    statement: Statement
    asked: Asked
    near: list[StatementPlace]


def _look(statement: Statement, documents: FactDocuments) -> _Look:
    asked = documents.asked(statement, statement.span.start)
    return _Look(statement, asked, documents.nearest(asked))


def _related(looks: Sequence[_Look], documents: FactDocuments) -> frozenset[int]:
    """The documents that speak of what the article speaks of: only they can contradict it."""
    spoken: Counter[int] = Counter()
    for look in looks:
        if len(look.asked.words) >= _WORDS:
            spoken.update(
                {
                    place.document
                    for place in look.near
                    if documents.affinity(look.asked, place, documents.statement(place).span.start)
                    >= _SPOKEN
                }
            )
    return frozenset(
        d for d, count in spoken.items() if count >= _STATEMENTS or _is_brief(documents.texts[d])
    )


def _is_brief(text: PreparedText) -> bool:
    return sum(len(one.words) >= _WORDS for one in text.statements) <= _BRIEF


_WORDS, _SPOKEN, _STATEMENTS, _BRIEF = 4, 0.3, 2, 4


def _told(
    article: PreparedText, look: _Look, known: FactSources, written: frozenset[str]
) -> Iterator[FactFinding]:
    statement, near = look.statement, look.near
    held = list(office_facts(article, statement, known.offices))
    yield from held
    yield from name_facts(article, statement, known.names, written)
    yield from amount_facts(article, statement, known.amounts, near)
    yield from day_facts(article, statement, known.documents, near)
    yield from polarity_facts(article, statement, known.signs, near)
    for one in place_facts(article, statement, known.places, near):
        if not any(one.span.overlap(office.span) for office in held):
            yield one


def _takes_along(contrary: FactFinding, passed: FactFinding) -> bool:
    """Whether what differs makes a pass right beside it doubtful."""
    one, other = passed.span, contrary.span
    room = 0 if passed.kind in _OF_NAMES or contrary.kind in _OF_NAMES else _BESIDE
    return other.start < one.end + room and one.start < other.end + room
