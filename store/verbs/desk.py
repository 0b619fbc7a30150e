"""The desk that every verb takes: one file, one reviewer, the scale in use, and its log.

The verbs are functions of the modules beside this one, and their list is the table of contents.
Each takes the desk first, is one transaction, and returns what changed; when it has returned, it is
on disk. A screen or a command calls one verb and redraws what the `Change` names.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from claims.scales import NEWSROOM, Scale
from store.file.identity import Reviewer
from store.log.kinds import ClaimsReplaced, Fact, LeadAnswered, SourceChanged
from store.queries import offered
from store.state import projection, suggestions
from store.verbs.writer import Writer


class Change(NamedTuple):
    """What a verb did: the claims that look different now, and the time of the event."""

    claims: frozenset[int] = frozenset()
    listing: bool = False  # the set of claims is another, or more of them than `claims` look so
    at: str = ""
    event: str = ""


class Desk:
    """One file and one reviewer. Bound to the thread that opened it."""

    def __init__(self, writer: Writer, scale: Scale = NEWSROOM) -> None:
        self.writer = writer
        self.database = writer.database
        self.scale = scale

    @property
    def conn(self) -> sqlite3.Connection:
        return self.database.conn

    @property
    def reviewer(self) -> Reviewer | None:
        return self.writer.reviewer

    @property
    def now(self) -> int:
        """Microseconds since 1970, by the desk's own clock."""
        return self.writer.clock().micros

    @property
    def reviewer_id(self) -> str:
        """The id of the reviewer at work, empty where nobody is named."""
        return self.reviewer.id if self.reviewer else ""

    def close(self) -> None:
        self.database.close()

    def act(
        self,
        fact: Fact,
        undoes: str | None = None,
        redoes: str | None = None,
        *,
        about: str = "",
    ) -> Change:
        """Append one fact, bring the projections up to date, and say what changed."""
        with self.database.write() as conn:
            stored = self.writer.append(conn, fact, undoes, redoes, about=about)
            touched = projection.apply(conn, [stored])
            for document in touched.documents if isinstance(fact, ClaimsReplaced) else ():
                suggestions.refresh(conn, document)
        at = stored.event.at if stored.event else ""
        return Change(frozenset(touched.claims), _reaches_far(fact), at, stored.id)


def _reaches_far(fact: Fact) -> bool:
    """Whether claims look different that the fact does not name."""
    if isinstance(fact, LeadAnswered):
        return offered.is_refusal(fact.lead)
    return isinstance(fact, ClaimsReplaced | SourceChanged)
