"""A blind session of many, each reviewer a process of their own that judges when it is told to.

A test starts it as it is; the benchmark of teams brings a program that can do something besides,
at a pace and with a clock.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, Self

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from claims.intake import read_document  # noqa: E402
from store.errors import TwosourceError  # noqa: E402
from store.file import db  # noqa: E402
from store.log import chain  # noqa: E402
from store.log.kinds import Judged  # noqa: E402
from store.queries import claim_places  # noqa: E402
from store.verbs import intake, judging, sessions  # noqa: E402
from store.verbs.desk import Desk  # noqa: E402
from store.verbs.opening import open_desk  # noqa: E402
from tests.waiting import PATIENCE  # noqa: E402

ARTICLE = ROOT / "fixtures" / "xi-putin-call.md"


class Done(NamedTuple):
    """One act: what the desk acknowledged or the error that it gave; how long it took, if timed."""

    claim: int = 0
    status: str = ""
    event: str = ""
    error: str = ""
    seconds: float = 0


Act = Callable[[int], Done]
Pace = Callable[..., Done]  # given the act, its number, how many came before, and the order's rest


def at_once(act: Act, number: int, _: int) -> Done:
    return act(number)


# --- one reviewer --------------------------------------------------------------------------------


def judges(desk: Desk) -> Act:
    """Judges one claim after the other, from some place of the article on."""
    assert desk.reviewer
    chance = random.Random(desk.reviewer.name)
    claims = [row[0] for row in desk.conn.execute("SELECT id FROM claim WHERE active ORDER BY id")]
    statuses = [status.id for status in desk.scale.statuses]
    first = chance.randrange(len(claims))

    def judge(number: int) -> Done:
        claim, status = claims[(first + number) % len(claims)], chance.choice(statuses)
        try:
            return Done(claim, status, judging.judge(desk, claim, status=status).event)
        except TwosourceError as error:
            return Done(claim, status, error=f"{type(error).__name__}: {error}")

    return judge


def serve(acts: Mapping[str, Act], pace: Pace = at_once) -> None:
    """Say "ready", then do what each line orders and answer with what was done.

    An order is [act, how many, and what the pace wants to know].
    """
    print(json.dumps("ready"), flush=True)
    number = 0
    for line in sys.stdin:
        name, many, *about = json.loads(line)
        done = []
        for n in range(many):
            done.append(pace(acts[name], number, n, *about))
            number += 1
        print(json.dumps(done), flush=True)


# --- all of them ---------------------------------------------------------------------------------


def gather(db: Path, many: int) -> list[str]:
    """Begin a blind session of so many reviewers on the sample; their names."""
    names = [f"r{n}" for n in range(many)]
    desk = open_desk(db, "editor")
    data = ARTICLE.read_bytes()
    added = intake.take_in(desk, data, read_document(data, ARTICLE.name), ARTICLE.name)
    sessions.create(desk, added.document, sessions.Plan(names))
    desk.close()
    return names


class Crowd:
    """Processes that wait for orders. `command` is run once for each name, which it is given."""

    def __init__(
        self, command: Sequence[str], names: Sequence[str], env: Mapping[str, str] | None = None
    ) -> None:
        self._stack = ExitStack()
        self._processes = [
            subprocess.Popen(
                [sys.executable, *command, name],
                env=env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for name in names
        ]
        for process in self._processes:
            self._stack.enter_context(process)
            self._stack.callback(process.kill)

    def __enter__(self) -> Self:
        for process in self._processes:
            _answer(process)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def all(
        self, act: str, many: int, about: Callable[[], Sequence[float]] = tuple
    ) -> list[list[Done]]:
        """Let everybody do an act so many times; `about` tells each of them what its pace is."""
        for process in self._processes:
            assert process.stdin
            process.stdin.write(json.dumps([act, many, *about()]) + "\n")
            process.stdin.flush()
        return [[Done._make(one) for one in _answer(process)] for process in self._processes]


def _answer(process: subprocess.Popen[str]) -> list[list[object]]:
    assert process.stdout
    line = process.stdout.readline()
    assert line, "a reviewer's process ended before its time"
    return list(json.loads(line))


# --- what the log says of it ---------------------------------------------------------------------


def lost(desk: Desk, done: Sequence[Sequence[Done]]) -> list[str]:
    """What was acknowledged and is not in the log as it was said; what is there and was not."""
    stored = chain.read(desk.conn, "e.kind = 'judged'")
    found = {entry.id: entry.event.fact for entry in stored if entry.event}
    wrong = []
    for one in (one for reviewer in done for one in reviewer):
        fact = found.pop(one.event, None)
        ref = claim_places.ref(desk.conn, one.claim)
        if not isinstance(fact, Judged) or (fact.claim, fact.values.get("status")) != (
            ref,
            one.status,
        ):
            wrong.append(f"{one.event} on claim {one.claim} is not {one.status}: {fact}")
    return wrong + [f"{event} was never acknowledged" for event in found]


def outdated(desk: Desk, names: Sequence[str], done: Sequence[Sequence[Done]]) -> list[str]:
    """Claims on which a reviewer is said to hold something else than what they said last."""
    rows = desk.conn.execute(
        "SELECT r.name, j.claim_id, j.status FROM main.judgement j"
        " JOIN reviewer r ON r.id = j.reviewer_id"
    )
    held = {(name, claim): status for name, claim, status in rows.fetchall()}
    said = {
        (name, one.claim): one.status
        for name, acts in zip(names, done, strict=True)
        for one in acts
    }
    return [str(key) for key in held.keys() | said.keys() if held.get(key) != said.get(key)]


def gaps(desk: Desk) -> list[str]:
    """Streams that are not numbered 1, 2, 3 … up to their heads."""
    rows = desk.conn.execute(
        "SELECT s.uid, s.head_n, count(e.n), min(e.n), max(e.n) FROM main.stream s"
        " LEFT JOIN main.event e ON e.stream_id = s.id GROUP BY s.id"
    )
    return [uid for uid, head, *span in rows.fetchall() if span != [head, 1, head]]


def main() -> None:
    db.LOCK_PATIENCE = PATIENCE
    desk = open_desk(Path(sys.argv[1]), sys.argv[2])
    serve({"judge": judges(desk)})
    desk.close()


if __name__ == "__main__":
    main()
