"""Whatever a team does in whatever order: what was blind stays, and results follow from ballots.

The model of `modelling` says what must go through, what must be refused and what is held; the desk
is asked after each step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from claims.model import EvidenceKind, NoteKind
from store.queries import claim_listing, claim_rows
from store.queries.team import member_verdicts, session_ballots
from store.state.session import Phase, Reason, Rule
from store.verbs import comments, evidence, judging, naming, sessions, settling, spans, undoing
from store.verbs.verify import verify

from .modelling import Did, Modelled
from .teams import Team

HELD = """
SELECT r.uid, j.claim_id, j.status FROM main.judgement j
JOIN reviewer r ON r.id = j.reviewer_id WHERE j.status IS NOT NULL
"""
GAPS = """
SELECT s.uid FROM main.stream s LEFT JOIN main.event e ON e.stream_id = s.id
GROUP BY s.id HAVING count(e.n) <> s.head_n OR max(e.n) <> s.head_n OR min(e.n) <> 1
"""
# What a member would see of others: rows of theirs, and entries that they made in the session
SEEN = """
SELECT (SELECT count(*) FROM judgement WHERE reviewer_id <> r.id)
  + (SELECT count(*) FROM note WHERE reviewer_id <> r.id)
  + (SELECT count(*) FROM comment WHERE reviewer_id <> r.id)
  + (SELECT count(*) FROM stream WHERE session IS NOT NULL AND reviewer <> r.uid)
  + (SELECT count(*) FROM event e JOIN main.stream s ON s.id = e.stream_id
     WHERE s.session IS NOT NULL AND s.reviewer <> r.uid)
  + (SELECT count(*) FROM evidence e JOIN main.stream s ON s.uid = substr(e.id, 1, 32)
     WHERE s.session IS NOT NULL AND s.reviewer <> r.uid)
FROM reviewer r WHERE r.uid = ?
"""

WHO = st.sampled_from(["a", "b", "c", "d", "ed"])
MEMBER = st.sampled_from("abc")
CLAIM = st.integers(0, 7)
STATUS = st.sampled_from(["verified", "false", "disputed"])


class Machine(Modelled):
    @initialize(
        how=st.sampled_from(Rule),
        votes=st.integers(1, 3),
        pace=st.tuples(st.integers(3, 14), st.integers(2, 8), st.integers(2, 8)),
    )
    def begin(self, how: Rule, votes: int, pace: tuple[int, int, int]) -> None:
        self.start(how, votes, pace)

    # --- rules ---

    @rule(who=WHO, number=CLAIM, status=STATUS | st.none())
    def judge(self, who: str, number: int, status: str | None) -> None:
        claim = self.claim(number)

        def may(_: bool) -> bool:
            return self.own(who) and self.phase is not Phase.VOTE

        did = Did(*self.value(self.held[who], claim, status), may)
        self.act(who, did, lambda d: judging.judge(d, claim, status=status))

    @rule(who=WHO, number=CLAIM)
    def attribute(self, who: str, number: int) -> None:
        claim = self.claim(number)
        did = Did(_nothing, _nothing, lambda _: self.own(who))
        self.act(who, did, lambda d: naming.attribute(d, claim, ["cctv"]))

    @rule(who=WHO, number=CLAIM, text=st.sampled_from(["hm", "so"]))
    def note(self, who: str, number: int, text: str) -> None:
        claim = self.claim(number)
        did = Did(_nothing, _nothing, lambda _: self.own(who))
        self.act(who, did, lambda d: judging.note(d, claim, NoteKind.NOTE, text))

    @rule(who=WHO, number=CLAIM)
    def comment(self, who: str, number: int) -> None:
        claim = self.claim(number)
        did = Did(_nothing, _nothing, lambda _: True)
        self.act(who, did, lambda d: comments.comment(d, claim, "look, @b"))

    @rule(who=WHO)
    def evidence(self, who: str) -> None:
        inside = who in self.members

        def may(first: bool) -> bool:
            """What was attached outside the session stands still while it is blind."""
            return first or self.phase is not Phase.BLIND or inside == (who in self.members)

        page = {"url": "https://example.org/"}
        did = Did(_nothing, _nothing, may)
        self.act(who, did, lambda d: evidence.attach(d, self.t.document, EvidenceKind.URL, page))

    @rule(who=WHO, number=CLAIM, status=STATUS | st.none())
    def vote(self, who: str, number: int, status: str | None) -> None:
        claim = self.claim(number)

        def may(_: bool) -> bool:
            return self.phase is Phase.VOTE and who in self.members

        did = Did(*self.value(self.voted[who], claim, status), may)
        self.act(who, did, lambda d: settling.vote(d, claim, status))

    @rule(who=WHO, number=CLAIM, status=STATUS)
    def adjudicate(self, who: str, number: int, status: str) -> None:
        claim, word = self.claim(number), settling.LastWord(status, "", Reason.OTHER, "so it is")

        def may(_: bool) -> bool:
            return self.phase is not Phase.BLIND and who == "ed"

        did = Did(*self.value(self.ruled, claim, status), may)
        self.act(who, did, lambda d: settling.adjudicate(d, claim, word))

    @rule(who=WHO, number=CLAIM)
    def split(self, who: str, number: int) -> None:
        claim = self.claim(number)
        row = claim_rows.row(self.t.ed.conn, claim)
        middle = row.exact.find(" ", len(row.exact) // 3)
        halves = row.exact[:middle], row.exact[middle:]
        if middle < 0 or not all(any(map(str.isalnum, half)) for half in halves):
            return
        parts: list[int] = []
        standing = {claim}  # what the next step takes apart: somebody else may have done the same

        def again() -> None:
            self.active = [one for one in self.active if one != claim] + parts
            standing.clear()
            standing.update(parts)

        def back() -> None:
            self.active = [one for one in self.active if one not in parts] + [claim]
            standing.clear()
            standing.add(claim)

        def may(first: bool) -> bool:
            there = standing <= set(self.active)
            return there and self.phase not in (Phase.BLIND, Phase.VOTE)

        before = set(claim_listing.listing(self.t.ed.conn, self.t.document))
        done = self.act(
            who, Did(back, again, may), lambda d: spans.split(d, claim, row.start + middle)
        )
        if done:
            parts += set(claim_listing.listing(self.t.ed.conn, self.t.document)) - before
            again()

    @precondition(lambda self: self.phase is Phase.VOTE)
    @rule(number=st.integers(0, 1), status=STATUS, people=st.sets(MEMBER, min_size=1))
    def several_vote(self, number: int, status: str, people: set[str]) -> None:
        for who in sorted(people):
            self.vote(who, number, status)

    @rule(number=st.integers(0, 1), status=STATUS, people=st.sets(MEMBER, min_size=1))
    def several_judge(self, number: int, status: str, people: set[str]) -> None:
        for who in sorted(people):
            self.judge(who, number, status)

    @rule(who=WHO)
    def undo(self, who: str) -> None:
        self.take(self.done[who], self.undone[who], "back", self._verb(who, undo=True))

    @precondition(lambda self: any(self.done.values()))
    @rule(data=st.data())
    def undo_something(self, data: st.DataObject) -> None:
        self.undo(data.draw(st.sampled_from([who for who, acts in self.done.items() if acts])))

    @precondition(lambda self: any(self.undone.values()))
    @rule(data=st.data())
    def redo_something(self, data: st.DataObject) -> None:
        self.redo(data.draw(st.sampled_from([who for who, acts in self.undone.items() if acts])))

    @rule(who=WHO)
    def redo(self, who: str) -> None:
        self.take(self.undone[who], self.done[who], "again", self._verb(who, undo=False))

    def _verb(self, who: str, *, undo: bool) -> Callable[[], Any]:
        desk = self.t[who]
        return lambda: (undoing.undo if undo else undoing.redo)(desk, self.t.document)

    @rule()
    def join(self) -> None:
        may = self.phase is Phase.BLIND and "d" not in self.members
        self.deed(may, lambda: (sessions.join(self.t["d"], self.t.session),))
        self.members += ["d"] if may else []

    @rule(who=st.sampled_from(["a", "ed"]), step=st.sampled_from(["reveal", "open_vote", "close"]))
    def step(self, who: str, step: str) -> None:
        self.go(step, who)

    # --- what always holds ---

    @invariant()
    def the_phase_is_the_one_that_was_come_to(self) -> None:
        now = self.t.session.phase
        assert self.phase is (Phase.REVEAL if now is Phase.DISCUSS else now)

    @invariant()
    def what_is_held_is_what_was_judged(self) -> None:
        ids = {self.t.id(who): who for who in (*"abcd", "ed")}
        found = {(ids[uid], c): s for uid, c, s in self.t.ed.conn.execute(HELD).fetchall()}
        assert found == {(who, c): s for who, held in self.held.items() for c, s in held.items()}

    @invariant()
    def what_was_blind_stays(self) -> None:
        found: dict[str, dict[int, str]] = {who: {} for who in self.members}
        ids = {self.t.id(who): who for who in self.members}
        for claim, held in member_verdicts.held(self.t.ed.conn, self.t.session, "reveal").items():
            for one in held:
                if one.status:
                    found[ids[one.reviewer]][claim] = one.status
        assert found == {who: self.blind.get(who, {}) for who in self.members}

    @invariant()
    def results_follow_from_ballots_or_from_the_last_word(self) -> None:
        found = session_ballots.outcomes(self.t.ed.conn, self.t.session)
        want = {claim: self.result(claim) for claim in self.active}
        assert {claim: one.status for claim, one in found.items()} == want

    @invariant()
    def no_stream_has_a_gap(self) -> None:
        assert self.t.ed.conn.execute(GAPS).fetchall() == []

    @invariant()
    def nobody_who_reviews_sees_another_while_it_is_blind(self) -> None:
        if self.phase is Phase.BLIND:
            seen = [
                self.t[who].conn.execute(SEEN, (self.t.id(who),)).fetchone()[0]
                for who in self.members
            ]
            assert sum(seen) == 0

    def teardown(self) -> None:
        if hasattr(self, "t"):
            assert verify(self.t.ed.database) == []


def _nothing() -> None:
    pass


def test_a_team_may_do_anything_in_any_order(team: Callable[..., Team]) -> None:
    Machine.team = staticmethod(team)
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            suppress_health_check=list(HealthCheck),
        ),
    )
