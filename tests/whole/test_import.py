"""`twosource import` as a person meets it: what it says, how it fails, what it leaves behind."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from store.verbs.opening import open_desk
from store.verbs.verify import verify

from .conftest import ARTICLE, COMMAND, Query, Run

KILLS = 8


@pytest.fixture
def exported(run: Run, db: Path, tmp_path: Path) -> Path:
    """The log of a desk on which two reviewers judged; the desk itself is gone again."""
    run("add", str(ARTICLE))
    run("tag", "1", "--status", "verified", "--note", "seen it", "--source", "kremlin")
    run("--reviewer", "li", "tag", "1", "--status", "false")
    run("export", "jsonl", "-o", "log.jsonl")
    run("export", "csv", "-o", "log.csv")
    for left in tmp_path.glob("t.db*"):
        left.unlink()
    return tmp_path / "log.jsonl"


def test_a_log_comes_into_a_desk_that_is_not_there_yet(run: Run, exported: Path) -> None:
    count = exported.read_text().count('"type": "event"')
    told = run("import", "jsonl", str(exported)).stdout
    assert told == (f"{count} entries by 2 reviewers on 1 article imported; 0 already here\n")
    assert run("export", "jsonl").stdout.encode() == exported.read_bytes()
    assert "is intact" in run("log", "verify").stdout


def test_a_second_import_says_that_all_is_known(run: Run, exported: Path) -> None:
    run("import", "jsonl", str(exported))
    told = run("import", "jsonl", "-", input=exported.read_text()).stdout
    assert told.startswith("0 entries by 0 reviewers on 0 articles imported; ")


def test_a_log_needs_no_reviewer(run: Run, exported: Path) -> None:
    run("import", "jsonl", str(exported), TWOSOURCE_REVIEWER="")


def test_judgements_of_a_csv_come_in(run: Run, exported: Path) -> None:
    run("add", str(ARTICLE))
    table = str(exported.with_name("log.csv"))
    told = run("import", "csv", table).stdout
    assert told.startswith("0 articles added, 0 claims marked, 2 judgements and 1 note written;")
    digest = run("log", "digest").stdout
    assert " 0 judgements and 0 notes written;" in run("import", "csv", table).stdout
    assert run("log", "digest").stdout == digest


def test_what_was_left_out_is_said_beside_what_came_in(run: Run, tmp_path: Path) -> None:
    run("add", str(ARTICLE))
    (tmp_path / "a.csv").write_text(
        f"article,number,status\n{ARTICLE.name},1,false\n{ARTICLE.name},99,false\n"
    )
    done = run("import", "csv", "a.csv")
    assert (
        done.stderr == "left out: line 3: #99 is not a claim of this article, or has other words\n"
    )
    assert "1 judgement and 0 notes written; 0 already here, 1 left out" in done.stdout


@pytest.mark.parametrize(
    ("form", "content", "code", "told"),
    [
        ("jsonl", "", 3, "in.file is empty"),
        ("jsonl", "{}\n", 3, "line 1"),
        (
            "jsonl",
            '{"type": "header", "format": "twosource/1", "whole": false}',
            3,
            "partial export",
        ),
        ("csv", "a,b\n", 3, "line 1"),
        ("csv", "article,number,status\nx,1,false\n", 4, "there is no desk"),
        ("docx", "", 2, "choose one of jsonl, csv"),
    ],
)
def test_what_cannot_be_taken_in_is_one_sentence_and_no_desk(
    run: Run, db: Path, tmp_path: Path, form: str, content: str, code: int, told: str
) -> None:
    (tmp_path / "in.file").write_text(content)
    done = run("import", form, "in.file", code=code)
    assert told in done.stderr
    assert (done.stdout, done.stderr.count("\n")) == ("", 1)
    assert not db.exists()


@pytest.mark.parametrize("form", ["jsonl", "csv"])
@pytest.mark.parametrize(("file", "told"), [("gone", "no file"), (".", "is a folder")])
def test_a_file_that_is_none_is_bad_input(run: Run, form: str, file: str, told: str) -> None:
    assert told in run("import", form, file, code=3).stderr


@pytest.mark.skipif(sys.platform != "linux", reason="a file that opens and cannot be read")
@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_a_file_that_cannot_be_read_is_bad_input(run: Run, form: str) -> None:
    assert "cannot be read" in run("import", form, "/proc/self/mem", code=3).stderr


def test_a_csv_of_which_nothing_fits_is_bad_input(run: Run, tmp_path: Path) -> None:
    run("add", str(ARTICLE))
    (tmp_path / "a.csv").write_text("article,number,status\nOther,1,false\n")
    told = run("import", "csv", "a.csv", code=3).stderr
    assert "nothing in a.csv fits this desk; line 2: the desk has no article 'Other'" in told


def test_a_log_that_breaks_off_leaves_the_desk_as_it_was(
    run: Run, query: Query, exported: Path, tmp_path: Path
) -> None:
    run("add", str(ARTICLE))
    before = run("log", "digest").stdout
    lines = exported.read_bytes().splitlines(keepends=True)
    (tmp_path / "cut.jsonl").write_bytes(b"".join(lines[:8])[:-20])
    assert "cut off there" in run("import", "jsonl", "cut.jsonl", code=3).stderr
    assert run("log", "digest").stdout == before
    assert query("SELECT count(*) FROM stream") == [(1,)]


# --- killed --------------------------------------------------------------------------------------

# Fills a desk with entries of one claim, past the command line, and exports it
FILL = """
import sys
from pathlib import Path
from claims.intake import read_document
from store.verbs import intake, judging
from store.verbs.opening import open_desk

path = Path(sys.argv[1])
data = Path(sys.argv[2]).read_bytes()
desk = open_desk(path, "mk")
intake.take_in(desk, data, read_document(data, "a.md"), "a.md")
claims = [row[0] for row in desk.conn.execute("SELECT id FROM claim")]
with desk.database.write():
    for n in range(1500):
        judging.judge(desk, claims[n % len(claims)], status="false", justification=f"{n}")
desk.close()
"""


def test_an_import_that_is_killed_leaves_the_desk_as_it_was(
    run: Run, user: dict[str, str], db: Path, tmp_path: Path
) -> None:
    big = tmp_path / "big.db"
    subprocess.run([sys.executable, "-c", FILL, str(big), str(ARTICLE)], env=user, check=True)
    log = tmp_path / "big.jsonl"
    subprocess.run([*COMMAND, "--db", str(big), "export", "jsonl", "-o", str(log)], env=user)
    count = log.read_text().count('"type": "event"')
    run("add", str(ARTICLE))
    mine = len(run("log", "--json").stdout.splitlines())
    data, chance = log.read_bytes(), random.Random(20240208)
    command = [*COMMAND, "--db", str(db), "import", "jsonl", "-"]
    for _ in range(KILLS):
        cut = int(chance.uniform(0.3, 0.95) * len(data))  # it waits for the rest when it is killed
        with subprocess.Popen(command, env=user, stdin=subprocess.PIPE) as child:
            assert child.stdin
            child.stdin.write(data[:cut])
            child.stdin.flush()
            child.kill()
        desk = open_desk(db, "mk")
        try:
            assert desk.conn.execute("SELECT count(*) FROM event").fetchone()[0] == mine
            assert verify(desk.database) == []
        finally:
            desk.close()
    run("import", "jsonl", str(log))
    assert len(run("log", "--json").stdout.splitlines()) == mine + count


def test_help_for_import_names_every_format(run: Run) -> None:
    page = run("import", "--help").stdout
    assert page.startswith("Usage: twosource import ")
    assert all(form in page for form in ("jsonl", "csv", "doccano", "labelstudio", "citron"))
