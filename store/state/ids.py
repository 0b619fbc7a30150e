"""Local ids of reviewers, documents and claims, from what every machine calls them."""

from __future__ import annotations

import sqlite3


def reviewer_id(conn: sqlite3.Connection, uid: str) -> int:
    return _identity(conn, "reviewer", "uid", uid)


def document_id(conn: sqlite3.Connection, sha256: str) -> int:
    return _identity(conn, "document", "sha256", sha256)


def _identity(conn: sqlite3.Connection, table: str, column: str, value: str) -> int:
    sql = f"SELECT id FROM {table} WHERE {column} = ?"  # noqa: S608
    row = conn.execute(sql, (value,)).fetchone()
    if row is None:
        sql = f"INSERT INTO {table}({column}) VALUES (?)"  # noqa: S608
        return int(conn.execute(sql, (value,)).lastrowid or 0)
    return int(row[0])
