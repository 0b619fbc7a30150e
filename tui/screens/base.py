"""`DeskScreen`, the base of every screen: the order in which keys are heard, the line that says
things, and what a screen is handed: its doors and its acts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from textual.events import Key as KeyPress
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from claims.model import Span
from claims.scales import Scale
from claims.text import one_line
from store.errors import TwosourceError
from store.verbs.desk import Desk
from tui.keys import CANCEL, Key, Mode, lookup, typed
from tui.screens.bars import BREAKPOINTS, WIDE, clipped, folded


class Doors(Protocol):
    """Where a screen leads: one method a door. `tui.doors` opens them."""

    def library(self, document: int = 0) -> None:
        """The library instead of this screen, its cursor on an article."""

    def review(self, document: int) -> None:
        """The article, claim by claim, instead of this screen."""

    def claim(self, document: int, claim: int) -> None:
        """One claim of an article, on the review screen below this one or instead of this one."""

    def evidence(
        self, claim: int, *, item: str = "", focus: tuple[str, Span] | None = None
    ) -> None:
        """The evidence of a claim; see `EvidenceScreen` for where it opens."""

    def adjudication(self, document: int, claim: int) -> None:
        """The last word on a claim."""

    def session(self, document: int) -> None:
        """The session about an article."""

    def export(self, document: int) -> None:
        """The review log on its way out."""

    def help(self, scale: Scale) -> None:
        """Every key, and what the statuses of a scale mean."""


class Acts(Protocol):
    """What the keys of one screen do."""

    def load(self) -> object:
        """Import now what the first key would have to import."""

    def perform(self, screen: Any, action: str) -> None:
        """Do what a key asks for, by the id of `tui.keys`."""


# What ends typing in a prompt; a note box takes Enter as a new line
_ENDS = ("enter", "escape", "ctrl+g")


class DeskScreen(Screen[None]):
    """Hears every key before any widget does, in the order of typing.

    A key that opens a prompt, the text for it and the key that ends it may come in one piece, from
    a fast typist or a slow line. So a prompt has the focus before the next key is looked at, and
    what is typed behind the key that ends it is kept until it has ended.
    """

    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    said_rows = 1  # lines of what is said; two where nothing of a reason or a path may be cut off
    rest: Mode  # the mode in which the screen waits for a key
    mode: Mode
    prompts_at: str  # the line in the place of which a prompt opens
    given_up = ""  # what is said when Esc leaves what a key began

    def __init__(self, desk: Desk, keys: tuple[Key, ...], doors: Doors, acts: Acts) -> None:
        super().__init__()
        self.desk = desk
        self.keys = keys
        self.doors = doors
        self.acts = acts
        self.pick_move: Callable[[int], None] | None = None  # up and down, while a source is picked
        self.said = ""
        self._away = False
        self._typing: Widget | None = None
        self._covered: Widget | None = None
        self._held: list[KeyPress] | None = None

    @property
    def reviewer(self) -> str:
        """The id of whoever works here, or nobody's."""
        return self.desk.reviewer_id

    @property
    def at_rest(self) -> bool:
        """Whether no key has begun anything."""
        return self.mode is self.rest

    @property
    def in_front(self) -> bool:
        """Whether this is the screen that is seen. `is_current` holds for the one below it too, and
        what that one draws has the whole screen sent again."""
        return self.app.screen is self

    # --- being shown -----------------------------------------------------------------------------

    def on_compose(self) -> None:
        """Before the widgets are made, or the first frame is redone."""
        self.set_class(self.app.size.width >= WIDE, "-wide")

    def on_mount(self) -> None:
        """What keys do is imported behind the first paint, and not in the first key."""
        self.call_after_refresh(self.acts.load)

    def on_resize(self) -> None:
        self.draw()

    def on_screen_suspend(self) -> None:
        self._away = True

    def on_screen_resume(self) -> None:
        away, self._away = self._away, False
        if away:
            self.guarded(self.come_back)
        else:
            self.draw()

    def come_back(self) -> None:
        """Show again what may have changed on another screen."""
        self.draw()

    def draw(self) -> None:
        """Draw what depends on the width; nothing before there is a screen to draw on."""
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        """What `draw` draws."""

    # --- keys ------------------------------------------------------------------------------------

    def hear(self, event: KeyPress) -> bool:
        """Take a key, or leave it to the widget that has the focus (False)."""
        if self._typing is None:
            return self.act(event)
        if self._held is not None:
            self._held.append(event)
            return True
        if event.key == "shift+tab" or (event.key == "tab" and self.mode is not Mode.NOTE):
            return True  # there is nowhere else to go
        if self.focused is not self._typing:  # a click has taken it away
            self.set_focus(self._typing, scroll_visible=False)
        if event.key in self._ends():
            self._held = []
        return False

    def act(self, event: KeyPress) -> bool:
        """Do what a key means in this mode; False where it means nothing here."""
        name = typed(event.key, event.character)
        action = lookup(self.mode, self.keys).get(name)
        if action is not None:
            self.perform(action)
        elif self.at_rest:
            return False
        elif name in CANCEL:
            self.say(self.given_up)
            self.enter(self.rest)
        return True

    def on_key(self, event: KeyPress) -> None:
        """What the prompt has no use for: up and down choose in the source picker."""
        if self.pick_move and event.key in ("up", "down"):
            self.pick_move(-1 if event.key == "up" else 1)

    def perform(self, action: str) -> None:
        """Do what a key asks for; a refusal is said."""
        self.guarded(lambda: self.acts.perform(self, action))

    def guarded(self, act: Callable[[], None]) -> bool:
        """Do something that may be refused; a refusal is a sentence on the line above the keys."""
        try:
            with self.desk.database.explained():
                act()
        except TwosourceError as error:
            self.back_out()
            self.say(str(error), wrong=True)
            return False
        return True

    def back_out(self) -> None:
        """Wait for another key."""
        self.enter(self.rest)

    def enter(self, mode: Mode) -> None:
        """Let the next key mean something else."""
        self.mode = mode
        self._draw_keys()

    def _draw_keys(self) -> None:
        """Say at the foot what the next key does."""

    def _ends(self) -> tuple[str, ...]:
        return _ENDS[1:] if self.mode is Mode.NOTE else _ENDS

    def type_into(self, widget: Widget, instead_of: str) -> None:
        """Open a widget to type in, in the place of another; from now on it gets the keys.

        In its place, because what moves has to be sent again: 40 kB for a whole screen.
        """
        place = self.query_one(instead_of)
        place.display = False
        place.parent.mount(widget, before=place)  # type: ignore[union-attr]
        self._typing, self._covered = widget, place
        self.set_focus(widget, scroll_visible=False)

    def typed(self, back_to: Widget) -> None:
        """Close it again, and do what was typed behind its end."""
        widget, held = self._typing, self._held or []
        self._typing = self._held = None
        if widget is not None and self._covered is not None:
            widget.remove()
            self._covered.display = True
        self.set_focus(back_to, scroll_visible=False)
        self.call_later(self._replay, held)

    def keep_typing(self) -> None:
        """The key that would have ended typing did not: what was typed stays in hand."""
        held, self._held = self._held or [], None
        self.call_later(self._replay, held)

    def _replay(self, held: list[KeyPress]) -> None:
        for event in held:
            if not self.hear(event) and self.focused is not None:
                self.focused._forward_event(event)

    def say(self, text: str, *, wrong: bool = False) -> None:
        """The line above the keys."""
        self.said = text
        line = self.query_one("#said", Static)
        line.set_class(wrong, "-wrong")
        if self.said_rows > 1:
            shown = folded(one_line(text), self.size.width - 2, self.said_rows)
        else:
            shown = clipped(f" {one_line(text)}", self.size.width)
        line.update(shown, layout=False)
