"""The way in which an event is told: as it was, as its opposite, as not so, as a plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from claims.checks.content_words import Term
from claims.model import Span


class Telling(StrEnum):
    """How an event is told: as it was, as its opposite, as not so, or as a plan or a guess."""

    AS_IT_WAS = "as_it_was"
    TURNED = "turned"
    DENIED = "denied"
    OPEN = "open"


_NOT = (
    r"(?:\b(?:not|never|neither|nor)\b|n['’]t\b|\b(?:failed|refused|declined)\sto\b|\bwithout\b|"
    r"\bden(?:y|ied|ies)\b)"
)
_NEGATED = re.compile(_NOT, re.IGNORECASE)
_NOT_THIS = re.compile(
    r"\b(?:did|was|were|has|have|had|is|are|do|does)(?:\s(?:not|never)|n['’]t)\s(?:been\s|be\s)?\Z",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:would|could|might|may|if|whether|unless|(?:was|were|been)\s(?:to\b|(?:\w+\s)?(?:due|set|"
    r"expected|scheduled|supposed|planned|meant)\b)|planned|rumou?red|feared)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:will|shall|should|to)\b", re.IGNORECASE)
_AROUND = 25


def is_certain(words: str) -> bool:
    """Whether `words` neither deny nor plan what they tell."""
    return not (_NEGATED.search(words) or _PLANNED.search(words) or _TO_COME.search(words))


def telling_of(
    text: str,
    span: Span,
    place: Span,
    words: Sequence[Term],
    *,
    turned: bool,
) -> Telling:
    """How the event of `words`, which stand at `place` in `span`, is told there."""
    start = max(span.start, place.start - _AROUND)
    around = text[start : place.end]
    mine = [term for term in words if place.start <= term.start < place.end]
    if any(
        _NOT_THIS.search(text, max(span.start, term.start - _AROUND), term.start) for term in mine
    ):
        return Telling.DENIED
    if turned:
        return Telling.OPEN if _PLANNED.search(around) else Telling.TURNED
    if _NEGATED.search(around) or _PLANNED.search(around):
        return Telling.OPEN
    return Telling.AS_IT_WAS
