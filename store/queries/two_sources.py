"""The two-source rule: a verdict that upholds a claim wants two independent pieces, or a reason."""

from __future__ import annotations

import sqlite3

from claims.checks.sourcing.two_sources import gate
from claims.scales import Scale, upholds
from store.queries import claim_places, claim_rows, evidence_items, known_scales
from store.queries.sourcing_claims import held_claim
from store.queries.team import session_rows


def reason_wanted(
    conn: sqlite3.Connection, claim: int, reviewer: str, status: str | None, otherwise: Scale
) -> str:
    """The sentence that asks for a reason before `reviewer` gives `status`; empty for none.

    `status` is of the scale of the open session about the article, or else of `otherwise`. The rule
    holds once something is attached to the article: before that, nobody has begun to weigh.
    """
    document = claim_places.place(conn, claim)[0]
    given = session_rows.scale_for(conn, document, otherwise).get(status)
    if given is None or not given.upholds or not evidence_items.begun(conn, document):
        return ""
    row = claim_rows.row(conn, claim, reviewer)
    items = evidence_items.of_claim(conn, claim, reviewer)
    verified = upholds(row.status, row.scale, known_scales.known(conn))
    return gate(held_claim(row, items, {}, {}, (), verified=verified))
