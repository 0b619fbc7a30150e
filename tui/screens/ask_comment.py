"""A prompt for a comment on a claim, on any screen; `2> text` answers the second thread."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from store.verbs import comments
from tui.screens.ask_line import ask
from tui.screens.base import DeskScreen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from store.queries.claim_rows import ClaimRow
    from store.queries.team.comment_threads import Thread
    from store.verbs.desk import Change

_ANSWER = re.compile(r"\s*(\d+)\s*[>›]\s*(.*)", re.DOTALL)


def ask_comment(
    screen: DeskScreen,
    claim: ClaimRow,
    threads: Sequence[Thread],
    then: Callable[[Change, str], None],
) -> None:
    """`then` gets what was kept, and what to say of it."""

    def done(text: str | None) -> None:
        if text and text.strip():
            words, to = parted(text, threads)
            change = comments.comment(screen.desk, claim.id, words, to)
            then(change, f"#{claim.number} {'answered' if to else 'commented'}")

    hint = "your comment; @name mentions a colleague"
    ask(screen, done, placeholder=f"{hint}; 1> answers comment 1" if threads else hint)


def parted(text: str, threads: Sequence[Thread]) -> tuple[str, str]:
    """The words, and the comment that they answer; none where the number names no thread."""
    found = _ANSWER.fullmatch(text)
    if found and 1 <= int(found[1]) <= len(threads):
        return found[2], threads[int(found[1]) - 1].first.id
    return text, ""
