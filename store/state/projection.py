"""Current state, folded from the log and kept in the same file.

`apply` files new events under what they are about, and folds that anew; `rebuild` does the same for
everything. How a fold goes is in the `*_fold` modules beside it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from store.log import chain
from store.log.kinds import (
    NAME,
    OF_ONE_REVIEWER,
    About,
    Redacted,
    ScaleAdded,
    SignedOff,
    SourceAdded,
    SourceChanged,
)
from store.state import (
    attribution,
    authority_tables,
    continuation_tables,
    event_index,
    evidence_tables,
    team_tables,
)
from store.state.claim_fold import ClaimState, fold_claim
from store.state.document_fold import Placed, fold_document
from store.state.event_index import Touched
from store.state.ids import reviewer_id
from store.state.registry_fold import fold_scales, fold_sources
from store.state.texts import document_text

_REBUILT = (
    *("about", "judgement", "note", "signoff", "source", "scale", "claim_words"),
    *authority_tables.COMPARED,
    *evidence_tables.COMPARED,
    *continuation_tables.COMPARED,
    *(table for table in team_tables.COMPARED if table != "session"),  # its local ids stay
)


def apply(conn: sqlite3.Connection, stored: Sequence[chain.Stored]) -> Touched:
    """Bring every projection up to date with events that have just been appended."""
    touched = Touched()
    for entry in stored:
        if entry.event:
            authority_tables.settle(conn, entry.event, touched)
            event_index.file(conn, entry, touched)
    _redact(conn, touched, [entry for entry in stored if entry.kind == NAME[Redacted]])
    if any(authority_tables.folds_all_anew(entry.event) for entry in stored):
        return fold_again(conn)
    if not _refresh_own(conn, stored, touched):
        _refresh(conn, touched)
    return touched


def arrive(conn: sqlite3.Connection, stored: Iterable[chain.Stored]) -> Touched:
    """Bring every projection up to date with events from elsewhere, as `stored` appends them.

    They come in any order, and some are older than what is held: an order to redact may be here
    before the event that it is about. What they touch is folded anew once, in fold order.
    """
    touched = Touched()
    for entry in stored:
        if entry.event:
            event_index.file(conn, entry, touched)
    if authority_tables.refresh(conn, touched):
        return fold_again(conn)
    for event in chain.fold_order(chain.read(conn, "e.kind = 'stream_opened'")):
        event_index.opened(conn, event)
    _redact(conn, touched)
    _refresh(conn, touched)
    return touched


def _redact(
    conn: sqlite3.Connection, touched: Touched, only: Sequence[chain.Stored] | None = None
) -> None:
    """Carry out the orders to redact that count: all of them, or those among `only`."""
    seqs = None if only is None else [entry.seq for entry in only]
    if seqs == []:
        return
    for entry in chain.read(conn, "e.kind = ?", (NAME[Redacted],)):
        wanted = entry.event and not entry.unheeded and (seqs is None or entry.seq in seqs)
        if wanted and entry.event and isinstance(entry.event.fact, Redacted):
            event_index.redact(conn, entry.event.fact, touched)


def rebuild(conn: sqlite3.Connection) -> None:
    """Fold the whole log again, and forget what reading suggested."""
    conn.execute("DELETE FROM suggestion")
    fold_again(conn)


def fold_again(conn: sqlite3.Connection) -> Touched:
    """Fold the whole log again. Local ids stay: an open workbench holds some."""
    for table in _REBUILT:
        conn.execute(f"DELETE FROM main.{table}")  # noqa: S608
    conn.execute("UPDATE claim SET active = 0, number = '', exact = ''")
    conn.execute("UPDATE document SET added_at = ''")
    conn.execute("UPDATE reviewer SET name = ''")
    authority_tables.refresh(conn, Touched())  # first: entries are read as it says
    touched = Touched(whole={About.SOURCES, About.SCALES, About.ROLES})
    touched.sessions |= {row[0] for row in conn.execute("SELECT document_id FROM session")}
    for entry in sorted(chain.read(conn), key=lambda e: (e.hlc, e.stream, e.n)):
        if entry.event:
            event_index.file(conn, entry, touched)
    _redact(conn, touched)
    _refresh(conn, touched)
    for table in ("lease", "presence", "seen"):
        conn.execute(f"DELETE FROM main.{table} WHERE reviewer_id IN ({_MERGED})")  # noqa: S608
    conn.execute(f"DELETE FROM reviewer WHERE id IN ({_MERGED})")  # noqa: S608
    conn.execute("DELETE FROM document WHERE id NOT IN (SELECT document_id FROM about)")
    conn.execute("DELETE FROM claim WHERE document_id NOT IN (SELECT id FROM document)")
    conn.execute(
        "DELETE FROM reviewer WHERE uid NOT IN (SELECT reviewer FROM main.stream"
        " UNION SELECT reviewer FROM role) AND id NOT IN (SELECT reviewer_id FROM member)"
        " AND id NOT IN (SELECT reviewer_id FROM judgement UNION SELECT reviewer_id FROM note)"
    )
    return touched


_MERGED = "SELECT id FROM reviewer WHERE uid IN (SELECT reviewer FROM main.same_person)"


def refresh_registry(conn: sqlite3.Connection) -> None:
    """The registry as this program ships it, and the names that judgements show."""
    _refresh(conn, Touched(whole={About.SOURCES}))


def _refresh(conn: sqlite3.Connection, touched: Touched) -> None:
    if About.SOURCES in touched.whole:
        _refresh_sources(conn)
        touched.claims |= {row[0] for row in conn.execute("SELECT claim_id FROM main.judgement")}
    if About.SCALES in touched.whole:
        _refresh_scales(conn)
    if About.ROLES in touched.whole:
        team_tables.name_people(conn)
    for document in touched.documents:
        _refresh_document(conn, document)
        touched.claims |= continuation_tables.refresh_links(conn, document)
    for document in touched.sessions:
        if team_tables.refresh_sessions(conn, document):
            touched.claims |= _held_claims(conn, document)
    for document in touched.evidence:
        evidence_tables.refresh(conn, document)
    for document in touched.signoffs:
        _refresh_signoffs(conn, document)
    touched.claims |= continuation_tables.later(conn, touched.claims)
    for claim in touched.claims:
        _refresh_claim(conn, claim)
    team_tables.open_discussions(conn)


def _refresh_own(
    conn: sqlite3.Connection, stored: Sequence[chain.Stored], touched: Touched
) -> bool:
    """Fold only what one reviewer says of one claim, and say whether that is enough.

    It is for a single event that has just been appended here: it comes after everything that is
    known, so it moves no other reviewer, no earlier moment and no later version of the claim. A
    judgement must not cost more because many others judge the same claim.
    """
    event = stored[0].event if len(stored) == 1 else None
    if event is None or not isinstance(event.fact, OF_ONE_REVIEWER) or touched.documents:
        return False
    if getattr(event.fact, "whose", ""):
        return False
    (claim,) = touched.claims
    if team_tables.adjudicated(conn, claim):  # which this may contest
        return False
    state = fold_claim(
        continuation_tables.own(conn, claim, event.reviewer),
        continuation_tables.carried(conn, claim, event.reviewer),
    )
    _forget_views(
        conn, "claim_id = ? AND reviewer_id = ?", claim, reviewer_id(conn, event.reviewer)
    )
    (document,) = conn.execute("SELECT document_id FROM claim WHERE id = ?", (claim,)).fetchone()
    _keep_views(conn, claim, document, state)
    team_tables.open_discussions(conn, document)
    return True


def _held_claims(conn: sqlite3.Connection, document: int) -> set[int]:
    """The claims of a document about which anything is held, here or from an earlier version."""
    rows = conn.execute(
        "SELECT DISTINCT claim_id FROM about WHERE document_id = ? AND claim_id IS NOT NULL",
        (document,),
    )
    return {row[0] for row in rows.fetchall()} | continuation_tables.carrying(conn, document)


def _refresh_sources(conn: sqlite3.Connection) -> None:
    """The registry as a table: what is shipped, and what the log says of it."""
    kinds = (NAME[SourceAdded], NAME[SourceChanged])
    events = chain.fold_order(chain.read(conn, "e.kind IN (?, ?)", kinds))
    conn.execute("DELETE FROM main.source")
    conn.executemany(
        "INSERT INTO main.source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                s.id,
                s.name,
                s.source_class,
                json.dumps(s.aliases, ensure_ascii=False),
                s.organisation,
                s.source_reliability,
                s.protected,
                s.shipped,
                s.role,
                s.article,
                s.merged_into,
            )
            for s in fold_sources(events).values()
        ],
    )


def _refresh_scales(conn: sqlite3.Connection) -> None:
    """The scales of this house as a table."""
    from claims.scales.files import to_data  # opening a desk does not need it

    found = fold_scales(chain.fold_order(chain.read(conn, "e.kind = ?", (NAME[ScaleAdded],))))
    conn.execute("DELETE FROM scale")
    for digest, scale in found.items():
        statuses = json.dumps(to_data(scale), ensure_ascii=False)
        conn.execute("INSERT INTO scale VALUES (?, ?, ?)", (digest, scale.name, statuses))


def _refresh_signoffs(conn: sqlite3.Connection, document: int) -> None:
    """Each editor's last signature under an article."""
    conn.execute("DELETE FROM signoff WHERE document_id = ?", (document,))
    for event in event_index.events_about(conn, document, SignedOff):
        assert isinstance(event.fact, SignedOff)
        conn.execute(
            "INSERT OR REPLACE INTO signoff VALUES (?, ?, ?, ?, ?)",
            (document, reviewer_id(conn, event.reviewer), event.at, event.fact.digest, event.hlc),
        )


def _refresh_document(conn: sqlite3.Connection, document: int) -> None:
    clause = "e.seq IN (SELECT seq FROM about WHERE document_id = ?)"
    state = fold_document(chain.fold_order(chain.read(conn, clause, (document,))))
    if state is None:
        return
    added = state.added
    conn.execute(
        "UPDATE document SET original = ?, role = ?, media_type = ?, reader = ?, splitter = ?,"
        " file_name = ?, headline = ?, author = ?, publisher = ?, url = ?, date_published = ?,"
        " dateline = ?, in_language = ?, revises = ?, added_at = ?, added_by = ? WHERE id = ?",
        (
            *(added.original, added.role, added.media_type, added.reader, added.splitter),
            *(added.file_name, added.headline, added.author, added.publisher, added.url),
            *(added.date_published, added.dateline, added.in_language, added.revises),
            *(state.added_at, state.added_by, document),
        ),
    )
    _forget_claims(conn, document, state.claims)
    text = document_text(conn, added.document)
    conn.executemany(
        'INSERT INTO claim(document_id, start, "end", exact, number, active)'
        ' VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT(document_id, start, "end")'
        " DO UPDATE SET exact = excluded.exact, number = excluded.number, active = excluded.active",
        [
            (document, start, end, text[start:end], placed.number, placed.active)
            for (start, end), placed in state.claims.items()
        ],
    )
    _refresh_words(conn, document)


def _refresh_words(conn: sqlite3.Connection, document: int) -> None:
    """The words by which the claims of a document are found from other articles."""
    ids = "SELECT id FROM claim WHERE document_id = ?"
    conn.execute(f"DELETE FROM claim_words WHERE rowid IN ({ids})", (document,))  # noqa: S608
    conn.execute(
        "INSERT INTO claim_words(rowid, exact) SELECT id, exact FROM claim"
        " WHERE document_id = ? AND active",
        (document,),
    )


def _forget_claims(
    conn: sqlite3.Connection, document: int, kept: Mapping[tuple[int, int], Placed]
) -> None:
    """Claims of a list that an earlier intake has overtaken, and that nobody touched."""
    rows = conn.execute('SELECT id, start, "end" FROM claim WHERE document_id = ?', (document,))
    gone = [(claim,) for claim, start, end in rows.fetchall() if (start, end) not in kept]
    conn.executemany("DELETE FROM claim_words WHERE rowid = ?", gone)
    conn.executemany("DELETE FROM claim WHERE id = ?", gone)
    conn.executemany("UPDATE about SET claim_id = NULL WHERE claim_id = ?", gone)
    conn.executemany("DELETE FROM suggestion WHERE claim_id = ?", gone)


def _refresh_claim(conn: sqlite3.Connection, claim: int) -> None:
    own, carried = continuation_tables.own(conn, claim), continuation_tables.carried(conn, claim)
    _forget_views(conn, "claim_id = ?", claim)
    row = conn.execute("SELECT document_id FROM claim WHERE id = ?", (claim,)).fetchone()
    if row is None:  # all that made it a claim was redacted
        team_tables.refresh_claim(conn, claim, (), ())
        return
    _keep_views(conn, claim, row[0], fold_claim(own, carried))
    team_tables.refresh_claim(conn, claim, own, carried)


def _registered(
    conn: sqlite3.Connection, state: ClaimState
) -> tuple[dict[str, str], dict[str, str]]:
    """The names of the sources that are held, and of which it is known now who they are."""
    raw = [one for held in state.judgements.values() for one in held.attributions or ()]
    ids = dict.fromkeys(attribution.voices(attribution.every(raw)))
    names: dict[str, str] = {}
    into: dict[str, str] = {}
    for source in ids:
        row = conn.execute(
            "SELECT s.name, s.merged_into, m.name FROM main.source s"
            " LEFT JOIN main.source m ON m.id = s.merged_into WHERE s.id = ?",
            (source,),
        ).fetchone()
        if row is not None and row[1] is not None:
            into[source], names[row[1]] = row[1], row[2]
        elif row is not None:
            names[source] = row[0]
    return names, into


def _forget_views(conn: sqlite3.Connection, where: str, *params: int) -> None:
    for table in ("judgement", "note", "weighing"):
        conn.execute(f"DELETE FROM main.{table} WHERE {where}", params)  # noqa: S608


def _keep_views(
    conn: sqlite3.Connection,
    claim: int,
    document: int,
    state: ClaimState,
) -> None:
    """What reviewers hold, note and make of the evidence, for one claim."""
    names, into = _registered(conn, state)
    for reviewer, held in state.judgements.items():
        spoken = attribution.merged(held.attributions or [], into)
        said = attribution.every(spoken)
        conn.execute(
            "INSERT INTO main.judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(claim, reviewer_id(conn, reviewer), document, held.status, held.scale),
                *(held.confidence, held.attribution_status, held.claim_reviewed),
                json.dumps(spoken, sort_keys=True, ensure_ascii=False),
                *(
                    attribution.speakers(said, names),
                    attribution.chains(said, names),
                    held.reviewed_at,
                ),
                *(held.justification, held.carried),
            ),
        )
    evidence_tables.keep_weighings(conn, claim, state)
    conn.executemany(
        "INSERT INTO main.note VALUES (?, ?, ?, ?, ?, ?)",
        [
            (claim, reviewer_id(conn, reviewer), kind, note.text, note.state, note.at)
            for (reviewer, kind), note in state.notes.items()
            if note.text
        ],
    )
