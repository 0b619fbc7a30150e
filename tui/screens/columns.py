"""Laying out blocks of lines side by side if there is room, else one below the other: pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content

GAP = " │ "
LEAST = 26  # cells of a column in which sentences can still be read
INDENT = 2  # of what a line is continued with
WIDEST = 2  # cells of a character

Block = Sequence[Content]


def hanging(line: Content, width: int, indent: int = INDENT) -> list[Content]:
    """A line broken at `width` (of 2 cells or more), what follows set in."""
    if line.cell_length <= width:
        return [line]
    lead = len(line.plain) - len(line.plain.lstrip(" "))
    margin = " " * min(lead + indent, width - WIDEST)
    first, *others = line.wrap(width)
    if not others:
        return [first]
    rest = line[len(first.plain) :]
    start = len(rest.plain) - len(rest.plain.lstrip(" "))
    told = rest[start:].wrap(width - len(margin))
    return [first, *(Content.assemble(margin, one) for one in told)]


def side_by_side(blocks: Sequence[Block], width: int) -> list[Content]:
    """As many blocks in a row as have `LEAST` cells each, with a line between two rows."""
    most = max(1, (width + len(GAP)) // (LEAST + len(GAP)))
    found: list[Content] = []
    for row in _rows(blocks, most):
        found += [Content("")] if found else []
        found += _row(row, width)
    return found


def _rows(blocks: Sequence[Block], most: int) -> Iterator[Sequence[Block]]:
    """Rows of about the same length."""
    count = -(-len(blocks) // most)
    each = -(-len(blocks) // count) if count else 1
    for first in range(0, len(blocks), each):
        yield blocks[first : first + each]


def _row(blocks: Sequence[Block], width: int) -> list[Content]:
    cells = (width - len(GAP) * (len(blocks) - 1)) // len(blocks)
    broken = [[part for line in block for part in hanging(line, cells)] for block in blocks]
    gap = Content.styled(GAP, "$text-muted")
    return [
        gap.join(_filled(part, cells) for part in parts)
        for parts in zip_longest(*broken, fillvalue=Content(""))
    ]


def _filled(line: Content, cells: int) -> Content:
    return line.pad_right(max(0, cells - line.cell_length))


def stacked(blocks: Sequence[Block], width: int) -> list[Content]:
    """One below the other."""
    return [part for block in blocks for line in block for part in hanging(line, width)]
