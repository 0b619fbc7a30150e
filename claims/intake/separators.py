"""The mark that separates the cells of a table written as text."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence

from claims.intake.decode import Refused

MARKS = "\t;|,"
_HEAD = 200  # lines that are looked at
_IN_NUMBER = re.compile(r"(?<=\d),(?=\d)|(?<=\S),(?= )")
_RULE = re.compile(r":?[-=+]{2,}:?|")


def separated(text: str) -> list[list[str]]:
    """The rows of cells in `text`, blank rows kept as empty lists.

    Raises: `Refused` where no mark cuts its lines alike.
    """
    mark = separator(text)
    csv.field_size_limit(1 << 20)
    try:
        rows = list(csv.reader((f"{line}\n" for line in text.split("\n")), delimiter=mark))
    except csv.Error as error:
        raise Refused(f"the table cannot be read as csv ({error}); save it again") from None
    return unframed(rows) if mark == "|" else rows


def unframed(rows: Sequence[list[str]]) -> list[list[str]]:
    """Rows of a table drawn with bars, without its frame and its rules ("|---|---|")."""
    kept = [row for row in rows if not all(_RULE.fullmatch(cell.strip()) for cell in row)]
    told = [row for row in kept if len(row) > 1]
    if told and all(not row[0].strip() and not row[-1].strip() for row in told):
        return [row[1:-1] if len(row) > 1 else row for row in kept]
    return kept


def separator(text: str) -> str:
    """The mark that cuts most of the first lines into the same number of cells.

    One that leaves the other marks only inside numbers and before blanks is preferred.

    Raises: `Refused` where there is none.
    """
    head = [line for line in text.split("\n", _HEAD)[:_HEAD] if line.strip()]
    if not head:
        raise Refused("the table is empty")
    rated = [(*_rating(head, mark), mark) for mark in MARKS]
    score, _, best = max(rated, key=lambda item: item[:2])
    if score <= 0:
        raise Refused("this is no table: no comma, semicolon, tab or bar cuts its lines alike")
    return best


def _rating(head: Sequence[str], mark: str) -> tuple[float, int]:
    try:
        rows = [row for row in csv.reader((f"{x}\n" for x in head), delimiter=mark) if any(row)]
    except csv.Error:
        return 0, 0
    if not rows:
        return 0, 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0, 0
    width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
    if times < 2 or times * 3 < len(rows):
        return 0, 0
    left = sum(_left(cell, mark) for row in rows for cell in row) / len(rows)
    return times / len(rows) - 0.15 * min(left, 3), width


def _left(cell: str, mark: str) -> int:
    plain = _IN_NUMBER.sub("", cell) if mark != "," else cell
    return sum(plain.count(other) for other in MARKS if other != mark)
