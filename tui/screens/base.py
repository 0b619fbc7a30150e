"""What the library and the review screen share: a desk, the keys, a line that says things."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.screen import Screen
from textual.widgets import Static

from claims.text import one_line
from store.desk import Desk
from tui.keys import Key
from tui.screens.lines import BREAKPOINTS, clipped

if TYPE_CHECKING:
    from tui.app import TwosourceApp


class DeskScreen(Screen[None]):
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self, desk: Desk, keys: tuple[Key, ...]) -> None:
        super().__init__()
        self.desk = desk
        self.keys = keys

    @property
    def reviewer(self) -> str:
        """The id of whoever works here, or nobody's."""
        return self.desk.reviewer.id if self.desk.reviewer else ""

    def show(self, screen: Screen[None]) -> None:
        """Another screen instead of this one."""
        cast("TwosourceApp", self.app).show(screen)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """The line above the keys."""
        line = self.query_one("#said", Static)
        line.set_class(wrong, "-wrong")
        line.update(clipped(f" {one_line(text)}", self.size.width), layout=False)
