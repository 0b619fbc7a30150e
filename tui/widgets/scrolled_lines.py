"""A widget of scrolled lines, moved by keys; only the lines that changed are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip

from tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from collections.abc import Sequence


class ScrolledLines(TextLines, can_focus=True):
    """Shows lines that are as wide as it is already; `top` is the first one in view.

    There is no scrollbar: what is below is told by whoever draws the keys.
    """

    top = 0

    def show(self, lines: Sequence[Content], *, anew: bool = False) -> None:
        """Other lines, from where the reader is, or from the first one."""
        shown = self._in_view()
        self._content = Content("\n").join(lines)
        self._wrapped = self._wrap()
        self.top = 0 if anew else self._possible(self.top)
        self._repaint(shown)

    @property
    def below(self) -> int:
        """How many lines are below the last one in view."""
        return max(0, len(self._wrapped) - self.top - self.size.height)

    def scroll(self, lines: int) -> bool:
        """Go so many lines down, or up; False where there is nothing further."""
        shown, before = self._in_view(), self.top
        self.top = self._possible(self.top + lines)
        self._repaint(shown)
        return self.top != before

    def page(self, pages: int) -> bool:
        return self.scroll(pages * max(1, self.size.height - 1))

    def on_resize(self) -> None:
        super().on_resize()
        self.top = self._possible(self.top)

    def render_line(self, y: int) -> Strip:
        return super().render_line(y + self.top)

    def _possible(self, top: int) -> int:
        return max(0, min(top, len(self._wrapped) - max(1, self.size.height)))

    def _in_view(self) -> list[Strip]:
        return self._wrapped[self.top : self.top + self.size.height]

    def _repaint(self, before: list[Strip]) -> None:
        now = self._in_view()
        for y in range(max(len(before), len(now))):
            if before[y : y + 1] != now[y : y + 1]:
                self.refresh(Region(0, y, self.content_size.width, 1))
