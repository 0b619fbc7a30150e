"""Text wrapped to a width: a table of line starts, and layers of spans over it.

A line is a slice of the text between two neighbouring entries of that table, so every code point
is on exactly one line and an offset finds its line by bisection. What is one cell to a code point
is wrapped with `str.rfind`; only a paragraph with anything else in it is measured.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from rich.cells import get_character_cell_size, split_graphemes

from claims.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.selection import Selection

    Layer = tuple[int, int, str]

# Text of these is one cell to a code point; everything else is measured.
_MEASURED = re.compile("[^ -~\u00a0-\u02ff\u0370-\u0482\u2010-\u2027\u20ac\u2190-\u2193]")
_JOINER = "\u200d"
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
    body = text.lstrip(_JOINER)  # joiners in front have nothing to join, and hide what follows
    sizes = [0] * (len(text) - len(body))
    for start, end, size in split_graphemes(body)[0]:
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
