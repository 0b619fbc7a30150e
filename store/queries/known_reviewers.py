"""The reviewers whom this desk knows, by id and by name."""

from __future__ import annotations

import sqlite3

from store.errors import WrongUsage
from store.state.session import Member


def reviewer_names(conn: sqlite3.Connection) -> dict[str, str]:
    return dict(conn.execute("SELECT uid, name FROM reviewer").fetchall())


def find_reviewer(conn: sqlite3.Connection, name: str) -> str:
    """The id of the reviewer called `name`. Raises: `WrongUsage` when there is none."""
    ids = {known: key for key, known in reviewer_names(conn).items()}
    if name not in ids:
        raise WrongUsage(f"nobody called {name!r} has worked on this desk")
    return ids[name]


def everybody(conn: sqlite3.Connection) -> list[Member]:
    """Everybody who has worked here or was named, with the role they were given."""
    rows = conn.execute(
        "SELECT r.id, r.uid, r.name, coalesce(x.role, '') FROM reviewer r"
        " LEFT JOIN role x ON x.reviewer = r.uid WHERE r.name <> '' ORDER BY r.name"
    )
    return [Member(*row) for row in rows.fetchall()]
