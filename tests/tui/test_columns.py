"""Blocks side by side: nothing runs over, nothing is lost."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from textual.content import Content

from tui.screens.columns import hanging, side_by_side, stacked

LINES = st.text(alphabet="ab 的é.", max_size=60)
BLOCKS = st.lists(st.lists(LINES.map(Content), max_size=4), min_size=1, max_size=9)
WIDTHS = st.integers(26, 140)


def letters(text: str) -> str:
    return "".join(text.replace("│", " ").split())


@given(BLOCKS, WIDTHS)
def test_no_line_is_wider_than_there_is_room(blocks: list[list[Content]], width: int) -> None:
    for lines in (side_by_side(blocks, width), stacked(blocks, width)):
        assert all(line.cell_length <= width for line in lines)


@given(BLOCKS, WIDTHS)
def test_every_letter_is_there_once(blocks: list[list[Content]], width: int) -> None:
    wanted = sorted("".join(letters(line.plain) for block in blocks for line in block))
    for lines in (side_by_side(blocks, width), stacked(blocks, width)):
        assert sorted("".join(letters(line.plain) for line in lines)) == wanted


@example("   的的", 6)
@given(LINES, st.integers(6, 40))
def test_a_broken_line_reads_as_it_was(text: str, width: int) -> None:
    told = "".join(letters(part.plain) for part in hanging(Content(text), width))
    assert told == letters(text)
