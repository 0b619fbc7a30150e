"""The tables that stand in a text, drawn with bars: those of web pages and of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.intake import Refused
from claims.intake.separators import unframed
from claims.tables.table import Table, table_of

_MOST = 200  # tables of one text
_MOST_ROWS = 20_000
_ESCAPED = re.compile(r"\\\||\*\*|__|`")


def tables_in_text(text: str, caption: str = "") -> list[Table]:
    """The tables in `text` that can be read; a line right above one is its title.

    A table is at least three lines, blank lines aside, that bars cut into as many cells.
    """
    found: list[Table] = []
    for title, lines in _runs(text):
        rows = unframed([[cell.strip() for cell in line.split("|")] for line in lines])
        if len(rows) < 2 or len(found) >= _MOST:
            continue
        try:
            table = table_of(rows, " ".join(filter(None, [caption, title])))
        except Refused:
            continue
        if any(column.measured for column in table.columns):
            found.append(table)
    return found


def _runs(text: str) -> Iterator[tuple[str, list[str]]]:
    """Lines with bars that follow each other, and the line above them."""
    lines: list[str] = []
    above = title = ""
    for line in text.split("\n"):
        plain = _ESCAPED.sub("", line).strip()
        if "|" in plain:
            if not lines:
                title = above
            if len(lines) < _MOST_ROWS:
                lines.append(plain)
        elif plain:
            if len(lines) > 1:
                yield title, lines
            lines, above = [], plain.lstrip("# ") if len(plain) < 200 else ""
    if len(lines) > 1:
        yield title, lines
