"""The events of one session, and at which stage each was done.

What a stream held at the reveal was blind, whatever its time says; what a stream did behind its
head at the close is late. From the creation on, all that happens to the article is the session's,
until the next session on it is created.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping

from claims.scales import Shelf
from store.log.events import Event
from store.log.kinds import (
    SESSION,
    Adjudicated,
    Judged,
    SessionClosed,
    SessionCreated,
    SessionJoined,
    SessionRevealed,
    Voted,
    VoteOpened,
)
from store.minutes.values import MinutedAct, MinutedStep, Stage
from store.queries import (
    claim_places,
    claim_rows,
    journal,
    known_reviewers,
    known_scales,
    known_sources,
)
from store.queries.event_words import describe, status_label
from store.queries.team import session_rows
from store.state.ballots import majority, most_first
from store.state.session import Session
from store.state.team_fold import Heads, SessionState, fold_sessions

_NEVER = (1 << 63, "", 0)


class History:
    """The events of one session, and what it takes to tell them."""

    def __init__(self, conn: sqlite3.Connection, session: Session) -> None:
        self.conn, self.session = conn, session
        every = journal.events(conn, session.document)
        self.state: SessionState = fold_sessions(every)[session.uid]
        self.created = next(event for event in every if event.id == session.uid)
        self.revealed = _heads(self.state.revealed)
        self.closed = _heads(self.state.closed)
        self.members = session_rows.members(conn, session)
        self.names = known_reviewers.reviewer_names(conn)
        self.sources = known_sources.names(conn)
        self.identities = known_sources.identities(conn)
        known = known_scales.known(conn)
        self.shelf = Shelf(session_rows.scale_of(conn, session), known)
        places = sorted(
            claim_places.places(conn, session.document).items(), key=lambda item: item[1]
        )
        self.rows = claim_rows.rows(conn, [claim for claim, _ in places])
        self.numbers = {(row.start, row.end): row.number for row in self.rows}
        self.standing = frozenset(session_rows.claims_of(conn, session))
        self._all = every
        later = (e.order for e in every if isinstance(e.fact, SessionCreated))
        self._next = min((one for one in later if one > self.created.order), default=_NEVER)
        self.events = [event for event in every if self.belongs(event)]
        self._about: dict[tuple[int, int], list[Event]] = {}
        for event in every:
            if found := place(event.fact):
                self._about.setdefault(found, []).append(event)

    def about(self, start: int, end: int) -> list[Event]:
        """All that happened to a claim, before the session too."""
        return self._about.get((start, end), [])

    def belongs(self, event: Event) -> bool:
        """Whether an event is part of the session; the session's own steps are told as such."""
        return self.created.order < event.order < self._next and not isinstance(event.fact, SESSION)

    def in_time(self) -> list[Event]:
        """All that was done in the session, its own steps too."""
        own = {event.id: event for event in (*self.own_steps(), *self.events)}
        return [event for event in own.values() if self.stage(event) is not Stage.LATE]

    def own_steps(self) -> list[Event]:
        """The creation, and every event that names the session."""
        uid = self.session.uid
        return [
            event
            for event in self._all
            if event.id == uid or getattr(event.fact, "session", "") == uid
        ]

    def stage(self, event: Event) -> Stage:
        if self.revealed is not None and event.n <= self.revealed.get(event.stream, 0):
            return Stage.BLIND
        ended = self.state.closed
        if self.closed is None or ended is None or event.id == ended.id:
            return Stage.OPEN
        return Stage.OPEN if event.n <= self.closed.get(event.stream, 0) else Stage.LATE

    def act(self, event: Event, *, superseded: bool = False) -> MinutedAct:
        fact = event.fact
        counted = getattr(fact, "tally", None)
        if isinstance(fact, Judged) and "status" not in fact.values:
            counted = None
        carried = majority(counted) if counted else None
        scale = getattr(fact, "scale", None)
        return MinutedAct(
            event.id,
            event.at,
            self.names.get(event.reviewer, event.reviewer[:8]),
            event.kind,
            f"{self._what(event)}{self._belated(event)}",
            self.stage(event),
            self.numbers.get(place(fact) or (0, 0), ""),
            None if counted is None else self._labels(counted, scale),
            self._label(carried, scale) if carried else "",
            superseded,
        )

    def _what(self, event: Event) -> str:
        """What an event did, without the tally and without a reason that a new verdict cleared."""
        match event.fact:
            case Judged(values=values) as fact:
                values = {
                    name: value
                    for name, value in values.items()
                    if not (name == "justification" and value is None and "status" in values)
                }
                event = event._replace(fact=fact._replace(values=values, tally=None))
            case Voted() as vote:
                event = event._replace(fact=vote._replace(tally=None))
            case Adjudicated(status=status, takes=takes) as word:
                event = event._replace(fact=word._replace(tally=None))
                told = describe(event, self.sources, self.shelf.known)
                who = f", as {self.names.get(takes, 'another')} held it" if takes and status else ""
                label = status_label(status, word.scale, self.shelf.known)
                return told.replace(f"adjudicated {label}", f"adjudicated {label}{who}", 1)
        return describe(event, self.sources, self.shelf.known)

    def _belated(self, event: Event) -> str:
        """What was done on another device before a step, and came in after it."""
        state, stage = self.state, self.stage(event)
        if stage is Stage.LATE and state.closed and event.order < state.closed.order:
            return " (done before the close, came in after it)"
        if stage is Stage.OPEN and state.revealed and event.order < state.revealed.order:
            return " (done before the reveal, came in after it)"
        return ""

    def _labels(self, counted: Mapping[str, int], scale: str | None) -> tuple[tuple[str, int], ...]:
        return tuple((self._label(status, scale), n) for status, n in most_first(counted).items())

    def _label(self, status: str, scale: str | None) -> str:
        return self.shelf.label(status, scale or self.session.scale)


def _heads(event: Event | None) -> Heads | None:
    return None if event is None else dict(getattr(event.fact, "heads", ()))


def place(fact: object) -> tuple[int, int] | None:
    claim = getattr(fact, "claim", None)
    return (claim.start, claim.end) if claim else None


_STEPS: dict[type, str] = {
    SessionCreated: "Created",
    SessionJoined: "Joined",
    SessionRevealed: "Revealed",
    VoteOpened: "Vote opened",
    SessionClosed: "Closed",
}


def steps(history: History) -> Iterator[MinutedStep]:
    """The steps of the session in their order; where two took one, the first."""
    state = history.state
    counted = {event.id for event in (state.revealed, state.voting, state.closed) if event}
    for event in history.own_steps():
        what = _STEPS.get(type(event.fact))
        if what and (event.id in counted or what in ("Created", "Joined")):
            yield MinutedStep(what, event.at, history.names.get(event.reviewer, ""))
