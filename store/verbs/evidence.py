"""The verbs of evidence and leads: attach, change, take off, weigh, answer.

Each is one transaction, on disk when it returns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from claims.model import Document, EvidenceKind, Provenance, Stance, Terms
from claims.scales import CREDIBILITY
from store.errors import WrongUsage
from store.log.kinds import EvidenceAttached, EvidenceChanged, EvidenceWeighed, LeadAnswered
from store.queries import evidence_items, known_sources, places
from store.verbs.intake import Added, take_in

if TYPE_CHECKING:
    from store.verbs.desk import Change, Desk

# What each kind cannot do without, and how it is asked for
_NEEDED = {
    EvidenceKind.DOCUMENT: ("text", "a document"),
    EvidenceKind.URL: ("url", "the address of the page"),
    EvidenceKind.CONVERSATION: ("with_whom", "with whom, by name or by role"),
}
_CHOICES: dict[str, frozenset[str]] = {
    "provenance": frozenset(Provenance),
    "terms": frozenset(Terms),
    "stance": frozenset(Stance),
    "information_credibility": CREDIBILITY,
}
_NAMES = ("title", "url", "archived_url", "with_whom", "medium")  # typed by a person
ANSWERS = frozenset({"accepted", "dismissed", ""})


def take_in_evidence(
    desk: Desk, data: bytes, document: Document, file_name: str = "", *, about: int | None = None
) -> Added:
    """Keep a document or a dataset whole; attaching it is another verb.

    `about` is the article for which it is wanted.
    """
    sha256 = places.sha256(desk.conn, about) if about is not None else ""
    return take_in(desk.writer, data, document, file_name, sha256)


def attach(
    desk: Desk,
    document: int,
    kind: EvidenceKind,
    values: Mapping[str, Any],
    claim: int | None = None,
    stance: Stance | None = None,
) -> Change:
    """Tie a piece of evidence to an article, or to one claim of it; `Change.event` is its id.

    With a `stance`, the one who attaches it weighs it in the same step.
    """
    trimmed = {name: v.strip() if name in _NAMES and v else v for name, v in values.items()}
    held = {name: value for name, value in trimmed.items() if value not in (None, "")}
    needed, asked = _NEEDED.get(kind, ("", ""))
    if needed and needed not in held:
        raise WrongUsage(f"say {asked}")
    _known(held)
    _source(desk, held)
    _unnamed(desk, held)
    with desk.database.write():
        ref = places.standing(desk.conn, claim) if claim is not None else None
        sha256 = places.sha256(desk.conn, document)
        if held.get("text") == sha256:
            raise WrongUsage("an article is no evidence for itself; attach what it rests on")
        change = desk.act(EvidenceAttached(sha256, kind.value, held, ref))
        if stance and claim is not None:
            weigh(desk, claim, change.event, {"stance": stance.value})
    return change


def change(desk: Desk, item: str, values: Mapping[str, Any]) -> Change:
    """Other values for a piece of evidence: title, source, provenance, passage …"""
    found = _found(desk, item)
    _known(values)
    _source(desk, values)
    _unnamed(desk, values)
    with desk.database.write():
        ref = places.ref(desk.conn, found.claim) if found.claim is not None else None
        sha256 = places.sha256(desk.conn, found.document)
        return desk.act(EvidenceChanged(sha256, item, dict(values), ref))


def detach(desk: Desk, item: str) -> Change:
    """Take a piece of evidence off. The log keeps it, and undo brings it back."""
    return change(desk, item, {"attached": False})


def weigh(desk: Desk, claim: int, item: str, values: Mapping[str, Any]) -> Change:
    """What this reviewer makes of a piece for `claim`: stance, credibility, independence group.

    None takes a value back.
    """
    _found(desk, item)
    _known(values)
    with desk.database.write():
        if all(piece.id != item for piece in evidence_items.of_claim(desk.conn, claim)):
            raise WrongUsage(
                "that piece is attached to another claim, or taken off; "
                "attach it to the whole article to weigh it here"
            )
        return desk.act(EvidenceWeighed(places.standing(desk.conn, claim), item, dict(values)))


def answer(
    desk: Desk,
    document: int,
    lead: str,
    said: str,
    *,
    told: str,
    reason: str = "",
    claim: int | None = None,
) -> Change:
    """Accept or dismiss a lead; a dismissal says why. An empty answer opens it again."""
    if said not in ANSWERS:
        raise WrongUsage("a lead is accepted or dismissed")
    if said == "dismissed" and not reason.strip():
        raise WrongUsage("say why this lead is dismissed: the log keeps the reason")
    with desk.database.write():
        ref = places.standing(desk.conn, claim) if claim is not None else None
        sha256 = places.sha256(desk.conn, document)
        return desk.act(LeadAnswered(sha256, lead, said, told, reason.strip(), ref))


def _found(desk: Desk, item: str) -> evidence_items.Item:
    found = evidence_items.find(desk.conn, item)
    if found is None:
        raise WrongUsage("that piece of evidence is gone; list it again")
    return found


def _known(values: Mapping[str, Any]) -> None:
    for name, known in _CHOICES.items():
        value = values.get(name)
        if value and value not in known:
            allowed = ", ".join(sorted(known))
            raise WrongUsage(f"{name.replace('_', ' ')} is one of {allowed}, not {value!r}")


def _source(desk: Desk, values: Mapping[str, Any]) -> None:
    source = values.get("source")
    if source and not known_sources.exists(desk.conn, str(source)):
        raise WrongUsage(f"there is no source {source!r}; see `twosource sources`")


def _unnamed(desk: Desk, values: Mapping[str, Any]) -> None:
    """Keep the real name of a protected source out of the log, which is for ever."""
    told = " / ".join(str(values.get(name) or "") for name in _NAMES)
    for (name,) in desk.conn.execute("SELECT name FROM protected_source").fetchall():
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told, re.IGNORECASE):
            raise WrongUsage("this names a protected source; the log is for ever, say who by role")
