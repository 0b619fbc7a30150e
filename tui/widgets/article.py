"""The article with its claims marked: only the lines in view become strips.

What is drawn on a line are layers of spans, later ones over earlier ones: the current claim, its
parts, the hits of a search, a claim in the making, the selection of the mouse. A line without any
claim is muted; claims that are not in hand look like text, which keeps a scroll under 5 kB.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.widgets.wrapping import SpanIndex, Wrapped, pieces, place_at_cell, whole_graphemes, wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual import events
    from textual.selection import Selection

    from claims.model import Span
    from tui.widgets.wrapping import Layer

MARGIN = 1
PLAIN = ((), ("quiet",))  # what fills a line to its end unseen


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """The bindings of a scrolling container are not inherited: keys belong to `tui/keys.py`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--quiet",
        "article--current",
        "article--content",
        "article--source",
        "article--cue",
        "article--match",
        "article--hit",
        "article--marked",
        "article--marked-after",
    }
    DETAILS: ClassVar[tuple[str, ...]] = ("content", "source", "cue", "match")
    DEFAULT_CSS = """
    ArticleView {
        height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 0;
        background: $surface; color: $foreground;
        & > .article--quiet { color: $text-muted; }
        & > .article--current { background: $warning-muted; text-style: bold; }
        & > .article--content { text-style: bold; }
        & > .article--source { color: $text-accent; text-style: bold underline; }
        & > .article--cue { color: $text-secondary; text-style: bold italic; }
        & > .article--match { background: $success-muted; text-style: bold underline; }
        & > .article--hit { background: $accent-muted; text-style: underline; }
        & > .article--marked { text-style: reverse; }
        & > .article--marked-after { background: $error-muted; text-style: bold underline; }
        &:ansi > .article--quiet { color: ansi_default; text-style: dim; }
        &:ansi > .article--current { background: transparent; text-style: bold reverse; }
        &:ansi > .article--match { background: transparent; }
        &:ansi > .article--hit { background: transparent; text-style: bold underline; }
        &:ansi > .article--marked-after { background: transparent; }
    }
    """

    current: reactive[int] = reactive(-1, repaint=False, init=False)

    def __init__(
        self, *, on_pick: Callable[[int], None] | None = None, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._on_pick = on_pick
        self._wrapped = wrap("", 1)
        self._wrap_width = 0
        self._claims = SpanIndex(())
        self._hits = SpanIndex(())
        self._detail: list[Layer] = []
        self._marked: list[Layer] = []
        self._brushes: dict[tuple[str, ...], Style] = {}

    @property
    def wrapped(self) -> Wrapped:
        return self._wrapped

    @property
    def _text_width(self) -> int:
        return self.scrollable_content_region.width  # `size` has the scrollbar in it

    @property
    def selected(self) -> Span | None:
        """What is selected with the mouse, as a span of the text."""
        selection = self.text_selection
        return None if selection is None else self._wrapped.span_of(selection)

    def show(self, text: str, spans: Sequence[Span], current: int = -1) -> None:
        """Shows an article; the same text again, with other spans, stays where it is scrolled."""
        text = text.replace("\t", " ")
        self._claims, self._hits = SpanIndex(spans), SpanIndex(())
        self._detail, self._marked = [], []
        self.set_reactive(ArticleView.current, self.validate_current(current))
        if text != self._wrapped.text:
            self._rewrap(text)
            self._scroll(0)
        self._reveal_current()
        self.refresh()

    def set_detail(self, spans: Mapping[str, Sequence[Span]]) -> None:
        """The parts of the current claim, named as in DETAILS; another claim starts without any."""
        if unknown := spans.keys() - set(self.DETAILS):
            raise ValueError(f"a claim has no such parts: {', '.join(sorted(unknown))}")
        old = self._detail
        self._detail = [
            (span.start, span.end, part) for part in self.DETAILS for span in spans.get(part, ())
        ]
        self._repaint(old + self._detail)

    def mark(self, span: Span | None, split_at: int | None = None) -> None:
        """A claim in the making; with `split_at`, the two claims that it would become."""
        old, self._marked = self._marked, []
        if span is not None:
            cut = span.end if split_at is None else min(max(split_at, span.start), span.end)
            self._marked = [(span.start, cut, "marked"), (cut, span.end, "marked-after")]
        self._repaint(old + self._marked)

    def find(self, ranges: Sequence[Span]) -> None:
        old, self._hits = self._hits, SpanIndex(ranges)
        view = self._offsets_in_view()
        for hits in (old, self._hits):
            shown = (hits.spans[index] for index in hits.touching(*view))
            self._repaint((hit.start, hit.end, "hit") for hit in shown)

    def goto(self, offset: int) -> None:
        line = self._wrapped.line_of(offset)
        self._reveal(line, line)

    def offset_at(self, x: int, y: int) -> int | None:
        """The code point drawn at a place of the widget; None beside and below the text."""
        line = y + self.scroll_offset.y
        if line >= len(self._wrapped):
            return None
        start, end = self._wrapped.shown(line)
        offset = start + place_at_cell(self._wrapped.text[start:end], x - MARGIN)
        return offset if offset < end else None

    def validate_current(self, current: int) -> int:
        return current if 0 <= current < len(self._claims.spans) else -1

    def watch_current(self, old: int, new: int) -> None:
        changed = self._detail + [
            (self._claims.spans[index].start, self._claims.spans[index].end, "current")
            for index in (old, new)
            if 0 <= index < len(self._claims.spans)
        ]
        self._detail = []
        self._repaint(changed)
        self._reveal_current()

    def on_resize(self) -> None:
        top = self._offsets_in_view()[0]
        if MARGIN < self._text_width != self._wrap_width:
            self._rewrap(self._wrapped.text)
            self._scroll(self._wrapped.line_of(top))
            self.refresh()
        self._reveal_current()

    def on_click(self, event: events.Click) -> None:
        if event.chain > 1:
            event.prevent_default()  # Textual would select the whole article
        place = event.get_content_offset(self)
        if place is None or self.text_selection is not None or self._on_pick is None:
            return
        offset = self.offset_at(place.x, place.y)
        if offset is None:
            return
        spans = self._claims.spans
        if held := self._claims.touching(offset, offset + 1):
            self._on_pick(min(held, key=lambda index: spans[index].end - spans[index].start))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text as it was written: breaks of the screen are not part of it."""
        span = self._wrapped.span_of(selection)
        return None if span is None else (span.of(self._wrapped.text), "\n")

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._brushes.clear()

    def render_line(self, y: int) -> Strip:
        line, width, base = y + self.scroll_offset.y, self._text_width, self._brush(())
        if line >= len(self._wrapped) or not self._wrap_width:
            return Strip.blank(width, base)
        text = self._wrapped.text
        start, end = self._wrapped.shown(line)
        layers = whole_graphemes(text[start:end], start, self._layers(line, start, end))
        parts = [(text[a:b], names) for a, b, names in pieces(start, end, layers)]
        if len(parts) == 1 and parts[0][1] in PLAIN:
            # A segment of spaces costs forty bytes on the wire, on every line of every scroll.
            parts = [(set_cell_size(parts[0][0], width - MARGIN), parts[0][1])]
        drawn = Strip(Segment(part, self._brush(names)) for part, names in parts)
        # A margin without an offset would count as the end of the line when one selects from it.
        margin = Segment(" " * MARGIN, base + Style.from_meta({"offset": (0, line)}))
        return Strip([margin, *drawn.apply_offsets(0, line)]).adjust_cell_length(width, base)

    def _layers(self, line: int, start: int, end: int) -> list[Layer]:
        layers: list[Layer] = []
        if not self._claims.touching(start, end):
            layers.append((start, end, "quiet"))
        if self.current >= 0:
            span = self._claims.spans[self.current]
            layers.append((span.start, span.end, "current"))
        layers += self._detail
        for index in self._hits.touching(start, end):
            layers.append((self._hits.spans[index].start, self._hits.spans[index].end, "hit"))
        layers += self._marked
        selection = self.text_selection
        if selection is not None and (part := selection.get_span(line)) is not None:
            first, last = part
            layers.append((start + first, end if last < 0 else start + last, "selection"))
        return layers

    def _brush(self, names: tuple[str, ...]) -> Style:
        style = self._brushes.get(names)
        if style is None:
            style = self.rich_style
            for name in names:
                style += (
                    self.screen.get_component_rich_style("screen--selection")
                    if name == "selection"
                    else self.get_component_rich_style(f"article--{name}", partial=True)
                )
            self._brushes[names] = style
        return style

    def _rewrap(self, text: str) -> None:
        self._wrap_width = self._text_width
        if self._wrap_width > MARGIN:
            self._wrapped = wrap(text, self._wrap_width - MARGIN)
        else:
            # Not laid out yet: one endless line, which is not drawn; the first resize wraps.
            self._wrap_width = 0
            self._wrapped = Wrapped(text, array("l", [0, len(text)]))
        self.virtual_size = Size(self._text_width, len(self._wrapped))

    def _offsets_in_view(self) -> tuple[int, int]:
        first = min(self.scroll_offset.y, len(self._wrapped) - 1)
        last = min(first + max(1, self.size.height), len(self._wrapped))
        return self._wrapped.starts[first], self._wrapped.starts[last]

    def _repaint(self, layers: Iterable[Layer]) -> None:
        top = self.scroll_offset.y
        bottom = top + self.size.height - 1
        for start, end, _ in layers:
            first = max(top, self._wrapped.line_of(start))
            last = min(bottom, self._wrapped.line_of(end - 1))
            if first <= last:
                self.refresh_lines(first, last - first + 1)

    def _reveal_current(self) -> None:
        if self.current >= 0:
            span = self._claims.spans[self.current]
            self._reveal(self._wrapped.line_of(span.start), self._wrapped.line_of(span.end - 1))

    def _reveal(self, first: int, last: int) -> None:
        """Scrolls only when these lines are not all in view, to a third from the top."""
        top, height = self.scroll_offset.y, self.size.height
        if first < top or last >= top + height:
            above = max(0, min(height // 3, height - (last - first + 1)))
            self._scroll(first - above)

    def _scroll(self, line: int) -> None:
        if self.size:  # else not laid out yet; the first resize comes here again
            self.scroll_to(y=line, animate=False)
