"""`evidence` and `add`, as a shell runs them: what is attached, what is said, what is refused."""

from __future__ import annotations

import json
import os
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest

from claims.intake import read_document
from claims.model import EvidenceKind
from store.queries import claim_listing
from store.verbs import evidence, intake
from store.verbs.opening import open_desk

from .conftest import Query, Run
from .terminal import ROOT

FIXTURES = ROOT / "fixtures"
DOCUMENTS = FIXTURES / "documents"
BAD = FIXTURES / "bad"
READOUT = FIXTURES / "readout-kremlin.txt"
URL = "https://harbour.example/port"

SHORT = """Port sample

A port official said that traffic rose by 4 per cent. Nobody said why.

Reuters reported that the quay was closed.
"""


@pytest.fixture
def taken(run: Run) -> Run:
    """Runs commands on a desk with one short article."""
    run("add", "-", input=SHORT)
    return run


def listed(run: Run, *args: str) -> list[dict[str, Any]]:
    return json.loads(run("evidence", "list", *args, "--json").stdout)


def attach(run: Run, *args: str) -> dict[str, Any]:
    """Attaches something, and gives its record back."""
    run("evidence", "add", *args)
    return listed(run)[-1]


# --- articles ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("page.html", "1  Lissow pilots end their strike: "),
        ("report.pdf", "1  Harbour authority of Lissow: traffic in 2023: "),
    ],
)
def test_a_page_and_a_pdf_are_taken_in_as_articles(run: Run, name: str, said: str) -> None:
    done = run("add", str(DOCUMENTS / name))
    assert done.stdout.startswith(said)
    assert done.stderr == ""


def test_the_bytes_of_a_pdf_are_kept_beside_its_text(run: Run, query: Query) -> None:
    data = (DOCUMENTS / "report.pdf").read_bytes()
    run("add", str(DOCUMENTS / "report.pdf"))
    assert query("SELECT count(*) FROM blob WHERE bytes = ?", data) == [(1,)]


@pytest.mark.parametrize("command", [("add",), ("evidence", "add")])
def test_a_page_without_text_is_said_on_stderr(taken: Run, command: tuple[str, ...]) -> None:
    done = taken(*command, str(DOCUMENTS / "report-part-scan.pdf"))
    assert done.stderr == (
        "report-part-scan.pdf: page 2 has no text layer and cannot be searched; "
        "a scan needs OCR first\n"
    )


@pytest.mark.parametrize("name", ["customs-2023.csv", "documents/table.xlsx"])
def test_a_table_is_no_article_and_the_sentence_says_where_it_goes(
    taken: Run, query: Query, name: str
) -> None:
    path = str(FIXTURES / name)
    done = taken("add", path, code=3)
    assert done.stderr == (
        f"twosource: {path} is a table; "
        f"attach it to an article with `twosource evidence add {path}`\n"
    )
    assert query("SELECT count(*) FROM document") == [(1,)]


# --- attaching -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("readout-kremlin.txt", "evidence"),
        ("documents/page.html", "evidence"),
        ("documents/report.pdf", "evidence"),
        ("documents/table.xlsx", "dataset"),
        ("customs-2023.csv", "dataset"),
    ],
)
def test_every_format_can_be_evidence(taken: Run, query: Query, path: str, kind: str) -> None:
    record = attach(taken, str(FIXTURES / path))
    assert (record["kind"], record["title"]) == ("document", Path(path).name)
    assert query("SELECT role FROM document WHERE sha256 = ?", record["document"]) == [(kind,)]


def test_evidence_is_not_listed_among_the_articles(taken: Run) -> None:
    taken("evidence", "add", str(READOUT))
    assert taken("claims").stdout.startswith("Port sample")


def test_a_record_has_everything_that_was_said(taken: Run) -> None:
    record = attach(
        *(taken, str(READOUT), "--claim", "2", "--source", "Kremlin", "--stance", "refutes"),
        *("--provenance", "primary", "--credibility", "2", "--group", "moscow"),
        *("--title", "Readout", "--exact", "double containment", "--url", URL),
        *("--accessed", "8 Feb 2024", "--archived", f"{URL}/copy", "--encoding", "utf-8"),
    )
    text = READOUT.read_text()
    start = text.index("double containment")
    assert record.pop("added_at").endswith("Z")
    assert len(record.pop("id")) > 33
    assert record == {
        "number": 1,
        "claim": "2",
        "kind": "document",
        "document": record["document"],
        "title": "Readout",
        "source": "kremlin",
        "provenance": "primary",
        "source_reliability": record["source_reliability"],
        "information_credibility": None,
        "stance": None,
        "independence_group": None,
        "details": {
            "accessed_at": "2024-02-08",
            "archived_url": f"{URL}/copy",
            "end": start + len("double containment"),
            "exact": "double containment",
            "provenance": "primary",
            "start": start,
            "url": URL,
        },
        "added_by": "mk",
    }
    (weighed,) = listed(taken, "--claim", "2")
    assert (weighed["stance"], weighed["information_credibility"]) == ("refutes", "2")
    assert weighed["independence_group"] == "moscow"


def test_a_conversation_is_kept_with_its_terms(taken: Run) -> None:
    record = attach(
        *(taken, "--conversation", "a harbour pilot", "--held", "2024-02-07"),
        *("--medium", "telephone", "--terms", "background"),
    )
    assert (record["kind"], record["title"]) == ("conversation", "a harbour pilot")
    assert record["details"] == {
        "with_whom": "a harbour pilot",
        "held_at": "2024-02-07",
        "medium": "telephone",
        "terms": "background",
    }


def test_the_writers_word_is_evidence_too(taken: Run) -> None:
    assert "on the author's word" in taken("evidence", "add", "--on-author").stdout


def test_a_document_from_standard_input_has_a_title(taken: Run) -> None:
    said = taken("evidence", "add", "-", input="The mayor said so, and then again.").stdout
    assert "a document" in said


def test_a_sheet_is_chosen_by_its_name(taken: Run, query: Query) -> None:
    record = attach(taken, str(DOCUMENTS / "table.xlsx"), "--sheet", "Notes")
    found = query("SELECT bytes FROM blob WHERE sha256 = ?", record["document"])
    assert found == [(b"Year,Note\n2023,provisional\n",)]


def test_another_article_is_named_with_to_and_of(taken: Run) -> None:
    taken("add", "-", input="The mayor said that a ship had sunk.")
    taken("evidence", "add", "--url", URL, "--to", "1")
    assert (len(listed(taken, "1")), len(listed(taken, "2"))) == (1, 0)
    taken("evidence", "add", "--url", URL, "--to", "2", "--claim", "1")
    assert listed(taken, "2")[0]["claim"] == "1"
    taken("evidence", "remove", "1", "--of", "2")
    assert (len(listed(taken, "1")), len(listed(taken, "2"))) == (1, 0)


# --- listing, weighing, taking off ---------------------------------------------------------------


def test_an_empty_list_says_what_to_do(taken: Run) -> None:
    done = taken("evidence", "list")
    assert done.stdout == ""
    assert "`twosource evidence add FILE`" in done.stderr


def test_a_line_tells_number_place_title_and_weight(taken: Run) -> None:
    taken("evidence", "add", "--url", URL, "--source", "tass", "--provenance", "secondary")
    taken("evidence", "weigh", "1", "e1", "--stance", "supports", "--credibility", "3")
    assert taken("evidence", "list").stdout == f"e1   article  {URL}  (url, TASS, secondary)\n"
    line = taken("evidence", "list", "--claim", "1").stdout
    assert line.split("(")[1].startswith("url, TASS, secondary, ")
    assert line.endswith("3, supports)\n")


def test_a_protected_source_is_shown_by_its_code_name_alone(taken: Run) -> None:
    taken("sources", "add", "Ada Quay", "--code-name", "Heron")
    taken("evidence", "add", "--conversation", "a port worker", "--source", "Heron")
    shown = [
        taken("evidence", "list").stdout,
        taken("evidence", "list", "--json").stdout,
        taken("log").stdout,
        taken("log", "--json").stdout,
        taken("export", "jsonl", "1").stdout,
    ]
    assert "Heron" in shown[0]
    assert [text for text in shown if "Ada Quay" in text] == []


def test_a_protected_name_is_refused_and_not_repeated(taken: Run) -> None:
    taken("sources", "add", "Ada Quay", "--code-name", "Heron")
    done = taken("evidence", "add", "--conversation", "Ada Quay", "--source", "Heron", code=2)
    assert "names a protected source" in done.stderr
    assert "Quay" not in done.stderr + taken("log", "--json").stdout


def test_none_takes_a_weight_back(taken: Run) -> None:
    taken("evidence", "add", "--url", URL, "--claim", "1", "--stance", "supports", "--group", "a")
    said = taken("evidence", "weigh", "1", "1", "--stance", "none").stdout
    assert said == f"#1 {URL}: none\n"
    (record,) = listed(taken, "--claim", "1")
    assert (record["stance"], record["independence_group"]) == (None, "a")


def test_a_colleague_weighs_on_their_own(taken: Run) -> None:
    taken("evidence", "add", "--url", URL)
    taken("evidence", "weigh", "1", "1", "--stance", "supports")
    found = taken("--reviewer", "li", "evidence", "list", "--claim", "1", "--json").stdout
    assert json.loads(found)[0]["stance"] is None


def test_what_is_taken_off_keeps_its_number_and_stays_in_the_log(taken: Run) -> None:
    for n in (1, 2):
        taken("evidence", "add", "--url", f"{URL}/{n}")
    assert taken("evidence", "remove", "e1").stdout == f"{URL}/1: removed\n"
    assert [record["number"] for record in listed(taken)] == [2]
    assert f"{URL}/1" in taken("log", "--json").stdout
    assert taken("log", "verify").returncode == 0


def test_foreign_text_cannot_move_the_terminal(taken: Run) -> None:
    said = taken("evidence", "add", "--url", URL, "--title", "a\x1b[2Jb\nc").stdout
    assert "\x1b" not in said
    assert said.count("\n") == 1


# --- what is refused -----------------------------------------------------------------------------

USAGE = {
    ("evidence", "add"): "give one of: FILE, --url URL",
    ("evidence", "add", "{txt}", "--conversation", "a pilot"): "give one of",
    ("evidence", "add", "--url", URL, "--on-author"): "give one of",
    ("evidence", "add", "--conversation", ""): "give one of",
    ("evidence", "add", "--conversation", " "): "say with whom",
    (
        "evidence",
        "add",
        "--conversation",
        "a pilot",
        "--terms",
        "whispered",
    ): "terms must be one of",
    (
        "evidence",
        "add",
        "--conversation",
        "a pilot",
        "--held",
        "someday",
    ): "'someday' is not a date",
    ("evidence", "add", "--url", URL, "--accessed", "2024-02-30"): "is not a date",
    ("evidence", "add", "--url", URL, "--terms", "background"): "--terms needs --conversation",
    ("evidence", "add", "--url", URL, "--held", "2024-02-07"): "--held needs --conversation",
    ("evidence", "add", "{txt}", "--medium", "telephone"): "--medium needs --conversation",
    ("evidence", "add", "{txt}", "--archived", URL): "--archived needs --url",
    ("evidence", "add", "--on-author", "--accessed", "2024-02-07"): "--accessed needs --url",
    ("evidence", "add", "--url", URL, "--exact", "words"): "--exact needs FILE",
    ("evidence", "add", "--url", URL, "--sheet", "Trade"): "--sheet needs FILE",
    ("evidence", "add", "--on-author", "--encoding", "utf-8"): "--encoding needs FILE",
    ("evidence", "add", "{txt}", "--exact", "no such words"): "does not have the words",
    ("evidence", "add", "{txt}", "--encoding", "klingon"): "there is no encoding called",
    ("evidence", "add", "{txt}", "--to", "Moby Dick"): "no article is called",
    ("evidence", "add", "{txt}", "--claim", "99"): "no claim '99'",
    ("evidence", "add", "{txt}", "--source", "nobody"): "no source is called 'nobody'",
    ("evidence", "add", "{txt}", "--provenance", "third"): "provenance must be one of",
    ("evidence", "add", "{txt}", "--stance", "supports"): "need --claim",
    ("evidence", "add", "{txt}", "--credibility", "2"): "need --claim",
    ("evidence", "add", "{txt}", "--group", "a"): "need --claim",
    ("evidence", "add", "{txt}", "--claim", "1", "--stance", "proves"): "stance must be one of",
    (
        "evidence",
        "add",
        "{txt}",
        "--claim",
        "1",
        "--credibility",
        "7",
    ): "credibility must be one of",
    ("evidence", "add", "{article}"): "cannot be evidence for itself",
    ("evidence", "add", "{txt}", "{txt}"): "unexpected extra argument",
    ("evidence", "list", "Moby Dick"): "no article is called",
    ("evidence", "list", "--claim", "99"): "no claim",
    ("evidence", "weigh", "1"): "EVIDENCE",
    ("evidence", "weigh", "1", "1"): "give --stance, --credibility or --group",
    ("evidence", "weigh", "1", "9", "--stance", "supports"): "no evidence '9' on this article",
    ("evidence", "weigh", "99", "1", "--stance", "supports"): "no claim '99'",
    ("evidence", "weigh", "1", "1", "--stance", "proves"): "stance must be one of",
    ("evidence", "weigh", "1", "1", "--credibility", "0"): "credibility must be one of",
    ("evidence", "weigh", "1", "2", "--stance", "supports"): "attached to another claim",
    ("evidence", "remove"): "EVIDENCE",
    ("evidence", "remove", "9"): "it has 1, 2",
    ("evidence", "remove", "1", "--of", "Moby Dick"): "no article is called",
    ("evidence", "burn"): "burn",
}
BAD_FILES = {
    "{bad}/scan.pdf": "has no text layer; run OCR",
    "{bad}/locked.pdf": "is encrypted",
    "{bad}/binary.png": "a PNG picture",
    "{bad}/nul.txt": "there is a NUL",
    "missing.pdf": "there is no file",
    "broken.pdf": "the file is damaged, or is not a PDF",
    "line.csv": "this is not a table",
    "headless.csv": "this is not a table",
    "bomb.html": "nested too deeply",
    "empty.html": "is empty",
    "page.docx": "a .docx file cannot be read",
    "big.csv": "larger than 16 MiB",
    "big.html": "larger than 16 MiB",
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with files that cannot be evidence; evidence 1 is the article's, 2 of claim 2."""
    place = tmp_path_factory.mktemp("template")
    (place / "short.txt").write_text(SHORT)
    (place / "broken.pdf").write_bytes((DOCUMENTS / "report.pdf").read_bytes()[:200])
    (place / "line.csv").write_text("A port official said so.\n")
    (place / "headless.csv").write_text("2023,240.11\n")
    (place / "bomb.html").write_bytes(b"<div>" * 100_000)
    (place / "empty.html").touch()
    (place / "page.docx").write_text("A port official said so.")
    desk = open_desk(place / "t.db", "mk")
    data = SHORT.encode()
    article = intake.take_in(desk, data, read_document(data, "short.txt"), "short.txt").document
    second = claim_listing.listing(desk.conn, article)[1]
    for claim in (None, second):
        evidence.attach(desk, article, EvidenceKind.URL, {"url": URL}, claim)
    desk.close()
    return place


@pytest.fixture
def place(template: Path, tmp_path: Path) -> Path:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    for name in ("big.csv", "big.html"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(50_000_000)  # a hole, so it costs no disk
    return tmp_path


def filled(args: tuple[str, ...], place: Path) -> list[str]:
    names = {"txt": READOUT, "bad": BAD, "article": place / "short.txt"}
    return [arg.format(**names) for arg in args]


def kept(query: Query) -> list[tuple]:
    """How much there is in the tables that grow."""
    return query(
        "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM blob),"
        " (SELECT count(*) FROM document), (SELECT count(*) FROM evidence)"
    )


@pytest.mark.parametrize(("args", "words"), USAGE.items(), ids=str)
def test_wrong_usage_of_evidence_is_one_sentence_and_changes_nothing(
    run: Run, query: Query, place: Path, args: tuple[str, ...], words: str
) -> None:
    before = kept(query)
    done = run(*filled(args, place), code=2)
    assert done.stderr.startswith("twosource: ")
    assert words in done.stderr.splitlines()[0]
    assert (done.stdout, kept(query)) == ("", before)


@pytest.mark.parametrize("command", [("add",), ("evidence", "add")], ids=" ".join)
@pytest.mark.parametrize(("name", "words"), BAD_FILES.items())
def test_a_file_that_cannot_be_read_is_one_sentence_and_leaves_nothing(
    run: Run, query: Query, place: Path, command: tuple[str, ...], name: str, words: str
) -> None:
    before = kept(query)
    done = run(*command, *filled((name,), place), code=3)
    assert done.stderr.startswith("twosource: ")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert (done.stdout, kept(query)) == ("", before)


def test_text_that_the_log_cannot_hold_leaves_nothing(run: Run, query: Query, place: Path) -> None:
    before = kept(query)
    done = run("evidence", "add", str(READOUT), "--title", "x" * 66_000, code=3)
    assert "64 KiB" in done.stderr
    assert kept(query) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_table_of_50_mb_is_not_read_to_its_end(run: Run, query: Query, place: Path) -> None:
    pipe, taken, before = place / "endless.csv", [], kept(query)
    os.mkfifo(pipe)

    def feed() -> None:
        line = b"2023,240.11\n" * 1000
        try:
            with pipe.open("wb", buffering=0) as file:
                for _ in range(50_000_000 // len(line)):
                    taken.append(file.write(line))
        except BrokenPipeError:
            return

    feeder = threading.Thread(target=feed)
    feeder.start()
    done = run("evidence", "add", str(pipe), code=3)
    feeder.join()
    assert "larger than 16 MiB" in done.stderr
    assert sum(taken) < 17 * 1024 * 1024 + 65_536
    assert kept(query) == before
