"""`agreement` and `session minutes` as a person and a program meet them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from claims.intake import read_document
from store import minutes as written
from store.queries import claim_listing
from store.queries.team import session_rows, team_agreement
from store.state.session import Session
from store.verbs import intake, judging, sessions
from store.verbs.desk import Desk
from tui.cli import cli, main
from tui.cli.common import Options
from tui.cli.session.minutes import minutes

TEXT = "Port sample\n\n" + "\n\n".join(
    f"A port official said that ship {n} had sunk in the harbour." for n in range(1, 7)
)
LONG = "Anastasia Konstantinopolskaya", "Bartholomew Featherstonehaugh"


class Reviewed(NamedTuple):
    editor: Desk
    path: Path
    session: Session


@pytest.fixture
def reviewed(open_at: Callable[..., Desk], tmp_path: Path) -> Reviewed:
    """A blind session of two with long names, who differ on the second claim of three."""
    editor = open_at("ed")
    data = TEXT.encode()
    document = intake.take_in(editor, data, read_document(data, "port.txt"), "port.txt").document
    first, second = (open_at(name) for name in LONG)
    session = sessions.create(editor, document, sessions.Plan(LONG))
    claims = claim_listing.listing(editor.conn, document)
    for claim, one, other in zip(claims, "vff", "vmf", strict=False):
        names = {"v": "verified", "f": "false", "m": "missing_context"}
        judging.judge(first, claim, status=names[one])
        judging.judge(second, claim, status=names[other])
    return Reviewed(editor, tmp_path / "t.db", session)


@pytest.fixture
def revealed(reviewed: Reviewed) -> Reviewed:
    return reviewed._replace(session=sessions.reveal(reviewed.editor, reviewed.session))


def called(at: Reviewed, *args: str, who: str = "ed") -> Result:
    done = CliRunner().invoke(
        cli, ["--db", str(at.path), "--reviewer", who, *args], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    return done


def refused(
    at: Reviewed, who: str, monkeypatch: pytest.MonkeyPatch, *args: str
) -> int | str | None:
    """The exit code of a command as a shell sees it."""
    command = ["twosource", "--db", str(at.path), "--reviewer", who, *args]
    monkeypatch.setattr(sys, "argv", command)
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


def test_the_report_is_at_most_80_columns_wide(revealed: Reviewed) -> None:
    lines = called(revealed, "agreement").output.splitlines()
    assert max(map(len, lines)) <= 80


def test_the_report_names_who_says_what_about_which_claim(revealed: Reviewed) -> None:
    words = " ".join(called(revealed, "agreement").output.split())
    told = f"0.67 #2 false: {LONG[0]}; missing context: {LONG[1]}"
    assert told in words


def test_the_report_says_why_there_is_no_figure(revealed: Reviewed) -> None:
    source = called(revealed, "agreement").output.split("\n\n")[1].splitlines()
    assert source[-1] == "  – Nobody has judged this yet."


def test_a_session_is_found_by_its_number(revealed: Reviewed) -> None:
    by_article = called(revealed, "agreement").output
    assert called(revealed, "agreement", "--session", "1").output == by_article


def test_json_holds_every_figure_exactly(revealed: Reviewed) -> None:
    told = json.loads(called(revealed, "agreement", "--json").output)
    found = team_agreement.of_session(revealed.editor.conn, revealed.session)
    verdicts, data = found.fields[-1].after, told["fields"][-1]["after"]
    assert verdicts.ordinal is not None
    assert data["alpha_nominal"]["value"] == verdicts.nominal.value
    assert data["alpha_ordinal"]["value"] == verdicts.ordinal.value
    assert data["percent"]["value"] == verdicts.percent.value
    assert [one["value"] for one in data["kappas"]] == [one.value for one in verdicts.kappas]
    assert data["disagreements"][0]["weight"] == verdicts.disagreements[0].weight


def test_json_says_why_there_is_no_figure(revealed: Reviewed) -> None:
    told = json.loads(called(revealed, "agreement", "--json").output)
    source = told["fields"][0]["after"]["percent"]
    assert (source["value"], source["undefined"]["reason"]) == (None, "nobody_rated")


def test_a_member_of_a_blind_session_gets_one_sentence_and_6(
    reviewed: Reviewed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(reviewed, LONG[0], monkeypatch, "agreement") == 6
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "twosource: session 1 is blind: agreement is shown after the reveal\n"


def test_an_article_and_a_session_together_are_one_too_many(revealed: Reviewed) -> None:
    done = CliRunner().invoke(cli, ["--db", str(revealed.path), "agreement", "1", "--session", "1"])
    assert done.exit_code == 2
    assert "not both" in done.output


# --- minutes -------------------------------------------------------------------------------------


def asked(at: Reviewed, *args: str) -> Result:
    return CliRunner().invoke(minutes, list(args), obj=Options(at.path, "ed"))


def test_the_minutes_go_to_standard_output(revealed: Reviewed) -> None:
    known = session_rows.by_uid(revealed.editor.conn, revealed.session.uid)
    assert known
    assert asked(revealed).output == written.minutes(revealed.editor.conn, known, "md")


def test_the_name_of_the_file_says_in_which_form(revealed: Reviewed, tmp_path: Path) -> None:
    done = asked(revealed, "1", "-o", str(tmp_path / "m.html"))
    assert done.output == f"{tmp_path / 'm.html'} written\n"
    assert (tmp_path / "m.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_minutes_of_a_blind_session_are_refused(reviewed: Reviewed, tmp_path: Path) -> None:
    done = asked(reviewed, "-o", str(tmp_path / "m.md"))
    assert type(done.exception).__name__ == "NotPermitted"
    assert not (tmp_path / "m.md").exists()
