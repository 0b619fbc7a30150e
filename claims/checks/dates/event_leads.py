"""A lead about events, with the rows or sentences that date them."""

from __future__ import annotations

from claims.checks.dates.timeline_events import Matched
from claims.model import Check, Lead, Passage, Span


def event_lead(kind: str, span: Span, reason: str, *found: Matched, passed: bool = False) -> Lead:
    """A lead of the check of dates; `found` are the events that it rests on."""
    return lead_of_rows(kind, span, reason, [one.event.row for one in found], passed=passed)


def lead_of_rows(
    kind: str, span: Span, reason: str, rows: list[Passage], *, passed: bool = False
) -> Lead:
    """The same of the places themselves; one without a document is a place of the article."""
    once = list(dict.fromkeys(rows))
    also = tuple(row.span for row in once if not row.document and row.span is not None)
    rest = tuple(row for row in once if row.document)
    return Lead(Check.DATE, kind, span, reason, also=also, passages=rest, passed=passed)
