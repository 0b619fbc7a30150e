"""The verbs of intake: take a text in (bytes, text, claims, suggestions), describe an article.

All of a text is kept, or nothing.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from claims.model import Document, Reading, Role
from claims.reading import VERSION, read
from store.errors import WrongUsage
from store.log.kinds import ClaimsFound, DocumentAdded, DocumentDescribed
from store.queries import articles, claim_places
from store.state import projection, suggestions
from store.state.document_fold import DESCRIBED
from store.state.ids import document_id
from store.verbs.desk import Change, Desk

CLAIMS_AN_EVENT = 2000  # about 32 KiB of the 64 that a body may have


class Added(NamedTuple):
    """An article that was taken in, or was there already."""

    document: int
    sha256: str
    claims: int
    known: bool = False


def describe(desk: Desk, document: int, values: Mapping[str, str]) -> Change:
    """Record what else is known of an article: headline, author, publisher, url, date_published.

    Values that it has already are not logged again.
    """
    if unknown := values.keys() - DESCRIBED:
        raise WrongUsage(f"an article has no field {min(unknown)}; it has {', '.join(DESCRIBED)}")
    with desk.database.write():
        article = articles.article(desk.conn, document)
        known = article._asdict() | {"headline": article.title}
        new = {k: v.strip() for k, v in values.items() if v.strip() != known[k]}
        if not new:
            return Change()
        return desk.act(DocumentDescribed(claim_places.sha256(desk.conn, document), new))


def take_in(
    desk: Desk, data: bytes, document: Document, file_name: str = "", about: str = ""
) -> Added:
    """Store `document`, which was read from `data`. A text that is there already stays as it is.

    Only an article is read for claims. Evidence that is taken in as an article becomes one; `about`
    is the article (its SHA-256) for which evidence is wanted.
    """
    sha256 = hashlib.sha256(document.text.encode()).hexdigest()
    if known := _known(desk.conn, sha256, document.role):
        return known
    reading = _reading(document)
    spans = tuple((claim.start, claim.end) for claim in reading.claims) if reading else ()
    with desk.database.write() as conn:
        if known := _known(conn, sha256, document.role):
            return known
        row = keep(desk, data, document, file_name, spans, about=about)
        if reading:
            suggestions.refresh(conn, row, reading)
    return Added(row, sha256, len(spans))


def keep(
    desk: Desk,
    data: bytes,
    document: Document,
    file_name: str,
    spans: tuple[tuple[int, int], ...],
    revises: str = "",
    about: str = "",
) -> int:
    """Log the intake of a text with its claims, and return its local id. The caller holds the write
    transaction."""
    conn, writer = desk.conn, desk.writer
    sha256 = hashlib.sha256(document.text.encode()).hexdigest()
    original = _store_blob(conn, data)
    _store_blob(conn, document.text.encode())
    added = _fact(document, sha256, original, f"twosource/{VERSION}", file_name)
    stored = [writer.append(conn, added._replace(revises=revises), about=about)]
    for first in range(0, len(spans), CLAIMS_AN_EVENT):
        part = spans[first : first + CLAIMS_AN_EVENT]
        found = ClaimsFound(sha256, stored[0].id, first + 1, part)
        stored.append(writer.append(conn, found))
    projection.apply(conn, stored)
    return document_id(conn, sha256)


def _reading(document: Document) -> Reading | None:
    if document.role is not Role.ARTICLE:
        return None
    return read(document.text, document.date_published or None)


def _fact(
    document: Document, sha256: str, original: str, splitter: str, file_name: str
) -> DocumentAdded:
    return DocumentAdded(
        sha256,
        original,
        document.role.value,
        document.media_type,
        document.reader,
        splitter,
        file_name,
        document.headline,
        document.author,
        document.publisher,
        document.url,
        document.date_published,
        document.dateline,
        document.in_language,
    )


def _known(conn: sqlite3.Connection, sha256: str, role: Role) -> Added | None:
    row = conn.execute(
        "SELECT d.id, (SELECT count(*) FROM claim c WHERE c.document_id = d.id AND c.active)"
        " FROM document d WHERE d.sha256 = ? AND d.added_at <> ''"
        " AND (d.role = ? OR ? <> 'article')",
        (sha256, role.value, role.value),
    ).fetchone()
    return Added(row[0], sha256, row[1], known=True) if row else None


def _store_blob(conn: sqlite3.Connection, data: bytes) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    conn.execute("INSERT OR IGNORE INTO blob VALUES (?, ?)", (sha256, data))
    return sha256
