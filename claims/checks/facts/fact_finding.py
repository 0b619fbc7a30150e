"""The finding on one fact of an article from the attached texts, with its passage."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from claims.checks.content_words import shown
from claims.checks.facts.prepared_text import PreparedText
from claims.model import Span


class FactVerdict(StrEnum):
    """Whether a document bears a fact out, has something else, or says the reverse."""

    PASS = "pass"
    DIFFERS = "differs"
    REVERSE = "reverse"


class FactKind(StrEnum):
    """What a fact tells."""

    AMOUNT = "amount"
    DAY = "day"
    NAME = "name"
    OFFICE = "office"
    PLACE = "place"
    SIGN = "sign"


class FactFinding(NamedTuple):
    """What the documents say of one fact; `document` is the index in the texts given.

    `span` holds the words of the article, `there` those of the document, `reason` one sentence.
    `formula` tells how a figure follows from what stands there.
    """

    kind: FactKind
    verdict: FactVerdict
    span: Span
    reason: str
    document: int
    there: Span
    formula: str = ""


class FactWording(NamedTuple):
    """The words of the article that a finding is about, and those of the document."""

    ours: Span
    theirs: Span
    formula: str = ""


def finding(
    kind: FactKind,
    verdict: FactVerdict,
    article: PreparedText,
    wording: FactWording,
    documents: tuple[PreparedText, ...],
    document: int,
) -> FactFinding:
    """A finding, with the sentence that a reviewer reads."""
    there = documents[document]
    name = there.name or "the document"
    ours = shown(wording.ours.of(article.text))
    theirs = wording.formula or f"“{shown(wording.theirs.of(there.text))}”"
    says = "has" if verdict is not FactVerdict.REVERSE else "says the opposite:"
    sign = ":" if verdict is FactVerdict.PASS else " here;"
    reason = f"“{ours}”{sign} {name} {says} {theirs}."
    return FactFinding(
        kind, verdict, wording.ours, reason, document, wording.theirs, wording.formula
    )
