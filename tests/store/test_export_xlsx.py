"""xlsx holds the rows of csv, as text that no spreadsheet runs."""

from __future__ import annotations

import builtins
import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from claims.model import NoteKind, SourceClass
from claims.text import visible
from store.dossier import walk
from store.errors import WrongUsage
from store.exports import exporter
from store.exports.xlsx import CUT, LONGEST, fitting
from store.queries import articles, claim_listing
from store.verbs import judging, naming, sources
from store.verbs.desk import Desk


def sheets(desk: Desk) -> Any:
    data = b"".join(exporter("xlsx").export(walk.collect(desk.conn)))  # type: ignore[arg-type]
    return load_workbook(io.BytesIO(data))


def csv_rows(desk: Desk) -> list[list[str]]:
    text = "".join(exporter("csv").export(walk.collect(desk.conn), raw=True))  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.fixture
def judged(desk: Desk, add: Callable[..., Any]) -> Desk:
    document = add().document
    first, second, *_ = claim_listing.listing(desk.conn, document)
    naming.attribute(
        desk, first, [sources.add(desk, "=Port*Office", SourceClass.OFFICIAL_STATEMENT)]
    )
    judging.judge(desk, first, status="verified", claim_reviewed='=HYPERLINK("http://x","y")')
    judging.note(desk, second, NoteKind.NOTE, "+1 \x1b[31m the 的 note\nof two lines")
    return desk


def test_the_first_sheet_holds_the_rows_of_csv(judged: Desk) -> None:
    written = [
        ["" if cell is None else str(cell) for cell in row]
        for row in sheets(judged)["judgements"].iter_rows(values_only=True)
    ]
    assert written == [[visible(cell) for cell in row] for row in csv_rows(judged)]


def test_no_cell_is_a_formula(judged: Desk) -> None:
    cells = [cell for sheet in sheets(judged) for row in sheet.iter_rows() for cell in row]
    begun = [cell for cell in cells if str(cell.value).startswith("=")]
    assert begun
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}


def test_the_second_sheet_tells_of_the_articles(judged: Desk) -> None:
    (_, row) = sheets(judged)["articles"].iter_rows(values_only=True)
    assert row[0] == articles.articles(judged.conn)[0].title


def test_a_desk_without_articles_is_a_header_alone(desk: Desk) -> None:
    sources.add(desk, "Gull", SourceClass.EYEWITNESS)
    assert len(list(sheets(desk)["judgements"].iter_rows())) == 1


HALF = "😀" * (LONGEST // 4)


@given(st.text(st.sampled_from("a😀\u0301"), max_size=40), st.integers(0, 20))
def test_a_cell_never_holds_more_than_excel_can(tail: str, more: int) -> None:
    whole = HALF * 2 + tail
    text = whole[more:]
    shown = fitting(text)
    assert len(shown.encode("utf-16-le")) // 2 <= LONGEST
    assert shown == text or (shown.endswith(CUT) and text.startswith(shown.removesuffix(CUT)))


def test_without_openpyxl_the_sentence_names_the_extra(
    judged: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(name: str, *args: Any, **how: Any) -> Any:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return real(name, *args, **how)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(WrongUsage, match=r"pip install 'twosource\[xlsx\]'"):
        list(exporter("xlsx").export(walk.collect(judged.conn)))
