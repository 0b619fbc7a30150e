"""The review log: streams of events, each chained to the one before by its hash.

A stream has one writer and is numbered 1, 2, 3 ... without gaps. Its first link is
`sha256("twosource/1" + uid)` over the uid's 16 bytes, every further one
`sha256(previous hash + sha256(body))`, so one body can be redacted without breaking the chain.

What this proves is in `store.log.integrity`.
"""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from store.clock import Instant
from store.log import blinds, same_person
from store.log.events import Event, dump, load
from store.log.kinds import NAME, Fact

FORMAT = b"twosource/1"

COLUMNS = (
    "e.seq, s.uid, e.n, e.hlc, e.kind, e.body, e.body_sha, e.hash, s.reviewer,"
    " coalesce((SELECT why FROM main.unheeded u WHERE u.seq = e.seq), '')"
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
    """An event as it lies in the file. `event` is None where the body was redacted; `unheeded`
    says why it counts for nothing, and is empty where it counts."""

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
    unheeded: str = ""

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
    kind, body = NAME[type(fact)], dump(fact, hlc, instant, undoes, redoes)
    body_sha = body_digest(body)
    stream.head_n += 1
    stream.head_hlc = hlc
    stream.head_hash = link(stream.head_hash, body_sha)
    seq = conn.execute(
        "INSERT INTO main.event(stream_id, n, hlc, kind, body, hash) VALUES (?, ?, ?, ?, ?, ?)",
        (stream.id, stream.head_n, hlc, kind, body, stream.head_hash),
    ).lastrowid
    conn.execute(
        "UPDATE main.stream SET head_n = ?, head_hlc = ?, head_hash = ? WHERE id = ?",
        (stream.head_n, hlc, stream.head_hash, stream.id),
    )
    row = (seq, stream.uid, stream.head_n, hlc, kind, body, None, stream.head_hash)
    return _read_as(stored_row((*row, stream.reviewer, "")), same_person.known(conn))


def read(conn: sqlite3.Connection, where: str = "", params: Sequence[object] = ()) -> list[Stored]:
    """Events in order of arrival. `where` is a trusted clause over `e` (event) and `s` (stream)."""
    return list(iterate(conn, where, params))


def last(conn: sqlite3.Connection) -> int:
    """The number, in order of arrival, of the newest entry; 0 where there is none."""
    return int(conn.execute("SELECT coalesce(max(seq), 0) FROM main.event").fetchone()[0])


def count(conn: sqlite3.Connection) -> int:
    """How many entries the log has, as far as this reviewer may know."""
    return int(conn.execute("SELECT count(*) FROM event").fetchone()[0])


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
    same = same_person.known(conn)
    rows = conn.execute(f"SELECT {COLUMNS}{clause} ORDER BY e.seq", tuple(params))
    for row in rows:
        yield _read_as(stored_row(row), same)


def _read_as(stored: Stored, same: same_person.Same) -> Stored:
    if not same or not stored.event:
        return stored
    return stored._replace(event=same_person.read_as(stored.event, same))


def fold_order(stored: Sequence[Stored]) -> list[Event]:
    """The readable events that count, in the order that is the same on every replica."""
    found = (entry.event for entry in stored if entry.event and not entry.unheeded)
    return sorted(found, key=lambda event: event.order)


def stored_row(row: tuple[Any, ...]) -> Stored:
    seq, uid, n, hlc, kind, body, body_sha, digest, reviewer, unheeded = row
    sha = body_sha if body is None else body_digest(body)
    event = _readable(uid, n, body, reviewer)
    return Stored(seq, uid, n, hlc, kind, body, sha, digest, reviewer, event, unheeded)


def _readable(uid: str, n: int, body: str | None, reviewer: str) -> Event | None:
    """The event of an entry, None for a damaged body: `store.log.integrity` reports that."""
    if body is None:
        return None
    try:
        return load(uid, n, body, reviewer)
    except ValueError:
        return None


# --- the digest ----------------------------------------------------------------------------------


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
