"""The texts of the export screen, as pure functions: formats, choices, progress, keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from claims.text import one_line, shorten
from store.clock import local
from store.queries.articles import Article
from tui.keys import Key, label_of
from tui.screens import output_paths
from tui.screens.bars import Hints, clipped, labelled, spread
from tui.screens.export.options import FormatLine, Wish
from tui.widgets.row_list import Row

NAME_CELLS = 13  # of the longest format, webannotation


class ChoiceLine(NamedTuple):
    """The id of its key, what it is about, what is chosen, and the same in fewer words."""

    action: str
    name: str
    value: str
    on: bool = False
    brief: str = ""


class ExportedDesk(NamedTuple):
    """What the choices are made from."""

    article: Article
    articles: int
    reviewer: str
    protected: int
    status: str  # how the chosen status is called


def row(form: FormatLine, *, written: bool) -> Row:
    """A format as the list shows it; a tick says that it was written just now."""
    letter, tone = ("✓", "good") if written else ("×", "bad") if form.why else ("·", "todo")
    ending = "folder" if form.folder else form.suffix
    return Row("", letter, tone, form.name, one_line(form.about), ending)


def top(about: ExportedDesk, wish: Wish, width: int) -> str:
    name = "the whole desk" if wish.whole else about.article.title
    far = "" if wish.whole else f"{about.article.decided}/{about.article.claims} decided by you "
    room = width - cell_len(far) - 2
    return spread(clipped(f" export  {one_line(name)}", room), far, width)


def choices(wish: Wish, form: FormatLine, about: ExportedDesk, path: Path) -> list[ChoiceLine]:
    """Everything that a key changes, in the order of reading."""
    return [_scope(wish, about), *_judged(wish, about), *_told(wish, form, about), _to(path)]


def _scope(wish: Wish, about: ExportedDesk) -> ChoiceLine:
    many = f"{about.articles} article{'' if about.articles == 1 else 's'}"
    value, brief = (f"whole desk ({many})", "whole desk") if wish.whole else ("this article", "")
    return ChoiceLine("article", "scope", value, wish.whole, brief)


def _judged(wish: Wish, about: ExportedDesk) -> list[ChoiceLine]:
    """Which judgements."""
    who = f"only {about.reviewer}" if wish.mine else "everybody"
    status = f"only {about.status}" if wish.status else "every status"
    since, when = wish.since and not wish.whole, local(about.article.signed_at, "%d %b %H:%M")
    start = f"since sign-off, {when}" if since else "from the beginning"
    return [
        ChoiceLine("mine", "by", who, wish.mine, shorten(who, _BRIEF)),
        ChoiceLine("status", "status", status, bool(wish.status), shorten(status, _BRIEF)),
        ChoiceLine("since", "since", start, since, "since sign-off" if since else ""),
    ]


def _told(wish: Wish, form: FormatLine, about: ExportedDesk) -> list[ChoiceLine]:
    """How they are told."""
    final = "one per claim: ruled on or shared" if wish.final else "each reviewer's own"
    plain = f"as they are ({about.protected or 'none'} protected)"
    names = "protected sources by code name" if wish.redact else plain
    history, brief = ("included", "with history") if wish.history else ("left out", "no history")
    if not form.has_history:
        history, brief = f"not in {form.name}", "no history"
    return [
        ChoiceLine("final", "verdicts", final, wish.final, "final view" if wish.final else ""),
        ChoiceLine(
            "redact", "names", names, wish.redact, f"names {plain}" if not wish.redact else ""
        ),
        ChoiceLine("history", "history", history, wish.history and form.has_history, brief),
    ]


def _to(path: Path) -> ChoiceLine:
    where = one_line(output_paths.shown(path))
    return ChoiceLine("to", "to", where, True, f"to {where}")


_BRIEF = 20  # code points of a name or a status where room is short
_BREAKS = ("final", "to")  # what begins a line there


def panel(found: Sequence[ChoiceLine], keys: tuple[Key, ...], *, wide: bool) -> Content:
    """One choice a line where there is room, else three lines of them."""
    text = Content("")
    for number, one in enumerate(found):
        between = "" if not number else "\n" if wide or one.action in _BREAKS else " · "
        value = one.value if wide else one.brief or one.value
        name = f" {one.name:<10}" if wide else " "
        shown, style = label_of(f"export.{one.action}", keys).shown, "bold" if one.on else ""
        text = Content.assemble(text, between, (shown, "bold"), name, (value, style))
    return text


def begins(form: FormatLine, width: int, *, working: bool) -> str:
    """The line above the preview: which format this is the beginning of."""
    about = "" if form.why else f": {one_line(form.about)}"
    return clipped(f" {form.name}{about}{' …' if working else ''}", width)


def progress(form: str, passed: int, total: int) -> str:
    """A format may pass every claim several times: for counts, for lists, for the claims."""
    turn, done = divmod(max(0, passed - 1), max(1, total))
    again = f", pass {turn + 1}" if turn else ""
    return f"exporting {form}: {done + 1 if passed else 0} of {total} claims{again}"


def written(path: str, copy: str, room: int) -> str:
    """The notice; a path that is too long loses its beginning, never its name."""
    before, path = f"written, {copy} copies the path: ", one_line(path)
    while cell_len(before) + cell_len(path) > room:
        path = "…" + path[2:]
    return before + path


# --- the keys ------------------------------------------------------------------------------------

_NEAR = (
    (("export.send",), "export", "export"),
    (("export.down", "export.up"), "format", "format"),
    (("export.to",), "where to", "where to"),
    (("export.page_up", "export.page_down"), "preview", "preview"),
    (("export.copy",), "copy path", "copy path"),
)
_FAR = (
    (("export.article",), "article or desk", "desk"),
    (("export.mine",), "everybody or mine", "mine"),
    (("export.status",), "status", "status"),
    (("export.since",), "since sign-off", "sign-off"),
    (("export.final",), "final view", "final"),
    (("export.redact",), "redact", "redact"),
    (("export.history",), "history", "history"),
)
_ASKED = (
    (("export.replace",), "replace it", "replace it"),
    (("export.to",), "another name", "another name"),
)
_SENDING = ((("export.back",), "stop", "stop"),)
TAIL = ("export.help", "export.back")


def hints(keys: tuple[Key, ...], width: int, *, asked: bool, sending: bool) -> tuple[Hints, Hints]:
    """The two lines of keys: what writes, and what chooses."""
    if sending:
        return labelled(_SENDING, keys, width), []
    return labelled(_ASKED if asked else _NEAR, keys, width), labelled(_FAR, keys, width)
