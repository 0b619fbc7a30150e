"""The claims that the review screen lists: rows by page, the filter, the names of sources.

Nothing here draws. The screen asks for a row when it needs one, so that a long article costs what
is in view of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from claims.model import OWN_VOICE, Span
from claims.scales import Scale, Shelf
from claims.voices.labels import Named, labels
from store.queries import (
    claim_listing,
    claim_places,
    claim_rows,
    evidence_items,
    known_scales,
    known_sources,
    offered,
)
from store.queries.claim_listing import Filter
from store.state import attribution
from tui.keys import AT_HAND
from tui.screens.review import panel_evidence

if TYPE_CHECKING:
    from claims.model import Mention
    from store.queries.claim_rows import ClaimRow
    from store.queries.evidence_items import Item
    from store.queries.known_sources import SourceLine
    from store.verbs.desk import Desk

CACHED = 2048  # rows that are kept
PAGE = 256  # rows that are read at once
MOST_VOICES = 200  # suggested voices of an article that get a label of their own
AT_HAND_NAMES = dict(AT_HAND.values())


class ClaimsInView:
    """The claims of one article that a filter lets through, as one reviewer holds them."""

    def __init__(self, desk: Desk, document: int) -> None:
        self._desk = desk
        self._document = document
        self._rows: dict[int, ClaimRow] = {}
        self.filter = Filter()
        self.ids: list[int] = []
        self.shelf = Shelf(desk.scale, {})  # read anew with the list
        self.names: dict[str, str] = {}
        self.short: dict[str, str] = {}  # the same for a column of ten cells
        self.voices: list[Mention] = []  # the article's own, those that say most first
        self._speaks_for: dict[str, str] = {}
        self.splits = 0
        self.has_evidence = False  # whether anything is attached to the article

    def read(self, flagged: Collection[int], used: Scale) -> None:
        """Read everything anew; `flagged` are the claims with an open lead, `used` is the scale."""
        conn = self._desk.conn
        self.ids = claim_listing.listing(
            conn, self._document, self._desk.reviewer_id, self.filter, flagged
        )
        self.shelf = known_scales.shelf(conn, used)
        self.learn_names()
        self._rows.clear()
        self.count_splits()
        self.has_evidence = evidence_items.begun(conn, self._document)

    def learn_names(self) -> None:
        """How the sources are called here: short where they have a key, else by their name."""
        conn = self._desk.conn
        self.names = known_sources.names(conn)
        self.names |= {key: short for key, short in AT_HAND_NAMES.items() if key in self.names}
        lines = {line.id: line for line in known_sources.sources(conn)}
        self._speaks_for = {one.id: one.organisation for one in lines.values() if one.organisation}
        self.voices = self._voices_of_article(lines)
        short = labels(Named(one.source_id or one.text, one) for one in self.voices)
        self.short = self.names | {
            key: label for key, label in short.items() if key not in AT_HAND_NAMES
        }

    def _voices_of_article(self, lines: Mapping[str, SourceLine]) -> list[Mention]:
        """The voices that are suggested, those that say most first, then whoever was named
        besides."""
        here = ("", claim_places.sha256(self._desk.conn, self._document))
        known = {line.name: line for line in lines.values() if line.article in here}
        found: dict[str, Mention] = {}
        for one in offered.voices(self._desk.conn, self._document, MOST_VOICES):
            mention = one.mention
            line = lines.get(mention.source_id or "") or known.get(mention.text)
            mention = known_sources.as_mention(line) if line else mention
            found.setdefault(mention.source_id or mention.text, mention)
        for source in offered.held(self._desk.conn, self._document):
            if source in lines and source != OWN_VOICE:
                found.setdefault(source, known_sources.as_mention(lines[source]))
        return list(found.values())

    @property
    def labels(self) -> list[str]:
        """The article's own voices as the list calls them."""
        return [self.short.get(one.source_id or one.text, one.text) for one in self.voices]

    def count_splits(self) -> None:
        self.splits = claim_listing.splits(self._desk.conn, self._document)

    def changed(self, claim: int) -> None:
        """One claim's row is read anew when it is next asked for."""
        held = self._rows.pop(claim, None)
        if held is None or held.colleagues:
            self.count_splits()

    def look_for_evidence(self) -> None:
        """Whether anything is attached by now."""
        self.has_evidence = self.has_evidence or evidence_items.begun(
            self._desk.conn, self._document
        )

    # --- rows ------------------------------------------------------------------------------------

    def row(self, index: int) -> ClaimRow:
        """The claim at a place of the list, from memory or with its page from the file."""
        claim = self.ids[index]
        if claim not in self._rows:
            if len(self._rows) > CACHED:
                self._rows.clear()
            first = index - index % PAGE
            page = self.ids[first : first + PAGE]
            for row in claim_rows.rows(self._desk.conn, page, self._desk.reviewer_id):
                self._rows[row.id] = row
        return self._rows[claim]

    def index(self, claim: int | None) -> int | None:
        """Where a claim stands in the list, if it does."""
        return self.ids.index(claim) if claim in self.ids else None

    def row_of(self, claim: int) -> ClaimRow:
        return self.row(self.ids.index(claim))

    def spans(self) -> Iterator[Span]:
        """Where the claims stand in the text."""
        places = claim_places.places(self._desk.conn, self._document)
        return (Span(*places[claim]) for claim in self.ids)

    def first_undecided(self) -> int | None:
        """The first claim of the article without a verdict, whatever the filter."""
        wanted = Filter(undecided=True)
        reviewer = self._desk.reviewer_id
        ids = claim_listing.listing(self._desk.conn, self._document, reviewer, wanted)
        return ids[0] if ids else None

    # --- about one claim -------------------------------------------------------------------------

    def earlier(self, row: ClaimRow) -> ClaimRow | None:
        """What you held about the span that this claim replaces, while you hold nothing here."""
        if row.status or row.attributions:
            return None
        return claim_rows.earlier(self._desk.conn, row.id, self._desk.reviewer_id)

    def items(self, row: ClaimRow) -> list[Item]:
        """What can serve the claim, its own source's first."""
        held = attribution.voices(row.attributions)
        held = held or [m.source_id for lead in row.suggestions for m in lead.chain if m.source_id]
        voices = {*held, *(self._speaks_for[voice] for voice in held if voice in self._speaks_for)}
        found = evidence_items.of_claim(self._desk.conn, row.id, self._desk.reviewer_id)
        return panel_evidence.offered(found, voices)
