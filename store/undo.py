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
    events = list(_acts(conn, reviewer, document))
    spent = {event.undoes for event in events if event.undoes}
    for event in events:
        if not event.undoes and event.id not in spent:
            return Act(_inverse(conn, event), undoes=event.id)
    return None


def redo(conn: sqlite3.Connection, reviewer: str, document: int) -> Act | None:
    """The act that does again what was undone last; None when something new came between."""
    events = list(_acts(conn, reviewer, document))
    done_again = {event.redoes for event in events if event.redoes}
    for event in events:
        if not event.undoes and not event.redoes:
            return None
        if event.undoes and event.id not in done_again:
            undone = log.find(conn, event.undoes)
            known = undone.event if undone else None
            return Act(known.fact, redoes=event.id) if known and known.fact else None
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
