"""What leaves the desk is whole, exact, and harmless to whatever opens it.

The golden files in `fixtures/golden/` are what `reviewed` below exports. To make them anew after a
change that is meant:

    TWOSOURCE_REFRESH_GOLDEN=1 pytest tests/store/test_exports.py
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from claims.intake import read_document
from claims.text import one_line, visible
from store.dossier import walk
from store.dossier.values import ArticleDossier, Claim, Dossier, DossierJudgement
from store.errors import StoreError, WrongUsage
from store.exports import EXPORTERS, FOLDER, FolderFile, exporter
from store.exports import csv as csv_export
from store.exports import markdown as md_export
from store.file.files import write_whole
from store.log import chain
from store.queries import articles
from store.queries.articles import Article
from store.queries.journal import NoteRow
from store.verbs import intake, upkeep
from store.verbs.desk import Desk
from tests.workbook import sheets

GOLDEN = Path(__file__).parent.parent.parent / "fixtures" / "golden"
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
CHOSEN_AT_RANDOM = re.compile(r"\d+-[0-9a-f]{64}|[0-9a-f]{32}:\d+")  # a digest, an event's id


def exported(desk: Desk, form: str, document: int | None = None, *, raw: bool = False) -> str:
    pieces = list(exporter(form).export(walk.collect(desk.conn, document), raw=raw))
    if pieces and isinstance(pieces[0], bytes):
        return sheets(b"".join(pieces))
    return "".join("".join(p.text) if isinstance(p, FolderFile) else p for p in pieces)


def cells(desk: Desk, *, raw: bool = False) -> list[dict[str, str]]:
    text = exported(desk, "csv", raw=raw)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lines(desk: Desk, document: int | None = None) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported(desk, "jsonl", document).splitlines()]


def of_type(kind: str, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [record for record in records if record["type"] == kind]


# --- golden --------------------------------------------------------------------------------------


def files(desk: Desk, form: str) -> dict[str, str]:
    """The export by the name of its golden file; a format that is a folder has one a member."""
    made = exporter(form).export(walk.collect(desk.conn, 1))
    if exporter(form).SUFFIX == FOLDER:
        return {f"review-log.{form}/{member.name}": "".join(member.text) for member in made}
    pieces = list(made)
    if isinstance(pieces[0], bytes):
        return {f"review-log{exporter(form).SUFFIX}.txt": sheets(b"".join(pieces))}
    return {f"review-log{exporter(form).SUFFIX}": "".join(pieces)}


@pytest.mark.parametrize("form", EXPORTERS)
def test_an_export_is_what_the_golden_file_holds(reviewed: Desk, form: str) -> None:
    for name, text in files(reviewed, form).items():
        made, golden = CHOSEN_AT_RANDOM.sub("<random>", text), GOLDEN / name
        if os.environ.get("TWOSOURCE_REFRESH_GOLDEN"):
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_bytes(made.encode())
        assert made == golden.read_bytes().decode()


# --- csv -----------------------------------------------------------------------------------------


def test_csv_has_a_row_per_claim_and_reviewer(reviewed: Desk) -> None:
    pairs = [(row["start"], row["end"], row["reviewer"]) for row in cells(reviewed)]
    held = reviewed.conn.execute(
        "WITH w AS (SELECT claim_id, reviewer_id FROM judgement"
        " UNION SELECT claim_id, reviewer_id FROM note)"
        " SELECT c.start, c.\"end\", coalesce(r.name, '') FROM claim c"
        " LEFT JOIN w ON w.claim_id = c.id LEFT JOIN reviewer r ON r.id = w.reviewer_id"
        " WHERE c.active"
    ).fetchall()
    assert sorted(pairs) == sorted((str(start), str(end), who) for start, end, who in held)


def test_every_judgement_in_the_csv_is_complete(reviewed: Desk) -> None:
    judged = [row for row in cells(reviewed) if row["status"] != "unreviewed"]
    assert {row["reviewer"] for row in judged} == {"mk", "li"}
    assert all(ISO.fullmatch(row["reviewed_at"]) for row in judged)
    assert [row["exact"] for row in judged] == [
        articles.text(reviewed.conn, 1)[int(row["start"]) : int(row["end"])] for row in judged
    ]


def test_the_csv_has_the_words_of_the_judgement(reviewed: Desk) -> None:
    row = next(row for row in cells(reviewed, raw=True) if row["status"] == "false")
    assert row["source"] == "CCTV + Heron"
    assert row["note"] == "+ seen\nwith “both” eyes, 的"
    assert (row["claim_reviewed"], row["attribution_status"]) == ("=SUM(A1)", "altered")
    assert row["correction"] == "the quay is *open*"


def hand_made(text: str) -> Dossier:
    """A desk's content in which every foreign word is `text`."""
    held = DossierJudgement(
        text,
        "false",
        source=text,
        chain=text,
        claim_reviewed=text,
        reviewed_at="2024-02-08T10:00:00.000000Z",
    )
    note = NoteRow("note", text, "", text, "2024-02-08T10:00:00.000000Z")
    query = NoteRow("query", text, "open", text, "2024-02-08T10:00:00.000000Z")
    correction = NoteRow("correction", text, "proposed", text, "2024-02-08T10:00:00.000000Z")
    claim = Claim(1, "1", 0, len(text), text, True, (held,), (note, query, correction))
    article = Article(1, "ab" * 32, text, text, text, text, text, "2024-02-08", "")
    held_here = ArticleDossier(article, text, lambda: iter((claim,)))
    return Dossier("1-" + "0" * 64, False, lambda: iter((held_here,)))


FORMULAS = ("=1+1", "+1", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "\n=1")
WIDE = ("＝1+1", "＋1", "－1", "＠SUM(A1)")


@pytest.mark.parametrize("text", FORMULAS + WIDE)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    written = "".join(csv_export.export(hand_made(text)))
    rows = list(csv.reader(io.StringIO(written, newline="")))
    found = [cell for row in rows for cell in row if cell.startswith(csv_export._FORMULA)]
    assert found == []
    assert sum(cell.endswith(text[1:]) for cell in rows[1]) >= 8


@pytest.mark.parametrize("text", FORMULAS + WIDE)
def test_raw_keeps_a_cell_as_it_is(text: str) -> None:
    written = "".join(csv_export.export(hand_made(text), raw=True))
    rows = list(csv.reader(io.StringIO(written, newline="")))
    assert rows[1].count(text) >= 8


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_csv_reads_back_to_the_same_text(text: str) -> None:
    written = "".join(csv_export.export(hand_made(text), raw=True))
    rows = list(csv.DictReader(io.StringIO(written, newline="")))
    assert [row["exact"] for row in rows] == [text]


# --- jsonl ---------------------------------------------------------------------------------------


def test_every_judgement_in_the_jsonl_is_complete(reviewed: Desk) -> None:
    judged = [r for r in of_type("annotation", lines(reviewed)) if r["status"]]
    assert {record["reviewer"] for record in judged} == {"mk", "li"}
    assert all(ISO.fullmatch(record["reviewed_at"]) for record in judged)
    assert [record["exact"] for record in judged] == [
        articles.text(reviewed.conn, 1)[record["start"] : record["end"]] for record in judged
    ]


def test_the_jsonl_has_the_words_of_the_judgement(reviewed: Desk) -> None:
    record = next(r for r in of_type("annotation", lines(reviewed)) if r["status"] == "false")
    assert record["source"] == "CCTV + Heron"
    assert record["claim_reviewed"] == "=SUM(A1)"
    assert {note["kind"]: note["text"] for note in record["notes"]} == {
        "note": "+ seen\nwith “both” eyes, 的",
        "correction": "the quay is *open*",
    }
    assert all(ISO.fullmatch(note["at"]) for note in record["notes"])


def rederived(records: list[dict[str, Any]]) -> str:
    """The digest of a log, by somebody who has only the file and knows how it is chained."""
    heads = {}
    for stream in of_type("stream", records):
        uid, n = stream["uid"], 0
        previous = hashlib.sha256(b"twosource/1" + bytes.fromhex(uid)).digest()
        for event in of_type("event", records):
            if event["stream"] != uid:
                continue
            n += 1
            assert event["n"] == n
            body = event.get("body")
            sha = hashlib.sha256(body.encode()).digest() if body else None
            previous = hashlib.sha256(previous + (sha or bytes.fromhex(event["body_sha"]))).digest()
            assert event["hash"] == previous.hex()
        heads[uid] = (n, previous.hex())
    listed = "".join(f"{uid} {n} {head}\n" for uid, (n, head) in sorted(heads.items()))
    total = sum(n for n, _ in heads.values())
    return f"{total}-{hashlib.sha256(b'twosource/1/heads ' + listed.encode()).hexdigest()}"


def test_the_chain_can_be_derived_from_the_file_alone(reviewed: Desk) -> None:
    records = lines(reviewed)
    assert rederived(records) == records[0]["digest"] == chain.digest(reviewed.conn)


def test_the_chain_can_be_derived_where_a_note_was_redacted(reviewed: Desk) -> None:
    noted = next(e for e in chain.read(reviewed.conn) if e.kind == "noted")
    upkeep.redact(reviewed, noted.id, "names a protected source")
    records = lines(reviewed)
    assert rederived(records) == chain.digest(reviewed.conn)
    assert "eyes" in noted.body
    assert not any(noted.body in event.get("body", "") for event in of_type("event", records))


def test_every_event_leaves_verbatim(reviewed: Desk) -> None:
    kept = reviewed.conn.execute("SELECT body, lower(hex(hash)) FROM event ORDER BY seq").fetchall()
    sent = [(event["body"], event["hash"]) for event in of_type("event", lines(reviewed))]
    assert sent == kept


def test_every_blob_leaves_verbatim(reviewed: Desk) -> None:
    latin = "Le café du port a fermé, said the harbour master.".encode("latin-1")
    intake.take_in(reviewed, latin, read_document(latin, "cafe.txt", "latin-1"), "cafe.txt")
    for blob in of_type("blob", lines(reviewed)):
        data = blob["text"].encode() if "text" in blob else base64.b64decode(blob["base64"])
        assert hashlib.sha256(data).hexdigest() == blob["sha256"]
    assert any("base64" in blob for blob in of_type("blob", lines(reviewed)))


def test_an_export_of_one_article_says_that_it_is_partial(reviewed: Desk) -> None:
    header, *rest = lines(reviewed, 1)
    assert header == {"type": "header", "format": "twosource/1", "whole": False}
    assert {record["type"] for record in rest} == {"article", "annotation"}


def test_an_export_of_the_whole_desk_says_so(reviewed: Desk) -> None:
    assert lines(reviewed)[0]["whole"] is True


@given(text=st.text(st.characters(codec=None, exclude_categories=[])))
def test_jsonl_reads_back_to_the_same_text(text: str) -> None:
    written = "".join(exporter("jsonl").export(hand_made(text)))
    assert json.loads(written.split("\n")[1])["text"] == text


@given(text=st.text(st.characters(codec=None, exclude_categories=[])))
def test_no_line_of_jsonl_has_a_code_that_a_terminal_obeys(text: str) -> None:
    written = "".join(exporter("jsonl").export(hand_made(text)))
    assert visible(written) == written
    assert "\t" not in written


# --- md ------------------------------------------------------------------------------------------


def test_the_md_export_is_in_the_order_of_an_editors_questions(reviewed: Desk) -> None:
    headings = re.findall(r"(?m)^##? (.*)$", exported(reviewed, "md"))
    assert headings == [
        r"Review log: Port \| sample, \*second\* draft",
        *("Open queries", "Corrections", "Splits to settle", "Claims"),
        *("Open leads", "Two-source tally", "Who it rests on"),
    ]


def test_the_md_export_begins_with_the_sign_off_and_ends_with_the_digest(reviewed: Desk) -> None:
    paragraphs = exported(reviewed, "md").strip().split("\n\n")
    assert paragraphs[1].startswith("**Signed off by mk, 2024-02-08")
    assert "one change since" in paragraphs[1]
    assert chain.digest(reviewed.conn) in paragraphs[-1]


def test_an_article_without_notes_has_no_empty_sections(
    desk: Desk, add: Callable[..., Any]
) -> None:
    add("The ferry left on Monday.")
    made = exported(desk, "md")
    assert re.findall(r"(?m)^##? (.*)$", made) == ["Review log: short.txt", "Claims"]
    assert "**Not signed off.**" in made


PLAIN = {"text", "text_special"}
RENDERER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def quoted(written: str) -> list[Any]:
    """The inline tokens of the claim's words in an md export."""
    tokens = RENDERER.parse(written)
    start = next(i for i, token in enumerate(tokens) if token.type == "blockquote_open")
    opened, inline, closed = tokens[start + 1 : start + 4]
    assert (opened.type, closed.type) == ("paragraph_open", "paragraph_close")
    return inline.children


@given(text=st.text(min_size=1).filter(lambda text: one_line(text)))
def test_foreign_text_in_md_is_shown_as_it_is(text: str) -> None:
    parts = quoted("".join(md_export.export(hand_made(text))))
    assert "".join(part.content for part in parts) == one_line(text)


@pytest.mark.parametrize(
    "text",
    [
        *("# heading", "- item", "+ item", "* item", "1. item", "12) item", "> quote", "---"),
        *("***", "```", "~~~", "~~gone~~", "**bold**", "_em_", "`code`", "<b>bold</b>", "<!-- x"),
        *(
            "[text](http://x)",
            "![pic](x)",
            "[ref]: http://x",
            "&lt;b&gt;",
            "&#27;",
            "a\\",
            "===",
        ),
        *("| a | b |", "line\n\n# heading", "line\n- item", "\\*not\\*", "<http://x>", "\x1b[31m"),
    ],
)
def test_foreign_text_in_md_cannot_mark_up(text: str) -> None:
    parts = quoted("".join(md_export.export(hand_made(text))))
    assert {part.type for part in parts} <= PLAIN
    assert "".join(part.content for part in parts) == one_line(text)


# --- all of them ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", EXPORTERS)
def test_the_real_name_of_a_protected_source_does_not_leave(reviewed: Desk, form: str) -> None:
    made = exported(reviewed, form)
    assert "Heron" in made
    assert "Petrov" not in made


def test_a_format_that_there_is_not_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(WrongUsage, match="md, html, csv"):
        exporter("docx")


# --- the file ------------------------------------------------------------------------------------


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("mine")
    with pytest.raises(StoreError, match="already exists"):
        write_whole(tmp_path / "log.csv", ["theirs"])
    assert (tmp_path / "log.csv").read_text() == "mine"


def test_a_file_that_is_there_is_replaced_by_force(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("mine")
    write_whole(tmp_path / "log.csv", ["their", "s"], force=True)
    assert [p.name for p in tmp_path.iterdir()] == ["log.csv"]
    assert (tmp_path / "log.csv").read_text() == "theirs"


def test_an_export_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    def broken() -> Iterator[str]:
        yield "half"
        raise RuntimeError

    (tmp_path / "log.csv").write_text("mine")
    with pytest.raises(RuntimeError):
        write_whole(tmp_path / "log.csv", broken(), force=True)
    assert [p.name for p in tmp_path.iterdir()] == ["log.csv"]
    assert (tmp_path / "log.csv").read_text() == "mine"
