"""Who is at work on what just now: leases and presence, of this host only, never logged.

A claim that was handed out is leased, and comes back when the lease lapses, so a process that was
killed keeps nothing. Whoever is handed a claim is handed it inside the write transaction: two
people cannot be handed the last place of the same one.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from store.clock import Instant, local
from store.errors import NotPermitted, WrongUsage
from store.queries import session_rows
from store.state.session import Assign, Session

if TYPE_CHECKING:
    from store.verbs.desk import Desk

SECOND = 1_000_000
STALE = 12 * SECOND  # a workbench says more often than that that it is there


class Handed(NamedTuple):
    """A claim in hand, and until when in microseconds; 0 where no lease is needed."""

    claim: int
    until: int = 0


def hand_out(desk: Desk, session: Session, after: int | None = None) -> Handed | None:
    """The next claim for this reviewer in `session`, or None when nothing is left for them.

    One that is in hand already is handed again. Else it is the next undecided one behind claim
    `after` that is theirs; where work is dealt by load, the one with the fewest reviews, so that
    every claim has one before any has two. Raises: `NotPermitted` for who is not in the session.
    """
    who = desk.writer.whose()
    now = desk.writer.clock().micros
    with desk.database.write() as conn:
        if not session_rows.is_member(conn, session, who.id):
            raise NotPermitted(f"you are not in session {session.id}")
        lapse(conn, now)
        me = _local(conn, who.id)
        claim = _in_hand(conn, session, me) or _next(conn, session, me, after)
        if claim is None:
            return None
        if session.assign is Assign.ALL:
            return Handed(claim)
        until = now + session.lease * SECOND
        _lease(conn, session, claim, me, until)
        return Handed(claim, until)


def lapse(conn: sqlite3.Connection, now: int) -> None:
    """Drop the leases that have run out."""
    conn.execute("DELETE FROM main.lease WHERE until < ?", (now,))


def _lease(
    conn: sqlite3.Connection, session: Session, claim: int, reviewer: int, until: int
) -> None:
    conn.execute(
        "INSERT INTO main.lease VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET until = excluded.until",
        (session.id, claim, reviewer, until),
    )


_DECIDED = (
    "EXISTS (SELECT 1 FROM main.judgement j WHERE j.claim_id = c.id AND j.reviewer_id = ?"
    " AND j.scale = ? AND j.status IS NOT NULL)"
)


def _in_hand(conn: sqlite3.Connection, session: Session, me: int) -> int | None:
    row = conn.execute(
        f"SELECT c.id FROM main.lease l JOIN claim c ON c.id = l.claim_id AND NOT {_DECIDED}"  # noqa: S608
        " WHERE l.session_id = ? AND l.reviewer_id = ? AND c.active ORDER BY l.until LIMIT 1",
        (me, session.scale, session.id, me),
    ).fetchone()
    return int(row[0]) if row else None


_DIFFER = (
    "(SELECT count(DISTINCT j.status) FROM main.judgement j"
    " WHERE j.claim_id = c.id AND j.scale = ?) > 1"
)

# How many members have judged a claim or have it in hand, apart from one of them.
_TAKEN = """
(SELECT count(*) FROM member m WHERE m.session_id = ? AND m.reviewer_id <> ? AND (
   EXISTS (SELECT 1 FROM main.judgement j WHERE j.claim_id = c.id
           AND j.reviewer_id = m.reviewer_id AND j.scale = ? AND j.status IS NOT NULL)
   OR EXISTS (SELECT 1 FROM main.lease l WHERE l.session_id = m.session_id AND l.claim_id = c.id
              AND l.reviewer_id = m.reviewer_id)))
"""


def _next(conn: sqlite3.Connection, session: Session, me: int, after: int | None) -> int | None:
    """The next claim that is this reviewer's and has no verdict of theirs, or was sent back."""
    rows = conn.execute(
        f"SELECT c.id, {_TAKEN} FROM claim c WHERE c.document_id = ? AND c.active"  # noqa: S608
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
        whose = session_rows.assigned(conn, session)
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


def may_judge(
    conn: sqlite3.Connection, session: Session, claim: int, reviewer: str, now: int
) -> None:
    """Raises: `NotPermitted` where the claim is somebody else's, or has all the reviews it is to
    have. Judging a claim that nobody has takes its place."""
    me = _local(conn, reviewer)
    if session.assign is Assign.LOAD:
        lapse(conn, now)
        (taken,) = conn.execute(
            f"SELECT {_TAKEN} FROM claim c WHERE c.id = ?",  # noqa: S608
            (session.id, me, session.scale, claim),
        ).fetchone()
        if taken >= session.reviews:
            raise NotPermitted(
                f"this claim has its {session.reviews} reviewer{'s' * (session.reviews > 1)}"
                " already, or is in their hands; n takes the next that is free"
            )
    elif me not in (whose := session_rows.assignees(conn, session, claim)):
        names = dict(conn.execute("SELECT id, name FROM reviewer").fetchall())
        told = " and ".join(names[one] for one in whose) or "nobody's yet: an editor assigns it"
        raise NotPermitted(f"this claim is not yours in session {session.id}; it is {told}")


class Lease(NamedTuple):
    claim: int
    reviewer: str
    until: str


def leases(conn: sqlite3.Connection, session: Session, now: int) -> list[Lease]:
    """The claims in somebody's hands, with the local time at which they come back; of what is
    blind, one's own. One that its holder has judged is in nobody's hands, unless it was sent back.
    """
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


def give_back(desk: Desk, session: Session) -> None:
    """Let go of every claim that this reviewer has in hand."""
    with desk.database.write() as conn:
        conn.execute(
            "DELETE FROM main.lease WHERE session_id = ? AND reviewer_id = ?",
            (session.id, _local(conn, desk.writer.whose().id)),
        )


def _local(conn: sqlite3.Connection, reviewer: str) -> int:
    """Raises: `WrongUsage` for somebody whom the desk does not know."""
    row = conn.execute("SELECT id FROM reviewer WHERE uid = ?", (reviewer,)).fetchone()
    if row is None:
        raise WrongUsage("the desk does not know you yet; judge a claim, or join the session")
    return int(row[0])


# --- presence ------------------------------------------------------------------------------------


class Present(NamedTuple):
    """Somebody with an open workbench. `number` is the claim they are on, where one may know."""

    reviewer: str
    name: str
    claim: int | None
    number: str


def here(desk: Desk, document: int, claim: int | None) -> None:
    """Say that this reviewer has an article open, and is on a claim of it."""
    if desk.reviewer is None or desk.database.read_only:
        return
    now = desk.writer.clock().micros
    with desk.database.write() as conn:
        conn.execute(
            "INSERT INTO presence SELECT id, ?, ?, ? FROM reviewer WHERE uid = ?"
            " ON CONFLICT DO UPDATE SET document_id = excluded.document_id,"
            " claim_id = excluded.claim_id, at = excluded.at",
            (document, claim, now, desk.reviewer.id),
        )


def gone(desk: Desk) -> None:
    """Say that the workbench is closed."""
    if desk.reviewer is None or desk.database.read_only:
        return
    with desk.database.write() as conn:
        conn.execute(
            "DELETE FROM presence WHERE reviewer_id = (SELECT id FROM reviewer WHERE uid = ?)",
            (desk.reviewer.id,),
        )


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
