"""The claims assigned to each reviewer of a session: in turn, by hand, or all to everybody."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from math import lcm

from store.queries.team.session_rows import claims_of, members
from store.state.session import Assign, Session


def assigned(conn: sqlite3.Connection, session: Session) -> dict[int, list[int]]:
    """By claim, the local ids of the reviewers it is assigned to, by hand or in turn."""
    if session.assign is Assign.ROUND_ROBIN:
        return _in_turn(conn, session)
    rows = conn.execute(
        "SELECT claim_id, reviewer_id FROM assignment WHERE session_id = ?"
        " ORDER BY claim_id, reviewer_id",
        (session.id,),
    )
    found: dict[int, list[int]] = {}
    for claim, reviewer in rows.fetchall():
        found.setdefault(claim, []).append(reviewer)
    return found


def _in_turn(conn: sqlite3.Connection, session: Session) -> dict[int, list[int]]:
    people = [member.id for member in members(conn, session)]
    return {
        claim: _turn(people, at, session.reviews)
        for at, claim in enumerate(claims_of(conn, session))
    }


def _turn(people: Sequence[int], at: int, reviews: int) -> list[int]:
    """The reviewers of claim number `at`: claims are dealt like cards, so that loads differ by one
    at most.

    Each time a deal comes out even, the next one begins a place further on, so that everybody is
    paired with everybody.
    """
    each = min(reviews, len(people))
    even = lcm(each, len(people)) // each
    first = at * each + at // even
    return [people[(first + step) % len(people)] for step in range(each)]


def assignees(conn: sqlite3.Connection, session: Session, claim: int) -> list[int]:
    """As `assigned`, for one claim."""
    if session.assign is not Assign.ROUND_ROBIN:
        rows = conn.execute(
            "SELECT reviewer_id FROM assignment WHERE session_id = ? AND claim_id = ?",
            (session.id, claim),
        )
        return [row[0] for row in rows.fetchall()]
    (at,) = conn.execute(
        "SELECT count(*) FROM claim o JOIN claim c ON c.document_id = o.document_id"
        ' WHERE c.id = ? AND o.active AND (o.start, o."end") < (c.start, c."end")',
        (claim,),
    ).fetchone()
    return _turn([member.id for member in members(conn, session)], at, session.reviews)


def wanted_reviews(conn: sqlite3.Connection, session: Session) -> int:
    """How many reviewers each claim is to have."""
    if session.assign is Assign.ALL:
        return len(members(conn, session))
    return session.reviews
