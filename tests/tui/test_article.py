"""The laws of the article view: where lines break, what is drawn on them, what the mouse gets."""

from __future__ import annotations

import asyncio
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.geometry import Offset

from claims.model import Span
from tests.counting import calls
from tui.widgets.article import ArticleView
from tui.widgets.wrapping import SpanIndex, cell_sizes, pieces, place_at_cell, whole_graphemes, wrap

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from rich.style import Style
    from textual.pilot import Pilot

ALPHABET = "ab  \nc.,“”—\u00a0\u0301\u064b\u0915\u093f中文。\uff0c「」👍🏻🏳🌈\u200d\ufe0f❤🇬🇧عربЯ"
texts = st.one_of(
    st.text(st.sampled_from(ALPHABET), max_size=400),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), max_size=200),
    st.lists(
        st.sampled_from(["customs", "海关总署公布的数据\uff0c", "الجمارك", "e\u0301", "👩\u200d🚀"])
    ).map(" ".join),
)
widths = st.integers(10, 120)
spans = st.tuples(st.integers(0, 90), st.integers(1, 20)).map(lambda s: Span(s[0], s[0] + s[1]))

SENTENCE = "Chinese customs data showed that trade reached $240.1 billion in 2023. "
ARTICLE = "\n\n".join(SENTENCE * 4 for _ in range(40))
CLAIMS = [
    Span(start + 33, start + len(SENTENCE) - 2)
    for start in range(0, len(ARTICLE))
    if ARTICLE.startswith(SENTENCE, start)
]


class Desk(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.picked: list[int] = []
        self.article = ArticleView(on_pick=self.picked.append)

    def compose(self) -> ComposeResult:
        yield self.article


def run(scene: Callable[[ArticleView, Pilot[None]], Awaitable[None]], theme: str = "") -> Desk:
    async def play() -> Desk:
        desk = Desk()
        desk.theme = theme or desk.theme
        async with desk.run_test(size=(80, 24)) as pilot:
            desk.article.show(ARTICLE, CLAIMS)
            await pilot.pause()
            await scene(desk.article, pilot)
        return desk

    return asyncio.run(play())


def screen(article: ArticleView) -> list[str]:
    return [article.render_line(y).text for y in range(article.size.height)]


def style_of(article: ArticleView, offset: int) -> Style:
    """How the code point at an offset is drawn now; it must be in view."""
    line = article.wrapped.line_of(offset)
    at = article.wrapped.starts[line] - 1  # the margin
    for segment in article.render_line(line - article.scroll_offset.y):
        at += len(segment.text)
        if at > offset and segment.style is not None:
            return segment.style
    raise AssertionError(f"{offset} is not on line {line}")


def in_view(article: ArticleView, span: Span) -> bool:
    top = article.scroll_offset.y
    lines = {article.wrapped.line_of(span.start), article.wrapped.line_of(span.end - 1)}
    return all(top <= line < top + article.size.height for line in lines)


def lines_of(text: str, width: int) -> list[str]:
    wrapped = wrap(text, width)
    return [text[slice(*wrapped.shown(line))] for line in range(len(wrapped))]


@given(texts, widths)
def test_wrapping_keeps_every_code_point_exactly_once(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    lines = [wrapped.bounds(line) for line in range(len(wrapped))]
    assert "".join(text[start:end] for start, end in lines) == text
    assert all(start < end for start, end in lines[:-1])


@given(texts, widths)
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    for line in range(len(wrapped)):
        start, end = wrapped.shown(line)
        assert cell_len(text[start:end]) <= width
        assert not text[end : wrapped.bounds(line)[1]].strip(" \n")


@given(texts, widths)
def test_a_newline_always_ends_its_line_and_is_never_drawn(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    for line in range(len(wrapped)):
        start, end = wrapped.bounds(line)
        assert "\n" not in text[start : end - 1]
        assert "\n" not in text[slice(*wrapped.shown(line))]


@given(texts, widths)
def test_no_line_begins_inside_a_grapheme(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    for start in wrapped.starts[1:-1]:
        before, first = text[start - 1], text[start : start + 1]
        if first and before != "\n":
            assert not unicodedata.combining(first)
            assert first not in "\u200d\ufe0f🏻"
            assert before != "\u200d"


@given(st.integers(10, 40))
def test_a_flag_is_never_split(width: int) -> None:
    wrapped = wrap("🇬🇧" * 100, width)
    assert all(start % 2 == 0 for start in wrapped.starts)


@given(texts.filter(bool), widths, st.data())
def test_a_line_found_by_an_offset_holds_it(text: str, width: int, data: st.DataObject) -> None:
    wrapped = wrap(text, width)
    offset = data.draw(st.integers(0, len(text) - 1))
    start, end = wrapped.bounds(wrapped.line_of(offset))
    assert start <= offset < end


@given(st.text(st.sampled_from("ab  c\n"), max_size=300), st.integers(1, 30))
def test_ascii_breaks_where_measured_text_does(text: str, width: int) -> None:
    accented = text.replace("b", "b\u0301")
    assert lines_of(text, width) == [
        line.replace("\u0301", "") for line in lines_of(accented, width)
    ]


def test_words_stay_whole_where_they_can() -> None:
    text = "trade between the two countries"
    assert lines_of(text, 14) == ["trade between", "the two", "countries"]


def test_chinese_breaks_between_characters_but_not_before_its_punctuation() -> None:
    text = "海关总署公布的\uff0c数据显示GDP增长"
    assert lines_of(text, 14) == ["海关总署公布", "的\uff0c数据显示", "GDP增长"]


def test_half_a_million_words_wrap_in_three_calls_a_line() -> None:
    text = (SENTENCE * 6 + "\n\n") * 7600
    assert len(text.split()) > 500_000
    lines = len(wrap(text, 79))
    assert calls(lambda: wrap(text, 79)) <= 3 * lines


@given(texts)
@example("\u200d\u200da")
def test_the_cells_of_code_points_add_up_to_those_of_the_text(text: str) -> None:
    assert sum(cell_sizes(text)) >= cell_len(text)


def test_a_cell_is_the_code_point_drawn_in_it() -> None:
    assert [place_at_cell("a中e\u0301b", cell) for cell in range(-1, 6)] == [0, 0, 1, 1, 2, 4, 5]


@given(st.lists(spans), st.integers(0, 90), st.integers(1, 20))
def test_the_index_finds_exactly_the_spans_on_a_line(
    found: list[Span], start: int, length: int
) -> None:
    line = Span(start, start + length)
    expected = {index for index, span in enumerate(found) if span.overlap(line)}
    assert set(SpanIndex(found).touching(line.start, line.end)) == expected


@given(st.lists(spans.map(lambda span: (span.start, span.end, "claim"))))
def test_pieces_cover_the_line_once_and_carry_the_layers_that_hold_them(
    layers: list[tuple[int, int, str]],
) -> None:
    cut = pieces(20, 60, layers)
    assert "".join("x" * (end - start) for start, end, _ in cut) == "x" * 40
    for start, end, names in cut:
        for at in (start, end - 1):
            assert len(names) == sum(first <= at < last for first, last, _ in layers)


def test_a_layer_that_begins_inside_a_grapheme_takes_all_of_it() -> None:
    assert whole_graphemes("ae\u0301b", 10, [(12, 13, "cue")]) == [(11, 13, "cue")]
    assert whole_graphemes("ae\u0301b", 10, [(10, 12, "cue")]) == [(10, 13, "cue")]
    assert whole_graphemes("plain", 10, [(12, 13, "cue")]) == [(12, 13, "cue")]


def test_the_lines_of_a_claim_hold_its_first_and_last_character() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        for index, span in enumerate(CLAIMS[:30]):
            article.current = index
            first, last = span.of(ARTICLE)[:4], span.of(ARTICLE)[-4:]
            top = article.scroll_offset.y
            lines = screen(article)
            assert first in lines[article.wrapped.line_of(span.start) - top]
            assert last in lines[article.wrapped.line_of(span.end - 1) - top]

    run(scene)


def test_every_line_fills_the_view_and_begins_with_the_margin() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.show("海关总署公布的数据\uff0c\n\n" + "cafe\u0301 👩\u200d🚀 الجمارك " * 20, [])
        await pilot.pause()
        assert {cell_len(line) for line in screen(article)} == {80}
        assert all(line.startswith(" ") for line in screen(article))
        assert not screen(article)[1].strip()

    run(scene)


def test_another_current_claim_repaints_its_lines_and_those_of_the_old_one() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.current = 0
        await pilot.pause()
        drawn: list[int] = []
        render = article.render_line
        article.render_line = lambda y: drawn.append(y) or render(y)  # type: ignore[method-assign]
        article.current = 3
        await pilot.pause()
        lines = {
            article.wrapped.line_of(offset)
            for span in (CLAIMS[0], CLAIMS[3])
            for offset in range(span.start, span.end)
        }
        assert sorted(drawn) == sorted(lines)

    run(scene)


def test_a_claim_out_of_view_is_brought_a_third_from_the_top() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.current = 80
        line = article.wrapped.line_of(CLAIMS[80].start)
        assert article.scroll_offset.y == line - article.size.height // 3
        article.current = 81
        assert article.scroll_offset.y == line - article.size.height // 3
        article.goto(0)
        assert article.scroll_offset.y == 0

    run(scene)


def test_an_article_can_open_at_a_claim() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.show("Another. " + ARTICLE, CLAIMS, current=100)
        await pilot.pause()
        assert in_view(article, CLAIMS[100])
        top = article.scroll_offset.y
        article.show("Another. " + ARTICLE, CLAIMS[:-1], current=100)
        assert article.scroll_offset.y == top

    run(scene)


def test_a_claim_that_does_not_exist_is_no_claim() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.current = len(CLAIMS)
        assert article.current == -1

    run(scene)


@pytest.mark.parametrize("size", [(40, 24), (120, 10), (80, 8)])
def test_a_resize_keeps_the_current_claim_in_view(size: tuple[int, int]) -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.current = 90
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert max(map(cell_len, screen(article))) == size[0]
        assert in_view(article, CLAIMS[90])

    run(scene)


def test_a_resize_without_a_current_claim_keeps_the_place() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.scroll_to(y=60, animate=False)
        await pilot.pause()
        offset = article.wrapped.starts[60]
        await pilot.resize_terminal(50, 24)
        await pilot.pause()
        assert article.scroll_offset.y == article.wrapped.line_of(offset)

    run(scene)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
def test_only_the_current_claim_stands_out_and_does_so_without_colour(theme: str) -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.current = 1
        plain, claim, current = (
            style_of(article, offset) for offset in (0, CLAIMS[0].start, CLAIMS[1].start)
        )
        assert current.bold
        assert not claim.bold
        assert bool(current.reverse) == theme.startswith("ansi")
        assert plain == claim

    run(scene, theme)


@pytest.mark.parametrize("theme", ["textual-dark", "ansi-dark"])
def test_the_parts_of_a_claim_are_drawn_over_it_until_another_is_current(theme: str) -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.current = 0
        whole = style_of(article, CLAIMS[0].start)
        article.set_detail({"source": [Span(0, 20)], "cue": [Span(40, 45)]})
        assert style_of(article, 5).underline
        assert style_of(article, 41).italic
        assert style_of(article, 41).bgcolor == whole.bgcolor
        assert style_of(article, 41).reverse == whole.reverse
        article.current = 1
        assert not style_of(article, 5).underline

    run(scene, theme)


def test_a_part_that_no_claim_has_is_refused() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        with pytest.raises(ValueError, match="voice"):
            article.set_detail({"voice": []})

    run(scene)


@pytest.mark.parametrize("theme", ["textual-dark", "ansi-dark"])
def test_a_claim_in_the_making_is_reversed_and_both_halves_of_a_split_differ(theme: str) -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.mark(Span(2, 12))
        assert style_of(article, 2).reverse
        assert style_of(article, 11).reverse
        assert not style_of(article, 12).reverse
        article.mark(Span(2, 12), split_at=6)
        before, after = style_of(article, 5), style_of(article, 6)
        assert (before.reverse, before.underline) != (after.reverse, after.underline)
        article.mark(None)
        assert style_of(article, 5) == style_of(article, 13)

    run(scene, theme)


def test_hits_of_a_search_are_marked_and_forgotten() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.find([Span(8, 15), Span(3000, 3004)])
        assert style_of(article, 8).underline
        assert not style_of(article, 16).underline
        article.find([])
        assert not style_of(article, 8).underline

    run(scene)


def test_a_click_picks_the_claim_under_it_and_the_smallest_of_several() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.show(ARTICLE, [Span(0, 60), Span(33, 40)])
        await pilot.click(ArticleView, offset=(1 + 35, 0))
        await pilot.click(ArticleView, offset=(1 + 50, 0))
        await pilot.click(ArticleView, offset=(1 + 50, 2))

    assert run(scene).picked == [1, 0]


def test_a_drag_selects_text_and_picks_no_claim() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        await pilot.mouse_down(ArticleView, offset=(1 + 8, 0))
        await pilot.hover(ArticleView, offset=(1 + 4, 1))
        await pilot.mouse_up(ArticleView, offset=(1 + 4, 1))
        await pilot.pause()
        second = article.wrapped.starts[1]
        assert article.selected is not None
        assert article.selected.start == 8
        assert abs(article.selected.end - (second + 4)) <= 1
        assert article.screen.get_selected_text() == article.selected.of(ARTICLE)
        assert style_of(article, 9) != style_of(article, 1)

    assert run(scene).picked == []


def test_a_selection_from_the_margin_begins_with_the_line() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        _, offset = article.screen.get_widget_and_offset_at(0, 1)
        assert offset == Offset(0, 1)

    run(scene)


def test_the_last_line_can_be_reached() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.goto(len(ARTICLE))
        assert "2023." in screen(article)[-1]

    run(scene)


def test_an_article_shown_before_the_first_layout_is_wrapped_by_it() -> None:
    async def play() -> None:
        desk = Desk()
        desk.article.show(ARTICLE, CLAIMS, current=90)
        assert not desk.article.wrapped.starts[1:-1]
        async with desk.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert len(desk.article.wrapped) == len(wrap(ARTICLE, 78))
            assert in_view(desk.article, CLAIMS[90])

    asyncio.run(play())


def test_the_unwrapped_text_is_never_drawn() -> None:
    # One endless line with every claim on it: drawing it took 40 seconds on half a million words.
    article = ArticleView()
    article.show(ARTICLE, CLAIMS)
    assert not article.render_line(0).text.strip()


def test_an_empty_article_is_blank() -> None:
    async def scene(article: ArticleView, pilot: Pilot[None]) -> None:
        article.show("", [])
        await pilot.pause()
        assert not "".join(screen(article)).strip()
        assert article.offset_at(5, 0) is None

    run(scene)
