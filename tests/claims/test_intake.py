"""Bytes become one exact text, its offsets hold, and what is no text is refused with a way out."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake import MAX_BYTES, Refused, UnknownEncoding, read_document
from claims.intake.decode import decode
from store.queries import articles, claim_listing, claim_rows
from store.verbs import intake
from store.verbs.desk import Desk
from tui.cli import cli

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"
BAD = FIXTURES / "bad"

PIECES = (
    "A port official said that traffic rose by 4 per cent.",
    "“The quay is closed,” the mayor said 😀.",
    "Trade grew 👩\u200d🚀 in May, Xinhua reported.",
    "Le cafe\u0301 a ferme\u0301, said Zoe\u0308.",
    "中国海关总署表示，贸易额增长百分之四。",
    "قال متحدث إن الميناء مغلق.",
    "Порт закрыт, сообщил ТАСС.",
    "Reuters said so\u200f, and AFP \u061cdenied it.",
    "\ufeff",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\r\n\r\n",
    "\u2028",
    "\x0b",
    "\x85",
)
letters = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
pieces = st.lists(st.one_of(st.sampled_from(PIECES), letters), min_size=1, max_size=14)
texts = pieces.map("".join).filter(lambda text: text.strip("\ufeff").strip())
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])

on_one_desk = settings(settings.get_profile("one desk"), max_examples=40)


def kept(text: str) -> str:
    """What the rules make of a text: LF newlines, no byte order mark, all else as it came."""
    return re.sub("\r\n|\r", "\n", text).removeprefix("\ufeff")


def take_in(desk: Desk, data: bytes) -> int:
    return intake.take_in(desk, data, read_document(data, "article.txt"), "article.txt").document


@given(text=texts.filter(lambda text: text[0] != "\ufeff"), encoding=encodings)
def test_only_newlines_and_the_byte_order_mark_change(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == kept(text)


@on_one_desk
@given(text=texts, encoding=encodings)
def test_every_claim_of_the_desk_is_what_its_offsets_cut_out(
    desk: Desk, text: str, encoding: str
) -> None:
    document = take_in(desk, text.encode(encoding))
    stored = articles.text(desk.conn, document)
    rows = claim_rows.rows(desk.conn, claim_listing.listing(desk.conn, document))
    assert [row.exact for row in rows] == [stored[row.start : row.end] for row in rows]


@on_one_desk
@given(text=texts)
def test_every_claim_of_the_json_is_what_its_offsets_cut_out(desk: Desk, text: str) -> None:
    document = take_in(desk, text.encode())
    done = CliRunner().invoke(
        cli, ["--db", str(desk.database.path), "claims", str(document), "--json"]
    )
    rows, whole = json.loads(done.stdout), decode(text.encode())
    assert [row["exact"] for row in rows] == [whole[row["start"] : row["end"]] for row in rows]


@on_one_desk
@given(text=texts)
def test_a_document_is_identified_by_the_hash_of_its_text(desk: Desk, text: str) -> None:
    document = take_in(desk, text.encode())
    stored = articles.text(desk.conn, document)
    sha256 = articles.article(desk.conn, document).sha256
    assert sha256 == hashlib.sha256(stored.encode()).hexdigest()


@on_one_desk
@given(text=texts.map(kept).filter(str.strip), encoding=encodings)
def test_one_text_with_other_newlines_is_one_document(desk: Desk, text: str, encoding: str) -> None:
    forms = (text, text.replace("\n", "\r\n"), text.replace("\n", "\r"))
    assert len({take_in(desk, form.encode(encoding)) for form in forms}) == 1


@pytest.mark.parametrize("name", ["crlf-bom.txt", "utf16-bom.txt", "three-scripts.txt"])
def test_the_original_bytes_are_kept_beside_the_text(desk: Desk, name: str) -> None:
    data = (FIXTURES / name).read_bytes()
    take_in(desk, data)
    sha256 = hashlib.sha256(data).hexdigest()
    found = desk.conn.execute("SELECT bytes FROM blob WHERE sha256 = ?", (sha256,)).fetchone()
    assert found == (data,)


@pytest.mark.parametrize(
    ("name", "way_out"),
    [
        ("empty.txt", "is empty"),
        ("blank.txt", "only white space"),
        ("binary.png", "a PNG picture"),
        ("nul.txt", "there is a NUL at character"),
        ("utf16-no-bom.txt", "--encoding utf-16-le"),
        ("latin1.txt", "--encoding"),
        ("surrogate.txt", "half a surrogate pair"),
        ("gbk.txt", "--encoding"),
        ("scan.pdf", "no text layer; run OCR"),
        ("locked.pdf", "is encrypted"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(name: str, way_out: str) -> None:
    with pytest.raises(Refused, match=re.escape(way_out)):
        read_document((BAD / name).read_bytes(), name)


def test_no_bad_file_is_left_untried() -> None:
    assert {path.name for path in BAD.iterdir()} == {
        *("empty.txt", "blank.txt", "binary.png", "nul.txt", "utf16-no-bom.txt"),
        *("latin1.txt", "surrogate.txt", "gbk.txt"),
        *("scan.pdf", "locked.pdf"),
    }


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("gbk.txt", "gb18030"),
        ("gbk.txt", "GBK"),
        ("latin1.txt", "cp1252"),
        ("latin1.txt", "latin-1"),
        ("utf16-no-bom.txt", "utf-16-le"),
    ],
)
def test_the_right_encoding_makes_a_file_readable(name: str, encoding: str) -> None:
    data = (BAD / name).read_bytes()
    assert read_document(data, name, encoding).text == data.decode(encoding)


@pytest.mark.parametrize(
    ("name", "encoding"), [("gbk.txt", "utf-8"), ("latin1.txt", "ascii"), ("gbk.txt", "rot13")]
)
def test_a_wrong_encoding_is_refused(name: str, encoding: str) -> None:
    with pytest.raises(Refused, match="try another --encoding"):
        read_document((BAD / name).read_bytes(), name, encoding)


@pytest.mark.parametrize("encoding", ["klingon", "utf 99", "\udcff", "a\u0301"])
def test_an_encoding_that_nobody_knows_is_wrong_usage(encoding: str) -> None:
    with pytest.raises(UnknownEncoding):
        read_document(b"Some text.", "a.txt", encoding)


def test_sixteen_mebibytes_are_read() -> None:
    assert len(decode(b"a" * MAX_BYTES)) == MAX_BYTES


def test_a_byte_more_is_refused() -> None:
    with pytest.raises(Refused, match="larger than 16 MiB"):
        decode(b"a" * (MAX_BYTES + 1))


@pytest.mark.parametrize("suffix", ["docx", "odt", "rtf"])
def test_a_format_without_a_reader_is_refused_by_its_ending(suffix: str) -> None:
    with pytest.raises(Refused, match=f"a .{suffix} file cannot be read"):
        read_document(b"Some text.", f"a.{suffix.upper()}")
