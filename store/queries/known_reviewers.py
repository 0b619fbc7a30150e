"""The reviewers whom this desk knows, by id and by name."""

from __future__ import annotations

import sqlite3

from store.errors import WrongUsage
from store.state.event_index import FROM_A_FILE
from store.state.session import Member


def reviewer_names(conn: sqlite3.Connection) -> dict[str, str]:
    return dict(conn.execute("SELECT uid, name FROM reviewer").fetchall())


def find_reviewer(conn: sqlite3.Connection, name: str) -> str:
    """The id of the reviewer called `name`. Raises: `WrongUsage` when there is none."""
    ids = {known: key for key, known in reviewer_names(conn).items()}
    if name not in ids:
        raise WrongUsage(f"nobody called {name!r} has worked on this desk")
    return ids[name]


def called(conn: sqlite3.Connection, name: str) -> list[str]:
    """The ids of all reviewers of that name."""
    rows = conn.execute("SELECT uid FROM reviewer WHERE name = ? ORDER BY id", (name,))
    return [row[0] for row in rows.fetchall()]


def find_person(conn: sqlite3.Connection, text: str) -> str:
    """The id of the one reviewer meant by a name, an id or the beginning of one. Raises:
    `WrongUsage`."""
    known = reviewer_names(conn)
    ids = [uid for uid, name in known.items() if name == text]
    ids = ids or [uid for uid in known if len(text) >= ENOUGH and uid.startswith(text)]
    if len(ids) == 1:
        return ids[0]
    if ids:
        raise WrongUsage(
            f"{len(ids)} reviewers are called {text!r}: {', '.join(sorted(ids))}; give the id"
        )
    raise WrongUsage(f"nobody called {text!r} has worked on this desk; see `twosource reviewers`")


def find_merged(conn: sqlite3.Connection, text: str) -> str:
    """The id, whole or its beginning, that was merged into another. Raises: `WrongUsage`."""
    rows = conn.execute("SELECT reviewer FROM same_person ORDER BY reviewer").fetchall()
    merged = [str(uid) for (uid,) in rows]
    ids = [uid for uid in merged if len(text) >= ENOUGH and uid.startswith(text)]
    if len(ids) != 1:
        known = ", ".join(merged) or "none"
        raise WrongUsage(f"{text!r} is not an id that was merged; there are: {known}")
    return ids[0]


ENOUGH = 8  # characters that tell ids apart


def everybody(conn: sqlite3.Connection) -> list[Member]:
    """Everybody who has worked here or was named, with the role they were given: a person once, and
    nobody of whom only a file tells."""
    rows = conn.execute(
        "SELECT r.id, r.uid, r.name, coalesce(x.role, '') FROM reviewer r"
        " LEFT JOIN role x ON x.reviewer = r.uid WHERE r.name <> ''"
        " AND r.uid NOT IN (SELECT reviewer FROM same_person) ORDER BY r.name"
    )
    found = (Member(*row) for row in rows.fetchall())
    return [member for member in found if not member.name.endswith(FROM_A_FILE)]
