"""Is the desk what its log says? The chain is checked, then every projection is folded a second
time in memory and compared, so an edit of a derived row shows as well."""

from __future__ import annotations

import sqlite3

from store import log, projection
from store.db import Database
from store.log import Fault
from store.migrations import STEPS, statements

SHOWN = 20  # faults of one kind that are worth listing


def verify(database: Database, noted: str | None = None) -> list[Fault]:
    """Every fault, the log's first; with `noted`, also whether it begins as it did then."""
    with database.explained():
        found = log.faults(database.conn)
        if noted:
            found += log.against(database.conn, noted)
        found += _projection_faults(database)
    return found


def _projection_faults(database: Database) -> list[Fault]:
    shadow = sqlite3.connect(":memory:", isolation_level=None, uri=True)
    try:
        for script in STEPS.values():
            for statement in statements(script):
                shadow.execute(statement)
        shadow.execute("ATTACH ? AS disk", (database.uri,))
        return _compare(shadow)
    finally:
        shadow.close()


def _compare(shadow: sqlite3.Connection) -> list[Fault]:
    try:
        for table in ("stream", "event", "blob"):
            shadow.execute(f"INSERT INTO main.{table} SELECT * FROM disk.{table}")  # noqa: S608
        projection.rebuild(shadow)
    except (sqlite3.IntegrityError, ValueError, KeyError, TypeError, AttributeError) as error:
        return [Fault("the log", f"cannot be folded again: {error}")]
    found: list[Fault] = []
    for table, select in projection.COMPARED.items():
        found += _differences(shadow, table, select)
    return found


def _differences(shadow: sqlite3.Connection, table: str, select: str) -> list[Fault]:
    folded, kept = select.format(db="main"), select.format(db="disk")
    wrong = shadow.execute(f"{kept} EXCEPT {folded} LIMIT {SHOWN}").fetchall()
    missing = shadow.execute(f"{folded} EXCEPT {kept} LIMIT {SHOWN}").fetchall()
    faults = [Fault(f"table {table}, {_name(row)}", "is not what the log says") for row in wrong]
    if len(missing) > len(wrong):
        faults += [
            Fault(f"table {table}, {_name(row)}", "is missing or altered; the log has it")
            for row in missing[len(wrong) :]
        ]
    return faults


def _name(row: tuple[object, ...]) -> str:
    """Enough of a row to find it by."""
    parts = [str(cell)[:40] for cell in row[:6] if cell not in (None, "")]
    return "row " + " | ".join(parts)
