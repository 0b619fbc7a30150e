"""The list widget of every screen, in which a million rows cost no more than the visible ones.

The list holds no rows, only a count and a way to fetch a page of them. Pages are fetched when one
of their lines is drawn, and the last few are kept. Everything that a key does (repaint two lines,
tell the screen) happens synchronously in a watcher, so that it reaches the terminal in one frame.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len, split_graphemes
from rich.segment import Segment
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.style import Style
    from textual import events

    Fetch = Callable[[int, int], Sequence["Row"]]

PAGE = 256
KEPT_PAGES = 16
CURSOR = "▸ "
JOINER = "\u200d"
NUMBER_CELLS = 4
SOURCE_CELLS = 10
WIDE_SOURCE_CELLS = 14


class Row(NamedTuple):
    """One claim as the list shows it; every text is harmless for a terminal and has no newline.

    `letter` is a status letter, "·" (todo) or "!" (split). A `source` that ends in "?" is only
    suggested. `flags` are marks such as "!" (a lead), "n" (a note), "?" (a query), "mk" (a
    teammate).
    """

    number: str
    letter: str
    tone: str
    source: str
    text: str
    flags: str


def fit(text: str, cells: int) -> str:
    """`text` in exactly so many cells: padded, or cut between graphemes with an ellipsis."""
    if cells <= 0:
        return ""
    # A joiner at either end would join, and so hide, what is drawn beside it.
    text = text.replace("\t", " ").strip(JOINER)
    # No more is measured than can be shown; eight code points a cell leave room for stacked marks.
    head = text[: cells * 8].rstrip(JOINER)
    if len(head) == len(text) and (size := cell_len(head)) <= cells:
        return head + " " * (cells - size)
    size = cut = 0
    for _, end, width in split_graphemes(head)[0]:
        if size + width > cells - 1:
            break
        size, cut = size + width, end
    return head[:cut] + "…" + " " * (cells - 1 - size)


def fit_source(source: str, cells: int) -> str:
    """Like `fit`, but the question mark of a suggestion is never what is cut off."""
    if source.endswith("?") and cell_len(source) > cells > 1:
        return fit(source[:-1], cells - 1) + "?"
    return fit(source, cells)


def source_cells(width: int) -> int:
    return min(WIDE_SOURCE_CELLS, max(SOURCE_CELLS, SOURCE_CELLS + (width - 80) // 10))


def columns(
    row: Row, width: int, digits: int = NUMBER_CELLS, named: int = 0
) -> list[tuple[str, str]]:
    """The row without its cursor column, as texts with the component each is drawn in."""
    named = named or source_cells(width)
    flags = f" {row.flags}" if row.flags else ""
    room = width - len(CURSOR) - digits - len(" L ") - named - 1 - cell_len(flags)
    return [
        (f"{row.number:>{digits}} ", "number"),
        (fit(row.letter, 1) + " ", row.tone),
        (fit_source(row.source, named) + " ", "source"),
        (fit(row.text, room), "text"),
        (flags, "flags"),
    ]


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """The bindings of a scrolling container are not inherited: keys belong to `tui/keys.py`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "claim--cursor",
        "claim--number",
        "claim--source",
        "claim--text",
        "claim--flags",
        "claim--empty",
        "claim--todo",
        "claim--good",
        "claim--warn",
        "claim--bad",
        "claim--muted",
        "claim--split",
    }
    DEFAULT_CSS = """
    RowList {
        height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1;
        background: $surface; color: $foreground;
        & > .claim--number { color: $text-muted; }
        & > .claim--source { color: $text-accent; }
        & > .claim--flags { color: $text-warning; }
        & > .claim--empty { color: $text-muted; text-style: italic; }
        & > .claim--todo { color: $text-muted; }
        & > .claim--good { color: $text-success; }
        & > .claim--warn { color: $text-warning; }
        & > .claim--bad { color: $text-error; }
        & > .claim--muted { color: $text-disabled; }
        & > .claim--split { color: $text-accent; text-style: bold; }
        & > .claim--cursor {
            background: $block-cursor-blurred-background; color: $foreground; text-style: bold;
        }
        &:focus > .claim--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
            text-style: bold;
        }
        &:ansi > .claim--muted { color: ansi_default; text-style: dim; }
        &:ansi > .claim--todo { color: ansi_default; text-style: dim; }
        &:ansi > .claim--cursor {
            background: ansi_default; color: ansi_default; text-style: reverse;
        }
        &:ansi:focus > .claim--cursor { text-style: bold reverse; }
    }
    """
    ALLOW_SELECT = False

    cursor: reactive[int] = reactive(0, repaint=False, init=False)
    empty: reactive[str] = reactive("")

    def __init__(
        self,
        *,
        on_cursor: Callable[[int], None],
        named: int = 0,
        digits: int = NUMBER_CELLS,
        id: str | None = None,
    ) -> None:
        """`named` are the cells of the second column, where its width is not to follow the list;
        `digits` the least of the first one."""
        super().__init__(id=id)
        self._least = digits
        self._named = named
        self._on_cursor = on_cursor
        self._row_count = 0
        self._fetch_rows: Fetch = lambda _start, _stop: ()
        self._row_pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._digits = digits
        self._brushes: dict[str, Style] = {}

    @property
    def count(self) -> int:
        return self._row_count

    def show(self, count: int, fetch: Fetch, cursor: int = 0) -> None:
        """Shows other rows. The cursor is put, not moved: `on_cursor` is not called."""
        self._row_count, self._fetch_rows = count, fetch
        self._row_pages.clear()
        self._digits = max(self._least, len(str(count)) if self._least else 0)
        self.set_reactive(RowList.cursor, self.validate_cursor(cursor))
        self._resize_content()
        self.refresh()

    def refresh_row(self, index: int) -> None:
        self._row_pages.pop(index // PAGE, None)
        self.refresh_line(index)

    def move(self, delta: int) -> None:
        self.cursor += delta

    def page(self, delta: int) -> None:
        self.cursor += delta * max(1, self.size.height - 1)

    def goto(self, index: int) -> None:
        self.cursor = index

    def row_at(self, index: int) -> Row | None:
        """None where the fetch gave fewer rows than were promised."""
        number, place = divmod(index, PAGE)
        page = self._row_pages.get(number)
        if page is None:
            start = number * PAGE
            page = self._fetch_rows(start, min(start + PAGE, self._row_count))
            self._row_pages[number] = page
            if len(self._row_pages) > KEPT_PAGES:
                self._row_pages.popitem(last=False)
        self._row_pages.move_to_end(number)
        return page[place] if place < len(page) else None

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, self._row_count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        self.refresh_line(old)
        self.refresh_line(new)
        self._reveal_cursor()
        self._on_cursor(new)

    def on_resize(self) -> None:
        self._resize_content()

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset(self)
        if place is not None and (index := place.y + self.scroll_offset.y) < self._row_count:
            self.goto(index)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._brushes.clear()

    def render_line(self, y: int) -> Strip:
        width, index = self.scrollable_content_region.width, y + self.scroll_offset.y
        if not self._row_count and y == self.size.height // 2:
            sentence = fit(self.empty, min(width, cell_len(self.empty)))
            margin = " " * ((width - cell_len(sentence)) // 2)
            style = self._brush("empty")
            return Strip([Segment(margin + sentence, style)]).adjust_cell_length(width, style)
        row = self.row_at(index) if index < self._row_count else None
        if row is None:
            return Strip.blank(width, self.rich_style)
        return self._row_strip(row, width, index == self.cursor)

    def _row_strip(self, row: Row, width: int, at_cursor: bool) -> Strip:
        parts = columns(row, width, self._digits, self._named)
        if at_cursor:
            style = self._brush("cursor")
            line = Segment(CURSOR + "".join(text for text, _ in parts), style)
            return Strip([line]).adjust_cell_length(width, style)
        style = self._brush("text")
        segments = [Segment(" " * len(CURSOR), style)]
        segments += [Segment(text, self._brush(component)) for text, component in parts]
        return Strip(segments).adjust_cell_length(width, style)

    def _brush(self, component: str) -> Style:
        style = self._brushes.get(component)
        if style is None:
            style = self.get_component_rich_style(f"claim--{component}")
            self._brushes[component] = style
        return style

    def _resize_content(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._row_count)
        self._reveal_cursor()

    def _reveal_cursor(self) -> None:
        """A cursor out of view takes the view half a page on: most keys then scroll nothing."""
        top, height = self.scroll_offset.y, self.size.height
        if not height:
            return  # not laid out yet; the first resize comes here again
        if not top <= self.cursor < top + height:
            top = max(0, self.cursor - height // 2)
        # Forced, because a list that has just grown has no scrollbar to scroll with yet.
        self.scroll_to(y=min(top, self.max_scroll_y), animate=False, force=True)
