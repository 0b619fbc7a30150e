"""Asking for one line of text at the foot of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys import Mode

if TYPE_CHECKING:
    from tui.screens.review import ReviewScreen
    from tui.widgets.prompt import Done


def ask(
    screen: ReviewScreen,
    done: Done,
    *,
    placeholder: str,
    value: str = "",
    on_typing: object = None,
) -> None:
    """Ask for a line of text; `done` gets it, or None, when the prompt is gone again."""
    from tui.widgets.prompt import Prompt

    def finish(text: str | None) -> None:
        screen.enter(Mode.NORMAL)
        screen.typed(screen.claims)
        if not screen.guarded(lambda: done(text)) and text:
            said = screen.said
            ask(screen, done, placeholder=placeholder, value=text, on_typing=on_typing)
            screen.say(said, wrong=True)

    prompt = Prompt(
        finish,
        value=value,
        placeholder=placeholder,
        on_typing=on_typing,  # type: ignore[arg-type]
    )
    screen.enter(Mode.PROMPT)
    screen.type_into(prompt, instead_of="#said")
