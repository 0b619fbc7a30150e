"""The verb that hands a claim to a reviewer of a session that deals them out, for a time.

Whoever is handed a claim is handed it inside the write transaction: two people cannot be handed the
last place of the same one.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from store.clock import SECOND
from store.errors import NotPermitted
from store.queries.team import assignments, session_rows
from store.state.session import Assign, Session
from store.verbs.desk import Desk
from store.verbs.leases import TAKEN, lapse, local_id


class Handed(NamedTuple):
    """A claim in work, and the end of its lease in microseconds; 0 where no lease is needed."""

    claim: int
    until: int = 0


def hand_out(desk: Desk, session: Session, after: int | None = None) -> Handed | None:
    """The next claim for this reviewer in `session`, or None when nothing is left for them.

    A claim that this reviewer has in work already is handed out again. Else it is the next
    undecided one behind claim `after` that is theirs; where work is dealt by load, the one with the
    fewest reviews, so that every claim has one before any has two. Raises: `NotPermitted` for a
    reviewer who is not in the session.
    """
    who = desk.writer.whose()
    now = desk.now
    with desk.database.write() as conn:
        if not session_rows.is_member(conn, session, who.id):
            raise NotPermitted(f"you are not in session {session.id}; join it first")
        lapse(conn, now)
        me = local_id(conn, who.id)
        claim = _in_hand(conn, session, me) or _next(conn, session, me, after)
        if claim is None:
            return None
        if session.assign is Assign.ALL:
            return Handed(claim)
        until = now + session.lease * SECOND
        _lease(conn, session, claim, me, until)
        return Handed(claim, until)


def _lease(
    conn: sqlite3.Connection, session: Session, claim: int, reviewer: int, until: int
) -> None:
    conn.execute(
        "INSERT INTO main.lease VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET until = excluded.until",
        (session.id, claim, reviewer, until),
    )


def _in_hand(conn: sqlite3.Connection, session: Session, me: int) -> int | None:
    row = conn.execute(
        f"SELECT c.id FROM main.lease l JOIN claim c ON c.id = l.claim_id AND NOT {_DECIDED}"  # noqa: S608
        " WHERE l.session_id = ? AND l.reviewer_id = ? AND c.active ORDER BY l.until LIMIT 1",
        (me, session.scale, session.id, me),
    ).fetchone()
    return int(row[0]) if row else None


_DECIDED = (
    "EXISTS (SELECT 1 FROM main.judgement j WHERE j.claim_id = c.id AND j.reviewer_id = ?"
    " AND j.scale = ? AND j.status IS NOT NULL)"
)
_DIFFER = (
    "(SELECT count(DISTINCT j.status) FROM main.judgement j"
    " WHERE j.claim_id = c.id AND j.scale = ?) > 1"
)


def _next(conn: sqlite3.Connection, session: Session, me: int, after: int | None) -> int | None:
    """The next claim that is this reviewer's and has no verdict of theirs, or was sent back."""
    rows = conn.execute(
        f"SELECT c.id, {TAKEN} FROM claim c WHERE c.document_id = ? AND c.active"  # noqa: S608
        f' AND (NOT {_DECIDED} OR (? AND {_DIFFER})) ORDER BY c.start, c."end"',
        (
            *(session.id, me, session.scale, session.document, me, session.scale),
            *(session.sends_back, session.scale),
        ),
    ).fetchall()
    if session.assign is Assign.LOAD:
        free = [(taken, claim) for claim, taken in rows if taken < session.reviews]
        fewest = min((taken for taken, _ in free), default=0)
        mine = [claim for taken, claim in free if taken == fewest]
    elif session.assign is Assign.ALL:
        mine = [claim for claim, _ in rows]
    else:
        whose = assignments.assigned(conn, session)
        mine = [claim for claim, _ in rows if me in whose.get(claim, ())]
    return _behind(conn, session, mine, after)


def _behind(
    conn: sqlite3.Connection, session: Session, claims: list[int], after: int | None
) -> int | None:
    """The first of `claims` behind `after` in the article, else the first of all."""
    if not claims or after is None:
        return claims[0] if claims else None
    order = {claim: at for at, claim in enumerate(session_rows.claims_of(conn, session))}
    place = order.get(after, -1)
    return next((claim for claim in claims if order[claim] > place), claims[0])
