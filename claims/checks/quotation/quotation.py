"""Compares quoted words with what the source published.

*Exact* is what a reader of the page sees unchanged (`folded_text` beside it says what that folds
away), *punctuation only* has the same words in the same order with other punctuation or another
first capital, and every other difference is either declared by the writer, with an ellipsis or a
bracket, or an alteration. A declared difference that touches a negation or replaces a word is told
all the same. A quotation that ends inside a word of the document is never exact.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from claims.checks.quotation.alignment import AlignedStep, Pair, Quote, align, parse
from claims.checks.quotation.folded_text import (
    cuts_no_word,
    fold,
    is_negation,
    same_but_for_line_ends,
    script,
    words,
)
from claims.checks.quotation.passages import COMMON, Prepared, Window, prepare, windows
from claims.model import AttributionStatus, Span
from claims.reading.english.quotes import Quotations

__all__ = [
    "Caution",
    "Prepared",
    "QuotationFinding",
    "QuotationOutcome",
    "QuotedPiece",
    "check",
    "prepare",
    "quoted_spans",
]

_ELLIPSIS_REACH = 60  # so many words may be left out at one ellipsis
_ALTERED = 0.6  # similarity from which a passage is the quotation, altered
_ALTERED_SHORT = 0.4  # the same for up to three words when the claim's other words stand around it


class QuotationOutcome(StrEnum):
    """What became of a quotation; from the best to the worst."""

    EXACT = "exact"
    PUNCTUATION_ONLY = "punctuation_only"
    ELLIPSIS_OR_BRACKET = "ellipsis_or_bracket"
    ALTERED = "altered"
    TRANSLATED = "translated"
    NOT_FOUND = "not_found"


class Caution(StrEnum):
    """What an editor must know even where the writer marked it."""

    NEGATION = "negation"
    WORD_REPLACED = "word_replaced"


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


_RANK = {outcome: rank for rank, outcome in enumerate(QuotationOutcome)}
_SUGGESTION = {
    QuotationOutcome.EXACT: AttributionStatus.FAITHFUL,
    QuotationOutcome.PUNCTUATION_ONLY: AttributionStatus.FAITHFUL,
    QuotationOutcome.ELLIPSIS_OR_BRACKET: AttributionStatus.FAITHFUL,
    QuotationOutcome.ALTERED: AttributionStatus.ALTERED,
    QuotationOutcome.NOT_FOUND: AttributionStatus.NOT_FOUND,
}


def quoted_spans(text: str, claim: Span, found: Quotations) -> tuple[Span, ...]:
    """What stands between quotation marks inside `claim`, without the marks."""
    spans = []
    for quotation in found.meeting(claim.start, claim.end):
        inside = quotation.inside(text)
        if inside and inside.overlap(claim):
            start, end = max(inside.start, claim.start), min(inside.end, claim.end)
            if words(fold(text[start:end]).text):
                spans.append(Span(start, end))
    return tuple(spans)


def check(
    quoted: str, claim: str, documents: Sequence[Prepared], *, in_language: str = ""
) -> QuotationFinding:
    """The best that `documents` say about `quoted`, the words between the marks of `claim`.

    `in_language` is the article's BCP 47 tag. The earliest document and place win among equals.
    """
    folded = fold(quoted).text.strip()
    for n, document in enumerate(documents):
        span = _standing(quoted.strip(), folded, document)
        if span:
            return _exact(n, span, quoted, document)
    quote = parse(fold(quoted).text)
    foreign = {n for n, one in enumerate(documents) if _foreign(one, quoted, in_language)}
    found = [
        finding
        for window in _windows(quote, claim, documents)
        if window.document not in foreign
        and (finding := _compare(quote, quoted, documents[window.document], window))
    ]
    if found:
        return min(found, key=lambda one: (_RANK[one.outcome], -one.similarity))
    return _nowhere(documents, foreign)


def _standing(quoted: str, folded: str, document: Prepared) -> Span | None:
    """Where the document has these characters, between words."""
    if not folded:
        return None
    found = _between_words(folded, document)
    if found or not document.hyphenated:
        return found
    if quoted[-1] in "-‐" and quoted in document.text:  # cut at the end of a line
        at = document.text.index(quoted)
        return Span(at, at + len(quoted))
    hyphens = [match.start() for match in re.finditer(r"(?<=\w)-(?=\w)", folded)]
    shorter = [folded[:at] + folded[at + 1 :] for at in hyphens] + [folded.replace("-", "")]
    spans = (_between_words(one, document) for one in shorter if hyphens)
    return next(
        (span for span in spans if span and same_but_for_line_ends(span.of(document.text), folded)),
        None,
    )


def _between_words(folded: str, document: Prepared) -> Span | None:
    text = document.folded.text
    at = text.find(folded)
    while at >= 0:
        if cuts_no_word(text, at, at + len(folded)):
            return document.folded.original(at, at + len(folded))
        at = text.find(folded, at + 1)
    return None


def _exact(n: int, span: Span, quoted: str, document: Prepared) -> QuotationFinding:
    whole = QuotedPiece(AlignedStep.SAME, quoted, span.of(document.text))
    reason = f"{document.name} has these words"
    return QuotationFinding(
        QuotationOutcome.EXACT, n, span, (whole,), 1.0, reason, AttributionStatus.FAITHFUL
    )


def _windows(quote: Quote, claim: str, documents: Sequence[Prepared]) -> list[Window]:
    keys = [word.key for word in quote.words if word.key]
    if not keys:
        return []
    around = frozenset(word.key for word in words(fold(claim).text)) - COMMON - set(keys)
    return windows(keys, around, documents, _ELLIPSIS_REACH * len(quote.gaps))


def _foreign(document: Prepared, quoted: str, in_language: str) -> bool:
    """Whether comparing words means nothing: another language, or another script."""
    theirs, ours = (tag.split("-")[0].lower() for tag in (document.in_language, in_language))
    return (bool(theirs and ours) and theirs != ours) or document.script != script(quoted)


def _compare(
    quote: Quote, quoted: str, document: Prepared, window: Window
) -> QuotationFinding | None:
    """What one stretch of a document says; None when it is not the same passage."""
    stretch = document.words[window.first : window.last]
    pairs = align(quote, stretch)
    used = [pair.document for pair in pairs if pair.document >= 0]
    if not used:
        return None
    pieces = _pieces(pairs, quote, quoted, document, window.first)
    similarity = _similarity(pieces)
    if not _is_passage(pieces, similarity, window.context, len(quote.words)):
        return None
    first, last = stretch[used[0]], stretch[used[-1]]
    span = document.folded.original(first.start, last.end)
    outcome = _outcome(pieces)
    cautions = _cautions(pieces)
    declared = outcome is QuotationOutcome.ELLIPSIS_OR_BRACKET and bool(cautions)
    suggestion = None if declared else _SUGGESTION[outcome]
    reason = _reason(outcome, pieces, document.name, quoted, span.of(document.text), cautions)
    return QuotationFinding(
        outcome, window.document, span, pieces, similarity, reason, suggestion, cautions
    )


def _pieces(
    pairs: Sequence[Pair], quote: Quote, quoted: str, document: Prepared, shift: int
) -> tuple[QuotedPiece, ...]:
    """One piece for each word; a word in other case is changed unless it may begin a sentence."""
    source = fold(quoted)
    pieces = []
    for pair in pairs:
        ours = quote.words[pair.quoted] if pair.quoted >= 0 else None
        theirs = document.words[shift + pair.document] if pair.document >= 0 else None
        here = source.original(ours.start, ours.end) if ours else None
        there = document.folded.original(theirs.start, theirs.end) if theirs else None
        step = pair.step
        if step is AlignedStep.SAME and ours and theirs and ours.written[1:] != theirs.written[1:]:
            step = AlignedStep.CHANGED
        elif step is AlignedStep.SAME and ours and theirs and ours.written != theirs.written:
            begins = pair.quoted == 0 or pair.quoted in quote.gaps
            step = AlignedStep.SAME if begins else AlignedStep.CHANGED
        mine = here.of(quoted) if here else ""
        yours = there.of(document.text) if there else ""
        pieces.append(QuotedPiece(step, mine, yours, pair.marked))
    return tuple(pieces)


def _similarity(pieces: Sequence[QuotedPiece]) -> float:
    """The share of letters that both have, leaving out what is marked; changed words count half
    of their own likeness."""
    from rapidfuzz import fuzz

    total, shared = 0, 0.0
    for piece in pieces:
        if piece.marked:
            continue
        size = len(piece.quoted) + len(piece.document)
        total += size
        if piece.step is AlignedStep.SAME:
            shared += size
        elif piece.step is AlignedStep.CHANGED:
            likeness = fuzz.ratio(piece.quoted, piece.document) / 100
            shared += size * (likeness if likeness >= 0.6 else likeness / 2)
    return shared / total if total else 0.0


def _is_passage(
    pieces: Sequence[QuotedPiece], similarity: float, context: float, length: int
) -> bool:
    same = [piece for piece in pieces if piece.step is AlignedStep.SAME]
    if all(piece.quoted.lower() in COMMON for piece in same) and len(same) < len(pieces):
        return bool(same) and len(same) >= 0.7 * length and length > 3
    if length <= 3 and context >= 0.3:
        return similarity >= _ALTERED_SHORT
    return similarity >= _ALTERED


def _outcome(pieces: Sequence[QuotedPiece]) -> QuotationOutcome:
    different = [piece for piece in pieces if piece.step is not AlignedStep.SAME]
    if not different:
        return QuotationOutcome.PUNCTUATION_ONLY
    marked = all(piece.marked for piece in different)
    return QuotationOutcome.ELLIPSIS_OR_BRACKET if marked else QuotationOutcome.ALTERED


def _cautions(pieces: Sequence[QuotedPiece]) -> tuple[Caution, ...]:
    different = [piece for piece in pieces if piece.step is not AlignedStep.SAME]
    found = []
    if any(
        is_negation(fold(word).text.casefold())
        for piece in different
        for word in (piece.quoted, piece.document)
        if word
    ):
        found.append(Caution.NEGATION)
    bracketed = any(piece.marked and piece.quoted for piece in different)
    # A bracket beside words that are gone stands for them.
    if bracketed and any(piece.marked and piece.document for piece in different):
        found.append(Caution.WORD_REPLACED)
    return tuple(found)


def _reason(
    outcome: QuotationOutcome,
    pieces: Sequence[QuotedPiece],
    name: str,
    quoted: str,
    passage: str,
    cautions: Sequence[Caution],
) -> str:
    """One sentence for the panel."""
    if outcome is QuotationOutcome.PUNCTUATION_ONLY:
        return f"{name} has these words; punctuation or the first capital differs"
    if outcome is QuotationOutcome.ELLIPSIS_OR_BRACKET:
        warned = "; a negation is among them" if Caution.NEGATION in cautions else ""
        return f"the article marks words that differ from {name}{warned}"
    if len(pieces) > 5:
        passage, quoted = _around_difference(pieces)
    return f"{name} has “{passage}”; the article has “{quoted}”"


def _around_difference(pieces: Sequence[QuotedPiece]) -> tuple[str, str]:
    """The first unmarked difference with a word on either side, as both have it."""
    first = next(
        n
        for n, piece in enumerate(pieces)
        if piece.step is not AlignedStep.SAME and not piece.marked
    )
    near = pieces[max(0, first - 1) : first + 2]
    theirs = " ".join(piece.document for piece in near if piece.document)
    return theirs, " ".join(piece.quoted for piece in near if piece.quoted)


def _nowhere(documents: Sequence[Prepared], foreign: set[int]) -> QuotationFinding:
    if foreign:
        name = documents[min(foreign)].name
        reason = f"{name} is in another language, so words cannot be compared"
        return QuotationFinding(
            QuotationOutcome.TRANSLATED, min(foreign), None, (), 0.0, reason, None
        )
    if not documents:
        return QuotationFinding(
            QuotationOutcome.NOT_FOUND, None, None, (), 0.0, "no document is attached", None
        )
    reason = "the words are in none of the attached documents"
    return QuotationFinding(
        QuotationOutcome.NOT_FOUND,
        None,
        None,
        (),
        0.0,
        reason,
        _SUGGESTION[QuotationOutcome.NOT_FOUND],
    )
