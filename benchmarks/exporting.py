"""A desk of a million judgements written out, against the least that can write the same rows.

csv against `csv.writer` over the same rows, read by one SELECT and written to the same disk. jsonl
against SQLite's own `json_object` over the same entries and the same judgements. Memory is how far
the resident set of an export's own process grows over what it had before the first piece.

    python benchmarks/exporting.py [JUDGEMENTS]
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from claims.model import SourceClass  # noqa: E402
from store.exports import write  # noqa: E402
from store.file.db import Database  # noqa: E402
from store.log.chain import body_digest, link  # noqa: E402
from store.log.events import dump  # noqa: E402
from store.log.kinds import ClaimRef, Judged  # noqa: E402
from store.verbs import sources  # noqa: E402
from store.verbs.desk import Desk  # noqa: E402
from store.verbs.opening import open_desk  # noqa: E402

PER_ARTICLE, REVIEWERS, ROUNDS = 1000, 4, 3
SENTENCE = "A port official said that traffic at quay {n:07d} rose by {n} per cent in the year. "
SPOKEN = (
    '[{"attribution_type":"statement","chain":["cctv","xi"],"content":null,"cue":null,'
    '"quotation_type":"indirect","quoted":[],"source":null}]'
)
_ROWS = """
SELECT coalesce(nullif(d.headline, ''), d.file_name), c.number, coalesce(j.status, 'unreviewed'),
  j.source, j.chain, coalesce(j.attribution_status, ''), coalesce(j.confidence, ''), c.exact,
  coalesce(j.claim_reviewed, ''), coalesce(j.justification, ''), '', '', '', '', r.name,
  j.reviewed_at, j.carried, c.start, c."end", c.active, d.sha256
FROM document d JOIN claim c ON c.document_id = d.id JOIN judgement j ON j.claim_id = c.id
JOIN reviewer r ON r.id = j.reviewer_id ORDER BY d.id, c.start, c."end", r.name
"""
_ENTRIES = """
SELECT json_object('type', 'event', 'stream', s.uid, 'n', e.n, 'hash', lower(hex(e.hash)),
  'body', e.body) FROM event e JOIN stream s ON s.id = e.stream_id ORDER BY e.seq
"""
_HELD = """
SELECT json_object('type', 'annotation', 'article', coalesce(nullif(d.headline, ''), d.file_name),
  'document', d.sha256, 'number', c.number, 'start', c.start, 'end', c."end", 'exact', c.exact,
  'active', c.active, 'status', j.status, 'scale', j.scale, 'source', j.source, 'chain', j.chain,
  'attributions', json(j.attributions), 'attribution_status', j.attribution_status,
  'confidence', j.confidence, 'claim_reviewed', j.claim_reviewed,
  'justification', j.justification, 'carried', j.carried, 'reviewed_at', j.reviewed_at,
  'reviewer', r.name, 'notes', json_array(), 'evidence', json_array())
FROM document d JOIN claim c ON c.document_id = d.id JOIN judgement j ON j.claim_id = c.id
JOIN reviewer r ON r.id = j.reviewer_id ORDER BY d.id, c.start, c."end", r.name
"""


def fill(path: Path, judgements: int) -> None:
    """A desk with so many judgements, each with its event, chained as the desk would."""
    desk = open_desk(path, "bench")
    conn, claims = desk.conn, judgements // REVIEWERS
    scale = desk.scale.digest
    sources.add(desk, "Harbour office", SourceClass.OFFICIAL_STATEMENT)  # opens a stream
    with desk.database.write():
        for n in range(1, REVIEWERS):
            conn.execute("INSERT INTO reviewer(uid, name) VALUES (?, ?)", (f"{n:032x}", f"r{n}"))
        people = [row[0] for row in conn.execute("SELECT id FROM reviewer").fetchall()]
        for first in range(0, claims, PER_ARTICLE):
            _article(desk, first, min(PER_ARTICLE, claims - first), people, scale)
    desk.close()


def _article(desk: Desk, first: int, many: int, people: list[int], scale: str) -> None:
    conn = desk.conn
    texts = [SENTENCE.format(n=n) for n in range(first, first + many)]
    sha = body_digest("".join(texts)).hex()
    document = conn.execute(
        "INSERT INTO document(sha256, file_name, added_at) VALUES (?, ?, '2024-02-08T00:00:00Z')",
        (sha, f"article-{first}.txt"),
    ).lastrowid
    conn.execute("INSERT INTO blob VALUES (?, ?)", (sha, "".join(texts).encode()))
    size = len(texts[0])
    spans = [(n * size, n * size + len(texts[n].rstrip())) for n in range(many)]
    conn.executemany(
        'INSERT INTO claim(document_id, start, "end", exact, number, active)'
        " VALUES (?, ?, ?, ?, ?, 1)",
        [(document, *spans[n], texts[n].rstrip(), str(n + 1)) for n in range(many)],
    )
    ids = conn.execute("SELECT id FROM claim WHERE document_id = ?", (document,)).fetchall()
    at = "2024-02-08T10:00:00.000000Z"
    conn.executemany(
        "INSERT INTO main.judgement(claim_id, reviewer_id, document_id, status, scale, confidence,"
        " attributions, source, chain, reviewed_at) VALUES (?, ?, ?, 'verified', ?, 'high', ?,"
        " 'CCTV', 'CCTV > Xi Jinping', ?)",
        [(c, p, document, scale, SPOKEN, at) for (c,) in ids for p in people],
    )
    _events(desk, sha, spans * len(people))


def _events(desk: Desk, sha: str, spans: list[tuple[int, int]]) -> None:
    from store.clock import now

    values = {"status": "verified", "confidence": "high"}
    stream, n, hlc, head = desk.conn.execute(
        "SELECT id, head_n, head_hlc, head_hash FROM stream"
    ).fetchone()
    instant, rows = now(), []
    for start, end in spans:
        n, hlc = n + 1, hlc + 1
        body = dump(Judged(ClaimRef(sha, start, end), values, desk.scale.digest), hlc, instant)
        head = link(head, body_digest(body))
        rows.append((stream, n, hlc, "judged", body, head))
    desk.conn.executemany(
        "INSERT INTO main.event(stream_id, n, hlc, kind, body, hash) VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )
    desk.conn.execute(
        "UPDATE main.stream SET head_n = ?, head_hlc = ?, head_hash = ? WHERE id = ?",
        (n, hlc, head, stream),
    )


# --- the two sides -------------------------------------------------------------------------------


def least_csv(database: Database, path: Path) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(database.conn.execute(_ROWS))
        _flush(file.fileno())


def least_jsonl(database: Database, path: Path) -> None:
    with path.open("w", encoding="utf-8") as file:
        for sql in (_ENTRIES, _HELD):
            file.writelines(f"{line}\n" for (line,) in database.conn.execute(sql))
        _flush(file.fileno())


def _flush(descriptor: int) -> None:
    os.fsync(descriptor)


def ours(database: Database, form: str, path: Path) -> None:
    write.export(database, write.Order(form, output=str(path), force=True))


def timed(run: Callable[[], None]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


# --- memory --------------------------------------------------------------------------------------


def grown(path: Path, form: str, folder: Path) -> float:
    """MiB by which the resident set of a process of its own grows while it exports."""
    command = [sys.executable, __file__, "--grown", str(path), form, str(folder / "grown")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def _grown(path: str, form: str, output: str) -> None:
    desk = open_desk(Path(path), None)
    write.exporter(form)  # imported, and nothing read yet
    before = _most_resident()
    ours(desk.database, form, Path(output))
    print(_most_resident() - before)


def _most_resident() -> float:
    """The largest resident set so far, in MiB; what getrusage says includes the parent's."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    judgements = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["XDG_CONFIG_HOME"] = name
        path = folder / "desk.db"
        print(f"{judgements:,} judgements: filled in {timed(lambda: fill(path, judgements)):.0f} s")
        desk = open_desk(path, None)
        for form, least in (("csv", least_csv), ("jsonl", least_jsonl)):
            pairs = []
            for _ in range(ROUNDS):
                bare = timed(lambda: least(desk.database, folder / "least"))  # noqa: B023
                made = timed(lambda: ours(desk.database, form, folder / "ours"))  # noqa: B023
                pairs.append((bare, made))
            bare, made = min(p[0] for p in pairs), min(p[1] for p in pairs)
            print(
                f"{form:<6} least {bare:6.2f} s  ours {made:6.2f} s  rate {bare / made:.2f} of it"
                f"  memory +{grown(path, form, folder):.1f} MiB"
            )
        desk.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--grown"]:
        _grown(*sys.argv[2:5])
    else:
        main()
