"""The acts of the library, one for each key: move, open or add an article.

`ACTS` is the table of contents, by the ids of `tui/keys.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from claims.intake import Refused
from store.errors import TwosourceError
from store.verbs import intake
from store.verbs.opening import open_desk
from tui.incoming import read_article
from tui.screens.ask_line import ask
from tui.screens.library.screen import LibraryScreen

Act = Callable[[LibraryScreen], None]


def perform(screen: LibraryScreen, action: str) -> None:
    ACTS[action](screen)


def _on_article(do: Callable[[LibraryScreen, int], None], what: str) -> Act:
    """An act on the article under the cursor, which says so where there is none."""

    def act(screen: LibraryScreen) -> None:
        article = screen.current
        if article is None:
            screen.say(f"there is nothing to {what} yet; a adds an article")
            return
        screen.stay_on(article.id)
        do(screen, article.id)

    return act


# --- taking in -----------------------------------------------------------------------------------


def _add(screen: LibraryScreen) -> None:
    """Ask for a path; the file is read in a thread, for a long article takes seconds."""

    def done(text: str | None) -> None:
        if text and text.strip():
            screen.say(f"reading {text.strip()} …")
            screen.run_worker(lambda: _take_in(screen, text.strip()), thread=True, exclusive=True)

    ask(screen, done, placeholder="path of a text, Markdown, HTML or PDF file")


def _take_in(screen: LibraryScreen, path: str) -> None:
    """In a thread, with a connection of its own."""
    name = screen.desk.reviewer.name if screen.desk.reviewer else None
    try:
        desk = open_desk(screen.desk.database.path, name)
        try:
            article = read_article(str(Path(path).expanduser()))
            added = intake.take_in(desk, *article)
        finally:
            desk.close()
    except (TwosourceError, Refused) as error:
        screen.app.call_from_thread(screen.say, str(error), wrong=True)
        return
    state = "already in the library" if added.known else "added"
    if article.document.notice:
        state += f"; {article.document.notice}"
    told = f"{article.title}: {added.claims} claims, {state}; Enter opens it"
    screen.app.call_from_thread(screen.arrived, added.document, told)


ACTS: dict[str, Act] = {
    "library.down": lambda screen: screen.list.move(1),
    "library.up": lambda screen: screen.list.move(-1),
    "library.first": lambda screen: screen.list.goto(0),
    "library.last": lambda screen: screen.list.goto(len(screen.articles) - 1),
    "library.open": _on_article(lambda screen, article: screen.doors.review(article), "open"),
    "library.add": _add,
    "library.export": _on_article(lambda screen, article: screen.doors.export(article), "export"),
    "library.session": _on_article(
        lambda screen, article: screen.doors.session(article), "review together"
    ),
    "library.help": lambda screen: screen.doors.help(screen.desk.scale),
    "library.quit": lambda screen: screen.app.exit(),
    "library.suspend": lambda screen: screen.app.action_suspend_process(),
}
