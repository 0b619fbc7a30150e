"""The laws of the row list: what it asks for, what it draws, and when it speaks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.binding import Binding

from tui.widgets.row_list import KEPT_PAGES, PAGE, Row, RowList, columns, fit, fit_source

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.pilot import Pilot

TEXTS = (
    "trade reached $240.1 billion in 2023",
    "海关总署公布的数据显示,两国贸易额同比增长百分之二十六,创下历史新高,连续多年保持增长态势",
    "Путин подтвердил поддержку",
    "cafe\u0301 de la paix " * 8,
)


def row(index: int) -> Row:
    flags = ("", "!", "n?", "mk")[index % 4]
    return Row(str(index + 1), "·VF!"[index % 4], "todo", "CCTV>Xi", TEXTS[index % 4], flags)


class Desk(App[None]):
    BINDINGS = [Binding("down", "step", show=False)]  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self.moves: list[int] = []
        self.asked: list[tuple[int, int]] = []
        self.list = RowList(on_cursor=self.moves.append)

    def compose(self) -> ComposeResult:
        yield self.list

    def fetch(self, start: int, stop: int) -> Sequence[Row]:
        self.asked.append((start, stop))
        return [row(index) for index in range(start, stop)]

    def action_step(self) -> None:
        self.list.move(1)


def run(scene: Callable[[Desk, Pilot[None]], Awaitable[None]], count: int = 1000) -> Desk:
    async def play() -> Desk:
        desk = Desk()
        async with desk.run_test(size=(80, 24)) as pilot:
            desk.list.show(count, desk.fetch)
            await pilot.pause()
            await scene(desk, pilot)
        return desk

    return asyncio.run(play())


def screen(desk: Desk) -> list[str]:
    return [desk.list.render_line(y).text for y in range(desk.list.size.height)]


texts = st.text(st.sampled_from("ab \u0301\u064b中文,👍🏻\u200d\ufe0f❤🇬🇧ع"), max_size=60)


@given(texts, st.integers(1, 40))
def test_a_fitted_text_has_exactly_the_cells_it_was_given(text: str, cells: int) -> None:
    assert cell_len(fit(text, cells)) == cells


@given(texts, texts, st.integers(46, 160))
def test_a_row_is_as_wide_as_the_list(text: str, source: str, width: int) -> None:
    parts = columns(Row("7a", "V", "good", source, text, "!mk"), width)
    assert sum(cell_len(part) for part, _ in parts) == width - 2


def test_a_text_that_is_cut_ends_in_an_ellipsis_and_one_that_fits_does_not() -> None:
    assert fit("海关总署公布", 8) == "海关总… "
    assert fit("海关总署", 8) == "海关总署"
    assert fit("cafe\u0301s", 4) == "caf…"
    assert fit("cafe\u0301", 4) == "cafe\u0301"


def test_a_suggested_source_keeps_its_question_mark_when_it_is_cut() -> None:
    assert fit_source("General Administration of Customs?", 10) == "General …?"
    assert fit_source("Customs?", 10) == "Customs?  "


def test_the_source_column_grows_with_the_list() -> None:
    def sources(width: int) -> int:
        return cell_len(columns(row(0), width)[2][0]) - 1

    assert (sources(46), sources(80), sources(100), sources(200)) == (10, 10, 12, 14)


def test_a_million_rows_ask_only_for_the_pages_that_are_shown() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        assert desk.asked == [(0, PAGE)]
        desk.list.goto(999_999)
        await pilot.pause()
        assert set(desk.asked) == {(0, PAGE), (999_936, 1_000_000)}
        assert "1000000" in screen(desk)[-1]

    run(scene, 1_000_000)


def test_only_the_last_pages_are_kept() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        for page in range(KEPT_PAGES + 1):
            desk.list.row_at(page * PAGE)
        desk.asked.clear()
        desk.list.row_at(KEPT_PAGES * PAGE)
        assert desk.asked == []
        desk.list.row_at(0)
        assert desk.asked == [(0, PAGE)]

    run(scene, 100_000)


def test_a_move_tells_the_screen_before_it_returns_and_repaints_two_lines() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        drawn: list[int] = []
        render = desk.list.render_line
        desk.list.render_line = lambda y: drawn.append(y) or render(y)  # type: ignore[method-assign]
        desk.list.move(1)
        assert desk.moves == [1]
        await pilot.pause()
        assert sorted(drawn) == [0, 1]
        assert [line[:2] for line in screen(desk)[:2]] == ["  ", "▸ "]

    run(scene)


def test_the_cursor_stays_inside_the_list_and_says_nothing_when_it_has_not_moved() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        desk.list.move(-5)
        desk.list.goto(10_000)
        desk.list.move(1)
        assert desk.moves == [999]

    run(scene)


def test_showing_other_rows_puts_the_cursor_without_telling_the_screen() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        desk.list.show(500, desk.fetch, cursor=400)
        await pilot.pause()
        assert desk.list.cursor == 400
        assert desk.moves == []
        assert any(line.startswith("▸  401") for line in screen(desk))
        desk.list.show(3, desk.fetch, cursor=400)
        await pilot.pause()
        assert desk.list.cursor == 2
        assert screen(desk)[2].startswith("▸    3")

    run(scene)


def test_a_cursor_that_leaves_the_view_takes_it_half_a_page_on() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        desk.list.goto(23)
        assert desk.list.scroll_offset.y == 0
        desk.list.move(1)
        assert desk.list.scroll_offset.y == 12
        desk.list.move(-13)
        assert desk.list.scroll_offset.y == 0
        desk.list.page(1)
        assert desk.list.cursor == 34

    run(scene)


def test_a_click_on_a_row_moves_the_cursor_there() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        desk.list.scroll_to(y=100, animate=False)
        await pilot.pause()
        await pilot.click(RowList, offset=(30, 5))
        assert desk.moves == [105]
        assert desk.list.has_focus

    run(scene)


def test_a_click_below_the_last_row_changes_nothing() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        await pilot.click(RowList, offset=(30, 10))
        assert desk.moves == []

    run(scene, 3)


def test_a_refreshed_row_is_fetched_again_and_only_its_line_is_drawn() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        desk.asked.clear()
        drawn: list[int] = []
        render = desk.list.render_line
        desk.list.render_line = lambda y: drawn.append(y) or render(y)  # type: ignore[method-assign]
        desk.list.refresh_row(7)
        await pilot.pause()
        assert desk.asked == [(0, PAGE)]
        assert drawn == [7]

    run(scene)


def test_rows_in_any_script_fill_the_line_and_keep_their_columns() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        lines = screen(desk)
        assert {cell_len(line) for line in lines} == {79}
        assert {cell_len(line[: line.index("CCTV")]) for line in lines} == {9}
        assert lines[3].endswith(" mk")
        assert lines[1].endswith("… !") or lines[1].endswith("…  !")

    run(scene)


def test_the_scrollbar_hides_no_flag_when_it_comes() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        for count, width in ((4, 80), (1000, 79), (4, 80)):
            desk.list.show(count, desk.fetch)
            await pilot.pause()
            flagged = desk.list.render_line(3)
            assert flagged.text.endswith(" mk")
            assert flagged.cell_length == width

    run(scene)


def test_rows_shown_before_the_first_layout_are_scrolled_to_by_it() -> None:
    async def play() -> None:
        desk = Desk()
        desk.list.show(1000, desk.fetch, cursor=500)
        async with desk.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert any(line.startswith("▸  501") for line in screen(desk))

    asyncio.run(play())


def test_fewer_rows_than_promised_leave_blank_lines() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        desk.list.show(5, lambda start, stop: [row(0)])
        await pilot.pause()
        assert [bool(line.strip()) for line in screen(desk)[:5]] == [
            True,
            False,
            False,
            False,
            False,
        ]

    run(scene)


def test_an_empty_list_shows_its_sentence_in_the_middle() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        desk.list.empty = "No claims here."
        await pilot.pause()
        lines = screen(desk)
        assert lines[12].strip() == "No claims here."
        assert lines[12].index("N") == 32
        assert not "".join(lines[:12] + lines[13:]).strip()
        desk.list.move(1)
        assert desk.moves == []

    run(scene, 0)


def test_a_smaller_window_keeps_the_cursor_in_view() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        desk.list.goto(20)
        await pilot.resize_terminal(60, 10)
        await pilot.pause()
        assert any(line.startswith("▸   21") for line in screen(desk))

    run(scene)


@pytest.mark.parametrize("theme", ["textual-dark", "ansi-dark", "ansi-light"])
def test_the_cursor_row_shows_in_every_theme_without_its_colours(theme: str) -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        desk.theme = theme
        desk.list.focus()
        await pilot.pause()
        cursor, other = (next(s.style for s in desk.list.render_line(y) if s.style) for y in (0, 1))
        assert cursor.bold
        assert not other.bold
        assert bool(cursor.reverse) == theme.startswith("ansi")

    run(scene)


def test_keys_belong_to_the_screen_even_while_the_list_has_the_focus() -> None:
    async def scene(desk: Desk, pilot: Pilot[None]) -> None:
        desk.list.focus()
        await pilot.press("down", "down")
        assert desk.moves == [1, 2]

    run(scene)
