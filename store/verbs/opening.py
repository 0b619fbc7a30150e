"""The opening of a desk: the file, its schema, the shipped registry, and who works at it."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from store.clock import Clock, now
from store.file import identity
from store.file.db import Database
from store.file.identity import Identity, Reviewer, person
from store.file.migrations import migrate
from store.log import blinds, chain
from store.queries import known_scales
from store.state import projection
from store.verbs.desk import Desk
from store.verbs.writer import Writer


def default_path() -> Path:
    """`$TWOSOURCE_DB`, or `desk.db` in the user's data directory."""
    named = os.environ.get("TWOSOURCE_DB")
    return Path(named) if named else identity.data_dir() / "desk.db"


def open_desk(
    path: Path,
    reviewer: str | Reviewer | None = None,
    *,
    create: bool = True,
    read_only: bool = False,
    clock: Clock = now,
) -> Desk:
    """The desk in `path`, for `reviewer`, else for the reviewer in this user's configuration.

    Raises: `StoreError` when the file cannot be used, `BadInput` for an impossible name.
    """
    database = Database(path, create=create, read_only=read_only)
    try:
        migrate(database)
        known = identity.load()
        if not read_only:
            _fold_as_now(database)
        scale = known_scales.in_use(database.conn)
        named = None if isinstance(reviewer, Reviewer) else _asked_for(known, reviewer)
        who = reviewer if isinstance(reviewer, Reviewer) else person(database.conn, known, named)
        blinds.draw(database.conn, who.id if who else "")
    except BaseException:
        database.close()
        raise
    return Desk(Writer(database, who, known.device, clock), scale)


def _asked_for(known: Identity, name: str | None) -> str | None:
    """The reviewer who works here when none is named."""
    return name or os.environ.get("TWOSOURCE_REVIEWER") or known.reviewer


# SHA-256 over the shipped sources, so that opening a desk need not load them to see that it has
# them; a test says when it has to be written anew.
EDITION = "5a57ff0395ab4ec2caec2b57bf32f89dfff269064e79fcbbe5db93ef3b884fd1"


def edition() -> str:
    from claims.voices.shipped import SHIPPED

    return hashlib.sha256(repr(SHIPPED).encode()).hexdigest()


# How the log is folded; another number where the same log comes to other tables than before
FOLD = "2"


def _fold_as_now(database: Database) -> None:
    """Fold a log again that was folded by other rules, and bring the shipped sources into the file,
    once for each edition of them."""
    known = dict(database.conn.execute("SELECT key, value FROM meta").fetchall())
    other_rules, other_edition = known.get("fold") != FOLD, known.get("registry") != EDITION
    if not other_rules and not other_edition:
        return
    with database.write() as conn:
        if other_rules and chain.last(conn):
            projection.fold_again(conn)
        elif other_edition:
            projection.refresh_registry(conn)
        now = {"fold": FOLD, "registry": EDITION}
        conn.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", now.items())
