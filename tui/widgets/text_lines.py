"""A widget of a few lines of text that sends only the changed ones: a panel is rewritten with each
key, and most of it stays as it was."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget


class TextLines(Widget):
    """Shows text, wrapped to its width and cut at its height."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._content = Content("")
        self._wrapped: list[Strip] = []

    @property
    def content(self) -> Content:
        return self._content

    def update(self, content: Content) -> None:
        """Other text; repaints the lines that differ."""
        self._content = content
        old, self._wrapped = self._wrapped, self._wrap()
        for y in range(max(len(old), len(self._wrapped))):
            if old[y : y + 1] != self._wrapped[y : y + 1]:
                self.refresh(Region(0, y, self.content_size.width, 1))

    def on_resize(self) -> None:
        self._wrapped = self._wrap()
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._wrapped = self._wrap()

    def render_line(self, y: int) -> Strip:
        if y < len(self._wrapped):
            return self._wrapped[y]
        return Strip.blank(self.content_size.width, self.rich_style)

    def _wrap(self) -> list[Strip]:
        width = self.content_size.width
        if not width:
            return []
        return Visual.to_strips(self, self._content, width, None, self.visual_style, pad=True)
