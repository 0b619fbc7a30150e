"""Undo and redo as events: what to take back is read from the log, so it works across restarts.

An undo carries the values that it restores, which makes it an ordinary event for the fold. Its
`undoes` mark only tells this file which acts are spent.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from store import log
from store.events import UNDOABLE, ClaimRef, ClaimsReplaced, Event, Fact, Judged, Noted
from store.fold import ClaimState, Judgement, Note, fold_claim


class Act(NamedTuple):
    """An event to append: `fact`, and the mark of what it takes back or does again."""

    fact: Fact
    undoes: str | None = None
    redoes: str | None = None


def undo(conn: sqlite3.Connection, reviewer: str, document: int) -> Act | None:
    """The act that takes back this reviewer's last one on `document`; None if there is none."""
    spent = 0
    for event in _acts(conn, reviewer, document):
        if event.undoes:
            spent += 1
        elif spent:
            spent -= 1
        else:
            return Act(_inverse(conn, event), undoes=event.id)
    return None


def redo(conn: sqlite3.Connection, reviewer: str, document: int) -> Act | None:
    """The act that does again what was undone last; None when something new came between."""
    spent = 0
    for event in _acts(conn, reviewer, document):
        if event.redoes:
            spent += 1
        elif not event.undoes:
            return None
        elif spent:
            spent -= 1
        else:
            undone = _event(conn, event.undoes)
            return Act(undone.fact, redoes=event.id) if undone and undone.fact else None
    return None


def _acts(conn: sqlite3.Connection, reviewer: str, document: int) -> Iterator[Event]:
    """This reviewer's undoable events on a document, newest first."""
    kinds = sorted(UNDOABLE)
    marks = ", ".join("?" * len(kinds))
    stored = log.read(
        conn,
        f"s.reviewer = ? AND e.kind IN ({marks}) AND e.seq IN"  # noqa: S608
        " (SELECT seq FROM about WHERE document_id = ?)",
        (reviewer, *kinds, document),
    )
    return reversed(log.fold_order(stored))


def _event(conn: sqlite3.Connection, event: str) -> Event | None:
    stream, _, n = event.partition(":")
    found = log.read(conn, "s.uid = ? AND e.n = ?", (stream, int(n)))
    return found[0].event if found else None


def _inverse(conn: sqlite3.Connection, event: Event) -> Fact:
    """The fact that puts back what was there before `event`."""
    match event.fact:
        case ClaimsReplaced(document=document, old=old, new=new):
            return ClaimsReplaced(document, old=new, new=old)
        case Judged(claim=claim, values=values):
            held = _before(conn, event, claim).judgements.get(event.reviewer, Judgement())
            restored = {name: held.value(name) for name in values}
            return Judged(claim, restored, held.scale if "status" in values else None)
        case Noted(claim=claim, note=kind):
            note = _before(conn, event, claim).notes.get((event.reviewer, kind), Note("", "", ""))
            return Noted(claim, kind, note.text, note.state)
        case _:
            raise ValueError(f"{event.kind} cannot be undone")


def _before(conn: sqlite3.Connection, event: Event, ref: ClaimRef) -> ClaimState:
    stored = log.read(
        conn,
        "e.seq IN (SELECT a.seq FROM about a JOIN claim c ON c.id = a.claim_id"
        " JOIN document d ON d.id = c.document_id"
        ' WHERE d.sha256 = ? AND c.start = ? AND c."end" = ?)',
        (ref.document, ref.start, ref.end),
    )
    return fold_claim(e for e in log.fold_order(stored) if e.order < event.order)
