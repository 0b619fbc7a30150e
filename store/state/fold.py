"""Pure folds of the log: events in, state out. Fold order is the same on every replica.

Of each field the last value wins, so an event that arrives late, from an earlier moment, ends in
the same state as one that arrived in time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from claims.model import Span
from claims.scales import Scale
from store.log.events import Event
from store.log.kinds import (
    ClaimsContinued,
    ClaimsFound,
    ClaimsReplaced,
    DocumentAdded,
    DocumentDescribed,
    EvidenceAttached,
    EvidenceChanged,
    EvidenceWeighed,
    Judged,
    LeadAnswered,
    Noted,
    ScaleAdded,
    SourceAdded,
    SourceChanged,
)
from store.state import attribution

_JUDGED_FIELDS = (
    *("status", "confidence", "attribution_status", "claim_reviewed", "justification"),
    "attributions",
)
WEIGHED_FIELDS = ("stance", "information_credibility", "independence_group")


@dataclass(slots=True)
class JudgementState:
    """What one reviewer holds about one claim."""

    status: str | None = None
    scale: str | None = None
    confidence: str | None = None
    attribution_status: str | None = None
    claim_reviewed: str | None = None
    justification: str | None = None
    attributions: list[dict[str, Any]] | None = None
    reviewed_at: str = ""
    carried: bool = False  # all of it comes from an earlier version of the article

    def value(self, name: str) -> Any:
        return getattr(self, name)


class Note(NamedTuple):
    text: str
    state: str
    at: str


@dataclass(slots=True)
class ClaimState:
    judgements: dict[str, JudgementState] = field(default_factory=dict)
    notes: dict[tuple[str, str], Note] = field(default_factory=dict)
    weighings: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)


def fold_claim(events: Iterable[Event], carried: Iterable[Event] = ()) -> ClaimState:
    """Judgements by reviewer, notes by (reviewer, kind), weighings by (reviewer, evidence).

    The last value of each field wins. `carried` are the events of the claim in an earlier version
    of the article, which came before.
    """
    state = ClaimState()
    for event in carried:
        _fold_into(state, event, carried=True)
    for event in events:
        _fold_into(state, event)
    return state


def _fold_into(state: ClaimState, event: Event, *, carried: bool = False) -> None:
    match event.fact:
        case Judged(values=values, scale=scale):
            held = state.judgements.setdefault(event.reviewer, JudgementState())
            for name in _JUDGED_FIELDS:
                if name in values:
                    setattr(held, name, values[name])
            if "status" in values:
                held.scale = scale
            held.reviewed_at = event.at
            held.carried = carried
        case Noted(note=kind, text=text, state=note_state):
            state.notes[event.reviewer, kind] = Note(text, note_state, event.at)
        case EvidenceWeighed(evidence=evidence, values=values):
            weighed = state.weighings.setdefault((event.reviewer, evidence), {})
            weighed.update({k: v for k, v in values.items() if k in WEIGHED_FIELDS})


class Continuation(NamedTuple):
    """Where a claim of the earlier version `earlier` goes on, and in which state."""

    earlier: str
    earlier_start: int
    earlier_end: int
    start: int | None
    end: int | None
    state: str
    hlc: int


CARRIED = ("same", "moved")  # the states in which a claim keeps what was held


def shifted(event: Event, link: Continuation) -> Event:
    """The event of an earlier version, with the spans of its attributions where they are now.

    A span outside the claim is dropped: the text around the claim may be another.
    """
    if not isinstance(event.fact, Judged) or "attributions" not in event.fact.values:
        return event
    spoken = [_shifted(held, link) for held in event.fact.values["attributions"] or []]
    return event._replace(
        fact=event.fact._replace(values={**event.fact.values, "attributions": spoken})
    )


def _shifted(held: Mapping[str, Any], link: Continuation) -> dict[str, Any]:
    by = (link.start or 0) - link.earlier_start

    def move(span: Span) -> Span | None:
        if not link.earlier_start <= span.start < span.end <= link.earlier_end:
            return None
        return Span(span.start + by, span.end + by)

    return attribution.moved(held, move)


class EvidenceState(NamedTuple):
    """A piece of evidence as everybody sees it."""

    kind: str
    claim: tuple[int, int] | None
    values: dict[str, Any]
    attached: bool
    added_by: str
    added_at: str


def fold_evidence(events: Iterable[Event]) -> dict[str, EvidenceState]:
    """The evidence of one article by id; the last value of each field wins."""
    found: dict[str, EvidenceState] = {}
    for event in events:
        fact = event.fact
        if isinstance(fact, EvidenceAttached):
            place = (fact.claim.start, fact.claim.end) if fact.claim else None
            found[event.id] = EvidenceState(
                fact.evidence_kind, place, dict(fact.values), True, event.reviewer, event.at
            )
        elif isinstance(fact, EvidenceChanged) and (held := found.get(fact.evidence)):
            values = {**held.values, **fact.values}
            attached = bool(values.pop("attached", held.attached))
            found[fact.evidence] = held._replace(values=values, attached=attached)
    return found


class AnswerState(NamedTuple):
    """What a reviewer says to a lead: `accepted` or `dismissed`."""

    answer: str
    reason: str
    told: str
    at: str


def fold_answers(events: Iterable[Event]) -> dict[tuple[str, str], AnswerState]:
    """Answers by (reviewer, lead); one that was taken back is gone."""
    found: dict[tuple[str, str], AnswerState] = {}
    for event in events:
        if isinstance(event.fact, LeadAnswered):
            fact, key = event.fact, (event.reviewer, event.fact.lead)
            found.pop(key, None)
            if fact.answer:
                found[key] = AnswerState(fact.answer, fact.reason, fact.told, event.at)
    return found


def fold_links(events: Iterable[Event]) -> list[Continuation]:
    """Where the claims of earlier versions go on."""
    return [
        Continuation(event.fact.earlier, *link, event.hlc)
        for event in events
        if isinstance(event.fact, ClaimsContinued)
        for link in event.fact.links
    ]


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
    intake = _intake(events)
    if intake is None or not isinstance(intake.fact, DocumentAdded):
        return None
    listed = _listed(events, intake.id)
    active = dict.fromkeys(listed, True)
    for event in events:
        if isinstance(event.fact, ClaimsReplaced):
            active |= dict.fromkeys(event.fact.old, False)
            active |= dict.fromkeys(event.fact.new, True)
        elif place := _held_place(event):
            active.setdefault(place, True)
    numbers = _numbers(listed, active)
    claims = {span: Placed(numbers[span], on) for span, on in active.items()}
    return DocumentState(_described(intake.fact, events), intake.at, intake.reviewer, claims)


DESCRIBED = frozenset(("headline", "author", "publisher", "url", "date_published"))


def _described(added: DocumentAdded, events: Iterable[Event]) -> DocumentAdded:
    """The intake with what was said of the text later; what came in first yields, whatever order
    replicas meet in, because a description is folded behind every intake."""
    for event in events:
        if isinstance(event.fact, DocumentDescribed):
            values = event.fact.values
            added = added._replace(
                **{k: str(v) for k, v in values.items() if k in DESCRIBED and v is not None}
            )
    return added


def _intake(events: Iterable[Event]) -> Event | None:
    """The first intake as an article, else the first: evidence may be taken in as an article."""
    found = [event for event in events if isinstance(event.fact, DocumentAdded)]
    articles = (e for e in found if isinstance(e.fact, DocumentAdded) and e.fact.role == "article")
    return next(articles, found[0] if found else None)


def _held_place(event: Event) -> tuple[int, int] | None:
    """The span that somebody has judged, noted or tied evidence to."""
    if isinstance(event.fact, Judged | Noted | EvidenceAttached | EvidenceWeighed | LeadAnswered):
        claim = event.fact.claim
        return (claim.start, claim.end) if claim else None
    return None


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
    from claims.voices.registry import SHIPPED  # costs 4 ms that opening a desk does not need

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


def fold_scales(events: Iterable[Event]) -> dict[str, Scale]:
    """The scales that were added, by digest. What is no scale is left out: it may come from a
    replica with a fault, and nothing can be judged on it."""
    from claims.scales.files import BadScale, from_data  # a desk without its own scales needs none

    scales: dict[str, Scale] = {}
    for event in events:
        if isinstance(event.fact, ScaleAdded):
            try:
                scale = from_data(event.fact.name, event.fact.statuses)
            except BadScale:
                continue
            scales[scale.digest] = scale
    return scales
