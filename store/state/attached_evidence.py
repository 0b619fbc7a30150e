"""Projections of what is tied to claims: evidence, its weight, answers to leads, earlier versions.

Apart from `store.state.projection`, which calls it, so that each can be read at one sitting.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable

from store.log import chain
from store.log.events import KIND as KINDS
from store.log.events import ClaimsContinued, Event, EvidenceAttached, EvidenceChanged, LeadAnswered
from store.state.fold import (
    CARRIED,
    WEIGHED_FIELDS,
    ClaimState,
    Link,
    fold_answers,
    fold_evidence,
    fold_links,
    shifted,
)

TABLES = ("evidence", "weighing", "lead_answer", "continuation")

Ids = Callable[[sqlite3.Connection, str], int]


def refresh(conn: sqlite3.Connection, document: int, reviewer_id: Ids) -> None:
    """The evidence of one article, and what its reviewers said to the leads."""
    events = _about(conn, document, EvidenceAttached, EvidenceChanged, LeadAnswered)
    conn.execute("DELETE FROM main.evidence WHERE document_id = ?", (document,))
    conn.execute("DELETE FROM main.lead_answer WHERE document_id = ?", (document,))
    for evidence, held in fold_evidence(events).items():
        conn.execute(
            "INSERT INTO main.evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(evidence, document, _claim_at(conn, document, held.claim), held.kind),
                *(held.values.get("text", ""), _json(held.values), held.attached),
                *(held.added_by, held.added_at),
            ),
        )
    conn.executemany(
        "INSERT INTO main.lead_answer VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (document, reviewer_id(conn, reviewer), lead, a.answer, a.reason, a.told, a.at)
            for (reviewer, lead), a in fold_answers(events).items()
        ],
    )


def keep_weighings(
    conn: sqlite3.Connection, claim: int, state: ClaimState, reviewer_id: Ids
) -> None:
    """What each reviewer makes of the evidence for one claim."""
    conn.executemany(
        "INSERT INTO main.weighing VALUES (?, ?, ?, ?, ?, ?)",
        [
            (claim, reviewer_id(conn, reviewer), evidence, *map(values.get, WEIGHED_FIELDS))
            for (reviewer, evidence), values in state.weighings.items()
            if any(values.values())
        ],
    )


# --- versions of an article ----------------------------------------------------------------------


def refresh_links(conn: sqlite3.Connection, document: int) -> set[int]:
    """Where the claims of earlier versions go on in this one; the claims that carry something."""
    links = fold_links(_about(conn, document, ClaimsContinued))
    conn.execute("DELETE FROM continuation WHERE document_id = ?", (document,))
    conn.executemany(
        "INSERT OR REPLACE INTO continuation VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(document, *link) for link in links],
    )
    places = {(link.start, link.end) for link in links if link.state in CARRIED}
    rows = conn.execute('SELECT id, start, "end" FROM claim WHERE document_id = ?', (document,))
    return {claim for claim, start, end in rows.fetchall() if (start, end) in places}


def own(conn: sqlite3.Connection, claim: int, reviewer: str = "") -> list[Event]:
    """Every event about a claim itself, or those of one reviewer, in fold order."""
    about = "e.seq IN (SELECT seq FROM about WHERE claim_id = ?)"
    if reviewer:
        return chain.fold_order(chain.read(conn, f"{about} AND s.reviewer = ?", (claim, reviewer)))
    return chain.fold_order(chain.read(conn, about, (claim,)))


def carried(conn: sqlite3.Connection, claim: int, reviewer: str = "") -> list[Event]:
    """What was held about the claim in earlier versions when each was continued, oldest first."""
    found = link_to(conn, claim)
    if found is None or found[1].state not in CARRIED:
        return []
    earlier, link = found
    before = [*carried(conn, earlier, reviewer), *own(conn, earlier, reviewer)]
    return [shifted(event, link) for event in before if event.hlc < link.hlc]


def link_to(conn: sqlite3.Connection, claim: int) -> tuple[int, Link] | None:
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
    return (int(row[0]), Link(*row[1:])) if row else None


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


# --- small things --------------------------------------------------------------------------------


def _about(conn: sqlite3.Connection, document: int, *facts: type) -> list[Event]:
    kinds = [KINDS[fact] for fact in facts]
    marks = ", ".join("?" * len(kinds))
    clause = f"e.kind IN ({marks}) AND e.seq IN (SELECT seq FROM about WHERE document_id = ?)"  # noqa: S608
    return chain.fold_order(chain.read(conn, clause, (*kinds, document)))


def _claim_at(conn: sqlite3.Connection, document: int, place: tuple[int, int] | None) -> int | None:
    if place is None:
        return None
    row = conn.execute(
        'SELECT id FROM claim WHERE document_id = ? AND start = ? AND "end" = ?', (document, *place)
    ).fetchone()
    return int(row[0]) if row else None


def _json(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


COMPARED: dict[str, str] = {
    "evidence": (
        'SELECT e.id, d.sha256, c.start, c."end", e.kind, e.text, e.held, e.attached, e.added_by,'
        " e.added_at FROM {db}.evidence e JOIN {db}.document d ON d.id = e.document_id"
        " LEFT JOIN {db}.claim c ON c.id = e.claim_id"
    ),
    "weighing": (
        'SELECT d.sha256, c.number, c.start, c."end", r.uid, w.evidence_id, w.stance,'
        " w.information_credibility, w.independence_group FROM {db}.weighing w"
        " JOIN {db}.claim c ON c.id = w.claim_id JOIN {db}.document d ON d.id = c.document_id"
        " JOIN {db}.reviewer r ON r.id = w.reviewer_id"
    ),
    "lead_answer": (
        "SELECT d.sha256, r.uid, a.lead, a.answer, a.reason, a.told, a.at FROM {db}.lead_answer a"
        " JOIN {db}.document d ON d.id = a.document_id JOIN {db}.reviewer r ON r.id = a.reviewer_id"
    ),
    "continuation": (
        'SELECT d.sha256, k.earlier, k.earlier_start, k.earlier_end, k.start, k."end", k.state,'
        " k.hlc FROM {db}.continuation k JOIN {db}.document d ON d.id = k.document_id"
    ),
}
