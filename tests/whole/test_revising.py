"""A new version of an article, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run
from .terminal import ROOT

REVISIONS = ROOT / "fixtures" / "revisions"
BEFORE, AFTER = str(REVISIONS / "ferry.md"), str(REVISIONS / "ferry-revised.md")
EDITS = json.loads((REVISIONS / "edits.json").read_text())


@pytest.fixture
def revised(run: Run) -> Run:
    """A desk with the fixture, some of it judged, and its new version."""
    run("add", BEFORE)
    for number in ("1", "3", "15"):
        run("tag", number, "--status", "verified")
    run("add", AFTER, "--revises", "ferry.md")
    return run


def count(state: str) -> int:
    return sum(edit["state"] == state for edit in EDITS)


def test_adding_a_version_says_what_became_of_the_claims(run: Run) -> None:
    run("add", BEFORE)
    assert run("add", AFTER, "--revises", "1").stdout == (
        "2  Island ferry to stop for the winter, a version of 1: 40 claims: "
        f"{count('same')} unchanged, {count('moved')} moved, "
        f"{count('changed')} changed (undecided again), "
        f"{count('gone')} no longer in the text (see `twosource claims --orphaned`), 4 new\n"
    )


def test_verdicts_go_on_where_the_words_do(revised: Run) -> None:
    rows = json.loads(revised("claims", "--json").stdout)
    assert [row["number"] for row in rows if row["status"]] == ["1"]


def test_the_earlier_version_is_there_by_its_number(revised: Run) -> None:
    rows = json.loads(revised("claims", "1", "--json").stdout)
    assert [row["number"] for row in rows if row["status"]] == ["1", "3", "15"]


def test_orphans_are_listed_with_what_was_held(revised: Run) -> None:
    lines = revised("claims", "--orphaned").stdout.splitlines()
    assert (
        lines[0]
        == "Island ferry to stop for the winter: 3 claims of earlier versions no longer in the text"
    )
    assert lines[1].split()[:2] == ["1:15", "verified"]
    assert [edit["old"] in line for edit, line in zip(gone(), lines[1:], strict=True)] == [True] * 3


def gone() -> list[dict[str, str]]:
    return [edit for edit in EDITS if edit["state"] == "gone"]


def test_orphans_for_machines_name_their_version(revised: Run) -> None:
    rows = json.loads(revised("claims", "--orphaned", "--json").stdout)
    assert [(row["number"], row["version"], row["gone_in"]) for row in rows] == [
        ("15", 1, 2),
        ("20", 1, 2),
        ("40", 1, 2),
    ]


def test_an_orphan_is_found_by_the_name_that_it_is_listed_under(revised: Run) -> None:
    assert "#15 verified" in revised("log", "--claim", "1:15").stdout


def test_a_name_in_the_list_says_that_it_is_superseded(revised: Run) -> None:
    said = revised("claims", "nowhere", code=2).stderr
    assert "1  Ferry to Northholm to stop for the winter  (ferry.md), superseded by 2" in said


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((BEFORE, "--revises", "1"), "nothing has changed: this is the text of article 1"),
        ((AFTER, BEFORE, "--revises", "1"), "--revises takes one file"),
        ((AFTER, "--revises", "nowhere"), "no article is called 'nowhere'"),
    ],
)
def test_what_is_no_new_version_is_refused(run: Run, args: tuple[str, ...], said: str) -> None:
    run("add", BEFORE)
    assert said in run("add", *args, code=2).stderr


def test_a_filter_beside_orphaned_is_refused(revised: Run) -> None:
    assert "with another filter" in revised("claims", "--orphaned", "--undecided", code=2).stderr


def test_a_revised_desk_verifies(revised: Run) -> None:
    revised("log", "verify")


def test_a_version_comes_from_standard_input_as_well(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rains here today. The quay was closed.\n")
    run("add", "a.txt")
    said = run("add", "-", "--revises", "a.txt", input="It rains here today. So be it then.\n")
    assert "2 claims: 1 unchanged, 1 no longer in the text" in said.stdout
