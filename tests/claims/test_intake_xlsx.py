"""A sheet and a csv of the same table are the same document; a workbook is read whole."""

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
        (b"PK\x03\x04 and no more", "the file is damaged, or is not an .xlsx workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "the workbook is encrypted"),
        (bomb(), "unpacks to more than 128 MiB"),
    ],
    ids=["no-zip", "encrypted", "bomb"],
)
def test_what_is_no_workbook_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_document(data, "a.xlsx")


def test_an_unknown_sheet_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(Refused, match="no sheet 'Trade'; the sheets are Sheet"):
        read_document(workbook(), "a.xlsx", sheet="Trade")


@pytest.mark.parametrize("text", ["Just a sentence.", "a,b\n", 'a,b\n"1,2\n'])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="this is no"):
        read_document(text.encode(), "a.csv")


def book_of(*pages: tuple[str, list[list[object]], list[str]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows, merges in pages:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for merge in merges:
            sheet.merge_cells(merge)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_title_in_merged_cells_stands_once() -> None:
    rows: list[list[object]] = [["Port traffic", None, None], ["port", 2022, 2023], ["A", 5, 6]]
    data = book_of(("Traffic", rows, ["A1:C1"]))
    assert read_document(data, "a.xlsx").text == "Port traffic,,\nport,2022,2023\nA,5,6\n"


def test_a_name_over_merged_cells_stands_over_each_of_them() -> None:
    rows: list[list[object]] = [["port", 2022, None], [None, "in", "out"], ["A", 5, 6]]
    data = book_of(("Traffic", rows, ["B1:C1", "A1:A2"]))
    assert read_document(data, "a.xlsx").text == "port,2022,2022\nport,in,out\nA,5,6\n"


def test_a_formula_without_a_result_has_no_value_and_is_told() -> None:
    document = read_document(workbook(formula=True), "a.xlsx")
    assert document.text == CSV + ",#N/A\n"
    assert "cell B4 of sheet 'Sheet' holds a formula without a result" in document.notice


def test_every_sheet_is_read_and_one_without_a_table_is_told() -> None:
    page = [*ROWS]
    data = book_of(("Read me", [["About this file"]], []), ("One", page, []), ("Two", page, []))
    document = read_document(data, "a.xlsx")
    assert document.text == f"One\n{CSV}\nTwo\n{CSV}"
    assert "sheet 'Read me' holds no table" in document.notice


def test_one_sheet_can_be_asked_for() -> None:
    data = book_of(("One", ROWS, []), ("Two", ROWS, []))
    assert read_document(data, "a.xlsx", sheet="Two").text == CSV
