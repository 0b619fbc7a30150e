"""The verbs of sessions and roles: create, join, assign, reveal, vote, close; give a role.

One transaction each, on disk when they return.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from claims.scales import Scale
from store.errors import WrongUsage
from store.file import identity
from store.file.identity import Reviewer
from store.log import kinds
from store.log.kinds import (
    ClaimsAssigned,
    Fact,
    ReviewerRole,
    RoleGiven,
    SessionClosed,
    SessionCreated,
    SessionJoined,
    SessionRevealed,
    VoteOpened,
)
from store.queries import articles, claim_places, evidence_items
from store.queries.team import roles, session_rows
from store.state.session import Assign, Member, Rule, Session, SessionMode
from store.verbs import gate
from store.verbs.desk import Desk
from store.verbs.intake import CLAIMS_AN_EVENT

LEASE = 30 * 60  # seconds
MAX_LEASE = 7 * 24 * 3600
MAX_REVIEWERS = 64


class Plan(NamedTuple):
    """The settings of a session to be created. What is None depends on the rest: two votes where
    two can be had; in solo mode one review a claim, dealt out by load, else every claim for
    everybody."""

    reviewers: Sequence[str]
    mode: SessionMode = SessionMode.BLIND
    rule: Rule = Rule.MAJORITY
    votes: int | None = None
    reviews: int | None = None
    assign: Assign | None = None
    lease: int = LEASE
    returns: bool = False
    title: str = ""
    scale: Scale | None = None


# --- roles ---------------------------------------------------------------------------------------


def give_role(desk: Desk, name: str, role: ReviewerRole) -> Reviewer:
    """Give the reviewer called `name` a role. Whoever gives the first role becomes editor."""
    with desk.database.write():
        _have_editor(desk)
        who = person(desk, name)
        desk.act(RoleGiven(who.id, who.name, role.value))
    return who


def _have_editor(desk: Desk) -> None:
    """Make this reviewer the editor of a desk that has no roles yet."""
    if not roles.given(desk.conn):
        me = desk.writer.whose()
        desk.act(RoleGiven(me.id, me.name, ReviewerRole.EDITOR.value))


def person(desk: Desk, name: str) -> Reviewer:
    """The reviewer called `name` here, else a new one who will be found by that name."""
    found = identity.person(desk.conn, identity.load(), name)
    if found is None:
        raise WrongUsage("say whom you mean, by name")
    return found


# --- steps ---------------------------------------------------------------------------------------


def create(desk: Desk, document: int, plan: Plan) -> Session:
    """Begin a session on an article. Raises: `WrongUsage` for a plan that cannot work."""
    with desk.database.write() as conn:
        article = articles.article(conn, document)
        if not article.claims:
            raise WrongUsage("the article has no claims to review; mark some first")
        people = [person(desk, name) for name in plan.reviewers]
        fact = _fact(desk, plan, people, article.sha256, article.title)
        _have_editor(desk)
        for who in people:
            _can_judge(conn, who)
        made = desk.act(fact)
        session = session_rows.by_uid(conn, made.event)
    assert session
    return session


def _fact(
    desk: Desk, plan: Plan, people: Sequence[Reviewer], sha256: str, title: str
) -> SessionCreated:
    several = plan.mode is not SessionMode.SOLO
    assign = plan.assign or (Assign.ALL if several else Assign.LOAD)
    everybody = len(people) if assign is Assign.ALL else min(2, len(people)) if several else 1
    reviews = everybody if plan.reviews is None else plan.reviews
    votes = min(2, reviews) if plan.votes is None else plan.votes
    _possible(plan, people, assign, reviews, votes)
    return SessionCreated(
        sha256,
        plan.title.strip() or title,
        plan.mode.value,
        plan.rule.value,
        (plan.scale or desk.scale).digest,
        votes,
        reviews,
        assign.value,
        plan.lease,
        plan.returns,
        tuple((who.id, who.name) for who in people),
    )


def _possible(
    plan: Plan, people: Sequence[Reviewer], assign: Assign, reviews: int, votes: int
) -> None:
    """Raises: `WrongUsage` for a plan that could never come to a result."""
    least = 1 if plan.mode is SessionMode.SOLO else 2
    if not least <= len(people) <= MAX_REVIEWERS:
        raise WrongUsage(
            f"a {plan.mode} session takes {least} to {MAX_REVIEWERS} reviewers, not {len(people)}:"
            " --reviewers a,b,c"
        )
    if len({who.id for who in people}) < len(people):
        raise WrongUsage("the same reviewer is named twice")
    if not 1 <= reviews <= len(people):
        raise WrongUsage(
            f"with {len(people)} reviewers a claim can have 1 to {len(people)} reviews"
        )
    if assign is Assign.ALL and reviews != len(people):
        raise WrongUsage(
            "everybody reviews every claim unless claims are dealt out: --assign round-robin, load"
            " or hand"
        )
    if not 1 <= votes <= reviews:
        raise WrongUsage(f"a claim with {reviews} reviews can have 1 to {reviews} votes")
    if not 1 <= plan.lease <= MAX_LEASE:
        raise WrongUsage("a lease lasts between a second and a week")


def _can_judge(conn: sqlite3.Connection, who: Reviewer) -> None:
    role = roles.role(conn, who.id)
    if role not in kinds.JUDGE:
        raise WrongUsage(
            f"{who.name} has the role {role.value} and cannot judge;"
            f" `twosource reviewers role {who.name!r} checker` changes that"
        )


def join(desk: Desk, session: Session) -> None:
    """Take part in a session."""
    with desk.database.write() as conn:
        me = desk.writer.whose()
        if session_rows.is_member(conn, session, me.id):
            raise WrongUsage(f"you are already in session {session.id}")
        if session.assign is Assign.ROUND_ROBIN:
            raise WrongUsage("the claims of this session are already dealt out, so nobody can join")
        _step(desk, session, SessionJoined(_sha256(desk, session), session.uid, me.id, me.name))


def assign(
    desk: Desk, session: Session, claims: Sequence[int], name: str, *, take_back: bool = False
) -> None:
    """Assign `claims` to a reviewer in a session that is assigned by hand, or take them back."""
    if session.assign is not Assign.HAND:
        raise WrongUsage(f"session {session.id} deals out its claims by itself ({session.assign})")
    with desk.database.write() as conn:
        spans = tuple(_span(conn, session, claim) for claim in claims)
        member = _member(conn, session, name)
        for first in range(0, len(spans), CLAIMS_AN_EVENT):
            part = spans[first : first + CLAIMS_AN_EVENT]
            sha256 = _sha256(desk, session)
            _step(
                desk,
                session,
                ClaimsAssigned(sha256, session.uid, member.uid, part, not take_back),
            )


def _span(conn: sqlite3.Connection, session: Session, claim: int) -> tuple[int, int]:
    document, start, end = claim_places.place(conn, claim)
    if document != session.document:
        raise WrongUsage("that claim belongs to another article")
    return start, end


def _member(conn: sqlite3.Connection, session: Session, name: str) -> Member:
    known = session_rows.members(conn, session)
    found = [member for member in known if member.name == name]
    if not found:
        there = ", ".join(member.name for member in known)
        raise WrongUsage(f"{name!r} is not in session {session.id}; {there} are")
    return found[0]


def reveal(desk: Desk, session: Session) -> Session:
    """End the blind phase: everybody sees everything, and what was held stays on record."""
    with desk.database.write() as conn:
        heads = _heads(conn, session)
        return _step(desk, session, SessionRevealed(_sha256(desk, session), session.uid, heads))


def open_vote(desk: Desk, session: Session) -> Session:
    """End the discussion: from now on verdicts are votes."""
    with desk.database.write():
        return _step(desk, session, VoteOpened(_sha256(desk, session), session.uid))


def close(desk: Desk, session: Session) -> Session:
    """End the session with what is held and voted now."""
    with desk.database.write() as conn:
        heads = _heads(conn, session)
        return _step(desk, session, SessionClosed(_sha256(desk, session), session.uid, heads))


def may(
    desk: Desk, session: Session, step: type[SessionRevealed | VoteOpened | SessionClosed]
) -> None:
    """Raises what the step itself would raise now, for a screen that asks before it does it."""
    _still_open(desk, session)
    heads: tuple[Any, ...] = () if step is VoteOpened else ((),)
    fact = step(_sha256(desk, session), session.uid, *heads)
    gate.admit(desk.conn, desk.writer.whose().id, fact, now=desk.now)


def _still_open(desk: Desk, session: Session) -> None:
    known = session_rows.by_uid(desk.conn, session.uid)
    if known is None or not known.open:
        raise WrongUsage(f"session {session.id} is closed")


def _step(desk: Desk, session: Session, fact: Fact) -> Session:
    """Append a step. Raises: `WrongUsage` for a session that has been closed meanwhile."""
    _still_open(desk, session)
    desk.act(fact)
    known = session_rows.by_uid(desk.conn, session.uid)
    assert known
    return known


def _sha256(desk: Desk, session: Session) -> str:
    return claim_places.sha256(desk.conn, session.document)


def _heads(conn: sqlite3.Connection, session: Session) -> tuple[tuple[str, int], ...]:
    """How far every stream has come about the article and the versions that it carries on: what
    there is to reveal, or to close."""
    documents = list(evidence_items.versions(conn, session.document))
    marks = ", ".join("?" * len(documents))
    rows = conn.execute(
        "SELECT s.uid, max(e.n) FROM about a JOIN main.event e ON e.seq = a.seq"  # noqa: S608
        f" JOIN main.stream s ON s.id = e.stream_id WHERE a.document_id IN ({marks})"
        " GROUP BY s.uid ORDER BY s.uid",
        documents,
    )
    return tuple(rows.fetchall())
