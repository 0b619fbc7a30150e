"""Workbooks of other programs, and JSON-stat: the same table has the same text as its csv."""

from __future__ import annotations

import io
import json
import sys
import zipfile

import pytest

from claims.intake import Refused, read_document
from claims.model import Role

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"

_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS}"/>'
    "</manifest:manifest>"
)


def cell(value: object, span: int = 1) -> str:
    wide = f' table:number-columns-spanned="{span}"' if span > 1 else ""
    covered = "<table:covered-table-cell/>" * (span - 1)
    if isinstance(value, str):
        kind, shown = 'office:value-type="string"', value
    else:
        kind, shown = f'office:value-type="float" office:value="{value}"', str(value)
    return f"<table:table-cell {kind}{wide}><text:p>{shown}</text:p></table:table-cell>{covered}"


def ods(**pages: list[list[str]]) -> bytes:
    tables = "".join(
        f'<table:table table:name="{name}">'
        + "".join(f"<table:table-row>{''.join(row)}</table:table-row>" for row in rows)
        + "</table:table>"
        for name, rows in pages.items()
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_OFFICE}" '
        f'xmlns:table="{_TABLE}" xmlns:text="{_TEXT}" office:version="1.2"><office:body>'
        f"<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("mimetype", _ODS)
        parts.writestr("content.xml", content)
        parts.writestr("META-INF/manifest.xml", _MANIFEST)
    return out.getvalue()


PAGE = [[cell("port"), cell(2023.0)], [cell("East"), cell(12.5)]]
CSV = "port,2023\nEast,12.5\n"


def test_a_sheet_of_ods_has_the_text_of_its_csv() -> None:
    document = read_document(ods(One=PAGE), "a.ods")
    assert (document.text, document.role, document.media_type) == (CSV, Role.DATASET, _ODS)


def test_every_sheet_of_ods_is_read() -> None:
    text = read_document(ods(One=PAGE, Two=PAGE), "a.ods").text
    assert text == f"One\n{CSV}\nTwo\n{CSV}"


def test_one_sheet_of_ods_can_be_asked_for() -> None:
    assert read_document(ods(One=PAGE, Two=PAGE), "a.ods", sheet="Two").text == CSV


def test_without_its_library_the_refusal_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "claims.intake.calamine", raising=False)
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    with pytest.raises(Refused, match=r"pip install 'twosource\[sheets\]'"):
        read_document(ods(One=PAGE), "a.ods")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.ods", b"PK\x03\x04 and no more", "the file is damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), "the file is damaged"),
        ("a.ods", b"", "the file is empty"),
    ],
)
def test_what_is_no_workbook_is_refused(name: str, data: bytes, words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_document(data, name)


def cube(**changes: object) -> bytes:
    made = {
        "version": "2.0",
        "class": "dataset",
        "label": "Herring landed",
        "id": ["port", "year", "measure"],
        "size": [2, 2, 1],
        "dimension": {
            "port": {
                "label": "port",
                "category": {"index": {"w": 1, "e": 0}, "label": {"e": "East", "w": "West"}},
            },
            "year": {"label": "year", "category": {"index": ["2022", "2023"]}},
            "measure": {
                "label": "measure",
                "category": {"label": {"h": "herring"}, "unit": {"h": {"label": "1000 tonnes"}}},
            },
        },
        "value": [1.5, 2.50, None, 4],
        "status": {"3": "p"},
    }  # fmt: skip
    return json.dumps({**made, **changes}).encode()


def test_a_json_stat_dataset_is_a_table_in_long_form() -> None:
    assert read_document(cube(), "a.json").text == (
        "port,year,measure,unit,value\n"
        "East,2022,herring,1000 tonnes,1.5\nEast,2023,herring,1000 tonnes,2.5\n"
        "West,2022,herring,1000 tonnes,\nWest,2023,herring,1000 tonnes,4 p\n"
    )


def test_values_by_their_place_are_read_as_those_in_a_list() -> None:
    listed = cube(status={}, value=[1, None, None, 4])
    placed = cube(status={}, value={"0": 1, "3": 4})
    assert read_document(listed, "a.json").text == read_document(placed, "a.json").text


def test_other_json_is_a_text() -> None:
    assert read_document(b'{"value": 1}', "a.json").text == '{"value": 1}'


@pytest.mark.parametrize("changes", [{"size": [9, 2, 1]}, {"dimension": {}}, {"id": 3}])
def test_a_json_stat_dataset_with_gaps_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(Refused, match="is not complete"):
        read_document(cube(**changes), "a.json")


def test_a_json_stat_dataset_of_a_billion_cells_is_refused() -> None:
    with pytest.raises(Refused, match="more than 400,000 cells"):
        read_document(cube(size=[1000, 1000, 1000]), "a.json")
