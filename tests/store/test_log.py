"""What the log promises: it only grows, and any alteration shows."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.model import NoteKind
from store.errors import BadInput
from store.log import chain
from store.queries import claim_listing
from store.verbs import judging, upkeep
from store.verbs.desk import Desk
from store.verbs.intake import Added
from store.verbs.opening import open_desk
from store.verbs.verify import verify
from tests.waiting import PATIENCE

Add = Callable[..., Added]

TRIGGERS = ("event_is_never_changed", "event_is_never_deleted", "event_is_never_replaced")


@pytest.fixture
def judged(desk: Desk, add: Add) -> Desk:
    """A desk with one article, three verdicts and a note."""
    document = add().document
    ids = claim_listing.listing(desk.conn, document)
    for claim, status in zip(ids, ("verified", "false", "disputed"), strict=False):
        judging.judge(desk, claim, status=status)
    judging.note(desk, ids[0], NoteKind.NOTE, "seen the port's own table")
    return desk


@pytest.fixture
def tampered(judged: Desk, tmp_path: Path) -> Callable[..., list[str]]:
    """Runs statements on a copy of the desk without its triggers; gives back verify's findings."""
    judged.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def tamper(*statements: str, against: str | None = None) -> list[str]:
        copy = tmp_path / "copy.db"
        shutil.copy(tmp_path / "t.db", copy)
        conn = sqlite3.connect(copy)
        for trigger in TRIGGERS:
            conn.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            conn.execute(statement)
        conn.commit()
        conn.close()
        other = open_desk(copy, "mk")
        try:
            found = [str(fault) for fault in verify(other.database, against)]
            return [fault for fault in found if not fault.startswith("trigger event_is_never")]
        finally:
            other.close()

    return tamper


def test_an_untouched_log_has_no_fault(judged: Desk) -> None:
    assert verify(judged.database) == []


CHANGES = ("UPDATE main.event SET body = 'x'", "DELETE FROM main.event")


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_to_alter_the_log(judged: Desk, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        judged.conn.execute(statement)


def test_the_triggers_are_all_that_stops_the_tampering_below(
    tampered: Callable[..., list[str]],
) -> None:
    assert tampered("SELECT 1") == []


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE event SET body = replace(body, 'false', 'fALSE') WHERE n = 5", "entry 5"),
        ("DELETE FROM event WHERE n = 4", "entry 5: comes where entry 4 should be"),
        (
            "INSERT INTO event(stream_id, n, hlc, kind, body, hash)"
            " SELECT stream_id, 99, hlc, kind, body, hash FROM event WHERE n = 4",
            "entry 99",
        ),
        ("UPDATE event SET kind = 'noted' WHERE n = 5", "entry 5: is a judged"),
        ("UPDATE event SET hlc = hlc + 1 WHERE n = 5", "entry 5: its order"),
        ("UPDATE event SET hash = zeroblob(32) WHERE n = 5", "entry 5"),
        ("UPDATE stream SET head_n = 3", "its head says 3"),
        ("UPDATE stream SET reviewer = hex(zeroblob(16))", "entry 1"),
        ("UPDATE judgement SET status = 'false' WHERE status = 'verified'", "table judgement"),
        ("DELETE FROM judgement WHERE status = 'verified'", "table judgement"),
        ("UPDATE note SET text = 'never seen'", "table note"),
        ("UPDATE claim SET start = start + 1 WHERE number = '2'", "table claim"),
        ("UPDATE reviewer SET name = 'li'", "table reviewer"),
        ("UPDATE document SET headline = 'Other'", "table document"),
        ("UPDATE source SET name = 'CNN' WHERE id = 'cctv'", "table source"),
        ("DELETE FROM about", "table about"),
        ("UPDATE event SET body = NULL, body_sha = zeroblob(32) WHERE n = 5", "has no text"),
        ("DELETE FROM blob", "is missing"),
        ("DROP VIEW annotations", "view annotations: is missing"),
        (
            "CREATE TRIGGER theirs AFTER INSERT ON event BEGIN DELETE FROM judgement; END",
            "trigger theirs: does not belong to twosource",
        ),
        ("UPDATE blob SET bytes = CAST('Other text' AS BLOB)", "stored text"),
    ],
)
def test_verify_names_the_place_of_an_alteration(
    tampered: Callable[..., list[str]], statement: str, place: str
) -> None:
    assert any(place in fault for fault in tampered(statement))


def test_verify_finds_two_events_that_changed_places(tampered: Callable[..., list[str]]) -> None:
    faults = tampered(
        "UPDATE event SET n = 1000 WHERE n = 4",
        "UPDATE event SET n = 4 WHERE n = 5",
        "UPDATE event SET n = 5 WHERE n = 1000",
    )
    assert any("entry 4" in fault for fault in faults)


def test_an_earlier_digest_finds_a_tail_that_was_cut_off_and_rehashed(
    judged: Desk, tampered: Callable[..., list[str]]
) -> None:
    noted = chain.digest(judged.conn)
    cut = (
        "DELETE FROM event WHERE n = (SELECT max(n) FROM event)",
        "UPDATE stream SET head_n = head_n - 1,"
        " head_hash = (SELECT hash FROM event ORDER BY n DESC LIMIT 1),"
        " head_hlc = (SELECT hlc FROM event ORDER BY n DESC LIMIT 1)",
    )
    unseen = [f for f in tampered(*cut) if f.startswith(("the log", "stream"))]
    assert unseen == []
    assert any("cut off" in fault for fault in tampered(*cut, against=noted))


def test_an_earlier_digest_finds_a_log_that_was_rewritten_and_rehashed(
    judged: Desk, tmp_path: Path
) -> None:
    noted = chain.digest(judged.conn)
    rewritten = tmp_path / "rewritten.db"
    judged.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(tmp_path / "t.db", rewritten)
    _rehash(rewritten)
    other = open_desk(rewritten, "mk")
    upkeep.rebuild(other)
    try:
        rewritten_since = [f for f in verify(other.database, noted) if f.place == "the log"]
        assert [f for f in verify(other.database) if not f.place.startswith("trigger")] == []
        assert [f.what for f in rewritten_since] == [
            "does not begin with what has that digest: it was rewritten"
        ]
    finally:
        other.close()


def _rehash(path: Path) -> None:
    """Change a verdict and forge every hash after it, as somebody who knows the format could."""
    conn = sqlite3.connect(path)
    for trigger in TRIGGERS:
        conn.execute(f"DROP TRIGGER {trigger}")
    conn.execute("UPDATE event SET body = replace(body, '\"verified\"', '\"disputed\"')")
    uid, stream = conn.execute("SELECT uid, id FROM stream").fetchone()
    previous = chain.genesis(uid)
    for seq, body in conn.execute("SELECT seq, body FROM event ORDER BY n").fetchall():
        previous = chain.link(previous, chain.body_digest(body))
        conn.execute("UPDATE event SET hash = ? WHERE seq = ?", (previous, seq))
    conn.execute("UPDATE stream SET head_hash = ? WHERE id = ?", (previous, stream))
    conn.commit()
    conn.close()


def test_an_earlier_digest_holds_after_the_log_has_grown(judged: Desk) -> None:
    noted = chain.digest(judged.conn)
    claim = claim_listing.listing(judged.conn, 1)[1]
    judging.judge(judged, claim, status="unverified")
    assert verify(judged.database, noted) == []


def test_what_is_no_digest_is_refused(judged: Desk) -> None:
    with pytest.raises(BadInput, match="is not a digest"):
        verify(judged.database, "yesterday")


def test_a_redacted_note_leaves_the_chain_whole_and_the_note_gone(judged: Desk) -> None:
    (event,) = judged.conn.execute(
        "SELECT s.uid || ':' || e.n FROM event e JOIN stream s ON s.id = e.stream_id"
        " WHERE e.kind = 'noted'"
    ).fetchone()
    upkeep.redact(judged, event, "names a protected source")
    assert verify(judged.database) == []
    assert judged.conn.execute("SELECT count(*) FROM note").fetchone() == (0,)


def test_an_insert_cannot_replace_an_event(judged: Desk) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        judged.conn.execute("INSERT OR REPLACE INTO main.event SELECT * FROM event WHERE n = 4")


def test_verify_is_calm_while_a_colleague_writes(judged: Desk, tmp_path: Path) -> None:
    """Chain, tables and fold have to be of one state of the file, whatever comes meanwhile."""
    enough, written = threading.Event(), threading.Event()

    def write() -> None:
        colleague = open_desk(tmp_path / "t.db", "li")
        claim = claim_listing.listing(colleague.conn, 1)[0]
        while not enough.is_set():
            judging.judge(colleague, claim, status="false")
            written.set()
        colleague.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert written.wait(PATIENCE)
        found = [verify(judged.database) for _ in range(5)]
    finally:
        enough.set()
        writer.join()
    assert found == [[]] * 5


def test_a_copied_file_starts_a_stream_of_its_own(judged: Desk, tmp_path: Path) -> None:
    judged.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(tmp_path / "t.db", tmp_path / "copy.db")
    copy = open_desk(tmp_path / "copy.db", "mk")
    try:
        judging.judge(copy, claim_listing.listing(copy.conn, 1)[0], status="false")
        assert copy.conn.execute("SELECT count(*) FROM stream").fetchone() == (2,)
        assert verify(copy.database) == []
    finally:
        copy.close()


def test_an_event_of_a_later_version_is_kept_and_skipped(judged: Desk) -> None:
    """A kind that this version does not know must neither stop the fold nor break the chain."""
    with judged.database.write() as conn:
        row = conn.execute("SELECT id, uid, head_n, head_hlc, head_hash FROM stream").fetchone()
        stream, _, n, hlc, head = row
        body = (
            '{"at":"2030-01-01T00:00:00.000000Z","fact":{"mood":"good"},'
            f'"hlc":{hlc + 1},"kind":"mood_felt","tz":"+00:00","v":9}}'
        )
        digest = chain.link(bytes(head), chain.body_digest(body))
        conn.execute(
            "INSERT INTO main.event(stream_id, n, hlc, kind, body, hash) VALUES (?, ?, ?, ?, ?, ?)",
            (stream, n + 1, hlc + 1, "mood_felt", body, digest),
        )
        conn.execute(
            "UPDATE main.stream SET head_n = ?, head_hlc = ?, head_hash = ?",
            (n + 1, hlc + 1, digest),
        )
    assert verify(judged.database) == []
