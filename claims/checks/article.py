"""Runs every check over one article.

A quotation that no document has is told only where a document of its own source, or of the claim
itself, is attached: one readout says nothing of what others said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claims.checks import coverage
from claims.checks.consistency import consistency
from claims.checks.dates import dates
from claims.checks.document_leads import fact_leads, figure_leads, quotation_leads
from claims.checks.evidence import AttachedEvidence, CheckedArticle
from claims.checks.sourcing import sourcing
from claims.checks.sourcing.held_claim import HeldClaim
from claims.model import Lead, Passage, Span


class StandingLeads(NamedTuple):
    """What the checks say whoever judges: leads, and quotations that no document has.

    Each of `unfound` comes with the claim that it stands in.
    """

    leads: tuple[Lead, ...] = ()
    unfound: tuple[tuple[Span, Lead], ...] = ()


def standing(article: CheckedArticle, evidence: AttachedEvidence) -> StandingLeads:
    """What no judgement changes: worth keeping as long as article and evidence stay."""
    text, reading = article.text, article.reading
    unfit = dates.check(text, reading, evidence.timelines, article.published, evidence.told_events)
    kinds = ("weekday", "event_date")
    told = {lead.span for lead in unfit if lead.kind in kinds}  # and need not be told twice
    quoted, unfound = quotation_leads(article, evidence)
    figured = figure_leads(article, evidence)
    found = (
        *quoted,
        *figured,
        *fact_leads(article, evidence, (*quoted, *figured, *unfit)),
        *unfit,
        *(x for x in consistency.check(text, reading, article.claims) if x.span not in told),
        *coverage.check(text, reading, article.claims),
    )
    return StandingLeads(found, tuple(unfound))


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
    by_span = {one.span: one for one in held}
    found = [
        *known.leads,
        *(
            lead._replace(passages=owed)
            for claim, lead in known.unfound
            if claim in by_span and (owed := _owed(evidence, by_span[claim]))
        ),
        *sourcing.check(article.text, held, article.reading.quantities, protected),
    ]
    return tuple(sorted(found, key=lambda lead: (lead.span, lead.check, lead.kind)))


def _owed(evidence: AttachedEvidence, held: HeldClaim) -> tuple[Passage, ...]:
    """The documents in which the claim's quotation should stand."""
    voices = {name for chain in held.chains for v in chain for name in (v.id, v.organisation)}
    return tuple(
        Passage(one.document, None, "")
        for one, _ in evidence.texts
        if held.span in one.claims or one.serves & voices
    )
