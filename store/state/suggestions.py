"""The suggestions of reading for each claim, kept so that a screen opens without reading again.

A suggestion is a lead, not a fact: it is derived from the text, never logged, and becomes an
attribution only when a reviewer accepts it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from claims.model import (
    AttributionType,
    Mention,
    QuotationType,
    Reading,
    Source,
    SourceClass,
    Span,
    Suggestion,
    VoiceType,
)
from claims.reading import read
from store.errors import StoreError
from store.state.attribution import pair
from store.state.texts import document_text


def refresh(conn: sqlite3.Connection, document: int, reading: Reading | None = None) -> None:
    """Suggest anew for each active claim of a document, from `reading` or by reading it again."""
    from claims.voices.registry import Registry  # costs 13 ms that opening a desk does not need
    from claims.voices.suggest import suggest

    sha256, published = conn.execute(
        "SELECT sha256, date_published FROM document WHERE id = ?", (document,)
    ).fetchone()
    text = document_text(conn, sha256)
    rows = conn.execute(
        'SELECT id, start, "end" FROM claim WHERE document_id = ? AND active ORDER BY start, "end"',
        (document,),
    ).fetchall()
    spans = [Span(start, end) for _, start, end in rows]
    reading = reading or read(text, published or None)
    known = [one for one in sources(conn) if one.article in ("", sha256)]
    found = suggest(text, spans, reading, Registry(known))
    conn.execute(
        "DELETE FROM suggestion WHERE claim_id IN (SELECT id FROM claim WHERE document_id = ?)",
        (document,),
    )
    conn.executemany(
        "INSERT INTO suggestion VALUES (?, ?)",
        [(row[0], dump(leads)) for row, leads in zip(rows, found, strict=True) if leads],
    )


def sources(conn: sqlite3.Connection) -> list[Source]:
    """The registry of this desk, shipped and added."""
    rows = conn.execute(
        "SELECT id, name, source_class, aliases, organisation, source_reliability, protected,"
        " role, article FROM source WHERE merged_into IS NULL"
    ).fetchall()
    return [
        Source(
            id=row[0],
            name=row[1],
            source_class=_known_class(row[2]),
            aliases=tuple(json.loads(row[3])),
            organisation=row[4],
            source_reliability=row[5],
            protected=bool(row[6]),
            role=row[7],
            article=row[8],
        )
        for row in rows
    ]


def _known_class(name: str) -> SourceClass:
    """The source class, `unnamed` for one that only a later version knows."""
    try:
        return SourceClass(name)
    except ValueError:
        return SourceClass.UNNAMED


def of(conn: sqlite3.Connection, claim: int) -> tuple[Suggestion, ...]:
    """What is suggested for one claim, the best first."""
    row = conn.execute("SELECT body FROM suggestion WHERE claim_id = ?", (claim,)).fetchone()
    return load(row[0] if row else None)


def dump(leads: Iterable[Suggestion]) -> str:
    return json.dumps([_plain(lead) for lead in leads], ensure_ascii=False)


def _plain(lead: Suggestion) -> dict[str, object]:
    return lead._asdict() | {
        "chain": [mention._asdict() for mention in lead.chain],
        "source_span": pair(lead.source_span),
        "cue_span": pair(lead.cue_span),
        "content_span": pair(lead.content_span),
        "quoted_spans": [pair(span) for span in lead.quoted_spans],
    }


def load(body: str | None) -> tuple[Suggestion, ...]:
    try:
        return tuple(_lead(raw) for raw in json.loads(body)) if body else ()
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            "a suggestion is damaged; check the desk with `twosource log verify`, and make its "
            "suggestions again with `twosource log rebuild`"
        ) from error


def _lead(raw: dict[str, object]) -> Suggestion:
    return Suggestion(
        chain=tuple(map(mention, raw["chain"])),  # type: ignore[call-overload]
        source_span=_span(raw["source_span"]),
        cue_span=_span(raw["cue_span"]),
        content_span=_span(raw["content_span"]),
        quotation_type=QuotationType(str(raw["quotation_type"])),
        attribution_type=AttributionType(str(raw["attribution_type"])),
        pattern=str(raw["pattern"]),
        confidence=float(str(raw["confidence"])),
        quoted_spans=tuple(Span(*span) for span in raw["quoted_spans"]),  # type: ignore[attr-defined]
    )


def mention(raw: dict[str, object]) -> Mention:
    """A voice of a chain as it is kept."""
    kept = Mention(**raw)  # type: ignore[arg-type]
    return kept._replace(type=VoiceType(kept.type), aka=tuple(kept.aka))


def _span(raw: object) -> Span | None:
    return Span(*raw) if isinstance(raw, list) else None
