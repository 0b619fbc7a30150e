"""The leads that attached texts give on the quotations of an article.

Words are sought first in the documents of the voice that says them. Who that is a reviewer may
change: what all documents say of the words is worked out once, and what a voice's own say of them
when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.checks.evidence import AttachedEvidence, CheckedArticle
from claims.checks.quotation import quotation
from claims.checks.quotation.alignment import AlignedStep
from claims.checks.quotation.quotation_finding import (
    FINE,
    SUGGESTION,
    QuotationFinding,
    QuotationOutcome,
)
from claims.checks.quotation.quoted_voices import QuotedVoices, misgiven, same_voice
from claims.model import Check, Lead, Passage, Piece, Span
from claims.reading.english.quotes import quotations


class SoughtQuotation(NamedTuple):
    """Quoted words, and what all attached texts say of them.

    `claim` is None where the words lie in no claim: nobody owes a document for them.
    """

    span: Span
    claim: Span | None
    finding: QuotationFinding


class ArticleQuotations:
    """The quotations of an article against the attached texts; worth keeping as long as both."""

    def __init__(self, article: CheckedArticle, evidence: AttachedEvidence) -> None:
        self._article = article
        self._texts = evidence.texts
        known = evidence.stated.documents.texts if evidence.stated else ()
        self._ours = QuotedVoices(article.text, article.reading)
        self._theirs = [QuotedVoices(one.text, one.reading) for one in known]
        self._own: dict[tuple[Span, tuple[int, ...]], QuotationFinding] = {}
        self.sought = tuple(self._seek()) if evidence.texts else ()

    def _seek(self) -> Iterator[SoughtQuotation]:
        """Each quotation, once for each claim that it lies in, and those that lie in none."""
        text, marks = self._article.text, quotations(self._article.text)
        found: list[Span] = []
        every = range(len(self._texts))
        for claim in self._article.claims:
            for span in quotation.quoted_spans(text, claim, marks):
                found.append(span)
                yield SoughtQuotation(span, claim, self._look(span, claim, every))
        for span in quotation.quoted_spans(text, Span(0, len(text)), marks):
            if not any(span.overlap(one) for one in found):
                yield SoughtQuotation(span, None, self._look(span, _line(text, span), every))

    def _look(self, span: Span, around: Span, among: Sequence[int]) -> QuotationFinding:
        """What some of the documents say; the finding's document is a number of all of them."""
        text = self._article.text
        ours = self._ours.at(span)

        def other_voice(n: int, there: Span) -> str:
            voices = self._theirs[among[n]]
            theirs = voices.at(there)
            return theirs.words if theirs and misgiven(ours, theirs, voices.names) else ""

        found = quotation.check(
            span.of(text),
            around.of(text),
            [self._texts[n][1] for n in among],
            in_language=self._article.in_language,
            other_voice=other_voice,
        )
        return found if found.document is None else found._replace(document=among[found.document])

    def lead(self, sought: SoughtQuotation, own: Sequence[int]) -> Lead | None:
        """What an editor should know; `own` are the numbers of the documents of the voice."""
        found = sought.finding
        if own and found.document not in own:
            found = self._preferring(sought, tuple(own))
        in_none = (QuotationOutcome.NOT_FOUND, QuotationOutcome.TRANSLATED)
        if found.outcome in in_none and not own:
            return None
        return self._lead(sought.span, found, own)

    def _preferring(self, sought: SoughtQuotation, own: tuple[int, ...]) -> QuotationFinding:
        """What the voice's own documents say, and what it means that only others have the words."""
        key = (sought.span, own)
        if key not in self._own:
            self._own[key] = self._look(sought.span, sought.claim or sought.span, own)
        mine, found = self._own[key], sought.finding
        if mine.outcome in FINE or found.outcome not in FINE:
            return mine
        name = self._texts[found.document or 0][1].name
        if mine.outcome is QuotationOutcome.ALTERED:
            return mine._replace(reason=f"{mine.reason}; {name} has them as the article does")
        if self._says_so(sought.span, found):
            return found
        reason = f"only {name} has these words, and none of the voice's own documents"
        return found._replace(
            outcome=QuotationOutcome.ELSEWHERE,
            reason=reason,
            suggestion=SUGGESTION[QuotationOutcome.NOT_FOUND],
        )

    def _says_so(self, span: Span, found: QuotationFinding) -> bool:
        """Whether the other document itself gives the words to this voice."""
        if found.document is None or found.span is None:
            return False
        ours, theirs = self._ours.at(span), self._theirs[found.document].at(found.span)
        return ours is not None and theirs is not None and same_voice(ours, theirs)

    def _lead(self, span: Span, found: QuotationFinding, own: Sequence[int]) -> Lead:
        pieces = (Piece(p.step is AlignedStep.SAME, p.quoted, p.document) for p in found.pieces)
        return Lead(
            Check.QUOTATION,
            found.outcome.value,
            span,
            found.reason,
            passages=tuple(self._places(found, own)),
            suggests=found.suggestion,
            diff=tuple(pieces),
            passed=found.outcome in FINE and not found.cautions,
        )

    def _places(self, found: QuotationFinding, own: Sequence[int]) -> Iterator[Passage]:
        """Where the words stand; where they stand nowhere, the documents in which they should."""
        if found.document is None:
            yield from (Passage(self._texts[n][0].document, None, "") for n in own)
            return
        one, span = self._texts[found.document][0], found.span
        yield Passage(one.document, span, span.of(one.text) if span else "")


def _line(text: str, span: Span) -> Span:
    """The lines that the words stand in: a heading, a paragraph."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)
