"""Scales as a person meets them: commands on a desk's file, and the workbench in a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.scales import POLITIFACT, SCALES
from claims.scales.files import parse

from .conftest import ARTICLE, Query, Run
from .terminal import NARROW, WIDE, Terminal

HOUSE = """name = "house"

[[status]]
id = "holds"
label = "holds up"
letter = "H"
tone = "good"
meaning = "We would print it."
averitec = "Supported"
rating = 5

[[status]]
id = "falls"
label = "falls apart"
letter = "X"
tone = "bad"
meaning = "We would not print it."
averitec = "Refuted"
rating = 1
"""


@pytest.fixture
def house(run: Run, tmp_path: Path) -> Run:
    """A desk with the sample that judges on a scale of its own."""
    (tmp_path / "house.toml").write_text(HOUSE)
    run("add", str(ARTICLE))
    run("scales", "add", "house.toml")
    run("scales", "use", "house")
    return run


def test_the_list_tells_name_letter_label_meaning_and_mappings(house: Run) -> None:
    told = house("scales").stdout.split("house  (in use here)\n", 1)[1].splitlines()
    assert told == [
        "  H  holds up (holds): We would print it.",
        "     AVeriTeC: Supported; ClaimReview: 5 of 5",
        "  X  falls apart (falls): We would not print it.",
        "     AVeriTeC: Refuted; ClaimReview: 1 of 5",
    ]


def test_the_list_for_machines_marks_the_one_in_use(house: Run) -> None:
    told = json.loads(house("scales", "--json").stdout)
    assert [(one["name"], one["in_use"], one["shipped"]) for one in told] == [
        *((name, False, True) for name in SCALES),
        ("house", True, False),
    ]


def test_the_list_for_machines_has_every_field(run: Run) -> None:
    told = {one["name"]: one for one in json.loads(run("scales", "list", "--json").stdout)}
    status = POLITIFACT.statuses[2]
    assert told["politifact"]["digest"] == POLITIFACT.digest
    assert told["politifact"]["statuses"][2] == status._asdict()


@pytest.mark.parametrize("args", [(), ("list",), ("show", "aap"), ("use", "nothing")])
def test_looking_makes_no_desk(run: Run, db: Path, args: tuple[str, ...]) -> None:
    run("scales", *args, code=4 if "use" in args else 0)
    assert not db.exists()


@pytest.mark.parametrize("name", SCALES)
def test_what_is_shown_is_read_back_as_the_same_scale(run: Run, name: str) -> None:
    assert parse(run("scales", "show", name).stdout) == SCALES[name]


def test_a_scale_that_was_shown_can_be_added_under_another_name(run: Run) -> None:
    shown = run("scales", "show", "politifact").stdout.replace("politifact", "ours")
    assert "ours: added" in run("scales", "add", "-", input=shown).stdout
    assert run("scales", "show", "ours").stdout == shown


def test_adding_a_scale_twice_says_that_it_is_there(house: Run) -> None:
    said = house("scales", "add", "house.toml").stdout
    assert said == "house: already here; this desk uses it\n"


def test_a_used_scale_is_not_replaced(house: Run, tmp_path: Path, query: Query) -> None:
    before = query("SELECT * FROM scale")
    (tmp_path / "house.toml").write_text(HOUSE.replace("We would print it.", "Print it."))
    said = house("scales", "add", "house.toml", code=3).stderr
    assert "a used scale cannot be changed; give the new one another name" in said
    assert query("SELECT * FROM scale") == before


def test_tag_judges_on_the_scale_in_use(house: Run, query: Query) -> None:
    assert house("tag", "1", "--status", "falls").stdout.startswith("#1 falls apart")
    assert query("SELECT status, scale FROM judgement") == [("falls", parse(HOUSE).digest)]


def test_tag_names_the_statuses_of_the_scale_in_use(house: Run) -> None:
    said = house("tag", "1", "--status", "verified", code=2).stderr
    assert "'verified' is not a status of the house scale: holds, falls" in said


def test_a_claim_keeps_its_verdict_when_the_scale_changes(house: Run) -> None:
    house("tag", "1", "--status", "falls")
    house("scales", "use", "fever")
    told = house("claims").stdout.splitlines()
    assert "1 of 26 decided" in told[0]
    assert told[1].startswith("   1  falls apart (house)")


def test_claims_are_found_by_a_verdict_of_another_scale(house: Run) -> None:
    house("tag", "2", "--status", "falls")
    house("scales", "use", "fever")
    found = json.loads(house("claims", "--status", "falls", "--json").stdout)
    assert [row["number"] for row in found] == ["2"]


def test_a_desk_with_two_scales_verifies(house: Run) -> None:
    house("tag", "1", "--status", "falls")
    house("scales", "use", "aap")
    house("tag", "2", "--status", "mixture")
    assert "every hash and every row is intact" in house("log", "verify").stdout


def test_a_backup_judges_on_the_same_scale(house: Run, tmp_path: Path) -> None:
    house("backup", str(tmp_path / "b.db"))
    assert "house  (in use here)" in house("--db", str(tmp_path / "b.db"), "scales").stdout


def test_the_log_tells_that_a_scale_came(house: Run) -> None:
    assert "scale added: house (2 statuses)" in house("log").stdout


@pytest.mark.parametrize("form", ["md", "csv", "jsonl"])
def test_a_desk_with_its_own_scale_is_exported(house: Run, form: str) -> None:
    house("tag", "1", "--status", "falls")
    assert "falls" in house("export", form, "-o", "-").stdout


# --- in a terminal -------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
def test_the_whole_way_from_one_scale_to_another_by_keyboard(
    house: Run, workbench: Callable[..., Terminal], query: Query, size: tuple[int, int]
) -> None:
    """One digit on the house's scale, the switch, then a new verdict on the same claim."""
    terminal = workbench(size=size)
    terminal.see(r"1 holds up|1 holds")
    terminal.do("2", see="#1 falls apart · saved")
    terminal.press("q")
    terminal.press("q")
    terminal.ended()
    house("scales", "use", "politifact")
    terminal = workbench(size=size)
    terminal.see(r"4 Mostly False|4 mfals")
    terminal.do("g", see=re.escape("falls apart (house)"))
    terminal.do("6", see="#1 Pants on Fire · saved")
    assert query("SELECT status, scale FROM judgement") == [("pants_on_fire", POLITIFACT.digest)]
