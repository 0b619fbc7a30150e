"""A PDF becomes its text layer, in paragraphs, or one sentence that says why not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake import Refused, read_document
from claims.intake.pdf import paragraphs


def pdf(*pages: list[str], trailer: str = "") -> bytes:
    """A file with one text line for each string, in Helvetica."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for n, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj T* " for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 50 800 Td {shown}ET" if lines else ""
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 900] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>"
    return f"{out}{start}{end}\nstartxref\n{len(out)}\n%%EOF\n".encode("latin-1")


LINES = [
    "Port traffic rises",
    "A port official said that traffic rose by 4 per cent, and that the quay would be",
    "closed for a week. Nobody said why.",
]
LOCK = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >> /ID [<00> <00>]"


def test_lines_of_a_paragraph_are_joined_and_pages_are_kept_apart() -> None:
    text = read_document(pdf(LINES, ["The mayor denied it."]), "a.pdf").text
    assert text.split("\n\n") == [LINES[0], f"{LINES[1]} {LINES[2]}", "The mayor denied it."]


def test_the_reader_is_recorded_with_its_library() -> None:
    assert read_document(pdf(LINES), "a.pdf").reader.startswith("pdf/2 pypdfium2 5.")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf([]), "no text layer; run OCR"),
        (pdf(LINES, trailer=LOCK.format("41" * 32)), "is encrypted"),
        (b"%PDF-1.4 and no more", "is damaged"),
        (b"", "is empty"),
    ],
    ids=["no-text", "encrypted", "damaged", "empty"],
)
def test_a_pdf_without_readable_text_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_document(data, "a.pdf")


@given(st.lists(st.text("ab c.", max_size=20).map(lambda line: " ".join(line.split()))))
def test_no_word_is_lost_where_lines_are_joined(lines: list[str]) -> None:
    assert " ".join(paragraphs(lines)).split() == " ".join(lines).split()


def test_a_hyphen_at_a_line_end_stays_with_a_mark_of_the_line() -> None:
    assert paragraphs(["they spoke of contain-", "ment and of no other thing"]) == [
        "they spoke of contain-\u200bment and of no other thing"
    ]


@pytest.mark.parametrize(
    ("pages", "notice"),
    [
        ((LINES,), ""),
        ((LINES, []), "page 2 has no text layer and cannot be searched; a scan needs OCR first"),
        (([], LINES, []), "2 pages (1, 3) have no text layer"),
        (([],) * 9 + (LINES,), "9 pages (1, 2, 3, 4, 5, 6, 7, 8 …) have no text layer"),
    ],
)
def test_a_page_without_text_is_said_and_leaves_no_mark(
    pages: tuple[list[str], ...], notice: str
) -> None:
    found = read_document(pdf(*pages), "a.pdf")
    assert found.text == read_document(pdf(LINES), "a.pdf").text
    assert found.notice.startswith(notice)
    assert bool(found.notice) == bool(notice)
