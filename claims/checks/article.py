"""Runs every check over one article.

A quotation is sought in the documents of its own source, and of the claim itself. One that no
document has is told only where there are such: one readout says nothing of what others said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.checks import coverage
from claims.checks.consistency import consistency
from claims.checks.dates import dates
from claims.checks.document_leads import fact_leads, figure_leads
from claims.checks.evidence import AttachedEvidence, CheckedArticle
from claims.checks.quotation_leads import ArticleQuotations
from claims.checks.sourcing import sourcing
from claims.checks.sourcing.held_claim import HeldClaim
from claims.model import Lead


class StandingLeads(NamedTuple):
    """What the checks say whoever judges, and the quotations, which turn on who is quoted."""

    leads: tuple[Lead, ...] = ()
    quotations: ArticleQuotations | None = None


def standing(article: CheckedArticle, evidence: AttachedEvidence) -> StandingLeads:
    """What no judgement changes: worth keeping as long as article and evidence stay."""
    text, reading = article.text, article.reading
    unfit = dates.check(text, reading, evidence.timelines, article.published, evidence.told_events)
    kinds = ("weekday", "event_date")
    told = {lead.span for lead in unfit if lead.kind in kinds}  # and need not be told twice
    quoted = ArticleQuotations(article, evidence)
    figured = figure_leads(article, evidence)
    placed = [one.span for one in quoted.sought if one.finding.document is not None]
    found = (
        *figured,
        *fact_leads(article, evidence, (*figured, *unfit), placed),
        *unfit,
        *(x for x in consistency.check(text, reading, article.claims) if x.span not in told),
        *coverage.check(text, reading, article.claims),
    )
    return StandingLeads(found, quoted)


def check(
    article: CheckedArticle,
    evidence: AttachedEvidence,
    held: Sequence[HeldClaim],
    protected: Sequence[str] = (),
    known: StandingLeads | None = None,
) -> tuple[Lead, ...]:
    """Every lead on `article`, in its order; `held` are its claims as the reviewer holds them.

    `known` is what `standing` says of the two, where it has been asked before.
    """
    if known is None:
        known = standing(article, evidence)
    found = [
        *known.leads,
        *_on_quotations(evidence, known.quotations, held),
        *sourcing.check(article.text, held, article.reading.quantities, protected),
    ]
    return tuple(sorted(found, key=lambda lead: (lead.span, lead.check, lead.kind)))


def _on_quotations(
    evidence: AttachedEvidence, quoted: ArticleQuotations | None, held: Sequence[HeldClaim]
) -> Iterator[Lead]:
    if quoted is None:
        return
    by_span = {one.span: one for one in held}
    for sought in quoted.sought:
        holder = by_span.get(sought.claim) if sought.claim else None
        lead = quoted.lead(sought, _own(evidence, holder) if holder else ())
        if lead is not None:
            yield lead


def _own(evidence: AttachedEvidence, held: HeldClaim) -> list[int]:
    """The documents, by number, in which the claim's quotation should stand."""
    voices = {name for chain in held.chains for v in chain for name in (v.id, v.organisation)}
    return [
        n
        for n, (one, _) in enumerate(evidence.texts)
        if held.span in one.claims or one.serves & voices
    ]
