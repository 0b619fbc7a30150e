"""Adjudications of claims: who ruled, on which scale, why, and whether it is contested."""

import json
import sqlite3
from typing import Any, NamedTuple

from store.state import attribution
from store.state.attribution import HeldAttribution
from store.state.session import Session


class Ruling(NamedTuple):
    """An adjudication. `session` is empty outside one; `takes` names the reviewer it follows."""

    claim: int
    session: str
    reviewer: str
    status: str
    scale: str | None
    takes: str
    reason: str
    note: str
    attributions: tuple[HeldAttribution, ...]
    tally: dict[str, int]
    at: str
    contested: bool


_RULING = """
SELECT a.claim_id, a.session, r.name, a.status, a.scale, coalesce(t.name, ''), a.reason, a.note,
  a.attributions, a.tally, a.at, a.contested
FROM adjudication a JOIN reviewer r ON r.id = a.reviewer_id
LEFT JOIN reviewer t ON t.uid = a.takes AND a.takes <> ''
"""


def rulings(conn: sqlite3.Connection, claim: int) -> list[Ruling]:
    """Every adjudication of a claim, the newest first: one a session, and one outside."""
    rows = conn.execute(f"{_RULING} WHERE a.claim_id = ? ORDER BY a.at DESC", (claim,))
    return [_ruling(row) for row in rows.fetchall()]


def rulings_on(
    conn: sqlite3.Connection, document: int, session: str | None = None
) -> dict[int, Ruling]:
    """The newest adjudication of each claim of an article, in one session or in any."""
    rows = conn.execute(
        f"{_RULING} JOIN claim c ON c.id = a.claim_id WHERE c.document_id = ?"
        " AND a.session = coalesce(?, a.session) ORDER BY a.at, a.session",
        (document, session),
    )
    return {row[0]: _ruling(row) for row in rows.fetchall()}


def _ruling(row: tuple[Any, ...]) -> Ruling:
    spoken, counted = attribution.read(row[8]), json.loads(row[9])
    return Ruling._make((*row[:8], spoken, counted, row[10], bool(row[11])))


def rulings_in(conn: sqlite3.Connection, session: Session) -> dict[int, str]:
    """The adjudicated status of each claim that has one in the session."""
    rows = conn.execute(
        "SELECT claim_id, status FROM adjudication WHERE session = ?", (session.uid,)
    )
    return dict(rows.fetchall())
