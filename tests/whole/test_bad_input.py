"""Whatever a command is given: one sentence, the right exit code, and nothing has changed."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from claims.intake import MAX_BYTES, read_document
from claims.model import SourceClass
from store.clock import Instant
from store.verbs import intake, sources
from store.verbs.opening import open_desk
from tests.waiting import PATIENCE

ROOT = Path(__file__).parent.parent.parent
ARTICLE = ROOT / "fixtures" / "xi-putin-call.md"
BAD = ROOT / "fixtures" / "bad"
COMMAND = [sys.executable, "-c", "from tui.cli import main; main()"]

TOO_LONG = "x" * (65 * 1024)  # one entry of the log holds 64 KiB
NO_UTF8 = b"\xff\xfe".decode("utf-8", "surrogateescape")  # as a shell may hand it over

# How the cases below begin: {place} is the test's folder, {bad} holds the bad fixtures.
UNREADABLE = {
    "missing.txt": "there is no file",
    "folder": "is a folder",
    "huge.txt": "larger than 16 MiB",
    "empty.bin": "is empty",
    "page.docx": "a .docx file cannot be read",
    "scan.pdf": "the file is damaged, or is not a PDF",
    "sheet.xlsx": "the file is damaged, or is not an .xlsx workbook",
    "line.csv": "this is not a table",
    "{bad}/binary.png": "a PNG picture",
    "{bad}/blank.txt": "only white space",
    "{bad}/empty.txt": "is empty",
    "{bad}/gbk.txt": "is not UTF-8",
    "{bad}/latin1.txt": "is not UTF-8",
    "{bad}/nul.txt": "there is a NUL",
    "{bad}/surrogate.txt": "half a surrogate pair",
    "{bad}/utf16-no-bom.txt": "--encoding utf-16-le",
}
WRONG_USAGE = {
    ("add",): "FILE",
    ("add", "good.txt", "--encoding", "klingon"): "there is no encoding called 'klingon'",
    ("add", "good.txt", "--encoding", NO_UTF8): "there is no encoding called",
    ("add", "good.txt", "--published", "someday"): "'someday' is not a date",
    ("add", "good.txt", "--published", "2024-02-30"): "'2024-02-30' is not a date",
    ("add", "good.txt", "--mood", "good"): "--mood",
    ("read",): "FILE",
    ("read", "good.txt", "--encoding", "klingon"): "there is no encoding called 'klingon'",
    ("read", "good.txt", "--published", "someday"): "'someday' is not a date",
    ("review",): "needs a terminal",
    ("review", "good.txt"): "needs a terminal",
    ("demo",): "needs a terminal",
    ("claims", "--status", "true"): "'true' is not a status",
    ("claims", "--source", "nobody"): "no source is called 'nobody'",
    ("claims", "--of", "nobody"): "nobody called 'nobody'",
    ("claims", "1", "2"): "unexpected extra argument",
    ("tag",): "CLAIM",
    ("tag", "1"): "give something to set",
    ("tag", "99", "--status", "false"): "no claim '99'",
    ("tag", "first", "--status", "false"): "no claim 'first'",
    ("tag", NO_UTF8, "--status", "false"): "there is no claim",
    ("tag", "1", "--status", "true"): "'true' is not a status",
    ("tag", "1", "--source", "nobody"): "no source is called 'nobody'",
    ("tag", "1", "--source", "Twins"): "2 sources are called 'Twins'",
    ("tag", "1", "--attribution", "good"): "--attribution is one of",
    ("tag", "1", "--confidence", "99"): "--confidence is one of",
    ("tag", "1", "--status", "false", "--answered"): "you have no open query",
    ("tag", "1", "--source", "cctv", "--status", "true"): "'true' is not a status",
    ("tag", "1", "--source", "cctv", "--source", "nobody"): "no source is called 'nobody'",
    ("log", "--since", "someday"): "'someday' is not a time",
    ("log", "--claim", "99"): "no claim '99'",
    ("log", "burn"): "burn",
    ("export",): "FORMAT",
    ("export", "docx"): "no format 'docx'; there are md, ",
    ("sources", "add"): "NAME",
    ("sources", "add", " "): "needs a name",
    ("sources", "add", "Gull", "--class", "bird"): "'bird' is not a class of source",
    ("sources", "add", "Gull", "--reliability", "Z"): "from A to F",
    ("sources", "add", "Gull", "--organisation", "nobody"): "no source is called 'nobody'",
    ("sources", "edit", "nobody", "--name", "Gull"): "no source is called 'nobody'",
    ("sources", "edit", "cctv"): "give something to change",
    ("sources", "edit", "cctv", "--class", "bird"): "'bird' is not a class of source",
    ("sources", "import", "birds.csv"): "birds.csv, line 3: 'bird' is not a class",
    ("scales", "add"): "FILE",
    ("scales", "use"): "NAME",
    ("scales", "use", "snopes"): "no scale 'snopes'; there are newsroom, averitec, politifact",
    ("scales", "use", NO_UTF8): "there is no scale",
    ("scales", "show", "snopes"): "no scale 'snopes'",
    ("session", "create", "1"): "--reviewers",
    ("session", "create", "1", "--reviewers", "a,b", "--lease", "x"): "is not a valid integer",
    ("session", "create", "1", "--reviewers", "a,b", "--lease", "9" * 30): "a lease lasts between",
    ("session", "status"): "the desk has no session yet",
    ("session", "status", NO_UTF8): "the desk has no session yet",
    ("session", "vote", "1", "false"): "the desk has no session yet",
    ("reviewers", "role", "li", "boss"): "'boss' is not one of",
    ("comment", "1", TOO_LONG): "at most 4000 characters",
    ("comment", "1", "hm", "--reply", NO_UTF8): "there is no comment",
    ("comments", "99"): "no claim '99'",
    ("adjudicate", "1", "--take", NO_UTF8): "nobody called",
    ("backup",): "FILE",
    ("backup", "folder"): "is a directory",
    ("fly",): "No such command 'fly'",
    ("--mood", "good", "claims"): "--mood",
}
BAD_INPUT = {
    ("add", "good.txt", "missing.txt"): "there is no file",
    ("add", "good.txt", "--headline", TOO_LONG): "64 KiB",
    ("add", "good.txt", "--headline", NO_UTF8): "half a surrogate pair",
    ("tag", "1", "--status", "false", "--note", TOO_LONG): "64 KiB",
    ("tag", "1", "--status", "false", "--note", NO_UTF8): "half a surrogate pair",
    ("tag", "3", "--status", "false", "--accept"): "nothing is suggested",
    ("log", "verify", "--against", "yesterday"): "'yesterday' is not a digest",
    ("session", "create", "1", "--reviewers", f"a,{NO_UTF8}"): "cannot be a reviewer's name",
    ("session", "create", "1", "--reviewers", "a,b", "--title", TOO_LONG): "64 KiB",
    ("session", "create", "1", "--reviewers", "a,b", "--title", NO_UTF8): "half a surrogate pair",
    ("reviewers", "role", NO_UTF8, "checker"): "cannot be a reviewer's name",
    ("comment", "1", NO_UTF8): "half a surrogate pair",
    ("adjudicate", "1", "--status", "false", "--note", TOO_LONG): "64 KiB",
    ("adjudicate", "1", "--status", "false", "--note", NO_UTF8): "half a surrogate pair",
    ("sources", "add", NO_UTF8): "half a surrogate pair",
    ("sources", "add", NO_UTF8, "--code-name", "Heron"): "half a surrogate pair",
    ("scales", "add", "missing.toml"): "there is no file",
    ("scales", "add", "folder"): "is a folder",
    ("scales", "add", "good.txt"): "good.txt: this is no TOML",
    ("scales", "add", "{bad}/latin1.txt"): "is not UTF-8",
    ("scales", "add", "{bad}/surrogate.txt"): "is not UTF-8",
    ("scales", "add", "empty.bin"): "the name of a scale is",
    ("scales", "add", "ten.toml"): "2 to 9 statuses, one for a key, not 10",
    ("scales", "add", "letters.toml"): "status 2 (b): letter 'A' is that of status 1 (a) already",
    ("scales", "add", "taken.toml"): "'fever' comes with twosource",
    ("sources", "import", "missing.csv"): "there is no file",
    ("sources", "import", "folder"): "is a folder",
    ("sources", "import", "good.txt"): "has no column called name",
    ("sources", "import", "{bad}/gbk.txt"): "is not a csv file in UTF-8",
    ("sources", "import", "long.csv"): "64 KiB",
    ("--reviewer", NO_UTF8, "claims"): "cannot be a reviewer's name",
    ("--reviewer", "x" * 81, "tag", "1", "--status", "false"): "cannot be a reviewer's name",
}
NO_STORE = {
    ("export", "csv", "-o", "taken.csv"): "already exists",
    ("export", "md", "-o", "folder"): "is a folder",
    ("export", "md", "-o", "folder", "--force"): "is a folder",
    ("export", "md", "-o", "nowhere/log.md"): "cannot be written",
    ("export", "md", "-o", "desk.db", "--force"): "is the desk itself",
    ("backup", "taken.csv"): "already exists",
    ("backup", "nowhere/copy.db"): "cannot be written",
    ("backup", "desk.db", "--force"): "is the desk itself",
    ("--db", "folder", "claims"): "is a folder",
    ("--db", "good.txt", "claims"): "is not a twosource desk",
}
NO_ARTICLE = [
    *(("claims", "Moby Dick"), ("claims", NO_UTF8), ("tag", "Moby Dick:1", "--status", "false")),
    *(("export", "csv", "Moby Dick"), ("signoff", "Moby Dick"), ("log", "--claim", "9:1")),
    *(("session", "create", "Moby Dick", "--reviewers", "a,b"), ("comments", "Moby Dick")),
    *(("comment", "Moby Dick:1", "hm"), ("adjudicate", "Moby Dick:1", "--status", "false")),
]
NO_RECORDS = {
    b"no json": "line 1 is not a record",
    b"\xff\xfe\x00": "line 1 is not a record",
    b"[1, 2]": "line 1 is not a record",
    b"null": "line 1 is not a record",
    b"17": "line 1 is not a record",
    b'{"id": 1}': "line 1 is not a record",
    b'{"id": 1, "text": 5}': "line 1 is not a record",
    b'\n\n{"id": 1, "text": "x"': "line 3 is not a record",
    b"[" * 100_000: "line 1 is not a record",
}


def scale(name: str, letters: str) -> str:
    """A scale as TOML, with a status for each letter."""
    statuses = [
        f'[[status]]\nid = "{id}"\nlabel = "{id}"\nletter = "{letter}"\ntone = "warn"\n'
        f'meaning = "It is {id}."\naveritec = "Refuted"\n'
        for id, letter in zip("abcdefghij", letters, strict=False)
    ]
    return "\n".join([f'name = "{name}"', *statuses])


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a desk, and files that somebody might hand to a command by mistake."""
    place = tmp_path_factory.mktemp("template")
    desk = open_desk(place / "desk.db", "mk", clock=lambda: Instant(1_707_386_400_000_000))
    data = ARTICLE.read_bytes()
    intake.take_in(desk, data, read_document(data, ARTICLE.name), ARTICLE.name)
    for _ in range(2):
        sources.add(desk, "Twins", SourceClass.EYEWITNESS)
    desk.close()
    (place / "folder").mkdir()
    (place / "good.txt").write_text("A port official said that traffic rose.\n")
    (place / "page.docx").write_text("A port official said so.")
    (place / "scan.pdf").write_text("%PDF-1.4 and no more")
    (place / "sheet.xlsx").write_text("PK and no more")
    (place / "ten.toml").write_text(scale("house", "ABCDEFGHIJ"))
    (place / "letters.toml").write_text(scale("house", "AA"))
    (place / "taken.toml").write_text(scale("fever", "AB"))
    (place / "line.csv").write_text("A port official said so.\n")
    (place / "taken.csv").write_text("mine\n")
    (place / "empty.bin").touch()
    (place / "birds.csv").write_text("name,class\nOwl,expert\nGull,bird\n")
    (place / "long.csv").write_text(f"name,class\nOwl,expert\n{TOO_LONG},expert\n")
    with (place / "huge.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1024 * 1024)  # a hole, so it costs no disk
    return place


@pytest.fixture
def place(template: Path, tmp_path: Path) -> Path:
    place = tmp_path / "place"
    shutil.copytree(template, place, ignore=shutil.ignore_patterns("huge.txt"))
    (place / "huge.txt").symlink_to(template / "huge.txt")
    return place


@pytest.fixture
def run(
    place: Path, in_process: Callable[..., subprocess.CompletedProcess[bytes]]
) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Runs a command on the desk of this place."""
    environment = os.environ | {
        "TWOSOURCE_DB": "desk.db",
        "TWOSOURCE_REVIEWER": "mk",
    }

    def factory(*args: str, input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        filled = [arg.replace("{bad}", str(BAD)) for arg in args]
        return in_process(*filled, input=input, cwd=place, env=environment, encoding=None)

    return factory


def contents(place: Path) -> dict[str, str]:
    """Every file there but the lock, by the hash of what is in it."""
    return {
        str(path.relative_to(place)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in place.rglob("*")
        if path.is_file() and path.suffix != ".lock" and not path.is_symlink()
    }


@pytest.fixture
def refused(
    run: Callable[..., subprocess.CompletedProcess[bytes]], place: Path
) -> Callable[..., str]:
    """Runs a command that has to fail with `code`, in a sentence, and change nothing."""

    def factory(*args: str, code: int, input: bytes = b"") -> str:
        before = contents(place)
        done = run(*args, input=input)
        sentence = done.stderr.decode()
        assert "Traceback" not in sentence
        assert (done.returncode, done.stdout) == (code, b""), sentence
        assert sentence.startswith("twosource: ")
        assert contents(place) == before
        return sentence

    return factory


def one(sentence: str) -> str:
    """`sentence` without its line end, if it is on one line."""
    assert sentence.count("\n") == 1
    return sentence


@pytest.mark.parametrize("command", ["add", "read"])
@pytest.mark.parametrize(("name", "words"), UNREADABLE.items())
def test_a_file_that_cannot_be_read_is_refused(
    refused: Callable[..., str], command: str, name: str, words: str
) -> None:
    assert words in one(refused(command, name, code=3))


@pytest.mark.parametrize("command", ["add", "read"])
def test_standard_input_without_a_text_is_refused(
    refused: Callable[..., str], command: str
) -> None:
    assert "is empty" in one(refused(command, "-", code=3))


@pytest.mark.parametrize(("args", "words"), WRONG_USAGE.items(), ids=str)
def test_wrong_usage_is_said_in_a_sentence(
    refused: Callable[..., str], args: tuple[str, ...], words: str
) -> None:
    assert words in one(refused(*args, code=2))


@pytest.mark.parametrize(
    ("args", "words"), BAD_INPUT.items(), ids=lambda value: str(value)[:60] if value else ""
)
def test_bad_input_is_said_in_a_sentence(
    refused: Callable[..., str], args: tuple[str, ...], words: str
) -> None:
    assert words in one(refused(*args, code=3))


@pytest.mark.parametrize(("args", "words"), NO_STORE.items(), ids=str)
def test_what_the_store_cannot_do_is_said_in_a_sentence(
    refused: Callable[..., str], args: tuple[str, ...], words: str
) -> None:
    assert words in one(refused(*args, code=4))


@pytest.mark.parametrize("args", NO_ARTICLE, ids=str)
def test_an_unknown_article_is_answered_with_those_that_there_are(
    refused: Callable[..., str], args: tuple[str, ...]
) -> None:
    question, *candidates = refused(*args, code=2).splitlines()
    assert question.startswith("twosource: no article is called")
    assert [line.split()[0] for line in candidates] == ["1"]


@pytest.mark.parametrize(("lines", "words"), NO_RECORDS.items(), ids=lambda value: str(value)[:24])
def test_a_line_that_is_no_record_is_named(
    refused: Callable[..., str], lines: bytes, words: str
) -> None:
    assert words in one(refused("read", "--batch", input=lines, code=3))


def test_records_before_the_bad_line_are_answered(
    run: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    good = b'{"id": "a", "text": "A port official said so."}\n'
    done = run("read", "--batch", input=good * 2 + b"no json\n" + good)
    assert done.returncode == 3
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["a", "a"]


def test_half_a_surrogate_pair_in_a_record_reads_back_as_it_was(
    run: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    done = run(
        "read", "--batch", input=b'{"id": "\\ud800", "text": "An \\ud800 official said so."}'
    )
    assert json.loads(done.stdout)["id"] == "\ud800"


@pytest.mark.parametrize(
    ("name", "encoding"),
    [("gbk.txt", "gb18030"), ("latin1.txt", "cp1252"), ("utf16-no-bom.txt", "utf-16-le")],
)
def test_the_right_encoding_lets_a_file_in(
    run: Callable[..., subprocess.CompletedProcess[bytes]], name: str, encoding: str
) -> None:
    run("add", f"{{bad}}/{name}", "--encoding", encoding)
    lines = map(json.loads, run("export", "jsonl", "2").stdout.splitlines())
    texts = [line["text"] for line in lines if line["type"] == "article"]
    assert texts == [(BAD / name).read_bytes().decode(encoding)]


def test_a_file_whose_name_is_no_utf8_is_taken_in(
    run: Callable[..., subprocess.CompletedProcess[bytes]], place: Path
) -> None:
    """Archives from elsewhere unpack to such names."""
    name = "港口.txt".encode("gbk").decode("utf-8", "surrogateescape")
    (place / name).write_text("A port official said that traffic rose.\n")
    done = run("add", name)
    assert (done.returncode, done.stderr) == (0, b"")


def test_bad_input_makes_no_desk(
    run: Callable[..., subprocess.CompletedProcess[bytes]], place: Path
) -> None:
    run("--db", "new/desk.db", "add", "missing.txt")
    assert not (place / "new").exists()


def test_bad_input_is_one_sentence_even_when_nobody_is_named(
    place: Path,
) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "TWOSOURCE_REVIEWER"}
    done = subprocess.run(
        [*COMMAND, "--db", "desk.db", "add", "missing.txt"],
        capture_output=True,
        cwd=place,
        env=environment | {"PYTHONPATH": str(ROOT)},
    )
    assert one(done.stderr.decode()) == "twosource: there is no file missing.txt\n"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there is no pseudo terminal here")
@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("missing.md", 2, "no article is called 'missing.md'"),
        ("folder", 2, "no article is called 'folder'"),
        ("empty.bin", 3, "is empty"),
        ("{bad}/binary.png", 3, "a PNG picture"),
        ("{bad}/gbk.txt", 3, "is not UTF-8"),
        ("huge.txt", 3, "larger than 16 MiB"),
    ],
)
def test_the_workbench_does_not_open_on_what_it_cannot_read(
    place: Path, name: str, code: int, words: str
) -> None:
    before = contents(place)
    with ExitStack() as stack:
        pairs = [os.openpty() for _ in range(3)]
        for end in (end for pair in pairs for end in pair):
            stack.callback(os.close, end)
        done = subprocess.run(
            [*COMMAND, "--reviewer", "mk", "--db", "desk.db", "review", name.format(bad=BAD)],
            stdin=pairs[0][1],
            stdout=pairs[1][1],
            stderr=pairs[2][1],
            cwd=place,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm"},
            timeout=PATIENCE,
        )
        os.set_blocking(pairs[1][0], False)
        with pytest.raises(BlockingIOError):
            os.read(pairs[1][0], 1)  # not a byte went to the screen
        sentence = os.read(pairs[2][0], 4096).decode()
    assert done.returncode == code
    assert words in sentence
    assert contents(place) == before
