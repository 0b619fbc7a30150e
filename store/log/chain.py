"""The review log: streams of events, each chained to the one before by its hash.

A stream has one writer and is numbered 1, 2, 3 ... without gaps. Its first link is
`sha256("twosource/1" + uid)` over the uid's 16 bytes, every further one
`sha256(previous hash + sha256(body))`, so one body can be redacted without breaking the chain.

What this proves: `faults` finds damage and any edit that was not rehashed; `against` finds, with a
digest noted earlier, a tail that was cut off and anything rewritten since. No more is claimed.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from store.clock import Instant
from store.errors import BadInput
from store.log import blinds
from store.log.events import Event, dump, load
from store.log.kinds import NAME, Fact

FORMAT = b"twosource/1"

_COLUMNS = (
    "e.seq, s.uid, e.n, e.hlc, e.kind, e.body, e.body_sha, e.hash, s.reviewer"
    " FROM main.event e JOIN main.stream s ON s.id = e.stream_id"
)


@dataclass(slots=True)
class Stream:
    """A writer of this file, with the head that the next event is chained to."""

    id: int
    uid: str
    reviewer: str
    head_n: int
    head_hlc: int
    head_hash: bytes


class Stored(NamedTuple):
    """An event as it lies in the file. `event` is None where the body was redacted."""

    seq: int
    stream: str
    n: int
    hlc: int
    kind: str
    body: str | None
    body_sha: bytes
    hash: bytes
    reviewer: str
    event: Event | None

    @property
    def id(self) -> str:
        return f"{self.stream}:{self.n}"


def genesis(uid: str) -> bytes:
    return hashlib.sha256(FORMAT + bytes.fromhex(uid)).digest()


def link(previous: bytes, body_sha: bytes) -> bytes:
    return hashlib.sha256(previous + body_sha).digest()


def body_digest(body: str) -> bytes:
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).digest()


def append(
    conn: sqlite3.Connection,
    stream: Stream,
    fact: Fact,
    instant: Instant,
    undoes: str | None = None,
    redoes: str | None = None,
) -> Stored:
    """Add one event to `stream`, which moves on. The caller holds the write transaction."""
    last = conn.execute("SELECT max(head_hlc) FROM main.stream").fetchone()[0] or 0
    hlc = max(last + 1, instant.micros)
    body = dump(fact, hlc, instant, undoes, redoes)
    body_sha = body_digest(body)
    stream.head_n += 1
    stream.head_hlc = hlc
    stream.head_hash = link(stream.head_hash, body_sha)
    seq = conn.execute(
        "INSERT INTO main.event(stream_id, n, hlc, kind, body, hash) VALUES (?, ?, ?, ?, ?, ?)",
        (stream.id, stream.head_n, hlc, NAME[type(fact)], body, stream.head_hash),
    ).lastrowid
    conn.execute(
        "UPDATE main.stream SET head_n = ?, head_hlc = ?, head_hash = ? WHERE id = ?",
        (stream.head_n, hlc, stream.head_hash, stream.id),
    )
    row = (seq, stream.uid, stream.head_n, hlc, NAME[type(fact)], body, None, stream.head_hash)
    return _stored((*row, stream.reviewer))


def read(conn: sqlite3.Connection, where: str = "", params: Sequence[object] = ()) -> list[Stored]:
    """Events in order of arrival. `where` is a trusted clause over `e` (event) and `s` (stream)."""
    return list(iterate(conn, where, params))


def last(conn: sqlite3.Connection) -> int:
    """The number, in order of arrival, of the newest entry; 0 where there is none."""
    return int(conn.execute("SELECT coalesce(max(seq), 0) FROM main.event").fetchone()[0])


def find(conn: sqlite3.Connection, event: str) -> Stored | None:
    """The entry with the id `stream:n`, if this file has it."""
    stream, _, n = event.partition(":")
    if not n.isdigit():
        return None
    return next(iter(read(conn, "s.uid = ? AND e.n = ?", (stream, int(n)))), None)


def iterate(
    conn: sqlite3.Connection, where: str = "", params: Sequence[object] = ()
) -> Iterator[Stored]:
    """Like `read`, for logs of any length; take all of it, or it pins a snapshot of the file."""
    clause = f" WHERE {where}" if where else ""
    rows = conn.execute(f"SELECT {_COLUMNS}{clause} ORDER BY e.seq", tuple(params))
    for row in rows:
        yield _stored(row)


def fold_order(stored: Sequence[Stored]) -> list[Event]:
    """The readable events, in the order that is the same on every replica."""
    return sorted((s.event for s in stored if s.event), key=lambda event: event.order)


def _stored(row: tuple[Any, ...]) -> Stored:
    seq, uid, n, hlc, kind, body, body_sha, digest, reviewer = row
    sha = body_sha if body is None else body_digest(body)
    event = _readable(uid, n, body, reviewer)
    return Stored(seq, uid, n, hlc, kind, body, sha, digest, reviewer, event)


def _readable(uid: str, n: int, body: str | None, reviewer: str) -> Event | None:
    """A damaged body is no event; `faults` is what reports it."""
    if body is None:
        return None
    try:
        return load(uid, n, body, reviewer)
    except ValueError:
        return None


# --- what the log proves -------------------------------------------------------------------------


class Fault(NamedTuple):
    """Something that is not as it was written, and where."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def digest(conn: sqlite3.Connection) -> str:
    """`<number of events>-<SHA-256 over the sorted stream heads>`; see `heads_digest`.

    Without the number where a blind session hides entries from this desk: it would count them.
    """
    rows = conn.execute(
        "SELECT uid, head_n, head_hash FROM main.stream WHERE head_n > 0"
    ).fetchall()
    found = heads_digest({uid: (n, bytes(head)) for uid, n, head in rows})
    return found.partition("-")[2] if blinds.drawn(conn) else found


def heads_digest(heads: dict[str, tuple[int, bytes]]) -> str:
    """The count of events, and SHA-256 over `twosource/1/heads ` and a line a stream."""
    lines = "".join(f"{uid} {n} {head.hex()}\n" for uid, (n, head) in sorted(heads.items()))
    total = sum(n for n, _ in heads.values())
    return f"{total}-{hashlib.sha256(FORMAT + b'/heads ' + lines.encode()).hexdigest()}"


def faults(conn: sqlite3.Connection) -> list[Fault]:
    """Every place where a stream's numbers, bodies, hashes or derived columns do not agree."""
    found: list[Fault] = []
    streams = conn.execute(
        "SELECT id, uid, head_n, head_hash FROM main.stream ORDER BY id"
    ).fetchall()
    for stream_id, uid, head_n, head_hash in streams:
        found += _stream_faults(conn, stream_id, uid, head_n, bytes(head_hash))
    found += _redaction_faults(conn)
    orphans = conn.execute(
        "SELECT seq FROM main.event WHERE stream_id NOT IN (SELECT id FROM main.stream)"
    ).fetchall()
    found += [Fault(f"entry {seq}", "belongs to no stream") for (seq,) in orphans]
    for sha, data in conn.execute("SELECT sha256, bytes FROM blob"):
        if hashlib.sha256(data).hexdigest() != sha:
            found.append(Fault(f"stored text {sha[:12]}", "is not what its hash says"))
    return found


def _stream_faults(
    conn: sqlite3.Connection, stream_id: int, uid: str, head_n: int, head_hash: bytes
) -> list[Fault]:
    found: list[Fault] = []
    try:
        expected, previous = 1, genesis(uid)
    except ValueError:
        return [Fault(f"stream {uid[:8]}", "its name is damaged")]
    rows = conn.execute(f"SELECT {_COLUMNS} WHERE s.id = ? ORDER BY e.n", (stream_id,))
    for row in rows:
        entry = _stored(row)
        place = f"stream {uid[:8]}, entry {entry.n}"
        if entry.n != expected:
            found.append(Fault(place, f"comes where entry {expected} should be: one is missing"))
        elif link(previous, entry.body_sha) != entry.hash:
            found.append(Fault(place, "its text, or the entry before it, is not what was hashed"))
        found += _derived_faults(place, entry)
        expected, previous = entry.n + 1, entry.hash
    if expected - 1 != head_n:
        found.append(Fault(f"stream {uid[:8]}", f"ends at {expected - 1}, its head says {head_n}"))
    elif previous != head_hash:
        found.append(Fault(f"stream {uid[:8]}", "its last hash is not the head's"))
    return found


def _redaction_faults(conn: sqlite3.Connection) -> list[Fault]:
    """A body is gone exactly where an event of the log says so."""
    ordered = {
        str(getattr(entry.event.fact, "event", ""))
        for entry in iterate(conn, "e.kind = 'redacted'")
        if entry.event
    }
    gone = conn.execute(
        "SELECT s.uid, e.n FROM main.event e JOIN main.stream s ON s.id = e.stream_id"
        " WHERE e.body IS NULL"
    ).fetchall()
    missing = {f"{uid}:{n}" for uid, n in gone}
    faults = [
        Fault(f"stream {event[:8]}, entry {event.partition(':')[2]}", "has no text, and no order")
        for event in sorted(missing - ordered, key=repr)
    ]
    for event in sorted(ordered - missing, key=repr):
        if find(conn, event):
            place = f"stream {event[:8]}, entry {event.partition(':')[2]}"
            faults.append(Fault(place, "was to be redacted, and still has its text"))
    return faults


def _derived_faults(place: str, entry: Stored) -> list[Fault]:
    if entry.body is None:
        return []
    if entry.event is None:
        return [Fault(place, "its text is no event")]
    found = []
    if entry.event.kind != entry.kind:
        found.append(Fault(place, f"is a {entry.event.kind}, its column says {entry.kind}"))
    if entry.event.hlc != entry.hlc:
        found.append(Fault(place, "its order column is not what its text says"))
    opened = getattr(entry.event.fact, "reviewer", None)
    if entry.n == 1 and opened != entry.reviewer:
        found.append(Fault(place, "the stream's reviewer is not the one that opened it"))
    return found


_DIGEST = re.compile(r"(?:(\d+)-)?([0-9a-f]{64})")


def against(conn: sqlite3.Connection, noted: str) -> list[Fault]:
    """Whether the log still begins with what it was when `noted` was printed.

    A digest holds for the file that printed it, in order of arrival, and for a replica whose fold
    order begins in the same way. Raises: `BadInput` when `noted` is no digest.
    """
    match = _DIGEST.fullmatch(noted.strip().lower())
    if not match:
        raise BadInput(
            f"{noted!r} is no digest; one looks like 42-9f86d0… and is printed by "
            "`twosource log digest` and at the foot of every exported log"
        )
    count = int(match[1]) if match[1] else None
    total = conn.execute("SELECT count(*) FROM main.event").fetchone()[0]
    if count is not None and count > total:
        return [
            Fault("the log", f"had {count} entries then and has {total} now: some were cut off")
        ]
    for order in ("e.seq", "e.hlc, s.uid, e.n"):
        if match[2] in _prefixes(conn, order, count):
            return []
    return [Fault("the log", "does not begin with what that digest stands for: it was rewritten")]


def _prefixes(conn: sqlite3.Connection, order: str, count: int | None) -> Iterator[str]:
    """The hex part of the digest after each entry, or only after entry number `count`."""
    heads: dict[str, tuple[int, bytes]] = {}
    sql = f"SELECT s.uid, e.n, e.hash FROM main.event e JOIN main.stream s ON s.id = e.stream_id ORDER BY {order}"  # noqa: S608, E501
    for done, (uid, n, head) in enumerate(conn.execute(sql).fetchall(), 1):
        heads[uid] = (n, bytes(head))
        if count in (None, done):
            yield heads_digest(heads).partition("-")[2]
