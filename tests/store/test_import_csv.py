"""A csv that left comes back without a word lost, in whatever shape a spreadsheet made of it."""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake import read_document
from claims.model import AttributionStatus, Confidence, NoteKind, SourceClass, Span
from claims.text import visible
from store.dossier import walk
from store.errors import BadInput
from store.exports import exporter
from store.exports.csv import COLUMNS, harmless, restored
from store.imports.annotations import apply
from store.imports.csv import _SAID, read
from store.log import chain
from store.queries import articles, claim_listing, claim_rows, journal, known_reviewers
from store.state.attribution import HeldAttribution
from store.verbs import intake, judging, naming, sources, spans
from store.verbs.desk import Desk
from store.verbs.verify import verify

TEXT = """Port sample, second draft

A port official said that traffic rose by 4 per cent.

“The quay is closed 😀,” the mayor said.

Reuters reported that a ship had sunk in the harbour.
"""
SHA = "ab" * 32


@pytest.fixture
def reviewed(desk: Desk, open_at: Callable[..., Desk]) -> Desk:
    """A desk on which two reviewers have said something of every kind."""
    li = open_at("li")
    data = TEXT.encode()
    document = intake.take_in(desk, data, read_document(data, "port.txt"), "port.txt").document
    one, two, three = claim_listing.listing(desk.conn, document)
    port = sources.add(desk, "=Port*Office*", SourceClass.OFFICIAL_STATEMENT)
    naming.attribute(desk, one, [port, "kremlin"])
    judging.judge(desk, one, status="verified", confidence=Confidence.HIGH, justification="-1 of 2")
    voices = HeldAttribution(("cctv", port), source=Span(3, 9))
    judging.judge(desk, two, status="false", attributions=[voices], claim_reviewed="=SUM(A1)")
    judging.judge(desk, two, attribution_status=AttributionStatus.ALTERED)
    judging.note(desk, two, NoteKind.NOTE, "+ seen\nwith “both” eyes; 的\t\x1b[31m")
    judging.note(desk, one, NoteKind.QUERY, "which, quay?", "answered")
    judging.note(desk, three, NoteKind.CORRECTION, "stet")
    judging.judge(li, three, status="disputed")
    judging.note(li, one, NoteKind.NOTE, "@li")
    spans.mark(desk, document, Span(TEXT.index("4 per cent"), TEXT.index("4 per cent") + 10))
    spans.split(desk, three, TEXT.index("a ship"))
    return desk


def exported(desk: Desk, *, raw: bool = False) -> str:
    return "".join(exporter("csv").export(walk.collect(desk.conn), raw=raw))


def table(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


def written(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\r\n") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue().encode()


def held(desk: Desk) -> list[list[str]]:
    """What a csv says of the claims that still are some, without when and by what it was made."""
    rows = table(exported(desk, raw=True))
    without = {COLUMNS.index(name) for name in ("reviewed_at", "carried", "evidence")}
    active = COLUMNS.index("active")
    return [
        [cell for place, cell in enumerate(row) if place not in without]
        for row in rows
        if row[active] != "0"
    ]


# --- round trip ----------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", [False, True])
def test_a_desk_knows_all_that_its_own_csv_says(reviewed: Desk, raw: bool) -> None:
    digest = chain.digest(reviewed.conn)
    done = apply(reviewed, read(exported(reviewed, raw=raw).encode(), "a.csv"), "csv")
    assert chain.digest(reviewed.conn) == digest
    assert {one.why for one in done.left} == {"these words are no longer a claim"}


@pytest.fixture
def other(open_at: Callable[..., Desk]) -> Desk:
    """Another desk with the same article and nothing said."""
    desk = open_at("mk", "other.db")
    data = TEXT.encode()
    intake.take_in(desk, data, read_document(data, "port.txt"), "port.txt")
    return desk


def test_another_desk_holds_what_the_csv_says(reviewed: Desk, other: Desk) -> None:
    judging.note(
        reviewed, claim_listing.listing(reviewed.conn, 1)[0], NoteKind.QUERY, "which, quay?", "open"
    )
    apply(other, read(exported(reviewed, raw=True).encode(), "a.csv"), "csv")
    mine = {tuple("li (from a file)" if c == "li" else c for c in row) for row in held(reviewed)}
    theirs = {tuple(row) for row in held(other)}
    split = TEXT.index("Reuters")
    start = held(reviewed)[0].index("start")
    assert {row for row in mine if row[start] == "start" or int(row[start]) < split} <= theirs
    assert verify(other.database) == []


def test_the_apostrophe_of_an_export_is_taken_off_again(reviewed: Desk, other: Desk) -> None:
    apply(other, read(exported(reviewed).encode(), "a.csv"), "csv")
    (row,) = (
        row
        for row in claim_rows.rows(
            other.conn,
            claim_listing.listing(other.conn, 1),
            known_reviewers.find_reviewer(other.conn, "mk"),
        )
        if row.status == "false"
    )
    assert (row.claim_reviewed, row.chain) == ("=SUM(A1)", "CCTV > =Port*Office*")
    texts = {note.text for note in journal.notes(other.conn, row.id)}
    assert texts == {"+ seen\nwith “both” eyes; 的\t␛[31m"}


# What `visible` turns into a symbol stays one; everything else comes back as it was
_PLAIN = st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]).filter(
    lambda char: visible(char) == char
)


@given(text=st.text(_PLAIN))
def test_what_is_made_harmless_is_restored(text: str) -> None:
    if not (text.startswith("'") and restored(text) != text):
        assert restored(str(harmless(text))) == text


@settings(settings.get_profile("one desk"), max_examples=25)
@given(
    seed=st.integers(0, 2**32),
    delimiter=st.sampled_from([",", ";", "\t"]),
    bom=st.booleans(),
    end=st.sampled_from(["\r\n", "\n"]),
)
def test_the_shape_of_the_file_makes_no_difference(
    reviewed: Desk, seed: int, delimiter: str, bom: bool, end: str
) -> None:
    rows = table(exported(reviewed))
    order = list(range(len(COLUMNS)))
    random.Random(seed).shuffle(order)
    shuffled = [[row[place] for place in order] for row in rows]
    data = (b"\xef\xbb\xbf" if bom else b"") + written(shuffled, delimiter, end)
    plain = [t._replace(marks=()) for t in read(written(rows), "a.csv")]
    assert [t._replace(marks=()) for t in read(data, "a.csv")] == plain
    unlined = [[m._replace(line=0) for t in read(d, "a.csv") for m in t.marks] for d in (data,)]
    assert unlined == [[m._replace(line=0) for t in read(written(rows), "b") for m in t.marks]]


# --- a part of it --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("document,start,end,status", "{sha},27,80,false"),
        ("article,start,end,status", '"Port sample, second draft",27,80,false'),
        ("article,number,status", "port.txt,1,false"),
        ("article;number;status", "port.txt;#1;False"),
        ("status,exact,article", "false,A port official said that traffic rose by 4 per cent."),
    ],
)
def test_a_claim_is_known_by_its_place_its_number_or_its_words(
    other: Desk, header: str, row: str
) -> None:
    sha = articles.articles(other.conn)[0].sha256
    line = row.format(sha=sha) + (",port.txt" if header.startswith("status") else "")
    done = apply(other, read(f"{header}\n{line}\n".encode(), "a.csv"), "csv")
    first = claim_listing.listing(other.conn, 1)[0]
    mk = known_reviewers.find_reviewer(other.conn, "mk")
    assert done.left == ()
    assert claim_rows.row(other.conn, first, mk).status == "false"


def test_rows_of_one_article_are_read_together(other: Desk) -> None:
    data = f"document,number,note\n{SHA},1,a\n{'cd' * 32},1,b\n{SHA},2,c\n".encode()
    assert [(t.sha256, len(t.marks)) for t in read(data, "a.csv")] == [(SHA, 2), ("cd" * 32, 1)]


def test_a_row_knows_its_line_where_cells_have_many(other: Desk) -> None:
    data = f'document,number,note\n{SHA},1,"a\nb\nc"\n\n{SHA},2,d\n'.encode()
    (taken,) = read(data, "a.csv")
    assert [mark.line for mark in taken.marks] == [2, 6]


def test_unreviewed_says_nothing() -> None:
    (taken,) = read(f"document,number,status\n{SHA},1,Unreviewed\n".encode(), "a.csv")
    assert taken.marks[0].status == ""


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("", "a.csv is empty"),
        ("\n\n", "a.csv is empty"),
        ("document,number\n", "line 1: no column says anything"),
        ("number,status\n", "line 1: no column says which article"),
        ("document,start,status\n", "line 1: no column says which claim"),
        ("document,number,status,verdict\n", "line 1: 'verdict' is not a column"),
        ("document,number,status,Status\n", "line 1: a column appears twice"),
        (f"document,number,status\n{SHA},1\n", "line 2: it has 2 cells, but the header has 3"),
        (f"document,number,status\n{SHA},1,false,x\n", "line 2: it has 4 cells"),
        ("document,number,status\nxyz,1,false\n", "line 2: 'xyz' is not the SHA-256"),
        ("document,number,status\n,1,false\n", "line 2: it names no article"),
        (f"document,number,status\n{SHA},,false\n", "line 2: it names no claim"),
        (f"document,start,end,status\n{SHA},4,,false\n", "line 2: a start without an end"),
        (f"document,start,end,status\n{SHA},9,4,false\n", "line 2: 9 to 4 is not a span"),
        (f"document,start,end,status\n{SHA},-1,4,false\n", "line 2: -1 to 4 is not a span"),
        (f"document,start,end,status\n{SHA},1.0,4,false\n", "line 2: 1.0 to 4 is not a span"),
        (f"document,start,end,status\n{SHA},²,4,false\n", "line 2: ² to 4 is not a span"),
        (f"document,number,confidence\n{SHA},1,total\n", "line 2: confidence is high, low"),
        (f'document,number,note\n{SHA},1,"open\n', "line 2: "),
        (f"document,number,note\n{SHA},1,\udcff\n", "line 2: this is not UTF-8"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(data: str, told: str) -> None:
    with pytest.raises(BadInput) as refusal:
        list(read(data.encode("utf-8", "surrogateescape"), "a.csv"))
    assert told in str(refusal.value)


def test_every_row_that_is_wrong_is_named_up_to_five() -> None:
    data = "document,number,status\n" + "x,1,false\n" * 8
    with pytest.raises(BadInput, match=r"line 2: .*line 6: .*and 3 more$"):
        list(read(data.encode(), "a.csv"))


# --- the description -----------------------------------------------------------------------------

FORMATS = Path(__file__).parent.parent.parent / "docs" / "formats.md"


def section(name: str) -> str:
    text = FORMATS.read_text(encoding="utf-8").partition(f"\n## {name}\n")[2]
    return text.partition("\n## ")[0]


def test_every_column_is_described_in_its_order() -> None:
    rows = [line.split("|")[1] for line in section("csv").splitlines() if line.startswith("| `")]
    assert re.findall("`([a-z_]+)`", " ".join(rows)) == list(COLUMNS)


def test_the_columns_that_say_something_are_those_that_are_described() -> None:
    said = re.search(r"and one of ([^.]+)\.", section("csv"))
    assert said
    assert re.findall("`([a-z_]+)`", said[1]) == list(_SAID)
