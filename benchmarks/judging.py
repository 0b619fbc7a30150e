"""One judgement, against the least that raw sqlite3 can do for it.

The least: one row into a log and one into a table, in one flushed transaction of a write-ahead log.
Ours: the lock, the event with its hash, the fold of the claim, its projections.
"""

from __future__ import annotations

import os
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from store.verbs import intake, judging  # noqa: E402

ROUNDS = 400


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        raw, ours = _raw(Path(folder)), _ours(Path(folder))
        taken: dict[str, list[float]] = {"raw sqlite3": [], "desk.judge": []}
        for number in range(ROUNDS):
            for name, act in (("raw sqlite3", raw), ("desk.judge", ours)):
                began = time.perf_counter()
                act(number)
                taken[name].append(time.perf_counter() - began)
        for name, seconds in taken.items():
            ordered = sorted(seconds)
            middle, late = statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
            print(f"{name:<12} median {middle * 1e3:.2f} ms  p99 {late * 1e3:.2f} ms")
        pairs = zip(taken["desk.judge"], taken["raw sqlite3"], strict=True)
        print(f"ratio        {statistics.median(a / b for a, b in pairs):.2f}")


def _raw(folder: Path):  # type: ignore[no-untyped-def]
    conn = sqlite3.connect(folder / "raw.db", isolation_level=None)
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("CREATE TABLE log(id INTEGER PRIMARY KEY, body TEXT)")
    conn.execute("CREATE TABLE verdict(claim INTEGER PRIMARY KEY, status TEXT)")

    def act(number: int) -> None:
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("INSERT INTO log(body) VALUES (?)", ("x" * 400,))
        conn.execute("INSERT OR REPLACE INTO verdict VALUES (?, 'verified')", (number % 20,))
        conn.execute("COMMIT")

    return act


def _ours(folder: Path):  # type: ignore[no-untyped-def]
    from claims.intake import read_document
    from store.queries import claim_listing
    from store.verbs.opening import open_desk

    path = ROOT / "fixtures" / "xi-putin-call.md"
    desk = open_desk(folder / "ours.db", "bench")
    data = path.read_bytes()
    document = intake.take_in(desk, data, read_document(data, path.name), path.name).document
    ids = claim_listing.listing(desk.conn, document)
    statuses = [status.id for status in desk.scale.statuses]

    def act(number: int) -> None:
        judging.judge(desk, ids[number % len(ids)], status=statuses[number % len(statuses)])

    return act


if __name__ == "__main__":
    main()
