"""The reader of .ods and of old .xls workbooks, as the canonical csv of `claims.intake.table`.

It meets the workbook reader of .xlsx in one form: the same values in the same cells.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from decimal import Decimal
from typing import Any

import python_calamine

from claims.intake.decode import Refused
from claims.intake.table import sheets
from claims.model import Document

VERSION = "1 python-calamine"

MAX_CELLS = 1_000_000
MAX_UNPACKED = 128 * 1024 * 1024
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_XLS = "application/vnd.ms-excel"


def read(data: bytes, encoding: str | None, sheet: str = "") -> Document:  # noqa: ARG001
    if not data:
        raise Refused("the file is empty; nothing was taken in")
    zipped = data.startswith(b"PK\x03\x04")
    if zipped:
        _bounded(data)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = _names(book, sheet)
        pages = [(name, _rows(book.get_sheet_by_name(name))) for name in names]
    except Refused:
        raise
    except Exception:  # noqa: BLE001  # the library's own errors have no common base
        raise Refused(
            "the file is damaged or locked by a password; "
            "open it in a spreadsheet program and save it as .xlsx"
        ) from None
    return sheets(pages, _ODS if zipped else _XLS)


def _bounded(data: bytes) -> None:
    try:
        size = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Refused("the file is damaged; open it in a spreadsheet program and save it") from None
    if size > MAX_UNPACKED:
        raise Refused("the workbook unpacks to more than 128 MiB; save the sheet as csv")


def _names(book: Any, name: str) -> list[str]:
    found = list(book.sheet_names)
    if name and name not in found:
        raise Refused(f"there is no sheet {name!r}; the sheets are {', '.join(found)}")
    hidden = {
        one.name
        for one in book.sheets_metadata
        if one.visible != python_calamine.SheetVisibleEnum.Visible
    }
    return [name] if name else [one for one in found if one not in hidden] or found


def _rows(page: Any) -> list[list[str]]:
    if page.total_height * max(page.total_width, 1) > MAX_CELLS:
        raise Refused("the sheet has more than 1,000,000 cells; keep only the part you need")
    rows = [[_text(value) for value in row] for row in page.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in page.merged_cell_ranges or []:
        _fill(rows, top, left, bottom, right)
    return rows


def _fill(rows: list[list[str]], top: int, left: int, bottom: int, right: int) -> None:
    if top >= len(rows) or left >= len(rows[top]):
        return
    text = rows[top][left]
    others = any(cell for n, cell in enumerate(rows[top]) if not left <= n <= right)
    if text and (others or bottom > top):
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [cell or text for cell in row[left : right + 1]]


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        number = Decimal(format(value, ".15g"))
        text = format(number, "f") if number.is_finite() else str(value)
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
