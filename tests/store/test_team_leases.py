"""A claim that is dealt out is in as many hands as it should be, and comes back by itself."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake import read_document
from store.clock import Instant
from store.errors import NotPermitted
from store.file.identity import Reviewer
from store.queries import claim_listing
from store.queries.team import assignments, at_work, progress, session_rows
from store.state.session import Assign, SessionMode
from store.verbs import handing_out, intake, judging, sessions
from store.verbs.desk import Desk
from store.verbs.opening import open_desk
from tests.waiting import PATIENCE, PATIENTLY

from .conftest import FIXTURES

ROOT = Path(__file__).parents[2]
LEASE = 600  # seconds


class Dealt:
    """A session on the sample, with a clock that stands still until it is moved."""

    def __init__(self, path: Path, names: str, **plan: object) -> None:
        self.path, self.micros = path, 1_707_386_400_000_000
        self.desks = {who: self.open(who) for who in ("e", *names)}
        data = (FIXTURES / "xi-putin-call.md").read_bytes()
        ed = self.desks["e"]
        self.document = intake.take_in(ed, data, read_document(data, "call.md"), "call.md").document
        how = {"lease": LEASE, "assign": Assign.LOAD} | plan
        self.session = sessions.create(ed, self.document, sessions.Plan(tuple(names), **how))
        self.claims = claim_listing.listing(ed.conn, self.document)

    def open(self, who: str) -> Desk:
        reviewer = Reviewer(f"{ord(who):032x}", who)
        return open_desk(self.path, reviewer, clock=lambda: Instant(self.micros, 0))

    def hand(self, who: str, after: int | None = None) -> int | None:
        handed = handing_out.hand_out(self.desks[who], self.session, after)
        return handed.claim if handed else None

    def later(self, seconds: int) -> None:
        self.micros += seconds * 1_000_000


@pytest.fixture
def dealt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Dealt]]:
    monkeypatch.setattr("store.file.identity.person", _by_letter)
    made: list[Dealt] = []

    def factory(names: str = "abc", **plan: object) -> Dealt:
        made.append(Dealt(tmp_path / f"dealt-{len(made)}.db", names, **plan))
        return made[-1]

    yield factory
    for one in made:
        for desk in one.desks.values():
            desk.close()


def _by_letter(conn: object, known: object, name: str) -> Reviewer:
    return Reviewer(f"{ord(name):032x}", name)


# --- many at once ---------------------------------------------------------------------------------

# Takes what it is handed until nothing is left, and says what it was
ASK = """
import sys
from pathlib import Path
from store.file.identity import Reviewer
from store.verbs.opening import open_desk
from store.queries.team import session_rows
from store.verbs import handing_out, judging

desk = open_desk(Path(sys.argv[1]), Reviewer(sys.argv[2], sys.argv[3]))
session = session_rows.open_on(desk.conn, 1)
print("ready", flush=True)
sys.stdin.readline()
while handed := handing_out.hand_out(desk, session):
    print(handed.claim, flush=True)
    judging.judge(desk, handed.claim, status="verified")
desk.close()
"""


@pytest.mark.parametrize("reviews", [1, 2])
def test_several_processes_are_never_handed_the_last_place_of_one_claim(
    dealt: Callable[..., Dealt], reviews: int
) -> None:
    made = dealt("abcd", reviews=reviews, lease=7 * 24 * 3600)
    with ExitStack() as stack:
        asking = [
            stack.enter_context(
                subprocess.Popen(
                    [
                        sys.executable,
                        "-c",
                        PATIENTLY + ASK,
                        str(made.path),
                        f"{ord(who):032x}",
                        who,
                    ],
                    cwd=ROOT,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for who in "abcd"
        ]
        for process in asking:
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
        outs = _all(asking)
    handed = Counter(int(line) for out in outs for line in out.split())
    assert handed == dict.fromkeys(made.claims, reviews)
    assert all(len(set(out.split())) == len(out.split()) for out in outs)


def _all(asking: list[subprocess.Popen[str]]) -> list[str]:
    """Let all of them begin, and hear them to the end."""
    for process in asking:
        assert process.stdin
        process.stdin.write("go\n")
        process.stdin.flush()
    outs = [process.communicate(timeout=PATIENCE)[0] for process in asking]
    assert [process.returncode for process in asking] == [0] * len(asking)
    return outs


def test_several_threads_are_never_handed_the_last_place_of_one_claim(
    dealt: Callable[..., Dealt],
) -> None:
    made = dealt("abcd", reviews=1)
    begin, handed = threading.Barrier(4), []

    def ask(who: str) -> None:
        desk = made.open(who)
        begin.wait()
        for _ in range(5):
            one = handing_out.hand_out(desk, made.session)
            assert one
            handed.append(one.claim)
            judging.judge(desk, one.claim, status="verified")
        desk.close()

    threads = [threading.Thread(target=ask, args=(who,)) for who in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(handed)) == 20


# --- leases ---------------------------------------------------------------------------------------


def test_a_claim_in_hand_is_handed_again_and_to_nobody_else(dealt: Callable[..., Dealt]) -> None:
    made = dealt(reviews=1)
    first = made.hand("a")
    assert made.hand("a") == first
    assert made.hand("b") != first
    with pytest.raises(NotPermitted, match="or they are at work on it"):
        judging.judge(made.desks["b"], first or 0, status="false")


def test_a_lease_that_lapsed_comes_back(dealt: Callable[..., Dealt]) -> None:
    made = dealt(reviews=1)
    first = made.hand("a")
    made.later(LEASE)
    assert made.hand("b") != first
    made.later(1)
    assert made.hand("c") == first
    with pytest.raises(NotPermitted, match="or they are at work on it"):
        judging.judge(made.desks["a"], first or 0, status="false")


def test_asking_again_makes_the_lease_last(dealt: Callable[..., Dealt]) -> None:
    made = dealt(reviews=1)
    first = made.hand("a")
    for _ in range(3):
        made.later(LEASE // 2 + 1)
        assert made.hand("a") == first
    assert made.hand("b") != first


def test_a_lapsed_lease_loses_no_judgement(dealt: Callable[..., Dealt]) -> None:
    made = dealt(reviews=1)
    first = made.hand("a") or 0
    made.later(LEASE + 1)
    judging.judge(made.desks["a"], first, status="false")
    assert made.hand("b") != first


def test_who_has_a_claim_in_hand_shows_in_the_open(dealt: Callable[..., Dealt]) -> None:
    made = dealt(reviews=1, mode=SessionMode.PANEL, votes=1)
    first = made.hand("a")
    held = at_work.leases(made.desks["b"].conn, made.session, made.micros)
    assert [(lease.claim, lease.reviewer) for lease in held] == [(first, "a")]
    made.later(LEASE + 1)
    assert at_work.leases(made.desks["b"].conn, made.session, made.micros) == []


def test_nothing_is_left_once_every_claim_has_its_reviews(dealt: Callable[..., Dealt]) -> None:
    made = dealt("ab", reviews=1)
    for claim in made.claims:
        judging.judge(made.desks["a"], claim, status="verified")
    assert made.hand("b") is None


def test_who_is_not_in_the_session_is_handed_nothing(dealt: Callable[..., Dealt]) -> None:
    with pytest.raises(NotPermitted, match="you are not in session"):
        dealt().hand("e")


# --- dealing out ----------------------------------------------------------------------------------


@pytest.mark.parametrize("people", range(2, 7))
def test_in_turn_every_claim_has_its_reviews_and_loads_differ_by_one_at_most(
    dealt: Callable[..., Dealt], people: int
) -> None:
    made = dealt("abcdfg"[:people], assign=Assign.ROUND_ROBIN, reviews=1)
    conn = made.desks["e"].conn
    for reviews in range(1, people + 1):
        for count in (1, 2, people - 1, len(made.claims)):
            _keep(conn, made.claims, count)
            whose = assignments.assigned(conn, made.session._replace(reviews=reviews))
            loads = Counter(one for hands in whose.values() for one in hands)
            assert {len(set(hands)) for hands in whose.values()} == {reviews}
            assert max(loads.values()) - min(loads.get(k, 0) for k in _members(made)) <= 1
            assert whose == {
                claim: assignments.assignees(conn, made.session._replace(reviews=reviews), claim)
                for claim in whose
            }


def _keep(conn: object, claims: list[int], count: int) -> None:
    """As if the article had only so many claims."""
    conn.execute("UPDATE claim SET active = id IN (SELECT id FROM claim LIMIT ?)", (count,))  # type: ignore[attr-defined]


def _members(made: Dealt) -> list[int]:
    return [member.id for member in session_rows.members(made.desks["e"].conn, made.session)]


def test_in_turn_all_meet_all(dealt: Callable[..., Dealt]) -> None:
    made = dealt("abcd", assign=Assign.ROUND_ROBIN, reviews=2)
    whose = assignments.assigned(made.desks["e"].conn, made.session)
    assert len({frozenset(hands) for hands in whose.values()}) >= 4


def test_in_turn_a_claim_of_another_is_refused(dealt: Callable[..., Dealt]) -> None:
    made = dealt("ab", assign=Assign.ROUND_ROBIN, reviews=1)
    mine = progress.assigned_to(made.desks["e"].conn, made.session, f"{ord('a'):032x}")
    assert mine
    other = next(claim for claim in made.claims if claim not in mine)
    with pytest.raises(NotPermitted, match="not yours in session 1; it is b"):
        judging.judge(made.desks["a"], other, status="false")


few = settings(settings.get_profile("one desk"), max_examples=12)


@few
@given(asks=st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=60))
def test_by_load_every_claim_has_one_before_any_has_two(
    dealt: Callable[..., Dealt], asks: list[tuple[str, bool]]
) -> None:
    made = dealt("abc", reviews=2)
    hands: dict[int, set[str]] = {claim: set() for claim in made.claims}
    in_hand: dict[str, int] = {}
    for who, judges in asks:
        claim = made.hand(who) or 0
        free = {c: len(people) for c, people in hands.items() if who not in people}
        assert claim == in_hand.get(who, claim)
        assert who in in_hand or free[claim] == min(free.values())
        hands[claim].add(who)
        in_hand[who] = claim
        if judges:
            judging.judge(made.desks[who], claim, status="verified")
            del in_hand[who]
    assert max(len(people) for people in hands.values()) <= 2
