"""From a key to another terminal's screen, against a process that only looks at the file.

Both sides in turn: a verdict of one terminal seen in another, and a row written by raw sqlite3 seen
by a bare program that looks as often as the screens do. What is left of either is mostly the wait
for the next look.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.sample import environment, fill  # noqa: E402
from tests.whole.terminal import Terminal  # noqa: E402

BARE = """
import sqlite3, sys, time
conn = sqlite3.connect(sys.argv[1])
seen = 0
while True:
    version = conn.execute("PRAGMA data_version").fetchone()[0]
    if version != seen:
        seen = version
        print(conn.execute("SELECT count(*) FROM log").fetchone()[0], flush=True)
    time.sleep(0.1)
"""
ACTS = 20


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        db = str(Path(folder) / "t.db")
        fill(db, env)
        review = ("--db", db, "review", "1")
        with (
            Terminal(*review, env=env) as here,
            Terminal(*review, env=env) as there,
            closing(sqlite3.connect(Path(folder) / "raw.db", isolation_level=None)) as raw,
            _bare(raw, str(Path(folder) / "raw.db")) as looking,
        ):
            for screen in (here, there):
                screen.see("^ NORMAL ")
                screen.settle()
            taken = [(_screen(here, there, n), _file(raw, looking)) for n in range(ACTS)]
            looking.kill()
        _report(taken)


def _bare(raw: sqlite3.Connection, path: str) -> subprocess.Popen[str]:
    raw.execute("PRAGMA journal_mode = WAL")
    raw.execute("CREATE TABLE log(id INTEGER PRIMARY KEY, body TEXT)")
    looking = subprocess.Popen(
        [sys.executable, "-c", BARE, path], stdout=subprocess.PIPE, text=True
    )
    assert looking.stdout
    looking.stdout.readline()
    return looking


def _screen(here: Terminal, there: Terminal, number: int) -> float:
    time.sleep(random.uniform(0, 0.1))  # not in step with the looks
    began = time.perf_counter()
    here.press("4")
    there.see(rf" {number + 1}/\d+ decided")
    taken = time.perf_counter() - began
    here.settle()
    return taken


def _file(raw: sqlite3.Connection, looking: subprocess.Popen[str]) -> float:
    time.sleep(random.uniform(0, 0.1))
    assert looking.stdout
    began = time.perf_counter()
    raw.execute("INSERT INTO log(body) VALUES (?)", ("x" * 400,))
    looking.stdout.readline()
    return time.perf_counter() - began


def _report(taken: list[tuple[float, float]]) -> None:
    sides = dict(zip(("another screen", "bare look"), zip(*taken, strict=True), strict=True))
    medians = {name: statistics.median(each) for name, each in sides.items()}
    for name, each in sides.items():
        print(f"{name:<16} median {medians[name] * 1000:5.0f} ms  most {max(each) * 1000:5.0f} ms")
    print(f"ratio of medians {medians['another screen'] / medians['bare look']:.2f}")


if __name__ == "__main__":
    main()
