"""webannotation: W3C Web Annotations (Recommendation of 23 February 2017), for annotation tools.

An annotation is what one reviewer holds about one claim. The document is a list: a collection that
says how many annotations there are, then its pages, which name it in `partOf` and each other in
`next` and `prev`. The model chains pages by their names, and nested in one another they could
not be written as they are read; so the desk is walked twice, once to count.

Offsets are code points of the text of `urn:sha256:…`, end exclusive (sections 4.2.4 and 4.2.5).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, NamedTuple

from store.dossier import ArticleDossier, Claim, Dossier, Evidence, Judgement, Voice
from store.exports.iris import DOCUMENT, OURS, place, segment, web_address
from store.exports.jsonl import json_text
from store.journal import NoteRow

VERSION = "1"
SUFFIX = ".jsonld"
ABOUT = "W3C Web Annotations, for annotation tools"

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGE = 1000  # annotations on a page
CLOSE = 32  # code points of the text on each side of a quotation
PURPOSES = {"note": "commenting", "query": "questioning", "correction": "editing"}
Node = dict[str, Any]


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[str]:
    """`raw` and `history` make no difference."""
    del raw, history
    shelf = _shelf(dossier)
    yield "[\n"
    yield json_text(_collection(shelf, dossier))
    notes = every(dossier)
    for number in range(1, shelf.pages + 1):
        yield from _page(shelf, number, islice(notes, PAGE))
    yield "\n]\n"


class Shelf(NamedTuple):
    """What is known of the whole before the first annotation is written."""

    id: str
    total: int

    @property
    def pages(self) -> int:
        return -(-self.total // PAGE)

    def page(self, number: int) -> str:
        return f"{self.id}:page:{number}"


def _shelf(dossier: Dossier) -> Shelf:
    """The collection is named by the log's digest and by what was chosen from it."""
    total, chosen = 0, hashlib.sha256(dossier.told.encode())
    for article in dossier.articles():
        chosen.update(article.article.sha256.encode())
        total += sum(1 for claim in article.claims() for _ in _holders(claim))
    name = f"{OURS}collection:{dossier.digest}:{chosen.hexdigest()[:16]}"
    return Shelf(name, total)


def _collection(shelf: Shelf, dossier: Dossier) -> Node:
    node: Node = {
        "@context": CONTEXT,
        "id": shelf.id,
        "type": "AnnotationCollection",
        "label": f"twosource review log {dossier.digest}"
        + (f" ({dossier.told})" if dossier.told else ""),
        "total": shelf.total,
        "generator": {"type": "Software", "name": f"twosource webannotation/{VERSION}"},
    }
    if shelf.pages:
        node |= {"first": shelf.page(1), "last": shelf.page(shelf.pages)}
    return node


def _page(shelf: Shelf, number: int, notes: Iterator[Node]) -> Iterator[str]:
    """One page, an annotation at a time."""
    node: Node = {
        "@context": CONTEXT,
        "id": shelf.page(number),
        "type": "AnnotationPage",
        "partOf": shelf.id,
        "startIndex": (number - 1) * PAGE,
    }
    if number > 1:
        node["prev"] = shelf.page(number - 1)
    if number < shelf.pages:
        node["next"] = shelf.page(number + 1)
    yield f',\n{json_text(node)[:-1]}, "items": [\n'
    for n, note in enumerate(notes):
        yield (",\n" if n else "") + json_text(note)
    yield "\n]}"


# --- annotations ---------------------------------------------------------------------------------


def every(dossier: Dossier) -> Iterator[Node]:
    """One per claim and reviewer who holds something about it, in the order of the text."""
    voices = dossier.voices()
    for article in dossier.articles():
        for claim in article.claims():
            for held, notes in _holders(claim):
                yield _annotation(article, claim, held, notes, voices)


def _holders(claim: Claim) -> Iterator[tuple[Judgement, list[NoteRow]]]:
    """Each reviewer's judgement and notes; whoever holds neither is left out."""
    judged = [held for held in claim.judgements if held.held]
    for held in judged:
        yield held, [note for note in claim.notes if note.reviewer in held.people]
    heard = {name for held in judged for name in held.people}
    for name in sorted({note.reviewer for note in claim.notes} - heard):
        yield Judgement(name), [note for note in claim.notes if note.reviewer == name]


def _annotation(
    article: ArticleDossier,
    claim: Claim,
    held: Judgement,
    notes: list[NoteRow],
    voices: Mapping[str, Voice],
) -> Node:
    name = f"{OURS}annotation:{place(article, claim)}/{segment(held.reviewer)}"
    bodies = [
        *_verdict(held),
        *_sources(held, voices),
        *_evidence(claim, held),
        *map(_note, notes),
    ]
    times = sorted(filter(None, (held.reviewed_at, *(note.at for note in notes))))
    people = [{"type": "Person", "name": who} for who in held.people]
    known: Node = {
        "id": name,
        "type": "Annotation",
        "motivation": _motivation(held, bodies),
        "creator": people if len(people) > 1 else people[0],
        "created": times[0],
        "modified": times[-1],
    }
    return known | ({"body": bodies} if bodies else {}) | {"target": _target(article, claim)}


def _motivation(held: Judgement, bodies: list[Node]) -> str:
    """Why it was made; `moderating` where it is the verdict of several."""
    if len(held.people) > 1:
        return "moderating"
    if held.status:
        return "assessing"
    return str(bodies[0]["purpose"]) if bodies else "highlighting"


def _target(article: ArticleDossier, claim: Claim) -> Node:
    """The words in the article. Of a page on the web, `state` names the text that was read."""
    known = article.article
    text, url = f"{DOCUMENT}{known.sha256}", web_address(known.url)
    target: Node = {
        "type": "SpecificResource",
        "source": url or text,
        "selector": [
            {"type": "TextQuoteSelector", **surroundings(article.text, claim.start, claim.end)},
            {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
        ],
    }
    if url:
        target["state"] = {"type": "TimeState", "cached": text}
        if known.added_at:
            target["state"]["sourceDate"] = known.added_at
    return target


def surroundings(text: str, start: int, end: int) -> dict[str, str]:
    """The words, and up to `CLOSE` code points on each side, none of which cuts a character that a
    reader sees as one (section 4.2.4)."""
    before, after = max(0, start - CLOSE), min(len(text), end + CLOSE)
    while before < start and _goes_on(text, before):
        before += 1
    while after > end and _goes_on(text, after):
        after -= 1
    return {"exact": text[start:end], "prefix": text[before:start], "suffix": text[end:after]}


def _goes_on(text: str, at: int) -> bool:
    """Whether the code point at `at` belongs to the one before it: an accent, a joined emoji."""
    if not 0 < at < len(text):
        return False
    char, joined = text[at], text[at - 1] == "\u200d"
    tone = "\U0001f3fb" <= char <= "\U0001f3ff"
    return joined or tone or char == "\u200d" or unicodedata.category(char).startswith("M")


# --- bodies --------------------------------------------------------------------------------------


def _words(purpose: str, value: str) -> Node:
    """No `id`: W3C's own tests take a body that has one and a purpose for a page on the web."""
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _thing(purpose: str, source: str) -> Node:
    return {"type": "SpecificResource", "purpose": purpose, "source": source}


def _verdict(held: Judgement) -> Iterator[Node]:
    if held.status:
        yield _words("assessing", held.label)
        status = f"{segment(held.scale or '')}/{segment(held.status)}"
        yield _thing("classifying", f"{OURS}status:{status}")
    if held.confidence:
        yield _words("classifying", f"confidence: {held.confidence}")
    if held.attribution_status:
        yield _words("classifying", f"attribution: {held.attribution_status.replace('_', ' ')}")
    if held.claim_reviewed:
        yield _words("describing", held.claim_reviewed)
    if held.justification:
        yield _words("commenting", f"because: {held.justification}")


def _sources(held: Judgement, voices: Mapping[str, Voice]) -> Iterator[Node]:
    """Who says it, outermost first, in words and by name."""
    for said in held.attributions if held.spoken != "[]" else ():
        chain = said.get("chain") or ()
        if chain:
            words = (voices[one].name if one in voices else one for one in chain)
            yield _words("identifying", " > ".join(words))
        for one in chain:
            yield _thing("identifying", f"{OURS}source:{segment(one)}")


def _evidence(claim: Claim, held: Judgement) -> Iterator[Node]:
    for piece in claim.evidence:
        stance = next(filter(None, (piece.stance(who) for who in held.people)), "")
        label = f"{piece.item.title}: {stance}" if stance else piece.item.title
        yield _thing("linking", evidence_address(piece)) | {"label": label} | _passage(piece)


def evidence_address(piece: Evidence) -> str:
    """Where it lies: on the web, else by the hash of its text, else by its name in the log."""
    item = piece.item
    text = f"{DOCUMENT}{item.text}" if item.text else ""
    url = web_address(str(item.held.get("url") or ""))
    return text or url or f"{OURS}evidence:{segment(item.id)}"


def _passage(piece: Evidence) -> Node:
    """The words of a document that were chosen, as they stand in its own text."""
    held = piece.item.held
    if not piece.item.text or not held.get("exact"):
        return {}
    found: list[Node] = [{"type": "TextQuoteSelector", "exact": held["exact"]}]
    if isinstance(held.get("start"), int) and isinstance(held.get("end"), int):
        place = {"type": "TextPositionSelector", "start": held["start"], "end": held["end"]}
        found.append(place)
    return {"selector": found}


def _note(note: NoteRow) -> Node:
    state = f"{note.state}: " if note.state else ""
    body = _words(PURPOSES.get(note.kind, "commenting"), f"{state}{note.text}")
    return body | {"created": note.at}
