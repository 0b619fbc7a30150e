"""The writer of a desk: it appends events to the reviewer's own stream, once they are permitted.

A stream belongs to one reviewer on one device at one place on disk, in one annotation session or
none. It is looked up inside the write transaction, so two terminals of one reviewer take turns, and
a copied file opens its own.
"""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import dataclass

from store.clock import Clock, Instant, now
from store.errors import WrongUsage
from store.file import identity
from store.file.db import Database
from store.file.identity import Reviewer
from store.log import chain
from store.log.kinds import Fact, StreamOpened
from store.state import projection
from store.verbs import gate


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
                "say who is reviewing: use --reviewer NAME, or set TWOSOURCE_REVIEWER; "
                "the name is kept after the first time"
            )
        return self.reviewer

    def append(
        self,
        conn: sqlite3.Connection,
        fact: Fact,
        undoes: str | None = None,
        redoes: str | None = None,
        *,
        about: str = "",
    ) -> chain.Stored:
        """Append one event. The caller holds the transaction and applies the projections.

        `about` is the article (its SHA-256) for which a text or a source is brought in. Raises:
        `NotPermitted` where a role or a session forbids it.
        """
        instant = self.clock()
        admitted = gate.admit(conn, self.whose().id, fact, now=instant.micros, about=about)
        stream = self._stream(conn, instant, admitted.session)
        return chain.append(conn, stream, admitted.fact, instant, undoes, redoes)

    def _stream(
        self, conn: sqlite3.Connection, instant: Instant, session: str | None
    ) -> chain.Stream:
        """This reviewer's stream on this device and file, opened with the first act."""
        reviewer = self.whose()
        home = identity.file_identity(self.database.path, self.device)
        row = conn.execute(
            "SELECT id, uid, reviewer, head_n, head_hlc, head_hash FROM main.stream"
            " WHERE reviewer = ? AND session IS ? AND home = ?",
            (reviewer.id, session, home),
        ).fetchone()
        if row:
            return chain.Stream(*row)
        uid = secrets.token_hex(16)
        stream_id = conn.execute(
            "INSERT INTO main.stream(uid, reviewer, session, home, head_hash)"
            " VALUES (?, ?, ?, ?, ?)",
            (uid, reviewer.id, session, home, chain.genesis(uid)),
        ).lastrowid
        stream = chain.Stream(stream_id or 0, uid, reviewer.id, 0, 0, chain.genesis(uid))
        opened = StreamOpened(reviewer.id, reviewer.name, identity.device_name(), session)
        projection.apply(conn, [chain.append(conn, stream, opened, instant)])
        return stream
