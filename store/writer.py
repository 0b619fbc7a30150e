"""Appending to the log: whose stream it is, and where it stands.

A stream belongs to one reviewer on one device at one place on disk. It is looked up inside the
write transaction, so two terminals of one reviewer take turns, and a copied file opens its own.
"""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass

from store import identity, log, projection
from store.clock import Clock, Instant, now
from store.db import Database
from store.errors import WrongUsage
from store.events import Fact, StreamOpened
from store.identity import Reviewer


@dataclass(slots=True)
class Writer:
    """Who writes, on which device, to which file, by which clock."""

    database: Database
    reviewer: Reviewer | None
    device: str
    clock: Clock = now

    def whose(self) -> Reviewer:
        """Raises: `WrongUsage` when nobody has said who reviews."""
        if self.reviewer is None:
            raise WrongUsage(
                "say who reviews: --reviewer NAME, or set TWOSOURCE_REVIEWER; "
                "it is kept after the first time"
            )
        return self.reviewer

    def append(
        self,
        conn: sqlite3.Connection,
        fact: Fact,
        undoes: str | None = None,
        redoes: str | None = None,
    ) -> log.Stored:
        """Append one event. The caller holds the transaction and applies the projections."""
        instant = self.clock()
        return log.append(conn, self._stream(conn, instant), fact, instant, undoes, redoes)

    def _stream(self, conn: sqlite3.Connection, instant: Instant) -> log.Stream:
        """This reviewer's stream on this device and file, opened with the first act."""
        reviewer = self.whose()
        home = identity.file_identity(self.database.path, self.device)
        row = conn.execute(
            "SELECT id, uid, reviewer, head_n, head_hlc, head_hash FROM stream"
            " WHERE reviewer = ? AND session IS NULL AND home = ?",
            (reviewer.id, home),
        ).fetchone()
        if row:
            return log.Stream(*row)
        uid = secrets.token_hex(16)
        stream_id = conn.execute(
            "INSERT INTO stream(uid, reviewer, home, head_hash) VALUES (?, ?, ?, ?)",
            (uid, reviewer.id, home, log.genesis(uid)),
        ).lastrowid
        stream = log.Stream(stream_id or 0, uid, reviewer.id, 0, 0, log.genesis(uid))
        opened = StreamOpened(reviewer.id, reviewer.name, identity.device_name())
        projection.apply(conn, [log.append(conn, stream, opened, instant)])
        return stream
