"""The verbs of the desk, in the user's words. Each is one transaction and returns what changed.

A screen or a command calls one verb and redraws what the `Change` names. Every verb appends events
and brings the projections up to date before it returns; when it has returned, it is on disk.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from claims.model import (
    AttributionStatus,
    Confidence,
    Document,
    NoteKind,
    SourceClass,
    Span,
    Suggestion,
)
from claims.scales import NEWSROOM, Scale
from store import identity, log, projection, queries, suggestions, undo
from store.errors import BadInput, NotPermitted, WrongUsage
from store.events import (
    KIND,
    ClaimRef,
    ClaimsReplaced,
    Fact,
    Judged,
    Noted,
    Redacted,
    SignedOff,
    SourceAdded,
    SourceChanged,
    canonical,
)
from store.identity import Reviewer
from store.intake import Added, take_in
from store.writer import Writer

CLAIMS_AN_EVENT = 2000  # about 32 KiB of the 64 that a body may have
_NO_STATUS = object()


class Change(NamedTuple):
    """What a verb did: the claims that look different now, and the time of the event."""

    claims: frozenset[int] = frozenset()
    listing: bool = False  # the set of claims is another
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

    def close(self) -> None:
        self.database.close()

    # --- taking in -------------------------------------------------------------------------------

    def add_article(self, data: bytes, document: Document, file_name: str = "") -> Added:
        """Take in `document`, which was read from `data`, and find its claims."""
        return take_in(self.writer, data, document, file_name)

    # --- judging ---------------------------------------------------------------------------------

    def judge(
        self,
        claim: int,
        *,
        status: str | object | None = _NO_STATUS,
        attribution_status: AttributionStatus | None = None,
        confidence: Confidence | None = None,
        claim_reviewed: str | None = None,
        attributions: Sequence[Mapping[str, Any]] | None = None,
    ) -> Change:
        """Set some of this reviewer's own values for `claim`; `status=None` clears the verdict."""
        values: dict[str, Any] = {}
        if status is not _NO_STATUS:
            if status is not None and self.scale.get(str(status)) is None:
                known = ", ".join(s.id for s in self.scale.statuses)
                raise WrongUsage(f"{status!r} is no status of the {self.scale.name} scale: {known}")
            values["status"] = status
        if attribution_status:
            values["attribution_status"] = attribution_status.value
        if confidence:
            values["confidence"] = confidence.value
        if claim_reviewed is not None:
            values["claim_reviewed"] = claim_reviewed.strip() or None
        if attributions is not None:
            values["attributions"] = [dict(a) for a in attributions]
        if not values:
            raise WrongUsage("say what to set: a source, a status, a note …")
        scale = self.scale.digest if "status" in values else None
        return self._act(Judged(self.ref(claim), values, scale))

    def attribute(self, claim: int, sources: Sequence[str]) -> Change:
        """Name who says `claim`: each of `sources` (ids) is one attribution.

        The spans of the suggestion are kept where it is the same words that carry it.
        """
        leads = self.suggestions(claim)
        lead = leads[0] if leads else None
        unknown = [s for s in sources if not self._source_exists(s)]
        if unknown:
            raise WrongUsage(f"there is no source {unknown[0]!r}; see `twosource sources`")
        return self.judge(claim, attributions=[_attribution([s], lead) for s in sources])

    def accept(self, claim: int) -> Change:
        """Make the suggested attribution this reviewer's own; new voices join the registry."""
        leads = self.suggestions(claim)
        if not leads:
            raise BadInput("nothing is suggested for this claim; press s to name its source")
        with self.database.write():
            attributions = [_attribution(self._registered(lead), lead) for lead in leads]
            return self.judge(claim, attributions=attributions)

    def carry(self, claim: int, earlier: int) -> Change:
        """Take over what this reviewer held about a claim that this one replaces; labelled so."""
        held = queries.row(self.conn, earlier, self.writer.whose().id)
        values: dict[str, Any] = {
            "status": held.status,
            "attributions": list(held.attributions),
            "attribution_status": held.attribution_status,
            "confidence": held.confidence,
        }
        kept = {name: value for name, value in values.items() if value}
        scale = held.scale if "status" in kept else None
        return self._act(Judged(self.ref(claim), kept, scale, self.ref(earlier)))

    def note(self, claim: int, kind: NoteKind, text: str, state: str = "") -> Change:
        """Write this reviewer's note, query or correction; an empty text takes it back."""
        state = state or {NoteKind.QUERY: "open", NoteKind.CORRECTION: "proposed"}.get(kind, "")
        return self._act(Noted(self.ref(claim), kind.value, text.strip(), state))

    # --- changing the claims ---------------------------------------------------------------------

    def mark(self, document: int, span: Span) -> Change:
        """Make `span` a claim."""
        return self._replace(document, (), (self._trimmed(document, span),))

    def split(self, claim: int, at: int) -> Change:
        """Cut a claim in two at code point `at` of its document."""
        document, start, end = self._place(claim)
        if not start < at < end:
            raise WrongUsage("a claim is split inside, between two of its words")
        parts = (Span(start, at), Span(at, end))
        new = tuple(self._trimmed(document, part) for part in parts)
        return self._replace(document, ((start, end),), new)

    def merge(self, claims: Sequence[int]) -> Change:
        """Make one claim of several: from the first one's start to the last one's end."""
        places = [self._place(claim) for claim in claims]
        if len({place[0] for place in places}) != 1 or len(places) < 2:
            raise WrongUsage("merging takes two or more claims of one article")
        old = tuple((start, end) for _, start, end in places)
        new = (min(start for start, _ in old), max(end for _, end in old))
        return self._replace(places[0][0], old, (new,))

    def respan(self, claim: int, span: Span) -> Change:
        """Give a claim other bounds. Judgements stay with the old span."""
        document, start, end = self._place(claim)
        return self._replace(document, ((start, end),), (self._trimmed(document, span),))

    def drop(self, claim: int) -> Change:
        """Say that this is no claim. Nothing is deleted; undo brings it back."""
        document, start, end = self._place(claim)
        return self._replace(document, ((start, end),), ())

    def _replace(
        self, document: int, old: Sequence[tuple[int, int]], new: Sequence[tuple[int, int]]
    ) -> Change:
        active = self.conn.execute(
            'SELECT start, "end" FROM claim WHERE document_id = ? AND active', (document,)
        ).fetchall()
        if set(new) & set(active) - set(old) or (new and tuple(new) == tuple(old)):
            raise WrongUsage("that is a claim already")
        sha256 = self._sha(document)
        return self._act(ClaimsReplaced(sha256, tuple(old), tuple(new)))

    # --- taking back -----------------------------------------------------------------------------

    def undo(self, document: int) -> Change | None:
        """Take back this reviewer's last act on a document; None when there is none."""
        act = undo.undo(self.conn, self.writer.whose().id, document)
        return self._act(act.fact, act.undoes, act.redoes) if act else None

    def redo(self, document: int) -> Change | None:
        """Do again what was undone last; None when there is nothing, or something came since."""
        act = undo.redo(self.conn, self.writer.whose().id, document)
        return self._act(act.fact, act.undoes, act.redoes) if act else None

    # --- the registry, the editor, the archive ---------------------------------------------------

    def add_source(
        self,
        name: str,
        source_class: SourceClass,
        *,
        aliases: Sequence[str] = (),
        organisation: str | None = None,
        source_reliability: str | None = None,
        code_name: str = "",
    ) -> str:
        """Add a source and return its id. With a code name it is protected: `name` stays here."""
        shown = code_name.strip() or name.strip()
        if not name.strip():
            raise WrongUsage("a source needs a name")
        canonical(name)  # a protected name goes into no event, but has to be storable all the same
        fact = SourceAdded(
            shown,
            source_class.value,
            () if code_name else tuple(aliases),
            organisation,
            source_reliability,
            bool(code_name),
        )
        with self.database.write() as conn:
            stored = self.writer.append(conn, fact)
            projection.apply(conn, [stored])
            source = stored.id
            if code_name:
                conn.execute("INSERT INTO protected_source VALUES (?, ?)", (source, name.strip()))
        return source

    def edit_source(self, source: str, values: Mapping[str, Any]) -> Change:
        """Change fields of a source: name, aliases, source_class, organisation, reliability."""
        if not self._source_exists(source):
            raise WrongUsage(f"there is no source {source!r}; see `twosource sources`")
        protected = self.conn.execute("SELECT protected FROM source WHERE id = ?", (source,))
        if protected.fetchone()[0] and values.keys() & {"name", "aliases", "organisation"}:
            raise WrongUsage("a protected source keeps its code name: a name would go into the log")
        return self._act(SourceChanged(source, dict(values)))

    def sign_off(self, document: int) -> Change:
        """Stand behind the review as it is. What changes afterwards is flagged."""
        if self.writer.whose().name == identity.UNNAMED:
            raise NotPermitted("an editor signs by name; say --reviewer NAME")
        return self._act(SignedOff(self._sha(document), log.digest(self.conn)))

    def redact(self, event: str, reason: str) -> Change:
        """Drop the body of one event by order, on this file and on every replica."""
        stream, _, n = event.partition(":")
        found = log.read(self.conn, "s.uid = ? AND e.n = ?", (stream, int(n) if n.isdigit() else 0))
        if not found or found[0].kind not in (KIND[Judged], KIND[Noted]):
            raise WrongUsage(f"{event!r} is no judgement or note; `twosource log --json` has ids")
        return self._act(Redacted(event, reason))

    def rebuild(self) -> None:
        """Make every projection anew from the log."""
        with self.database.write() as conn:
            projection.rebuild(conn)
            for (document,) in conn.execute("SELECT id FROM document").fetchall():
                suggestions.refresh(conn, document)

    # --- looking things up -----------------------------------------------------------------------

    def ref(self, claim: int) -> ClaimRef:
        document, start, end = self._place(claim)
        return ClaimRef(self._sha(document), start, end)

    def suggestions(self, claim: int) -> tuple[Suggestion, ...]:
        row = self.conn.execute("SELECT body FROM suggestion WHERE claim_id = ?", (claim,))
        return suggestions.load((row.fetchone() or (None,))[0])

    def _place(self, claim: int) -> tuple[int, int, int]:
        row = self.conn.execute(
            'SELECT document_id, start, "end" FROM claim WHERE id = ?', (claim,)
        ).fetchone()
        if row is None:
            raise WrongUsage("that claim is gone; list them again")
        return int(row[0]), int(row[1]), int(row[2])

    def _sha(self, document: int) -> str:
        row = self.conn.execute("SELECT sha256 FROM document WHERE id = ?", (document,)).fetchone()
        return str(row[0])

    def _trimmed(self, document: int, span: Span) -> tuple[int, int]:
        text = projection.document_text(self.conn, self._sha(document))
        start, end = span.start, min(span.end, len(text))
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if not any(char.isalnum() for char in text[start:end]):
            raise WrongUsage("a claim needs at least one word")
        return start, end

    def _source_exists(self, source: str) -> bool:
        return bool(self.conn.execute("SELECT 1 FROM source WHERE id = ?", (source,)).fetchone())

    def _registered(self, lead: Suggestion) -> list[str]:
        """The ids of a chain; a voice that the registry does not have is added to it."""
        ids = []
        for mention in lead.chain:
            source = mention.source_id
            if source is None or not self._source_exists(source):
                source = self._by_name(mention.text) or self.add_source(
                    mention.text[:1].upper() + mention.text[1:], SourceClass.UNNAMED
                )
            ids.append(source)
        return ids

    def _by_name(self, name: str) -> str | None:
        row = self.conn.execute(
            "SELECT id FROM source WHERE name = ? COLLATE NOCASE", (name,)
        ).fetchone()
        return str(row[0]) if row else None

    def _act(self, fact: Fact, undoes: str | None = None, redoes: str | None = None) -> Change:
        with self.database.write() as conn:
            stored = self.writer.append(conn, fact, undoes, redoes)
            touched = projection.apply(conn, [stored])
            listing = isinstance(fact, ClaimsReplaced)
            for document in touched.documents if listing else ():
                suggestions.refresh(conn, document)
        at = stored.event.at if stored.event else ""
        return Change(frozenset(touched.claims), listing, at, stored.id)


def _attribution(chain: Sequence[str], lead: Suggestion | None) -> dict[str, Any]:
    """One attribution as the log holds it; see `store.events.Judged`."""

    def pair(span: Span | None) -> list[int] | None:
        return [span.start, span.end] if span else None

    return {
        "chain": list(chain),
        "source": pair(lead.source_span) if lead else None,
        "cue": pair(lead.cue_span) if lead else None,
        "content": pair(lead.content_span) if lead else None,
        "quoted": [pair(span) for span in lead.quoted_spans] if lead else [],
        "quotation_type": lead.quotation_type.value if lead else None,
        "attribution_type": lead.attribution_type.value if lead else None,
    }
