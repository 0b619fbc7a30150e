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
from claims.model import Document, Role

VERSION = "1"

_SEPARATORS = ",;\t|"


def read(data: bytes, encoding: str | None) -> Document:
    text = decode(data, encoding)
    separator = _separator(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise Refused(f"this is not a csv table ({error}); save it as csv again") from None
    return dataset(rows, "text/csv")


def dataset(rows: Iterable[Sequence[str]], media_type: str) -> Document:
    """The document of a table. Raises: `Refused` where it has no second row or column."""
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    if len(kept) < 2 or max(map(len, kept)) < 2:
        raise Refused("this is not a table: it needs a header, a row below it, and two columns")
    return Document(canonical(kept), Role.DATASET, media_type=media_type)


def canonical(rows: Iterable[Sequence[str]]) -> str:
    """Rows as csv text: comma, quotes only where needed, LF."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(rows)
    text = out.getvalue()
    if len(text) > MAX_BYTES:
        raise Refused("the table is larger than 16 MiB as text; keep only the part you need")
    return text


def _separator(text: str) -> str:
    """The one that most often divides the first line, outside quotes; a comma in doubt."""
    line = next(line for line in text.split("\n") if line.strip())
    bare = "".join(line.split('"')[::2])
    return max(_SEPARATORS, key=bare.count)
