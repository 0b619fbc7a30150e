"""The index of what each event is about: its document, its claim, and what to fold anew.

`store.state.projection` does the folding.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from store.log import chain
from store.log.events import (
    KIND,
    Adjudicated,
    ClaimRef,
    CommentChanged,
    Commented,
    Event,
    EvidenceAttached,
    EvidenceChanged,
    EvidenceWeighed,
    Judged,
    LeadAnswered,
    Noted,
    Redacted,
    RoleGiven,
    ScaleAdded,
    SignedOff,
    SourceAdded,
    SourceChanged,
    StreamOpened,
    Voted,
)
from store.state.ids import document_id, reviewer_id
from store.state.team_fold import SESSION


@dataclass(slots=True)
class Touched:
    """Local ids of what some events are about, and so has to be folded anew."""

    documents: set[int] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)
    evidence: set[int] = field(default_factory=set)  # documents whose evidence or answers changed
    sessions: set[int] = field(default_factory=set)  # documents with a step of a session
    sources: bool = False
    scales: bool = False
    roles: bool = False


def file(conn: sqlite3.Connection, entry: chain.Stored, touched: Touched) -> None:
    """Note what an event is about, and do at once what needs no fold."""
    event = entry.event
    fact = event.fact if event else None
    if event is None or fact is None:
        return
    match fact:
        case StreamOpened():
            name(conn, fact.reviewer, fact.name)
        case Judged() | Noted() | EvidenceWeighed() | Voted() | Adjudicated():
            _file_claim(conn, entry.seq, fact.claim, touched)
        case Commented() | CommentChanged():
            _file_claim(conn, entry.seq, fact.claim, touched)
        case EvidenceAttached() | EvidenceChanged() | LeadAnswered():
            touched.evidence.add(document_id(conn, fact.document))
            if fact.claim:
                _file_claim(conn, entry.seq, fact.claim, touched)
            else:
                _about(conn, entry.seq, document_id(conn, fact.document))
        case SourceAdded() | SourceChanged():
            touched.sources = True
        case ScaleAdded():
            touched.scales = True
        case RoleGiven():
            touched.roles = True
        case Redacted():
            if fact.document:
                _about(conn, entry.seq, document_id(conn, fact.document))
            redact(conn, fact, touched)
        case _:
            _file_document(conn, entry.seq, event, touched)


def _file_document(conn: sqlite3.Connection, seq: int, event: Event, touched: Touched) -> None:
    """What is about a whole article: its intake, its claims, its sessions, a signature."""
    document = document_id(conn, str(getattr(event.fact, "document", "")))
    _about(conn, seq, document)
    if isinstance(event.fact, SignedOff):
        _sign(conn, document, event, event.fact)
    elif isinstance(event.fact, SESSION):
        touched.sessions.add(document)
    else:
        touched.documents.add(document)


def name(conn: sqlite3.Connection, reviewer: str, called: str) -> None:
    reviewer_id(conn, reviewer)
    conn.execute("UPDATE reviewer SET name = ? WHERE uid = ?", (called, reviewer))


def _file_claim(conn: sqlite3.Connection, seq: int, ref: ClaimRef, touched: Touched) -> None:
    document = document_id(conn, ref.document)
    row = conn.execute(
        'SELECT id FROM claim WHERE document_id = ? AND start = ? AND "end" = ?',
        (document, ref.start, ref.end),
    ).fetchone()
    if row is None:
        touched.documents.add(document)
        row = (_new_claim(conn, document, ref.start, ref.end),)
    _about(conn, seq, document, row[0])
    touched.claims.add(row[0])


def _about(conn: sqlite3.Connection, seq: int, document: int, claim: int | None = None) -> None:
    conn.execute("INSERT INTO about VALUES (?, ?, ?)", (seq, document, claim))


def _sign(conn: sqlite3.Connection, document: int, event: Event, fact: SignedOff) -> None:
    conn.execute(
        "INSERT INTO signoff VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET at = excluded.at, digest = excluded.digest, hlc = excluded.hlc"
        " WHERE excluded.hlc > hlc",
        (document, reviewer_id(conn, event.reviewer), event.at, fact.digest, event.hlc),
    )


def redact(conn: sqlite3.Connection, fact: Redacted, touched: Touched) -> None:
    """Carry out a redaction: drop the body, keep its hash, fold anew what it was about."""
    found = chain.find(conn, fact.event)
    if found is None or found.body is None:
        return
    conn.execute(
        "UPDATE main.event SET body = NULL, body_sha = ? WHERE seq = ?",
        (found.body_sha, found.seq),
    )
    for document, claim in conn.execute(
        "SELECT document_id, claim_id FROM about WHERE seq = ?", (found.seq,)
    ).fetchall():
        touched.documents.add(document)
        touched.evidence.add(document)
        touched.sessions.add(document)
        if claim is not None:
            touched.claims.add(claim)
    conn.execute("DELETE FROM about WHERE seq = ?", (found.seq,))
    touched.sources |= found.kind in (KIND[SourceAdded], KIND[SourceChanged])
    touched.scales |= found.kind == KIND[ScaleAdded]
    touched.roles |= found.kind == KIND[RoleGiven]


# --- local ids -----------------------------------------------------------------------------------


def _new_claim(conn: sqlite3.Connection, document: int, start: int, end: int) -> int:
    sql = "INSERT INTO claim(document_id, start, \"end\", exact) VALUES (?, ?, ?, '')"
    return int(conn.execute(sql, (document, start, end)).lastrowid or 0)
