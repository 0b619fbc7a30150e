"""The places of claims in their documents, and whether each is still a claim.

A verb asks inside the transaction that relies on the answer: a colleague may have split a claim
since the screen was drawn.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from claims.model import Span
from store.errors import WrongUsage
from store.log.kinds import ClaimRef


def ref(conn: sqlite3.Connection, claim: int) -> ClaimRef:
    """The claim as every machine knows it."""
    document, start, end = place(conn, claim)
    return ClaimRef(sha256(conn, document), start, end)


def standing(conn: sqlite3.Connection, claim: int) -> ClaimRef:
    """The claim as every machine knows it. Raises: `WrongUsage` if it is no longer a claim."""
    found = conn.execute("SELECT active, number FROM claim WHERE id = ?", (claim,)).fetchone()
    active_now, number = found or (0, "")
    if not active_now:
        name = f"#{number}" if number else "that claim"
        raise WrongUsage(
            f"{name} has been split, merged or re-spanned meanwhile; list the claims again"
        )
    return ref(conn, claim)


def all_standing(conn: sqlite3.Connection, document: int, spans: Sequence[tuple[int, int]]) -> None:
    """Raises: `WrongUsage` unless every one of `spans` is a claim."""
    if not set(spans) <= active(conn, document):
        raise WrongUsage("somebody has changed these claims meanwhile; list the claims again")


def places(conn: sqlite3.Connection, document: int) -> dict[int, tuple[int, int]]:
    """Start and end of every claim of a document, by id."""
    found = conn.execute('SELECT id, start, "end" FROM claim WHERE document_id = ?', (document,))
    return {claim: (start, end) for claim, start, end in found.fetchall()}


def active(conn: sqlite3.Connection, document: int) -> set[tuple[int, int]]:
    """Start and end of every claim that counts."""
    found = conn.execute(
        'SELECT start, "end" FROM claim WHERE document_id = ? AND active', (document,)
    )
    return set(found.fetchall())


def place(conn: sqlite3.Connection, claim: int) -> tuple[int, int, int]:
    """Document, start and end of a claim. Raises: `WrongUsage` when there is none."""
    row = conn.execute(
        'SELECT document_id, start, "end" FROM claim WHERE id = ?', (claim,)
    ).fetchone()
    if row is None:
        raise WrongUsage("that claim is gone; list the claims again")
    return int(row[0]), int(row[1]), int(row[2])


def sha256(conn: sqlite3.Connection, document: int) -> str:
    row = conn.execute("SELECT sha256 FROM document WHERE id = ?", (document,)).fetchone()
    return str(row[0])


def trimmed(text: str, span: Span) -> tuple[int, int]:
    """`span` without white space at its ends. Raises: `WrongUsage` when no word is left."""
    words = span.of(text)
    if not any(char.isalnum() for char in words):
        raise WrongUsage("a claim needs at least one word")
    start = span.start + len(words) - len(words.lstrip())
    return start, start + len(words.strip())
