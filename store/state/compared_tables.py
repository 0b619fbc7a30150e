"""The SELECT of each projected table whose rows must be the same whenever a log is folded."""

from __future__ import annotations

from store.state import authority_tables, continuation_tables, evidence_tables, team_tables

COMPARED: dict[str, str] = {
    "reviewer": "SELECT uid, name FROM {db}.reviewer",
    "document": (
        "SELECT sha256, original, role, media_type, reader, splitter, file_name, headline, author,"
        " publisher, url, date_published, dateline, in_language, revises, added_at, added_by"
        " FROM {db}.document"
    ),
    "claim": (
        'SELECT d.sha256, c.start, c."end", c.exact, c.number, c.active'
        " FROM {db}.claim c JOIN {db}.document d ON d.id = c.document_id"
    ),
    "judgement": (
        'SELECT d.sha256, c.number, c.start, c."end", r.uid, j.status, j.scale, j.confidence,'
        " j.attribution_status, j.claim_reviewed, j.attributions, j.source, j.chain,"
        " j.justification, j.carried, j.reviewed_at"
        " FROM {db}.judgement j JOIN {db}.claim c ON c.id = j.claim_id"
        " JOIN {db}.document d ON d.id = j.document_id AND d.id = c.document_id"
        " JOIN {db}.reviewer r ON r.id = j.reviewer_id"
    ),
    "note": (
        'SELECT d.sha256, c.number, c.start, c."end", r.uid, n.kind, n.text, n.state, n.at'
        " FROM {db}.note n JOIN {db}.claim c ON c.id = n.claim_id"
        " JOIN {db}.document d ON d.id = c.document_id"
        " JOIN {db}.reviewer r ON r.id = n.reviewer_id"
    ),
    "source": "SELECT * FROM {db}.source",
    "scale": "SELECT * FROM {db}.scale",
    "signoff": (
        "SELECT d.sha256, r.uid, s.at, s.digest, s.hlc FROM {db}.signoff s"
        " JOIN {db}.document d ON d.id = s.document_id"
        " JOIN {db}.reviewer r ON r.id = s.reviewer_id"
    ),
    "about": (
        'SELECT a.seq, d.sha256, c.start, c."end" FROM {db}.about a'
        " JOIN {db}.document d ON d.id = a.document_id LEFT JOIN {db}.claim c ON c.id = a.claim_id"
    ),
    "claim_words": (
        'SELECT d.sha256, c.start, c."end", w.exact FROM {db}.claim_words w'
        " JOIN {db}.claim c ON c.id = w.rowid JOIN {db}.document d ON d.id = c.document_id"
    ),
    **authority_tables.COMPARED,
    **evidence_tables.COMPARED,
    **continuation_tables.COMPARED,
    **team_tables.COMPARED,
}
