"""The leads that attached tables and texts give: on figures, on facts.

A figure that no table speaks of is told by nobody, and a fact that no text speaks of neither.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeVar

from claims.checks.evidence import Attached, AttachedEvidence, CheckedArticle
from claims.checks.facts import facts
from claims.checks.facts.fact_finding import FactFinding, FactVerdict
from claims.checks.facts.prepared_text import prepare as prepare_text
from claims.checks.quantity import quantity
from claims.checks.quantity.derivations import CellRef
from claims.checks.quantity.figure_finding import FigureFinding, FigureVerdict
from claims.checks.quantity.prepared_table import PreparedTable
from claims.checks.quantity.ranks import ranks
from claims.checks.quantity.word_comparisons import word_comparisons
from claims.model import Check, DateMention, Lead, Passage, Quantity, Span

_M = TypeVar("_M", Quantity, DateMention)


# --- figures -------------------------------------------------------------------------------------


def figure_leads(article: CheckedArticle, evidence: AttachedEvidence) -> list[Lead]:
    """The leads on figures, and on ranks and comparisons that claims tell in words."""
    if not evidence.tables:
        return []
    tables = [ready for _, ready in evidence.tables]
    figures = sorted(article.reading.quantities, key=_start)
    days = sorted(article.reading.dates, key=_start)
    leads: dict[Span, Lead] = {}
    for claim in sorted(article.claims):
        for found in _on_figures(article.text, claim, figures, days, tables):
            if found.table is not None and found.quantity.span not in leads:
                document = evidence.tables[found.table][0]
                leads[found.quantity.span] = _figure_lead(document, found)
    return list(leads.values())


def _on_figures(
    text: str,
    claim: Span,
    figures: Sequence[Quantity],
    dates: Sequence[DateMention],
    tables: Sequence[PreparedTable],
) -> Iterator[FigureFinding]:
    """What the tables say of a claim, where they say anything."""
    days = _inside(claim, dates)
    for figure in _inside(claim, figures):
        found = quantity.check(figure, text, claim, days, tables)
        if found.verdict is not FigureVerdict.NOT_FOUND:
            yield found
    yield from ranks(text, claim, days, tables)
    yield from word_comparisons(text, claim, days, tables)


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


# --- facts in texts -------------------------------------------------------------------------------


def fact_leads(
    article: CheckedArticle,
    evidence: AttachedEvidence,
    others: Sequence[Lead],
    quoted: Sequence[Span],
) -> list[Lead]:
    """What the attached texts say of the article's facts, but what another check has told.

    `quoted` are the quotations that the documents have.
    """
    if evidence.stated is None:
        return []
    stated = prepare_text(article.text, "", article.published, article.reading)
    told = {(lead.passed, lead.span) for lead in others}
    claims = sorted(article.claims)
    leads = []
    for finding in facts.check(stated, evidence.stated):
        if not _is_claimed(finding.span, claims):
            continue
        passed = finding.verdict is FactVerdict.PASS
        doubled = any(passed is done and finding.span.overlap(span) for done, span in told)
        if not doubled and not any(span.holds(finding.span) for span in quoted):
            leads.append(_fact_lead(evidence.texts[finding.document][0], finding))
    return leads


def _is_claimed(span: Span, claims: Sequence[Span]) -> bool:
    """Whether a claim, of those in order, has some of the words."""
    last = bisect_left(claims, span.end, key=lambda claim: claim.start)
    return last > 0 and claims[last - 1].overlap(span) > 0


def _fact_lead(one: Attached, found: FactFinding) -> Lead:
    return Lead(
        Check.FACT,
        found.kind.value,
        found.span,
        found.reason,
        passages=(Passage(one.document, found.there, found.there.of(one.text)),),
        formula=found.formula,
        passed=found.verdict is FactVerdict.PASS,
    )


def _labels(cell: CellRef) -> tuple[str, str]:
    return cell.row_label, cell.column_label
