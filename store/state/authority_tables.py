"""The table of entries that do not count, made from the log; `store.state.projection` calls it."""

from __future__ import annotations

import sqlite3

from store.log import chain, same_person
from store.log.events import Event
from store.log.kinds import (
    BINDING,
    RULES,
    EntriesAdmitted,
    ReviewerRole,
    ReviewersMerged,
)
from store.state.authority import refused, weigh
from store.state.event_index import Touched, touch

_ONLY_A_ROLE = ("adjudicated", "scale_added", "signed_off", "redacted", "claims_assigned")
"""Kinds that move nobody's authority: here, at the end of the order, a role is all they ask for."""


def settle(conn: sqlite3.Connection, event: Event, touched: Touched) -> None:
    """Whether an event counts that has just been appended here, after all that is known."""
    if event.kind not in BINDING or event.fact is None:
        return
    if event.kind not in _ONLY_A_ROLE:
        refresh(conn, touched)
        return
    rule, held = RULES[type(event.fact)], _role(conn, event.reviewer)
    if held not in rule.may:
        _keep(conn, {event.id: refused(held, rule.act)})


def refresh(conn: sqlite3.Connection, touched: Touched) -> bool:
    """Which entries count, all of them anew, and who is what and who; what that changes is folded
    anew. True where who is who has changed, so that everything has to be."""
    same = same_person.known(conn)
    conn.execute("DELETE FROM main.same_person")  # so that entries are read as they were written
    marks = ", ".join("?" * len(BINDING))
    stored = chain.read(conn, f"e.kind IN ({marks})", BINDING)
    events = sorted((entry.event for entry in stored if entry.event), key=lambda e: e.order)
    before = _known(conn)
    now = weigh(events, _foreign(conn), founder(conn))
    for table in ("unheeded", "role"):
        conn.execute(f"DELETE FROM main.{table}")  # noqa: S608
    _keep(conn, now.unheeded)
    conn.executemany("INSERT INTO main.same_person VALUES (?, ?)", now.same.items())
    conn.executemany("INSERT INTO main.role VALUES (?, ?)", now.roles.items())
    changed = before.keys() ^ now.unheeded.keys()
    for entry in stored:
        if entry.id in changed:
            touch(conn, entry, touched)
    return now.same != same


def founder(conn: sqlite3.Connection) -> str:
    """The writer of the first entry of this desk; empty where there is none."""
    row = conn.execute(
        "SELECT s.reviewer FROM main.event e JOIN main.stream s ON s.id = e.stream_id"
        " ORDER BY e.seq LIMIT 1"
    ).fetchone()
    return str(row[0]) if row else ""


def folds_all_anew(event: Event | None) -> bool:
    """Whether an event may change what any other means."""
    return event is not None and isinstance(event.fact, EntriesAdmitted | ReviewersMerged)


def _role(conn: sqlite3.Connection, reviewer: str) -> ReviewerRole:
    roles = dict(conn.execute("SELECT reviewer, role FROM role").fetchall())
    none = ReviewerRole.CHECKER if roles else ReviewerRole.EDITOR
    return ReviewerRole(roles.get(reviewer, none))


def _known(conn: sqlite3.Connection) -> dict[str, str]:
    rows = conn.execute(f"{_PLACE} JOIN main.unheeded u ON u.seq = e.seq")
    return {f"{uid}:{n}": why for uid, n, why in rows.fetchall()}


def _foreign(conn: sqlite3.Connection) -> set[str]:
    rows = conn.execute(f"{_PLACE_ALONE} JOIN main.arrived u ON u.seq = e.seq")
    return {f"{uid}:{n}" for uid, n in rows.fetchall()}


_FROM = "FROM main.event e JOIN main.stream s ON s.id = e.stream_id"
_PLACE = f"SELECT s.uid, e.n, u.why {_FROM}"
_PLACE_ALONE = f"SELECT s.uid, e.n {_FROM}"


def _keep(conn: sqlite3.Connection, found: dict[str, str]) -> None:
    conn.executemany(
        f"INSERT INTO main.unheeded SELECT e.seq, ? {_FROM} WHERE s.uid = ? AND e.n = ?",
        [(why, *event.split(":")) for event, why in found.items()],
    )


COMPARED: dict[str, str] = {
    "unheeded": (
        "SELECT s.uid, e.n, u.why FROM {db}.unheeded u JOIN {db}.event e ON e.seq = u.seq"
        " JOIN {db}.stream s ON s.id = e.stream_id"
    ),
    "same_person": "SELECT reviewer, into_reviewer FROM {db}.same_person",
}
