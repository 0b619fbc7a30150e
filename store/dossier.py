"""What an exporter is handed: articles with their claims, every reviewer's judgements and notes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from store import journal, log, queries
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


@dataclass(frozen=True, slots=True)
class Claim:
    """Offsets are code points, end exclusive: `text[start:end] == exact`."""

    number: str
    start: int
    end: int
    exact: str
    judgements: tuple[Judgement, ...]
    notes: tuple[NoteRow, ...]

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
    article: Article
    text: str
    claims: tuple[Claim, ...]
    since_signoff: tuple[HistoryLine, ...]

    @property
    def reviewers(self) -> list[str]:
        """In the order in which they come up."""
        return list(dict.fromkeys(j.reviewer for c in self.claims for j in c.judgements))


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
    return ArticleDossier(
        article,
        queries.text(conn, article.id),
        tuple(_claims(conn, article.id)),
        tuple(_since_signoff(conn, article)),
    )


def _claims(conn: sqlite3.Connection, document: int) -> Iterator[Claim]:
    judged: dict[int, list[Judgement]] = {}
    found = conn.execute(
        "SELECT j.claim_id, r.name, j.status, j.source, j.chain, j.attribution_status,"
        " j.confidence, j.claim_reviewed, j.attributions, j.reviewed_at, j.scale"
        " FROM judgement j JOIN reviewer r ON r.id = j.reviewer_id WHERE j.document_id = ?"
        " ORDER BY j.claim_id, r.name",
        (document,),
    )
    for claim, who, status, source, chain, faithful, sure, restated, spoken, at, scale in found:
        held = Judgement(
            *(who, status, status_label(status, scale), source, chain, faithful, sure, restated),
            tuple(json.loads(spoken)),
            *(at, scale),
        )
        judged.setdefault(claim, []).append(held)
    rows = conn.execute(
        'SELECT id, number, start, "end", exact FROM claim WHERE document_id = ? AND active'
        ' ORDER BY start, "end"',
        (document,),
    )
    for claim, number, start, end, exact in rows.fetchall():
        notes = tuple(journal.notes(conn, claim))
        yield Claim(number, start, end, exact, tuple(judged.get(claim, ())), notes)


def _since_signoff(conn: sqlite3.Connection, article: Article) -> list[HistoryLine]:
    if not article.signed_at:
        return []
    lines = journal.log_lines(conn, document=article.id, since=article.signed_at)
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
