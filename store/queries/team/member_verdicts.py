"""The verdicts of a session's members on each claim: at the reveal, at the close, or now."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from store.state import attribution
from store.state.attribution import HeldAttribution
from store.state.session import Session


class HeldVerdict(NamedTuple):
    """What a member held on a claim at a moment."""

    reviewer: str
    status: str | None
    scale: str | None
    attribution_status: str | None
    attributions: tuple[HeldAttribution, ...]
    reviewed_at: str


def held(conn: sqlite3.Connection, session: Session, moment: str) -> dict[int, list[HeldVerdict]]:
    """By claim, what the members held at the "reveal", at the "close", or "now".

    Before the reveal only one's own.
    """
    if moment == "now":
        rows = conn.execute(
            "SELECT j.claim_id, r.uid, j.status, j.scale, j.attribution_status, j.attributions,"
            " j.reviewed_at FROM member m JOIN reviewer r ON r.id = m.reviewer_id"
            " JOIN judgement j ON j.reviewer_id = m.reviewer_id AND j.document_id = ?"
            " WHERE m.session_id = ? ORDER BY m.place",
            (session.document, session.id),
        )
    else:
        rows = conn.execute(
            "SELECT h.claim_id, r.uid, h.status, h.scale, h.attribution_status, h.attributions,"
            " h.reviewed_at FROM held h JOIN member m ON m.session_id = h.session_id"
            " AND m.reviewer_id = h.reviewer_id JOIN reviewer r ON r.id = m.reviewer_id"
            " WHERE h.session_id = ? AND h.moment = ? ORDER BY m.place",
            (session.id, moment),
        )
    return _held(rows)


def held_on(conn: sqlite3.Connection, document: int) -> dict[int, list[HeldVerdict]]:
    """By claim of an article, what everybody holds now, in a session or not."""
    rows = conn.execute(
        "SELECT j.claim_id, r.uid, j.status, j.scale, j.attribution_status, j.attributions,"
        " j.reviewed_at FROM judgement j JOIN reviewer r ON r.id = j.reviewer_id"
        " WHERE j.document_id = ? ORDER BY r.id",
        (document,),
    )
    return _held(rows)


def _held(rows: sqlite3.Cursor) -> dict[int, list[HeldVerdict]]:
    found: dict[int, list[HeldVerdict]] = {}
    for claim, reviewer, status, scale, faithful, spoken, at in rows.fetchall():
        one = HeldVerdict(reviewer, status, scale, faithful, attribution.read(spoken), at)
        found.setdefault(claim, []).append(one)
    return found
