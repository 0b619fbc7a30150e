"""The documents of one claim's evidence, and the place at which each is opened."""

from __future__ import annotations

import sqlite3

from claims.checks.quotation.likeness import most_like
from claims.model import Span
from store.queries import evidence_items
from store.queries.claim_rows import ClaimRow
from store.queries.evidence_items import Item


class OpenDocuments:
    """Texts are read once, and the likely place in each is looked for once.

    `focus` is a place that a caller wants to see, in the document of a hash.
    """

    def __init__(
        self, conn: sqlite3.Connection, claim: ClaimRow, focus: tuple[str, Span] | None
    ) -> None:
        self.focus = focus
        self._conn = conn
        self._words = _content(claim)
        self._texts: dict[str, str] = {}
        self._likely: dict[str, Span | None] = {}

    def text(self, item: Item) -> str:
        """The text of a piece; empty where it has not arrived here yet."""
        if item.text not in self._texts:
            found = evidence_items.texts(self._conn, [item])
            if not found:
                return ""
            self._texts[item.text] = found[0].text
        return self._texts[item.text]

    def focused(self, item: Item) -> bool:
        """Whether a caller wants to see a place of this piece."""
        return self.focus is not None and self.focus[0] == item.text

    def place(self, item: Item) -> Span | None:
        """Where its document opens: what the caller wants, the chosen passage, a likely stretch."""
        if self.focus is not None and self.focus[0] == item.text:
            return self.focus[1]
        return self.chosen(item) or self.likely(item)

    def chosen(self, item: Item) -> Span | None:
        """The passage that somebody chose, if it stands where it was kept."""
        start, end = item.held.get("start"), item.held.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
            return None
        span = Span(start, end)
        return span if span.of(self.text(item)) == item.held.get("exact") else None

    def likely(self, item: Item) -> Span | None:
        """The stretch most like the claim: only where to begin to read."""
        if item.text not in self._likely:
            self._likely[item.text] = most_like(self.text(item), self._words)
        return self._likely[item.text]


def _content(claim: ClaimRow) -> str:
    """What is said, without who says it: documents name the speaker everywhere."""
    spans = [one.content for one in claim.attributions]
    spans += [lead.content_span for lead in claim.suggestions]
    for start, end in filter(None, spans):
        if claim.start <= start and end <= claim.end:
            return claim.exact[start - claim.start : end - claim.start]
    return claim.exact
