"""The leads of an article: every check, run over what the desk holds, with the reviewers' answers.

Only the answers are kept: leads follow from text, evidence and judgements, and are worked out anew
when one of these changes. What is attached is prepared once and kept in memory.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from claims.checks import article as checks
from claims.checks import evidence
from claims.checks.dates.dated_claim import DatedClaim, dated_claim
from claims.checks.sourcing.source_map import SourceMap
from claims.checks.sourcing.source_map import source_map as map_of
from claims.model import Check, DateMention, Lead, Quantity, Reading, Span
from claims.reading import read
from claims.reading.worth import worth
from claims.tables.timeline import Timeline
from store.queries import (
    articles,
    claim_listing,
    claim_places,
    claim_rows,
    desk_timeline,
    evidence_items,
)
from store.queries.claim_rows import ClaimRow
from store.queries.evidence_items import Item
from store.queries.sourcing_claims import held_claims
from store.state.texts import document_text


class Answered(NamedTuple):
    """A lead with the claims that it is about and what this reviewer said to it.

    `key` is the lead's own: the same words with the same reason keep it across versions. `answer`
    is "accepted" or "dismissed", or "justified" where the verdict came with a reason that meets
    the two-source rule: who has given one is not asked again.
    """

    lead: Lead
    key: str
    claims: tuple[int, ...]
    answer: str = ""
    reason: str = ""

    @property
    def open(self) -> bool:
        return not self.answer and not self.lead.passed


def of_article(conn: sqlite3.Connection, document: int, reviewer: str = "") -> list[Answered]:
    """Every lead of an article, those that were answered and those that need no answer too."""
    article = articles.article(conn, document, reviewer)
    text, reading = _read(conn, article.sha256, article.date_published)
    rows = claim_rows.rows(conn, claim_listing.listing(conn, document, reviewer), reviewer)
    items = evidence_items.of_article(conn, document)
    attached = _attached(conn, items)
    own = desk_timeline.beside(conn, article.sha256, text)
    held = held_claims(conn, rows, items, reviewer)
    spans = tuple(one.span for one in held)
    asked = _Asked(text, article.date_published, article.in_language, spans, attached, own)
    subject = _subject(asked, reading)
    found = checks.check(subject, _evidence(asked), held, _protected(conn), _standing(asked))
    return _answered(conn, document, reviewer, text, found, rows)


def unread(conn: sqlite3.Connection, document: int) -> dict[str, str]:
    """The attached tables that no check can use, by SHA-256, each with a sentence that says why."""
    ready = _prepared(_attached(conn, evidence_items.of_article(conn, document)))
    return {one.document: f"{one.title} is left out: {why}" for one, why in ready.refused}


def of_claim(found: Sequence[Answered], claim: int) -> list[Answered]:
    """The leads that are about one claim: open ones first, then answered ones, then those that bear
    the claim out.

    Leads that need no evidence come last.
    """
    mine = [one for one in found if claim in one.claims]
    return sorted(mine, key=lambda one: (not one.open, one.lead.passed, _LAST[one.lead.check]))


_LAST = {check: n for n, check in enumerate(Check)}


def source_map(conn: sqlite3.Connection, document: int, reviewer: str = "") -> SourceMap:
    """How many claims rest on which source, and on which class: accepted sources only, no
    suggestions."""
    rows = claim_rows.rows(conn, claim_listing.listing(conn, document, reviewer), reviewer)
    held = held_claims(conn, rows, evidence_items.of_article(conn, document), reviewer)
    return map_of([one for one in held if not one.suggested])


class Told(NamedTuple):
    """What reading found in one claim, for the panel and for the order of work."""

    dates: tuple[DateMention, ...]
    quantities: tuple[Quantity, ...]
    worth: tuple[str, ...]


def told(conn: sqlite3.Connection, document: int, reviewer: str = "") -> dict[int, Told]:
    """Dates, figures and reasons to check it first, by claim."""
    article = articles.article(conn, document, reviewer)
    text, reading = _read(conn, article.sha256, article.date_published)
    ids = claim_listing.listing(conn, document, reviewer)
    places = claim_places.places(conn, document)
    spans = [Span(*places[claim]) for claim in ids]
    hints = worth(text, reading._replace(claims=tuple(spans)))
    return {
        claim: Told(
            tuple(one for one in reading.dates if span.holds(one.span)),
            tuple(one for one in reading.quantities if span.holds(one.span)),
            hint.reasons,
        )
        for claim, span, hint in zip(ids, spans, hints, strict=True)
    }


def dated(conn: sqlite3.Connection, claim: int) -> DatedClaim | None:
    """The event that a claim dates; None where it gives no date, or more than one."""
    place = claim_places.standing(conn, claim)
    (document,) = conn.execute("SELECT document_id FROM claim WHERE id = ?", (claim,)).fetchone()
    article = articles.article(conn, document)
    text, reading = _read(conn, article.sha256, article.date_published)
    return dated_claim(text, reading, Span(place.start, place.end))


# --- what is asked -------------------------------------------------------------------------------


@lru_cache(maxsize=8)
def _reading(text: str, published: str) -> Reading:
    return read(text, published or None)


def _read(conn: sqlite3.Connection, sha256: str, published: str) -> tuple[str, Reading]:
    text = document_text(conn, sha256)
    return text, _reading(text, published)


@lru_cache(maxsize=8)
def _prepared(attached: tuple[evidence.Attached, ...]) -> evidence.AttachedEvidence:
    return evidence.prepare(attached)


class _Asked(NamedTuple):
    """All that the leads of an article follow from, but judgements."""

    text: str
    published: str
    in_language: str
    claims: tuple[Span, ...]
    attached: tuple[evidence.Attached, ...]
    timeline: Timeline


def _subject(asked: _Asked, reading: Reading) -> evidence.CheckedArticle:
    return evidence.CheckedArticle(
        asked.text, asked.published, asked.in_language, reading, asked.claims
    )


def _evidence(asked: _Asked) -> evidence.AttachedEvidence:
    ready = _prepared(asked.attached)
    if asked.timeline.events:
        ready = ready._replace(timelines=(*ready.timelines, asked.timeline))
    return ready


@lru_cache(maxsize=8)
def _standing(asked: _Asked) -> checks.StandingLeads:
    reading = _reading(asked.text, asked.published)
    return checks.standing(_subject(asked, reading), _evidence(asked))


def forget() -> None:
    """Drop what is kept in memory, so that the next run works it all out."""
    _standing.cache_clear()
    _reading.cache_clear()
    _prepared.cache_clear()


def _attached(conn: sqlite3.Connection, items: Sequence[Item]) -> tuple[evidence.Attached, ...]:
    places = _spans(conn, items)
    found = []
    for text in evidence_items.texts(conn, items):
        mine = [item for item in items if item.text == text.sha256]
        serves = {name for item in mine for name in (item.source, item.organisation) if name}
        tied = {places[item.claim] for item in mine if item.claim in places}
        found.append(
            evidence.Attached(
                text.sha256,
                text.title,
                text.text,
                text.role == "dataset",
                text.in_language,
                frozenset(serves),
                frozenset(tied),
            )
        )
    return tuple(found)


def _spans(conn: sqlite3.Connection, items: Sequence[Item]) -> dict[int | None, Span]:
    found: dict[int | None, Span] = {}
    for document in {item.document for item in items}:
        for claim, (start, end) in claim_places.places(conn, document).items():
            found[claim] = Span(start, end)
    return found


def _protected(conn: sqlite3.Connection) -> list[str]:
    """Names that no note may hold. They never leave this file, and no lead repeats them."""
    return [row[0] for row in conn.execute("SELECT name FROM protected_source").fetchall()]


# --- what is answered ----------------------------------------------------------------------------


def _answered(
    conn: sqlite3.Connection,
    document: int,
    reviewer: str,
    text: str,
    found: Sequence[Lead],
    rows: Sequence[ClaimRow],
) -> list[Answered]:
    answers = _answers(conn, document, reviewer)
    reasons = {row.id: row.justification for row in rows}
    claims_at = _about(rows)
    seen: Counter[str] = Counter()
    answered = []
    for lead in found:
        key = _key(lead, text)
        seen[key] += 1
        name = key if seen[key] == 1 else f"{key}.{seen[key]}"
        about = claims_at(lead.span)
        said = answers.get(name) or _justified(lead, about, reasons)
        answered.append(Answered(lead, name, about, *said))
    return answered


def _about(rows: Sequence[ClaimRow]) -> Callable[[Span], tuple[int, ...]]:
    """A function that finds the claims sharing words with a span, in the order of the article."""
    ordered = sorted(rows, key=lambda row: row.start)
    starts = [row.start for row in ordered]
    longest = max((row.end - row.start for row in rows), default=0)

    def about(span: Span) -> tuple[int, ...]:
        near = ordered[bisect_left(starts, span.start - longest) : bisect_left(starts, span.end)]
        return tuple(row.id for row in near if row.end > span.start)

    return about


def _justified(
    lead: Lead, about: Sequence[int], reasons: Mapping[int, str | None]
) -> tuple[str, str]:
    reason = next((why for claim in about if (why := reasons[claim])), "")
    return ("justified", reason) if reason and lead.kind == "two_source" else ("", "")


def _key(lead: Lead, text: str) -> str:
    """The digest of what a lead says, of which words, on which evidence: with other evidence it is
    a new lead."""
    said = [lead.check, lead.kind, lead.span.of(text), lead.known_by or lead.reason]
    said += sorted({passage.document for passage in lead.passages})
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def _answers(conn: sqlite3.Connection, document: int, reviewer: str) -> dict[str, tuple[str, str]]:
    """What this reviewer said to leads of the article; of earlier versions where nothing newer."""
    found: dict[str, tuple[str, str]] = {}
    for version in evidence_items.versions(conn, document):
        rows = conn.execute(
            "SELECT a.lead, a.answer, a.reason FROM lead_answer a"
            " JOIN reviewer r ON r.id = a.reviewer_id WHERE a.document_id = ? AND r.uid = ?",
            (version, reviewer),
        )
        found = {lead: (answer, why) for lead, answer, why in rows.fetchall()} | found
    return found
