"""Ballots and votes of a session, and the result that each claim comes to by its rule."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from store.queries import known_scales
from store.queries.team.adjudications import rulings_in
from store.queries.team.session_rows import claims_of
from store.state.ballots import Outcome, decide, tally
from store.state.session import Session

# What each member stands for on a claim: the vote, else the verdict held on the session's scale, at
# the close once there was one. The rules ask `main`, past the blinds; people are told by the views.
_BALLOTS = """
SELECT c.id, r.uid, coalesce(v.status, CASE WHEN s.phase = 'closed' THEN h.status
    ELSE j.status END) AS ballot
FROM session s JOIN member m ON m.session_id = s.id JOIN reviewer r ON r.id = m.reviewer_id
JOIN claim c ON c.document_id = s.document_id
LEFT JOIN {db}vote v ON v.session_id = s.id AND v.claim_id = c.id AND v.reviewer_id = r.id
LEFT JOIN {db}judgement j ON j.claim_id = c.id AND j.reviewer_id = r.id AND j.scale = s.scale
LEFT JOIN {db}held h ON h.session_id = s.id AND h.claim_id = c.id AND h.reviewer_id = r.id
  AND h.moment = 'close' AND h.scale = s.scale
WHERE s.id = ? AND ballot IS NOT NULL
"""


def ballots(conn: sqlite3.Connection, session: Session, claim: int) -> dict[str, str]:
    """Status by reviewer, as the rules count them: nothing is hidden."""
    rows = conn.execute(f"{_BALLOTS.format(db='main.')} AND c.id = ?", (session.id, claim))
    return {reviewer: status for _, reviewer, status in rows.fetchall()}


def every_ballot(conn: sqlite3.Connection, session: Session) -> dict[int, dict[str, str]]:
    """Status by reviewer for every claim that has any; before the reveal only one's own."""
    found: dict[int, dict[str, str]] = {}
    sql = _BALLOTS.format(db="")
    for claim, reviewer, status in conn.execute(sql, (session.id,)).fetchall():
        found.setdefault(claim, {})[reviewer] = status
    return found


def counts(conn: sqlite3.Connection, session: Session, claim: int) -> dict[str, int]:
    return tally(ballots(conn, session, claim))


def outcomes(
    conn: sqlite3.Connection, session: Session, cast: Mapping[int, Mapping[str, str]] | None = None
) -> dict[int, Outcome]:
    """The result on each active claim of the session's article, in article order; before the
    reveal, of one's own ballots alone. `cast` are the ballots where `every_ballot` was asked."""
    found = every_ballot(conn, session) if cast is None else cast
    ruled = rulings_in(conn, session)
    scale = known_scales.known(conn).get(session.scale)
    second = frozenset(s.id for s in scale.statuses if s.second) if scale else frozenset[str]()
    return {
        claim: decide(
            session.rule,
            session.votes,
            found.get(claim, {}),
            second=second,
            adjudicated=ruled.get(claim),
        )
        for claim in claims_of(conn, session)
    }


class CastVote(NamedTuple):
    claim: int
    reviewer: str
    status: str
    at: str


def votes(conn: sqlite3.Connection, session: Session) -> list[CastVote]:
    """Every vote that was cast, with the reviewer's id."""
    rows = conn.execute(
        "SELECT v.claim_id, r.uid, v.status, v.at FROM vote v"
        " JOIN reviewer r ON r.id = v.reviewer_id WHERE v.session_id = ? ORDER BY v.at",
        (session.id,),
    )
    return [CastVote(*row) for row in rows.fetchall()]


def votes_by_name(conn: sqlite3.Connection, session: Session, claim: int) -> dict[str, str]:
    """The votes on one claim: status by the voter's name."""
    rows = conn.execute(
        "SELECT r.name, v.status FROM vote v JOIN reviewer r ON r.id = v.reviewer_id"
        " WHERE v.session_id = ? AND v.claim_id = ? ORDER BY v.at",
        (session.id, claim),
    )
    return dict(rows.fetchall())
