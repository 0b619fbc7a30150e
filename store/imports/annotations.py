"""The verb `import` for annotations: what another tool marked becomes claims and judgements here.

Everything goes through the verbs of the desk, in one transaction, and what is held already is not
said again: a second import of a file appends nothing. What cannot be taken is left out and
reported, never changed to fit.

A mark that names a reviewer is written by whoever imports, with whose it is
(`store.imports.tellers`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from claims.intake import Refused
from claims.model import AttributionStatus, Confidence, NoteKind, SourceClass, Span
from claims.scales import Scale
from store.errors import BadInput, WrongUsage
from store.imports import Mark, MarkedVoice, Taken, tellers, texts
from store.imports.claim_match import Place, same
from store.imports.known_marks import heard, says
from store.imports.tellers import Teller
from store.log.events import canonical
from store.log.kinds import ClaimsReplaced
from store.queries import articles, claim_rows, journal, known_sources
from store.state import suggestions
from store.state.attribution import HeldAttribution
from store.verbs import intake, judging, sources
from store.verbs.desk import Desk


class LeftOut(NamedTuple):
    """What was not taken, and why; `line` is 0 where the format has no lines."""

    line: int
    why: str


class Imported(NamedTuple):
    """How many texts were taken in, spans made claims, claims judged, notes written; `known` are
    marks of which everything was held already."""

    articles: int = 0
    claims: int = 0
    judgements: int = 0
    notes: int = 0
    known: int = 0
    left: tuple[LeftOut, ...] = ()


def apply(
    desk: Desk,
    taken: Iterable[Taken],
    form: str = "import",
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Bring `taken` into the desk; `form` is the tool's name, `progress` hears the marks done.

    Raises: `WrongUsage` where nobody works here. Then, and whenever a
    reader raises half-way, the desk is as it was.
    """
    with desk.database.write():
        work = _Import(desk, form)
        for text in taken:
            work.text(text, progress)
        return Imported(
            work.counts["articles"],
            work.counts["claims"],
            work.counts["judgements"],
            work.counts["notes"],
            work.counts["known"],
            tuple(work.left),
        )


class _Import:
    def __init__(self, desk: Desk, form: str) -> None:
        self.desk = desk
        self.form = form
        self.left: list[LeftOut] = []
        self.counts = dict.fromkeys(("articles", "claims", "judgements", "notes", "known"), 0)
        self._tellers: dict[str, Teller] = {}
        self._sources: dict[str, str] = {}
        self._known = articles.articles(desk.conn)
        self._by_hash = {article.sha256: article.id for article in self._known}
        self._passed = 0

    def leave(self, mark: Mark, why: str) -> None:
        self.left.append(LeftOut(mark.line, why))

    # --- a text ---

    def text(self, taken: Taken, progress: Callable[[int], None] | None) -> None:
        taken = texts.normal(taken)
        self.desk.writer.whose()
        try:
            document = self._document(taken)
        except (BadInput, Refused) as error:
            for mark in taken.marks or (Mark(0, 0),):
                self.leave(mark, str(error))
            return
        place = Place(self.desk, document)
        self._make_claims(place, taken.marks)
        for mark in taken.marks:
            self._passed += 1
            if progress:
                progress(self._passed)
            before = dict(self.counts), len(self.left)
            try:
                self._mark(place, mark)
            except (BadInput, WrongUsage) as error:
                self.leave(mark, str(error))
            if before == (self.counts, len(self.left)):
                self.counts["known"] += 1

    def _document(self, taken: Taken) -> int:
        """The local id of a text, which is taken in where the desk lacks it."""
        if not taken.text:
            return _named(self._known, taken)
        canonical([taken.text, taken.name, taken.url, taken.date_published])
        sha256 = hashlib.sha256(taken.text.encode()).hexdigest()
        if taken.sha256 and taken.sha256 != sha256:
            raise BadInput(f"the text {taken.name or sha256[:12]} does not match its hash")
        if sha256 in self._by_hash:
            return self._by_hash[sha256]
        row = self._take_in(taken)
        self._known.append(articles.article(self.desk.conn, row))
        self._by_hash[sha256] = row
        self.counts["articles"] += 1
        return row

    def _take_in(self, taken: Taken) -> int:
        document, data = texts.read(taken), taken.text.encode()
        if not taken.only:
            return intake.take_in(self.desk, data, document, taken.name).document
        row = intake.keep(self.desk, data, document, taken.name, texts.spans(taken))
        suggestions.refresh(self.desk.conn, row)
        return row

    def _make_claims(self, place: Place, marks: Iterable[Mark]) -> None:
        """Make claims of the spans that are none, many in one act: each act reads the text anew."""
        wanted: dict[tuple[int, int], None] = {}
        for mark in marks:
            try:
                if mark.start >= 0 and place.claim(mark) is None:
                    wanted[place.span(mark)] = None
            except (BadInput, WrongUsage):
                continue  # told when it is its turn
        new = tuple(wanted)
        for first in range(0, len(new), intake.CLAIMS_AN_EVENT):
            part = new[first : first + intake.CLAIMS_AN_EVENT]
            self.desk.act(ClaimsReplaced(place.sha256, (), part))
        self.counts["claims"] += len(new)
        if new:
            place.look_again()

    # --- a mark ---

    def _mark(self, place: Place, mark: Mark) -> None:
        teller = self._teller(mark)
        claim = place.claim(mark)
        if claim is None:
            raise BadInput("there is no claim at these words")
        for voice in mark.voices:
            for span in (voice.source, voice.cue, voice.content):
                place.must_hold(span)
        tellers.must_be_open(self.desk, teller, place.document)
        self._judge(teller, place.scale, claim, mark)
        self._notes(teller, place.scale, claim, mark)

    def _teller(self, mark: Mark) -> Teller:
        if mark.reviewer not in self._tellers:
            self._tellers[mark.reviewer] = tellers.of(self.desk, mark)
        return self._tellers[mark.reviewer]

    def _judge(self, teller: Teller, scale: Scale, claim: int, mark: Mark) -> None:
        if not says(mark):
            return
        new = [self._news(who, scale, claim, mark) for who in teller.held_by]
        if all(new):
            judging.judge(self.desk, claim, **new[-1], whose=teller.name)
            self.counts["judgements"] += 1

    def _news(self, who: str, scale: Scale, claim: int, mark: Mark) -> dict[str, Any]:
        """What a mark says that is not held by `who` already."""
        held = claim_rows.row(self.desk.conn, claim, who)
        said: dict[str, Any] = {}
        status = scale.named(mark.status)
        if status and (status.id, scale.digest) != (held.status, held.scale):
            said["status"] = status.id
        for name, kind in (("attribution_status", AttributionStatus), ("confidence", Confidence)):
            value = getattr(mark, name).strip().lower()
            if value and value not in {one.value for one in kind}:
                self.leave(mark, f"{value!r} is not a valid {name.replace('_', ' ')}")
            elif value and value != getattr(held, name):
                said[name] = kind(value)
        if mark.claim_reviewed and not same(held.claim_reviewed, mark.claim_reviewed):
            said["claim_reviewed"] = mark.claim_reviewed
        justified = same(held.justification, mark.justification)
        if mark.justification and not justified:
            said["justification"] = mark.justification
        elif "status" in said and held.justification and justified:
            said["justification"] = held.justification  # a new verdict would drop it
        attributions = self._attributions(mark.voices)
        if attributions and not heard(self.desk, held.attributions, attributions):
            said["attributions"] = attributions
        return said

    def _attributions(self, voices: tuple[MarkedVoice, ...]) -> list[HeldAttribution]:
        return [
            HeldAttribution(
                tuple(map(self._source, voice.names)),
                Span(*voice.source) if voice.source else None,
                Span(*voice.cue) if voice.cue else None,
                Span(*voice.content) if voice.content else None,
            )
            for voice in voices
            if voice.names
        ]

    def _source(self, name: str) -> str:
        """The id of a source by any of its names; an unknown one is added to the registry."""
        if name not in self._sources:
            canonical(name)
            found = known_sources.called(self.desk.conn, name)
            unnamed = SourceClass.UNNAMED
            self._sources[name] = found.id if found else sources.add(self.desk, name, unnamed)
        return self._sources[name]

    def _notes(self, teller: Teller, scale: Scale, claim: int, mark: Mark) -> None:
        said = {NoteKind.NOTE: mark.note, NoteKind.QUERY: mark.query}
        said[NoteKind.CORRECTION] = mark.correction
        strange = mark.status if mark.status and not scale.named(mark.status) else ""
        if not (strange or any(said.values())):
            return
        each = [
            {one.kind: one.text for one in journal.notes(self.desk.conn, claim, who) if one.mine}
            for who in teller.held_by
        ]
        held = each[-1]
        if strange:
            label = f"{self.form}: {strange}"
            note = mark.note or held.get("note", "")
            said[NoteKind.NOTE] = note if label in note.split("\n") else f"{note}\n{label}".strip()
        for kind, text in said.items():
            if text.strip() and not any(same(one.get(kind.value), text) for one in each):
                judging.note(self.desk, claim, kind, text, whose=teller.name)
                self.counts["notes"] += 1
                if strange and kind is NoteKind.NOTE:
                    self.leave(
                        mark, f"{strange!r} is not a status of this scale; it was kept as a note"
                    )


# --- the article ---------------------------------------------------------------------------------


def _named(known: list[articles.Article], taken: Taken) -> int:
    """Raises: `BadInput` unless one article of the desk is meant."""
    if taken.sha256:
        found = [a for a in known if a.sha256 == taken.sha256.lower()]
    else:
        found = [a for a in known if taken.name and taken.name in (a.title, a.file_name)]
    if len(found) == 1:
        return found[0].id
    name = taken.name or taken.sha256[:12]
    if found:
        raise BadInput(
            f"{len(found)} articles are called {name!r}; use the hash of the one you mean"
        )
    raise BadInput(f"the desk has no article {name!r}; add its text first")
