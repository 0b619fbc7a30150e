"""The tables of evidence, of its weight for each claim, and of the answers to leads."""

from __future__ import annotations

import json
import sqlite3

from store.log.kinds import EvidenceAttached, EvidenceChanged, LeadAnswered
from store.state.claim_fold import ClaimState
from store.state.event_index import events_about
from store.state.evidence_fold import WEIGHED_FIELDS, fold_answers, fold_evidence
from store.state.ids import claim_id, reviewer_id


def refresh(conn: sqlite3.Connection, document: int) -> None:
    """The evidence of one article, and what its reviewers said to the leads."""
    events = events_about(conn, document, EvidenceAttached, EvidenceChanged, LeadAnswered)
    conn.execute("DELETE FROM main.evidence WHERE document_id = ?", (document,))
    conn.execute("DELETE FROM main.lead_answer WHERE document_id = ?", (document,))
    for evidence, held in fold_evidence(events).items():
        conn.execute(
            "INSERT INTO main.evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(
                    evidence,
                    document,
                    claim_id(conn, document, *held.claim) if held.claim else None,
                    held.kind,
                ),
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


def keep_weighings(conn: sqlite3.Connection, claim: int, state: ClaimState) -> None:
    """What each reviewer makes of the evidence for one claim."""
    conn.executemany(
        "INSERT INTO main.weighing VALUES (?, ?, ?, ?, ?, ?)",
        [
            (claim, reviewer_id(conn, reviewer), evidence, *map(values.get, WEIGHED_FIELDS))
            for (reviewer, evidence), values in state.weighings.items()
            if any(values.values())
        ],
    )


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
}
