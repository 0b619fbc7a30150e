"""The gate that every event passes, inside its transaction, before it is appended.

It holds the rules of roles and sessions, so that a new verb or screen cannot forget them. Undo,
redo and imports of others' marks pass through as well.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from store.errors import NotPermitted, WrongUsage
from store.log.kinds import (
    OWN,
    WORK,
    Adjudicated,
    ClaimsAssigned,
    ClaimsReplaced,
    EvidenceAttached,
    EvidenceChanged,
    Fact,
    Judged,
    ReviewerRole,
    ReviewersMerged,
    RoleGiven,
    SessionClosed,
    SessionCreated,
    SessionJoined,
    SessionRevealed,
    SignedOff,
    SourceAdded,
    SourceChanged,
    Voted,
    VoteOpened,
)
from store.queries import claim_places, evidence_items
from store.queries.team import roles, session_ballots, session_rows
from store.state.ids import claim_of
from store.state.session import Phase, Session
from store.verbs import leases

VOTING = "the vote is open: cast a vote, your own verdict stays as it was"


class Pass(NamedTuple):
    """Leave to write `fact`, in the stream of `session` where there is one."""

    fact: Fact
    session: str | None = None


def admit(
    conn: sqlite3.Connection, reviewer: str, fact: Fact, *, now: int, about: str = ""
) -> Pass:
    """Leave for `reviewer` to write `fact`; `about` is the article of a fact that names none.

    `now` is in microseconds. Raises: `NotPermitted` where a role or the phase of a session
    forbids it.
    """
    roles.demand(conn, reviewer, type(fact))
    _keeps_an_editor(conn, fact)
    _not_while_blind(conn, fact)
    _no_new_version(conn, fact)
    _not_behind(conn, fact, reviewer)
    session = _session(conn, fact, about) or _brought_in(conn, fact, reviewer)
    if isinstance(fact, Voted) and (session is None or session.uid != fact.session):
        raise NotPermitted("that vote is over; the votes cast in it stand")
    if session is None:
        return Pass(fact)
    member = session_rows.is_member(conn, session, reviewer)
    _phase(conn, session, fact, reviewer, member=member)
    if isinstance(fact, Judged | Voted | Adjudicated):
        fact = _counted(conn, session, fact)
    if isinstance(fact, Judged) and session.deals:
        leases.may_judge(conn, session, claim_of(conn, fact.claim) or 0, reviewer, now)
    return Pass(fact, session.uid if member and isinstance(fact, WORK) else None)


def _keeps_an_editor(conn: sqlite3.Connection, fact: Fact) -> None:
    """Raises: `WrongUsage` where a desk with roles would lose its last editor, who alone gives
    roles."""
    match fact:
        case RoleGiven(role=role) if role != ReviewerRole.EDITOR:
            pass
        case ReviewersMerged(reviewer=reviewer, into=into) if reviewer != into:
            if roles.role(conn, into) is ReviewerRole.EDITOR or not roles.given(conn):
                return
        case _:
            return
    others = conn.execute(
        "SELECT 1 FROM role WHERE role = 'editor' AND reviewer <> ? LIMIT 1", (fact.reviewer,)
    )
    if others.fetchone() is None:
        raise WrongUsage(
            "a desk with roles needs an editor; make somebody else editor first:"
            " `twosource reviewers role NAME editor`"
        )


def _not_while_blind(conn: sqlite3.Connection, fact: Fact) -> None:
    """Raises: `NotPermitted` for a merge of somebody whose blind verdicts it would mix."""
    if not isinstance(fact, ReviewersMerged):
        return
    for one in (fact.reviewer, fact.into):
        for session in _blind_of(conn, one):
            raise NotPermitted(
                f"session {session.id} is blind and one of the two is in it; reveal it first"
            )


def _no_new_version(conn: sqlite3.Connection, fact: Fact) -> None:
    """Raises: `NotPermitted` for a new version while a session has frozen the claims."""
    earlier = getattr(fact, "revises", "") or getattr(fact, "earlier", "")
    session = _on(conn, earlier) if earlier else None
    if session and (refusal := _claims(session)):
        raise NotPermitted(refusal)


def _blind_of(conn: sqlite3.Connection, reviewer: str) -> Iterator[Session]:
    """The blind sessions in which this reviewer is."""
    blind = (one for one in session_rows.sessions(conn) if one.blind)
    return (one for one in blind if session_rows.is_member(conn, one, reviewer))


def _not_behind(conn: sqlite3.Connection, fact: Fact, reviewer: str) -> None:
    """Raises: `NotPermitted` for evidence on an earlier version, which would not be hidden."""
    if not isinstance(fact, EvidenceAttached):
        return
    for session in _blind_of(conn, reviewer):
        earlier = list(evidence_items.versions(conn, session.document))[1:]
        if any(claim_places.sha256(conn, document) == fact.document for document in earlier):
            raise NotPermitted(
                f"session {session.id} reviews a later version of this article blind;"
                " attach the evidence to that version"
            )


def _session(conn: sqlite3.Connection, fact: Fact, about: str) -> Session | None:
    """The open session on the article that a fact is about."""
    claim = getattr(fact, "claim", None)
    return _on(conn, claim.document if claim else about or getattr(fact, "document", ""))


def _brought_in(conn: sqlite3.Connection, fact: Fact, reviewer: str) -> Session | None:
    """The blind session of this reviewer that hides a source, whose name would tell the others: a
    new one that is for no named article, or a change of one that was added in the session."""
    if not isinstance(fact, SourceAdded | SourceChanged):
        return None
    mine = _blind_of(conn, reviewer)
    if isinstance(fact, SourceAdded):
        return next(mine, None)
    row = conn.execute(
        "SELECT session FROM main.stream WHERE uid = substr(?, 1, 32)", (fact.source,)
    ).fetchone()
    return next((one for one in mine if row and one.uid == row[0]), None)


def _on(conn: sqlite3.Connection, sha256: str) -> Session | None:
    row = conn.execute(
        "SELECT d.id FROM document d JOIN session s ON s.document_id = d.id"
        " WHERE d.sha256 = ? AND s.phase <> 'closed'",
        (sha256,),
    ).fetchone()
    return session_rows.open_on(conn, row[0]) if row else None


# --- phases --------------------------------------------------------------------------------------


def _phase(
    conn: sqlite3.Connection, session: Session, fact: Fact, reviewer: str, *, member: bool
) -> None:
    """Raises: `NotPermitted` where the phase of the session does not allow this."""
    if isinstance(fact, OWN) and not member:
        raise NotPermitted(
            f"session {session.id} reviews this article and you are not in it;"
            f" join it with `twosource session join {session.id}`, or wait until it is closed"
        )
    refusal = _refusal(conn, session, fact, reviewer, member=member)
    if refusal:
        raise NotPermitted(refusal)


def _refusal(
    conn: sqlite3.Connection, session: Session, fact: Fact, reviewer: str, *, member: bool
) -> str:
    match fact:
        case ClaimsReplaced():
            return _claims(session)
        case EvidenceChanged(evidence=evidence) if session.blind:
            return _evidence(conn, evidence, reviewer, session.uid if member else None)
        case Judged(values=values) if session.phase is Phase.VOTE and "status" in values:
            return VOTING
        case Voted():
            return _vote(session, member=member)
        case Adjudicated() if session.blind:
            return "claims of a blind session cannot be adjudicated; reveal the session first"
        case SignedOff():
            return f"session {session.id} is still open; close it before you sign"
        case SessionCreated():
            return f"session {session.id} is still open on this article; close it first"
        case SessionJoined() if session.blind and roles.sees_all(conn, reviewer):
            return "an editor who is not in a blind session sees all of it, and cannot join it"
        case SessionJoined() if session.blind and roles.saw_all(conn, reviewer, session.uid):
            return "who has been an editor since a blind session began cannot join it"
        case _:
            return _step(session, fact)


def _claims(session: Session) -> str:
    if session.phase in (Phase.BLIND, Phase.VOTE):
        until = "reveal" if session.blind else "close"
        return f"the claims are frozen until the {until} of session {session.id}"
    return ""


def _evidence(conn: sqlite3.Connection, evidence: str, reviewer: str, session: str | None) -> str:
    """Why evidence may not be changed while blind (the others would see it), else empty."""
    row = conn.execute(
        "SELECT reviewer, session FROM main.stream WHERE uid = substr(?, 1, 32)", (evidence,)
    ).fetchone()
    if row and row[0] != reviewer:
        return "evidence that others attached cannot be changed until the reveal"
    if row and session and row[1] != session:
        return "evidence from before the session cannot be changed until the reveal"
    return ""


def _vote(session: Session, *, member: bool) -> str:
    if not member:
        return f"only the members of session {session.id} can vote in it"
    if session.phase is not Phase.VOTE:
        return (
            "no vote is open; "
            f"an editor opens one with `twosource session vote --session {session.id}`"
        )
    return ""


def _step(session: Session, fact: Fact) -> str:
    """Why a step of the session itself is not possible now; empty where it is."""
    match fact:
        case SessionJoined() if not session.blind and session.revealed_at:
            return f"session {session.id} is revealed; anyone who joined now could not judge blind"
        case SessionJoined() if session.phase is Phase.VOTE:
            return f"session {session.id} is already voting; nobody can join now"
        case SessionRevealed() if not session.blind:
            return f"session {session.id} has nothing to reveal: it is in the {session.phase} phase"
        case VoteOpened() if session.blind:
            return "reveal the session before you open the vote"
        case VoteOpened() if session.phase is Phase.VOTE:
            return f"session {session.id} is already voting"
        case SessionClosed() if session.blind:
            return "reveal the session before you close it"
        case ClaimsAssigned() if session.phase is Phase.VOTE:
            return "claims cannot be assigned during the vote"
        case _:
            return ""


def _counted(
    conn: sqlite3.Connection, session: Session, fact: Judged | Voted | Adjudicated
) -> Judged | Voted | Adjudicated:
    """The act with the tally of ballots just before it; unchanged while the session is blind, and
    for an adjudication in another session."""
    if session.blind or (isinstance(fact, Adjudicated) and fact.session != session.uid):
        return fact
    return fact._replace(
        tally=session_ballots.counts(conn, session, claim_of(conn, fact.claim) or 0)
    )
