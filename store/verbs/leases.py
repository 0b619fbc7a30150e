"""The rule of leases: who has a claim in work, and who may judge it meanwhile.

A lease lapses by itself, so a process that was killed keeps nothing.
"""

from __future__ import annotations

import sqlite3

from store.errors import NotPermitted, WrongUsage
from store.queries.team import assignments
from store.state.ids import known_reviewer
from store.state.session import Assign, Session


def lapse(conn: sqlite3.Connection, now: int) -> None:
    """Drop the leases that have run out."""
    conn.execute("DELETE FROM main.lease WHERE until < ?", (now,))


# How many members have judged a claim or have it in hand, apart from one of them.
TAKEN = """
(SELECT count(*) FROM member m WHERE m.session_id = ? AND m.reviewer_id <> ? AND (
   EXISTS (SELECT 1 FROM main.judgement j WHERE j.claim_id = c.id
           AND j.reviewer_id = m.reviewer_id AND j.scale = ? AND j.status IS NOT NULL)
   OR EXISTS (SELECT 1 FROM main.lease l WHERE l.session_id = m.session_id AND l.claim_id = c.id
              AND l.reviewer_id = m.reviewer_id)))
"""


def may_judge(
    conn: sqlite3.Connection, session: Session, claim: int, reviewer: str, now: int
) -> None:
    """Raises: `NotPermitted` where the claim is assigned to others, or has all the reviews it is to
    have. A claim that nobody has in work needs no lease to be judged."""
    me = local_id(conn, reviewer)
    if session.assign is Assign.LOAD:
        lapse(conn, now)
        (taken,) = conn.execute(
            f"SELECT {TAKEN} FROM claim c WHERE c.id = ?",  # noqa: S608
            (session.id, me, session.scale, claim),
        ).fetchone()
        if taken >= session.reviews:
            raise NotPermitted(
                f"this claim already has its {session.reviews} "
                f"reviewer{'s' * (session.reviews > 1)},"
                " or they are at work on it; press n for the next free one"
            )
    elif me not in (whose := assignments.assignees(conn, session, claim)):
        names = dict(conn.execute("SELECT id, name FROM reviewer").fetchall())
        told = " and ".join(names[one] for one in whose) or "not assigned yet: an editor assigns it"
        raise NotPermitted(f"this claim is not yours in session {session.id}; it is {told}")


def local_id(conn: sqlite3.Connection, reviewer: str) -> int:
    """Raises: `WrongUsage` for somebody whom the desk does not know."""
    found = known_reviewer(conn, reviewer)
    if found is None:
        raise WrongUsage("the desk does not know you yet; judge a claim, or join the session")
    return found
