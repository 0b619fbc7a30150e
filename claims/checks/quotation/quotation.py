"""Compares quoted words with what the source published.

*Exact* is what a reader of the page sees unchanged (`folded_text` beside it says what that folds
away), *punctuation only* has the same words in the same order with other punctuation or another
first capital, and every other difference is either declared by the writer, with an ellipsis or a
bracket, or an alteration. A declared difference that touches a negation or replaces a word is told
all the same. A quotation that ends inside a word of the document is never exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from claims.checks.quotation.alignment import AlignedStep, Quote, parse
from claims.checks.quotation.comparison import compare
from claims.checks.quotation.exact_places import exact_places
from claims.checks.quotation.folded_text import fold, script, words
from claims.checks.quotation.outside_words import left_out
from claims.checks.quotation.passages import COMMON, Prepared, Window, common_share, windows
from claims.checks.quotation.quotation_finding import (
    DIFFERENT_SIGNS,
    FINE,
    SUGGESTION,
    Caution,
    QuotationFinding,
    QuotationOutcome,
    QuotedPiece,
)
from claims.model import Span
from claims.reading.english.quotes import Quotations

_ELLIPSIS_REACH = 60  # so many words may be left out at one ellipsis
_ALTERED = 0.6  # similarity from which a passage is the quotation, altered
_ALTERED_SHORT = 0.4  # the same for up to three words when the claim's other words stand around it


_ELLIPSIS_REACH = 60  # so many words may be left out at one ellipsis
_PLACES = 8  # of the same words in one document that are looked at
_ENGLISH = 0.15  # of the words of a text in English; under it a text is in another language
_LONG_ENOUGH = 12  # words from which a text shows its language
_NAMED = 4  # words that are said to stand nowhere
_RANK = {outcome: rank for rank, outcome in enumerate(QuotationOutcome)}

# Tells of a place in a document who else is said to say its words; empty where nobody is.
OtherVoice = Callable[[int, Span], str]


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
    quoted: str,
    claim: str,
    documents: Sequence[Prepared],
    *,
    in_language: str = "",
    other_voice: OtherVoice | None = None,
) -> QuotationFinding:
    """The best that `documents` say about `quoted`, the words between the marks of `claim`.

    `in_language` is the article's BCP 47 tag. The earliest document and place win among equals.
    """
    warning = _Warning(quoted, claim.replace(quoted, " ", 1), documents, other_voice)
    standing = _best(warning.on(one) for one in _exact(quoted, documents))
    if standing is not None and not standing.cautions:
        return standing
    quote = parse(fold(quoted).text)
    foreign = {n for n, one in enumerate(documents) if _foreign(one, quoted, in_language)}
    found = _best(
        warning.on(finding)
        for window in _windows(quote, claim, documents)
        if window.document not in foreign
        and (finding := compare(quote, quoted, documents[window.document], window))
    )
    if standing is not None:
        others = (standing, found, _best(map(warning.on, _other_capital(quoted, documents))))
        return min(filter(None, others), key=_rank)
    return found or _nowhere(quoted, claim, documents, foreign)


def _best(found: Iterable[QuotationFinding]) -> QuotationFinding | None:
    return min(found, default=None, key=lambda one: (_rank(one), -one.similarity))


def _rank(finding: QuotationFinding) -> tuple[bool, int, int]:
    """The best first: what is fine, then what is fine but for a caution, then the rest."""
    return (finding.outcome not in FINE, len(finding.cautions), _RANK[finding.outcome])


class _Warning(NamedTuple):
    """Says of findings what the article leaves out beside the words, and who else says them."""

    quoted: str
    outside: str
    documents: Sequence[Prepared]
    other_voice: OtherVoice | None

    def on(self, finding: QuotationFinding) -> QuotationFinding:
        if finding.document is None or finding.span is None or finding.outcome not in FINE:
            return finding
        document = self.documents[finding.document]
        other = self.other_voice(finding.document, finding.span) if self.other_voice else ""
        if other:
            reason = f"{document.name} gives these words to {other}"
            return _cautioned(finding, Caution.OTHER_VOICE, reason)
        missing = left_out(self.quoted, self.outside, document, finding.span)
        if missing is None:
            return finding
        reason = _LEFT_OUT[missing.caution].format(document.name, missing.words)
        return _cautioned(finding, missing.caution, reason)


_LEFT_OUT = {
    Caution.DENIED: "{} has these words behind “{}”, which the article leaves out",
    Caution.CONDITION: "{} has these words on a condition that the article leaves out: “{}”",
    Caution.DOUBT: "{} has these words behind “{}”, which the article leaves out",
    Caution.QUESTION: "{} asks these words, and does not state them",
}


def _cautioned(finding: QuotationFinding, caution: Caution, reason: str) -> QuotationFinding:
    return finding._replace(reason=reason, suggestion=None, cautions=(*finding.cautions, caution))


def _exact(quoted: str, documents: Sequence[Prepared]) -> Iterator[QuotationFinding]:
    folded = fold(quoted).text.strip()
    for n, document in enumerate(documents):
        for span in islice(exact_places(quoted.strip(), folded, document), _PLACES):
            yield _found(QuotationOutcome.EXACT, n, document, quoted, span)


def _other_capital(quoted: str, documents: Sequence[Prepared]) -> Iterator[QuotationFinding]:
    """Where the words stand with another first capital."""
    folded = fold(quoted).text.strip()
    other = folded[:1].swapcase() + folded[1:]
    for n, document in enumerate(documents):
        for span in islice(exact_places(other, other, document), _PLACES):
            yield _found(QuotationOutcome.PUNCTUATION_ONLY, n, document, quoted, span)


def _found(
    outcome: QuotationOutcome, n: int, document: Prepared, quoted: str, span: Span
) -> QuotationFinding:
    whole = QuotedPiece(AlignedStep.SAME, quoted, span.of(document.text))
    differs = outcome is not QuotationOutcome.EXACT
    reason = f"{document.name} has these words{DIFFERENT_SIGNS if differs else ''}"
    return QuotationFinding(outcome, n, span, (whole,), 1.0, reason, SUGGESTION[outcome])


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


def _nowhere(
    quoted: str, claim: str, documents: Sequence[Prepared], foreign: set[int]
) -> QuotationFinding:
    if not foreign:
        spoken = [n for n, one in enumerate(documents) if _in_another_tongue(one, claim)]
        foreign = set(spoken)
    if foreign:
        name = documents[min(foreign)].name
        reason = f"{name} is in another language, so words cannot be compared"
        return _none(QuotationOutcome.TRANSLATED, reason)._replace(document=min(foreign))
    if not documents:
        return _none(QuotationOutcome.NOT_FOUND, "no document is attached")
    reason = "the words are in none of the attached documents" + _unknown(quoted, documents)
    missing = SUGGESTION[QuotationOutcome.NOT_FOUND]
    return _none(QuotationOutcome.NOT_FOUND, reason)._replace(suggestion=missing)


def _none(outcome: QuotationOutcome, reason: str) -> QuotationFinding:
    return QuotationFinding(outcome, None, None, (), 0.0, reason, None)


def _unknown(quoted: str, documents: Sequence[Prepared]) -> str:
    """Which of the words stand nowhere at all, where others do."""
    telling = [word for word in words(fold(quoted).text) if word.key not in COMMON]
    nowhere = [
        word.written for word in telling if not any(word.key in one.index for one in documents)
    ]
    if not nowhere or len(nowhere) == len(telling):
        return ""
    some = ", ".join(f"“{word}”" for word in dict.fromkeys(nowhere[:_NAMED]))
    return f"; {some} {'stands' if len(nowhere) == 1 else 'stand'} nowhere in them"


def _in_another_tongue(document: Prepared, claim: str) -> bool:
    """Whether the claim is in English, and the document clearly is not."""
    said = [word.key for word in words(fold(claim).text)]
    few = len(said) < _LONG_ENOUGH // 2 or len(document.words) < _LONG_ENOUGH
    return not few and common_share(said) >= _ENGLISH > document.common
