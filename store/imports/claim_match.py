"""The claim that a mark of another tool is about, found by its span, its number or its words."""

from __future__ import annotations

from functools import cached_property

from claims.model import Span
from claims.scales import Scale
from claims.text import visible
from store.errors import BadInput
from store.exports.csv import restored
from store.imports import Mark
from store.queries import articles, claim_listing, claim_places, claim_rows
from store.queries.team import session_rows
from store.verbs.desk import Desk


class Place:
    """A document of the desk, where its claims stand, and the scale on which they are judged."""

    def __init__(self, desk: Desk, document: int) -> None:
        self.document = document
        self._desk = desk
        self.sha256 = claim_places.sha256(desk.conn, document)
        self._text = articles.text(desk.conn, document)
        self.look_again()

    @cached_property
    def scale(self) -> Scale:
        """Raises: `WrongUsage` where this desk does not know the open session's."""
        return session_rows.scale_for(self._desk.conn, self.document, self._desk.scale)

    def look_again(self) -> None:
        conn = self._desk.conn
        rows = claim_rows.rows(conn, claim_listing.listing(conn, self.document))
        self._claims = {(row.start, row.end): row for row in rows}

    def claim(self, mark: Mark) -> int | None:
        """The claim that a mark is about. Raises: `BadInput` where it cannot be told."""
        if mark.start >= 0:
            found = self._claims.get(self.span(mark))
            if found is None and mark.gone:
                raise BadInput("these words are no longer a claim")
            return found.id if found else None
        if mark.number:
            rows = [row for row in self._claims.values() if row.number == mark.number]
        else:
            rows = [row for row in self._claims.values() if same(row.exact, mark.exact)]
        if len(rows) == 1 and (not mark.exact or same(rows[0].exact, mark.exact)):
            return rows[0].id
        name = f"#{mark.number}" if mark.number else f"“{mark.exact[:60]}”"
        if len(rows) > 1:
            raise BadInput(f"{name} is found in {len(rows)} places; give its start and end")
        raise BadInput(f"{name} is not a claim of this article, or has other words")

    def must_hold(self, span: tuple[int, int] | None) -> None:
        """Raises: `BadInput` for a span outside the text."""
        if span and not 0 <= span[0] < span[1] <= len(self._text):
            raise BadInput(f"{span[0]} to {span[1]} is not a span of this text")

    def span(self, mark: Mark) -> tuple[int, int]:
        """The span of a mark. Raises: `BadInput` for one outside the text or on other words."""
        self.must_hold((mark.start, mark.end))
        words = self._text[mark.start : mark.end]
        if mark.exact and not same(words, mark.exact):
            raise BadInput(f"at {mark.start} the text says “{words[:60]}”, not “{mark.exact[:60]}”")
        return claim_places.trimmed(self._text, Span(mark.start, mark.end))


def same(held: str | None, said: str) -> bool:
    """Whether `said` is what is held, or the harmless form of it in an export."""
    return (held or "").strip() == said.strip() or _plain(held or "") == _plain(said)


def _plain(text: str) -> str:
    return restored(visible(text.strip()))
