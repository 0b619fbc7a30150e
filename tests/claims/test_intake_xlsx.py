"""A sheet and a csv of the same table are the same document; what would be a guess is refused."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from claims.intake import Refused, read_document
from claims.intake.xlsx import MAX_UNPACKED
from claims.model import Role

ROWS = [["Year", "Tonnes"], [2023, 240.11], [2022, 190.27]]
CSV = "Year,Tonnes\n2023,240.11\n2022,190.27\n"


def workbook(*, merge: str = "", formula: bool = False, percent: bool = False) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in ROWS:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    if formula:
        sheet["B4"] = "=B2-B3"
    if percent:
        sheet["B3"].value, sheet["B3"].number_format = 0.262, "0.0%"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_csv_is_kept_in_one_form(separator: str) -> None:
    data = CSV.replace(",", separator).encode()
    assert read_document(data, "a.csv").text == CSV


def test_a_sheet_has_the_text_of_its_csv() -> None:
    assert read_document(workbook(), "a.xlsx").text == CSV


def test_a_table_is_a_dataset() -> None:
    assert read_document(workbook(), "a.xlsx").role is Role.DATASET


def test_a_per_cent_cell_says_per_cent() -> None:
    assert "2022,26.2%" in read_document(workbook(percent=True), "a.xlsx").text


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        for n in range(9):
            parts.writestr(f"{n}.xml", bytes(MAX_UNPACKED // 8))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (workbook(merge="A1:B1"), "cells A1:B1 of sheet 'Sheet' are merged"),
        (workbook(formula=True), "cell B4 of sheet 'Sheet' has a formula"),
        (b"PK\x03\x04 and no more", "the file is damaged, or is not an .xlsx workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "the workbook is encrypted"),
        (bomb(), "unpacks to more than 128 MiB"),
    ],
    ids=["merged", "formula", "no-zip", "encrypted", "bomb"],
)
def test_a_workbook_that_would_need_a_guess_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_document(data, "a.xlsx")


def test_an_unknown_sheet_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(Refused, match="no sheet 'Trade'; the sheets are Sheet"):
        read_document(workbook(), "a.xlsx", sheet="Trade")


@pytest.mark.parametrize("text", ["Just a sentence.", "a,b\n", 'a,b\n"1,2\n'])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="this is no"):
        read_document(text.encode(), "a.csv")
