"""xlsx: the rows of csv in a workbook, a second sheet with the articles.

Text is written as text: no cell is a formula, whatever it begins with, so nothing has to be changed
for a spreadsheet's sake. What Excel cannot hold is made to fit and said so: control codes become
visible symbols, and a cell ends at 32,767 characters (ECMA-376 part 1, 18.4.8 and 18.3.1.4; the
limit is Excel's own).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from claims.text import visible
from store.dossier.values import Dossier
from store.errors import WrongUsage
from store.exports import csv

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

VERSION = "1"
SUFFIX = ".xlsx"
ABOUT = "the same for Excel and its kind (extra xlsx)"

LONGEST = 32_767  # UTF-16 code units that a cell holds
CUT = " … [cut: a cell holds no more]"
MOST_ROWS = 1_048_576  # of a sheet
_PIECE = 1 << 20
_WIDTHS = {"article": 24, "exact": 60, "claim_reviewed": 40, "justification": 40, "note": 30}
ARTICLE = ("article", "author", "publisher", "url", "date_published", "document", "only")


def export(dossier: Dossier, *, raw: bool = False, history: bool = False) -> Iterable[bytes]:
    """`raw` and `history` make no difference.

    Raises: `WrongUsage` without openpyxl. Rows over a sheet's limit go on in a further sheet.
    """
    del raw, history
    try:
        from openpyxl import Workbook
    except ImportError:
        raise WrongUsage(
            "xlsx needs a library that is not installed; run: pip install 'twosource[xlsx]'"
        ) from None
    book = Workbook(write_only=True)
    _judgements(book, dossier)
    _articles(book, dossier)
    with tempfile.TemporaryFile() as file:
        book.save(file)
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _judgements(book: Any, dossier: Dossier) -> None:
    sheet, left = None, 0
    for row in csv.rows(dossier):
        if not left or sheet is None:
            sheet = _sheet(book, "judgements", csv.COLUMNS)
            left = MOST_ROWS - 1
        sheet.append([_cell(sheet, value) for value in row])
        left -= 1
    if sheet is None:
        _sheet(book, "judgements", csv.COLUMNS)


def _articles(book: Any, dossier: Dossier) -> None:
    sheet = _sheet(book, "articles", ARTICLE)
    for one in dossier.articles():
        known = one.article
        values = (known.title, known.author, known.publisher, known.url, known.date_published)
        row = (*values, known.sha256, dossier.told)
        sheet.append([_cell(sheet, value) for value in row])


def _sheet(book: Any, title: str, columns: tuple[str, ...]) -> WriteOnlyWorksheet:
    """A sheet with its header, which stays in view."""
    from openpyxl.utils import get_column_letter

    sheet: WriteOnlyWorksheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, name in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 14)
    sheet.append([_cell(sheet, name) for name in columns])
    return sheet


def _cell(sheet: WriteOnlyWorksheet, value: str | int) -> Any:
    """A number as it is; text as a cell of text, where openpyxl would see a formula."""
    if isinstance(value, int):
        return value
    text = fitting(visible(value))
    if not text.startswith("="):
        return text
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def fitting(text: str) -> str:
    """`text`, or as much of it as a cell holds and a note that it was cut."""
    if len(text) * 2 <= LONGEST or _units(text) <= LONGEST:
        return text
    kept = text.encode("utf-16-le")[: 2 * (LONGEST - _units(CUT))]
    return kept.decode("utf-16-le", "ignore") + CUT  # half a pair at the end falls away


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
