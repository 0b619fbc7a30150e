"""The source picker: a prompt that finds a source by part of its name, or adds a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.content import Content

from claims.model import SourceClass
from claims.text import one_line
from store.queries import known_sources
from store.queries.known_sources import SourceLine
from store.verbs import sources
from tui.screens.ask_line import ask
from tui.screens.base import DeskScreen

PICKED = 4  # sources that are shown at once: the panel of an 80x24 screen has four lines
_HINT = "type part of a name; ↑↓ choose; +name adds a new source"


def pick_source(
    screen: DeskScreen,
    *,
    show: Callable[[Content], None],
    picked: Callable[[str, bool], None],
    closed: Callable[[], None],
) -> None:
    """Ask for a source. `show` draws the choices, `closed` puts back what they covered, `picked`
    gets the id of the source and whether it is new."""
    known = known_sources.sources(screen.desk.conn)
    found: list[SourceLine] = []
    at = 0

    def typing(text: str) -> None:
        nonlocal at
        found[:], at = ranked(known, text), 0
        show(choices(found, at))

    def move(step: int) -> None:
        nonlocal at
        at = (at + step) % (len(found) or 1)
        show(choices(found, at))

    def done(text: str | None) -> None:
        screen.pick_move = None
        closed()
        if text is None:
            return
        if found and not text.startswith("+"):
            picked(found[at].id, False)
        elif name := text.strip(" +"):
            picked(sources.add(screen.desk, name, SourceClass.UNNAMED), True)

    screen.pick_move = move
    ask(screen, done, placeholder=_HINT, on_typing=typing)
    typing("")


def ranked(known: Sequence[SourceLine], text: str) -> list[SourceLine]:
    """Sources that fit `text`: a whole name, its beginning, an alias's, then letters in order."""
    wanted = text.strip().casefold()
    if not wanted:
        return list(known)
    scored = [(score, n) for n, line in enumerate(known) if (score := _score(line, wanted))]
    return [known[n] for score, n in sorted(scored, key=lambda pair: (-pair[0], pair[1]))]


def _score(line: SourceLine, wanted: str) -> int:
    best = 0
    for name in (line.name, line.id, *line.aliases):
        lower = name.casefold()
        if lower == wanted:
            return 6
        if lower.startswith(wanted):
            best = max(best, 5 if name in (line.name, line.id) else 4)
        elif f" {wanted}" in lower:
            best = max(best, 3)
        elif wanted in lower:
            best = max(best, 2)
        elif _in_order(wanted, lower):
            best = max(best, 1)
    return best


def _in_order(wanted: str, text: str) -> bool:
    letters = iter(text)
    return len(wanted) > 1 and all(letter in letters for letter in wanted if letter != " ")


def choices(found: Sequence[SourceLine], at: int) -> Content:
    """The sources around the one in hand."""
    if not found:
        return Content.assemble(("no such source; ", "bold"), "Enter adds it under this name")
    first = max(0, at - PICKED + 1)
    shown = []
    for number, line in enumerate(found[first : first + PICKED], first):
        name = f"{'▸' if number == at else ' '} {one_line(line.name)}  "
        kind = (line.source_class.replace("_", " "), "$text-muted")
        shown.append(Content.assemble((name, "bold" if number == at else ""), kind))
    return Content("\n").join(shown)
