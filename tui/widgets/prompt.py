"""A one-line prompt at the foot of the screen, because a window over it costs 40 kB.

Enter hands the text to whoever asked, Esc or Ctrl+G to nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

Done = Callable[[str | None], None]


class Prompt(Input):
    """Asks for a line of text. `on_typing` hears every change, synchronously."""

    DEFAULT_CSS = """
    Prompt, Prompt:focus { height: 1; border: none; padding: 0 1; background: $boost; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+g", "leave", show=False),
        Binding("enter", "answer", show=False),
    ]

    def __init__(
        self,
        done: Done,
        *,
        value: str = "",
        placeholder: str = "",
        on_typing: Callable[[str], None] | None = None,
    ) -> None:
        self._done = done
        self._on_typing = on_typing  # before a value is set, for its watcher asks for it
        super().__init__(value, placeholder=placeholder, compact=True, select_on_focus=False)

    def watch_value(self, value: str) -> None:
        if self._on_typing:
            self._on_typing(value)

    def action_answer(self) -> None:
        self._done(self.value)

    def action_leave(self) -> None:
        self._done(None)
