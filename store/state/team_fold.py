"""Pure folds of what a team does: sessions, votes, adjudications, comments."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from store.log.events import Event
from store.log.kinds import (
    SESSION,
    Adjudicated,
    ClaimsAssigned,
    CommentChanged,
    Commented,
    Judged,
    SessionClosed,
    SessionCreated,
    SessionJoined,
    SessionRevealed,
    Voted,
    VoteOpened,
)
from store.state.session import Phase, SessionMode

Heads = Mapping[str, int]
"""How far each stream had come at a moment."""


class SessionState(NamedTuple):
    """A session as its events tell it; `phase` without what opens the discussion."""

    created: SessionCreated
    uid: str
    host: str
    at: str
    phase: Phase
    members: dict[str, str]  # name by id, in order
    assigned: dict[tuple[tuple[int, int], str], bool]
    revealed: Event | None = None
    voting: Event | None = None
    closed: Event | None = None


def fold_sessions(events: Iterable[Event]) -> dict[str, SessionState]:
    """The sessions of one article by their id. The earliest reveal, vote and close count; what
    comes after a close is passed over."""
    found: dict[str, SessionState] = {}
    for event in events:
        fact = event.fact
        if isinstance(fact, SessionCreated):
            phase = Phase.BLIND if fact.mode == SessionMode.BLIND else Phase.DISCUSS
            people = dict(fact.reviewers)
            found[event.id] = SessionState(
                fact, event.id, event.reviewer, event.at, phase, people, {}
            )
        elif isinstance(fact, SESSION):
            session = str(getattr(fact, "session", ""))
            if (known := found.get(session)) and not known.closed:
                found[session] = _step(known, event)
    return found


def _step(state: SessionState, event: Event) -> SessionState:
    match event.fact:
        case SessionJoined(reviewer=reviewer, name=name):
            state.members.setdefault(reviewer, name)
        case ClaimsAssigned(reviewer=reviewer, claims=claims, assigned=assigned):
            state.assigned.update({((a, b), reviewer): assigned for a, b in claims})
        case SessionRevealed() if state.phase is Phase.BLIND:
            return state._replace(revealed=event, phase=Phase.REVEAL)
        case VoteOpened() if state.phase in (Phase.REVEAL, Phase.DISCUSS):
            return state._replace(voting=event, phase=Phase.VOTE)
        case SessionClosed():
            return state._replace(closed=event, phase=Phase.CLOSED)
    return state


class VoteState(NamedTuple):
    status: str
    scale: str | None
    at: str


class CommentState(NamedTuple):
    reviewer: str
    text: str
    reply_to: str
    mentions: tuple[str, ...]
    at: str
    hlc: int
    withdrawn: bool


class RulingState(NamedTuple):
    """An adjudication and who made it. `contested`: somebody has judged or voted since, unseen by
    the adjudicator."""

    reviewer: str
    fact: Adjudicated
    at: str
    contested: bool


class ClaimTeam:
    """What a team did about one claim: votes by (session, reviewer), rulings by session."""

    def __init__(self) -> None:
        self.votes: dict[tuple[str, str], VoteState] = {}
        self.rulings: dict[str, RulingState] = {}
        self.comments: dict[str, CommentState] = {}


def fold_team(events: Iterable[Event], closed: Mapping[str, Heads]) -> ClaimTeam:
    """`closed` are the heads of sessions that have ended: a vote beyond them came too late."""
    known = list(events)
    state = ClaimTeam()
    for event in known:
        match event.fact:
            case Voted(session=session, status=status, scale=scale):
                if session in closed and event.n > closed[session].get(event.stream, 0):
                    continue
                state.votes.pop((session, event.reviewer), None)
                if status:
                    state.votes[session, event.reviewer] = VoteState(status, scale, event.at)
            case Adjudicated() as fact:
                state.rulings.pop(fact.session, None)
                if fact.status:
                    contested = _contested(known, event, fact)
                    ruling = RulingState(event.reviewer, fact, event.at, contested)
                    state.rulings[fact.session] = ruling
            case Commented(text=text, reply_to=reply_to, mentions=mentions):
                state.comments[event.id] = CommentState(
                    event.reviewer, text, reply_to, mentions, event.at, event.hlc, False
                )
            case CommentChanged(comment=comment, withdrawn=withdrawn):
                held = state.comments.get(comment)
                if held and held.reviewer == event.reviewer:
                    state.comments[comment] = held._replace(withdrawn=withdrawn)
    return state


def _contested(events: Iterable[Event], ruling: Event, fact: Adjudicated) -> bool:
    """Whether a verdict or a vote is beyond what the adjudicator had seen."""
    seen = dict(fact.seen)
    return any(
        event.n > seen.get(event.stream, 0) and _weighs(event, ruling.reviewer) for event in events
    )


def _weighs(event: Event, adjudicator: str) -> bool:
    """Whether an event can contest a ruling: the adjudicator's own later judgement does not."""
    if event.reviewer == adjudicator:
        return False
    if isinstance(event.fact, Judged):
        return "status" in event.fact.values
    return isinstance(event.fact, Voted)


def until(events: Iterable[Event], heads: Heads) -> list[Event]:
    """The events that were there at a moment."""
    return [event for event in events if event.n <= heads.get(event.stream, 0)]
