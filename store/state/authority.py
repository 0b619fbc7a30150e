"""The authority behind what binds others, as a fold: which entries count, and why others do not.

A role, a step of a session, an assignment, an adjudication, a scale, a signature or an order to
redact counts only from who might do it at that place in the order. A desk has a founder, the writer
of its first entry. As long as nobody has a role, whoever writes here may do everything, and of what
comes from elsewhere the founder's acts count alone, and no session.

What comes from elsewhere proves nothing of who wrote it. So a foreign role, reveal, redaction,
merge of reviewers or admission waits for the word of an editor of this desk (`EntriesAdmitted`),
whoever seems to have written it; the same word lets anything else count that would not. An import
by itself gives nobody a right and takes none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from store.log.events import Event
from store.log.kinds import (
    RULES,
    WAITING,
    EntriesAdmitted,
    ReviewerRole,
    ReviewersMerged,
    RoleGiven,
    SessionClosed,
    SessionCreated,
    SessionJoined,
    SessionRevealed,
    VoteOpened,
)
from store.state.session import Phase, SessionMode

WAITS = "it came from elsewhere and waits for an editor's word"
Step = SessionJoined | SessionRevealed | VoteOpened | SessionClosed


@dataclass(slots=True)
class _Course:
    """How far a session has come. `editors` are those who might have seen all of it: whoever has
    been an editor since it began."""

    phase: Phase
    members: set[str]
    editors: set[str]


@dataclass(slots=True)
class _Ledger:
    """Who may do what at one place in the order."""

    founder: str
    roles: dict[str, ReviewerRole] = field(default_factory=dict)
    sessions: dict[str, _Course] = field(default_factory=dict)
    same: dict[str, str] = field(default_factory=dict)

    def who(self, reviewer: str) -> str:
        """The id that somebody goes by at this place."""
        return self.same.get(reviewer, reviewer)

    def role(self, writer: str, *, foreign: bool) -> ReviewerRole:
        if self.roles:
            return self.roles.get(self.who(writer), ReviewerRole.CHECKER)
        mine = not foreign or writer == self.founder
        return ReviewerRole.EDITOR if mine else ReviewerRole.CHECKER

    def may_not(self, event: Event, *, foreign: bool) -> str:
        """Why the writer's role does not carry an act; empty where it does."""
        assert event.fact is not None
        if foreign and not self.roles and isinstance(event.fact, SessionCreated):
            return WAITS  # a session needs an editor, whom nobody has made here
        rule, held = RULES[type(event.fact)], self.role(event.writer, foreign=foreign)
        allowed = rule.may
        if isinstance(event.fact, SessionJoined) and event.fact.reviewer != event.reviewer:
            allowed = frozenset({ReviewerRole.EDITOR})
        return "" if held in allowed else refused(held, rule.act)

    def take(self, event: Event) -> str:
        """Let an act count from here on; why it cannot, where its session has not come to it."""
        match event.fact:
            case RoleGiven(reviewer=reviewer, role=role):
                who = self.who(reviewer)
                self.roles[who] = ReviewerRole(role)
                if role == ReviewerRole.EDITOR:
                    for course in self.sessions.values():
                        course.editors.add(who)
            case ReviewersMerged(reviewer=reviewer, into=into):
                self._merge(reviewer, into)
            case SessionCreated(mode=mode, reviewers=reviewers):
                phase = Phase.BLIND if mode == SessionMode.BLIND else Phase.DISCUSS
                editors = {who for who, role in self.roles.items() if role == ReviewerRole.EDITOR}
                members = {self.who(who) for who, _ in reviewers}
                self.sessions[event.id] = _Course(phase, members, editors)
            case SessionJoined() | SessionRevealed() | VoteOpened() | SessionClosed() as fact:
                return self._step(fact)
        return ""

    def _merge(self, reviewer: str, into: str) -> None:
        self.same.pop(reviewer, None)
        into = self.who(into)
        if reviewer == into:
            return
        self.same |= dict.fromkeys((k for k, v in self.same.items() if v == reviewer), into)
        self.same[reviewer] = into
        if reviewer in self.roles:
            self.roles.setdefault(into, self.roles.pop(reviewer))
        for course in self.sessions.values():
            for people in (course.members, course.editors):
                people |= {into} if reviewer in people else set()

    def _step(self, fact: Step) -> str:
        course = self.sessions.get(fact.session)
        if course is None:
            return "its session is not here, or does not count"
        if course.phase is Phase.CLOSED:
            return "its session was closed before"
        if isinstance(fact, SessionJoined):
            fact = fact._replace(reviewer=self.who(fact.reviewer))
        refusal = _untimely(course, fact)
        if refusal:
            return refusal
        match fact:
            case SessionJoined(reviewer=reviewer):
                course.members.add(reviewer)
            case SessionRevealed():
                course.phase = Phase.REVEAL
            case VoteOpened():
                course.phase = Phase.VOTE
            case SessionClosed():
                course.phase = Phase.CLOSED
        return ""


def _untimely(course: _Course, fact: Step) -> str:
    """Why a step does not fit where its session stands; empty where it does."""
    blind = course.phase is Phase.BLIND
    match fact:
        case SessionJoined(reviewer=reviewer):
            if blind and reviewer in course.editors - course.members:
                return "who has been an editor since a session began does not join it blind"
        case SessionRevealed() if not blind:
            return "its session had nothing left to reveal"
        case VoteOpened() | SessionClosed() if blind:
            return "its session was blind: nothing ends it but a reveal"
        case VoteOpened() if course.phase is Phase.VOTE:
            return "its session was voting already"
    return ""


def refused(role: ReviewerRole, act: str) -> str:
    article = "an" if role.value[0] in "aeiou" else "a"
    return f"its writer was {article} {role.value} then, who may not {act}"


class Heeded(NamedTuple):
    """Of entries that would bind others: why some do not count, by id; and what the others come to,
    the roles that people have and the id that each of their other ids is read as."""

    unheeded: dict[str, str]
    roles: dict[str, ReviewerRole]
    same: dict[str, str]


def weigh(events: Sequence[Event], foreign: Collection[str], founder: str) -> Heeded:
    """What counts of `events`, which are in fold order and as they were written. `foreign` are the
    ids of those that came from elsewhere."""
    admitted = _admitted(events, foreign, founder)
    ledger, found = _Ledger(founder), dict[str, str]()
    for event in events:
        if event.fact is None:
            continue
        why = "" if event.id in admitted else _held_back(ledger, event, foreign)
        why = why or ledger.take(event)
        if why:
            found[event.id] = why
    return Heeded(found, ledger.roles, ledger.same)


def _held_back(ledger: _Ledger, event: Event, foreign: Collection[str]) -> str:
    from_elsewhere = event.id in foreign
    if from_elsewhere and event.kind in WAITING:
        return WAITS
    return ledger.may_not(event, foreign=from_elsewhere)


def _admitted(events: Iterable[Event], foreign: Collection[str], founder: str) -> set[str]:
    """What editors have let count. Their words are judged as the desk stood when they were given: a
    role that was admitted takes effect with the word here, or a word could undo its own ground."""
    by_id = {event.id: event for event in events}
    ledger, found = _Ledger(founder), set[str]()

    def admit(names: Iterable[str]) -> None:
        for name in names:
            event = by_id.get(name)
            if name in found:
                continue
            found.add(name)
            if event and isinstance(event.fact, EntriesAdmitted):
                admit(event.fact.events)
            elif event and isinstance(event.fact, RoleGiven | ReviewersMerged):
                ledger.take(event)

    for event in by_id.values():
        if not isinstance(event.fact, RoleGiven | ReviewersMerged | EntriesAdmitted):
            continue
        if event.id not in found and not _held_back(ledger, event, foreign):
            if isinstance(event.fact, EntriesAdmitted):
                admit(event.fact.events)
            else:
                ledger.take(event)
    return found
