"""What may be written: asked once for every event, inside its transaction, before it is appended.

The decision: rules of roles and of sessions stand here and not in verbs or screens, so a new way to
judge cannot forget them. Undo, redo and imports of others' marks pass through as well.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, NamedTuple

from store.errors import NotPermitted, WrongUsage
from store.log.kinds import (
    OWN,
    WORK,
    Adjudicated,
    ClaimRef,
    ClaimsAssigned,
    ClaimsReplaced,
    EvidenceAttached,
    EvidenceChanged,
    Fact,
    Judged,
    ReviewerRole,
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
from store.queries import evidence_items, places
from store.queries.team import roles, session_ballots, session_rows
from store.state.session import Phase
from store.verbs import leases

if TYPE_CHECKING:
    from store.state.session import Session

VOTING = "the vote is open: cast a vote, what you hold stays as it was"


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
    _no_new_version(conn, fact)
    _not_behind(conn, fact, reviewer)
    session = _session(conn, fact, about) or _brought_in(conn, fact, reviewer)
    if isinstance(fact, Voted) and (session is None or session.uid != fact.session):
        raise NotPermitted("that vote is over; what was voted in it stays")
    if session is None:
        return Pass(fact)
    member = session_rows.is_member(conn, session, reviewer)
    _phase(conn, session, fact, reviewer, member=member)
    if isinstance(fact, Judged | Voted | Adjudicated):
        fact = _counted(conn, session, fact)
    if isinstance(fact, Judged) and session.deals:
        leases.may_judge(conn, session, _claim(conn, fact.claim), reviewer, now)
    return Pass(fact, session.uid if member and isinstance(fact, WORK) else None)


def _keeps_an_editor(conn: sqlite3.Connection, fact: Fact) -> None:
    """A desk that has roles keeps an editor, or nobody could ever give another."""
    if not isinstance(fact, RoleGiven) or fact.role == ReviewerRole.EDITOR:
        return
    others = conn.execute(
        "SELECT 1 FROM role WHERE role = 'editor' AND reviewer <> ? LIMIT 1", (fact.reviewer,)
    )
    if others.fetchone() is None:
        raise WrongUsage(
            "a desk with roles keeps an editor; make somebody else editor first:"
            " `twosource reviewers role NAME editor`"
        )


def _no_new_version(conn: sqlite3.Connection, fact: Fact) -> None:
    """A new version has other claims, and carries what was held about the old ones."""
    earlier = getattr(fact, "revises", "") or getattr(fact, "earlier", "")
    session = _on(conn, earlier) if earlier else None
    if session and (refusal := _claims(session)):
        raise NotPermitted(refusal)


def _not_behind(conn: sqlite3.Connection, fact: Fact, reviewer: str) -> None:
    """Evidence for an earlier version serves the one under review, and would not be hidden."""
    if not isinstance(fact, EvidenceAttached):
        return
    blind = (one for one in session_rows.sessions(conn) if one.blind)
    for session in (one for one in blind if session_rows.is_member(conn, one, reviewer)):
        earlier = list(evidence_items.versions(conn, session.document))[1:]
        if any(places.sha256(conn, document) == fact.document for document in earlier):
            raise NotPermitted(
                f"session {session.id} reviews a later version of this article blind;"
                " attach the evidence to that one"
            )


def _session(conn: sqlite3.Connection, fact: Fact, about: str) -> Session | None:
    """The open session on the article that a fact is about."""
    claim = getattr(fact, "claim", None)
    return _on(conn, claim.document if claim else about or getattr(fact, "document", ""))


def _brought_in(conn: sqlite3.Connection, fact: Fact, reviewer: str) -> Session | None:
    """A blind session of this reviewer that hides a source: one of which nobody said what it is
    wanted for, or a change of one that was added in it. Its name would tell the others."""
    if not isinstance(fact, SourceAdded | SourceChanged):
        return None
    mine = (
        one
        for one in session_rows.sessions(conn)
        if one.blind and session_rows.is_member(conn, one, reviewer)
    )
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


def _claim(conn: sqlite3.Connection, ref: ClaimRef) -> int:
    row = conn.execute(
        "SELECT c.id FROM claim c JOIN document d ON d.id = c.document_id"
        ' WHERE d.sha256 = ? AND c.start = ? AND c."end" = ?',
        (ref.document, ref.start, ref.end),
    ).fetchone()
    return int(row[0]) if row else 0


# --- phases --------------------------------------------------------------------------------------


def _phase(
    conn: sqlite3.Connection, session: Session, fact: Fact, reviewer: str, *, member: bool
) -> None:
    """Raises: `NotPermitted` where the session is not at the point for this."""
    if isinstance(fact, OWN) and not member:
        raise NotPermitted(
            f"session {session.id} reviews this article and you are not in it;"
            f" `twosource session join {session.id}`, or wait for its close"
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
            return "what is blind cannot be adjudicated; reveal the session first"
        case SignedOff():
            return f"session {session.id} is still open; close it before you sign"
        case SessionCreated():
            return f"session {session.id} is still open on this article; close it first"
        case SessionJoined() if session.blind and roles.sees_all(conn, reviewer):
            return "an editor who is not in a blind session sees all of it, and cannot join it"
        case _:
            return _step(session, fact)


def _claims(session: Session) -> str:
    if session.phase in (Phase.BLIND, Phase.VOTE):
        until = "reveal" if session.blind else "close"
        return f"the claims are frozen until the {until} of session {session.id}"
    return ""


def _evidence(conn: sqlite3.Connection, evidence: str, reviewer: str, session: str | None) -> str:
    """What everybody sees would tell of the change; a member's own piece nobody else sees yet."""
    row = conn.execute(
        "SELECT reviewer, session FROM main.stream WHERE uid = substr(?, 1, 32)", (evidence,)
    ).fetchone()
    if row and row[0] != reviewer:
        return "evidence that others brought stays as it is until the reveal"
    if row and session and row[1] != session:
        return "evidence from before the session stays as it is until the reveal"
    return ""


def _vote(session: Session, *, member: bool) -> str:
    if not member:
        return f"only those in session {session.id} vote in it"
    if session.phase is not Phase.VOTE:
        return (
            f"no vote is open; an editor opens it: `twosource session vote --session {session.id}`"
        )
    return ""


def _step(session: Session, fact: Fact) -> str:
    """Whether a step of the session itself comes at its time."""
    match fact:
        case SessionJoined() if not session.blind and session.revealed_at:
            return f"session {session.id} is revealed; who joins now could not judge blind"
        case SessionJoined() if session.phase is Phase.VOTE:
            return f"session {session.id} votes already; nobody can join now"
        case SessionRevealed() if not session.blind:
            return f"nothing is hidden in session {session.id}: it is in the {session.phase} phase"
        case VoteOpened() if session.blind:
            return "reveal the session before it votes"
        case VoteOpened() if session.phase is Phase.VOTE:
            return f"session {session.id} votes already"
        case SessionClosed() if session.blind:
            return "reveal the session before you close it"
        case ClaimsAssigned() if session.phase is Phase.VOTE:
            return "no claims are assigned during the vote"
        case _:
            return ""


def _counted(
    conn: sqlite3.Connection, session: Session, fact: Judged | Voted | Adjudicated
) -> Judged | Voted | Adjudicated:
    """The act with how all stood just before; nothing while the session is blind, and of a last
    word in another session what it said of that."""
    if session.blind or (isinstance(fact, Adjudicated) and fact.session != session.uid):
        return fact
    return fact._replace(tally=session_ballots.counts(conn, session, _claim(conn, fact.claim)))
