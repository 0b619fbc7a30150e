"""Comparison of a quotation with one stretch of a document, word by word."""

from __future__ import annotations

from collections.abc import Sequence

from claims.checks.quotation.alignment import AlignedStep, Pair, Quote, align
from claims.checks.quotation.folded_text import fold, is_negation
from claims.checks.quotation.passages import COMMON, Prepared, Window
from claims.checks.quotation.quotation_finding import (
    DIFFERENT_SIGNS,
    SUGGESTION,
    Caution,
    QuotationFinding,
    QuotationOutcome,
    QuotedPiece,
)

_ALTERED = 0.6  # similarity from which a passage is the quotation, altered
_ALTERED_SHORT = 0.4  # the same for up to three words when the claim's other words stand around it


def compare(
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
    suggestion = None if declared else SUGGESTION[outcome]
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
    if length <= 3 and any(_is_for_nothing(one) for one in pieces):
        return False
    if length <= 3 and context >= 0.3:
        return similarity >= _ALTERED_SHORT
    return similarity >= _ALTERED


def _is_for_nothing(piece: QuotedPiece) -> bool:
    """Whether a telling word stands against "of" or "the", as in no word that was altered."""
    changed = piece.step is AlignedStep.CHANGED
    return changed and piece.document.lower() in COMMON and piece.quoted.lower() not in COMMON


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
        return f"{name} has these words{DIFFERENT_SIGNS}"
    if outcome is QuotationOutcome.ELLIPSIS_OR_BRACKET:
        warned = "; a negation is among them" if Caution.NEGATION in cautions else ""
        return f"the article marks words that differ from {name}{warned}"
    if len(pieces) > 5:
        passage, quoted = _around_difference(pieces)
    return f"{name} has “{passage}”; the article has “{quoted}”"


def _around_difference(pieces: Sequence[QuotedPiece]) -> tuple[str, str]:
    """The differences that nothing marks, each with a word on either side, as both have them."""
    shown: list[list[QuotedPiece]] = []
    last = -2
    for n in _near_differences(pieces):
        if n != last + 1:
            shown.append([])
        shown[-1].append(pieces[n])
        last = n
    theirs = (" ".join(one.document for one in run if one.document) for run in shown)
    ours = (" ".join(one.quoted for one in run if one.quoted) for run in shown)
    return " … ".join(theirs), " … ".join(ours)


def _near_differences(pieces: Sequence[QuotedPiece]) -> list[int]:
    """The numbers of the pieces that differ, and of those beside them."""
    differing = [
        n
        for n, piece in enumerate(pieces)
        if piece.step is not AlignedStep.SAME and not piece.marked
    ]
    near = {m for n in differing for m in (n - 1, n, n + 1)}
    return sorted(near & set(range(len(pieces))))
