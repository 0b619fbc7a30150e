"""Runs every check over one article: what is attached is prepared once, then asked claim by claim.

A quotation that no document has is told only where a document of its own source, or of the claim
itself, is attached: one readout says nothing of what others said. A figure that no table speaks of
is told by nobody.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from claims.checks import coverage
from claims.checks.consistency import consistency
from claims.checks.dates import dates
from claims.checks.quantity import quantity
from claims.checks.quantity.derivations import CellRef
from claims.checks.quantity.figure_finding import FigureFinding, FigureVerdict
from claims.checks.quantity.prepared_table import PreparedTable
from claims.checks.quantity.prepared_table import prepare as prepare_table
from claims.checks.quotation import quotation
from claims.checks.quotation.alignment import AlignedStep
from claims.checks.quotation.quotation import QuotationOutcome
from claims.checks.sourcing import sourcing
from claims.checks.sourcing.held_claim import HeldClaim
from claims.model import Check, DateMention, Lead, Passage, Piece, Quantity, Reading, Span
from claims.reading.english.quotes import Quotations, quotations
from claims.tables.in_text import tables_in_text
from claims.tables.table import read_tables
from claims.tables.timeline import Timeline, read_timeline

_M = TypeVar("_M", Quantity, DateMention)


class CheckedArticle(NamedTuple):
    """The article checked; `claims` are the spans that stand now, in the order of `held`."""

    text: str
    published: str
    in_language: str
    reading: Reading
    claims: tuple[Span, ...]


class Attached(NamedTuple):
    """A document that is attached; `document` is its SHA-256, `serves` whom it speaks for.

    `serves` holds ids of sources and organisations, `claims` the spans that it is tied to.
    """

    document: str
    title: str
    text: str
    dataset: bool = False
    in_language: str = ""
    serves: frozenset[str] = frozenset()
    claims: frozenset[Span] = frozenset()


class AttachedEvidence(NamedTuple):
    """The attached documents, prepared; each that was refused has the sentence that says why."""

    texts: tuple[tuple[Attached, quotation.Prepared], ...] = ()
    tables: tuple[tuple[Attached, PreparedTable], ...] = ()
    timelines: tuple[Timeline, ...] = ()
    refused: tuple[tuple[Attached, str], ...] = ()


def prepare(attached: Sequence[Attached]) -> AttachedEvidence:
    """Read and index what is attached. A table that cannot be read is told and left aside."""
    texts, tables, timelines, refused = [], [], [], []
    for one in attached:
        if not one.dataset:
            ready = quotation.prepare(one.text, name=one.title, in_language=one.in_language)
            texts.append((one, ready))
            tables += [(one, prepare_table(t)) for t in tables_in_text(one.text, one.title)]
            continue
        timeline = read_timeline(one.text, one.document)
        if timeline is not None:
            timelines.append(timeline)
            continue
        read, reasons = read_tables(one.text, caption=one.title)
        tables += [(one, prepare_table(table)) for table in read]
        refused += [(one, reason) for reason in reasons]
    return AttachedEvidence(tuple(texts), tuple(tables), tuple(timelines), tuple(refused))


def check(
    article: CheckedArticle,
    evidence: AttachedEvidence,
    held: Sequence[HeldClaim],
    protected: Sequence[str] = (),
) -> tuple[Lead, ...]:
    """Every lead on `article`, in its order; `held` are its claims as the reviewer holds them."""
    text, reading = article.text, article.reading
    unfit = dates.check(text, reading, evidence.timelines, article.published)
    told = {lead.span for lead in unfit if lead.kind == "weekday"}  # and need not be told twice
    found = [
        *_quotations(article, evidence, held),
        *_figures(article, evidence),
        *unfit,
        *(x for x in consistency.check(text, reading, article.claims) if x.span not in told),
        *sourcing.check(text, held, reading.quantities, protected),
        *coverage.check(text, reading, article.claims),
    ]
    return tuple(sorted(found, key=lambda lead: (lead.span, lead.check, lead.kind)))


# --- quotations ----------------------------------------------------------------------------------


def _quotations(
    article: CheckedArticle, evidence: AttachedEvidence, held: Sequence[HeldClaim]
) -> list[Lead]:
    if not evidence.texts:
        return []
    marks = quotations(article.text)
    return [lead for one in held for lead in _quoted(article, evidence, marks, one)]


def _quoted(
    article: CheckedArticle, evidence: AttachedEvidence, marks: Quotations, held: HeldClaim
) -> list[Lead]:
    documents = [ready for _, ready in evidence.texts]
    claim = held.span.of(article.text)
    leads = []
    for span in quotation.quoted_spans(article.text, held.span, marks):
        words = span.of(article.text)
        finding = quotation.check(words, claim, documents, in_language=article.in_language)
        if finding.outcome is not QuotationOutcome.NOT_FOUND:
            leads.append(_quotation_lead(span, finding, _place(evidence, finding)))
        elif owed := _owed(evidence, held):
            leads.append(_quotation_lead(span, finding, owed))
    return leads


def _owed(evidence: AttachedEvidence, held: HeldClaim) -> tuple[Passage, ...]:
    """The documents in which the claim's quotation should stand."""
    voices = {name for chain in held.chains for v in chain for name in (v.id, v.organisation)}
    return tuple(
        Passage(one.document, None, "")
        for one, _ in evidence.texts
        if held.span in one.claims or one.serves & voices
    )


def _place(evidence: AttachedEvidence, finding: quotation.QuotationFinding) -> tuple[Passage, ...]:
    if finding.document is None:
        return ()
    one, span = evidence.texts[finding.document][0], finding.span
    return (Passage(one.document, span, span.of(one.text) if span else ""),)


_FINE = (
    QuotationOutcome.EXACT,
    QuotationOutcome.PUNCTUATION_ONLY,
    QuotationOutcome.ELLIPSIS_OR_BRACKET,
)


def _quotation_lead(
    span: Span, finding: quotation.QuotationFinding, passages: tuple[Passage, ...]
) -> Lead:
    return Lead(
        Check.QUOTATION,
        finding.outcome.value,
        span,
        finding.reason,
        passages=passages,
        suggests=finding.suggestion,
        diff=tuple(Piece(p.step is AlignedStep.SAME, p.quoted, p.document) for p in finding.pieces),
        passed=finding.outcome in _FINE and not finding.cautions,
    )


# --- figures -------------------------------------------------------------------------------------


def _figures(article: CheckedArticle, evidence: AttachedEvidence) -> list[Lead]:
    if not evidence.tables:
        return []
    tables = [ready for _, ready in evidence.tables]
    leads = []
    for claim, figures, days in _by_claim(article):
        for figure in figures:
            found = quantity.check(figure, article.text, claim, days, tables)
            if found.verdict is not FigureVerdict.NOT_FOUND and found.table is not None:
                leads.append(_figure_lead(evidence.tables[found.table][0], found))
    return leads


def _by_claim(article: CheckedArticle) -> Iterator[tuple[Span, list[Quantity], list[DateMention]]]:
    """The figures and dates of each claim; a figure that lies in two claims is asked once."""
    figures = sorted(article.reading.quantities, key=_start)
    days = sorted(article.reading.dates, key=_start)
    asked: set[Span] = set()
    for claim in sorted(article.claims):
        inside = [one for one in _inside(claim, figures) if one.span not in asked]
        if inside:
            asked |= {one.span for one in inside}
            yield claim, inside, _inside(claim, days)


def _inside(claim: Span, mentions: Sequence[_M]) -> list[_M]:
    """Those of `mentions`, which come in order, that lie in the claim."""
    first, last = (bisect_left(mentions, at, key=_start) for at in (claim.start, claim.end))
    return [one for one in mentions[first:last] if one.span.end <= claim.end]


def _start(mention: Quantity | DateMention) -> int:
    return mention.span.start


def _figure_lead(one: Attached, found: FigureFinding) -> Lead:
    passages = tuple(
        Passage(one.document, None, cell.text, ", ".join(filter(None, _labels(cell))))
        for cell in found.cells
    )
    return Lead(
        Check.QUANTITY,
        found.verdict.value,
        found.quantity.span,
        found.reason,
        passages=passages,
        formula=found.formula,
        passed=found.verdict is FigureVerdict.PASS,
    )


def _labels(cell: CellRef) -> tuple[str, str]:
    return cell.row_label, cell.column_label
