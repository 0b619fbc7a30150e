"""The tables of a team, made from the log; `store.state.projection` calls it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from store.log import chain
from store.log.events import Event
from store.log.kinds import NAME, SESSION, RoleGiven
from store.state.claim_fold import JudgementState, fold_claim
from store.state.event_index import events_about
from store.state.ids import reviewer_id
from store.state.session import Phase
from store.state.team_fold import Heads, SessionState, fold_sessions, fold_team, until


def name_people(conn: sqlite3.Connection) -> None:
    """The names under which people were given a role who have written nothing here."""
    events = chain.fold_order(chain.read(conn, "e.kind = ?", (NAME[RoleGiven],)))
    for fact in (event.fact for event in events):
        if isinstance(fact, RoleGiven):
            _name(conn, reviewer_id(conn, fact.reviewer), fact.name)


def _name(conn: sqlite3.Connection, row: int, called: str) -> None:
    """Keep the name that others use for somebody who has written nothing here."""
    conn.execute("UPDATE reviewer SET name = ? WHERE id = ? AND name = ''", (called, row))


# --- sessions ------------------------------------------------------------------------------------


def refresh_sessions(conn: sqlite3.Connection, document: int) -> bool:
    """The sessions of one article. True when its claims have to be folded anew: a moment at which
    what was held is kept has come, or has moved."""
    found = fold_sessions(events_about(conn, document, *SESSION))
    before = _moments(conn, document)
    gone = before.keys() - found.keys()
    for uid in gone:
        _forget(conn, uid)
    for state in found.values():
        _keep(conn, document, state)
    return bool(gone) or _moments(conn, document) != before


def _moments(conn: sqlite3.Connection, document: int) -> dict[str, tuple[str, str, int]]:
    """What the kept judgements of each session depend on: two moments, and how many are in it."""
    rows = conn.execute(
        "SELECT uid, revealed_heads, closed_heads,"
        " (SELECT count(*) FROM member m WHERE m.session_id = s.id)"
        " FROM session s WHERE document_id = ?",
        (document,),
    )
    return {uid: (revealed, closed, members) for uid, revealed, closed, members in rows.fetchall()}


def _forget(conn: sqlite3.Connection, uid: str) -> None:
    for table in ("member", "assignment", "held", "vote", "lease"):
        conn.execute(
            f"DELETE FROM main.{table} WHERE session_id IN (SELECT id FROM session WHERE uid = ?)",  # noqa: S608
            (uid,),
        )
    conn.execute("DELETE FROM session WHERE uid = ?", (uid,))


def _keep(conn: sqlite3.Connection, document: int, state: SessionState) -> None:
    made = state.created
    known = (state.uid, document, made.title, made.mode, made.rule, made.scale, made.votes)
    how = (made.reviews, made.assign, made.lease, made.returns, state.host, state.phase.value)
    moments = (state.at, _at(state.revealed), _at(state.voting), _at(state.closed))
    conn.execute(
        "INSERT INTO session(uid, document_id, title, mode, rule, scale, votes, reviews, assign,"
        " lease, returns, host, phase, created_at, revealed_at, voted_at, closed_at,"
        " revealed_heads, closed_heads)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(uid) DO UPDATE SET document_id = excluded.document_id, title ="
        " excluded.title, mode = excluded.mode, rule = excluded.rule, scale = excluded.scale,"
        " votes = excluded.votes, reviews = excluded.reviews, assign = excluded.assign, lease ="
        " excluded.lease, returns = excluded.returns, host = excluded.host, phase ="
        " excluded.phase, created_at = excluded.created_at, revealed_at = excluded.revealed_at,"
        " voted_at = excluded.voted_at, closed_at = excluded.closed_at, revealed_heads ="
        " excluded.revealed_heads, closed_heads = excluded.closed_heads",
        (*known, *how, *moments, _heads(state.revealed), _heads(state.closed)),
    )
    (session,) = conn.execute("SELECT id FROM session WHERE uid = ?", (state.uid,)).fetchone()
    conn.execute("DELETE FROM member WHERE session_id = ?", (session,))
    for place, (reviewer, name) in enumerate(state.members.items(), 1):
        row = reviewer_id(conn, reviewer)
        conn.execute("INSERT INTO member VALUES (?, ?, ?)", (session, row, place))
        _name(conn, row, name)
    conn.execute("DELETE FROM assignment WHERE session_id = ?", (session,))
    conn.executemany(
        "INSERT INTO assignment SELECT ?, c.id, r.id FROM claim c, reviewer r"
        ' WHERE c.document_id = ? AND c.start = ? AND c."end" = ? AND r.uid = ?',
        [
            (session, document, *span, reviewer)
            for (span, reviewer), assigned in state.assigned.items()
            if assigned
        ],
    )


def open_discussions(conn: sqlite3.Connection, document: int | None = None) -> None:
    """From the first change or comment after its reveal on, a session is in discussion; an order
    to redact what may have been the first counts too, or the phase would go back."""
    rows = conn.execute(
        "SELECT id, document_id, uid, revealed_heads FROM session"
        " WHERE phase = 'reveal' AND document_id = coalesce(?, document_id)",
        (document,),
    )
    for session, document, uid, heads in rows.fetchall():
        if _acted(conn, document, uid, dict(json.loads(heads))):
            conn.execute(
                "UPDATE session SET phase = ? WHERE id = ?", (Phase.DISCUSS.value, session)
            )


def _acted(conn: sqlite3.Connection, document: int, session: str, heads: Heads) -> bool:
    rows = conn.execute(
        "SELECT s.uid, max(e.n) FROM main.event e JOIN main.stream s ON s.id = e.stream_id"
        " JOIN about a ON a.seq = e.seq WHERE a.document_id = ?"
        " AND (s.session = ? OR e.kind IN ('commented', 'redacted'))"
        " AND e.seq NOT IN (SELECT seq FROM main.unheeded) GROUP BY s.uid",
        (document, session),
    )
    return any(n > heads.get(stream, 0) for stream, n in rows.fetchall())


def _at(event: Event | None) -> str:
    return event.at if event else ""


def _heads(event: Event | None) -> str:
    return json.dumps(getattr(event.fact, "heads", ())) if event else ""


# --- one claim -----------------------------------------------------------------------------------


def adjudicated(conn: sqlite3.Connection, claim: int) -> bool:
    found = conn.execute("SELECT 1 FROM main.adjudication WHERE claim_id = ? LIMIT 1", (claim,))
    return found.fetchone() is not None


def refresh_claim(
    conn: sqlite3.Connection,
    claim: int,
    events: Sequence[Event],
    carried: Sequence[Event],
) -> None:
    """Votes, rulings and comments on one claim, and what was held at the reveal and the close.

    `events` are the claim's own, `carried` those of the claim in an earlier version.
    """
    for table in ("vote", "adjudication", "comment", "held"):
        conn.execute(f"DELETE FROM main.{table} WHERE claim_id = ?", (claim,))  # noqa: S608
    sessions = conn.execute(
        "SELECT s.id, s.uid, s.revealed_heads, s.closed_heads FROM session s"
        " JOIN claim c ON c.document_id = s.document_id WHERE c.id = ?",
        (claim,),
    ).fetchall()
    closed = {uid: dict(json.loads(heads)) for _, uid, _, heads in sessions if heads}
    team = fold_team(events, closed)
    ids = {uid: session for session, uid, _, _ in sessions}
    conn.executemany(
        "INSERT INTO main.vote VALUES (?, ?, ?, ?, ?, ?)",
        [
            (ids[uid], claim, reviewer_id(conn, reviewer), *vote)
            for (uid, reviewer), vote in team.votes.items()
            if uid in ids
        ],
    )
    conn.executemany(
        "INSERT INTO main.adjudication VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(claim, uid, reviewer_id(conn, ruling.reviewer), ruling.fact.status),
                *(ruling.fact.scale, ruling.fact.takes, ruling.fact.reason, ruling.fact.note),
                *(_json(list(ruling.fact.attributions)), _json(ruling.fact.tally or {})),
                *(ruling.at, ruling.contested),
            )
            for uid, ruling in team.rulings.items()
        ],
    )
    conn.executemany(
        "INSERT INTO main.comment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(event, claim, reviewer_id(conn, held.reviewer), held.text, held.reply_to),
                *(_json(list(held.mentions)), held.at, held.hlc, held.withdrawn),
            )
            for event, held in team.comments.items()
        ],
    )
    for session, _, revealed, ended in sessions:
        for moment, heads in (("reveal", revealed), ("close", ended)):
            if heads:
                at = dict(json.loads(heads))
                there = fold_claim(until(events, at), until(carried, at))
                _hold(conn, session, claim, moment, there.judgements)


def _hold(
    conn: sqlite3.Connection,
    session: int,
    claim: int,
    moment: str,
    judged: Mapping[str, JudgementState],
) -> None:
    """Keep what the members of a session held at a moment."""
    members = conn.execute(
        "SELECT r.id, r.uid FROM member m JOIN reviewer r ON r.id = m.reviewer_id"
        " WHERE m.session_id = ?",
        (session,),
    ).fetchall()
    conn.executemany(
        "INSERT INTO main.held VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (session, claim, reviewer, moment, *_held(judged[uid]))
            for reviewer, uid in members
            if uid in judged
        ],
    )


def _held(held: JudgementState) -> tuple[Any, ...]:
    spoken = _json(held.attributions or [])
    return held.status, held.scale, held.attribution_status, spoken, held.reviewed_at


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


COMPARED: dict[str, str] = {
    "role": "SELECT reviewer, role FROM {db}.role",
    "session": (
        "SELECT s.uid, d.sha256, s.title, s.mode, s.rule, s.scale, s.votes, s.reviews, s.assign,"
        " s.lease, s.returns, s.host, s.phase, s.created_at, s.revealed_at, s.voted_at,"
        " s.closed_at, s.revealed_heads, s.closed_heads"
        " FROM {db}.session s JOIN {db}.document d ON d.id = s.document_id"
    ),
    "member": (
        "SELECT s.uid, r.uid, m.place FROM {db}.member m JOIN {db}.session s"
        " ON s.id = m.session_id JOIN {db}.reviewer r ON r.id = m.reviewer_id"
    ),
    "assignment": (
        'SELECT s.uid, c.start, c."end", r.uid FROM {db}.assignment a'
        " JOIN {db}.session s ON s.id = a.session_id JOIN {db}.claim c ON c.id = a.claim_id"
        " JOIN {db}.reviewer r ON r.id = a.reviewer_id"
    ),
    "held": (
        'SELECT s.uid, c.start, c."end", r.uid, h.moment, h.status, h.scale, h.attribution_status,'
        " h.attributions, h.reviewed_at FROM {db}.held h JOIN {db}.session s"
        " ON s.id = h.session_id JOIN {db}.claim c ON c.id = h.claim_id"
        " JOIN {db}.reviewer r ON r.id = h.reviewer_id"
    ),
    "vote": (
        'SELECT s.uid, c.start, c."end", r.uid, v.status, v.scale, v.at FROM {db}.vote v'
        " JOIN {db}.session s ON s.id = v.session_id JOIN {db}.claim c ON c.id = v.claim_id"
        " JOIN {db}.reviewer r ON r.id = v.reviewer_id"
    ),
    "adjudication": (
        'SELECT d.sha256, c.start, c."end", a.session, r.uid, a.status, a.scale, a.takes,'
        " a.reason, a.note, a.attributions, a.tally, a.at, a.contested FROM {db}.adjudication a"
        " JOIN {db}.claim c ON c.id = a.claim_id JOIN {db}.document d ON d.id = c.document_id"
        " JOIN {db}.reviewer r ON r.id = a.reviewer_id"
    ),
    "comment": (
        'SELECT d.sha256, c.start, c."end", m.id, r.uid, m.text, m.reply_to, m.mentions, m.at,'
        " m.hlc, m.withdrawn FROM {db}.comment m JOIN {db}.claim c ON c.id = m.claim_id"
        " JOIN {db}.document d ON d.id = c.document_id JOIN {db}.reviewer r ON r.id = m.reviewer_id"
    ),
}
