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
from claims.scales import NEWSROOM, Scale, Shelf
from store.errors import BadInput, NotPermitted, WrongUsage
from store.file import identity
from store.file.identity import Reviewer
from store.log import chain
from store.log.events import (
    Adjudicated,
    ClaimsReplaced,
    Commented,
    DocumentDescribed,
    Fact,
    Judged,
    Noted,
    Redacted,
    SignedOff,
    SourceAdded,
    SourceChanged,
    canonical,
)
from store.queries import claim_rows, known_scales, known_sources, places, session_rows
from store.queries.claim_rows import ClaimRow
from store.state import projection, suggestions
from store.state.fold import DESCRIBED
from store.verbs import undo
from store.verbs.intake import Added, take_in
from store.verbs.undo import Act
from store.verbs.writer import Writer

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

    def shelf(self) -> Shelf:
        """The scale in use among all that are known here now: how verdicts are shown."""
        return known_scales.shelf(self.conn, self.scale)

    def scale_for(self, document: int) -> Scale:
        """The scale on which an article is judged now: that of its session, else the desk's."""
        session = session_rows.open_on(self.conn, document)
        return session_rows.scale_of(self.conn, session) if session else self.scale

    def close(self) -> None:
        self.database.close()

    # --- taking in -------------------------------------------------------------------------------

    def add_article(self, data: bytes, document: Document, file_name: str = "") -> Added:
        """Take in `document`, which was read from `data`, and find its claims."""
        return take_in(self.writer, data, document, file_name)

    def describe(self, document: int, values: Mapping[str, str]) -> Change:
        """Say what else is known of an article: headline, author, publisher, url, date_published.

        What it says already is not said again.
        """
        if unknown := values.keys() - DESCRIBED:
            raise WrongUsage(f"an article has no {min(unknown)}; it has {', '.join(DESCRIBED)}")
        with self.database.write():
            article = claim_rows.article(self.conn, document)
            known = article._asdict() | {"headline": article.title}
            new = {k: v.strip() for k, v in values.items() if v.strip() != known[k]}
            if not new:
                return Change()
            return self.act(DocumentDescribed(places.sha256(self.conn, document), new))

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
        justification: str | None = None,
    ) -> Change:
        """Set some of this reviewer's own values for `claim`; `status=None` clears the verdict.

        A verdict takes the justification of the one before with it unless it brings its own.
        """
        values: dict[str, Any] = {}
        if justification is not None:
            values["justification"] = justification.strip() or None
        if attribution_status:
            values["attribution_status"] = attribution_status.value
        if confidence:
            values["confidence"] = confidence.value
        if claim_reviewed is not None:
            values["claim_reviewed"] = claim_reviewed.strip() or None
        if attributions is not None:
            values["attributions"] = [dict(a) for a in attributions]
        if not values and status is _NO_STATUS:
            raise WrongUsage("say what to set: a source, a status, a note …")
        with self.database.write():
            scale = None
            if status is not _NO_STATUS:
                scale = self._scale_with(status, claim).digest
                values = {"status": status, **self._outlived(claim), **values}
            return self.act(Judged(places.standing(self.conn, claim), values, scale))

    def _scale_with(self, status: object, claim: int) -> Scale:
        """The scale on which a claim is judged now. Raises: `WrongUsage` where it has no such
        status."""
        used = self.scale_for(places.place(self.conn, claim)[0])
        if status is not None and used.get(str(status)) is None:
            known = ", ".join(s.id for s in used.statuses)
            raise WrongUsage(f"{status!r} is no status of the {used.name} scale: {known}")
        return used

    def _outlived(self, claim: int) -> dict[str, None]:
        """The reason of the verdict before does not stay with a new verdict."""
        me = self.reviewer.id if self.reviewer else ""
        return {"justification": None} if claim_rows.justification(self.conn, claim, me) else {}

    def attribute(self, claim: int, sources: Sequence[str]) -> Change:
        """Name who says `claim`: each of `sources` (ids) is one attribution.

        The spans of the suggestion are kept where it is the same words that carry it.
        """
        leads = self.suggestions(claim)
        lead = leads[0] if leads else None
        unknown = [s for s in sources if not known_sources.exists(self.conn, s)]
        if unknown:
            raise WrongUsage(f"there is no source {unknown[0]!r}; see `twosource sources`")
        return self.judge(claim, attributions=[_attribution([s], lead) for s in sources])

    def accept(self, claim: int) -> Change:
        """Make the suggested attribution this reviewer's own; new voices join the registry."""
        leads = self.suggestions(claim)
        if not leads:
            raise BadInput("nothing is suggested for this claim; press s to name its source")
        with self.database.write():
            about = places.ref(self.conn, claim).document
            attributions = [_attribution(self._registered(lead, about), lead) for lead in leads]
            return self.judge(claim, attributions=attributions)

    def carry(self, claim: int, earlier: int) -> Change:
        """Take over what this reviewer held about a claim that this one replaces; labelled so."""
        with self.database.write():
            held = claim_rows.row(self.conn, earlier, self.writer.whose().id)
            values: dict[str, Any] = {
                "status": held.status,
                "attributions": self._voices(held, places.place(self.conn, claim)[0]),
                "attribution_status": held.attribution_status,
                "confidence": held.confidence,
                "claim_reviewed": held.claim_reviewed,
                "justification": held.justification,
            }
            kept = {name: value for name, value in values.items() if value}
            scale = held.scale if "status" in kept else None
            return self.act(
                Judged(
                    places.standing(self.conn, claim), kept, scale, places.ref(self.conn, earlier)
                )
            )

    def _voices(self, held: ClaimRow, document: int) -> list[dict[str, Any]]:
        """The attributions of `held` for a claim of `document`: of another text without spans."""
        if held.document == document:
            return list(held.attributions)
        none: dict[str, Any] = {"source": None, "cue": None, "content": None, "quoted": []}
        return [{**attribution, **none} for attribution in held.attributions]

    def note(self, claim: int, kind: NoteKind, text: str, state: str = "") -> Change:
        """Write this reviewer's note, query or correction; an empty text takes it back.

        `state` of a query: open, answered; of a correction: proposed, stet (which the word alone
        says as well).
        """
        text = text.strip()
        if kind is NoteKind.CORRECTION:
            state = state or ("stet" if text.lower() == "stet" else "proposed")
        elif kind is NoteKind.QUERY:
            state = state or "open"
        with self.database.write():
            return self.act(Noted(places.standing(self.conn, claim), kind.value, text, state))

    # --- changing the claims ---------------------------------------------------------------------

    def mark(self, document: int, span: Span) -> Change:
        """Make `span` a claim."""
        return self._replace(document, (), (places.trimmed(self.conn, document, span),))

    def split(self, claim: int, at: int) -> Change:
        """Cut a claim in two at code point `at` of its document."""
        document, start, end = places.place(self.conn, claim)
        if not start < at < end:
            raise WrongUsage("a claim is split inside, between two of its words")
        parts = (Span(start, at), Span(at, end))
        new = tuple(places.trimmed(self.conn, document, part) for part in parts)
        return self._replace(document, ((start, end),), new)

    def merge(self, claims: Sequence[int]) -> Change:
        """Make one claim of neighbours: from the first one's start to the last one's end."""
        found = [places.place(self.conn, claim) for claim in claims]
        if len({place[0] for place in found}) != 1 or len(found) < 2:
            raise WrongUsage("merging takes two or more claims of one article")
        old = tuple((start, end) for _, start, end in found)
        new = (min(start for start, _ in old), max(end for _, end in old))
        return self._replace(found[0][0], old, (new,), alone=True)

    def respan(self, claim: int, span: Span) -> Change:
        """Give a claim other bounds. Judgements stay with the old span."""
        document, start, end = places.place(self.conn, claim)
        return self._replace(
            document, ((start, end),), (places.trimmed(self.conn, document, span),)
        )

    def drop(self, claim: int) -> Change:
        """Say that this is no claim. Nothing is deleted; undo brings it back."""
        document, start, end = places.place(self.conn, claim)
        return self._replace(document, ((start, end),), ())

    def _replace(
        self,
        document: int,
        old: Sequence[tuple[int, int]],
        new: Sequence[tuple[int, int]],
        *,
        alone: bool = False,
    ) -> Change:
        """`alone`: no other claim may lie within the new ones."""
        with self.database.write():
            active = places.active(self.conn, document)
            places.all_standing(self.conn, document, old)
            if set(new) & active - set(old) or (new and tuple(new) == tuple(old)):
                raise WrongUsage("that is a claim already")
            others = active - set(old)
            if alone and any(a <= c and d <= b for a, b in new for c, d in others):
                raise WrongUsage("another claim lies between these; merge neighbours")
            return self.act(
                ClaimsReplaced(places.sha256(self.conn, document), tuple(old), tuple(new))
            )

    # --- taking back -----------------------------------------------------------------------------

    def undo(self, document: int) -> Change | None:
        """Take back this reviewer's last act on a document; None when there is none."""
        with self.database.write():
            return self._take(document, undo.undo(self.conn, self.writer.whose().id, document))

    def redo(self, document: int) -> Change | None:
        """Do again what was undone last; None when there is nothing, or something came since."""
        with self.database.write():
            return self._take(document, undo.redo(self.conn, self.writer.whose().id, document))

    def _take(self, document: int, act: Act | None) -> Change | None:
        if act is None:
            return None
        if isinstance(act.fact, ClaimsReplaced):
            places.all_standing(self.conn, document, act.fact.old)
        if isinstance(act.fact, Adjudicated):
            undo.still_mine(self.conn, self.writer.whose().id, act.fact)
        return self.act(act.fact, act.undoes, act.redoes)

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
        about: str = "",
    ) -> str:
        """Add a source and return its id. With a code name it is protected: `name` stays here.

        `about` is the article (its SHA-256) for which it is wanted.
        """
        name, protected = name.strip(), bool(code_name)
        shown = code_name.strip() if protected else name
        if not name or not shown:
            raise WrongUsage("a source needs a name, and a protected one a code name besides")
        if protected and shown.casefold() == name.casefold():
            raise WrongUsage("a code name that is the name protects nobody")
        canonical(name)  # a protected name goes into no event, but has to be storable all the same
        fact = SourceAdded(
            shown,
            source_class.value,
            () if protected else tuple(aliases),
            organisation,
            source_reliability,
            protected,
        )
        with self.database.write() as conn:
            source = self.act(fact, about=about).event
            if protected:
                conn.execute("INSERT INTO protected_source VALUES (?, ?)", (source, name))
        return source

    def edit_source(self, source: str, values: Mapping[str, Any]) -> Change:
        """Change fields of a source: name, aliases, source_class, organisation, reliability."""
        if not known_sources.exists(self.conn, source):
            raise WrongUsage(f"there is no source {source!r}; see `twosource sources`")
        protected = self.conn.execute("SELECT protected FROM source WHERE id = ?", (source,))
        if protected.fetchone()[0] and values.keys() & {"name", "aliases", "organisation"}:
            raise WrongUsage("a protected source keeps its code name: a name would go into the log")
        return self.act(SourceChanged(source, dict(values)))

    def sign_off(self, document: int) -> Change:
        """Stand behind the review as it is. What changes afterwards is flagged."""
        if self.writer.whose().name == identity.UNNAMED:
            raise NotPermitted("an editor signs by name; say --reviewer NAME")
        with self.database.write():
            return self.act(SignedOff(places.sha256(self.conn, document), chain.digest(self.conn)))

    def redact(self, event: str, reason: str) -> Change:
        """Drop the body of one event by order, on this file and on every replica.

        The same note as undone or done again goes with it.
        """
        with self.database.write() as conn:
            found = chain.find(conn, event)
            fact = found.event.fact if found and found.event else None
            if not isinstance(fact, Judged | Noted | Commented | Adjudicated):
                raise WrongUsage(
                    f"{event!r} is no judgement, note, comment or adjudication;"
                    " `twosource log --json` tells"
                )
            change = Change()
            for other in self._same(fact):
                change = self.act(Redacted(other, reason, fact.claim.document))
        self.database.truncate()
        return change

    def _same(self, fact: Judged | Noted | Commented | Adjudicated) -> list[str]:
        """Ids of the events that hold the same free text about the same claim."""
        stored = chain.read(self.conn, "e.kind IN ('judged', 'noted', 'commented', 'adjudicated')")
        return [entry.id for entry in stored if entry.event and _twins(entry.event.fact, fact)]

    def rebuild(self) -> None:
        """Make every projection anew from the log."""
        with self.database.write() as conn:
            projection.rebuild(conn)
            for (document,) in conn.execute("SELECT id FROM document").fetchall():
                suggestions.refresh(conn, document)

    # --- appending -------------------------------------------------------------------------------

    def suggestions(self, claim: int) -> tuple[Suggestion, ...]:
        """What reading suggests for a claim, the best first."""
        return suggestions.of(self.conn, claim)

    def _registered(self, lead: Suggestion, about: str) -> list[str]:
        """The ids of a chain; a voice that the registry does not have is added to it."""
        ids = []
        for mention in lead.chain:
            source = mention.source_id
            if source is None or not known_sources.exists(self.conn, source):
                source = known_sources.by_name(self.conn, mention.text) or self.add_source(
                    mention.text[:1].upper() + mention.text[1:],
                    SourceClass.UNNAMED,
                    about=about,
                )
            ids.append(source)
        return ids

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
            listing = isinstance(fact, ClaimsReplaced)
            for document in touched.documents if listing else ():
                suggestions.refresh(conn, document)
        at = stored.event.at if stored.event else ""
        return Change(frozenset(touched.claims), listing, at, stored.id)


def _twins(one: object, other: Judged | Noted | Commented | Adjudicated) -> bool:
    """Two facts about one claim with the same free text."""
    if isinstance(one, Noted) and isinstance(other, Noted):
        return (one.claim, one.note, one.text) == (other.claim, other.note, other.text)
    return one == other


def _attribution(chain: Sequence[str], lead: Suggestion | None) -> dict[str, Any]:
    """One attribution as the log holds it; see `store.log.events.Judged`."""

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
