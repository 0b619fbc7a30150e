"""The acts of the export screen, one for each key: read the screen, choose or export.

`ACTS` is the table of contents, by the ids of `tui/keys.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from store.errors import WrongUsage
from tui.screens import output_paths
from tui.screens.ask_line import ask
from tui.screens.export import options

if TYPE_CHECKING:
    from tui.screens.export.screen import ExportScreen

Act = Callable[["ExportScreen"], None]

UNREVIEWED = "unreviewed"


def perform(screen: ExportScreen, action: str) -> None:
    ACTS[action](screen)


def _turn(name: str) -> Act:
    """Switch one choice on or off."""

    def act(screen: ExportScreen) -> None:
        turned: dict[str, Any] = {name: not getattr(screen.wish, name)}
        screen.choose(screen.wish._replace(**turned))

    return act


def _mine(screen: ExportScreen) -> None:
    if not screen.reviewer:
        raise WrongUsage("no reviewer is named, so no judgement is yours")
    _turn("mine")(screen)


def _status(screen: ExportScreen) -> None:
    """The next status of the scale; behind the last one, every status again."""
    known = ["", UNREVIEWED, *(status.id for status in screen.desk.scale.statuses)]
    at = known.index(screen.wish.status)
    screen.choose(screen.wish._replace(status=known[(at + 1) % len(known)]))


def _since(screen: ExportScreen) -> None:
    if screen.wish.whole:
        raise WrongUsage("a desk is not signed off, only an article is; a goes back to this one")
    if not screen.about.article.signed_at:
        raise WrongUsage("this article is not signed off yet")
    _turn("since")(screen)


def _history(screen: ExportScreen) -> None:
    if not screen.form.has_history:
        raise WrongUsage(f"{screen.form.name} cannot include the history; md and html can")
    _turn("history")(screen)


def _to(screen: ExportScreen) -> None:
    def done(text: str | None) -> None:
        if text is not None:
            screen.choose(options.placed(screen.wish, screen.form, text))

    place = options.place(screen.wish, screen.form, screen.about.article)
    kind = "new folder" if screen.form.folder else "file, or of a folder for it"
    hint = f"path of a {kind}; leave empty for the usual name"
    ask(screen, done, placeholder=hint, value=output_paths.shown(place))


def _replace(screen: ExportScreen) -> None:
    if not screen.asked:
        raise WrongUsage("there is nothing to replace; Enter exports")
    screen.send(force=True)


def _copy(screen: ExportScreen) -> None:
    if not screen.path:
        raise WrongUsage("nothing exported yet; Enter exports")
    screen.app.copy_to_clipboard(screen.path)
    screen.say(f"path copied: {screen.path}")


def _page(step: int) -> Act:
    def act(screen: ExportScreen) -> None:
        view = screen.preview
        line = view.scroll_offset.y + step * max(1, view.size.height - 1)
        view.scroll_to(y=line, animate=False)

    return act


def _help(screen: ExportScreen) -> None:
    screen.doors.help(screen.desk.scale)


def _back(screen: ExportScreen) -> None:
    if screen.sending.busy:
        screen.say("stopping …")
        screen.sending.stop()
    else:
        screen.app.pop_screen()


ACTS: dict[str, Act] = {
    "export.send": lambda screen: screen.send(),
    "export.down": lambda screen: screen.formats.move(1),
    "export.up": lambda screen: screen.formats.move(-1),
    "export.to": _to,
    "export.article": _turn("whole"),
    "export.mine": _mine,
    "export.status": _status,
    "export.since": _since,
    "export.final": _turn("final"),
    "export.redact": _turn("redact"),
    "export.history": _history,
    "export.replace": _replace,
    "export.copy": _copy,
    "export.page_down": _page(1),
    "export.page_up": _page(-1),
    "export.help": _help,
    "export.back": _back,
    "export.suspend": lambda screen: screen.app.action_suspend_process(),
}
