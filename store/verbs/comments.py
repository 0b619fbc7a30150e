"""The verbs of comments: write, answer, withdraw, mark as seen."""

from __future__ import annotations

import re
import sqlite3

from store.errors import NotPermitted, WrongUsage
from store.log.kinds import CommentChanged, Commented
from store.queries import claim_places
from store.queries.team.comment_threads import by_id, waiting
from store.verbs.desk import Change, Desk

MAX_TEXT = 4000  # characters; what is longer is a note or a document


def comment(desk: Desk, claim: int, text: str, reply_to: str = "") -> Change:
    """Comment on a claim, or answer a comment on it; `Change.event` is its id.

    `@name` mentions a reviewer. An answer to an answer joins the same thread.
    """
    text = text.strip()
    if not text:
        raise WrongUsage("the comment is empty; write something")
    if len(text) > MAX_TEXT:
        raise WrongUsage(
            f"a comment has at most {MAX_TEXT} characters; attach a longer text as evidence"
        )
    with desk.database.write() as conn:
        ref = claim_places.standing(conn, claim)
        return desk.act(
            Commented(ref, text, _first(conn, claim, reply_to), people_named(conn, text))
        )


def withdraw(desk: Desk, comment: str) -> Change:
    """Take one's own comment back; its place stays, and the log keeps it."""
    with desk.database.write() as conn:
        found = by_id(conn, comment)
        if found.uid != desk.writer.whose().id:
            raise NotPermitted("only its author can withdraw a comment")
        return desk.act(CommentChanged(claim_places.ref(conn, found.claim), comment))


def _first(conn: sqlite3.Connection, claim: int, reply_to: str) -> str:
    """The comment that begins the thread of `reply_to`."""
    if not reply_to:
        return ""
    found = by_id(conn, reply_to)
    if found.claim != claim:
        raise WrongUsage("that comment is on another claim")
    return found.reply_to or found.id


def people_named(conn: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """The ids of the reviewers whom `@name` names in `text`; the longest name that fits counts."""
    people = conn.execute("SELECT name, uid FROM reviewer WHERE name <> ''").fetchall()
    names = {name.casefold(): uid for name, uid in people}
    if not names:
        return ()
    longest = sorted(map(re.escape, names), key=len, reverse=True)
    found = re.findall(rf"(?<!\w)@({'|'.join(longest)})(?!\w)", text.casefold())
    return tuple(dict.fromkeys(names[name] for name in found))


def have_seen(desk: Desk, claim: int) -> bool:
    """Note that this reviewer has seen the comments on a claim; True if any of them was new."""
    me = desk.reviewer_id
    unseen = [one.id for one in waiting(desk.conn, me) if one.claim == claim]
    if not unseen or desk.database.read_only:
        return False
    with desk.database.write() as conn:
        conn.executemany(
            "INSERT OR IGNORE INTO seen SELECT ?, id FROM reviewer WHERE uid = ?",
            [(one, me) for one in unseen],
        )
    return True
