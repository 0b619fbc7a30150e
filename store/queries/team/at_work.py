"""Leases and presence: who is working on what just now, on this host only, never logged."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from store.clock import SECOND, Instant, local
from store.state.session import Session

STALE = 12 * SECOND  # a workbench says more often than that that it is there


class Lease(NamedTuple):
    claim: int
    reviewer: str
    until: str


def leases(conn: sqlite3.Connection, session: Session, now: int) -> list[Lease]:
    """The claims that somebody has in work, with the local time at which the lease ends; in a blind
    session only one's own. A claim that its holder has judged is not in work, unless it was sent
    back."""
    rows = conn.execute(
        "SELECT l.claim_id, r.name, l.until FROM lease l JOIN reviewer r ON r.id = l.reviewer_id"
        " JOIN claim c ON c.id = l.claim_id AND c.active WHERE l.session_id = ? AND l.until >= ?"
        " AND (? OR NOT EXISTS (SELECT 1 FROM main.judgement j WHERE j.claim_id = l.claim_id"
        " AND j.reviewer_id = l.reviewer_id AND j.scale = ? AND j.status IS NOT NULL))"
        " ORDER BY l.until",
        (session.id, now, session.sends_back, session.scale),
    )
    return [
        Lease(claim, name, local(Instant(until).at, "%H:%M"))
        for claim, name, until in rows.fetchall()
    ]


# --- presence ------------------------------------------------------------------------------------


class Present(NamedTuple):
    """Somebody with an open workbench. `number` is their claim, empty where it is hidden."""

    reviewer: str
    name: str
    claim: int | None
    number: str


def people(conn: sqlite3.Connection, document: int, reviewer: str, now: int) -> list[Present]:
    """The others who have this article open; while it is blind, not on which claim they are."""
    rows = conn.execute(
        "SELECT r.uid, r.name, p.claim_id, coalesce(c.number, '') FROM presence p"
        " JOIN reviewer r ON r.id = p.reviewer_id LEFT JOIN claim c ON c.id = p.claim_id"
        " AND p.document_id NOT IN (SELECT id FROM temp.hidden_document)"
        " WHERE p.document_id = ? AND r.uid <> ? AND p.at > ? ORDER BY r.name",
        (document, reviewer, now - STALE),
    )
    return [
        Present(uid, name, claim if number else None, number)
        for uid, name, claim, number in rows.fetchall()
    ]
