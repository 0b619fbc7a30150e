"""Pure fold of one claim: what each reviewer holds, notes and makes of its evidence.

Fold order is the same on every replica. Of each field the last value wins, so an event that arrives
late, from an earlier moment, ends in the same state as one that arrived in time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from store.log.events import Event
from store.log.kinds import EvidenceWeighed, Judged, Noted
from store.state.evidence_fold import WEIGHED_FIELDS

_JUDGED_FIELDS = (
    *("status", "confidence", "attribution_status", "claim_reviewed", "justification"),
    "attributions",
)


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


class ClaimState(NamedTuple):
    judgements: dict[str, JudgementState]  # by reviewer
    notes: dict[tuple[str, str], Note]  # by reviewer and kind
    weighings: dict[tuple[str, str], dict[str, Any]]  # by reviewer and evidence


def fold_claim(events: Iterable[Event], carried: Iterable[Event] = ()) -> ClaimState:
    """What all reviewers hold about a claim; nothing of it where there are no events.

    The last value of each field wins. `carried` are the events of the claim in an earlier version
    of the article, which came before.
    """
    state = ClaimState({}, {}, {})
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
