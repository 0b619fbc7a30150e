"""The bodies of a Web Annotation: what is said about a claim, each with its purpose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from store.dossier.values import (
    Claim,
    DossierEvidence,
    DossierJudgement,
    DossierRuling,
    DossierVoice,
)
from store.exports.iris import DOCUMENT, OURS, segment, web_address
from store.queries.journal import NoteRow

PURPOSES = {"note": "commenting", "query": "questioning", "correction": "editing"}
Node = dict[str, Any]


def words(purpose: str, value: str) -> Node:
    """No `id`: W3C's own tests take a body that has one and a purpose for a page on the web."""
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def thing(purpose: str, source: str) -> Node:
    return {"type": "SpecificResource", "purpose": purpose, "source": source}


def verdict(held: DossierJudgement) -> Iterator[Node]:
    if held.status:
        yield words("assessing", held.label)
        status = f"{segment(held.scale or '')}/{segment(held.status)}"
        yield thing("classifying", f"{OURS}status:{status}")
    if held.confidence:
        yield words("classifying", f"confidence: {held.confidence}")
    if held.attribution_status:
        yield words("classifying", f"attribution: {held.attribution_status.replace('_', ' ')}")
    if held.claim_reviewed:
        yield words("describing", held.claim_reviewed)
    if held.justification:
        yield words("commenting", f"because: {held.justification}")


def sources(held: DossierJudgement, voices: Mapping[str, DossierVoice]) -> Iterator[Node]:
    """Who says it, outermost first, in words and by name."""
    for said in held.attributions:
        if said.chain:
            names = (voices[one].name if one in voices else one for one in said.chain)
            yield words("identifying", " > ".join(names))
        for one in said.chain:
            yield thing("identifying", f"{OURS}source:{segment(one)}")


def evidence(claim: Claim, held: DossierJudgement) -> Iterator[Node]:
    for piece in claim.evidence:
        stance = next(filter(None, (piece.stance(who) for who in held.people)), "")
        label = f"{piece.item.title}: {stance}" if stance else piece.item.title
        yield thing("linking", evidence_address(piece)) | {"label": label} | _passage(piece)


def evidence_address(piece: DossierEvidence) -> str:
    """The address of evidence: on the web, else by the hash of its text, else by its name in the
    log."""
    item = piece.item
    text = f"{DOCUMENT}{item.text}" if item.text else ""
    url = web_address(str(item.held.get("url") or ""))
    return text or url or f"{OURS}evidence:{segment(item.id)}"


def _passage(piece: DossierEvidence) -> Node:
    """The words of a document that were chosen, as they stand in its own text."""
    held = piece.item.held
    if not piece.item.text or not held.get("exact"):
        return {}
    found: list[Node] = [{"type": "TextQuoteSelector", "exact": held["exact"]}]
    if isinstance(held.get("start"), int) and isinstance(held.get("end"), int):
        place = {"type": "TextPositionSelector", "start": held["start"], "end": held["end"]}
        found.append(place)
    return {"selector": found}


def note(note: NoteRow) -> Node:
    state = f"{note.state}: " if note.state else ""
    body = words(PURPOSES.get(note.kind, "commenting"), f"{state}{note.text}")
    return body | {"created": note.at}


def why(ruling: DossierRuling) -> Iterator[Node]:
    """What an adjudicator says besides the verdict."""
    if ruling.takes:
        yield words("describing", f"as {ruling.takes} has it")
    if ruling.reason:
        yield words("classifying", f"reason: {ruling.why}")
    if ruling.before:
        yield words("describing", f"{ruling.before} stood before")
    if ruling.contested:
        yield words("classifying", "contested: somebody has judged or voted since")
    if ruling.note:
        yield words("commenting", ruling.note)
