"""Finding of the quotation check: what became of quoted words, and what an editor must know."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from claims.checks.quotation.alignment import AlignedStep
from claims.model import AttributionStatus, Span


class QuotationOutcome(StrEnum):
    """What became of a quotation; from the best to the worst."""

    EXACT = "exact"
    PUNCTUATION_ONLY = "punctuation_only"
    ELLIPSIS_OR_BRACKET = "ellipsis_or_bracket"
    ALTERED = "altered"
    ELSEWHERE = "elsewhere"
    TRANSLATED = "translated"
    NOT_FOUND = "not_found"


class Caution(StrEnum):
    """What an editor must know even where the words are there, or the writer marked the change."""

    NEGATION = "negation"
    WORD_REPLACED = "word_replaced"
    DENIED = "denied"
    CONDITION = "condition"
    DOUBT = "doubt"
    QUESTION = "question"
    OTHER_VOICE = "other_voice"


class QuotedPiece(NamedTuple):
    """A run of words of one step, as each side has them.

    `marked` says that an ellipsis or a bracket declares the difference.
    """

    step: AlignedStep
    quoted: str
    document: str
    marked: bool = False


class QuotationFinding(NamedTuple):
    """What the documents say about one quotation; `similarity` is 0 to 1.

    `document` is the index of the document and `span` lies in its own text; both are None when the
    words were not found. `suggestion` is None where a comparison decides nothing.
    """

    outcome: QuotationOutcome
    document: int | None
    span: Span | None
    pieces: tuple[QuotedPiece, ...]
    similarity: float
    reason: str
    suggestion: AttributionStatus | None
    cautions: tuple[Caution, ...] = ()


SUGGESTION = {
    QuotationOutcome.EXACT: AttributionStatus.FAITHFUL,
    QuotationOutcome.PUNCTUATION_ONLY: AttributionStatus.FAITHFUL,
    QuotationOutcome.ELLIPSIS_OR_BRACKET: AttributionStatus.FAITHFUL,
    QuotationOutcome.ALTERED: AttributionStatus.ALTERED,
    QuotationOutcome.NOT_FOUND: AttributionStatus.NOT_FOUND,
}
FINE = (
    QuotationOutcome.EXACT,
    QuotationOutcome.PUNCTUATION_ONLY,
    QuotationOutcome.ELLIPSIS_OR_BRACKET,
)

DIFFERENT_SIGNS = "; punctuation or the first capital differs"
