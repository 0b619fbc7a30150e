"""What was acknowledged is on disk, whatever ends the program; and two can write at once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from store.verbs import intake, judging
from store.verbs.desk import Desk
from store.verbs.intake import Added
from store.verbs.opening import open_desk
from store.verbs.verify import verify
from tests.waiting import PATIENCE, PATIENTLY, killed_at

from .conftest import ARTICLE, Query
from .terminal import ROOT, Terminal

KILLS = 45
SCREENS = 5
CREATIONS = 12
TURNS = 60

# Judges one claim after the other, and says so only once the desk has said that it is saved. It
# begins with the first line of its input and goes on until that ends
JUDGE = """
import itertools, os, select, sys
from pathlib import Path
from store.verbs import judging
from store.verbs.opening import open_desk

desk = open_desk(Path(sys.argv[1]))
claims = [row[0] for row in desk.conn.execute("SELECT id FROM claim WHERE active")]
statuses = [status.id for status in desk.scale.statuses]
print("ready", flush=True)
os.read(0, 1)
for n in itertools.count():
    if select.select([0], [], [], 0)[0]:
        break
    status = statuses[n % len(statuses)]
    change = judging.judge(desk, claims[n % len(claims)], status=status)
    print(change.event, status, flush=True)
desk.close()
"""
MAKE = """
from pathlib import Path
from store.verbs.opening import open_desk
open_desk(Path(sys.argv[1]), "mk").close()
"""
HELD = """
SELECT body FROM event e JOIN stream s ON s.id = e.stream_id WHERE s.uid || ':' || e.n = ?
"""


@dataclass(frozen=True, slots=True)
class Judge:
    """A process that judges, and the acknowledgements that have come from it."""

    process: subprocess.Popen[str]

    def begin(self) -> None:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def heard(self, count: int) -> list[list[str]]:
        assert self.process.stdout
        return [next(self.process.stdout).split() for _ in range(count)]

    def rest(self) -> list[list[str]]:
        """Let it end; the whole lines that are left."""
        assert self.process.stdin
        assert self.process.stdout
        assert self.process.stderr
        self.process.stdin.close()
        lines = [line.split() for line in self.process.stdout if line.endswith("\n")]
        assert self.process.stderr.read() == ""
        self.process.wait(PATIENCE)
        return lines


@pytest.fixture
def judge(user: dict[str, str], db: Path) -> Iterator[Callable[..., Judge]]:
    with ExitStack() as stack:

        def factory(reviewer: str = "mk") -> Judge:
            process = subprocess.Popen(
                [sys.executable, "-c", PATIENTLY + JUDGE, str(db)],
                env=user | {"TWOSOURCE_REVIEWER": reviewer},
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            stack.enter_context(process)
            stack.callback(process.kill)
            child = Judge(process)
            assert child.heard(1) == [["ready"]]
            return child

        yield factory


@pytest.fixture
def article(db: Path) -> Added:
    """The sample in the test's desk, which is closed again."""
    from claims.intake import read_document

    data = ARTICLE.read_bytes()
    desk = open_desk(db, "mk")
    try:
        return intake.take_in(desk, data, read_document(data, ARTICLE.name), ARTICLE.name)
    finally:
        desk.close()


def lost(desk: Desk, acknowledged: list[list[str]]) -> list[str]:
    """Those of the acknowledged judgements that the log does not hold."""
    found = []
    for event, status in acknowledged:
        row = desk.conn.execute(HELD, (event,)).fetchone()
        if row is None or json.loads(row[0])["fact"]["values"] != {"status": status}:
            found.append(event)
    return found


# --- one that is killed --------------------------------------------------------------------------


def test_a_killed_process_loses_no_acknowledged_judgement(
    judge: Callable[..., Judge], article: Added, db: Path
) -> None:
    chance = random.Random(20240208)
    for _ in range(KILLS):
        child = judge()
        child.begin()
        acknowledged = child.heard(chance.randint(1, 12))
        child.process.kill()
        acknowledged += child.rest()
        desk = open_desk(db, "mk")
        try:
            assert lost(desk, acknowledged) == []
            assert verify(desk.database) == []
            claim = desk.conn.execute("SELECT min(id) FROM claim").fetchone()[0]
            after = judging.judge(desk, claim, status="false")
            assert lost(desk, [[after.event, "false"]]) == []
        finally:
            desk.close()


def test_a_killed_workbench_loses_nothing_that_it_said_was_saved(
    workbench: Callable[..., Terminal], db: Path, query: Query
) -> None:
    for round_ in range(SCREENS):
        terminal = workbench()
        first = 3 * round_ + 1
        for number in range(first, first + 3):
            terminal.do("4", see=rf"^ #{number} false · saved")
        terminal.kill()
        held = query(
            "SELECT number FROM annotations WHERE status = 'false' ORDER BY CAST(number AS INT)"
        )
        assert [int(number) for (number,) in held] == list(range(1, first + 3))
        desk = open_desk(db, "mk")
        try:
            assert verify(desk.database) == []
        finally:
            desk.close()


def test_a_desk_whose_making_was_killed_opens(user: dict[str, str], tmp_path: Path) -> None:
    chance = random.Random(1707386400)

    def make(path: Path, last: int) -> int:
        """Killed in the midst of writing a file, at the byte behind `last`."""
        child = [sys.executable, "-c", killed_at(last) + MAKE, str(path)]
        return subprocess.run(child, env=user, cwd=ROOT, timeout=PATIENCE).returncode

    assert make(tmp_path / "whole.db", 1 << 30) == 0
    size = (tmp_path / "whole.db").stat().st_size
    for round_ in range(CREATIONS):
        path = tmp_path / f"{round_}.db"
        assert make(path, chance.randrange(size)) == -signal.SIGXFSZ
        desk = open_desk(path, "mk")
        try:
            assert verify(desk.database) == []
        finally:
            desk.close()


def test_a_stopped_writer_does_not_stop_the_others_reading(
    judge: Callable[..., Judge], article: Added, query: Query
) -> None:
    child = judge()
    child.begin()
    child.heard(3)
    os.kill(child.process.pid, signal.SIGSTOP)
    assert query("SELECT count(*) > 3 FROM event") == [(1,)]


# --- two at once ---------------------------------------------------------------------------------

two = pytest.mark.parametrize("other", ["mk", "li"], ids=["one-reviewer", "two-reviewers"])


@pytest.fixture
def both(judge: Callable[..., Judge], article: Added) -> Callable[[str], list[list[str]]]:
    """Lets two processes judge at the same time, neither of which stops before both have had so
    many turns; what both were told."""

    def factory(other: str) -> list[list[str]]:
        children = [judge("mk"), judge(other)]
        for child in children:
            child.begin()
        acknowledged = [line for child in children for line in child.heard(TURNS)]
        acknowledged += [line for child in children for line in child.rest()]
        assert [child.process.returncode for child in children] == [0, 0]
        return acknowledged

    return factory


@two
def test_two_writers_lose_no_act(
    both: Callable[[str], list[list[str]]], open_at: Callable[..., Desk], other: str
) -> None:
    acknowledged = both(other)
    assert lost(open_at("mk"), acknowledged) == []


@two
def test_two_writers_leave_no_gap(
    both: Callable[[str], list[list[str]]], query: Query, other: str
) -> None:
    both(other)
    streams = query(
        "SELECT min(n), max(n) - count(*), max(n) - max(head_n) FROM event e"
        " JOIN stream s ON s.id = e.stream_id GROUP BY stream_id"
    )
    assert set(streams) == {(1, 0, 0)}


@two
def test_two_writers_leave_a_log_that_verifies(
    both: Callable[[str], list[list[str]]], open_at: Callable[..., Desk], other: str
) -> None:
    both(other)
    assert verify(open_at("mk").database) == []


@two
def test_two_writers_both_get_their_turn(
    both: Callable[[str], list[list[str]]], query: Query, other: str
) -> None:
    both(other)  # which hears of so many turns from each
    ((kept,),) = query("SELECT count(*) FROM event WHERE kind = 'judged'")
    assert kept >= 2 * TURNS
