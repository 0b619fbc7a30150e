"""A model of a team in Python: what must go through, what must be refused, what is held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis.stateful import RuleBasedStateMachine

from store.errors import TwosourceError
from store.state.session import Phase, Rule
from store.verbs import sessions
from store.verbs.desk import Desk

from .teams import Team

SECOND = ("verified", "false")  # no verdict of one reviewer alone
Held = dict[str, dict[int, str]]  # status by reviewer and claim


class Did(NamedTuple):
    """An act on an undo stack: `back` and `again` change the model; `may` says whether it goes,
    for the first time or as an undo or redo."""

    back: Callable[[], None]
    again: Callable[[], None]
    may: Callable[[bool], bool]


class Modelled(RuleBasedStateMachine):
    """One session and the model of it; its `phase` takes the discussion for the reveal."""

    team: Callable[..., Team]

    def start(self, rule: Rule, votes: int, pace: tuple[int, ...]) -> None:
        """`pace` are the numbers of deeds after which the editor goes on."""
        self.t = self.team("abcd", reviewers=("a", "b", "c"), rule=rule, votes=votes)
        self.how, self.votes = rule, votes
        self.pace, self.deeds = list(pace), 0
        self.members = ["a", "b", "c"]
        self.phase = Phase.BLIND
        self.active = list(self.t.claims)
        self.held: Held = defaultdict(dict)
        self.voted: Held = defaultdict(dict)
        self.ruled: dict[int, str] = {}
        self.blind: Held = self.snapshot()
        self.last: Held | None = None
        self.done: dict[str, list[Did]] = defaultdict(list)
        self.undone: dict[str, list[Did]] = defaultdict(list)

    def snapshot(self) -> Held:
        return {who: dict(self.held[who]) for who in self.members}

    def claim(self, number: int) -> int:
        return self.active[number % len(self.active)]

    def own(self, who: str) -> bool:
        """Whether somebody may say what they hold themselves."""
        return self.phase is Phase.CLOSED or who in self.members

    # --- deeds ---

    def deed(self, may: bool, act: Callable[[], Any]) -> Any:
        """Do it. What may not be done is refused in a sentence and changes nothing."""
        if may:
            return act()
        before = self.t.events()
        with pytest.raises(TwosourceError, match=r"\A[^\n]+\Z"):
            act()
        assert self.t.events() == before
        return None

    def act(self, who: str, did: Did, deed: Callable[[Desk], Any]) -> Any:
        """A deed that can be undone."""
        found = self.deed(did.may(True), lambda: deed(self.t[who]))
        if found is not None:
            did.again()
            self.done[who].append(did)
            self.undone[who].clear()
        self.passed()
        return found

    def take(self, taken: list[Did], given: list[Did], way: str, act: Callable[[], Any]) -> None:
        """Undo or redo: what is `taken` from one stack is `given` to the other."""
        if not taken:
            assert act() is None
        elif self.deed(taken[-1].may(False), act):
            did = taken.pop()
            getattr(did, way)()
            given.append(did)
        self.passed()

    def value(
        self, held: dict[int, str], claim: int, status: str | None
    ) -> tuple[Callable[[], None], Callable[[], None]]:
        """How a status is put back in the model, and set."""
        before = held.get(claim)

        def put(value: str | None) -> None:
            held.pop(claim, None)
            if value:
                held[claim] = value

        return lambda: put(before), lambda: put(status)

    # --- steps ---

    def passed(self) -> None:
        self.deeds += 1
        if self.pace and self.deeds >= self.pace[0]:
            self.deeds = 0
            self.pace.pop(0)
            nexts = {Phase.BLIND: "reveal", Phase.REVEAL: "open_vote", Phase.VOTE: "close"}
            if self.phase in nexts:
                self.go(nexts[self.phase], "ed")

    def go(self, step: str, who: str) -> None:
        """A step of the session, by somebody who may take it or not."""
        after = {
            (Phase.BLIND, "reveal"): Phase.REVEAL,
            (Phase.REVEAL, "open_vote"): Phase.VOTE,
            (Phase.REVEAL, "close"): Phase.CLOSED,
            (Phase.VOTE, "close"): Phase.CLOSED,
        }.get((self.phase, step))
        may = bool(after) and who == "ed"
        if self.deed(may, lambda: getattr(sessions, step)(self.t[who], self.t.session)):
            if step == "reveal":
                self.blind = self.snapshot()
            if step == "close":
                self.last = self.snapshot()
            self.phase = after or self.phase

    # --- results ---

    def result(self, claim: int) -> str | None:
        """The last word, else what the rule makes of the ballots."""
        if claim in self.ruled:
            return self.ruled[claim]
        held = self.last or self.held
        ballots = [self.voted[who].get(claim) or held[who].get(claim) for who in self.members]
        cast = [status for status in ballots if status]
        share = 0.5 if self.how is Rule.MAJORITY else 0.999
        need = {status: max(self.votes, 2 if status in SECOND else 1) for status in cast}
        return next(
            (s for s in cast if cast.count(s) > share * len(cast) and cast.count(s) >= need[s]),
            None,
        )
