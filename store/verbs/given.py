"""A judgement as a command gives it: source, values and notes in one step, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from claims.model import NoteKind
from store.verbs.desk import Desk
from store.verbs.judging import judge, note
from store.verbs.naming import Voice, accept, attribute, refuse


class Given(NamedTuple):
    """What is given: the suggested source refused or accepted, or others, each a chain of ids with
    the outermost first; values as `judge` takes them; notes with their kind, text and state."""

    accept: bool = False
    sources: tuple[tuple[Voice, ...], ...] = ()
    values: Mapping[str, Any] = {}
    notes: tuple[tuple[NoteKind, str, str], ...] = ()
    refuse: bool = False

    def __bool__(self) -> bool:
        return any(self)


def give(desk: Desk, claim: int, ask: Callable[[], Given]) -> None:
    """All that is given, or nothing of it; what `ask` looks at holds for what is written."""
    with desk.database.write():
        given = ask()
        if given.refuse:
            refuse(desk, claim)
        if given.accept:
            accept(desk, claim)
        elif given.sources:
            attribute(desk, claim, given.sources)
        if given.values:
            judge(desk, claim, **given.values)
        for kind, text, state in given.notes:
            note(desk, claim, kind, text, state)
