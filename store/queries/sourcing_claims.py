"""Claims as the checks of sourcing are handed them: who says each, and what it rests on."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from claims.checks.sourcing.held_claim import ChainedSource, HeldClaim, Weighed
from claims.model import (
    OWN_VOICE,
    EvidenceKind,
    Provenance,
    Source,
    SourceClass,
    Span,
    Stance,
    Suggestion,
)
from claims.scales import upholds
from store.queries import evidence_items, journal, known_scales
from store.queries.claim_rows import ClaimRow
from store.queries.evidence_items import Item
from store.state import suggestions


def held_claims(
    conn: sqlite3.Connection, rows: Sequence[ClaimRow], items: Sequence[Item], reviewer: str
) -> list[HeldClaim]:
    sources = {source.id: source for source in suggestions.sources(conn)}
    texts = {text.sha256: text.text for text in evidence_items.texts(conn, items)}
    known = known_scales.known(conn)
    found = []
    for row in rows:
        mine = evidence_items.of_claim(conn, row.id, reviewer) if items else []
        notes = [n.text for n in journal.notes(conn, row.id, reviewer)] if row.notes else ()
        verified = upholds(row.status, row.scale, known)
        found.append(held_claim(row, mine, sources, texts, notes, verified=verified))
    return found


def held_claim(
    row: ClaimRow,
    items: Sequence[Item],
    sources: dict[str, Source],
    texts: dict[str, str],
    notes: Sequence[str],
    *,
    verified: bool,
) -> HeldClaim:
    said = [one.chain for one in row.attributions if one.speaker != OWN_VOICE]
    spoken = [tuple(_voice(v, v, sources) for v in chain) for chain in said]
    leads = [] if row.attributions else row.suggestions
    for lead in leads:
        spoken.append(tuple(_voice(m.source_id or m.text, m.text, sources) for m in lead.chain))
    return HeldClaim(
        Span(row.start, row.end),
        verified=verified,
        chains=tuple(chain for chain in spoken if chain),
        suggested=bool(leads),
        cues=tuple(_words(row, span) for span in _cues(row, leads)),
        notes=tuple(notes),
        evidence=tuple(_weighed(item, texts) for item in evidence_items.counted(items)),
    )


def _voice(source: str, name: str, sources: dict[str, Source]) -> ChainedSource:
    known = sources.get(source)
    if known is None:
        return ChainedSource(source, name)
    return ChainedSource(
        known.id, known.name, known.source_class, known.organisation, known.protected
    )


def _cues(row: ClaimRow, leads: Sequence[Suggestion]) -> list[Span]:
    held = [a.cue for a in row.attributions if a.cue]
    return held + [lead.cue_span for lead in leads if lead.cue_span]


def _words(row: ClaimRow, span: Span) -> str:
    """The words of a cue, where it lies in the claim."""
    start, end = span.start - row.start, span.end - row.start
    return row.exact[max(0, start) : max(0, end)]


def _weighed(item: Item, texts: dict[str, str]) -> Weighed:
    return Weighed(
        Stance(item.stance) if item.stance else None,
        Provenance(item.provenance) if item.provenance else None,
        item.group,
        item.source or None,
        _class(item.source_class),
        EvidenceKind(item.kind),
        texts.get(item.text, ""),
        item.text or item.id,
    )


def _class(name: str) -> SourceClass | None:
    return SourceClass(name) if name in set(SourceClass) else None
