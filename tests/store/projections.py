"""Every table that is folded from the log, as rows that two desks can be compared by."""

from __future__ import annotations

from store.state import compared_tables
from store.verbs.desk import Desk

Rows = dict[str, list[tuple[object, ...]]]


def tables(desk: Desk, *, arrival: bool = True) -> Rows:
    """Every projection, without local ids; without `arrival` also without the order in which
    events came, which is each file's own."""
    return {
        table: sorted(desk.conn.execute(select.format(db="main")).fetchall(), key=repr)
        for table, select in compared_tables.COMPARED.items()
        if arrival or table != "about"
    }
