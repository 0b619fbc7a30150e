"""The views that hide others' work from a reviewer while a session is blind.

A desk looks at its file through views of its own connection that stand in front of the tables, so a
query that forgets the blind phase cannot leak. `FROM judgement` means what this reviewer may see;
the log, the projections and the rules, which must see all, say `FROM main.judgement`. To write to a
view is an error, so that a slip in the other direction is loud.

While a session is blind, a reviewer sees none of the others' judgements, notes, weighings, answers,
comments, votes and last words on its article and the other versions of it, not which claims they
have in hand, no evidence or source that others brought in the session, and no entry of the log
about these. An editor who does not review in the session sees all. Whoever opens the file with
another program can look: this is a promise among colleagues, and no lock.
"""

from __future__ import annotations

import re
import sqlite3

from store.log.kinds import PERSONAL

_UID = re.compile("[0-9a-f]{32}")

_HIDDEN = """
CREATE TEMP VIEW hidden AS
SELECT s.uid, s.document_id FROM main.session s WHERE s.phase = 'blind' AND (
  coalesce((SELECT role FROM main.role WHERE reviewer = '{me}'), '') <> 'editor'
  OR EXISTS (SELECT 1 FROM main.member m JOIN main.reviewer r ON r.id = m.reviewer_id
             WHERE m.session_id = s.id AND r.uid = '{me}'))
"""

# What is held about a claim is carried along the versions of its article, so they are hidden as one
_FAMILY = """
CREATE TEMP VIEW hidden_document AS
WITH RECURSIVE family(id) AS (
  SELECT document_id FROM temp.hidden
  UNION SELECT n.id FROM family f JOIN main.document o ON o.id = f.id JOIN main.document n
    ON n.revises = o.sha256 OR n.sha256 = o.revises)
SELECT id FROM family
"""

_DOCUMENTS = "SELECT id FROM temp.hidden_document"
_CLAIMS = f"SELECT id FROM main.claim WHERE document_id IN ({_DOCUMENTS})"  # noqa: S608
_SESSIONS = f"SELECT id FROM main.session WHERE document_id IN ({_DOCUMENTS})"  # noqa: S608
_ME = "(SELECT id FROM main.reviewer WHERE uid = '{me}')"
_IDS = "SELECT '{me}' UNION SELECT reviewer FROM main.same_person WHERE into_reviewer = '{me}'"
_STREAMS = (
    f"SELECT uid FROM main.stream WHERE reviewer NOT IN ({_IDS})"  # noqa: S608
    " AND session IN (SELECT uid FROM temp.hidden)"
)

_STREAM_IDS = f"SELECT id FROM main.stream WHERE uid IN ({_STREAMS})"  # noqa: S608
_MINE = f"SELECT id FROM main.stream WHERE reviewer IN ({_IDS})"  # noqa: S608
_ABOUT = f"SELECT seq FROM main.about WHERE document_id IN ({_DOCUMENTS})"  # noqa: S608

_VIEWS = {
    "judgement": f"reviewer_id = {_ME} OR document_id NOT IN ({_DOCUMENTS})",
    "note": f"reviewer_id = {_ME} OR claim_id NOT IN ({_CLAIMS})",
    "weighing": f"reviewer_id = {_ME} OR claim_id NOT IN ({_CLAIMS})",
    "lead_answer": f"reviewer_id = {_ME} OR document_id NOT IN ({_DOCUMENTS})",
    "comment": f"reviewer_id = {_ME} OR claim_id NOT IN ({_CLAIMS})",
    "vote": f"reviewer_id = {_ME} OR claim_id NOT IN ({_CLAIMS})",
    "adjudication": f"reviewer_id = {_ME} OR claim_id NOT IN ({_CLAIMS})",
    "held": f"reviewer_id = {_ME} OR session_id NOT IN ({_SESSIONS})",
    "lease": f"reviewer_id = {_ME} OR session_id NOT IN ({_SESSIONS})",
    "evidence": f"substr(id, 1, 32) NOT IN ({_STREAMS})",
    "source": f"shipped OR substr(id, 1, 32) NOT IN ({_STREAMS})",
    "stream": f"uid NOT IN ({_STREAMS})",
    "event": f"stream_id NOT IN ({_STREAM_IDS}) AND (kind NOT IN {PERSONAL}"
    f" OR stream_id IN ({_MINE}) OR seq NOT IN ({_ABOUT})) AND (kind <> 'source_changed'"
    f" OR substr(json_extract(body, '$.fact.source'), 1, 32) NOT IN ({_STREAMS}))",
}


def draw(conn: sqlite3.Connection, reviewer: str) -> None:
    """Look through the views of `reviewer` (an id, or nobody's) from now on."""
    me = reviewer if _UID.fullmatch(reviewer) else ""
    known = conn.execute("SELECT name FROM temp.sqlite_schema WHERE type = 'view'").fetchall()
    for (name,) in known:
        conn.execute(f"DROP VIEW temp.{name}")
    conn.execute(_HIDDEN.format(me=me))
    conn.execute(_FAMILY)
    for name, clause in _VIEWS.items():
        shown = clause.format(me=me)
        conn.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE {shown}")  # noqa: S608


def hides(conn: sqlite3.Connection, document: int) -> bool:
    """Whether others' work on an article is hidden from this connection."""
    if not drawn(conn):
        return False
    found = conn.execute("SELECT 1 FROM temp.hidden_document WHERE id = ?", (document,))
    return found.fetchone() is not None


def terms(conn: sqlite3.Connection) -> list[str]:
    """Further conditions for a read of the log (`store.log.chain.read`) that people see."""
    return ["e.seq IN (SELECT seq FROM event)"] if drawn(conn) else []


def drawn(conn: sqlite3.Connection) -> bool:
    """Whether anything is hidden from this connection just now."""
    known = conn.execute("SELECT 1 FROM temp.sqlite_schema WHERE name = 'hidden'").fetchone()
    return bool(known and conn.execute("SELECT 1 FROM temp.hidden LIMIT 1").fetchone())
