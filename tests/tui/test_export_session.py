"""`export --session` takes what a person calls a session, and what is blind is told of."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from claims.intake import read_document
from store.queries import claim_listing
from store.queries.team import session_rows
from store.verbs import intake, judging, sessions
from store.verbs.opening import open_desk

TEXT = b"A port official said that traffic rose. Reuters reported that the quay was closed."


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    """A desk with a session by mk and li, in which both have judged one claim."""
    where = tmp_path / "desk.db"
    desks = [open_desk(where, name) for name in ("ed", "mk", "li")]
    ed, *people = desks
    document = intake.take_in(ed, TEXT, read_document(TEXT, "quay.txt"), "quay.txt").document
    first, second = claim_listing.listing(ed.conn, document)
    judging.judge(ed, second, status="verified")
    sessions.create(ed, document, sessions.Plan(["mk", "li"], title="Quay round"))
    for desk in people:
        judging.judge(desk, first, status="false")
    yield where
    for desk in desks:
        desk.close()


@pytest.fixture
def ran(in_process: Callable[..., CompletedProcess[str]], path: Path) -> Callable[..., Any]:
    """Runs `export csv` as somebody: `ran("li", "--final")`."""

    def factory(reviewer: str, *args: str) -> CompletedProcess[str]:
        env = os.environ | {"TWOSOURCE_REVIEWER": reviewer}
        return in_process("--db", str(path), "export", "csv", *args, env=env, cwd=path.parent)

    return factory


def rows(text: str) -> list[tuple[str, str]]:
    return [(r["number"], r["reviewer"]) for r in csv.DictReader(io.StringIO(text, newline=""))]


def test_a_session_is_named_by_its_number_title_or_id(path: Path, ran: Callable[..., Any]) -> None:
    ed = open_desk(path, "ed")
    (session,) = session_rows.sessions(ed.conn)
    ed.close()
    for name in ("1", "quay round", session.uid):
        done = ran("ed", "--session", name)
        assert (done.returncode, done.stderr) == (0, "")
        assert rows(done.stdout) == [("1", "li"), ("1", "mk")]


def test_a_session_that_there_is_not_is_answered_with_those_that_there_are(
    path: Path, ran: Callable[..., Any]
) -> None:
    done = ran("ed", "--session", "Harbour")
    assert done.returncode == 2
    assert "no session is called 'Harbour'" in done.stderr
    assert "1  Quay round" in done.stderr
    assert done.stdout == ""


def test_a_reviewer_in_a_blind_session_is_told_that_the_export_is_partial(
    path: Path, ran: Callable[..., Any]
) -> None:
    done = ran("li")
    assert done.stderr == "this export leaves out what a blind session hides\n"
    assert rows(done.stdout) == [("1", "li"), ("2", "")]


def test_a_final_view_of_a_revealed_session_has_one_row_a_claim(
    path: Path, ran: Callable[..., Any]
) -> None:
    ed = open_desk(path, "ed")
    (session,) = session_rows.sessions(ed.conn)
    sessions.reveal(ed, session)
    ed.close()
    assert rows(ran("li", "--final").stdout) == [("1", "li, mk"), ("2", "ed")]
