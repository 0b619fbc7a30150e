"""The review log as people read it: notes, verdicts, a claim's history, `twosource log`."""

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from store.log import blinds, chain
from store.log.events import Event
from store.queries import known_scales
from store.queries.event_words import describe, shown_fact
from store.queries.known_reviewers import reviewer_names
from store.queries.known_sources import names


class NoteRow(NamedTuple):
    kind: str
    text: str
    state: str
    reviewer: str
    at: str
    mine: bool = False


class HistoryLine(NamedTuple):
    at: str
    reviewer: str
    what: str
    event: str


def notes(conn: sqlite3.Connection, claim: int, reviewer: str = "") -> list[NoteRow]:
    found = conn.execute(
        "SELECT n.kind, n.text, n.state, r.name, n.at, r.uid = ? FROM note n"
        " JOIN reviewer r ON r.id = n.reviewer_id WHERE n.claim_id = ? ORDER BY n.kind, n.at",
        (reviewer, claim),
    )
    return [NoteRow(k, t, s, who, at, bool(mine)) for k, t, s, who, at, mine in found.fetchall()]


def history(conn: sqlite3.Connection, claim: int) -> list[HistoryLine]:
    """What happened to a claim, oldest first."""
    terms = ["e.seq IN (SELECT seq FROM about WHERE claim_id = ?)", *blinds.terms(conn)]
    return _lines(conn, chain.read(conn, " AND ".join(terms), (claim,)))


def events(conn: sqlite3.Connection, document: int) -> list[Event]:
    """All that happened to an article and its claims, without what is hidden, in fold order."""
    terms = ["e.seq IN (SELECT seq FROM about WHERE document_id = ?)", *blinds.terms(conn)]
    return chain.fold_order(chain.read(conn, " AND ".join(terms), (document,)))


def _lines(conn: sqlite3.Connection, stored: Iterable[chain.Stored]) -> list[HistoryLine]:
    who, sources, known = reviewer_names(conn), names(conn), known_scales.known(conn)
    found = sorted(
        ((entry.event, entry.unheeded) for entry in stored if entry.event),
        key=lambda pair: pair[0].order,
    )
    return [
        HistoryLine(
            *(e.at, who.get(e.reviewer, e.reviewer[:8])),
            *(_obeyed(describe(e, sources, known), why), e.id),
        )
        for e, why in found
    ]


def _obeyed(what: str, unheeded: str) -> str:
    """What an entry says, or that it counts for nothing, and why."""
    return f"not obeyed ({unheeded}): {what}" if unheeded else what


def unheeded(conn: sqlite3.Connection, after: int = 0) -> int:
    """How many entries after number `after` in order of arrival count for nothing."""
    row = conn.execute("SELECT count(*) FROM main.unheeded WHERE seq > ?", (after,)).fetchone()
    return int(row[0])


def what(conn: sqlite3.Connection, event: str) -> str:
    """What one event did, with the number of its claim, in words."""
    stored = chain.find(conn, event)
    if stored is None or stored.event is None or not _seen(conn, stored.seq):
        return ""
    number = _about(conn, stored.seq)[1]
    words = _lines(conn, [stored])[0].what
    return f"#{number} {words}" if number else words


def _seen(conn: sqlite3.Connection, seq: int) -> bool:
    """Whether this desk may see an entry."""
    return bool(conn.execute("SELECT 1 FROM event WHERE seq = ?", (seq,)).fetchone())


class LogLine(NamedTuple):
    """One entry of the review log, for people and machines.

    `seq` is its place in the order of arrival, among those that this desk may see. `unheeded` says
    why it does not count; empty where it does.
    """

    seq: int
    at: str
    reviewer: str
    kind: str
    article: str
    claim: str
    what: str
    event: str
    hash: str
    fact: Any = None
    unheeded: str = ""


def log_lines(
    conn: sqlite3.Connection,
    *,
    since: str = "",
    claim: int | None = None,
    document: int | None = None,
    after: int = 0,
    after_hlc: int = 0,
) -> list[LogLine]:
    """The review log in order of arrival. `since` is a stored time, `after` a seq."""
    place = _places(conn)
    terms, params = ["e.hlc > ?", *blinds.terms(conn)], [after_hlc]
    if not place:
        terms, params = ["e.seq > ?", *terms], [after, *params]
    for column, value in (("claim_id", claim), ("document_id", document)):
        if value is not None:
            terms.append(f"e.seq IN (SELECT seq FROM about WHERE {column} = ?)")  # noqa: S608
            params.append(value)
    who, sources, known = reviewer_names(conn), names(conn), known_scales.known(conn)
    lines = []
    for stored in chain.iterate(conn, " AND ".join(terms), params):
        event = stored.event
        if (event and event.at < since) or place.get(stored.seq, after + 1) <= after:
            continue
        article, number = _about(conn, stored.seq)
        what = describe(event, sources, known) if event else "redacted"
        said_by = event.reviewer if event else stored.reviewer
        lines.append(
            LogLine(
                place.get(stored.seq, stored.seq),
                event.at if event else "",
                who.get(said_by, said_by[:8]),
                stored.kind,
                article,
                number,
                _obeyed(what, stored.unheeded),
                stored.id,
                stored.hash.hex(),
                shown_fact(stored.body),
                stored.unheeded,
            )
        )
    return lines


def _places(conn: sqlite3.Connection) -> dict[int, int]:
    """Where entries are hidden, the place of each that is not: gaps would count the others."""
    if not blinds.drawn(conn):
        return {}
    rows = conn.execute("SELECT seq FROM event ORDER BY seq").fetchall()
    return {seq: place for place, (seq,) in enumerate(rows, 1)}


def _about(conn: sqlite3.Connection, seq: int) -> tuple[str, str]:
    row = conn.execute(
        "SELECT coalesce(nullif(d.headline, ''), d.file_name), c.number FROM about a"
        " JOIN document d ON d.id = a.document_id LEFT JOIN claim c ON c.id = a.claim_id"
        " WHERE a.seq = ?",
        (seq,),
    ).fetchone()
    return (row[0] or "", row[1] or "") if row else ("", "")


def not_obeyed(conn: sqlite3.Connection) -> list[LogLine]:
    """The entries that count for nothing, in order of arrival."""
    return [line for line in log_lines(conn) if line.unheeded]


class ColleagueVerdict(NamedTuple):
    """What one reviewer holds about a claim; `scale` is the digest of the verdict's own scale."""

    uid: str
    reviewer: str
    status: str
    scale: str | None
    source: str


def verdicts(conn: sqlite3.Connection, claim: int) -> list[ColleagueVerdict]:
    """Every reviewer's verdict on a claim, the earliest reviewer first."""
    found = conn.execute(
        "SELECT r.uid, r.name, j.status, j.scale, j.chain, j.source FROM judgement j"
        " JOIN reviewer r ON r.id = j.reviewer_id WHERE j.claim_id = ? AND j.status IS NOT NULL"
        " ORDER BY r.id",
        (claim,),
    ).fetchall()
    return [
        ColleagueVerdict(key, name, status, scale, voices or source)
        for key, name, status, scale, voices, source in found
    ]
