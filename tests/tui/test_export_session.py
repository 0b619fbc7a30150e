"""`export --session` takes what a person calls a session, and what is blind is told of."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.intake import read_document
from store import queries
from store.opening import open_desk
from store.team import reading, sessions

TEXT = b"A port official said that traffic rose. Reuters reported that the quay was closed."


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A desk with a session by mk and li, in which both have judged one claim."""
    where = tmp_path / "desk.db"
    desks = [open_desk(where, name) for name in ("ed", "mk", "li")]
    ed, *people = desks
    document = ed.add_article(TEXT, read_document(TEXT, "quay.txt"), "quay.txt").document
    first, second = queries.listing(ed.conn, document)
    ed.judge(second, status="verified")
    sessions.create(ed, document, sessions.Plan(["mk", "li"], title="Quay round"))
    for desk in people:
        desk.judge(first, status="false")
    yield where
    for desk in desks:
        desk.close()


def ran(path: Path, reviewer: str, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from tui.cli import main; main()", "--db", str(path)]
    env = os.environ | {"TWOSOURCE_REVIEWER": reviewer}
    cwd = Path(__file__).parents[2]
    done = [*command, "export", "csv", *args]
    return subprocess.run(done, capture_output=True, encoding="utf-8", cwd=cwd, env=env)


def rows(text: str) -> list[tuple[str, str]]:
    return [(r["number"], r["reviewer"]) for r in csv.DictReader(io.StringIO(text, newline=""))]


def test_a_session_is_named_by_its_number_title_or_id(path: Path) -> None:
    ed = open_desk(path, "ed")
    (session,) = reading.sessions(ed.conn)
    ed.close()
    for name in ("1", "quay round", session.uid):
        done = ran(path, "ed", "--session", name)
        assert (done.returncode, done.stderr) == (0, "")
        assert rows(done.stdout) == [("1", "li"), ("1", "mk")]


def test_a_session_that_there_is_not_is_answered_with_those_that_there_are(path: Path) -> None:
    done = ran(path, "ed", "--session", "Harbour")
    assert done.returncode == 2
    assert "no session is called 'Harbour'" in done.stderr
    assert "1  Quay round" in done.stderr
    assert done.stdout == ""


def test_a_reviewer_in_a_blind_session_is_told_that_the_export_is_partial(path: Path) -> None:
    done = ran(path, "li")
    assert done.stderr == "what a blind session hides is left out\n"
    assert rows(done.stdout) == [("1", "li"), ("2", "")]


def test_a_final_view_of_a_revealed_session_has_one_row_a_claim(path: Path) -> None:
    ed = open_desk(path, "ed")
    (session,) = reading.sessions(ed.conn)
    sessions.reveal(ed, session)
    ed.close()
    assert rows(ran(path, "li", "--final").stdout) == [("1", "li, mk"), ("2", "ed")]
