"""A team's process that is killed takes nothing with it: no claim, no half of a step."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from claims.intake import read_document
from store.clock import Instant, now
from store.queries import claim_listing
from store.queries.team import member_verdicts, session_rows
from store.state.session import Assign, Phase, SessionMode
from store.verbs import handing_out, intake, judging, sessions
from store.verbs.desk import Desk
from store.verbs.opening import open_desk
from store.verbs.verify import verify
from tests.waiting import PATIENCE

from .conftest import ARTICLE
from .terminal import ROOT

LEASE = 120  # seconds
KILLS = 14
JUDGED = 8  # claims a reviewer

# Is handed a claim, says which, and works on it until it is killed
TAKE = """
import sys
from pathlib import Path
from store.verbs.opening import open_desk
from store.queries.team import session_rows
from store.verbs import handing_out

desk = open_desk(Path(sys.argv[1]), "a")
print(handing_out.hand_out(desk, session_rows.open_on(desk.conn, 1)).claim, flush=True)
sys.stdin.readline()
"""

# Takes a step of the session in each file, in a process of its own that is killed as it begins
# one of the statements of the verb; the first is let through, to count them
STEP = """
import itertools, os, random, signal, sys
from pathlib import Path
from store.verbs.opening import open_desk
from store.queries.team import session_rows
from store.verbs import sessions

def step(path, verb, fatal):
    desk = open_desk(path, "ed")
    session = session_rows.open_on(desk.conn, 1)
    done = itertools.count(1)
    desk.conn.set_trace_callback(lambda sql: next(done) == fatal and os.kill(os.getpid(), 9))
    getattr(sessions, verb)(desk, session)
    return next(done) - 1

def apart(path, verb, fatal):
    read, write = os.pipe()
    if not (pid := os.fork()):
        os.write(write, str(step(path, verb, fatal)).encode())
        os._exit(0)
    os.close(write)
    ended = os.waitpid(pid, 0)[1]
    assert (ended == signal.SIGKILL) == bool(fatal), ended
    return int(os.read(read, 20) or 0)

verb, first, *paths = sys.argv[1:]
count = apart(Path(first), verb, 0)
chance = random.Random(20240208)
fatal = sorted(chance.sample(range(1, count), len(paths) - 3)) + [count - 2, count - 1, count]
for path, at in zip(paths, fatal):
    apart(Path(path), verb, at)
"""


@pytest.fixture
def opened(user: dict[str, str]) -> Iterator[Callable[..., Desk]]:
    """Desks that are closed at the end."""
    made: list[Desk] = []

    def factory(path: Path, who: str, later: int = 0) -> Desk:
        """`later` seconds from now."""
        clock = lambda: Instant(now().micros + later * 1_000_000)  # noqa: E731
        made.append(open_desk(path, who, clock=clock))
        return made[-1]

    yield factory
    for desk in made:
        desk.close()


def begun(ed: Desk, **plan: object) -> list[int]:
    """A session about the sample; its claims."""
    data = ARTICLE.read_bytes()
    document = intake.take_in(ed, data, read_document(data, ARTICLE.name), ARTICLE.name).document
    sessions.create(ed, document, sessions.Plan(("a", "b", "c"), **plan))  # type: ignore[arg-type]
    return claim_listing.listing(ed.conn, document)


# --- with a claim in hand -------------------------------------------------------------------------


def test_a_claim_comes_back_from_a_process_that_was_killed(
    opened: Callable[..., Desk], user: dict[str, str], db: Path
) -> None:
    begun(opened(db, "ed"), assign=Assign.LOAD, reviews=1, lease=LEASE)
    child = [sys.executable, "-c", TAKE, str(db)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(child, env=user, cwd=ROOT, text=True, **pipes) as process:
        assert process.stdout
        claim = int(process.stdout.readline())
        process.kill()
    soon, later = opened(db, "b"), opened(db, "c", LEASE + 60)
    session = session_rows.open_on(soon.conn, 1)
    assert session
    handed = [handing_out.hand_out(desk, session) for desk in (soon, later)]
    assert handed[0]
    assert handed[0].claim != claim
    assert handed[1]
    assert handed[1].claim == claim
    assert judging.judge(later, claim, status="false").event
    assert verify(later.database) == []


# --- in the middle of a step ----------------------------------------------------------------------


@pytest.fixture
def killed(
    opened: Callable[..., Desk], user: dict[str, str], db: Path, tmp_path: Path
) -> Callable[[str, SessionMode], list[Path]]:
    """Copies of one desk on which a step was taken, each killed at another moment of it."""

    def factory(verb: str, mode: SessionMode) -> list[Path]:
        ed = opened(db, "ed")
        claims = begun(ed, mode=mode)
        for who, status in (("a", "false"), ("b", "false"), ("c", "verified")):
            desk = opened(db, who)
            for claim in claims[:JUDGED]:
                judging.judge(desk, claim, status=status)
        ed.database.truncate()
        copies = [tmp_path / f"killed-{n}.db" for n in range(KILLS + 1)]
        for copy in copies:
            shutil.copyfile(db, copy)
        child = [sys.executable, "-c", STEP, verb, *map(str, copies)]
        subprocess.run(child, env=user, cwd=ROOT, check=True, timeout=PATIENCE)
        return copies

    return factory


@pytest.mark.parametrize(
    ("verb", "mode", "before", "after", "moment"),
    [
        ("reveal", SessionMode.BLIND, Phase.BLIND, Phase.REVEAL, "reveal"),
        ("close", SessionMode.PANEL, Phase.DISCUSS, Phase.CLOSED, "close"),
    ],
)
def test_a_step_that_was_killed_was_taken_as_a_whole_or_not_at_all(
    killed: Callable[[str, SessionMode], list[Path]],
    opened: Callable[..., Desk],
    verb: str,
    mode: SessionMode,
    before: Phase,
    after: Phase,
    moment: str,
) -> None:
    found = set()
    for path in killed(verb, mode):
        ed = opened(path, "ed")
        assert verify(ed.database) == []
        (session,) = session_rows.sessions(ed.conn)
        held = member_verdicts.held(ed.conn, session, moment)
        assert (session.phase, len(held)) in {(before, 0), (after, JUDGED)}
        found.add(session.phase)
        if session.phase is before:
            session = getattr(sessions, verb)(ed, session)
        assert len(member_verdicts.held(ed.conn, session, moment)) == JUDGED
        assert session.phase is after
        goes_on(opened(path, "a"), ed)
    assert found == {before, after}


def goes_on(reviewer: Desk, ed: Desk) -> None:
    """The session goes on, or the next one begins."""
    claim = claim_listing.listing(ed.conn, 1)[0]
    (session,) = session_rows.sessions(ed.conn)
    assert judging.judge(reviewer, claim, status="disputed").event
    if session.open:
        assert not sessions.close(ed, sessions.open_vote(ed, session)).open
    assert sessions.create(ed, 1, sessions.Plan(("a", "b"))).open
    assert verify(ed.database) == []
