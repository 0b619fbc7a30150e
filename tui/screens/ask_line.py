"""A prompt for one line of text at the foot of any screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.keys import Mode
from tui.screens.base import DeskScreen
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from tui.widgets.prompt import Done


def ask(
    screen: DeskScreen,
    done: Done,
    *,
    placeholder: str,
    value: str = "",
    on_typing: Callable[[str], None] | None = None,
) -> None:
    """Ask for a line of text; `done` gets it, or None, when the prompt is gone again.

    The screen is then in the mode in which it rests. What is refused is asked for again, with
    what was typed, and the reason above it.
    """
    from tui.widgets.prompt import Prompt

    back_to = screen.focused or screen.query_one(RowList)

    def finish(text: str | None) -> None:
        screen.enter(screen.rest)
        screen.typed(back_to)
        screen.say("")
        if not screen.guarded(lambda: done(text)) and text:
            said = screen.said
            ask(screen, done, placeholder=placeholder, value=text, on_typing=on_typing)
            screen.say(said, wrong=True)

    screen.say("")
    screen.enter(Mode.PROMPT)
    prompt = Prompt(finish, value=value, placeholder=placeholder, on_typing=on_typing)
    screen.type_into(prompt, instead_of=screen.prompts_at)
