"""Pure folds of the log: events in, state out. Fold order is the same on every replica.

Of each field the last value wins, so an event that arrives late, from an earlier moment, ends in
the same state as one that arrived in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from store.events import (
    ClaimsFound,
    ClaimsReplaced,
    DocumentAdded,
    Event,
    Judged,
    Noted,
    SourceAdded,
    SourceChanged,
)

_JUDGED_FIELDS = ("status", "confidence", "attribution_status", "claim_reviewed", "attributions")


@dataclass(slots=True)
class Judgement:
    """What one reviewer holds about one claim."""

    status: str | None = None
    scale: str | None = None
    confidence: str | None = None
    attribution_status: str | None = None
    claim_reviewed: str | None = None
    attributions: list[dict[str, Any]] | None = None
    reviewed_at: str = ""

    def value(self, name: str) -> Any:
        return getattr(self, name)


class Note(NamedTuple):
    text: str
    state: str
    at: str


@dataclass(slots=True)
class ClaimState:
    judgements: dict[str, Judgement] = field(default_factory=dict)
    notes: dict[tuple[str, str], Note] = field(default_factory=dict)


def fold_claim(events: Iterable[Event]) -> ClaimState:
    """Judgements by reviewer and notes by (reviewer, kind); the last value of each field wins."""
    state = ClaimState()
    for event in events:
        if isinstance(event.fact, Judged):
            held = state.judgements.setdefault(event.reviewer, Judgement())
            for name in _JUDGED_FIELDS:
                if name in event.fact.values:
                    setattr(held, name, event.fact.values[name])
            if "status" in event.fact.values:
                held.scale = event.fact.scale
            held.reviewed_at = event.at
        elif isinstance(event.fact, Noted):
            note = Note(event.fact.text, event.fact.state, event.at)
            state.notes[event.reviewer, event.fact.note] = note
    return state


class Placed(NamedTuple):
    """A claim of a document: its number, and whether it counts."""

    number: str
    active: bool


@dataclass(slots=True)
class DocumentState:
    added: DocumentAdded
    added_at: str
    added_by: str
    claims: dict[tuple[int, int], Placed]


def fold_document(events: Sequence[Event]) -> DocumentState | None:
    """A document and its claims, from every event about it and about its claims.

    Of two intakes of one text the earliest supplies the list. A claim that anyone has judged or
    noted stays even if it is not on that list. Numbers are fixed by the list; later claims are
    7a, 7b, after the listed claim that they begin in or behind.
    """
    intake = next((e for e in events if isinstance(e.fact, DocumentAdded)), None)
    if intake is None or not isinstance(intake.fact, DocumentAdded):
        return None
    listed = _listed(events, intake.id)
    active = dict.fromkeys(listed, True)
    for event in events:
        if isinstance(event.fact, ClaimsReplaced):
            active |= dict.fromkeys(event.fact.old, False)
            active |= dict.fromkeys(event.fact.new, True)
        elif isinstance(event.fact, Judged | Noted):
            active.setdefault((event.fact.claim.start, event.fact.claim.end), True)
    numbers = _numbers(listed, active)
    claims = {span: Placed(numbers[span], on) for span, on in active.items()}
    return DocumentState(intake.fact, intake.at, intake.reviewer, claims)


def _listed(events: Iterable[Event], intake: str) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for event in events:
        if isinstance(event.fact, ClaimsFound) and event.fact.intake == intake:
            for number, span in enumerate(event.fact.claims, event.fact.first):
                found[span] = number
    return found


def _numbers(
    listed: Mapping[tuple[int, int], int], spans: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], str]:
    """`spans` are in the order in which they first appeared, which hands out the letters."""
    ordered = sorted((start, number) for (start, _), number in listed.items())
    taken: dict[int, int] = {}
    numbers = {}
    for span in spans:
        if span in listed:
            numbers[span] = str(listed[span])
            continue
        base = max((number for start, number in ordered if start <= span[0]), default=0)
        taken[base] = taken.get(base, 0) + 1
        numbers[span] = f"{base}{letters(taken[base])}"
    return numbers


def letters(count: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    text = ""
    while count:
        count, rest = divmod(count - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


class SourceRow(NamedTuple):
    id: str
    name: str
    source_class: str
    aliases: tuple[str, ...] = ()
    organisation: str | None = None
    source_reliability: str | None = None
    protected: bool = False
    shipped: bool = False


def shipped_sources() -> dict[str, SourceRow]:
    from claims.registry import SHIPPED  # costs 4 ms that opening a desk does not need

    return {
        s.id: SourceRow(
            s.id,
            s.name,
            s.source_class.value,
            s.aliases,
            s.organisation,
            s.source_reliability,
            shipped=True,
        )
        for s in SHIPPED
    }


def fold_sources(events: Iterable[Event]) -> dict[str, SourceRow]:
    """The registry: what is shipped, what was added, what was changed."""
    sources = shipped_sources()
    for event in events:
        if isinstance(event.fact, SourceAdded):
            sources[event.id] = SourceRow(event.id, **event.fact._asdict())
        elif isinstance(event.fact, SourceChanged) and event.fact.source in sources:
            known = {k: v for k, v in event.fact.values.items() if k in SourceRow._fields}
            if "aliases" in known:
                known["aliases"] = tuple(known["aliases"])
            sources[event.fact.source] = sources[event.fact.source]._replace(**known)
    return sources


def speakers(attributions: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """Who says it: the innermost voice of each attribution."""
    said = [a["chain"][-1] for a in attributions if a.get("chain")]
    return " + ".join(dict.fromkeys(names.get(s, s) for s in said))


def chains(attributions: Sequence[Mapping[str, Any]], names: Mapping[str, str]) -> str:
    """`CCTV > Xi Jinping`, outermost first; empty where nobody stands between."""
    paths = [a["chain"] for a in attributions if len(a.get("chain", ())) > 1]
    return "; ".join(dict.fromkeys(" > ".join(names.get(s, s) for s in path) for path in paths))
