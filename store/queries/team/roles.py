"""The table of roles: what each role may do, asked before anything is written.

On a desk where nobody has a role everybody may do everything, which is what a lone editor needs.
The first session makes its host the editor; from then on whoever has no role is a checker.
`--reviewer` lets whoever holds the file act as anyone, so on one host roles keep honest people from
slips.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from store.errors import NotPermitted
from store.log.events import (
    Adjudicated,
    ClaimsAssigned,
    ClaimsContinued,
    ClaimsFound,
    ClaimsReplaced,
    CommentChanged,
    Commented,
    DocumentAdded,
    DocumentDescribed,
    EvidenceAttached,
    EvidenceChanged,
    EvidenceWeighed,
    Fact,
    Judged,
    LeadAnswered,
    Noted,
    Redacted,
    RoleGiven,
    ScaleAdded,
    SessionClosed,
    SessionCreated,
    SessionJoined,
    SessionRevealed,
    SignedOff,
    SourceAdded,
    SourceChanged,
    StreamOpened,
    Voted,
    VoteOpened,
)
from store.state.session import ReviewerRole

_W, _C, _E = ReviewerRole.WRITER, ReviewerRole.CHECKER, ReviewerRole.EDITOR
_A, _O = ReviewerRole.ADJUDICATOR, ReviewerRole.OBSERVER

JUDGE = frozenset({_C, _E, _A})
BRING = frozenset({_W, _C, _E, _A})
EDIT = frozenset({_C, _E})
CONDUCT = frozenset({_E})
SETTLE = frozenset({_E, _A})

# What each kind of act is called in a refusal, and who may do it
ACTS: Mapping[type[Fact], tuple[str, frozenset[ReviewerRole]]] = {
    DocumentAdded: ("take texts in", BRING),
    DocumentDescribed: ("describe an article", BRING),
    ClaimsFound: ("take texts in", BRING),
    ClaimsContinued: ("take a new version in", BRING),
    ClaimsReplaced: ("change which claims there are", EDIT),
    Judged: ("judge claims", JUDGE),
    Noted: ("write notes", JUDGE),
    EvidenceAttached: ("attach evidence", BRING),
    EvidenceChanged: ("change evidence", BRING),
    EvidenceWeighed: ("weigh evidence", JUDGE),
    LeadAnswered: ("answer leads", JUDGE),
    SourceAdded: ("add sources", JUDGE),
    SourceChanged: ("change sources", JUDGE),
    ScaleAdded: ("add scales", CONDUCT),
    RoleGiven: ("give roles", CONDUCT),
    SessionCreated: ("create a session", CONDUCT),
    SessionJoined: ("join a session", JUDGE),
    ClaimsAssigned: ("assign claims", CONDUCT),
    SessionRevealed: ("reveal a session", CONDUCT),
    VoteOpened: ("open a vote", CONDUCT),
    Voted: ("vote", JUDGE),
    SessionClosed: ("close a session", CONDUCT),
    Adjudicated: ("adjudicate", SETTLE),
    Commented: ("comment", BRING),
    CommentChanged: ("withdraw comments", BRING),
    SignedOff: ("sign a review", CONDUCT),
    Redacted: ("redact the log", CONDUCT),
}


def role(conn: sqlite3.Connection, reviewer: str) -> ReviewerRole:
    """The role of a reviewer on this desk."""
    row = conn.execute("SELECT role FROM role WHERE reviewer = ?", (reviewer,)).fetchone()
    if row:
        return ReviewerRole(row[0])
    return ReviewerRole.CHECKER if given(conn) else ReviewerRole.EDITOR


def given(conn: sqlite3.Connection) -> bool:
    """Whether anybody has a role on this desk."""
    return conn.execute("SELECT 1 FROM role LIMIT 1").fetchone() is not None


def sees_all(conn: sqlite3.Connection, reviewer: str) -> bool:
    """Whether this reviewer sees the blind sessions of others, as in `store.log.blinds`."""
    return given(conn) and role(conn, reviewer) is ReviewerRole.EDITOR


def may(conn: sqlite3.Connection, reviewer: str, kind: type[Fact]) -> bool:
    return kind is StreamOpened or role(conn, reviewer) in ACTS[kind][1]


def demand(conn: sqlite3.Connection, reviewer: str, kind: type[Fact], act: str = "") -> None:
    """Raises: `NotPermitted` where this reviewer's role does not allow it; `act` says what they do,
    where the kind's own words do not fit."""
    if not may(conn, reviewer, kind):
        what, who = ACTS[kind]
        held = role(conn, reviewer).value
        article = "an" if held[0] in "aeiou" else "a"
        raise NotPermitted(f"{article} {held} may not {act or what} here; {_people(who)} may")


def who_may(kind: type[Fact]) -> str:
    """`editors and adjudicators`"""
    return _people(ACTS[kind][1])


def _people(who: frozenset[ReviewerRole]) -> str:
    names = [f"{role.value}s" for role in ReviewerRole if role in who]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
