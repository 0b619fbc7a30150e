"""Local ids of reviewers, documents and claims, looked up by their global ids."""

from __future__ import annotations

import sqlite3

from store.log.kinds import ClaimRef


def reviewer_id(conn: sqlite3.Connection, uid: str) -> int:
    """The reviewer's row, made where there is none yet; of an id that was merged the other's."""
    row = conn.execute("SELECT id FROM reviewer WHERE uid = ?", (uid,)).fetchone()
    if row:
        return int(row[0])
    merged = conn.execute(
        "SELECT into_reviewer FROM main.same_person WHERE reviewer = ?", (uid,)
    ).fetchone()
    return _identity(conn, "reviewer", "uid", merged[0] if merged else uid)


def document_id(conn: sqlite3.Connection, sha256: str) -> int:
    """The document's row, made where there is none yet: its intake may arrive later."""
    return _identity(conn, "document", "sha256", sha256)


def _identity(conn: sqlite3.Connection, table: str, column: str, value: str) -> int:
    sql = f"SELECT id FROM {table} WHERE {column} = ?"  # noqa: S608
    row = conn.execute(sql, (value,)).fetchone()
    if row is None:
        sql = f"INSERT INTO {table}({column}) VALUES (?)"  # noqa: S608
        return int(conn.execute(sql, (value,)).lastrowid or 0)
    return int(row[0])


def claim_id(conn: sqlite3.Connection, document: int, start: int, end: int) -> int | None:
    """The claim at a place of a document, whether it stands or not."""
    row = conn.execute(
        'SELECT id FROM claim WHERE document_id = ? AND start = ? AND "end" = ?',
        (document, start, end),
    ).fetchone()
    return int(row[0]) if row else None


def claim_of(conn: sqlite3.Connection, ref: ClaimRef) -> int | None:
    """The claim that every machine knows as `ref`, where it is known here."""
    row = conn.execute("SELECT id FROM document WHERE sha256 = ?", (ref.document,)).fetchone()
    return claim_id(conn, row[0], ref.start, ref.end) if row else None


def known_reviewer(conn: sqlite3.Connection, uid: str) -> int | None:
    """A reviewer whom the desk knows; nobody is made up."""
    row = conn.execute("SELECT id FROM reviewer WHERE uid = ?", (uid,)).fetchone()
    return int(row[0]) if row else None
