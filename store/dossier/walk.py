"""The walk that reads a dossier out of a desk, the same for all formats, within a `Scope`.

A dossier is read while it is written. Articles come one at a time and their claims one by one, so
that an archive of a million judgements leaves in the memory of one article's notes and evidence.
`articles()` and `claims()` may be walked again; each walk reads the file anew. Take one inside
`Database.snapshot`, or a colleague's write comes between its parts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from store.dossier.scope_choice import Choice
from store.dossier.team import Teams
from store.dossier.values import (
    ArticleDossier,
    Claim,
    Dossier,
    DossierAnswer,
    DossierEvidence,
    DossierJudgement,
    DossierVoice,
    RawEvent,
    Scope,
    Weighing,
)
from store.file import protected_names
from store.log import blinds, chain
from store.queries import articles, evidence_items, journal, known_reviewers, known_scales, leads
from store.queries.articles import Article
from store.queries.evidence_items import Item
from store.queries.journal import HistoryLine, NoteRow
from store.queries.team import session_rows
from store.state import attribution, continuation_tables

EVERY = 1000  # claims between two reports of progress


def collect(
    conn: sqlite3.Connection,
    scope: Scope | int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Dossier:
    """One article, or the whole desk; `progress` hears how many claims have gone by."""
    wanted = scope if isinstance(scope, Scope) else Scope(article=scope)
    hidden = protected_names.hidden(conn, redact=wanted.redact)
    reader = _Reader(conn, wanted, hidden, progress)
    return Dossier(
        chain.digest(conn),
        wanted.whole and not blinds.drawn(conn),
        reader.articles,
        lambda: iter(conn.execute("SELECT uid, session FROM stream ORDER BY id").fetchall()),
        lambda: map(RawEvent._make, conn.execute(_EVENTS)),
        lambda: iter(conn.execute("SELECT sha256, bytes FROM blob ORDER BY rowid")),
        hidden.hide(told(conn, wanted)),
        known_scales.known(conn),
        lambda: _voices(conn),
        wanted.final,
    )


def size(conn: sqlite3.Connection, scope: Scope) -> int:
    """The largest number of claims that a walk can pass, for a progress bar."""
    every = "SELECT count(*) FROM claim"
    if scope.article is None:
        return int(conn.execute(every).fetchone()[0])
    return int(conn.execute(f"{every} WHERE document_id = ?", (scope.article,)).fetchone()[0])


def told(conn: sqlite3.Connection, scope: Scope) -> str:
    """What a scope chooses, in words: `only judgements by mk, with status false`."""
    people = known_reviewers.reviewer_names(conn)
    parts = [
        f"by {people.get(scope.reviewer, scope.reviewer)}" if scope.reviewer else "",
        f"with status {scope.status.replace('_', ' ')}" if scope.status else "",
        f"of the source {_source_name(conn, scope.source)}" if scope.source else "",
        f"since {scope.since}" if scope.since else "",
        f"in the session {_session_name(conn, scope.session)}" if scope.session else "",
    ]
    chosen = ", ".join(part for part in parts if part)
    told = [f"only judgements {chosen}"] if chosen else []
    told += (
        ["only the one verdict of a claim, adjudicated, by a session's rule or shared by all"]
        if scope.final
        else []
    )
    told += ["protected sources are shown by their code names"] if scope.redact else []
    told += ["what a blind session hides is left out"] if blinds.drawn(conn) else []
    return "; ".join(told)


def _voices(conn: sqlite3.Connection) -> dict[str, DossierVoice]:
    rows = conn.execute("SELECT id, name, source_class, coalesce(organisation, '') FROM source")
    return {source: DossierVoice._make(rest) for source, *rest in rows}


def _source_name(conn: sqlite3.Connection, source: str) -> str:
    row = conn.execute("SELECT name FROM source WHERE id = ?", (source,)).fetchone()
    return str(row[0]) if row else source


def _session_name(conn: sqlite3.Connection, session: str) -> str:
    found = session_rows.by_uid(conn, session)
    return found.title if found else session


# --- reading -------------------------------------------------------------------------------------

_EVENTS = """
SELECT s.uid, e.n, e.hlc, e.kind, e.body, e.body_sha, e.hash,
  EXISTS (SELECT 1 FROM main.arrived a WHERE a.seq = e.seq)
FROM event e JOIN stream s ON s.id = e.stream_id ORDER BY e.seq
"""

# A row per claim and judgement, one without a judgement where there is none.
_JUDGED = """
SELECT c.id, c.number, c.start, c."end", c.exact, c.active, r.name, j.status, j.scale, j.source,
  j.chain, j.attribution_status, j.confidence, j.claim_reviewed, j.justification, j.attributions,
  j.reviewed_at, j.carried
FROM claim c LEFT JOIN judgement j ON j.claim_id = c.id{chosen}
LEFT JOIN reviewer r ON r.id = j.reviewer_id
WHERE c.document_id = ? AND c.active = ? ORDER BY c.start, c."end", r.name
"""
_HEAD = 6  # columns of `_JUDGED` that are about the claim
_STATUS, _SCALE = 7, 8

_CHOSEN = {
    "since": "j.reviewed_at >= ?",
    "status": "coalesce(j.status, 'unreviewed') = ?",
    "source": "instr(j.attributions, json_quote(?))",
    "reviewer": "j.reviewer_id = (SELECT id FROM reviewer WHERE uid = ?)",
    "session": "EXISTS (SELECT 1 FROM about a JOIN event e ON e.seq = a.seq"
    " JOIN stream s ON s.id = e.stream_id JOIN reviewer w ON w.uid = s.reviewer"
    " WHERE a.claim_id = j.claim_id AND e.kind = 'judged' AND w.id = j.reviewer_id"
    " AND s.session = ?)",
}


class _Reader:
    """Walks one desk for one scope."""

    def __init__(
        self,
        conn: sqlite3.Connection,
        scope: Scope,
        hidden: protected_names.Names,
        progress: Callable[[int], None] | None,
    ) -> None:
        self._conn = conn
        self._scope = scope
        self._hidden = hidden
        self._progress = progress
        self._passed = 0
        known = known_scales.known(conn)
        self._verdicts = {(key, s.id): s for key, held in known.items() for s in held.statuses}
        self._teams = Teams(conn, scope, hidden)
        self._choice = Choice(scope, self._teams.people.get(scope.reviewer, ""))

    def articles(self) -> Iterator[ArticleDossier]:
        if self._scope.article is not None:
            known = [articles.article(self._conn, self._scope.article)]
        else:
            known = sorted(articles.articles(self._conn), key=lambda article: article.id)
        self._passed = 0
        return map(self._article, known)

    def _article(self, article: Article) -> ArticleDossier:
        conn, document = self._conn, article.id
        items = [self._hidden_item(item) for item in evidence_items.of_article(conn, document)]
        whose = _whose(conn, article)
        return ArticleDossier(
            article,
            articles.text(conn, document),
            lambda: self._claims(document, items, active=True),
            lambda: filter(_something_held, self._claims(document, items, active=False)),
            tuple(map(self._hidden_line, _since_signoff(conn, article))),
            tuple(DossierEvidence(item) for item in items if item.claim is None),
            tuple(self._answers(document)),
            lambda: leads.of_article(conn, document, whose),
            lambda: leads.source_map(conn, document, whose),
            lambda: [self._hidden_log(line) for line in journal.log_lines(conn, document=document)],
            lambda: self._teams.meetings(document),
        )

    def _claims(self, document: int, items: list[Item], *, active: bool) -> Iterator[Claim]:
        notes, tied = self._notes(document), _tied(self._conn, document, items)
        team = self._teams.on(document)
        chosen = [name for name in _CHOSEN if self._choice.by_row(name)]
        terms = "".join(f" AND {_CHOSEN[name]}" for name in chosen)
        params = [*(getattr(self._scope, name) for name in chosen), document, int(active)]
        rows = self._conn.execute(_JUDGED.format(chosen=terms), params)
        for _, found in groupby(rows, key=itemgetter(0)):
            claim = self._claim(list(found), notes, tied)
            claim = team.told(claim) if team else claim
            if self._choice.all:
                yield claim
            elif left := self._choice.of(claim):
                yield left
            self._passed += 1
            if self._progress and not self._passed % EVERY:
                self._progress(self._passed)

    def _claim(
        self,
        rows: list[tuple[Any, ...]],
        notes: Mapping[int, tuple[NoteRow, ...]],
        tied: Mapping[int, tuple[DossierEvidence, ...]],
    ) -> Claim:
        verdicts = self._verdicts
        held = tuple(
            DossierJudgement._make(
                (*row[_HEAD:], verdicts.get((row[_SCALE], row[_STATUS])), (), False)
            )
            for row in rows
            if row[_HEAD] is not None
        )
        if self._hidden:
            held = tuple(map(self._hidden_judgement, held))
        claim, number, start, end, exact, active = rows[0][:_HEAD]
        said, pieces = notes.get(claim, ()), tied.get(claim, ())
        return Claim(claim, number, start, end, exact, bool(active), held, said, pieces)

    def _notes(self, document: int) -> dict[int, tuple[NoteRow, ...]]:
        """The notes of the scope, by claim; none where it chooses by source or session."""
        scope = self._scope
        if scope.source or scope.session:
            return {}
        rows = self._conn.execute(
            "SELECT n.claim_id, n.kind, n.text, n.state, r.name, n.at FROM note n"
            " JOIN claim c ON c.id = n.claim_id JOIN reviewer r ON r.id = n.reviewer_id"
            " WHERE c.document_id = ? AND n.at >= ? AND (? = '' OR r.uid = ?)"
            " ORDER BY n.claim_id, n.kind, n.at",
            (document, scope.since, scope.reviewer, scope.reviewer),
        )
        found: dict[int, tuple[NoteRow, ...]] = {}
        for claim, kind, text, *rest in rows.fetchall():
            note = NoteRow(kind, self._hidden.hide(text), *rest)
            found[claim] = (*found.get(claim, ()), note)
        return found

    def _answers(self, document: int) -> Iterator[DossierAnswer]:
        rows = self._conn.execute(
            "SELECT r.name, a.answer, a.reason, a.told, a.at FROM lead_answer a"
            " JOIN reviewer r ON r.id = a.reviewer_id WHERE a.document_id = ? AND a.answer <> ''"
            " AND a.at >= ? AND (? = '' OR r.uid = ?) ORDER BY a.at, a.lead",
            (document, self._scope.since, self._scope.reviewer, self._scope.reviewer),
        )
        hide = self._hidden.hide
        for who, answer, reason, said, at in rows.fetchall():
            yield DossierAnswer(who, answer, hide(reason), hide(said), at)

    # --- what is hidden ---

    def _hidden_judgement(self, held: DossierJudgement) -> DossierJudgement:
        hide = self._hidden.hide
        return held._replace(
            claim_reviewed=held.claim_reviewed and hide(held.claim_reviewed),
            justification=held.justification and hide(held.justification),
        )

    def _hidden_item(self, item: Item) -> Item:
        if not self._hidden:
            return item
        hide = self._hidden.hide
        told = {k: hide(v) if isinstance(v, str) else v for k, v in item.held.items()}
        return item._replace(held=told)

    def _hidden_line(self, line: HistoryLine) -> HistoryLine:
        return line._replace(what=self._hidden.hide(line.what))

    def _hidden_log(self, line: journal.LogLine) -> journal.LogLine:
        return line._replace(what=self._hidden.hide(line.what))


def _something_held(claim: Claim) -> bool:
    if claim.notes or claim.comments or claim.ruling:
        return True
    return any(j.held for j in claim.judgements)


def _whose(conn: sqlite3.Connection, article: Article) -> str:
    """The id of the reviewer whose leads are told: who signed, else who has judged most."""
    row = conn.execute(
        "SELECT r.uid FROM reviewer r LEFT JOIN signoff s"
        "   ON s.reviewer_id = r.id AND s.document_id = ?1"
        " ORDER BY s.hlc IS NULL, s.hlc DESC, (SELECT count(*) FROM judgement j"
        "   WHERE j.reviewer_id = r.id AND j.document_id = ?1) DESC, r.id LIMIT 1",
        (article.id,),
    ).fetchone()
    return str(row[0]) if row else ""


def _tied(
    conn: sqlite3.Connection, document: int, items: Iterable[Item]
) -> dict[int, tuple[DossierEvidence, ...]]:
    """The evidence of each claim: attached to it or to one that it continues, or weighed for it."""
    weights = _weights(conn, document)
    found: dict[int, tuple[DossierEvidence, ...]] = {}
    for item in items:
        mine = weights.get(item.id, {})
        heirs = (
            {item.claim} | continuation_tables.later(conn, [item.claim]) if item.claim else set()
        )
        for claim in heirs | set(mine):
            piece = DossierEvidence(item, tuple(mine.get(claim, ())))
            found[claim] = (*found.get(claim, ()), piece)
    return found


def _weights(conn: sqlite3.Connection, document: int) -> dict[str, dict[int, list[Weighing]]]:
    """By piece of evidence and claim, in the order of the reviewers' names."""
    rows = conn.execute(
        "SELECT w.evidence_id, w.claim_id, r.name, w.stance, w.information_credibility,"
        " w.independence_group FROM weighing w JOIN claim c ON c.id = w.claim_id"
        " JOIN reviewer r ON r.id = w.reviewer_id WHERE c.document_id = ? ORDER BY r.name",
        (document,),
    )
    weights: dict[str, dict[int, list[Weighing]]] = {}
    for item, claim, *rest in rows.fetchall():
        weights.setdefault(item, {}).setdefault(claim, []).append(Weighing._make(rest))
    return weights


def _source_of(line: journal.LogLine) -> set[str]:
    """The source that an entry changes, and the one that it merges it into."""
    fact = line.fact or {}
    values = fact.get("values") or {}
    found = (fact.get("source"), values.get("merged_into") if isinstance(values, dict) else None)
    return {one for one in found if isinstance(one, str)}


def _since_signoff(conn: sqlite3.Connection, article: Article) -> list[HistoryLine]:
    if not article.signed_at:
        return []
    (hlc,) = conn.execute(
        "SELECT max(hlc) FROM signoff WHERE document_id = ?", (article.id,)
    ).fetchone()
    lines = journal.log_lines(conn, document=article.id, after_hlc=hlc)
    changed = journal.log_lines(conn, after_hlc=hlc)
    spoken = conn.execute(
        "SELECT attributions FROM judgement WHERE document_id = ?", (article.id,)
    ).fetchall()
    voices = {v for (held,) in spoken for v in attribution.voices(attribution.read(held))}
    lines += [line for line in changed if _source_of(line) & voices]
    return [
        HistoryLine(
            line.at,
            line.reviewer,
            f"#{line.claim} {line.what}" if line.claim else line.what,
            line.event,
        )
        for line in lines
        if line.kind != "signed_off"
    ]
