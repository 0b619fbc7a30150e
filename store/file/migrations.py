"""The schema, as named steps that are only ever added to.

`meta`, `stream`, `event` and `blob` are the truth; everything else is a projection of them that
`twosource log rebuild` makes anew. Each table says what a row of it is.
"""

from __future__ import annotations

import sqlite3

from store.errors import StoreError
from store.file.db import Database

SET = "twosource"

_LOG = """
-- meta: a row per fact about this file
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- stream: a row per writer: one reviewer, one device, one annotation session or none.
-- `home` is the file identity under which this file writes it; NULL for streams from elsewhere
CREATE TABLE stream(
  id INTEGER PRIMARY KEY,
  uid TEXT NOT NULL UNIQUE CHECK(length(uid) = 32),
  reviewer TEXT NOT NULL,
  session TEXT,
  home TEXT,
  head_n INTEGER NOT NULL DEFAULT 0 CHECK(head_n >= 0),
  head_hlc INTEGER NOT NULL DEFAULT 0,
  head_hash BLOB NOT NULL CHECK(length(head_hash) = 32)
) STRICT;

-- event: a row per immutable entry of the review log. `seq` is the order of arrival in this file;
-- `body` is the exact text that was hashed; `body_sha` is set when the body was redacted
CREATE TABLE event(
  seq INTEGER PRIMARY KEY,
  stream_id INTEGER NOT NULL REFERENCES stream(id),
  n INTEGER NOT NULL CHECK(n > 0),
  hlc INTEGER NOT NULL,
  kind TEXT NOT NULL,
  body TEXT CHECK(length(CAST(body AS BLOB)) <= 65536),
  body_sha BLOB CHECK(length(body_sha) = 32),
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  UNIQUE(stream_id, n),
  CHECK((body IS NULL) <> (body_sha IS NULL))
) STRICT;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'the review log only grows: an event cannot be deleted'); END;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
WHEN NOT (new.body IS NULL AND old.body IS NOT NULL AND new.hash = old.hash AND new.seq = old.seq
          AND new.stream_id = old.stream_id AND new.n = old.n AND new.hlc = old.hlc
          AND new.kind = old.kind)
BEGIN SELECT RAISE(ABORT, 'the review log only grows: an event cannot be changed'); END;

CREATE TRIGGER event_is_never_replaced BEFORE INSERT ON event
WHEN EXISTS (SELECT 1 FROM event e
             WHERE e.seq = new.seq OR (e.stream_id = new.stream_id AND e.n = new.n))
BEGIN SELECT RAISE(ABORT, 'the review log only grows: an event cannot be replaced'); END;

-- blob: a row per text or file, found by the SHA-256 of its bytes
CREATE TABLE blob(sha256 TEXT PRIMARY KEY CHECK(length(sha256) = 64), bytes BLOB NOT NULL) STRICT;

-- protected_source: a row per source whose real name never leaves this file
CREATE TABLE protected_source(id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

_PROJECTIONS = """
-- reviewer: a row per person, by the id chosen once
CREATE TABLE reviewer(
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, name TEXT NOT NULL DEFAULT '') STRICT;

-- document: a row per text taken in
CREATE TABLE document(
  id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE,
  original TEXT NOT NULL DEFAULT '', role TEXT NOT NULL DEFAULT 'article',
  media_type TEXT NOT NULL DEFAULT '', reader TEXT NOT NULL DEFAULT '',
  splitter TEXT NOT NULL DEFAULT '', file_name TEXT NOT NULL DEFAULT '',
  headline TEXT NOT NULL DEFAULT '', author TEXT NOT NULL DEFAULT '',
  publisher TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',
  date_published TEXT NOT NULL DEFAULT '', dateline TEXT NOT NULL DEFAULT '',
  in_language TEXT NOT NULL DEFAULT '', added_at TEXT NOT NULL DEFAULT '',
  added_by TEXT NOT NULL DEFAULT '') STRICT;

-- claim: a row per span that is, was or might again be a claim of a document
CREATE TABLE claim(
  id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL CHECK("end" > start),
  exact TEXT NOT NULL, number TEXT NOT NULL DEFAULT '',
  active INTEGER NOT NULL DEFAULT 0 CHECK(active IN (0, 1)),
  UNIQUE(document_id, start, "end")) STRICT;
CREATE INDEX claim_retired ON claim(document_id) WHERE active = 0;

-- about: a row per event and the document or claim that it is about
CREATE TABLE about(seq INTEGER NOT NULL, document_id INTEGER NOT NULL, claim_id INTEGER) STRICT;
CREATE INDEX about_document ON about(document_id, seq);
CREATE INDEX about_claim ON about(claim_id, seq) WHERE claim_id IS NOT NULL;

-- judgement: a row per claim and reviewer: what this reviewer holds now.
-- `source` and `chain` are names for people, `attributions` is the data
CREATE TABLE judgement(
  claim_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, document_id INTEGER NOT NULL,
  status TEXT, scale TEXT, confidence TEXT, attribution_status TEXT, claim_reviewed TEXT,
  attributions TEXT NOT NULL DEFAULT '[]',
  source TEXT NOT NULL DEFAULT '', chain TEXT NOT NULL DEFAULT '',
  reviewed_at TEXT NOT NULL, PRIMARY KEY(claim_id, reviewer_id)) STRICT, WITHOUT ROWID;
CREATE INDEX judgement_of ON judgement(reviewer_id, document_id, status);

-- note: a row per claim, reviewer and kind of note
CREATE TABLE note(
  claim_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, kind TEXT NOT NULL,
  text TEXT NOT NULL, state TEXT NOT NULL DEFAULT '', at TEXT NOT NULL,
  PRIMARY KEY(claim_id, reviewer_id, kind)) STRICT, WITHOUT ROWID;

-- source: a row per source of the registry; `shipped` ones come with the program.
-- the name of a protected source is its code name
CREATE TABLE source(
  id TEXT PRIMARY KEY, name TEXT NOT NULL, source_class TEXT NOT NULL,
  aliases TEXT NOT NULL DEFAULT '[]', organisation TEXT, source_reliability TEXT,
  protected INTEGER NOT NULL DEFAULT 0, shipped INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;

-- signoff: a row per document and reviewer: the last time that this editor signed it
CREATE TABLE signoff(
  document_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, at TEXT NOT NULL,
  digest TEXT NOT NULL, hlc INTEGER NOT NULL,
  PRIMARY KEY(document_id, reviewer_id)) STRICT, WITHOUT ROWID;

-- suggestion: a row per claim: what reading found, as JSON; a lead, not a fact
CREATE TABLE suggestion(claim_id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;

-- annotations: a row per claim and reviewer, for people with other tools
CREATE VIEW annotations AS
SELECT coalesce(nullif(d.headline, ''), d.file_name) AS article, c.number,
       coalesce(j.status, 'unreviewed') AS status,
       coalesce(j.source, '') AS source, coalesce(j.chain, '') AS chain,
       j.attribution_status, j.confidence, c.exact, j.claim_reviewed,
       (SELECT group_concat(n.kind || ': ' || n.text, ' / ') FROM note n
         WHERE n.claim_id = x.claim_id AND n.reviewer_id = x.reviewer_id) AS note,
       r.name AS reviewer,
       coalesce(j.reviewed_at, (SELECT max(n.at) FROM note n
         WHERE n.claim_id = x.claim_id AND n.reviewer_id = x.reviewer_id)) AS reviewed_at,
       c.start, c."end", c.active, d.sha256 AS document
FROM (SELECT claim_id, reviewer_id FROM judgement
      UNION SELECT claim_id, reviewer_id FROM note) x
JOIN claim c ON c.id = x.claim_id
JOIN document d ON d.id = c.document_id
JOIN reviewer r ON r.id = x.reviewer_id
LEFT JOIN judgement j ON j.claim_id = x.claim_id AND j.reviewer_id = x.reviewer_id;

-- review_log: a row per event and what it is about, oldest first
CREATE VIEW review_log AS
SELECT e.seq, json_extract(e.body, '$.at') AS at, r.name AS reviewer, e.kind,
       coalesce(nullif(d.headline, ''), d.file_name) AS article, c.number, c.exact,
       json_extract(e.body, '$.fact') AS fact, json_extract(e.body, '$.undoes') AS undoes,
       json_extract(e.body, '$.redoes') AS redoes,
       s.uid || ':' || e.n AS event, lower(hex(e.hash)) AS hash
FROM event e
JOIN stream s ON s.id = e.stream_id
LEFT JOIN reviewer r ON r.uid = s.reviewer
LEFT JOIN about a ON a.seq = e.seq
LEFT JOIN document d ON d.id = a.document_id
LEFT JOIN claim c ON c.id = a.claim_id
ORDER BY e.seq;
"""

_EVIDENCE = """
ALTER TABLE judgement ADD COLUMN justification TEXT;
ALTER TABLE judgement ADD COLUMN carried INTEGER NOT NULL DEFAULT 0 CHECK(carried IN (0, 1));
ALTER TABLE document ADD COLUMN revises TEXT NOT NULL DEFAULT '';

-- evidence: a row per thing that an article, or one claim of it, rests on. `id` is the event that
-- attached it, `text` the SHA-256 of a document's text, `held` all that is known of it, as JSON
CREATE TABLE evidence(
  id TEXT PRIMARY KEY, document_id INTEGER NOT NULL, claim_id INTEGER, kind TEXT NOT NULL,
  text TEXT NOT NULL DEFAULT '', held TEXT NOT NULL, attached INTEGER NOT NULL,
  added_by TEXT NOT NULL, added_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_of ON evidence(document_id, claim_id);

-- weighing: a row per claim, reviewer and piece of evidence: what this reviewer makes of it
CREATE TABLE weighing(
  claim_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, evidence_id TEXT NOT NULL,
  stance TEXT, information_credibility TEXT, independence_group TEXT,
  PRIMARY KEY(claim_id, reviewer_id, evidence_id)) STRICT, WITHOUT ROWID;

-- lead_answer: a row per lead and reviewer who has accepted or dismissed it
CREATE TABLE lead_answer(
  document_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, lead TEXT NOT NULL,
  answer TEXT NOT NULL, reason TEXT NOT NULL, told TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY(document_id, reviewer_id, lead)) STRICT, WITHOUT ROWID;

-- continuation: a row per claim of an earlier version: where it goes on in `document_id`.
-- spans and not ids, since the earlier version may arrive later
CREATE TABLE continuation(
  document_id INTEGER NOT NULL, earlier TEXT NOT NULL,
  earlier_start INTEGER NOT NULL, earlier_end INTEGER NOT NULL,
  start INTEGER, "end" INTEGER, state TEXT NOT NULL, hlc INTEGER NOT NULL,
  PRIMARY KEY(document_id, earlier, earlier_start, earlier_end)) STRICT, WITHOUT ROWID;
CREATE INDEX continuation_to ON continuation(document_id, start, "end");
CREATE INDEX continuation_from ON continuation(earlier, earlier_start, earlier_end);

-- claim_words: the words of every claim, to find past rulings by
CREATE VIRTUAL TABLE claim_words USING fts5(exact, tokenize = 'unicode61 remove_diacritics 2');

DROP VIEW annotations;
-- annotations: a row per claim and reviewer, for people with other tools
CREATE VIEW annotations AS
SELECT coalesce(nullif(d.headline, ''), d.file_name) AS article, c.number,
       coalesce(j.status, 'unreviewed') AS status,
       coalesce(j.source, '') AS source, coalesce(j.chain, '') AS chain,
       j.attribution_status, j.confidence, c.exact, j.claim_reviewed,
       (SELECT group_concat(n.kind || ': ' || n.text, ' / ') FROM note n
         WHERE n.claim_id = x.claim_id AND n.reviewer_id = x.reviewer_id) AS note,
       (SELECT count(*) FROM evidence e WHERE e.attached AND (e.claim_id = x.claim_id OR EXISTS
         (SELECT 1 FROM weighing w WHERE w.evidence_id = e.id AND w.claim_id = x.claim_id
            AND w.reviewer_id = x.reviewer_id AND w.stance IS NOT NULL))) AS evidence,
       j.justification, r.name AS reviewer,
       coalesce(j.reviewed_at, (SELECT max(n.at) FROM note n
         WHERE n.claim_id = x.claim_id AND n.reviewer_id = x.reviewer_id)) AS reviewed_at,
       coalesce(j.carried, 0) AS carried,
       c.start, c."end", c.active, d.sha256 AS document
FROM (SELECT claim_id, reviewer_id FROM judgement
      UNION SELECT claim_id, reviewer_id FROM note) x
JOIN claim c ON c.id = x.claim_id
JOIN document d ON d.id = c.document_id
JOIN reviewer r ON r.id = x.reviewer_id
LEFT JOIN judgement j ON j.claim_id = x.claim_id AND j.reviewer_id = x.reviewer_id;
"""

_SCALES = """
-- scale: a row per scale that a house has added, by the digest of what it says. `statuses` is JSON
CREATE TABLE scale(
  digest TEXT PRIMARY KEY, name TEXT NOT NULL, statuses TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

_TEAM = """
-- role: a row per reviewer who was given one; nobody else has any
CREATE TABLE role(reviewer TEXT PRIMARY KEY, role TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- session: a row per annotation session. `uid` is the event that created it
CREATE TABLE session(
  id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, document_id INTEGER NOT NULL,
  title TEXT NOT NULL, mode TEXT NOT NULL, rule TEXT NOT NULL, scale TEXT NOT NULL,
  votes INTEGER NOT NULL, reviews INTEGER NOT NULL, assign TEXT NOT NULL, lease INTEGER NOT NULL,
  returns INTEGER NOT NULL, host TEXT NOT NULL, phase TEXT NOT NULL,
  created_at TEXT NOT NULL, revealed_at TEXT NOT NULL DEFAULT '',
  voted_at TEXT NOT NULL DEFAULT '', closed_at TEXT NOT NULL DEFAULT '',
  revealed_heads TEXT NOT NULL DEFAULT '', closed_heads TEXT NOT NULL DEFAULT '') STRICT;
CREATE INDEX session_of ON session(document_id);
CREATE INDEX session_in ON session(phase);

-- member: a row per session and reviewer in it, in the order in which they came
CREATE TABLE member(
  session_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY(session_id, reviewer_id)) STRICT, WITHOUT ROWID;

-- assignment: a row per session, claim and reviewer whose it was made
CREATE TABLE assignment(
  session_id INTEGER NOT NULL, claim_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL,
  PRIMARY KEY(session_id, claim_id, reviewer_id)) STRICT, WITHOUT ROWID;

-- held: a row per session, claim, reviewer and moment: the judgement at the reveal or at the close
CREATE TABLE held(
  session_id INTEGER NOT NULL, claim_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL,
  moment TEXT NOT NULL CHECK(moment IN ('reveal', 'close')),
  status TEXT, scale TEXT, attribution_status TEXT, attributions TEXT NOT NULL,
  reviewed_at TEXT NOT NULL,
  PRIMARY KEY(session_id, claim_id, reviewer_id, moment)) STRICT, WITHOUT ROWID;
CREATE INDEX held_of ON held(claim_id);

-- vote: a row per session, claim and reviewer who has voted
CREATE TABLE vote(
  session_id INTEGER NOT NULL, claim_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL,
  status TEXT NOT NULL, scale TEXT, at TEXT NOT NULL,
  PRIMARY KEY(session_id, claim_id, reviewer_id)) STRICT, WITHOUT ROWID;
CREATE INDEX vote_of ON vote(claim_id);

-- adjudication: a row per claim, and session or '', with the last word on it. `contested` when
-- somebody judged or voted whom it had not seen
CREATE TABLE adjudication(
  claim_id INTEGER NOT NULL, session TEXT NOT NULL, reviewer_id INTEGER NOT NULL,
  status TEXT NOT NULL, scale TEXT, takes TEXT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL,
  attributions TEXT NOT NULL, tally TEXT NOT NULL, at TEXT NOT NULL, contested INTEGER NOT NULL,
  PRIMARY KEY(claim_id, session)) STRICT, WITHOUT ROWID;

-- comment: a row per comment, by the event that made it
CREATE TABLE comment(
  id TEXT PRIMARY KEY, claim_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL,
  text TEXT NOT NULL, reply_to TEXT NOT NULL, mentions TEXT NOT NULL, at TEXT NOT NULL,
  hlc INTEGER NOT NULL, withdrawn INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX comment_of ON comment(claim_id);

-- lease, presence, seen: what this host knows of its people just now. Neither logged nor synced.
-- lease: a row per session, claim and reviewer at work on it, until a time in microseconds
CREATE TABLE lease(
  session_id INTEGER NOT NULL, claim_id INTEGER NOT NULL, reviewer_id INTEGER NOT NULL,
  until INTEGER NOT NULL, PRIMARY KEY(session_id, claim_id, reviewer_id)) STRICT, WITHOUT ROWID;

-- presence: a row per reviewer with an open workbench, and where they are in it
CREATE TABLE presence(
  reviewer_id INTEGER PRIMARY KEY, document_id INTEGER NOT NULL, claim_id INTEGER,
  at INTEGER NOT NULL) STRICT;

-- seen: a row per comment that the reviewer whom it mentions has had on screen
CREATE TABLE seen(
  comment TEXT NOT NULL, reviewer_id INTEGER NOT NULL,
  PRIMARY KEY(comment, reviewer_id)) STRICT, WITHOUT ROWID;
"""

_PEOPLE = """
-- source.role: what a person is; source.article: the SHA-256 of the only article in which a
-- nameless source is that source; source.merged_into: the source that it turned out to be
ALTER TABLE source ADD COLUMN role TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN article TEXT NOT NULL DEFAULT '';
ALTER TABLE source ADD COLUMN merged_into TEXT;
"""

_TRUST = """
-- arrived: a row per entry that came from elsewhere, and would bind others if it counted
CREATE TABLE arrived(seq INTEGER PRIMARY KEY) STRICT;

-- unheeded: a row per entry that does not count, since its writer might not do that then
CREATE TABLE unheeded(seq INTEGER PRIMARY KEY, why TEXT NOT NULL) STRICT;

-- same_person: a row per id of a reviewer who is somebody known by another
CREATE TABLE same_person(
  reviewer TEXT PRIMARY KEY, into_reviewer TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

STEPS: dict[str, str] = {
    "m001_the_log": _LOG,
    "m002_the_projections": _PROJECTIONS,
    "m003_evidence": _EVIDENCE,
    "m004_scales": _SCALES,
    "m005_team": _TEAM,
    "m006_people": _PEOPLE,
    "m007_trust": _TRUST,
}


def migrate(database: Database) -> bool:
    """Bring the schema up to date, and say whether anything was done.

    Raises: `StoreError` when a newer twosource has written the file, or it is somebody else's.
    """
    applied = _applied(database)
    if unknown := applied - STEPS.keys():
        raise StoreError(
            f"{database.path} was written by a newer version of twosource (it has {min(unknown)}); "
            "update twosource"
        )
    if not database.read_only:
        database.write_ahead()
    if applied == STEPS.keys():
        return False
    if database.read_only:
        raise StoreError(
            f"{database.path} has to be updated for this version of twosource, but is read-only; "
            "copy it to a folder you can write to"
        )
    apply_steps(database)
    return True


def apply_steps(database: Database) -> None:
    """Apply what is missing. The lock keeps two first openings apart."""
    from sqlite_utils import Database as Utils
    from sqlite_utils import Migrations

    steps = Migrations(SET)
    for name, script in STEPS.items():
        steps(name=name)(_step(script))
    with database.explained(), database.locked():
        steps.apply(Utils(database.conn, execute_plugins=False))


def _step(script: str):  # type: ignore[no-untyped-def]  # its argument is sqlite-utils' own class
    def run(db) -> None:  # type: ignore[no-untyped-def]
        for statement in statements(script):
            db.execute(statement)

    return run


def statements(script: str) -> list[str]:
    """The statements of a script (`executescript` would commit the step's transaction)."""
    found, buffer = [], ""
    for line in script.splitlines(keepends=True):
        buffer += line
        if sqlite3.complete_statement(buffer):
            found.append(buffer.strip())
            buffer = ""
    return found


def _applied(database: Database) -> set[str]:
    with database.explained():
        tables = {
            row[0]
            for row in database.conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        }
        applied: set[str] = set()
        if "_sqlite_migrations" in tables:
            rows = database.conn.execute(
                "SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (SET,)
            )
            applied = {row[0] for row in rows}
        if tables - {"_sqlite_migrations"} and not applied:
            raise StoreError(
                f"{database.path} is an SQLite file, but not a twosource desk; use another --db"
            )
        return applied
