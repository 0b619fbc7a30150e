"""csv of judgements: what `store.exports.csv` writes, or a part of it that somebody filled in.

A row has to say which article (`document` or `article`), which claim (`start` and `end`, `number`
or `exact`) and something about it. The columns that are made from others (`evidence`,
`reviewed_at`, `carried`) are read and left aside.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping

from claims.model import AttributionStatus, Confidence
from store.errors import BadInput
from store.exports.csv import ADJUDICATED, COLUMNS, restored
from store.imports import Mark, MarkedVoice, Taken
from store.imports.checks import decoded

ABOUT = "a row per claim and reviewer, as `twosource export csv` writes it"
TOLD = 5  # rows that are named in one refusal
_SAID = (
    *("status", "source", "chain", "attribution_status", "confidence", "claim_reviewed"),
    *("justification", "note", "query", "correction"),
)
_CHOICES = {
    "attribution_status": {one.value for one in AttributionStatus},
    "confidence": {one.value for one in Confidence},
    "active": {"0", "1"},
}
Row = Mapping[str, str]


def read(data: bytes, name: str) -> Iterator[Taken]:
    """A `Taken` an article, in the order of the file. Raises: `BadInput` that names the lines."""
    marks: dict[tuple[str, str], list[Mark]] = {}
    refused: list[str] = []
    for line, row in _rows(decoded(data, name), name):
        wrong = _wrong(row)
        if wrong:
            refused.append(f"line {line}: {wrong}")
        else:
            place = (row.get("document", ""), row.get("article", ""))
            marks.setdefault(place, []).append(_mark(line, row))
    if refused:
        more = f"; and {len(refused) - TOLD} more" if len(refused) > TOLD else ""
        raise BadInput(f"{name}, {'; '.join(refused[:TOLD])}{more}")
    for (sha256, title), found in marks.items():
        yield Taken(name=title, sha256=sha256.lower(), marks=tuple(found))


def _rows(text: str, name: str) -> Iterator[tuple[int, Row]]:
    """Every row with the line that it begins in. Raises: `BadInput` for a header that will not do.

    A row of another length than the header is told by `_wrong`.
    """
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    columns: list[str] = []
    begins = 1
    try:
        for cells in reader:
            line, begins = begins, reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns = _columns(cells, name, line)
                continue
            row = dict(zip(columns, map(restored, cells), strict=False))
            if len(cells) != len(columns):
                row = {"": f"it has {len(cells)} cells, but the header has {len(columns)}"}
            yield line, row
    except csv.Error as error:
        raise BadInput(f"{name}, line {begins}: {error}") from None
    if not columns:
        raise BadInput(f"{name} is empty")


def _delimiter(text: str) -> str:
    """The delimiter that gives the header the most known columns."""
    header = text.lstrip("\r\n").partition("\n")[0]

    def found(delimiter: str) -> int:
        cells = header.replace('"', "").split(delimiter)
        return sum(cell.strip().lower() in COLUMNS for cell in cells)

    return max((",", ";", "\t"), key=found)


def _columns(cells: list[str], name: str, line: int) -> list[str]:
    columns = [cell.strip().lower() for cell in cells]
    unknown = [column for column in columns if column not in COLUMNS]
    known = set(columns)
    wrong = ""
    if unknown:
        wrong = (
            f"{unknown[0]!r} is not a column of this format; its columns are {', '.join(COLUMNS)}"
        )
    elif len(known) < len(columns):
        wrong = "a column appears twice"
    elif not known & {"document", "article"}:
        wrong = "no column says which article: document (the SHA-256 of its text) or article"
    elif not ({"start", "end"} <= known or known & {"number", "exact"}):
        wrong = "no column says which claim: start and end, number, or exact"
    elif not known & set(_SAID):
        wrong = f"no column says anything about a claim: {', '.join(_SAID)}"
    if wrong:
        raise BadInput(f"{name}, line {line}: {wrong}")
    return columns


def _wrong(row: Row) -> str:
    """What is wrong with a row; empty for nothing."""
    if "" in row:
        return row[""]
    cell = {column: value.strip() for column, value in row.items()}
    if not (cell.get("document") or cell.get("article")):
        return "it names no article"
    if cell.get("document") and not re.fullmatch("[0-9a-fA-F]{64}", cell["document"]):
        return f"{cell['document'][:20]!r} is not the SHA-256 of a text"
    start, end = cell.get("start", ""), cell.get("end", "")
    if bool(start) != bool(end):
        return "a start without an end, or an end without a start"
    if start and not (_count(start) and _count(end) and int(start) < int(end)):
        return f"{start} to {end} is not a span of a text"
    if not (start or cell.get("number") or cell.get("exact")):
        return "it names no claim"
    for column, choices in _CHOICES.items():
        if cell.get(column) and cell[column].lower() not in choices:
            return f"{column} is {', '.join(sorted(choices))}, not {cell[column]!r}"
    return ""


def _count(text: str) -> bool:
    return bool(re.fullmatch("[0-9]{1,15}", text))


def _mark(line: int, row: Row) -> Mark:
    def cell(column: str) -> str:
        return row.get(column, "").strip()

    status = cell("status")
    placed = bool(cell("start"))
    return Mark(
        int(cell("start")) if placed else -1,
        int(cell("end")) if placed else -1,
        line,
        "" if status.lower() == "unreviewed" else status,
        cell("attribution_status").lower(),
        cell("confidence").lower(),
        cell("claim_reviewed"),
        cell("justification"),
        _voices(cell("source"), cell("chain")),
        cell("note"),
        cell("query"),
        cell("correction"),
        cell("reviewer").removeprefix(ADJUDICATED),
        cell("number").lstrip("#"),
        row.get("exact", ""),
        gone=cell("active") == "0",
    )


def _voices(source: str, chain: str) -> tuple[MarkedVoice, ...]:
    """`Kremlin + CCTV`, and the path of those who were not heard at first hand."""
    paths = [tuple(_parts(path, " > ")) for path in _parts(chain, "; ")]
    found = [
        MarkedVoice(next((path for path in paths if path[-1] == name), (name,)))
        for name in _parts(source, " + ")
    ]
    said = {voice.names for voice in found}
    return (*found, *(MarkedVoice(path) for path in paths if path not in said))


def _parts(text: str, between: str) -> list[str]:
    return [part.strip() for part in text.split(between) if part.strip()]
