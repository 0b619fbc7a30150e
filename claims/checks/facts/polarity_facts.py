"""Compares what an article says of a thing, yes or no, up or down, with what the documents say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from claims.checks.facts.alignment import Documents, Place
from claims.checks.facts.fact_finding import FactFinding, FactKind, FactVerdict
from claims.checks.facts.prepared_text import PreparedText, Statement
from claims.checks.facts.signed_words import SignedWord, signed_words

_REVERSE, _PASS = 0.34, 0.24
_LEAD = 1.2


class _Seen(NamedTuple):
    """A word of a document with the meaning of one of the article's, and how well it fits."""

    place: Place
    word: SignedWord
    affinity: float
    shared: int


def polarity_facts(
    article: PreparedText, statement: Statement, documents: Documents, skip: frozenset[str]
) -> Iterator[FactFinding]:
    """The findings on the signs of one statement's words."""
    for word in signed_words(article.text, statement):
        seen = _seen(statement, word, documents, skip)
        finding = _finding(article, word, seen, documents)
        if finding is not None:
            yield finding


def _seen(
    statement: Statement, word: SignedWord, documents: Documents, skip: frozenset[str]
) -> list[_Seen]:
    asked = documents.asked(statement, word.span.end - 1, skip | {word.key})
    found = []
    for place in documents.nearest(asked):
        there = documents.statement(place)
        words = {one.meaning for one in there.words}
        for other in signed_words(documents.texts[place.document].text, there):
            if other.key == word.key and (word.marked or other.marked):
                affinity = documents.affinity(asked, place, other.span.start)
                shared = len(words & asked.words.keys() - {word.key})
                found.append(_Seen(place, other, affinity, shared))
    return sorted(found, key=lambda one: -one.affinity)


def _finding(
    article: PreparedText, word: SignedWord, seen: list[_Seen], documents: Documents
) -> FactFinding | None:
    if not seen:
        return None
    best = seen[0]
    rival = next((one for one in seen if one.word.sign != best.word.sign), None)
    if rival is not None and rival.affinity * _LEAD > best.affinity:
        return None
    if best.shared < 2:
        return None
    same = best.word.sign == word.sign
    if same and word.denied and best.word.denied and best.affinity >= _PASS:
        return _found(FactVerdict.PASS, article, word, best, documents)
    if not same and best.affinity >= _REVERSE:
        return _found(FactVerdict.REVERSE, article, word, best, documents)
    return None


def _found(
    verdict: FactVerdict,
    article: PreparedText,
    word: SignedWord,
    seen: _Seen,
    documents: Documents,
) -> FactFinding:
    ours = word.span.of(article.text)
    theirs = seen.word.span.of(documents.texts[seen.place.document].text)
    is_so = verdict is FactVerdict.PASS
    reason = f"{ours} is borne out: {theirs}" if is_so else f"{ours}: the document says {theirs}"
    return FactFinding(
        FactKind.SIGN, verdict, word.span, reason, seen.place.document, seen.word.span
    )
