"""Progress of a team: the state of the work on each claim, and the queues that follow from it.

None of it is stored. Before the reveal a reviewer is told of their own work only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from store.file.identity import UNNAMED
from store.log import blinds
from store.queries import known_reviewers, known_scales
from store.queries.team import adjudications, assignments, at_work, session_ballots, session_rows
from store.state.ballots import Outcome
from store.state.ids import known_reviewer
from store.state.session import Assign, Session, Workflow


def states(
    conn: sqlite3.Connection, session: Session, reviewer: str, now: int
) -> dict[int, Workflow]:
    """The state of each active claim of the session's article, in article order; `now` in
    microseconds."""
    if session.blind and blinds.hides(conn, session.document):
        return _own_states(conn, session, reviewer)
    found = session_ballots.every_ballot(conn, session)
    given = session_ballots.outcomes(conn, session, found)
    in_work = {lease.claim for lease in at_work.leases(conn, session, now)}
    theirs = None if session.assign is Assign.ALL else assignments.assigned(conn, session)
    wanted = assignments.wanted_reviews(conn, session)
    return {
        claim: _state(
            session,
            outcome,
            len(found.get(claim, ())),
            wanted,
            assigned=theirs is None or claim in theirs or claim in in_work,
            in_work=claim in in_work,
        )
        for claim, outcome in given.items()
    }


def _state(
    session: Session,
    outcome: Outcome,
    there: int,
    wanted: int,
    *,
    assigned: bool,
    in_work: bool,
) -> Workflow:
    if outcome.how == "adjudicated":
        return Workflow.DONE
    if not there:
        if in_work:
            return Workflow.IN_REVIEW
        return Workflow.ASSIGNED if assigned else Workflow.UNASSIGNED
    if there < wanted:
        return Workflow.IN_REVIEW if in_work or there > 1 else Workflow.NEEDS_SECOND
    if outcome.status:
        return Workflow.DONE
    if there == 1:
        return Workflow.NEEDS_SECOND
    return Workflow.IN_REVIEW if session.sends_back else Workflow.ADJUDICATION


def _own_states(conn: sqlite3.Connection, session: Session, reviewer: str) -> dict[int, Workflow]:
    mine = assigned_to(conn, session, reviewer)
    held = decided_by(conn, session, reviewer)
    return {
        claim: Workflow.DONE
        if claim in held
        else Workflow.ASSIGNED
        if mine is None or claim in mine
        else Workflow.UNASSIGNED
        for claim in session_rows.claims_of(conn, session)
    }


def assigned_to(conn: sqlite3.Connection, session: Session, reviewer: str) -> frozenset[int] | None:
    """The claims assigned to this reviewer; None where everybody has all, or takes what is free."""
    if session.assign in (Assign.ALL, Assign.LOAD):
        return None
    me = known_reviewer(conn, reviewer)
    whose = assignments.assigned(conn, session)
    return frozenset(claim for claim, people in whose.items() if me in people)


def decided_by(conn: sqlite3.Connection, session: Session, reviewer: str) -> frozenset[int]:
    """The active claims on which a reviewer holds a verdict on the session's scale, without what is
    hidden."""
    rows = conn.execute(
        "SELECT j.claim_id FROM judgement j JOIN reviewer r ON r.id = j.reviewer_id"
        " JOIN claim c ON c.id = j.claim_id AND c.active"
        " WHERE j.document_id = ? AND r.uid = ? AND j.scale = ? AND j.status IS NOT NULL",
        (session.document, reviewer, session.scale),
    )
    return frozenset(row[0] for row in rows.fetchall())


class MemberProgress(NamedTuple):
    """How many claims a member has judged, of how many; None where that is hidden."""

    reviewer: str
    name: str
    decided: int | None
    of: int


def members_done(conn: sqlite3.Connection, session: Session, reviewer: str) -> list[MemberProgress]:
    """Every member's progress, in their order; before the reveal only `reviewer`'s own."""
    hidden = session.blind and blinds.hides(conn, session.document)
    total = len(session_rows.claims_of(conn, session))
    found = []
    for member in session_rows.members(conn, session):
        mine = assigned_to(conn, session, member.uid)
        known = not hidden or member.uid == reviewer
        count = len(decided_by(conn, session, member.uid)) if known else None
        found.append(
            MemberProgress(member.uid, member.name, count, total if mine is None else len(mine))
        )
    return found


# --- a second pair of eyes -----------------------------------------------------------------------


def wants_second(
    conn: sqlite3.Connection, document: int | None = None, reviewer: str = ""
) -> list[int]:
    """Claims with one verdict, by somebody other than `reviewer`, of a status for which its scale
    wants a second reviewer; in article order."""
    pairs = _second(conn)
    rows = conn.execute(
        "SELECT c.id, j.scale, j.status, r.uid FROM claim c JOIN judgement j ON j.claim_id = c.id"
        " AND j.status IS NOT NULL JOIN reviewer r ON r.id = j.reviewer_id"
        " WHERE c.active AND c.document_id = coalesce(?, c.document_id)"
        " AND NOT EXISTS (SELECT 1 FROM adjudication a WHERE a.claim_id = c.id)"
        ' GROUP BY c.id HAVING count(*) = 1 ORDER BY c.document_id, c.start, c."end"',
        (document,),
    )
    return [
        claim
        for claim, scale, status, uid in rows.fetchall()
        if uid != reviewer and (scale, status) in pairs
    ]


def _second(conn: sqlite3.Connection) -> Collection[tuple[str, str]]:
    return {
        (digest, status.id)
        for digest, scale in known_scales.known(conn).items()
        for status in scale.statuses
        if status.second
    }


def several(conn: sqlite3.Connection, document: int) -> bool:
    """Whether a team works on an article: the desk has several reviewers, or a session was held on
    it."""
    people = [one for one in known_reviewers.everybody(conn) if one.name != UNNAMED]
    return len(people) > 1 or session_rows.last_on(conn, document) is not None


# --- what it came to -----------------------------------------------------------------------------


class Settled(NamedTuple):
    """The settled verdict on a claim. `how` is the rule that carried it, or "adjudicated"."""

    status: str
    scale: str | None
    how: str
    contested: bool = False


def settled(conn: sqlite3.Connection, document: int) -> dict[int, Settled]:
    """The settled verdict on each claim that has one: the newest adjudication, or the result of the
    session that was closed last. None while a blind session hides what it rests on."""
    if blinds.hides(conn, document):
        return {}
    ended = [
        one for one in session_rows.sessions(conn) if one.document == document and not one.open
    ]
    last = max(ended, key=lambda one: (one.closed_at, one.id), default=None)
    found = {}
    if last:
        for claim, outcome in session_ballots.outcomes(conn, last).items():
            if outcome.status:
                found[claim] = Settled(outcome.status, last.scale, outcome.how)
    for claim, ruling in adjudications.rulings_on(conn, document).items():
        stands = last is None or not last.stands_above(ruling.session, ruling.at)
        if stands or claim not in found:
            found[claim] = Settled(ruling.status, ruling.scale, "adjudicated", ruling.contested)
    return found


def overruled(conn: sqlite3.Connection, document: int, reviewer: str) -> list[int]:
    """Claims whose settled verdict differs from what `reviewer` held or voted."""
    rows = conn.execute(
        "SELECT c.id FROM adjudication a JOIN claim c ON c.id = a.claim_id AND c.active"
        " JOIN reviewer r ON r.uid = ?"
        " LEFT JOIN judgement j ON j.claim_id = c.id AND j.reviewer_id = r.id"
        " LEFT JOIN session s ON s.uid = a.session"
        " LEFT JOIN vote v ON v.claim_id = c.id AND v.reviewer_id = r.id AND v.session_id = s.id"
        " WHERE c.document_id = ? AND coalesce(v.status, j.status) <> a.status"
        ' GROUP BY c.id ORDER BY c.start, c."end"',
        (reviewer, document),
    )
    return [row[0] for row in rows.fetchall()]
