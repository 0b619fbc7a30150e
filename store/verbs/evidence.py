"""The verbs of evidence: attach, change, take off, weigh.

Each is one transaction, on disk when it returns.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from claims.model import Document, EvidenceKind, Provenance, Stance, Terms
from claims.scales import CREDIBILITY
from store.errors import WrongUsage
from store.log.kinds import EvidenceAttached, EvidenceChanged, EvidenceWeighed
from store.queries import claim_places, evidence_items, known_sources
from store.verbs.desk import Change, Desk
from store.verbs.intake import Added, take_in

# What each kind cannot do without, and how it is asked for
_NEEDED = {
    EvidenceKind.DOCUMENT: ("text", "name the document to attach"),
    EvidenceKind.URL: ("url", "give the address of the page"),
    EvidenceKind.CONVERSATION: (
        "with_whom",
        "say with whom the conversation was, by name or by role",
    ),
}
_CHOICES: dict[str, frozenset[str]] = {
    "provenance": frozenset(Provenance),
    "terms": frozenset(Terms),
    "stance": frozenset(Stance),
    "information_credibility": CREDIBILITY,
}
_NAMES = ("title", "url", "archived_url", "with_whom", "medium")  # typed by a person


def take_in_evidence(
    desk: Desk, data: bytes, document: Document, file_name: str = "", *, about: int | None = None
) -> Added:
    """Keep a document or a dataset whole; attaching it is another verb.

    `about` is the article for which it is wanted.
    """
    sha256 = claim_places.sha256(desk.conn, about) if about is not None else ""
    return take_in(desk, data, document, file_name, sha256)


def attach(
    desk: Desk,
    document: int,
    kind: EvidenceKind,
    values: Mapping[str, Any],
    claim: int | None = None,
    *,
    weights: Mapping[str, Any] | None = None,
    weighed_on: int | None = None,
) -> Change:
    """Attach a piece of evidence to an article, or to one claim of it; `Change.event` is its id.

    With `weights` as in `weigh`, the one who attaches it weighs it in the same step: for `claim`,
    or where it serves the whole article for claim `weighed_on`.
    """
    trimmed = {name: v.strip() if name in _NAMES and v else v for name, v in values.items()}
    held = {name: value for name, value in trimmed.items() if value not in (None, "")}
    needed, asked = _NEEDED.get(kind, ("", ""))
    if needed and needed not in held:
        raise WrongUsage(asked)
    _known(held)
    _source(desk, held)
    _unnamed(desk, held)
    made = {name: value for name, value in (weights or {}).items() if value}
    serves = weighed_on if claim is None else claim
    with desk.database.write():
        ref = claim_places.standing(desk.conn, claim) if claim is not None else None
        sha256 = claim_places.sha256(desk.conn, document)
        if held.get("text") == sha256:
            raise WrongUsage("an article cannot be evidence for itself; attach what it is based on")
        change = desk.act(EvidenceAttached(sha256, kind.value, held, ref))
        if made and serves is not None:
            weigh(desk, serves, change.event, made)
    return change


def attach_file(
    desk: Desk,
    document: int,
    file: tuple[bytes, Document, str],
    values: Mapping[str, Any],
    claim: int | None = None,
    *,
    weights: Mapping[str, Any] | None = None,
    weighed_on: int | None = None,
) -> Change:
    """Keep a file whole and attach it, both or neither: its bytes, what was read of them, its name.

    The rest is as in `attach`; without a title it is called by its name, else its headline.
    """
    data, read, name = file
    with desk.database.write():
        added = take_in_evidence(desk, data, read, name, about=document)
        title = values.get("title") or name or read.headline
        held = {**values, "text": added.sha256, "title": title}
        kind = EvidenceKind.DOCUMENT
        return attach(desk, document, kind, held, claim, weights=weights, weighed_on=weighed_on)


def change(desk: Desk, item: str, values: Mapping[str, Any]) -> Change:
    """Change values of a piece of evidence: title, source, provenance, passage …"""
    found = _found(desk, item)
    _known(values)
    _source(desk, values)
    _unnamed(desk, values)
    with desk.database.write():
        ref = claim_places.ref(desk.conn, found.claim) if found.claim is not None else None
        sha256 = claim_places.sha256(desk.conn, found.document)
        return desk.act(EvidenceChanged(sha256, item, dict(values), ref))


def detach(desk: Desk, item: str) -> Change:
    """Take a piece of evidence off. The log keeps it, and undo brings it back."""
    return change(desk, item, {"attached": False})


def weigh(desk: Desk, claim: int, item: str, values: Mapping[str, Any]) -> Change:
    """Weigh a piece of evidence for `claim`, for this reviewer alone: stance, credibility,
    independence group.

    None takes a value back.
    """
    _found(desk, item)
    _known(values)
    with desk.database.write():
        if all(piece.id != item for piece in evidence_items.of_claim(desk.conn, claim)):
            raise WrongUsage(
                "that piece of evidence is attached to another claim, or was taken off; "
                "attach it to the whole article to weigh it here"
            )
        return desk.act(
            EvidenceWeighed(claim_places.standing(desk.conn, claim), item, dict(values))
        )


def _found(desk: Desk, item: str) -> evidence_items.Item:
    found = evidence_items.find(desk.conn, item)
    if found is None:
        raise WrongUsage("that piece of evidence is gone; list the evidence again")
    return found


def _known(values: Mapping[str, Any]) -> None:
    for name, known in _CHOICES.items():
        value = values.get(name)
        if value and value not in known:
            allowed = ", ".join(sorted(known))
            raise WrongUsage(f"{name.replace('_', ' ')} must be one of {allowed}, not {value!r}")


def _source(desk: Desk, values: Mapping[str, Any]) -> None:
    source = values.get("source")
    if source and not known_sources.exists(desk.conn, str(source)):
        raise WrongUsage(f"there is no source {source!r}; see `twosource sources`")


def _unnamed(desk: Desk, values: Mapping[str, Any]) -> None:
    """Raises: `WrongUsage` where `values` name a protected source, whom the log would keep for
    ever."""
    told = " / ".join(str(values.get(name) or "") for name in _NAMES)
    for (name,) in desk.conn.execute("SELECT name FROM protected_source").fetchall():
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", told, re.IGNORECASE):
            raise WrongUsage(
                "this names a protected source, and the log keeps it for ever; "
                "name the role instead"
            )
