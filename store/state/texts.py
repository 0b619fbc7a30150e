"""The texts of documents, from their blobs."""

from __future__ import annotations

import sqlite3


def document_text(conn: sqlite3.Connection, sha256: str) -> str:
    """The text of a document, or nothing where its blob has not arrived."""
    row = conn.execute("SELECT bytes FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    return bytes(row[0]).decode() if row else ""
