"""`twosource check` on the sample: every planted fault is told, and the clean copy has none.

The sourcing leads of the clean copy are golden. To write them anew:

    TWOSOURCE_REFRESH_GOLDEN=1 pytest tests/whole/test_check.py

and read the difference before you keep it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .conftest import ARTICLE, COMMAND, Query, Run

FIXTURES = ARTICLE.parent
CLEAN = FIXTURES / "xi-putin-call-clean.md"
GOLDEN = FIXTURES / "golden" / "clean-sourcing-leads.json"
ATTACHED = (
    ("readout-cctv.txt", "--source", "cctv", "--provenance", "primary"),
    ("readout-kremlin.txt", "--source", "kremlin", "--provenance", "primary"),
    ("customs-2023.csv", "--source", "gacc", "--provenance", "primary"),
    ("timeline.csv",),
)
PLAIN = "Port brief\n\nThe mayor met the harbour master. They walked to the quay.\n"


@pytest.fixture
def prepared(made_once: Callable[..., Path]) -> Callable[[Path], Path]:
    """A desk with an article and its evidence, made once for all tests of this file."""

    def make(article: Path) -> Path:
        commands = [("add", str(article), "--published", "2024-02-08")]
        commands += [("evidence", "add", str(FIXTURES / name), *about) for name, *about in ATTACHED]
        return made_once(*commands)

    return make


@pytest.fixture
def sample(run: Run, db: Path, prepared: Callable[[Path], Path]) -> Run:
    """Runs commands on the sample with its evidence."""
    shutil.copy(prepared(ARTICLE), db)
    return run


@pytest.fixture
def clean(run: Run, db: Path, prepared: Callable[[Path], Path]) -> Run:
    shutil.copy(prepared(CLEAN), db)
    return run


@pytest.fixture
def plain(run: Run, tmp_path: Path) -> Run:
    """The same with an article on which no check has anything to say."""
    (tmp_path / "plain.txt").write_text(PLAIN)
    run("add", "plain.txt")
    return run


def leads(run: Run, code: int = 1) -> list[dict[str, Any]]:
    return json.loads(run("check", "--json", code=code).stdout)


def lead(run: Run, kind: str, words: str) -> dict[str, Any]:
    """The one open lead of this kind whose words hold `words`."""
    (one,) = [x for x in leads(run) if x["open"] and x["kind"] == kind and words in x["exact"]]
    return one


def shown(one: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    return [(place["title"], place["exact"], place["cell"]) for place in one["evidence"]]


# --- the planted faults --------------------------------------------------------------------------

READOUT = "According to a readout from state broadcaster CCTV"
TWICE = "Xi urged Putin to keep"


@pytest.mark.parametrize(
    ("sentence", "chain"),
    [
        (READOUT, "Xi Jinping by way of CCTV"),
        ("Xi was quoted by state media", "Xi Jinping by way of state media"),
        ("CCTV said that Putin told Xi", "Vladimir Putin by way of CCTV"),
        (TWICE, "Xi Jinping by way of CCTV"),
    ],
)
def test_fault_a_a_broadcasters_word_alone_is_second_hand(
    sample: Run, sentence: str, chain: str
) -> None:
    told = lead(sample, "second_hand", sentence)
    assert (told["check"], told["reason"]) == (
        "sourcing",
        f"This comes from {chain}, and no primary source supports it yet.",
    )


def test_fault_b_the_altered_quotation_is_told_with_the_word_that_changed(sample: Run) -> None:
    told = lead(sample, "altered", "double confinement")
    assert [piece for piece in told["diff"] if not piece["same"]] == [
        {"same": False, "article": "confinement", "evidence": "containment"}
    ]


def test_fault_b_the_altered_quotation_is_shown_where_the_readout_has_it(sample: Run) -> None:
    told = lead(sample, "altered", "double confinement")
    assert shown(told) == [("readout-kremlin.txt", "double containment", None)]


def test_fault_b_suggests_what_the_attribution_is(sample: Run) -> None:
    assert lead(sample, "altered", "double confinement")["suggests"] == "altered"


def test_fault_c_the_percentage_is_told_with_its_formula_and_cells(sample: Run) -> None:
    told = lead(sample, "differs", "29 per cent")
    assert (told["check"], told["formula"]) == ("quantity", "240.11 / 190.27 - 1 = 26.2 %")
    assert shown(told) == [
        ("customs-2023.csv", "240.11", "2023, total"),
        ("customs-2023.csv", "190.27", "2022, total"),
    ]


def test_fault_d_the_weekday_is_told_with_the_right_one(sample: Run) -> None:
    told = lead(sample, "weekday", "Wednesday (Feb 8)")
    assert (told["check"], told["reason"]) == (
        "date",
        "8 February 2024 was a Thursday, not a Wednesday.",
    )


def test_fault_e_the_old_event_is_told_with_both_dates(sample: Run) -> None:
    told = lead(sample, "told_as_new", "no limits")
    assert told["reason"] == (
        'The "no limits" partnership is told as new on 8 February 2024; '
        "the timeline dates it 4 February 2022."
    )
    assert [place["title"] for place in told["evidence"]] == ["timeline.csv"]


def test_fault_f_the_assertion_without_a_source_is_told(sample: Run) -> None:
    told = lead(sample, "unattributed", "Moscow has moved closer")
    assert told["reason"] == "Nobody is named as the source of this comparison (“closer”)."


def test_fault_g_the_second_telling_is_told_with_the_first(sample: Run) -> None:
    told = lead(sample, "told_twice", TWICE)
    assert [place["exact"][: len(READOUT)] for place in told["also"]] == [READOUT]


def test_nothing_but_the_planted_faults_and_sourcing_is_told(sample: Run) -> None:
    kinds = {x["kind"] for x in leads(sample) if x["open"] and x["check"] != "sourcing"}
    assert kinds == {"altered", "differs", "weekday", "told_as_new", "told_twice"}


def test_every_span_holds_the_words_that_it_is_said_to_hold(sample: Run) -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    places = [place for one in leads(sample) for place in (one, *one["also"])]
    assert [text[p["start"] : p["end"]] for p in places] == [p["exact"] for p in places]


def test_every_place_in_the_evidence_holds_the_words_that_it_is_said_to_hold(sample: Run) -> None:
    places = [p for one in leads(sample) for p in one["evidence"] if p["start"] is not None]
    there = [(FIXTURES / p["title"]).read_text(encoding="utf-8") for p in places]
    assert [text[p["start"] : p["end"]] for text, p in zip(there, places, strict=True)] == [
        p["exact"] for p in places
    ]


def test_every_lead_names_the_claims_that_it_is_about(sample: Run) -> None:
    assert [one["reason"] for one in leads(sample) if not one["claims"]] == []


# --- the clean copy ------------------------------------------------------------------------------


def test_the_clean_copy_has_no_lead_but_of_sourcing(clean: Run) -> None:
    assert {one["check"] for one in leads(clean) if one["open"]} == {"sourcing"}


def test_the_sourcing_leads_of_the_clean_copy_are_what_the_golden_file_holds(clean: Run) -> None:
    names = ("kind", "claims", "start", "end", "exact", "reason")
    found = [x for x in leads(clean) if x["check"] == "sourcing"]
    made = json.dumps([{n: x[n] for n in names} for x in found], indent=1, ensure_ascii=False)
    if os.environ.get("TWOSOURCE_REFRESH_GOLDEN"):
        GOLDEN.write_text(f"{made}\n", encoding="utf-8")
    assert made == GOLDEN.read_text(encoding="utf-8").rstrip()


def test_what_the_evidence_bears_out_in_the_clean_copy_is_told_as_passed(clean: Run) -> None:
    passed = {(one["check"], one["exact"]) for one in leads(clean) if one["passed"]}
    assert passed >= {
        ("quotation", "double containment"),
        ("quantity", "26 per cent"),
        ("quantity", "$240.1 billion"),
    }


# --- the command ---------------------------------------------------------------------------------


def test_open_leads_end_the_command_with_1_and_say_how_to_answer(sample: Run) -> None:
    done = sample("check", code=1)
    assert "12 leads are open; accept or dismiss each in `twosource review`" in done.stderr


def test_an_article_without_leads_ends_with_0_and_prints_none(plain: Run) -> None:
    assert plain("check", code=0).stdout == ""


def test_an_article_without_leads_is_an_empty_list_to_machines(plain: Run) -> None:
    assert leads(plain, code=0) == []


def test_the_readable_form_has_a_line_for_each_open_lead(sample: Run) -> None:
    lines = sample("check", code=1).stdout.splitlines()
    told = [one for one in leads(sample) if one["open"]]
    assert len(lines) == len(told)
    assert all(one["reason"] in line for line, one in zip(lines, told, strict=True))


def test_all_lists_what_passed_too(sample: Run) -> None:
    lines = sample("check", "--all", code=1).stdout.splitlines()
    assert len(lines) == len(leads(sample))
    assert any(line.startswith("✓ #14 ") and "240.11" in line for line in lines)


def test_an_article_that_is_not_there_is_a_sentence(plain: Run) -> None:
    assert "no article is called 'nope'" in plain("check", "nope", code=2).stderr


def test_a_desk_that_is_not_there_is_a_sentence_and_is_not_made(run: Run, db: Path) -> None:
    assert "there is no desk at" in run("check", code=4).stderr
    assert not db.exists()


def test_a_desk_without_an_article_is_a_sentence(run: Run) -> None:
    run("sources", "add", "Gull")
    assert "no article" in run("check", code=2).stderr


def test_a_check_writes_nothing_into_the_log(sample: Run, query: Query) -> None:
    before = query("SELECT count(*), max(hlc) FROM event")
    sample("check", "--all", code=1)
    assert query("SELECT count(*), max(hlc) FROM event") == before


def test_a_check_judges_no_claim(sample: Run) -> None:
    sample("check", code=1)
    listed = json.loads(sample("claims", "xi-putin-call.md", "--json").stdout)
    assert {(one["status"], one["attribution_status"]) for one in listed} == {(None, None)}


def test_a_desk_that_may_only_be_read_is_checked(
    user: dict[str, str], sample: Run, db: Path
) -> None:
    powers = "-dac_override,-dac_read_search,-fowner"  # root obeys file modes without them
    bound = ("setpriv", f"--bounding-set={powers}", f"--inh-caps={powers}")
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root cannot be bound without setpriv")
    before = db.read_bytes()
    db.chmod(0o444)
    done = subprocess.run(
        [*(bound if os.geteuid() == 0 else ()), *COMMAND, "--db", str(db), "check"],
        **{"env": user, "capture_output": True, "encoding": "utf-8", "check": False},
    )
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 12)
    assert db.read_bytes() == before


# --- tables that cannot be read ------------------------------------------------------------------

BAD = {
    "no header": ("2021,2022\n1,2\n3,4\n", "the table has no header"),
    "mixed numbers": ('port,tonnes\na,"1,234.5"\nb,"1.234,5"\n', "mixes 1,234.5 and 1.234,5"),
    "merged header": ("port,,tonnes\na,1,2\nb,3,4\n", "are cells merged there?"),
}


@pytest.fixture(params=BAD.values(), ids=BAD)
def spoilt(sample: Run, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Run, str]:
    """The sample with one more table, and what is wrong with that."""
    text, why = request.param
    (tmp_path / "bad.csv").write_text(text)
    sample("evidence", "add", "bad.csv")
    return sample, why


def test_a_table_that_cannot_be_used_is_told_in_one_sentence(spoilt: tuple[Run, str]) -> None:
    run, why = spoilt
    told = [line for line in run("check", code=1).stderr.splitlines() if "bad.csv" in line]
    assert len(told) == 1
    assert told[0].startswith("bad.csv is left out: ")
    assert why in told[0]


def test_a_table_that_cannot_be_used_leaves_the_other_checks_as_they_were(
    spoilt: tuple[Run, str],
) -> None:
    run, _ = spoilt
    assert "12 leads are open" in run("check", code=1).stderr
