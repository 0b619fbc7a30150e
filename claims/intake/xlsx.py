"""The workbook reader: one sheet, as the canonical csv of `claims.intake.table`.

A cell says what a reader of the sheet sees as a value: 15 significant digits (all that a
spreadsheet keeps), per cent where its format says so, dates in ISO 8601. Merged cells and formulas
without their result are refused: filling them would be a guess.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import openpyxl

from claims.intake.decode import Refused
from claims.intake.table import dataset
from claims.model import Document

VERSION = f"1 openpyxl {openpyxl.__version__}"

MAX_UNPACKED = 128 * 1024 * 1024  # bytes of all parts; a full workbook unpacks to ten times itself
MAX_CELLS = 1_000_000
_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DAMAGED = (
    "the file is damaged, or is not an .xlsx workbook; "
    "open it in a spreadsheet program and save it again"
)
_OLE = b"\xd0\xcf\x11\xe0"  # [MS-CFB] 2.2: an encrypted workbook is wrapped in such a file
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z0-9:]{1,20})[\"']")
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z0-9]{1,12})[\"'][^>]*>\s*<(?:\w+:)?f\b[^<]*"
    rb"(?:</(?:\w+:)?f>)?\s*(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v></)"
)


def read(data: bytes, encoding: str | None, sheet: str = "") -> Document:  # noqa: ARG001
    parts = _unpacked(data)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception:  # noqa: BLE001  # openpyxl raises whatever its parser stumbles over
        raise Refused(_DAMAGED) from None
    page = _sheet(book, sheet)
    _plain(parts.read(page._worksheet_path), page.title)
    try:
        rows = list(_rows(page))
    except (ValueError, KeyError, TypeError, SyntaxError, zipfile.BadZipFile) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(_DAMAGED) from None
    width = max(map(len, rows), default=0)
    return dataset([row + [""] * (width - len(row)) for row in rows], _MEDIA_TYPE)


def _unpacked(data: bytes) -> zipfile.ZipFile:
    if not data:
        raise Refused("the file is empty; nothing was taken in")
    if data.startswith(_OLE):
        raise Refused(
            "the workbook is encrypted, or an old .xls under another name; "
            "save it as .xlsx without a password"
        )
    try:
        parts = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Refused(_DAMAGED) from None
    if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED:
        raise Refused("the workbook unpacks to more than 128 MiB; save the sheet as csv")
    return parts


def _sheet(book: Any, name: str) -> Any:
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if not sheets:
        raise Refused("the workbook has no sheet with cells; save the one that holds the figures")
    if name and name not in sheets:
        raise Refused(f"there is no sheet {name!r}; the sheets are {', '.join(sheets)}")
    return sheets[name] if name else next(iter(sheets.values()))


def _plain(xml: bytes, title: str) -> None:
    if match := _MERGED.search(xml):
        raise Refused(
            f"cells {match[1].decode()} of sheet {title!r} are merged; unmerge them, "
            "so that each cell holds its own value"
        )
    if match := _NO_RESULT.search(xml):
        raise Refused(
            f"cell {match[1].decode()} of sheet {title!r} has a formula without a result; "
            "open the workbook in a spreadsheet program and save it"
        )


def _rows(sheet: Any) -> Iterator[list[str]]:
    """The rows with their empty ends cut off."""
    cells = 0
    for row in sheet.iter_rows():
        cells += len(row) or 1
        if cells > MAX_CELLS:
            raise Refused("the sheet has more than 1,000,000 cells; keep only the part you need")
        texts = [_text(cell.value, cell.number_format if cell.value else "") for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        yield texts


def _text(value: Any, number_format: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, percent="%" in (number_format or ""))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _number(value: float, *, percent: bool) -> str:
    number = Decimal(format(value, ".15g")) * (100 if percent else 1)
    if not number.is_finite():
        return str(value)
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) + ("%" if percent else "")
