"""Compares the facts of an article, statement by statement, with the texts that are attached."""

from __future__ import annotations

from collections.abc import Iterator

from claims.checks.facts.alignment import Documents
from claims.checks.facts.amount_facts import amount_facts
from claims.checks.facts.day_facts import day_facts
from claims.checks.facts.fact_finding import FactFinding, FactKind, FactVerdict
from claims.checks.facts.name_facts import KnownNames, name_facts
from claims.checks.facts.office_facts import KnownOffices, office_facts
from claims.checks.facts.outside_voices import lies_in, outside_voices
from claims.checks.facts.place_facts import place_facts
from claims.checks.facts.polarity_facts import polarity_facts
from claims.checks.facts.prepared_text import PreparedText
from claims.checks.facts.proper_names import proper_names
from claims.model import Span


def check(article: PreparedText, documents: Documents) -> Iterator[FactFinding]:
    """What the documents say of the facts of `article`, in its order."""
    known, holders = KnownNames(documents), KnownOffices(documents)
    whole = Span(0, len(article.text))
    words = frozenset(token for name in proper_names(article.text, whole) for token in name.tokens)
    outside = outside_voices(article, known)
    for statement in article.statements:
        told = (
            *amount_facts(article, statement, documents, frozenset()),
            *day_facts(article, statement, documents, frozenset()),
            *polarity_facts(article, statement, documents, frozenset()),
            *place_facts(article, statement, documents, frozenset()),
            *name_facts(article, statement, known, words),
            *office_facts(article, statement, holders),
        )
        contrary = [one for one in told if one.verdict is not FactVerdict.PASS]
        for one in told:
            if one.verdict is FactVerdict.PASS:
                if not any(_is_beside(one.span, other.span) for other in contrary):
                    yield one
            elif one.kind in _OF_NAMES or not lies_in(one.span, outside):
                yield one


_BESIDE = 12  # code points within which what differs takes a pass along: "between 1916 and 2023"
_OF_NAMES = frozenset({FactKind.NAME, FactKind.OFFICE})


def _is_beside(one: Span, other: Span) -> bool:
    return other.start < one.end + _BESIDE and one.start < other.end + _BESIDE
