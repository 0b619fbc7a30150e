"""The verb that verifies a desk: whether its log is intact and its tables are what the log says.

The chain is checked, then every projection is folded a second time in memory and compared, so an
edit of a derived row shows as well.

All of it looks at one private copy of one state of the file: a colleague who writes meanwhile must
not look like damage.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from store.file.db import Database
from store.file.migrations import STEPS, statements
from store.log import integrity
from store.log.integrity import Fault
from store.state import compared_tables, projection
from store.verbs.opening import EDITION

SHOWN = 20  # faults of one kind that are worth listing

_SCHEMA = (
    "SELECT type, name, sql FROM {db}.sqlite_schema"
    " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '%\\_sqlite\\_%' ESCAPE '\\'"
)


def verify(database: Database, noted: str | None = None) -> list[Fault]:
    """Every fault, the log's first; with the digest `noted`, also whether the log begins as it did
    then."""
    with database.explained(), tempfile.TemporaryDirectory(prefix="twosource-") as folder:
        copy = Path(folder) / "copy.db"
        with closing(sqlite3.connect(copy, isolation_level=None)) as conn:
            database.conn.backup(conn)
            found = integrity.faults(conn)
            if noted:
                found += integrity.against(conn, noted)
            found += _missing_blobs(conn)
        return found + _projection_faults(copy)


def _missing_blobs(conn: sqlite3.Connection) -> list[Fault]:
    """The texts and originals that the log names and this desk lacks."""
    return [
        Fault(f"stored text {sha[:12]}", "is missing")
        for (sha,) in conn.execute(
            "SELECT sha256 FROM document WHERE added_at <> '' UNION"
            " SELECT original FROM document WHERE added_at <> ''"
            " EXCEPT SELECT sha256 FROM blob"
        )
    ]


def _projection_faults(copy: Path) -> list[Fault]:
    shadow = sqlite3.connect(":memory:", isolation_level=None, uri=True)
    try:
        for script in STEPS.values():
            for statement in statements(script):
                shadow.execute(statement)
        shadow.execute("ATTACH ? AS disk", (f"{copy.as_uri()}?mode=ro",))
        return _schema_faults(shadow) + _compare(shadow)
    finally:
        shadow.close()


def _schema_faults(shadow: sqlite3.Connection) -> list[Fault]:
    """A trigger or a view that is not ours can lie as well as a row."""
    ours = set(shadow.execute(_SCHEMA.format(db="main")))
    theirs = set(shadow.execute(_SCHEMA.format(db="disk")))
    return [
        Fault(f"{kind} {name}", "is missing or not as twosource makes it")
        for kind, name, _ in sorted(ours - theirs, key=repr)
    ] + [
        Fault(f"{kind} {name}", "does not belong to twosource")
        for kind, name, _ in sorted(theirs - ours, key=repr)
        if not any(name == known for _, known, _ in ours)
    ]


def _compare(shadow: sqlite3.Connection) -> list[Fault]:
    try:
        for table in ("stream", "event", "blob", "arrived"):
            shadow.execute(f"INSERT INTO main.{table} SELECT * FROM disk.{table}")  # noqa: S608
        projection.rebuild(shadow)
    except (sqlite3.IntegrityError, ValueError) as error:
        return [Fault("the log", f"cannot be rebuilt: {error}")]
    found: list[Fault] = []
    for table, select in _comparable(shadow).items():
        found += _differences(shadow, table, select)
    return found


def _comparable(shadow: sqlite3.Connection) -> dict[str, str]:
    """The SELECTs that can be compared: without names of sources from another edition of the
    registry."""
    row = shadow.execute("SELECT value FROM disk.meta WHERE key = 'registry'").fetchone()
    if row and row[0] == EDITION:
        return compared_tables.COMPARED
    return compared_tables.COMPARED | {
        "source": compared_tables.COMPARED["source"] + " WHERE shipped = 0",
        "judgement": compared_tables.COMPARED["judgement"].replace(" j.source, j.chain,", ""),
    }


def _differences(shadow: sqlite3.Connection, table: str, select: str) -> list[Fault]:
    folded, kept = select.format(db="main"), select.format(db="disk")
    wrong = shadow.execute(f"{kept} EXCEPT {folded} LIMIT {SHOWN}").fetchall()
    missing = shadow.execute(f"{folded} EXCEPT {kept} LIMIT {SHOWN}").fetchall()
    faults = [Fault(f"table {table}, {_name(row)}", "does not match the log") for row in wrong]
    if len(missing) > len(wrong):
        faults += [
            Fault(f"table {table}, {_name(row)}", "is missing or altered; the log has it")
            for row in missing[len(wrong) :]
        ]
    return faults


def _name(row: tuple[object, ...]) -> str:
    """The first cells of a row, enough to find it by."""
    parts = [str(cell)[:40] for cell in row[:6] if cell not in (None, "")]
    return "row " + " | ".join(parts)
