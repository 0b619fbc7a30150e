"""The commands, run as a shell runs them."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from store.verbs.opening import open_desk
from store.verbs.verify import verify
from tests.waiting import PATIENCE

ROOT = Path(__file__).parent.parent.parent
FIXTURES = ROOT / "fixtures"
COMMAND = [sys.executable, "-c", "from tui.cli import main; main()"]

SHORT = """Port sample

A port official said that traffic rose by 4 per cent. Nobody said why.

Reuters reported that the quay was closed.
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "desk.db"


@pytest.fixture
def nobody() -> dict[str, str]:
    """An environment in which no reviewer is named."""
    return {key: value for key, value in os.environ.items() if not key.startswith("TWOSOURCE")}


@pytest.fixture
def run(path: Path, nobody: dict[str, str], in_process: Run) -> Run:
    """Runs a command, which has to end with `code`."""

    def factory(
        *args: str, code: int = 0, reviewer: str | None = "mk", input: str = "", **env: str
    ) -> subprocess.CompletedProcess[str]:
        who = {"TWOSOURCE_REVIEWER": reviewer} if reviewer else {}
        encoding = env.get("PYTHONIOENCODING", "utf-8")
        args = ("--db", str(path), *args)
        env = nobody | who | env
        done = in_process(*args, input=input, encoding=encoding, cwd=ROOT, env=env)
        assert done.returncode == code, done.stderr
        return done

    return factory


@pytest.fixture
def taken(run: Run) -> Run:
    """The same, with the short article on the desk."""
    run("add", "-", input=SHORT)
    return run


def claims(run: Run, *args: str) -> list[dict[str, Any]]:
    return json.loads(run("claims", *args, "--json").stdout)


# --- add -----------------------------------------------------------------------------------------


def test_an_article_is_taken_in_from_standard_input(run: Run) -> None:
    said = run("add", "-", input=SHORT).stdout
    assert said == "1  Port sample: 3 claims, added\n"


def test_a_second_taking_in_says_that_it_is_there_already(taken: Run) -> None:
    assert (
        taken("add", "-", input=SHORT).stdout == "1  Port sample: 3 claims, already on the desk\n"
    )


def test_several_files_are_taken_in_in_order(run: Run) -> None:
    names = ("readout-cctv.txt", "readout-kremlin.txt", "crlf-bom.txt", "utf16-bom.txt")
    said = run("add", *(str(FIXTURES / name) for name in names)).stdout.splitlines()
    assert [line.split()[0] for line in said] == ["1", "2", "3", "4"]


def test_what_is_said_about_an_article_is_kept(run: Run) -> None:
    about = {
        "--published": "8 Feb 2024",
        "--publisher": "Port Weekly",
        "--url": "https://example.org/port",
        "--headline": "Traffic up",
    }
    run("add", "-", *(word for pair in about.items() for word in pair), input=SHORT)
    article = json.loads(run("export", "jsonl", "1").stdout.splitlines()[1])
    assert (article["date_published"], article["publisher"]) == ("2024-02-08", "Port Weekly")
    assert (article["url"], article["headline"]) == ("https://example.org/port", "Traffic up")


# --- claims --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def suggested(
    tmp_path_factory: pytest.TempPathFactory, in_process: Run
) -> dict[str, list[list[str]]]:
    """The sample's claims, by how they begin, with the chains suggested for each."""
    folder = tmp_path_factory.mktemp("sample")
    environment = os.environ | {"XDG_CONFIG_HOME": str(folder), "TWOSOURCE_REVIEWER": "mk"}
    for args in (("add", str(FIXTURES / "xi-putin-call.md")), ("claims", "--json")):
        done = in_process("--db", str(folder / "desk.db"), *args, env=environment, cwd=ROOT)
        assert done.returncode == 0
    rows = json.loads(done.stdout)
    return {
        row["exact"]: [
            [source or name for source, name in zip(lead["sources"], lead["chain"], strict=True)]
            for lead in row["suggestions"]
        ]
        for row in rows
    }


@pytest.mark.parametrize(
    ("begins", "chains"),
    [
        ("Chinese leader Xi Jinping and Russian", [["kremlin"]]),
        ("Xi and Putin accused", [["xi-jinping"], ["vladimir-putin"]]),
        ("According to a readout from state", [["cctv", "xi-jinping"]]),
        ("Xi was quoted by state media", [["state-media", "xi-jinping"]]),
        ("Kremlin aide Yuri Ushakov told", [["yuri-ushakov"]]),
        ("CCTV said that Putin told Xi", [["cctv", "vladimir-putin"]]),
        ("The two men also discussed", [["yuri-ushakov"]]),
        ("Chinese customs data showed", [["gacc"]]),
        ("The total for 2022", [["gacc"]]),
        ("China’s exports to Russia", [["gacc"]]),
        ("Xi urged Putin to keep", [["cctv", "xi-jinping"]]),
        ("Xi also wished Putin well", [["kremlin", "xi-jinping"]]),
    ],
)
def test_the_samples_sources_are_suggested(
    suggested: dict[str, list[list[str]]], begins: str, chains: list[list[str]]
) -> None:
    found = next(leads for exact, leads in suggested.items() if begins in exact)
    assert [[voice.lower() for voice in chain] for chain in found] == chains


def test_claims_can_be_listed_by_status(taken: Run) -> None:
    taken("tag", "2", "--status", "false")
    assert [row["number"] for row in claims(taken, "--status", "false")] == ["2"]
    assert [row["number"] for row in claims(taken, "--status", "unreviewed")] == ["1", "3"]
    assert [row["number"] for row in claims(taken, "--undecided")] == ["1", "3"]


def test_claims_can_be_listed_by_source(taken: Run) -> None:
    taken("tag", "1", "--source", "tass")
    assert [row["number"] for row in claims(taken, "--source", "TASS")] == ["1"]
    assert [row["number"] for row in claims(taken, "--source", "reuters")] == ["3"]


def test_claims_can_be_listed_as_a_colleague_holds_them(taken: Run) -> None:
    taken("tag", "1", "--status", "false", reviewer="li")
    assert claims(taken)[0]["status"] is None
    assert claims(taken, "--of", "li")[0]["status"] == "false"


@pytest.mark.parametrize("name", ["1", "port", "PORT SAMPLE"])
def test_an_article_can_be_named_in_several_ways(taken: Run, name: str) -> None:
    taken("add", "-", input="Another text. A mayor said that it was another.")
    assert taken("claims", name).stdout.startswith("Port sample: 0 of 3 decided\n")


# --- tag and signoff -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        (("--source", "cctv"), "source", "CCTV"),
        (("--source", "Chinese state broadcaster"), "source", "CCTV"),
        (("--source", "cctv", "--source", "kremlin"), "source", "CCTV + Kremlin"),
        (("--accept",), "source", "Reuters"),
        (("--status", "missing_context"), "status", "missing_context"),
        (("--attribution", "not_found"), "attribution_status", "not_found"),
        (("--confidence", "low"), "confidence", "low"),
        (("--restate", "The quay was shut."), "claim_reviewed", "The quay was shut."),
    ],
)
def test_a_claim_is_judged_by(taken: Run, options: tuple[str, ...], field: str, value: str) -> None:
    taken("tag", "3", *options)
    assert claims(taken)[2][field] == value


@pytest.mark.parametrize(
    ("options", "note"),
    [
        (("--note", "seen"), {"kind": "note", "text": "seen", "state": ""}),
        (("--query", "who?"), {"kind": "query", "text": "who?", "state": "open"}),
        (
            ("--query", "who?", "--answered"),
            {"kind": "query", "text": "who?", "state": "answered"},
        ),
        (
            ("--correction", "rose by 3"),
            {"kind": "correction", "text": "rose by 3", "state": "proposed"},
        ),
        (("--correction", "stet"), {"kind": "correction", "text": "stet", "state": "stet"}),
    ],
)
def test_a_note_is_written_by(taken: Run, options: tuple[str, ...], note: dict[str, str]) -> None:
    taken("tag", "1", *options)
    records = map(json.loads, taken("export", "jsonl").stdout.splitlines())
    notes = [n for record in records if record["type"] == "annotation" for n in record["notes"]]
    assert [{key: n[key] for key in note} for n in notes] == [note]


def test_everything_about_a_claim_can_be_said_at_once(taken: Run) -> None:
    said = taken("tag", "#1", "--source", "tass", "--status", "false", "--note", "no").stdout
    assert said.startswith("#1 false, TASS: A port official said")
    assert taken("log", "--claim", "1", "--json").stdout.count("\n") == 3


def test_a_status_is_cleared_by_none(taken: Run) -> None:
    taken("tag", "1", "--status", "false")
    taken("tag", "1", "--status", "none")
    assert claims(taken)[0]["status"] is None


def test_an_article_is_signed_with_the_digest_of_the_log(taken: Run) -> None:
    done = taken("signoff")
    said = done.stdout.splitlines()
    assert said[0] == "Port sample: signed off"
    assert done.stderr == "still open: 3 of 3 claims without your verdict\n"
    assert said[1] == f"log digest {taken('log', 'digest').stdout.strip()}"


def test_an_open_query_is_answered_without_typing_it_again(taken: Run) -> None:
    taken("tag", "1", "--query", "which table?")
    taken("tag", "1", "--answered")
    fact = json.loads(taken("log", "--json").stdout.splitlines()[-1])["fact"]
    assert (fact["text"], fact["state"]) == ("which table?", "answered")


def test_a_note_is_redacted_by_its_id(taken: Run) -> None:
    taken("tag", "1", "--note", "met Ivan Petrov")
    event = json.loads(taken("log", "--json").stdout.splitlines()[-1])["event"]
    taken("log", "redact", event, "--reason", "names a source")
    assert "Petrov" not in taken("log", "--json").stdout + taken("export", "jsonl").stdout


def test_what_changes_after_the_sign_off_is_told(taken: Run) -> None:
    taken("signoff")
    taken("tag", "1", "--status", "false")
    assert "one change since (below): it needs signing again" in taken("export", "md").stdout


# --- who reviews ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command", ["tag 1 --status false", "signoff", "sources add Gull", "sources edit cctv --name X"]
)
def test_a_judgement_needs_a_name(taken: Run, command: str) -> None:
    done = taken(*command.split(), code=2, reviewer=None)
    assert done.stderr.startswith("twosource: say who is reviewing: use --reviewer NAME")
    assert done.stdout == ""


def test_an_article_is_taken_in_without_a_name_and_the_log_says_so(run: Run) -> None:
    done = run("add", "-", input=SHORT, reviewer=None)
    assert "the log says “desk”" in done.stderr
    assert json.loads(run("log", "--json").stdout.splitlines()[0])["reviewer"] == "desk"


def test_the_sign_off_is_not_left_to_nobody(taken: Run) -> None:
    done = taken("--reviewer", "desk", "signoff", code=6)
    assert "a review is signed by name" in done.stderr


def test_the_option_names_the_reviewer_before_the_environment(taken: Run) -> None:
    taken("--reviewer", "li", "tag", "1", "--status", "false", reviewer="mk")
    assert json.loads(taken("log", "--json").stdout.splitlines()[-1])["reviewer"] == "li"


# --- the log -------------------------------------------------------------------------------------


def test_the_log_tells_what_was_done_oldest_first(taken: Run) -> None:
    taken("tag", "1", "--status", "false")
    kinds = [json.loads(line)["kind"] for line in taken("log", "--json").stdout.splitlines()]
    assert kinds == ["stream_opened", "document_added", "claims_found", "judged"]
    assert "mk          #1 false  [Port sample]" in taken("log").stdout.splitlines()[-1]


def test_the_log_of_one_claim_is_about_that_claim(taken: Run) -> None:
    taken("tag", "1", "--status", "false")
    taken("tag", "2", "--status", "verified")
    (line,) = taken("log", "--claim", "2", "--json").stdout.splitlines()
    assert json.loads(line)["claim"] == "2"


@pytest.mark.parametrize(("since", "count"), [("2024-02-08", 3), ("2999-01-01", 0)])
def test_the_log_can_begin_at_a_time(taken: Run, since: str, count: int) -> None:
    assert len(taken("log", "--since", since, "--json").stdout.splitlines()) == count


def test_a_time_without_a_zone_is_local(taken: Run) -> None:
    first = json.loads(taken("log", "--json").stdout.splitlines()[0])["at"][:16]
    count = {
        zone: len(taken("log", "--since", first, "--json", TZ=zone).stdout.splitlines())
        for zone in ("UTC", "UTC+1", "UTC-1")  # an hour behind, an hour ahead
    }
    assert count == {"UTC": 3, "UTC+1": 0, "UTC-1": 3}


def test_a_sound_log_is_verified(taken: Run) -> None:
    assert taken("log", "verify").stdout == "3 entries; every hash and every row is intact\n"


def test_a_digest_noted_earlier_is_held_against_the_log(taken: Run) -> None:
    noted = taken("log", "digest").stdout.strip()
    taken("tag", "1", "--status", "false")
    taken("log", "verify", "--against", noted)


def test_a_digest_of_another_log_fails_the_verification(taken: Run) -> None:
    done = taken("log", "verify", "--against", "2-" + "0" * 64, code=1)
    assert "it was rewritten" in done.stdout
    assert done.stderr.count("\n") == 1


def test_an_altered_table_fails_the_verification_and_is_made_anew(taken: Run, path: Path) -> None:
    taken("tag", "1", "--status", "false")
    with closing(sqlite3.connect(path)) as conn, conn:
        conn.execute("UPDATE judgement SET status = 'verified'")
    assert "table judgement" in taken("log", "verify", code=1).stdout
    assert taken("log", "rebuild").stdout == "rebuilt from 4 entries\n"
    taken("log", "verify")


def test_following_the_log_shows_what_comes_and_ends_with_ctrl_c(
    taken: Run, path: Path, nobody: dict[str, str]
) -> None:
    with subprocess.Popen(
        [*COMMAND, "--db", str(path), "log", "--follow", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=nobody,
        # a shell that runs these tests in the background has them deaf to Ctrl-C
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as follower:
        kinds = [json.loads(follower.stdout.readline())["kind"] for _ in range(3)]
        taken("tag", "1", "--status", "false")
        kinds.append(json.loads(follower.stdout.readline())["kind"])
        follower.send_signal(signal.SIGINT)
        rest, said = follower.communicate(timeout=PATIENCE)
    assert kinds[-1] == "judged"
    assert (follower.returncode, rest, said.strip()) == (130, b"", b"")


# --- read ----------------------------------------------------------------------------------------


def test_reading_needs_no_desk(run: Run, path: Path) -> None:
    said = run("read", str(FIXTURES / "port-brief.txt")).stdout
    assert said.startswith("   1  ")
    assert not path.exists()


def test_a_batch_keeps_its_order_and_its_count(run: Run) -> None:
    records = [{"id": n, "text": f"Minister {n} said that it rained."} for n in range(500)]
    answers = run("read", "--batch", input="\n".join(map(json.dumps, records))).stdout
    assert [json.loads(line)["id"] for line in answers.splitlines()] == list(range(500))


def test_offsets_of_a_batch_are_code_points(run: Run) -> None:
    text = "😀 Le cafe\u0301 是 closed, an official said.\r\nTraffic is up, a mayor said."
    answer = json.loads(run("read", "--batch", input=json.dumps({"id": 1, "text": text})).stdout)
    sources = [text[start:end] for a in answer["attributions"] for start, end in a["source"]]
    assert sources == ["an official", "a mayor"]


def test_empty_texts_of_a_batch_have_no_claims(run: Run) -> None:
    answers = run("read", "--batch", input='{"id": 1, "text": ""}\n{"id": 2, "text": " \\n"}\n')
    assert [json.loads(line)["claims"] for line in answers.stdout.splitlines()] == [[], []]


# --- sources -------------------------------------------------------------------------------------


def sources(run: Run) -> dict[str, dict[str, Any]]:
    return {line["name"]: line for line in json.loads(run("sources", "--json").stdout)}


def test_the_shipped_sources_are_listed(taken: Run) -> None:
    assert taken("sources", "list").stdout == taken("sources").stdout
    assert {"CCTV", "Kremlin", "TASS", "Reuters"} <= set(sources(taken))


def test_a_source_is_added_with_all_that_is_known_of_it(run: Run) -> None:
    options = ("--class", "expert", "--alias", "Prof G", "--alias", "Gull of Kiel")
    added = run("sources", "add", "Gull", *options, "--organisation", "tass", "--reliability", "b")
    gull = sources(run)["Gull"]
    assert gull["id"] == added.stdout.strip()
    assert (gull["source_class"], gull["aliases"]) == ("expert", ["Prof G", "Gull of Kiel"])
    assert (gull["organisation"], gull["source_reliability"]) == ("tass", "B")


def test_a_source_is_edited(run: Run) -> None:
    run("sources", "add", "Gull", "--alias", "Prof G")
    run("sources", "edit", "prof g", "--name", "Owl", "--class", "expert", "--alias", "Prof O")
    owl = sources(run)["Owl"]
    assert (owl["source_class"], owl["aliases"]) == ("expert", ["Prof G", "Prof O"])


def test_a_protected_source_is_listed_by_its_code_name(run: Run) -> None:
    run("sources", "add", "Ivan Petrov", "--code-name", "Heron")
    assert "Heron (protected)" in run("sources").stdout
    assert "Petrov" not in run("sources", "--json").stdout + run("log", "--json").stdout


def test_sources_are_imported_once(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "sources.csv"
    table.write_text("\ufeffname,class,aliases\nGull,expert,Prof G; Gulls\nTASS,,\n\nOwl,,\n")
    assert run("sources", "import", str(table)).stdout == "2 added, 1 already here\n"
    assert run("sources", "import", str(table)).stdout == "0 added, 3 already here\n"
    assert sources(run)["Gull"]["aliases"] == ["Prof G", "Gulls"]


# --- export and backup ---------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["csv", "jsonl", "md"])
def test_an_export_in_a_file_is_the_one_on_standard_output(
    taken: Run, tmp_path: Path, form: str
) -> None:
    taken("export", form, "-o", str(tmp_path / "log"))
    assert (tmp_path / "log").read_text() == taken("export", form).stdout


def test_a_backup_opens_and_verifies(taken: Run, tmp_path: Path) -> None:
    taken("backup", str(tmp_path / "copy.db"))
    with closing(open_desk(tmp_path / "copy.db", "mk")) as copy:
        assert verify(copy.database) == []
        assert copy.conn.execute("SELECT count(*) FROM claim").fetchone() == (3,)


def test_a_backup_is_readable_by_its_owner_only(taken: Run, tmp_path: Path) -> None:
    taken("backup", str(tmp_path / "copy.db"))
    assert stat.S_IMODE((tmp_path / "copy.db").stat().st_mode) == 0o600


def test_a_backup_replaces_an_older_one_only_by_force(taken: Run, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("an older one")
    taken("backup", str(tmp_path / "copy.db"), code=4)
    taken("backup", str(tmp_path / "copy.db"), "--force")
    assert (tmp_path / "copy.db").read_bytes().startswith(b"SQLite format 3")


# --- the shell around it -------------------------------------------------------------------------

PRINTING = (
    *("claims", "claims --json", "log", "log --json", "sources", "export csv", "export jsonl"),
    "export md",
)


@pytest.mark.parametrize("command", PRINTING)
def test_a_reader_who_has_seen_enough_is_no_failure(
    taken: Run, path: Path, nobody: dict[str, str], command: str
) -> None:
    reading, writing = os.pipe()
    os.close(reading)  # as after `| head`, but for certain
    with open(writing, "wb") as gone:
        done = subprocess.run(
            [*COMMAND, "--db", str(path), *command.split()],
            stdout=gone,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=nobody,
            check=False,
        )
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("command", [*PRINTING, "read fixtures/port-brief.txt", "read --batch"])
def test_output_that_cannot_be_written_is_said_in_a_sentence(
    taken: Run, path: Path, nobody: dict[str, str], command: str
) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "--db", str(path), *command.split()],
            input=b'{"id": 1, "text": "A mayor said so."}',
            stdout=full,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=nobody,
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr == (b"twosource: cannot write to standard output: No space left on device\n")


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
@pytest.mark.parametrize("command", ["claims", "log", "read fixtures/three-scripts.txt"])
def test_a_terminal_without_the_letters_gets_their_numbers(
    run: Run, encoding: str, command: str
) -> None:
    environment = {"PYTHONIOENCODING": encoding}
    run("add", str(FIXTURES / "three-scripts.txt"), "--headline", "中国", **environment)
    assert "\\u" in run(*command.split(), **environment).stdout


def test_the_version_is_told(run: Run) -> None:
    assert run("--version").stdout.startswith("twosource, version ")


@pytest.mark.parametrize(
    "command",
    [
        *("", "review", "demo", "add", "claims", "read", "tag", "signoff", "log", "log verify"),
        *(
            "log digest",
            "log rebuild",
            "export",
            "import",
            "sources",
            "sources list",
            "sources add",
        ),
        *("sources edit", "sources import", "backup"),
    ],
)
def test_every_command_has_a_page_of_help(run: Run, command: str) -> None:
    assert run(*command.split(), "--help").stdout.startswith(f"Usage: twosource {command}".strip())
