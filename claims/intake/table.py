"""The reader of tables as text: whatever separates the cells, the document is canonical csv.

Cells are kept as they are written and only their separators and quotes are made uniform (comma, RFC
4180 quotes where needed, LF), so that csv and xlsx meet in one form. What the cells mean, and
whether the table has a header, is for `claims.tables.table` to say.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from claims.intake.decode import MAX_BYTES, Refused, decode
from claims.intake.separators import separator, unframed
from claims.model import Document, Role

VERSION = "2"


def read(data: bytes, encoding: str | None) -> Document:
    text = decode(data, encoding)
    mark = _separator(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=mark != "|"))
    except csv.Error as error:
        raise Refused(f"this is not a csv table ({error}); save it as csv again") from None
    return dataset(unframed(rows) if mark == "|" else rows, "text/csv")


def _separator(text: str) -> str:
    try:
        return separator(text)
    except Refused:
        return ","


def dataset(rows: Iterable[Sequence[str]], media_type: str) -> Document:
    """The document of a table. Raises: `Refused` where it has no second row or column."""
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    if len(kept) < 2 or max(map(len, kept)) < 2:
        raise Refused("this is not a table: it needs a header, a row below it, and two columns")
    return Document(canonical(kept), Role.DATASET, media_type=media_type)


def sheets(named: Iterable[tuple[str, Sequence[Sequence[str]]]], media_type: str) -> Document:
    """The document of a workbook: its sheets with a blank line between, the name of each on top.

    A workbook with one sheet is the table itself. Sheets without a table are left out and told.
    """
    tables, others = [], []
    for name, rows in named:
        kept = [row for row in rows if any(cell.strip() for cell in row)]
        whole = len(kept) > 1 and max(map(len, kept)) > 1
        if whole:
            tables.append((name, kept))
        elif kept:
            others.append(name)
    if not tables:
        raise Refused("this is not a table: it needs a header, a row below it, and two columns")
    told = [f"sheet {name!r} holds no table and is left out" for name in others]
    if len(tables) == 1:
        return dataset(tables[0][1], media_type)._replace(notice="; ".join(told))
    text = "\n".join(canonical([[name], *rows]) for name, rows in tables)
    if len(text) > MAX_BYTES:
        raise Refused("the workbook is larger than 16 MiB as text; name one sheet with --sheet")
    return Document(text, Role.DATASET, media_type=media_type, notice="; ".join(told))


def canonical(rows: Iterable[Sequence[str]]) -> str:
    """Rows as csv text: comma, quotes only where needed, LF."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    text = out.getvalue()
    if len(text) > MAX_BYTES:
        raise Refused("the table is larger than 16 MiB as text; keep only the part you need")
    return text
