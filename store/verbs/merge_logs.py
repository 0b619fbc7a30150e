"""The merge of another log into this one: the union of their events, each of them checked.

Nothing is believed. Every stream is chained anew from its first link, and an entry that is here
already has to be the same one, so what comes in is as sound as what was written here. A stream that
arrives, or goes on by what arrives, has no `home`: this file never writes it.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from dataclasses import dataclass, field

from store.errors import BadInput
from store.log import chain
from store.log.chain import Stored
from store.log.events import MAX_BODY, Event, canonical, load, said_by
from store.log.kinds import BINDING, OWN, PERSONAL, DocumentAdded, Redacted, StreamOpened

MAX_HLC = 2**53 - 2**40  # one later would leave this desk no room to write after it
_UID = re.compile("[0-9a-f]{32}")


class EntryRefused(BadInput):
    """An entry that cannot be taken in; the reader of the file adds its line."""


@dataclass(slots=True)
class IncomingEntry:
    """An entry as it comes in; of one that was redacted `kind` and `hlc` are all that is left."""

    stream: str
    n: int
    hash: bytes
    body: str | None = None
    body_sha: bytes = b""
    kind: str = ""
    hlc: int = 0
    arrived: bool = False  # it had come to the desk that it was exported from


@dataclass(slots=True)
class _Stream:
    """`held` is how far this desk has it, `n` how far it has come in; `hlc` is the last kept."""

    id: int
    uid: str
    session: str | None
    reviewer: str
    held: int
    hash: bytes
    n: int = 0
    hlc: int = 0


@dataclass(slots=True)
class Arrivals:
    """One import. The caller holds the transaction, and gives it up when this raises
    `EntryRefused`.

    Into an empty desk (`whole_desk`) the log comes as the desk that it was; else what would bind
    others is marked as having arrived, and `store.state.authority` decides what counts. `strange`
    are the entries that this version does not understand, `binding` those that would bind others,
    `of_sessions` those that somebody judged in a session.
    """

    conn: sqlite3.Connection
    whole_desk: bool
    events: int = 0
    known: int = 0
    strange: int = 0
    binding: int = 0
    of_sessions: int = 0
    reviewers: set[str] = field(default_factory=set)
    _streams: dict[str, _Stream] = field(default_factory=dict)
    _texts: dict[str, int] = field(default_factory=dict)  # SHA-256 -> line that wants it
    _bare: dict[str, int] = field(default_factory=dict)  # event without a text -> its line

    def stream(self, uid: str, session: str | None) -> None:
        """A stream, named before its entries."""
        if not _UID.fullmatch(uid):
            raise EntryRefused(f"{uid!r} is not the id of a stream")
        if uid in self._streams:
            raise EntryRefused(f"stream {uid[:8]} is named twice")
        row = self.conn.execute(
            "SELECT id, session, reviewer, head_n, head_hlc FROM main.stream WHERE uid = ?", (uid,)
        ).fetchone()
        if row is None:
            made = self.conn.execute(
                "INSERT INTO main.stream(uid, reviewer, session, head_hash) VALUES (?, '', ?, ?)",
                (uid, session, chain.genesis(uid)),
            )
            row = (made.lastrowid, session, "", 0, 0)
        if row[1] != session:
            raise EntryRefused(f"stream {uid[:8]} belongs to another session on this desk")
        first = chain.genesis(uid)
        self._streams[uid] = _Stream(row[0], uid, session, row[2], row[3], first, hlc=row[4])

    def blob(self, sha256: str, data: bytes) -> None:
        if hashlib.sha256(data).hexdigest() != sha256:
            raise EntryRefused(f"the stored text {sha256[:12]} does not match its hash")
        self.conn.execute("INSERT OR IGNORE INTO blob VALUES (?, ?)", (sha256, data))

    def event(self, entry: IncomingEntry, line: int) -> Stored | None:
        """Take one entry in; None where it is here already."""
        stream = self._streams.get(entry.stream)
        if stream is None:
            raise EntryRefused(
                f"it belongs to the stream {entry.stream[:8]}, which no line before it names"
            )
        sha = _body_sha(entry)
        if 0 < entry.n <= stream.n:
            self._same(stream, entry, sha)
            return None
        if entry.n != stream.n + 1:
            raise EntryRefused(
                f"entry {entry.n} of stream {stream.uid[:8]} comes where entry {stream.n + 1} "
                "should be: one is missing"
            )
        if entry.n <= stream.held:
            self._same(stream, entry, sha)
        if chain.link(stream.hash, sha) != entry.hash:
            raise EntryRefused(
                f"the text of entry {entry.n} of stream {stream.uid[:8]}, or the entry before it, "
                "does not match its hash"
            )
        stored = self._keep(stream, entry, sha, line) if entry.n > stream.held else None
        stream.n, stream.hash = entry.n, entry.hash
        return stored

    def _same(self, stream: _Stream, entry: IncomingEntry, sha: bytes) -> None:
        """Raises: `EntryRefused` where the desk has another entry in that place."""
        digest, body, body_sha = self.conn.execute(
            "SELECT hash, body, body_sha FROM main.event WHERE stream_id = ? AND n = ?",
            (stream.id, entry.n),
        ).fetchone()
        held = body_sha if body is None else chain.body_digest(body)
        if (bytes(digest), bytes(held)) != (entry.hash, sha):
            raise EntryRefused(
                f"stream {stream.uid[:8]} has forked: another entry {entry.n} is here already; "
                "one of the two was written in a copy of the desk"
            )
        self.known += 1

    def _keep(self, stream: _Stream, entry: IncomingEntry, sha: bytes, line: int) -> Stored:
        event = None
        if entry.body is not None:
            event = _event(entry, stream)
            entry.kind, entry.hlc = event.kind, event.hlc
            self._want(event, line)
        else:
            self._bare[f"{entry.stream}:{entry.n}"] = line
        if entry.n == 1:
            stream.reviewer = _opened_by(event, stream)
        event = said_by(event, stream.reviewer) if event else None
        _check_time(stream, entry.hlc)
        cells = (entry.n, entry.hlc, entry.kind, entry.body, sha if event is None else None)
        seq = self.conn.execute(
            "INSERT INTO main.event(stream_id, n, hlc, kind, body, body_sha, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (stream.id, *cells, entry.hash),
        ).lastrowid
        self.events += 1
        self.strange += bool(event and event.strange)
        if entry.kind in BINDING and (entry.arrived or not self.whole_desk):
            self.conn.execute("INSERT INTO main.arrived VALUES (?)", (seq,))
        self.reviewers.add(stream.reviewer)
        if entry.kind in BINDING:
            self.binding += 1
        elif stream.session and event and isinstance(event.fact, OWN):
            self.of_sessions += 1
        stream.hlc = entry.hlc
        return Stored(
            *(seq or 0, stream.uid, entry.n, entry.hlc, entry.kind, entry.body, sha, entry.hash),
            *(stream.reviewer, event),
        )

    def _want(self, event: Event, line: int) -> None:
        if isinstance(event.fact, DocumentAdded):
            self._texts.setdefault(event.fact.document, line)
            self._texts.setdefault(event.fact.original, line)

    # --- at the end ---

    def finish(self, digest: str) -> None:
        """Check what only the whole can show, and move the heads. `digest` is the file's own."""
        for stream in self._streams.values():
            if not stream.n:
                raise EntryRefused(f"stream {stream.uid[:8]} has no entries")
        heads = {uid: (stream.n, stream.hash) for uid, stream in self._streams.items()}
        if chain.heads_digest(heads) != digest:
            raise EntryRefused(
                f"its entries do not match the digest in its first line, {digest[:20]}…: some are "
                "missing"
            )
        self._all_texts_are_here()
        self._all_redactions_are_ordered()
        for stream in self._streams.values():
            if stream.n > stream.held:
                self.conn.execute(
                    "UPDATE main.stream SET reviewer = ?, home = NULL, head_n = ?, head_hlc = ?,"
                    " head_hash = ? WHERE id = ?",
                    (stream.reviewer, stream.n, stream.hlc, stream.hash, stream.id),
                )

    def _all_texts_are_here(self) -> None:
        for sha256, line in self._texts.items():
            row = self.conn.execute("SELECT 1 FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
            if row is None:
                raise EntryRefused(f"the text {sha256[:12]} that line {line} takes in is missing")

    def _all_redactions_are_ordered(self) -> None:
        if not self._bare:
            return
        orders = chain.read(self.conn, "e.kind = 'redacted'")
        facts = [order.event.fact for order in orders if order.event]
        ordered = {fact.event for fact in facts if isinstance(fact, Redacted)}
        for event, line in self._bare.items():
            if event not in ordered:
                raise EntryRefused(f"the entry in line {line} has no text, but was not redacted")


def under_review(conn: sqlite3.Connection, after: int) -> bool:
    """Whether the entries after number `after` hold judgements on an article in an open session."""
    marks = ", ".join("?" * len(PERSONAL))
    row = conn.execute(
        "SELECT 1 FROM main.event e JOIN about a ON a.seq = e.seq JOIN session s"  # noqa: S608
        " ON s.document_id = a.document_id AND s.phase <> 'closed'"
        f" WHERE e.seq > ? AND e.kind IN ({marks}) LIMIT 1",
        (after, *PERSONAL),
    ).fetchone()
    return row is not None


def about_articles(conn: sqlite3.Connection, after: int) -> int:
    """How many articles the entries after number `after` in order of arrival are about."""
    row = conn.execute(
        "SELECT count(DISTINCT d.id) FROM about a JOIN document d ON d.id = a.document_id"
        " WHERE a.seq > ? AND d.role = 'article'",
        (after,),
    ).fetchone()
    return int(row[0])


def readable(conn: sqlite3.Connection, documents: set[int]) -> list[int]:
    """Those of `documents` that are articles of this desk."""
    rows = conn.execute("SELECT id FROM document WHERE role = 'article' AND added_at <> ''")
    return [row[0] for row in rows.fetchall() if row[0] in documents]


# --- one entry -----------------------------------------------------------------------------------


def _body_sha(entry: IncomingEntry) -> bytes:
    if entry.body is None:
        return entry.body_sha
    return chain.body_digest(entry.body)


def _event(entry: IncomingEntry, stream: _Stream) -> Event:
    """The event in a body. Raises: `EntryRefused` unless it is one, in canonical form."""
    body = entry.body or ""
    try:
        if len(body.encode()) > MAX_BODY:
            raise EntryRefused("it is longer than the 64 KiB that one entry of the log can hold")
        if canonical(json.loads(body)) != body:
            raise EntryRefused("its text is JSON, but not in the exact form of an entry")
        return load(stream.uid, entry.n, body)
    except (ValueError, RecursionError, TypeError, BadInput) as error:
        if isinstance(error, EntryRefused):
            raise
        raise EntryRefused(f"its text is not an event ({error})") from None


def _opened_by(event: Event | None, stream: _Stream) -> str:
    fact = event.fact if event else None
    if not isinstance(fact, StreamOpened):
        raise EntryRefused(f"stream {stream.uid[:8]} does not begin by saying whose it is")
    if fact.session != stream.session:
        raise EntryRefused(f"stream {stream.uid[:8]} was opened in another session than it says")
    return fact.reviewer


def _check_time(stream: _Stream, hlc: int) -> None:
    if not stream.hlc < hlc <= MAX_HLC:
        raise EntryRefused(
            f"its place in time, {hlc}, is before that of the entry it follows"
            if hlc <= stream.hlc
            else f"its place in time, {hlc}, is too far off to write anything after it"
        )
