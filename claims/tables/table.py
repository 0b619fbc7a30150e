"""A table as a value: header, rows, and cells with what they count; read from csv text.

How a column writes its numbers is decided once for the whole column, and a column that mixes
1,234.5 and 1.234,5 is refused rather than guessed, because a wrong guess is a thousand times wrong.
Where a column could be read both ways the other columns decide, then English.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from claims.intake import Refused
from claims.tables.header_units import Unit, symbol_unit, unit_of

MAX_CELLS = 500_000
_DELIMITERS = "\t;|,"
_MISSING = frozenset({"", "-", "–", "—", "..", "...", "…", "n/a", "na", "n.a.", "null", ":", "x"})
_GROUP = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3}(?!\d))")
_POINT = re.compile(r"\d+(\.\d+)?|\d{1,3}(,\d{3})+(\.\d+)?|\.\d+")
_COMMA = re.compile(r"\d+(,\d+)?|\d{1,3}(\.\d{3})+(,\d+)?|,\d+")
_DECOR = re.compile(r"[\s%€£¥₽₹₩*†‡]|(?:US|A|C|NZ|HK)?\$")
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_LONGEST = 40
_POINTED, _COMMAED = "1,234.5", "1.234,5"


class Cell(NamedTuple):
    """`value` is the number as printed, without the column's magnitude; None for no number."""

    text: str
    value: Decimal | None = None


class Column(NamedTuple):
    """`measured` tells a column of figures from one of labels, years among them."""

    label: str
    unit: Unit
    measured: bool


class Table(NamedTuple):
    """`rows[r][c]` is a cell; every row has as many cells as `columns`."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.label for column in self.columns)


def read_csv(text: str, caption: str = "", unit: str = "") -> Table:
    """The table in `text`; a title line above the header joins the caption.

    `unit` ("billion US dollars") holds for every column of figures that names none itself.

    Raises: `Refused` with one sentence.
    """
    delimiter = _delimiter(text)
    csv.field_size_limit(1 << 20)
    try:
        lines = [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise Refused(f"the table cannot be read as csv ({error}); save it again") from None
    return table_of(lines, caption, unit)


def table_of(lines: Sequence[Sequence[str]], caption: str = "", unit: str = "") -> Table:
    """The table in rows of text, the header first; what every reader of tables ends in.

    Raises: `Refused` with one sentence.
    """
    rows = [_trimmed(line) for line in lines]
    rows = [row for row in rows if row]
    titles = []
    while len(rows) > 1 and len(rows[0]) == 1 and any(len(row) > 1 for row in rows[1:_TITLES]):
        titles += rows.pop(0)
    caption = " ".join([caption, *titles]).strip()
    rows = _without_notes(_one_header(rows))
    header = _header(rows)
    body = [_padded(row, len(header), n) for n, row in enumerate(rows[1:], 2)]
    if len(body) * len(header) > MAX_CELLS:
        raise Refused(
            "the table has more than half a million cells; attach the part that is needed"
        )
    columns = _columns(header, body, unit_of(unit) if unit else unit_of(caption))
    return Table(
        tuple(c[0] for c in columns), tuple(zip(*(c[1] for c in columns), strict=True)), caption
    )


_TITLES = 8  # lines above a header
_NOTE = re.compile(
    r"\s*(?:notes?|sources?|footnotes?|\*|†|[¹²³]|\(?\d{1,2}\)|last updated?|updated|copyright|©)"
    r"(?:\s*[:.]|\s|\Z)",
    re.IGNORECASE,
)


def _without_notes(rows: list[list[str]]) -> list[list[str]]:
    """Without the lines underneath that say where the figures are from."""
    while len(rows) > 2 and rows[-1] and _is_note(rows[-1], len(rows[0])):
        rows = rows[:-1]
    return rows


def _is_note(row: Sequence[str], width: int) -> bool:
    if _NOTE.match(row[0]) is None:
        return False
    return len(row) == 1 or len(row) > width or not any(_is_number(cell) for cell in row[1:])


def _one_header(rows: list[list[str]]) -> list[list[str]]:
    """With two lines of headers made one: "2023" over "exports" and "imports"."""
    if len(rows) < 3 or not _spans(rows[0], rows[1]):
        return rows
    upper, above = [], ""
    for n in range(max(len(rows[0]), len(rows[1]))):
        above = (rows[0][n] if n < len(rows[0]) else "") or above
        upper.append(above if n else rows[0][0])
    lower = [*rows[1], *[""] * (len(upper) - len(rows[1]))]
    joined = [" ".join(filter(None, pair)) for pair in zip(upper, lower, strict=True)]
    return [joined, *rows[2:]]


def _spans(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the first line only groups the columns of the second."""
    words = [cell for cell in lower if cell]
    if len(words) < 2 or any(_is_number(cell) and not _YEAR.fullmatch(cell) for cell in words):
        return False
    if all(_YEAR.fullmatch(cell) for cell in words) and not all(upper[1:]):
        return True
    told = [cell for cell in upper[1:] if cell]
    grouped = len(set(told)) < len(told) or len(told) < len(upper) - 1
    return bool(told) and grouped and len(set(words)) < len(words)


def _trimmed(line: Sequence[str]) -> list[str]:
    row = [cell.strip() for cell in line]
    while row and not row[-1]:
        row.pop()
    return row


_LEAST_CUT = 3  # one line in so many has the mark: the others are titles and notes


def _delimiter(text: str) -> str:
    """The mark that cuts most of the first lines into the same number of cells."""
    head = [line for line in text.splitlines()[:60] if line.strip()]
    if not head:
        raise Refused("the table is empty")
    best, shared = "", 0.5
    for mark in _DELIMITERS:
        try:
            widths = Counter(len(_trimmed(row)) for row in csv.reader(head, delimiter=mark))
        except csv.Error:
            continue
        cut = {width: times for width, times in widths.items() if width > 1}
        if not cut or sum(cut.values()) * _LEAST_CUT < len(head):
            continue
        times = max(cut.values())
        alike = times / sum(cut.values()) * min(1.0, 2 * times / len(head))
        if alike > shared and times > 1:
            best, shared = mark, alike
    if not best:
        raise Refused("this is no table: no comma, semicolon, tab or bar cuts its lines alike")
    return best


def _header(rows: Sequence[Sequence[str]]) -> list[str]:
    if not rows:
        raise Refused("the table is empty")
    header = list(rows[0])
    if any(_is_number(cell) and not _YEAR.fullmatch(cell) for cell in header) or (
        len(rows) > 1 and all(_YEAR.fullmatch(cell) for cell in header)
    ):
        raise Refused("the table has no header: its first line holds figures; name the columns")
    unnamed = [n for n, cell in enumerate(header[1:], 1) if not cell]
    if any(_is_number(row[n]) for n in unnamed for row in rows[1:_TITLES] if n < len(row)):
        raise Refused(f"column {unnamed[0] + 1} has no name in the header; are cells merged there?")
    if len(rows) == 1:
        raise Refused("the table has a header and no rows")
    return header


def _is_number(text: str) -> bool:
    return any(char.isdecimal() for char in text) and bool(_ways(_bare(text)[0]))


def _padded(row: list[str], width: int, n: int) -> list[str]:
    if len(row) > width:
        raise Refused(f"line {n} of the table has {len(row)} cells, its header {width}")
    return row + [""] * (width - len(row))


# ------------------------------------------------------------------------------- columns


def _columns(
    header: Sequence[str], body: Sequence[Sequence[str]], common: Unit
) -> list[tuple[Column, list[Cell]]]:
    texts = list(zip(*body, strict=True))
    plain = [[_bare(text) for text in column] for column in texts]
    ways = [_way(label, column) for label, column in zip(header, plain, strict=True)]
    known = {way for way in ways if way in (_POINTED, _COMMAED)}
    usual = known.pop() if len(known) == 1 else _POINTED
    found = []
    for n, (label, way) in enumerate(zip(header, ways, strict=True)):
        years = way and all(_YEAR.fullmatch(t) for t in texts[n] if t.lower() not in _MISSING)
        measured = bool(way) and not (years and (n == 0 or _is_time(label)))
        cells = _cells(texts[n], plain[n], usual if way == "either" else way, measured)
        unit = _unit(label, cells, common) if measured else Unit()
        found.append((Column(label, unit, measured), cells))
    return found


def _is_time(label: str) -> bool:
    return label.strip().lower() in ("year", "years", "date", "period", "time", "fiscal year")


def _bare(text: str) -> tuple[str, bool]:
    """The digits of a cell with their separators, and whether it is negative."""
    bare = _DECOR.sub("", _GROUP.sub("", text)) if len(text) <= _LONGEST else text
    if bare.startswith("(") and bare.endswith(")"):
        return bare[1:-1], True
    if bare[:1] in "-−–":
        return bare[1:], True
    return bare.removeprefix("+"), False


def _ways(bare: str) -> frozenset[str]:
    """The ways of writing that `bare` can be a number in."""
    pointed = {_POINTED} if _POINT.fullmatch(bare) else set()
    return frozenset(pointed | {_COMMAED} if _COMMA.fullmatch(bare) else pointed)


def _way(label: str, column: Sequence[tuple[str, bool]]) -> str:
    """How the column writes numbers: one way, "either", or "" for a column of words."""
    bare = [text for text, _ in column if text.lower() not in _MISSING]
    numbers = [ways for text in bare if (ways := _ways(text))]
    if not numbers or len(numbers) * 2 < len(bare):
        return ""
    common = frozenset.intersection(*numbers)
    if not common:
        raise Refused(
            f"column “{label}” mixes {_POINTED} and {_COMMAED}; write its numbers one way"
        )
    return next(iter(common)) if len(common) == 1 else "either"


def _cells(
    texts: Sequence[str], plain: Sequence[tuple[str, bool]], way: str, measured: bool
) -> list[Cell]:
    if not measured:
        return [Cell(text) for text in texts]
    return [
        Cell(text, _value(bare, minus, way))
        for text, (bare, minus) in zip(texts, plain, strict=True)
    ]


def _value(bare: str, minus: bool, way: str) -> Decimal | None:
    if way not in _ways(bare):
        return None
    digits = bare.replace(",", "") if way == _POINTED else bare.replace(".", "").replace(",", ".")
    return Decimal(("-" if minus else "") + digits)


def _unit(label: str, cells: Sequence[Cell], common: Unit) -> Unit:
    """The column's own unit; what it leaves open comes from its cells, then from the table."""
    own = unit_of(label)
    name = own.name or next((u for cell in cells if (u := symbol_unit(cell.text))), "")
    if name in ("%", "percentage point"):
        return own._replace(name=name, power=0)
    if own.name and own.power is None and common.name not in ("", own.name):
        return own
    power = own.power if own.power is not None else common.power
    return own._replace(
        name=name or ("" if common.name == "%" and power else common.name), power=power
    )
