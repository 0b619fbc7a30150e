"""Pure folds of evidence and of answers to leads."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from store.log.events import Event
from store.log.kinds import EvidenceAttached, EvidenceChanged, LeadAnswered

WEIGHED_FIELDS = ("stance", "information_credibility", "independence_group")


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
