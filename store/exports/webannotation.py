"""webannotation: W3C Web Annotations (Recommendation of 23 February 2017), for annotation tools.

An annotation is what one reviewer holds about one claim, what an adjudicator has decided, or what
somebody said. The document is a list: a collection that says how many annotations there are, then
its pages, which name it in `partOf` and each other in `next` and `prev`. The model chains pages by
their names, and nested in one another they could not be written as they are read; so the desk is
walked twice, once to count.

Offsets are code points of the text of `urn:sha256:…`, end exclusive (sections 4.2.4 and 4.2.5).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from claims.json_text import json_text
from store.dossier.values import (
    ArticleDossier,
    Claim,
    Dossier,
    DossierJudgement,
    DossierRuling,
    DossierVoice,
)
from store.exports import webannotation_bodies as body
from store.exports.iris import DOCUMENT, OURS, place, segment, web_address
from store.exports.webannotation_bodies import Node
from store.queries.journal import NoteRow
from store.queries.team.comment_threads import Comment

VERSION = "1"
SUFFIX = ".jsonld"
ABOUT = "W3C Web Annotations, for annotation tools"

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
PAGE = 1000  # annotations on a page
CLOSE = 32  # code points of the text on each side of a quotation


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


class PageShelf(NamedTuple):
    """What is known of the whole before the first annotation is written."""

    id: str
    total: int

    @property
    def pages(self) -> int:
        return -(-self.total // PAGE)

    def page(self, number: int) -> str:
        return f"{self.id}:page:{number}"


def _shelf(dossier: Dossier) -> PageShelf:
    """The collection is named by the log's digest and by what was chosen from it."""
    total, chosen = 0, hashlib.sha256(dossier.told.encode())
    for article in dossier.articles():
        chosen.update(article.article.sha256.encode())
        total += sum(map(_many, article.claims()))
    name = f"{OURS}collection:{dossier.digest}:{chosen.hexdigest()[:16]}"
    return PageShelf(name, total)


def _collection(shelf: PageShelf, dossier: Dossier) -> Node:
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


def _page(shelf: PageShelf, number: int, notes: Iterator[Node]) -> Iterator[str]:
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
    """One per claim and reviewer who holds something about it, in the order of the text; then the
    adjudication and the comments."""
    voices = dossier.voices()
    for article in dossier.articles():
        for claim in article.claims():
            for held, notes in _holders(claim):
                yield _annotation(article, claim, held, notes, voices)
            if claim.ruling:
                yield _ruling(article, claim, claim.ruling, voices)
            for thread in claim.comments:
                yield _comment(thread.first, "commenting", _target(article, claim))
                first = _comment_name(thread.first)
                yield from (_comment(reply, "replying", first) for reply in thread.replies)


def _many(claim: Claim) -> int:
    said = sum(1 + len(thread.replies) for thread in claim.comments)
    return sum(1 for _ in _holders(claim)) + bool(claim.ruling) + said


def _holders(claim: Claim) -> Iterator[tuple[DossierJudgement, list[NoteRow]]]:
    """Each reviewer's judgement and notes; a reviewer with neither is left out."""
    judged = [held for held in claim.judgements if held.held and not held.adjudicated]
    for held in judged:
        yield held, [note for note in claim.notes if note.reviewer in held.people]
    heard = {name for held in judged for name in held.people}
    for name in sorted({note.reviewer for note in claim.notes} - heard):
        yield DossierJudgement(name), [note for note in claim.notes if note.reviewer == name]


def _annotation(
    article: ArticleDossier,
    claim: Claim,
    held: DossierJudgement,
    notes: list[NoteRow],
    voices: Mapping[str, DossierVoice],
) -> Node:
    name = f"{OURS}annotation:{place(article, claim)}/{segment(held.reviewer)}"
    bodies = [
        *body.verdict(held),
        *body.sources(held, voices),
        *body.evidence(claim, held),
        *map(body.note, notes),
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


def _ruling(
    article: ArticleDossier, claim: Claim, ruling: DossierRuling, voices: Mapping[str, DossierVoice]
) -> Node:
    held = ruling.held
    return {
        "id": f"{OURS}adjudication:{place(article, claim)}/{segment(held.reviewer)}",
        "type": "Annotation",
        "motivation": "moderating",
        "creator": {"type": "Person", "name": held.reviewer},
        "created": held.reviewed_at,
        "body": [*body.verdict(held), *body.sources(held, voices), *body.why(ruling)],
        "target": _target(article, claim),
    }


def _comment(one: Comment, purpose: str, target: Node | str) -> Node:
    """On the words of a claim or on another comment. One that was withdrawn keeps its place,
    without a body."""
    known: Node = {
        "id": _comment_name(one),
        "type": "Annotation",
        "motivation": purpose,
        "creator": {"type": "Person", "name": one.reviewer},
        "created": one.at,
    }
    said = {} if one.withdrawn else {"body": [body.words(purpose, one.text)]}
    return known | said | {"target": target}


def _comment_name(one: Comment) -> str:
    return f"{OURS}comment:{segment(one.id)}"


def _motivation(held: DossierJudgement, bodies: list[Node]) -> str:
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
