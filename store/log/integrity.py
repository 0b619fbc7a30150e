"""The check that the log is what was written: hashes made anew, streams without gaps, a noted
digest.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from store.errors import BadInput
from store.log.chain import COLUMNS, Stored, find, genesis, heads_digest, iterate, link, stored_row


class Fault(NamedTuple):
    """Something that is not as it was written, and where."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


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
            found.append(Fault(f"stored text {sha[:12]}", "does not match its hash"))
    return found


def _stream_faults(
    conn: sqlite3.Connection, stream_id: int, uid: str, head_n: int, head_hash: bytes
) -> list[Fault]:
    found: list[Fault] = []
    try:
        expected, previous = 1, genesis(uid)
    except ValueError:
        return [Fault(f"stream {uid[:8]}", "its name is damaged")]
    rows = conn.execute(f"SELECT {COLUMNS} WHERE s.id = ? ORDER BY e.n", (stream_id,))
    for row in rows:
        entry = stored_row(row)
        place = f"stream {uid[:8]}, entry {entry.n}"
        if entry.n != expected:
            found.append(Fault(place, f"comes where entry {expected} should be: one is missing"))
        elif link(previous, entry.body_sha) != entry.hash:
            found.append(Fault(place, "its text, or the entry before it, does not match its hash"))
        found += _derived_faults(place, entry)
        expected, previous = entry.n + 1, entry.hash
    if expected - 1 != head_n:
        found.append(
            Fault(f"stream {uid[:8]}", f"ends at {expected - 1}, but its head says {head_n}")
        )
    elif previous != head_hash:
        found.append(Fault(f"stream {uid[:8]}", "its last hash does not match its head"))
    return found


def _redaction_faults(conn: sqlite3.Connection) -> list[Fault]:
    """A body is gone where an event of the log says so, and nowhere else; it has to be gone where
    that event counts."""
    orders = [entry for entry in iterate(conn, "e.kind = 'redacted'") if entry.event]
    ordered = {str(getattr(one.event.fact, "event", "")) for one in orders if one.event}
    obeyed = {
        str(getattr(one.event.fact, "event", ""))
        for one in orders
        if one.event and not one.unheeded
    }
    gone = conn.execute(
        "SELECT s.uid, e.n FROM main.event e JOIN main.stream s ON s.id = e.stream_id"
        " WHERE e.body IS NULL"
    ).fetchall()
    missing = {f"{uid}:{n}" for uid, n in gone}
    faults = [
        Fault(
            f"stream {event[:8]}, entry {event.partition(':')[2]}",
            "has no text, but was not redacted",
        )
        for event in sorted(missing - ordered, key=repr)
    ]
    for event in sorted(obeyed - missing, key=repr):
        if find(conn, event):
            place = f"stream {event[:8]}, entry {event.partition(':')[2]}"
            faults.append(Fault(place, "was redacted, but still has its text"))
    return faults


def _derived_faults(place: str, entry: Stored) -> list[Fault]:
    if entry.body is None:
        return []
    if entry.event is None:
        return [Fault(place, "its text is not an event")]
    found = []
    if entry.event.kind != entry.kind:
        found.append(Fault(place, f"is a {entry.event.kind}, but its column says {entry.kind}"))
    if entry.event.hlc != entry.hlc:
        found.append(Fault(place, "its order column does not match its text"))
    opened = getattr(entry.event.fact, "reviewer", None)
    if entry.n == 1 and opened != entry.reviewer:
        found.append(Fault(place, "the stream's reviewer is not the one that opened it"))
    return found


_DIGEST = re.compile(r"(?:(\d+)-)?([0-9a-f]{64})")


def against(conn: sqlite3.Connection, noted: str) -> list[Fault]:
    """Whether the log still begins with what it was when `noted` was printed.

    A digest holds for the file that printed it, in order of arrival, and for a replica whose fold
    order begins in the same way. Raises: `BadInput` when `noted` is not a digest.
    """
    match = _DIGEST.fullmatch(noted.strip().lower())
    if not match:
        raise BadInput(
            f"{noted!r} is not a digest; one looks like 42-9f86d0… and is printed by "
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
    return [Fault("the log", "does not begin with what has that digest: it was rewritten")]


def _prefixes(conn: sqlite3.Connection, order: str, count: int | None) -> Iterator[str]:
    """The hex part of the digest after each entry, or only after entry number `count`."""
    heads: dict[str, tuple[int, bytes]] = {}
    sql = f"SELECT s.uid, e.n, e.hash FROM main.event e JOIN main.stream s ON s.id = e.stream_id ORDER BY {order}"  # noqa: S608, E501
    for done, (uid, n, head) in enumerate(conn.execute(sql).fetchall(), 1):
        heads[uid] = (n, bytes(head))
        if count in (None, done):
            yield heads_digest(heads).partition("-")[2]
