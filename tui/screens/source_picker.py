"""The source picker: a prompt that finds a source by part of its name, or adds a new one.

Where a chain may be typed, `>` stands between its links, the outermost first: "CCTV > Xi". A link
left empty at either end stands for what is there already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual.content import Content

from claims.model import Mention, SourceClass
from claims.text import one_line
from store.queries import known_sources
from store.queries.known_sources import SourceLine
from store.verbs import sources
from tui.screens.ask_line import ask
from tui.screens.base import DeskScreen

PICKED = 4  # sources that are shown at once: the panel of an 80x24 screen has four lines
LINK = ">"
_HINT = "type part of a name; ↑↓ choose; +name adds a new source"
_CHAIN_HINT = "type part of a name; ↑↓ choose; +name is new; CCTV > Xi is a chain"

Voice = str | Mention  # a source by its id, or a voice of the article that is in no registry yet


class Offer(NamedTuple):
    """What the list offers: a source, or a voice of the article."""

    voice: Voice
    line: SourceLine


class SourcePicker:
    """What is offered for what has been typed, and which of it is in hand."""

    def __init__(self, screen: DeskScreen, voices: Sequence[Mention] = ()) -> None:
        self._desk = screen.desk
        lines = known_sources.sources(screen.desk.conn)
        self._known = _choices(lines, voices)
        self._found: list[Offer] = []
        self._at = 0
        self._before = ""
        self._linked = False

    def type(self, text: str) -> None:
        self._before, mark, part = text.rpartition(LINK)
        self._linked = bool(mark)
        self._found, self._at = _ranked(self._known, part), 0

    def move(self, step: int) -> None:
        self._at = (self._at + step) % (len(self._found) or 1)

    def shown(self) -> Content:
        """The sources around the one in hand, behind the links before it."""
        before = [one_line(self._name(link)) for link in self._before.split(LINK)]
        head = f"{f' {LINK} '.join(before)} {LINK} ".lstrip() if self._linked else ""
        return choices([choice.line for choice in self._found], self._at, head)

    def picked(self, text: str) -> list[Voice | None]:
        """The links of what was typed, the one in hand last; None for an empty one."""
        before, mark, last = text.rpartition(LINK)
        links = [self._link(part) for part in before.split(LINK)] if mark else []
        return [*links, self._last(last, empty=bool(mark))]

    def _last(self, text: str, *, empty: bool) -> Voice | None:
        if empty and not text.strip() and not self._at:
            return None
        if self._found and not text.strip().startswith("+"):
            return self._found[self._at].voice
        return self._new(text)

    def _link(self, text: str) -> Voice | None:
        """The source that a link before the last one means: the best that fits, or a new one."""
        if not text.strip():
            return None
        fits = self._fitting(text)
        return fits[0].voice if fits else self._new(text)

    def _name(self, text: str) -> str:
        fits = self._fitting(text) if text.strip() else ()
        return fits[0].line.name if fits else text.strip()

    def _fitting(self, text: str) -> list[Offer]:
        return [] if text.strip().startswith("+") else _ranked(self._known, text)

    def _new(self, text: str) -> Voice | None:
        name = text.strip(" +")
        return sources.add(self._desk, name, SourceClass.UNNAMED) if name else None


def pick_source(
    screen: DeskScreen,
    *,
    show: Callable[[Content], None],
    picked: Callable[[list[Voice | None]], None],
    closed: Callable[[], None],
    voices: Sequence[Mention] = (),
    chain: bool = False,
) -> None:
    """Ask for a source. `show` draws the choices, `closed` puts back what they covered, `picked`
    gets the links of a chain, which is a single one unless `chain` is wanted.

    `voices` are the article's own, which come first.
    """
    picker = SourcePicker(screen, voices)

    def typing(text: str) -> None:
        picker.type(text)
        show(picker.shown())

    def move(step: int) -> None:
        picker.move(step)
        show(picker.shown())

    def done(text: str | None) -> None:
        screen.pick_move = None
        closed()
        if text is None:
            return
        links = picker.picked(text)
        if any(links):
            picked(links if chain else links[-1:])

    screen.pick_move = move
    ask(screen, done, placeholder=_CHAIN_HINT if chain else _HINT, on_typing=typing)
    typing("")


def _choices(lines: Sequence[SourceLine], voices: Sequence[Mention]) -> list[Offer]:
    """Every source, those of the article first, with the voices that are no source yet."""
    by_id = {line.id: line for line in lines}
    own = [
        Offer(one.source_id, by_id[one.source_id])
        if one.source_id in by_id
        else Offer(one, _unregistered(one))
        for one in voices
    ]
    taken = {choice.line.id for choice in own}
    return [*own, *(Offer(line.id, line) for line in lines if line.id not in taken)]


def _unregistered(voice: Mention) -> SourceLine:
    told = voice.role or voice.organisation or "in this article"
    return SourceLine("", voice.text, told, voice.aka, None, None, False, False, 0)


def _ranked(known: Sequence[Offer], text: str) -> list[Offer]:
    order = ranked([choice.line for choice in known], text)
    places = {id(choice.line): choice for choice in known}
    return [places[id(line)] for line in order]


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


def choices(found: Sequence[SourceLine], at: int, before: str = "") -> Content:
    """The sources around the one in hand, each behind `before`."""
    if not found:
        return Content.assemble(("no such source; ", "bold"), "Enter adds it under this name")
    first = max(0, at - PICKED + 1)
    shown = []
    for number, line in enumerate(found[first : first + PICKED], first):
        name = f"{'▸' if number == at else ' '} {before}{one_line(line.name)}  "
        kind = (line.source_class.replace("_", " "), "$text-muted")
        shown.append(Content.assemble((name, "bold" if number == at else ""), kind))
    return Content("\n").join(shown)
