"""The desk's own timeline: the events that reviewers keep from dated claims.

An entry is a note of the kind `TIMELINE` on the claim: its text is the event, its state the day.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from claims.model import Passage, Span
from claims.tables.timeline import Timeline, TimelineEvent
from store.log.kinds import TIMELINE

_TOLD_BY = "the desk's timeline"


class TimelineEntry(NamedTuple):
    """An event, its ISO day, month or year, and the claim that it was kept from."""

    event: str
    date: str
    document: str
    article: str
    claim: str
    span: Span
    exact: str
    reviewer: str


def entries(conn: sqlite3.Connection) -> list[TimelineEntry]:
    """What this reviewer may see of the timeline, in the order of the days."""
    found = conn.execute(
        "SELECT n.text, n.state, d.sha256, coalesce(nullif(d.headline, ''), d.file_name), c.number,"
        ' c.start, c."end", c.exact, r.name FROM note n JOIN claim c ON c.id = n.claim_id'
        " JOIN document d ON d.id = c.document_id JOIN reviewer r ON r.id = n.reviewer_id"
        " WHERE n.kind = ? AND n.text <> '' ORDER BY n.state, n.text, d.sha256, c.start, r.uid",
        (TIMELINE,),
    )
    return [
        TimelineEntry(event, day, sha256, article, number, Span(start, end), exact, reviewer)
        for event, day, sha256, article, number, start, end, exact, reviewer in found.fetchall()
    ]


def beside(conn: sqlite3.Connection, sha256: str, text: str) -> Timeline:
    """The timeline that an article is held against: without what it says itself, or said before.

    An event that is kept twice stands once.
    """
    kept: dict[tuple[str, str], TimelineEvent] = {}
    for one in entries(conn):
        if one.document != sha256 and one.exact not in text:
            row = Passage(one.document, one.span, one.exact)
            kept.setdefault((one.event.lower(), one.date), TimelineEvent(one.event, one.date, row))
    return Timeline("", tuple(kept.values()), _TOLD_BY)
