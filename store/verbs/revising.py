"""The verb of revision: take in a new version of an article, in which the claims of the last go on.

Only the newest version is revised, so the versions of an article are one line and "the article"
always means its end. What goes on and how is worked out from the two texts alone
(`claims.versions.anchors`) and kept as links; the fold carries what was held along them.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from typing import NamedTuple

from claims.model import Document, Reading, Role, Span
from claims.reading import read
from claims.versions.anchors import AnchorState, Continued, Reanchored, reanchor
from store.errors import WrongUsage
from store.log.kinds import ClaimsContinued
from store.queries import articles, claim_places
from store.queries.articles import Article
from store.state import projection, suggestions, texts
from store.verbs.desk import Desk
from store.verbs.intake import Added, keep
from store.verbs.writer import Writer

LINKS_AN_EVENT = 1000  # about 45 KiB of the 64 that a body may have


class Revised(NamedTuple):
    """A version that was taken in: how many claims of the one before went which way.

    `new` are the claims that go on from none.
    """

    added: Added
    counts: dict[AnchorState, int]
    new: int


def revise(desk: Desk, data: bytes, document: Document, file_name: str, earlier: int) -> Revised:
    """Take in `document`, which was read from `data`, as the next version of article `earlier`.

    What the text does not tell of its author, publisher, address and date is as it was before.
    Raises: `WrongUsage` when nothing has changed, when the text is on the desk already, and when
    `earlier` has a later version.
    """
    before = articles.article(desk.conn, earlier)
    sha256 = hashlib.sha256(document.text.encode()).hexdigest()
    _refuse(desk.conn, before, sha256)
    document = _told(document, before)
    reading = read(document.text, document.date_published or None)
    with desk.database.write() as conn:
        _refuse(conn, before, sha256)
        found = _reanchored(conn, before, document.text, reading)
        spans = tuple((span.start, span.end) for span in found.claims)
        row = keep(desk, data, document, file_name, spans, revises=before.sha256)
        _continue(desk.writer, conn, sha256, before.sha256, found.links)
        suggestions.refresh(conn, row, reading)
    counts = Counter(link.state for link in found.links)
    went_on = len(found.links) - counts[AnchorState.GONE]
    return Revised(
        Added(row, sha256, len(spans)),
        {state: counts[state] for state in AnchorState},
        len(spans) - went_on,
    )


def _refuse(conn: sqlite3.Connection, before: Article, sha256: str) -> None:
    """Raises: `WrongUsage` where the text cannot be a new version."""
    if sha256 == before.sha256:
        raise WrongUsage(f"nothing has changed: this is the text of article {before.id}")
    known = conn.execute(
        "SELECT id FROM document WHERE sha256 = ? AND added_at <> '' AND role = 'article'",
        (sha256,),
    ).fetchone()
    if known:
        raise WrongUsage(f"this text is on the desk already, as article {known[0]}")
    if later := articles.article(conn, before.id).superseded_by:
        raise WrongUsage(f"article {before.id} has a later version, {later}; revise that one")


def _told(document: Document, before: Article) -> Document:
    return document._replace(
        role=Role.ARTICLE,
        author=document.author or before.author,
        publisher=document.publisher or before.publisher,
        url=document.url or before.url,
        date_published=document.date_published or before.date_published,
    )


def _reanchored(
    conn: sqlite3.Connection, before: Article, text: str, reading: Reading
) -> Reanchored:
    every = claim_places.places(conn, before.id).values()
    active = claim_places.active(conn, before.id)
    return reanchor(
        texts.document_text(conn, before.sha256),
        text,
        [Span(*place) for place in active],
        reading.claims,
        [Span(*place) for place in every if place not in active],
    )


def _continue(
    writer: Writer,
    conn: sqlite3.Connection,
    document: str,
    earlier: str,
    links: tuple[Continued, ...],
) -> None:
    """Log where the claims go on, in as many events as their size asks for."""
    rows = [
        (
            *(link.old.start, link.old.end),
            *((link.new.start, link.new.end) if link.new else (None, None)),
            link.state.value,
        )
        for link in links
    ]
    stored = [
        writer.append(
            conn, ClaimsContinued(document, earlier, tuple(rows[first : first + LINKS_AN_EVENT]))
        )
        for first in range(0, len(rows), LINKS_AN_EVENT)
    ]
    projection.apply(conn, stored)
