"""The index of what each event is about: its document, its claim, and what to fold anew.

`store.state.projection` does the folding.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from store.log import chain
from store.log.events import Event
from store.log.kinds import (
    CATALOGUE,
    NAME,
    RULES,
    About,
    ClaimRef,
    Fact,
    Redacted,
    SourceChanged,
    StreamOpened,
)
from store.state.ids import claim_id, document_id, reviewer_id


@dataclass(slots=True)
class Touched:
    """Local ids of what some events are about, and so has to be folded anew."""

    documents: set[int] = field(default_factory=set)
    claims: set[int] = field(default_factory=set)
    evidence: set[int] = field(default_factory=set)  # documents whose evidence or answers changed
    sessions: set[int] = field(default_factory=set)  # documents with a step of a session
    signoffs: set[int] = field(default_factory=set)  # documents that somebody signed
    whole: set[About] = field(default_factory=set)  # sources, scales or roles, all their rows


_WHOLE = frozenset({About.SOURCES, About.SCALES, About.ROLES})


def file(conn: sqlite3.Connection, entry: chain.Stored, touched: Touched) -> None:
    """Note what an event is about, and name its reviewer at once."""
    event = entry.event
    fact = event.fact if event else None
    if event is None or fact is None:
        return
    if event.reviewer != event.writer and (told := getattr(fact, "whose", "")):
        name(conn, event.reviewer, as_told(told))
    match RULES[type(fact)].about:
        case About.STREAM:
            assert isinstance(fact, StreamOpened)
            opened(conn, event)
        case About.CLAIM:
            _file_claim(conn, entry.seq, getattr(fact, "claim"), touched)  # noqa: B009
        case whole if whole in _WHOLE:
            touched.whole.add(whole)
            if isinstance(fact, SourceChanged) and fact.document:
                _about(conn, entry.seq, document_id(conn, fact.document))
        case About.EVENT:
            assert isinstance(fact, Redacted)
            if fact.document:
                _about(conn, entry.seq, document_id(conn, fact.document))
        case about:
            _file_document(conn, entry.seq, fact, about, touched)


def touch(conn: sqlite3.Connection, entry: chain.Stored, touched: Touched) -> None:
    """What is folded anew where an event that is filed counts now, or no longer."""
    fact = entry.event.fact if entry.event else None
    if fact is None:
        return
    about = RULES[type(fact)].about
    touched.whole |= _WHOLE & {about}
    rows = conn.execute("SELECT document_id, claim_id FROM about WHERE seq = ?", (entry.seq,))
    for document, claim in rows.fetchall():
        _touch(touched, document, about)
        touched.claims |= {claim} - {None}


def as_told(name: str) -> str:
    """How somebody is called of whom only a file of another tool tells."""
    return f"{name}{FROM_A_FILE}"


FROM_A_FILE = " (from a file)"


def _file_document(
    conn: sqlite3.Connection, seq: int, fact: Fact, about: About, touched: Touched
) -> None:
    """What is about an article: its intake, its claims, its evidence, its sessions, a signature."""
    document = document_id(conn, str(getattr(fact, "document", "")))
    claim = getattr(fact, "claim", None)
    if claim is not None:
        _file_claim(conn, seq, claim, touched)
    else:
        _about(conn, seq, document)
    _touch(touched, document, about)


def opened(conn: sqlite3.Connection, event: Event) -> None:
    """Name the reviewer of a stream; whoever was merged into another keeps no name."""
    assert isinstance(event.fact, StreamOpened)
    if event.writer == event.reviewer:
        name(conn, event.reviewer, event.fact.name)


def _touch(touched: Touched, document: int, about: About) -> None:
    match about:
        case About.EVIDENCE:
            touched.evidence.add(document)
        case About.SESSION:
            touched.sessions.add(document)
        case About.SIGNOFF:
            touched.signoffs.add(document)
        case About.DOCUMENT:
            touched.documents.add(document)


def name(conn: sqlite3.Connection, reviewer: str, called: str) -> None:
    reviewer_id(conn, reviewer)
    conn.execute("UPDATE reviewer SET name = ? WHERE uid = ?", (called, reviewer))


def _file_claim(conn: sqlite3.Connection, seq: int, ref: ClaimRef, touched: Touched) -> None:
    document = document_id(conn, ref.document)
    claim = claim_id(conn, document, ref.start, ref.end)
    if claim is None:
        touched.documents.add(document)
        claim = _new_claim(conn, document, ref.start, ref.end)
    _about(conn, seq, document, claim)
    touched.claims.add(claim)


def _about(conn: sqlite3.Connection, seq: int, document: int, claim: int | None = None) -> None:
    conn.execute("INSERT INTO about VALUES (?, ?, ?)", (seq, document, claim))


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
    kind = CATALOGUE.get(found.kind)
    if kind:
        touched.whole |= _WHOLE & {RULES[kind].about}


def events_about(conn: sqlite3.Connection, document: int, *facts: type[Fact]) -> list[Event]:
    """The events of these kinds about a document, in fold order."""
    kinds = [NAME[fact] for fact in facts]
    marks = ", ".join("?" * len(kinds))
    clause = f"e.kind IN ({marks}) AND e.seq IN (SELECT seq FROM about WHERE document_id = ?)"  # noqa: S608
    return chain.fold_order(chain.read(conn, clause, (*kinds, document)))


def _new_claim(conn: sqlite3.Connection, document: int, start: int, end: int) -> int:
    sql = "INSERT INTO claim(document_id, start, \"end\", exact) VALUES (?, ?, ?, '')"
    return int(conn.execute(sql, (document, start, end)).lastrowid or 0)
