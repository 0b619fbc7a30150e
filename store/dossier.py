"""What an exporter is handed: articles with their claims, every reviewer's judgements and notes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from store import evidence, journal, log, queries
from store.evidence import Item
from store.journal import HistoryLine, NoteRow
from store.queries import Article
from store.wording import status_label


@dataclass(frozen=True, slots=True)
class Judgement:
    reviewer: str
    status: str | None
    label: str
    source: str
    chain: str
    attribution_status: str | None
    confidence: str | None
    claim_reviewed: str | None
    attributions: tuple[dict[str, Any], ...]
    reviewed_at: str
    scale: str | None
    justification: str | None = None
    carried: bool = False

    @property
    def held(self) -> bool:
        """Whether anything is held: what was given may have been taken back again."""
        values = (self.status, self.attribution_status, self.confidence, self.claim_reviewed)
        return any(values) or bool(self.attributions)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of evidence; `weighed` is each reviewer's stance on it, for the claim in hand."""

    item: Item
    weighed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reviewer said to a lead."""

    reviewer: str
    answer: str
    reason: str
    told: str
    at: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Offsets are code points, end exclusive: `text[start:end] == exact`."""

    number: str
    start: int
    end: int
    exact: str
    judgements: tuple[Judgement, ...]
    notes: tuple[NoteRow, ...]
    active: bool = True
    evidence: tuple[Evidence, ...] = ()

    @property
    def split(self) -> bool:
        """Two reviewers hold different verdicts of one scale."""
        held = [(j.scale, j.status) for j in self.judgements if j.status]
        return any(a[0] == b[0] and a[1] != b[1] for a in held for b in held)

    @property
    def decided(self) -> bool:
        return any(j.status for j in self.judgements)


@dataclass(frozen=True, slots=True)
class ArticleDossier:
    """`replaced` are spans that are no claims any more, and about which something is held."""

    article: Article
    text: str
    claims: tuple[Claim, ...]
    since_signoff: tuple[HistoryLine, ...]
    replaced: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()  # what is attached to the whole article
    answers: tuple[Answer, ...] = ()

    @property
    def reviewers(self) -> list[str]:
        """In the order in which they come up."""
        every = (*self.claims, *self.replaced)
        return list(dict.fromkeys(j.reviewer for c in every for j in c.judgements))


@dataclass(frozen=True, slots=True)
class Dossier:
    """`whole` says that it is the whole desk, and so its log can be replayed."""

    digest: str
    whole: bool
    articles: tuple[ArticleDossier, ...]
    streams: Callable[[], Iterator[tuple[str, str | None]]]
    events: Callable[[], Iterator[log.Stored]]
    blobs: Callable[[], Iterator[tuple[str, bytes]]]


def collect(conn: sqlite3.Connection, document: int | None = None) -> Dossier:
    """One article, or the whole desk."""
    known = queries.articles(conn) if document is None else [queries.article(conn, document)]
    ordered = sorted(known, key=lambda article: article.id)
    return Dossier(
        log.digest(conn),
        document is None,
        tuple(_article(conn, article) for article in ordered),
        lambda: iter(conn.execute("SELECT uid, session FROM stream ORDER BY id").fetchall()),
        lambda: log.iterate(conn),
        lambda: iter(conn.execute("SELECT sha256, bytes FROM blob ORDER BY rowid")),
    )


def _article(conn: sqlite3.Connection, article: Article) -> ArticleDossier:
    items = evidence.of_article(conn, article.id)
    known = list(_claims(conn, article.id, items))
    return ArticleDossier(
        article,
        queries.text(conn, article.id),
        tuple(claim for claim in known if claim.active),
        tuple(_since_signoff(conn, article)),
        tuple(c for c in known if not c.active and (c.notes or any(j.held for j in c.judgements))),
        tuple(Evidence(item) for item in items if item.claim is None),
        tuple(_answers(conn, article.id)),
    )


def _answers(conn: sqlite3.Connection, document: int) -> list[Answer]:
    found = conn.execute(
        "SELECT r.name, a.answer, a.reason, a.told, a.at FROM lead_answer a"
        " JOIN reviewer r ON r.id = a.reviewer_id WHERE a.document_id = ? ORDER BY a.at, a.lead",
        (document,),
    )
    return [Answer(*row) for row in found.fetchall()]


def _weighed(
    conn: sqlite3.Connection, document: int
) -> dict[tuple[int, str], list[tuple[str, str]]]:
    """Stances by claim and piece of evidence."""
    found = conn.execute(
        "SELECT w.claim_id, w.evidence_id, r.name, w.stance FROM weighing w"
        " JOIN claim c ON c.id = w.claim_id JOIN reviewer r ON r.id = w.reviewer_id"
        " WHERE c.document_id = ? AND w.stance IS NOT NULL ORDER BY r.name",
        (document,),
    )
    weighed: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for claim, item, who, stance in found.fetchall():
        weighed.setdefault((claim, item), []).append((who, stance))
    return weighed


def _claims(conn: sqlite3.Connection, document: int, items: list[Item]) -> Iterator[Claim]:
    weighed = _weighed(conn, document) if items else {}
    judged: dict[int, list[Judgement]] = {}
    found = conn.execute(
        "SELECT j.claim_id, r.name, j.status, j.source, j.chain, j.attribution_status,"
        " j.confidence, j.claim_reviewed, j.attributions, j.reviewed_at, j.scale,"
        " j.justification, j.carried"
        " FROM judgement j JOIN reviewer r ON r.id = j.reviewer_id WHERE j.document_id = ?"
        " ORDER BY j.claim_id, r.name",
        (document,),
    )
    for claim, who, status, source, chain, faithful, sure, restated, spoken, *rest in found:
        at, scale, why, carried = rest
        held = Judgement(
            *(who, status, status_label(status, scale), source, chain, faithful, sure, restated),
            tuple(json.loads(spoken)),
            *(at, scale, why, bool(carried)),
        )
        judged.setdefault(claim, []).append(held)
    rows = conn.execute(
        'SELECT id, number, start, "end", exact, active FROM claim WHERE document_id = ?'
        ' ORDER BY start, "end"',
        (document,),
    )
    for claim, number, start, end, exact, active in rows.fetchall():
        notes = tuple(journal.notes(conn, claim))
        lineage = set(evidence.lineage(conn, claim)) if items else set()
        tied = tuple(
            Evidence(item, tuple(weighed.get((claim, item.id), ())))
            for item in items
            if item.claim in lineage or (claim, item.id) in weighed
        )
        held_by = tuple(judged.get(claim, ()))
        yield Claim(number, start, end, exact, held_by, notes, bool(active), tied)


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
    voices = {v for (held,) in spoken for a in json.loads(held) for v in a.get("chain", ())}
    lines += [line for line in changed if (line.fact or {}).get("source") in voices]
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
