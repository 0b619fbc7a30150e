"""Sessions as verbs, screens and commands are handed them: SELECTs and the values they become."""

from __future__ import annotations

import sqlite3
from typing import Any

from claims.scales import Scale
from store.errors import WrongUsage
from store.queries import known_scales
from store.state.session import Assign, Member, Phase, Rule, Session, SessionMode

_SESSION = """
SELECT s.id, s.uid, s.document_id, s.title, s.mode, s.rule, s.scale, s.votes, s.reviews, s.assign,
  s.lease, s.returns, s.host, s.phase, s.created_at, s.revealed_at, s.voted_at, s.closed_at
FROM session s
"""


def _session(row: tuple[Any, ...]) -> Session:
    mode, rule, assign, phase = SessionMode(row[4]), Rule(row[5]), Assign(row[9]), Phase(row[13])
    head = (*row[:4], mode, rule, *row[6:9], assign, row[10], bool(row[11]), row[12], phase)
    return Session(*head, *row[14:])


def open_on(conn: sqlite3.Connection, document: int) -> Session | None:
    """The session that is going on about an article, if any."""
    row = conn.execute(
        f"{_SESSION} WHERE s.document_id = ? AND s.phase <> 'closed' ORDER BY s.id LIMIT 1",
        (document,),
    ).fetchone()
    return _session(row) if row else None


def last_on(conn: sqlite3.Connection, document: int) -> Session | None:
    """The open session about an article, else the one that was closed last."""
    row = conn.execute(
        f"{_SESSION} WHERE s.document_id = ? ORDER BY s.phase = 'closed', s.closed_at DESC,"
        " s.id DESC LIMIT 1",
        (document,),
    ).fetchone()
    return _session(row) if row else None


def sessions_on(conn: sqlite3.Connection, document: int) -> list[Session]:
    """Every session about an article, in the order in which they were created."""
    rows = conn.execute(
        f"{_SESSION} WHERE s.document_id = ? ORDER BY s.created_at, s.uid", (document,)
    )
    return [_session(row) for row in rows.fetchall()]


def last_on_each(conn: sqlite3.Connection) -> dict[int, Session]:
    """As `last_on`, for every article that has had a session."""
    rows = conn.execute(f"{_SESSION} ORDER BY s.phase = 'closed' DESC, s.closed_at, s.id")
    return {session.document: session for session in map(_session, rows.fetchall())}


def sessions(conn: sqlite3.Connection) -> list[Session]:
    """All of the desk: open ones first, then the newest."""
    rows = conn.execute(f"{_SESSION} ORDER BY s.phase = 'closed', s.created_at DESC, s.id DESC")
    return [_session(row) for row in rows.fetchall()]


def by_uid(conn: sqlite3.Connection, uid: str) -> Session | None:
    row = conn.execute(f"{_SESSION} WHERE s.uid = ?", (uid,)).fetchone()
    return _session(row) if row else None


def streams_of(conn: sqlite3.Connection, session: str) -> frozenset[str]:
    """The streams in which a session was worked on, without those that are hidden."""
    rows = conn.execute("SELECT uid FROM stream WHERE session = ?", (session,))
    return frozenset(row[0] for row in rows.fetchall())


def find(conn: sqlite3.Connection, name: str | None) -> Session:
    """The session that `name` means: its number, its title, or an article's.

    Without a name, the only one that is open, else the only one. Raises: `WrongUsage` when none or
    several fit.
    """
    known = sessions(conn)
    if not known:
        raise WrongUsage(
            "the desk has no session yet; `twosource session create ARTICLE --reviewers a,b,c`"
            " starts one"
        )
    if name is None:
        fit = [one for one in known if one.open] or known
    else:
        fit = [one for one in known if str(one.id) == name.lstrip("#")]
        fit = fit or [one for one in known if one.uid == name]
        fit = fit or [one for one in known if name.casefold() in one.title.casefold()]
    if len(fit) == 1:
        return fit[0]
    listed = "\n".join(f"  {one.id}  {one.title}  ({one.phase})" for one in (fit or known)[:20])
    if not fit:
        raise WrongUsage(f"no session is called {name!r}; there are:\n{listed}")
    raise WrongUsage(f"{len(fit)} sessions match; choose one by its number:\n{listed}")


def members(conn: sqlite3.Connection, session: Session) -> list[Member]:
    """In the order in which they came."""
    rows = conn.execute(
        "SELECT r.id, r.uid, r.name, coalesce(x.role, '') FROM member m"
        " JOIN reviewer r ON r.id = m.reviewer_id LEFT JOIN role x ON x.reviewer = r.uid"
        " WHERE m.session_id = ? ORDER BY m.place",
        (session.id,),
    )
    return [Member(*row) for row in rows.fetchall()]


def is_member(conn: sqlite3.Connection, session: Session, reviewer: str) -> bool:
    found = conn.execute(
        "SELECT 1 FROM member m JOIN reviewer r ON r.id = m.reviewer_id"
        " WHERE m.session_id = ? AND r.uid = ?",
        (session.id, reviewer),
    )
    return found.fetchone() is not None


def scale_of(conn: sqlite3.Connection, session: Session) -> Scale:
    """Raises: `WrongUsage` where this desk does not know the session's scale."""
    found = known_scales.known(conn).get(session.scale)
    if found is None:
        raise WrongUsage("this desk does not know the session's scale; import the log that has it")
    return found


def claims_of(conn: sqlite3.Connection, session: Session) -> list[int]:
    rows = conn.execute(
        'SELECT id FROM claim WHERE document_id = ? AND active ORDER BY start, "end"',
        (session.document,),
    )
    return [row[0] for row in rows.fetchall()]


def scale_for(conn: sqlite3.Connection, document: int, otherwise: Scale) -> Scale:
    """The scale on which an article is judged now: that of its open session, else `otherwise`."""
    session = open_on(conn, document)
    return scale_of(conn, session) if session else otherwise
