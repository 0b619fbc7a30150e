"""The verbs by which a reviewer answers a lead: accept it, dismiss it, open it again."""

from __future__ import annotations

from claims.model import Lead
from store.errors import WrongUsage
from store.log.kinds import LeadAnswered
from store.queries import claim_places
from store.verbs import judging
from store.verbs.desk import Change, Desk

GIVEN = frozenset({"accepted", "dismissed"})


def answer(
    desk: Desk,
    document: int,
    lead: str,
    said: str,
    *,
    told: str,
    reason: str = "",
    claim: int | None = None,
) -> Change:
    """Accept or dismiss a lead; a dismissal says why. An empty answer opens it again."""
    if said not in GIVEN | {""}:
        raise WrongUsage("a lead can only be accepted or dismissed")
    if said == "dismissed" and not reason.strip():
        raise WrongUsage("say why you dismiss this lead; the log keeps the reason")
    with desk.database.write():
        ref = claim_places.standing(desk.conn, claim) if claim is not None else None
        sha256 = claim_places.sha256(desk.conn, document)
        return desk.act(LeadAnswered(sha256, lead, said, told, reason.strip(), ref))


def accept(desk: Desk, document: int, lead: Lead, key: str, claim: int) -> Change:
    """Take a lead on `claim` as right; the attribution status that it suggests is set with it."""
    with desk.database.write():
        change = answer(desk, document, key, "accepted", told=lead.reason, claim=claim)
        if lead.suggests is not None:
            change = judging.judge(desk, claim, attribution_status=lead.suggests)
        return change
