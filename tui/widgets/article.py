"""The article with its claims marked: a table of line starts, and nothing else, per width.

A line of the screen is a slice of the text between two neighbouring entries of that table, so
every code point is on exactly one line and an offset finds its line by bisection. Only the lines
in view become strips; what is drawn on them are layers of spans, later ones over earlier ones.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, ClassVar

from rich.cells import get_character_cell_size, split_graphemes
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from claims.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from textual import events
    from textual.selection import Selection

    Layer = tuple[int, int, str]

MARGIN = 1
# Text of these is one cell to a code point; everything else is measured.
_MEASURED = re.compile("[^ -~\u00a0-\u02ff\u0370-\u0482\u2010-\u2027\u20ac\u2190-\u2193]")
_JOINED = re.compile("[\u200d\ufe0f\U0001f1e6-\U0001f1ff]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_NOT_FIRST = frozenset(
    "、。〉》」』】〕〗’”…·ー々,.:;?!)]}\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\uff09\uff05"
)
_NOT_LAST = frozenset("〈《「『【〔〖‘“([{\uff08")


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A text on lines: `starts` is where each begins, and at its end the length of the text."""

    text: str
    starts: array[int]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def bounds(self, line: int) -> tuple[int, int]:
        return self.starts[line], self.starts[line + 1]

    def shown(self, line: int) -> tuple[int, int]:
        """The bounds without the newline, and without a space that may hang over the edge."""
        start, end = self.bounds(line)
        end -= self.text.endswith("\n", start, end)
        end -= self.text.endswith(" ", start, end)
        return start, end

    def line_of(self, offset: int) -> int:
        return max(0, min(bisect_right(self.starts, offset), len(self)) - 1)

    def span_of(self, selection: Selection) -> Span | None:
        """What the mouse selected; its places are a line and a code point on that line."""
        edges = [0, len(self.text)]
        for side, place in enumerate(selection):
            if place is not None:
                start, end = self.shown(min(place.y, len(self) - 1))
                edges[side] = min(start + place.x, end)
        return Span(*edges) if edges[0] < edges[1] else None


def wrap(text: str, width: int) -> Wrapped:
    """Breaks at spaces, and between characters that are two cells wide."""
    width, plain = max(1, width), text.isascii()
    starts = array("l", [0])
    start = 0
    while True:
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        if stop - start > width // 2:
            if plain or not _MEASURED.search(text, start, stop):
                _wrap_plain(text, start, stop, width, starts)
            else:
                _wrap_measured(text[start:stop], start, width, starts)
        if stop == len(text):
            starts.append(stop)
            return Wrapped(text, starts)
        start = stop + 1
        starts.append(start)


def _wrap_plain(text: str, start: int, stop: int, width: int, starts: array[int]) -> None:
    while stop - start > width:
        space = text.rfind(" ", start, start + width + 1)
        start = space + 1 if space > start else start + width
        if start == stop:
            return
        starts.append(start)


def _wrap_measured(paragraph: str, base: int, width: int, starts: array[int]) -> None:
    sizes = cell_sizes(paragraph)
    sums = [0, *accumulate(sizes)]
    at = 0
    while sums[-1] - sums[at] > width:
        # The last of equal sums, so that marks without width stay with the character before.
        limit = bisect_right(sums, max(sums[at] + width, sums[at + 1]), at) - 1
        at = _break(paragraph, sizes, at, limit) if limit < len(sizes) else limit
        if at == len(sizes):
            return
        starts.append(base + at)


def cell_sizes(text: str) -> list[int]:
    """For each code point its cells; a grapheme has them all on its first code point."""
    if not _JOINED.search(text):
        return list(map(get_character_cell_size, text))
    sizes: list[int] = []
    for start, end, size in split_graphemes(text)[0]:
        sizes += [size] + [0] * (end - start - 1)
    for flag in _FLAG.finditer(text):
        first = flag.start()
        if sizes[first] and sizes[first + 1]:
            sizes[first : first + 2] = [sizes[first] + sizes[first + 1], 0]
    return sizes


def _break(paragraph: str, sizes: list[int], at: int, limit: int) -> int:
    """Where the line from `at` ends, when no more than up to `limit` fits on it."""
    if paragraph[limit] == " " and (limit + 1 == len(sizes) or sizes[limit + 1]):
        return limit + 1
    after = limit
    for before in range(limit - 1, at - 1, -1):
        if not sizes[before]:
            continue
        wide = sizes[before] > 1 or sizes[after] > 1
        kept = paragraph[after] in _NOT_FIRST or paragraph[before] in _NOT_LAST
        if (paragraph[before] == " " and before > at) or (wide and not kept):
            return after
        after = before
    return limit


def place_at_cell(text: str, cell: int) -> int:
    """The index of the code point drawn in this cell of a line; its length when past the end."""
    sums = list(accumulate(cell_sizes(text)))
    return bisect_right(sums, max(0, cell))


def pieces(start: int, end: int, layers: Sequence[Layer]) -> list[tuple[int, int, tuple[str, ...]]]:
    """The line from `start` to `end` cut where a layer begins or ends, with the layers on each."""
    edges = {start, end}
    for first, last, _ in layers:
        edges |= {min(max(first, start), end), min(max(last, start), end)}
    return [
        (a, b, tuple(name for first, last, name in layers if first <= a and b <= last))
        for a, b in pairwise(sorted(edges))
    ]


def whole_graphemes(text: str, start: int, layers: Iterable[Layer]) -> list[Layer]:
    """Layers on the line `text`, widened to whole graphemes: half of one cannot be drawn."""
    if not _MEASURED.search(text):
        return list(layers)
    sizes = cell_sizes(text)
    widened: list[Layer] = []
    for first, last, name in layers:
        first, last = max(first - start, 0), min(last - start, len(text))
        while 0 < first < len(text) and not sizes[first]:
            first -= 1
        while 0 < last < len(text) and not sizes[last]:
            last += 1
        widened.append((first + start, last + start, name))
    return widened


class SpanIndex:
    """Finds the spans on a line without looking at all of them; they may overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = tuple(spans)
        self._order = sorted(range(len(self.spans)), key=self.spans.__getitem__)
        self._starts = [self.spans[i].start for i in self._order]
        self._reach = list(accumulate((self.spans[i].end for i in self._order), max))

    def touching(self, start: int, end: int) -> list[int]:
        """Indexes, in the order of the text, of the spans that share a code point with these."""
        found: list[int] = []
        for place in range(bisect_left(self._starts, end) - 1, -1, -1):
            if self._reach[place] <= start:
                break
            if self.spans[self._order[place]].end > start:
                found.append(self._order[place])
        return found[::-1]


class ArticleView(ScrollView, can_focus=True, inherit_bindings=False):
    """The bindings of a scrolling container are not inherited: keys belong to `tui/keys.py`."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "article--claim",
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
        height: 1fr; overflow-x: hidden; overflow-y: scroll; scrollbar-size-vertical: 1;
        background: $surface; color: $foreground;
        & > .article--claim { background: $panel; }
        & > .article--current { background: $warning-muted; text-style: bold; }
        & > .article--content { text-style: bold; }
        & > .article--source { color: $text-accent; text-style: bold underline; }
        & > .article--cue { color: $text-secondary; text-style: bold italic; }
        & > .article--match { background: $success-muted; text-style: bold underline; }
        & > .article--hit { background: $accent-muted; text-style: underline; }
        & > .article--marked { text-style: reverse; }
        & > .article--marked-after { background: $error-muted; text-style: bold underline; }
        &:ansi > .article--claim { background: transparent; text-style: underline; }
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
        drawn = Strip(
            Segment(text[a:b], self._brush(names)) for a, b, names in pieces(start, end, layers)
        )
        # A margin without an offset would count as the end of the line when one selects from it.
        margin = Segment(" " * MARGIN, base + Style.from_meta({"offset": (0, line)}))
        return Strip([margin, *drawn.apply_offsets(0, line)]).adjust_cell_length(width, base)

    def _layers(self, line: int, start: int, end: int) -> list[Layer]:
        layers: list[Layer] = []
        for index in self._claims.touching(start, end):
            if index != self.current:
                span = self._claims.spans[index]
                layers.append((span.start, span.end, "claim"))
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
