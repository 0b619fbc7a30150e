"""The application: it opens the first screen, and ends cleanly however it is told to."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.events import Event
from textual.events import Key as KeyPress
from textual.keys import _character_to_key
from textual.screen import Screen

from store.verbs.desk import Desk
from tui.doors import HouseDoors
from tui.keys import KEYS, Key
from tui.screens.base import DeskScreen

SCREENS = Path(__file__).parent / "screens"

# Seconds for which the thread that writes to the terminal waits while this one computes
WRITER_WAITS = 0.0001


class TwosourceApp(App[None]):
    CSS_PATH = "app.tcss"
    TITLE = "twosource"
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = True

    def __init__(
        self, desk: Desk, document: int | None = None, keys: tuple[Key, ...] = KEYS
    ) -> None:
        super().__init__()
        self.document = document
        self.keys = keys
        self.doors = HouseDoors(self, desk, keys)

    def get_default_screen(self) -> Screen[None]:
        return self.doors.first(self.document)

    async def on_event(self, event: Event) -> None:
        """Keys go to the screen first, so that they are taken in the order of typing."""
        if isinstance(event, KeyPress) and not event.is_forwarded:
            screen = self.screen
            if isinstance(screen, DeskScreen) and screen.is_mounted and screen.hear(event):
                return
        await super().on_event(event)

    def redraw(self, _: object = None) -> None:
        """Draw every cell: the shell has written over them meanwhile."""
        self.screen.refresh()

    def on_ready(self) -> None:
        """Behind the first paint: the styles of the screens that a key may open, and the collector.

        What start-up made stays: collecting it over and over is what makes a key slow.
        """
        self.stylesheet.read_all(sorted(SCREENS.glob("**/*.tcss")))
        self.stylesheet.parse()
        gc.freeze()
        gc.enable()

    def on_mount(self) -> None:
        """A killed session must not leave the terminal in mouse mode, or a note unsaved."""
        sys.setswitchinterval(WRITER_WAITS)
        self.app_resume_signal.subscribe(self, self.redraw)
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self.leave, 128 + number)

    def leave(self, code: int = 0) -> None:
        """Save what is being typed, and end."""
        open_note = getattr(self.screen, "open_note", None)
        if open_note:
            open_note()
        self.exit(return_code=code)

    async def action_quit(self) -> None:
        self.leave()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every key for which the screen waits, and the themes."""
        waiting = screen.rest if isinstance(screen, DeskScreen) and screen.at_rest else None
        for key in self.keys:
            if key.mode is waiting:
                title = f"{key.label.capitalize()} ({key.shown})"
                yield SystemCommand(title, key.does, lambda key=key: self._press(key))
        yield SystemCommand("Theme", "Choose a colour theme", self.action_change_theme)

    def _press(self, key: Key) -> None:
        """Do what the key does, once the palette is gone."""
        self.call_later(self.simulate_key, _textual_name(key.keys[0]))


def _textual_name(key: str) -> str:
    return _character_to_key(key) if len(key) == 1 else key
