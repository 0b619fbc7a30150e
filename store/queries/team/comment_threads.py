"""Comments on claims: threads of one level, with mentions that wait for the reviewers they name."""

import json
import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from store.errors import WrongUsage
from store.queries.known_reviewers import reviewer_names


class Comment(NamedTuple):
    """`uid` and `reviewer` are the id and the name of its author; `mentions` are names."""

    id: str
    claim: int
    uid: str
    reviewer: str
    text: str
    reply_to: str
    mentions: tuple[str, ...]
    at: str
    withdrawn: bool


class Thread(NamedTuple):
    """A comment and what was answered to it, oldest first."""

    first: Comment
    replies: tuple[Comment, ...]


_COMMENT = """
SELECT m.id, m.claim_id, r.uid, r.name, m.text, m.reply_to, m.mentions, m.at, m.withdrawn
FROM comment m JOIN reviewer r ON r.id = m.reviewer_id
"""


def by_id(conn: sqlite3.Connection, comment: str) -> Comment:
    row = conn.execute(f"{_COMMENT} WHERE m.id = ?", (comment,)).fetchone()
    if row is None:
        raise WrongUsage("that comment is gone; list the comments again")
    return _read(conn, [row])[0]


def _read(conn: sqlite3.Connection, rows: list[tuple[object, ...]]) -> list[Comment]:
    names = reviewer_names(conn) if rows else {}
    found = []
    for *head, mentions, at, withdrawn in rows:
        people = tuple(names.get(uid, "") for uid in json.loads(str(mentions)))
        found.append(Comment._make((*head, people, at, bool(withdrawn))))
    return found


def threads(conn: sqlite3.Connection, claim: int) -> list[Thread]:
    """The comments on a claim, oldest thread first."""
    rows = conn.execute(f"{_COMMENT} WHERE m.claim_id = ? ORDER BY m.hlc, m.id", (claim,))
    return threaded(_read(conn, rows.fetchall()))


def threaded(known: Sequence[Comment]) -> list[Thread]:
    """The threads of one claim, of its comments as they came. An answer to a comment that is not
    among them, or has not arrived yet, stands alone."""
    ids = {one.id for one in known}
    return [
        Thread(one, tuple(other for other in known if other.reply_to == one.id))
        for one in known
        if one.reply_to not in ids
    ]


def threads_on(conn: sqlite3.Connection, document: int) -> list[Thread]:
    """The threads of an article, claim by claim."""
    rows = conn.execute(
        "SELECT DISTINCT c.id FROM comment m JOIN claim c ON c.id = m.claim_id"
        ' WHERE c.document_id = ? ORDER BY c.start, c."end"',
        (document,),
    )
    return [thread for (claim,) in rows.fetchall() for thread in threads(conn, claim)]


def on_article(conn: sqlite3.Connection, document: int) -> list[Comment]:
    """Every comment on the claims of an article, oldest first."""
    rows = conn.execute(
        f"{_COMMENT} JOIN claim c ON c.id = m.claim_id WHERE c.document_id = ?"
        " ORDER BY m.hlc, m.id",
        (document,),
    )
    return _read(conn, rows.fetchall())


def numbered(conn: sqlite3.Connection, document: int) -> dict[int, Comment]:
    """The comments of an article by the number under which commands know them.

    One that was withdrawn keeps its number, so the others keep theirs.
    """
    return dict(enumerate(on_article(conn, document), 1))


def named(conn: sqlite3.Connection, document: int, name: str) -> Comment:
    """The comment that a command calls `3` or `c3`. Raises: `WrongUsage` when there is none."""
    known = numbered(conn, document)
    found = {str(n): one for n, one in known.items()}.get(name.lower().lstrip("c#"))
    if found is None:
        there = f"1 to {len(known)}" if known else "none"
        raise WrongUsage(f"there is no comment {name!r} on this article; it has {there}")
    return found


# --- mentions ------------------------------------------------------------------------------------


def waiting(conn: sqlite3.Connection, reviewer: str, document: int | None = None) -> list[Comment]:
    """Comments that mention `reviewer` and were not on their screen yet, oldest first."""
    rows = conn.execute(
        f"{_COMMENT} JOIN claim c ON c.id = m.claim_id AND c.active"  # noqa: S608
        " WHERE EXISTS (SELECT 1 FROM json_each(m.mentions) WHERE value = ?)"
        " AND NOT m.withdrawn AND r.uid <> ? AND NOT EXISTS (SELECT 1 FROM seen s"
        " JOIN reviewer w ON w.id = s.reviewer_id WHERE s.comment = m.id AND w.uid = ?)"
        " AND c.document_id = coalesce(?, c.document_id) ORDER BY m.hlc, m.id",
        (reviewer, reviewer, reviewer, document),
    )
    return _read(conn, rows.fetchall())
