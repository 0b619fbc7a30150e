"""The finding on one fact of an article from the attached texts, with its passage."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

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
    """

    kind: FactKind
    verdict: FactVerdict
    span: Span
    reason: str
    document: int
    there: Span
    formula: str = ""
