"""Claims that go on from one version of an article to the next, with what was held about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from store.log import chain
from store.log.events import Event
from store.log.kinds import ClaimsContinued
from store.state.continuation_fold import CARRIED, Continuation, fold_links, shifted
from store.state.event_index import events_about


def refresh_links(conn: sqlite3.Connection, document: int) -> set[int]:
    """Where the claims of earlier versions go on in this one; the claims that carry something."""
    links = fold_links(events_about(conn, document, ClaimsContinued))
    conn.execute("DELETE FROM continuation WHERE document_id = ?", (document,))
    conn.executemany(
        "INSERT OR REPLACE INTO continuation VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(document, *link) for link in links],
    )
    return carrying(conn, document)


def carrying(conn: sqlite3.Connection, document: int) -> set[int]:
    """The claims of a version about which something may be held from an earlier one."""
    rows = conn.execute(
        "SELECT c.id FROM claim c JOIN continuation k ON k.document_id = c.document_id"
        ' AND k.start = c.start AND k."end" = c."end" AND k.state IN (?, ?)'
        " WHERE c.document_id = ?",
        (*CARRIED, document),
    )
    return {row[0] for row in rows.fetchall()}


def own(conn: sqlite3.Connection, claim: int, reviewer: str = "") -> list[Event]:
    """Every event about the claim itself, or those of one reviewer, in fold order."""
    about = "e.seq IN (SELECT seq FROM about WHERE claim_id = ?)"
    if not reviewer:
        return chain.fold_order(chain.read(conn, about, (claim,)))
    mine = (
        "s.reviewer IN (SELECT ? UNION SELECT reviewer FROM main.same_person"
        " WHERE into_reviewer = ?)"
    )
    found = chain.read(conn, f"{about} AND {mine}", (claim, reviewer, reviewer))
    return [event for event in chain.fold_order(found) if event.reviewer == reviewer]


def carried(conn: sqlite3.Connection, claim: int, reviewer: str = "") -> list[Event]:
    """What was held about the claim in earlier versions when each was continued, oldest first."""
    found = link_to(conn, claim)
    if found is None or found[1].state not in CARRIED:
        return []
    earlier, link = found
    before = [*carried(conn, earlier, reviewer), *own(conn, earlier, reviewer)]
    return [shifted(event, link) for event in before if event.hlc < link.hlc]


def link_to(conn: sqlite3.Connection, claim: int) -> tuple[int, Continuation] | None:
    """The claim of an earlier version that goes on in this one, and how."""
    row = conn.execute(
        'SELECT o.id, k.earlier, k.earlier_start, k.earlier_end, k.start, k."end", k.state, k.hlc'
        " FROM claim c JOIN continuation k"
        '   ON k.document_id = c.document_id AND k.start = c.start AND k."end" = c."end"'
        " JOIN document d ON d.sha256 = k.earlier JOIN claim o"
        '   ON o.document_id = d.id AND o.start = k.earlier_start AND o."end" = k.earlier_end'
        " WHERE c.id = ? ORDER BY k.hlc DESC LIMIT 1",
        (claim,),
    ).fetchone()
    return (int(row[0]), Continuation(*row[1:])) if row else None


def later(conn: sqlite3.Connection, claims: Iterable[int]) -> set[int]:
    """The claims of later versions that carry what is held about `claims`."""
    found: set[int] = set()
    for claim in claims:
        rows = conn.execute(
            "SELECT n.id FROM claim c JOIN document d ON d.id = c.document_id"
            " JOIN continuation k ON k.earlier = d.sha256 AND k.earlier_start = c.start"
            '   AND k.earlier_end = c."end" AND k.state IN (?, ?)'
            " JOIN claim n ON n.document_id = k.document_id AND n.start = k.start"
            '   AND n."end" = k."end" WHERE c.id = ?',
            (*CARRIED, claim),
        )
        found |= {row[0] for row in rows.fetchall()}
    return found | later(conn, found) if found else found


COMPARED: dict[str, str] = {
    "continuation": (
        'SELECT d.sha256, k.earlier, k.earlier_start, k.earlier_end, k.start, k."end", k.state,'
        " k.hlc FROM {db}.continuation k JOIN {db}.document d ON d.id = k.document_id"
    ),
}
