"""The box in which a note is written. It saves when it is left, however it is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea


class NoteBox(TextArea):
    """Esc or Ctrl+G leaves; Tab asks for the next kind of note."""

    DEFAULT_CSS = """
    NoteBox, NoteBox:focus { padding: 0 1; background: $boost; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+g", "leave", show=False),
        Binding("tab", "turn", show=False),
    ]

    def __init__(self, text: str, *, on_leave: Callable[[], None], on_turn: Callable[[], None]):
        super().__init__(text, tab_behavior="focus", soft_wrap=True, compact=True)
        self._left = on_leave
        self._turned = on_turn

    def on_mount(self) -> None:
        self.move_cursor(self.document.end)

    def action_leave(self) -> None:
        self._left()

    def action_turn(self) -> None:
        self._turned()
