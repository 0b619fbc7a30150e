"""The parts of a published table: titles, the rows of its header, its body, its notes.

The body begins with the first row that has a figure; what stands directly above it is the header,
and further rows above belong to it where it would not tell its columns apart alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claims.intake import Refused
from claims.tables.header_units import unit_of
from claims.tables.months import part_of_year
from claims.tables.numbers import is_missing, is_number
from claims.tables.periods import period_of

_NOTE = re.compile(
    r"(?:notes?|sources?|quellen?|stand|anmerkung(?:en)?|fuentes?|fonte|nota|bron|footnotes?"
    r"|last updated|data extracted|copyright|legend|key|[*†‡©]+|_{2,}|-{3,}|[\[(]?\d{1,2}[\])])"
    r"(?:[\s:.*†‡]|$|(?<=[_-])|(?<=[*†‡©]))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"[\[(]?(?:\d{1,2}|[a-zA-Z])[\])]?")
_LONG_NOTE = 70
_DEEPEST = 5  # rows of a header

Row = list[str]


class Layout(NamedTuple):
    """`body` holds each row with its number in the text, from 1; `groups` the heading above it."""

    titles: tuple[str, ...]
    header: Row
    body: tuple[tuple[int, Row], ...]
    groups: tuple[str, ...]
    notes: tuple[str, ...]


def laid_out(lines: Sequence[Sequence[str]]) -> Layout:
    """The parts of a table. Raises: `Refused` with one sentence."""
    rows = [(n, row) for n, line in enumerate(lines, 1) if (row := _trimmed(line))]
    if not rows:
        raise Refused("the table is empty")
    first = _first_of_body([row for _, row in rows])
    rows, notes = _without_notes(rows, first)
    above, body = rows[:first], rows[first:]
    width = _width([row for _, row in body])
    header, titles = _header([row for _, row in above], [row for _, row in body], width)
    if not header:
        raise Refused("the table has no header: its first line holds figures; name the columns")
    if not body:
        raise Refused("the table has a header and no rows")
    body, groups, between = _grouped(body, len(header))
    return Layout(tuple(titles), header, tuple(body), tuple(groups), (*notes, *between))


def _trimmed(line: Sequence[str]) -> Row:
    row = [" ".join(cell.split()) if "\n" not in cell else cell.strip() for cell in line]
    while row and not row[-1]:
        row.pop()
    return row


def filled(row: Sequence[str]) -> int:
    return sum(1 for cell in row if cell)


def _first_of_body(rows: Sequence[Row]) -> int:
    """The first row with a figure that is no year; else with a year; else that below a header."""
    for n, row in enumerate(rows):
        if filled(row) > 1 and any(map(_is_figure, row)) and not _is_ordinal(row):
            return _with_empty_rows(rows, n)
    for n, row in enumerate(rows):
        if filled(row) > 1 and any(period_of(cell) for cell in row):
            if not all(period_of(c) or not c for c in row[1:]):
                return n
            if period_of(row[0]) and n:
                return n
    if len(rows) > 1 and all(period_of(cell) for cell in rows[0] if cell):
        return 0
    wide = [n for n, row in enumerate(rows) if filled(row) > 1]
    return wide[0] + 1 if wide else 1


def _with_empty_rows(rows: Sequence[Row], first: int) -> int:
    """The start of the body where it begins with headings or with rows that have no figure yet."""
    n = first
    while n and (_is_without_figure(rows[n - 1]) or _is_of_years(rows[n - 1], rows[n - 2 : n - 1])):
        n -= 1
    return n if n and filled(rows[n - 1]) > 1 else first


def _is_of_years(row: Row, above: Sequence[Row]) -> bool:
    """Whether a row of words and years lies under a header that is whole and names no years."""
    if not above or len(row) != len(above[0]) or filled(above[0]) < len(row):
        return False
    names = above[0]
    worded = len(set(names)) == len(names) and not any(period_of(name) for name in names)
    years = any(period_of(cell) for cell in row[1:])
    return worded and years and row[0] != names[0] and not period_of(row[0])


def _is_without_figure(row: Row) -> bool:
    others = all(is_missing(cell) for cell in row[1:])
    return bool(row[0]) and others and len(row[0]) <= _LONG_NOTE and not _is_unit(row[0])


def _is_unit(text: str) -> bool:
    return unit_of(f"({text.strip('()')})")[:2] != ("", None)


def _is_figure(cell: str) -> bool:
    return is_number(cell) and not period_of(cell)


def _is_ordinal(row: Sequence[str]) -> bool:
    """A row that numbers the columns: 1, 2, 3."""
    told = [cell.strip("[]()") for cell in row if cell]
    counted = [cell for cell in told if cell.isdecimal()]
    start = int(counted[0]) if counted and len(counted[0]) < 3 else 9
    return (
        len(counted) > 2
        and len(counted) >= len(told) - 1
        and start < 3
        and counted == [str(start + n) for n in range(len(counted))]
    )


def _width(body: Sequence[Row]) -> int:
    return max((len(row) for row in body), default=0)


# -------------------------------------------------------------------------------- notes


def _without_notes(
    rows: list[tuple[int, Row]], first: int
) -> tuple[list[tuple[int, Row]], list[str]]:
    """The rows without those at the end that hold no figure."""
    of_words = not any(_is_figure(cell) for _, row in rows[first:] for cell in row)
    end = len(rows)
    while end > first + 1 and _is_note(rows[end - 1][1], of_words):
        end -= 1
    return rows[:end], [" ".join(filter(None, row)) for _, row in rows[end:]]


def _is_note(row: Row, of_words: bool) -> bool:
    if filled(row) == 1 and (row[0] or len(row[-1]) > _LONG_NOTE):
        return True
    if _NOTE.match(row[0]) and not any(_is_figure(cell) for cell in row[1:]):
        return not any(is_missing(cell) for cell in row[1:] if cell)
    return not of_words and not any(is_number(c) or (c and is_missing(c)) for c in row[1:])


# ------------------------------------------------------------------------------- header


def _header(above: list[Row], body: Sequence[Row], width: int) -> tuple[Row, list[str]]:
    """The names of the columns, and the titles above them."""
    above = [row for row in above if not _is_ordinal(row)]
    units: list[str] = []
    while above and filled(above[-1]) == 1 and any(filled(row) > 1 for row in above):
        units.append(" ".join(above.pop()).strip())
    stack: list[Row] = []
    while above and len(stack) < _DEEPEST and filled(above[-1]) > 1:
        row = above[-1]
        if stack and not _belongs(row, stack, width):
            break
        stack.insert(0, above.pop())
    if not stack and above and not above[-1][0]:
        stack.append(above.pop())
    titles = [" ".join(dict.fromkeys(filter(None, row))) for row in above]
    if not stack:
        return [], titles
    size = max(len(row) for row in stack)
    if size < width and len(stack) == 1 and body:
        stack[0] += [""] * (width - size) if _only_notes_beyond(body, size) else []
    size = max(len(row) for row in stack)
    padded = [row + [""] * (size - len(row)) for row in stack]
    spread = [_spread(row, padded[-1]) for row in padded[:-1]] + [padded[-1]]
    names = [" ".join(dict.fromkeys(filter(None, column))) for column in zip(*spread, strict=True)]
    return names, titles + units[::-1]


def _only_notes_beyond(body: Sequence[Row], size: int) -> bool:
    """Whether cells beyond the header hold no figure, so that they may go without a name."""
    return not any(is_number(cell) for row in body for cell in row[size:])


def _belongs(row: Row, stack: Sequence[Row], width: int) -> bool:
    """Whether `row` is needed above `stack`: its names repeat, are blank, or are but units."""
    if len(row) > max(width, *(len(r) for r in stack)):
        return False
    names = [
        " ".join(filter(None, (r[n] if n < len(r) else "" for r in stack)))
        for n in range(max(len(r) for r in stack))
    ]
    told = [name for name in names if name]
    if len(set(told)) < len(told):
        return True
    beyond = any(cell and (n >= len(names) or not names[n]) for n, cell in enumerate(row))
    named = told[1:] or told
    if sum(map(_is_unit, named)) * 2 > len(named):
        return True
    if not row[0] and names[0]:
        return True
    return beyond and bool(not names[0] or row[0])


def _spread(row: Row, below: Row) -> Row:
    """A name of the upper row holds for the columns to its right that have none there."""
    found, held = [], ""
    for n, cell in enumerate(row):
        held = cell or (held if below[n] and n else "")
        found.append(held)
    return found


# --------------------------------------------------------------------------------- body


def _grouped(
    body: Sequence[tuple[int, Row]], width: int
) -> tuple[list[tuple[int, Row]], list[str], list[str]]:
    """The rows without headings and notes between them; for each the heading it stands under."""
    headings = _headings([row for _, row in body])
    kept: list[tuple[int, Row]] = []
    groups: list[str] = []
    notes: list[str] = []
    group = ""
    for k, (n, row) in enumerate(body):
        alone = filled(row) == 1 and bool(row[0]) and width > 1
        if alone and (len(row[0]) > _LONG_NOTE or _NOTE.match(row[0])):
            notes.append(row[0])
        elif k in headings:
            group = row[0].rstrip(":")
        else:
            kept.append((n, row))
            groups.append(group)
    return kept, groups, notes


def _headings(body: Sequence[Row]) -> frozenset[int]:
    """The rows that head the rows beneath: a period, or where the labels beneath come again."""
    alone = [n for n, row in enumerate(body) if filled(row) == 1 and row[0]]
    alone = [n for n in alone if n + 1 < len(body)]
    if not alone or len(alone) * 2 > len(body):
        return frozenset()
    if all(period_of(body[n][0]) or part_of_year(body[n][0]) for n in alone):
        return frozenset(alone)
    blocks: list[list[str]] = [[]]
    heads = frozenset(alone)
    for n, row in enumerate(body):
        if n in heads:
            blocks.append([])
        else:
            blocks[-1].append(row[0])
    beneath = [set(block) for block in blocks[1:]]
    again = len(beneath) > 1 and sum(map(len, beneath)) > len(set().union(*beneath))
    return frozenset(n for n in alone if again or body[n][0].endswith(":"))
