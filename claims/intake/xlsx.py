"""The workbook reader: all sheets that are seen, as the canonical csv of `claims.intake.table`.

A cell says what a reader of the sheet sees as a value: 15 significant digits (all that a
spreadsheet keeps), per cent where its format says so, dates in ISO 8601. Merged cells all hold the
value of the first, but a title that spans its row stands once. A formula without its result has no
value, and is told.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from claims.intake.decode import Refused
from claims.intake.table import sheets
from claims.model import Document

VERSION = f"2 openpyxl {openpyxl.__version__}"

MAX_UNPACKED = 128 * 1024 * 1024  # bytes of all parts; a full workbook unpacks to ten times itself
MAX_CELLS = 1_000_000
NO_VALUE = "#N/A"  # as spreadsheets show it
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
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except Exception:  # noqa: BLE001  # openpyxl raises whatever its parser stumbles over
        raise Refused(_DAMAGED) from None
    try:
        read_sheets = [_sheet(parts, page) for page in _pages(book, sheet)]
    except (ValueError, KeyError, TypeError, SyntaxError, zipfile.BadZipFile) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(_DAMAGED) from None
    if sum(len(row) for _, rows, _ in read_sheets for row in rows) > MAX_CELLS:
        raise Refused("the workbook has more than 1,000,000 cells; name one sheet with --sheet")
    document = sheets([(name, rows) for name, rows, _ in read_sheets], _MEDIA_TYPE)
    told = [document.notice, *(notice for _, _, notice in read_sheets)]
    return document._replace(notice="; ".join(filter(None, told)))


def _sheet(parts: zipfile.ZipFile, page: Any) -> tuple[str, list[list[str]], str]:
    """The name of a sheet, its rows, and what of it could not be read."""
    rows = list(_rows(page))
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    xml = parts.read(page._worksheet_path)
    _fill_merged(rows, xml)
    empty = [match[1].decode() for match in _NO_RESULT.finditer(xml)]
    for name in empty:
        r, c = coordinate_to_tuple(name)
        if r <= len(rows) and c <= width and not rows[r - 1][c - 1]:
            rows[r - 1][c - 1] = NO_VALUE
    return page.title, rows, _notice(page.title, empty)


def _notice(title: str, empty: list[str]) -> str:
    if not empty:
        return ""
    named = ", ".join(empty[:3]) + (" …" if len(empty) > 3 else "")
    many = "a formula" if len(empty) == 1 else "formulas"
    cells = "cell" if len(empty) == 1 else "cells"
    return (
        f"{cells} {named} of sheet {title!r} hold{'s' * (len(empty) == 1)} {many} without a result;"
        " open the workbook in a spreadsheet program and save it to have them"
    )


def _fill_merged(rows: list[list[str]], xml: bytes) -> None:
    """Each of merged cells holds what they show, but a title alone in its rows stands once."""
    filled = 0
    for match in _MERGED.finditer(xml):
        left, top, right, bottom = range_boundaries(match[1].decode())
        if None in (left, top, right, bottom) or top > len(rows):
            continue
        text = rows[top - 1][left - 1] if left <= len(rows[top - 1]) else ""
        others = any(cell for n, cell in enumerate(rows[top - 1], 1) if not left <= n <= right)
        filled += (right - left + 1) * (bottom - top + 1) + len(rows[top - 1])
        if not text or (not others and bottom == top) or filled > 4 * MAX_CELLS:
            continue
        for row in rows[top - 1 : bottom]:
            for c in range(left - 1, min(right, len(row))):
                row[c] = row[c] or text


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


def _pages(book: Any, name: str) -> list[Any]:
    """The sheet of that name; without a name all that are not hidden."""
    pages = {page.title: page for page in book.worksheets}
    if not pages:
        raise Refused("the workbook has no sheet with cells; save the one that holds the figures")
    if name and name not in pages:
        raise Refused(f"there is no sheet {name!r}; the sheets are {', '.join(pages)}")
    seen = [page for page in pages.values() if page.sheet_state == "visible"]
    return [pages[name]] if name else seen or list(pages.values())


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
