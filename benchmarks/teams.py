"""A blind session of many processes at one desk, against the least that raw sqlite3 can do.

Each process is a reviewer who judges at a steady rate. The least: the same processes at the same
rate, each act a lock, one row, and one flushed transaction of a write-ahead log. The two take turns
in blocks of five seconds, each with a p99 of its own, which shows when the disk was busy with
something else. Afterwards everything that was acknowledged has to be in the log.

    python benchmarks/teams.py [--processes 16] [--rate 5] [--seconds 20]
"""

from __future__ import annotations

import argparse
import fcntl
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "whole")]

import crowd  # noqa: E402
from crowd import Act, Crowd, Done  # noqa: E402

from store.verbs.desk import Desk  # noqa: E402
from store.verbs.opening import open_desk  # noqa: E402
from store.verbs.verify import verify  # noqa: E402

BLOCK = 5  # seconds
SOON = 0.3  # seconds in which an order reaches everybody
Block = list[list[Done]]  # of each process, in the order of their names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--processes", type=int, default=16)
    parser.add_argument("--rate", type=float, default=5, help="judgements a second, of each")
    parser.add_argument("--seconds", type=int, default=20, help="of judging")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        db = Path(folder) / "team.db"
        names = crowd.gather(db, given.processes)
        _raw(Path(folder)).close()
        taken: dict[str, list[Block]] = {"raw sqlite3": [], "desk.judge": []}
        with Crowd((__file__, "--reviewer", folder), names) as reviewers:
            for block in _blocks(given.seconds):
                for name, done in taken.items():
                    done.append(reviewers.all(name, round(block * given.rate), _steady(given.rate)))
        _report(taken)
        with closing(open_desk(db, "editor")) as desk:
            _prove(desk, names, taken["desk.judge"])


def _steady(rate: float) -> Callable[[], tuple[float, float]]:
    """What each process is told: how many a second and when to begin, not in step."""
    begin, chance = time.monotonic() + SOON, random.Random(20240208)
    return lambda: (rate, begin + chance.random() / rate)


def _blocks(seconds: int) -> list[int]:
    return [min(BLOCK, seconds - begun) for begun in range(0, seconds, BLOCK)]


def _report(taken: dict[str, list[Block]]) -> None:
    found = {name: _figures(blocks) for name, blocks in taken.items()}
    print(f"{'':<14}" + "".join(f"{title:>10}" for title in ("acts", "p50", "p95", "p99", "most")))
    for name, figures in found.items():
        acts = sum(len(acts) for block in taken[name] for acts in block)
        print(f"{name:<14}{acts:>10}" + "".join(f"{ms:>7.1f} ms" for ms in figures))
    pairs = zip(found["desk.judge"], found["raw sqlite3"], strict=True)
    print(f"{'ratio':<24}" + "".join(f"{ours / least:>10.2f}" for ours, least in pairs))
    for name, blocks in taken.items():
        each = "  ".join(f"{_figures([block])[2]:.1f}" for block in blocks)
        print(f"{name:<14}p99 of each block: {each} ms")


def _figures(blocks: Sequence[Block]) -> list[float]:
    """p50, p95, p99 and the most, in milliseconds."""
    ordered = sorted(one.seconds * 1e3 for block in blocks for acts in block for one in acts)
    return [ordered[int(len(ordered) * part)] for part in (0.5, 0.95, 0.99)] + [ordered[-1]]


def _prove(desk: Desk, names: Sequence[str], blocks: Sequence[Block]) -> None:
    mine = [[one for block in blocks for one in block[at]] for at in range(len(names))]
    errors = [one.error for acts in mine for one in acts if one.error]
    found = {
        "errors": errors,
        "lost": crowd.lost(desk, mine) + crowd.outdated(desk, names, mine),
        "gaps": crowd.gaps(desk),
        "faults": verify(desk.database),
    }
    print("  ".join(f"{name} {len(what)}" for name, what in found.items()))
    for name, what in found.items():
        for one in what[:3]:
            print(f"{name}: {one}")


# --- one process ---------------------------------------------------------------------------------


def _reviewer(folder: Path, name: str) -> None:
    with closing(open_desk(folder / "team.db", name)) as desk, closing(_raw(folder)) as raw:
        acts = {"raw sqlite3": _appending(raw, folder), "desk.judge": crowd.judges(desk)}
        crowd.serve(acts, _timed)


def _timed(act: Act, number: int, before: int, rate: float, begin: float) -> Done:
    """From when it was due where the act before took too long, else from when it began."""
    due = begin + before / rate
    wait = due - time.monotonic()
    if wait > 0:
        time.sleep(wait)
        due = time.monotonic()
    done = act(number)
    return done._replace(seconds=time.monotonic() - due)


def _raw(folder: Path) -> sqlite3.Connection:
    conn = sqlite3.connect(folder / "raw.db", isolation_level=None)
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("CREATE TABLE IF NOT EXISTS log(id INTEGER PRIMARY KEY, body TEXT)")
    return conn


def _appending(conn: sqlite3.Connection, folder: Path) -> Act:
    lock = os.open(folder / "raw.lock", os.O_CREAT | os.O_RDWR)

    def append(_: int) -> Done:
        fcntl.flock(lock, fcntl.LOCK_EX)
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("INSERT INTO log(body) VALUES (?)", ("x" * 400,))
        conn.execute("COMMIT")
        fcntl.flock(lock, fcntl.LOCK_UN)
        return Done()

    return append


if __name__ == "__main__":
    if sys.argv[1:2] == ["--reviewer"]:
        _reviewer(Path(sys.argv[2]), sys.argv[3])
    else:
        main()
