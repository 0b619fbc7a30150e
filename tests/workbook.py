"""Workbooks as text, so that a test can compare them."""

from __future__ import annotations

import io

from openpyxl import load_workbook


def sheets(data: bytes) -> str:
    """A workbook as text: a line a row."""
    rows = (
        f"{sheet.title}\t" + "\t".join("" if cell is None else str(cell) for cell in row) + "\n"
        for sheet in load_workbook(io.BytesIO(data))
        for row in sheet.iter_rows(values_only=True)
    )
    return "".join(rows)
