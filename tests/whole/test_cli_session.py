"""A team's session as its members type it; the page's example in processes of their own."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.waiting import PATIENCE, PATIENTLY

from .conftest import Query, Run
from .terminal import ROOT

PAGE = (ROOT / "docs" / "sessions.md").read_text(encoding="utf-8")
SHORT = """Port sample

A port official said that traffic rose by 4 per cent. Nobody said why.

Reuters reported that the quay was closed, and the mayor denied that a ship had sunk.
"""
Done = subprocess.CompletedProcess[str]


def example() -> list[list[str]]:
    """The commands of the page's example, as the shell splits them."""
    block = re.search(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert block
    lines = [shlex.split(line, comments=True) for line in block[1].splitlines()]
    assert all(line[0] == "twosource" for line in lines)
    return [line[1:] for line in lines]


@pytest.fixture
def page(apart: Run, tmp_path: Path) -> dict[str, Done]:
    """The example, run; what each command printed, by its words without the reviewer."""
    (tmp_path / "port.txt").write_text(SHORT)
    return {" ".join(args[2:]): apart(*args) for args in example()}


def test_the_page_tells_a_session_from_its_beginning_to_its_results(
    page: dict[str, Done], run: Run
) -> None:
    assert page["session next"].stdout.startswith("#1 A port official said")
    assert (
        re.findall("hidden until the reveal", page["session status"].stdout)
        == ["hidden until the reveal"] * 2
    )
    assert page["session reveal"].stdout.splitlines()[1:] == [
        "anna: 2 of 4 judged, 2 undecided",
        "ben: 2 of 4 judged, 2 undecided",
        "cem: 1 of 4 judged, 3 undecided",
        "verdicts differ on #1",
    ]
    assert page["comments --mine"].stdout.endswith("which table, @ben?\n")
    assert "2 false, 1 misleading: false" in page["session vote 1 misleading"].stdout
    assert page["session close -o minutes.md"].stdout.splitlines()[1:3] == [
        "   1  misleading       adjudicated (2 false, 1 misleading)",
        "   2  unverified       majority (2 unverified)",
    ]
    assert [line[:6] for line in page["claims --overruled"].stdout.splitlines()[2:]] == ["   1  "]
    assert "signed off" in page["signoff"].stdout
    assert "every hash and every row is intact" in run("log", "verify").stdout


def test_what_was_blind_stays_on_record_beside_what_came_later(
    page: dict[str, Done], run: Run, query: Query
) -> None:
    held = query(
        "SELECT r.name, h.status FROM held h JOIN reviewer r ON r.id = h.reviewer_id"
        " JOIN claim c ON c.id = h.claim_id WHERE h.moment = 'reveal' AND c.number = '1'"
        " ORDER BY r.name"
    )
    assert held == [("anna", "verified"), ("ben", "false"), ("cem", "false")]
    told = [line["what"] for line in map(json.loads, run("log", "--json").stdout.splitlines())]
    assert "vote: misleading [2 false, 1 verified stood before]" in told


SECRET = "zanzibar"
LISTING = [
    *("claims", "claims --of anna", "claims --second", "check --all", "evidence list", "log"),
    *("log --json", "session status", "session status --json", "session list", "reviewers"),
    *("comments", "comments --mine", "sources", "export csv", "export jsonl", "export html"),
]


@pytest.fixture
def blind(run: Run) -> Run:
    """A blind session in which anna has planted a word wherever a reviewer can."""
    run("add", "-", input=SHORT)
    run("--reviewer", "ed", "session", "create", "port", "--reviewers", "anna,ben,cem")
    anna = ("--reviewer", "anna")
    texts = ("--reason", "--note", "--query", "--correction", "--restate")
    run(*anna, "tag", "1", "--status", "misleading", *(a for t in texts for a in (t, SECRET)))
    run(*anna, "comment", "1", f"{SECRET} @ben @cem")
    run(*anna, "evidence", "add", "--conversation", SECRET, "--claim", "1", "--group", SECRET)
    return run


@pytest.mark.parametrize("who", ["ben", "cem"])
def test_no_command_shows_a_reviewer_what_another_wrote_while_it_is_blind(
    blind: Run, who: str
) -> None:
    shown = {line: blind("--reviewer", who, *line.split()) for line in LISTING}
    assert [line for line, done in shown.items() if SECRET in done.stdout + done.stderr] == []


def test_the_reveal_shows_it(blind: Run) -> None:
    blind("--reviewer", "ed", "session", "reveal")
    for line in ("log", "evidence list", "comments --mine", "export csv"):
        assert SECRET in blind("--reviewer", "ben", *line.split()).stdout


def test_two_processes_are_never_handed_the_same_claim(
    run: Run, start_all: Callable[..., list[Done]]
) -> None:
    run("add", "-", input=SHORT)
    people = [f"r{n}" for n in range(4)]
    solo = ("--reviewers", ",".join(people), "--mode", "solo")
    run("--reviewer", "ed", "session", "create", "port", *solo)
    done = start_all(*(("--reviewer", who, "session", "next") for who in people))
    assert sorted(one.stdout.split()[0] for one in done) == ["#1", "#2", "#3", "#4"]


@pytest.fixture
def start_all(user: dict[str, str], db: Path, tmp_path: Path) -> Callable[..., list[Done]]:
    """Runs several commands at the same time: `start_all(("claims",), ("log",))`."""
    command = [sys.executable, "-c", PATIENTLY + "from tui.cli import main; main()"]

    def factory(*commands: tuple[str, ...]) -> list[Done]:
        running = [
            subprocess.Popen(
                [*command, "--db", str(db), *args],
                env=user,
                cwd=tmp_path,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for args in commands
        ]
        ended = [(one, *one.communicate(timeout=PATIENCE)) for one in running]
        for one, _, errors in ended:
            assert one.returncode == 0, errors
        return [subprocess.CompletedProcess(one.args, 0, out, err) for one, out, err in ended]

    return factory
