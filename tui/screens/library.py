"""The library: every article of the desk and how far you are with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.events import Key as KeyPress
from textual.events import Resize
from textual.widgets import Static

from claims.text import one_line
from store.queries import articles, session_rows
from store.queries.articles import Article
from store.state.session import Session
from store.verbs.desk import Desk
from tui.keys import KEYS, Key, Mode, lookup, typed
from tui.screens import bars
from tui.screens.base import DeskScreen
from tui.widgets.claim_list import ClaimList, Row


class LibraryScreen(DeskScreen):
    rest = Mode.LIBRARY

    def __init__(self, desk: Desk, keys: tuple[Key, ...] = KEYS, document: int = 0) -> None:
        super().__init__(desk, keys)
        self.mode = Mode.LIBRARY
        self.articles: list[Article] = []
        self.sessions: dict[int, Session] = {}  # the open or last one, by article
        self._document = document
        self._away = False

    def compose(self) -> ComposeResult:
        self.set_class(self.app.size.width >= bars.WIDE, "-wide")  # or the first frame is redone
        yield Static("", id="top", markup=False)
        yield ClaimList(on_cursor=lambda _: None, id="articles")
        yield Static("", id="said", markup=False)
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        self.list = self.query_one("#articles", ClaimList)
        self.list.empty = "No article yet. a takes one in: type its path."
        self.reload()
        self.set_focus(self.list, scroll_visible=False)  # now: a prompt may be the next key

    def on_resize(self, _: Resize) -> None:
        self._draw()

    def on_screen_suspend(self) -> None:
        self._away = True

    def on_screen_resume(self) -> None:
        if self._away:
            self._away = False
            self.reload()

    def reload(self) -> None:
        self.articles = articles.articles(self.desk.conn, self.reviewer)
        self.sessions = session_rows.last_on_each(self.desk.conn)
        ids = [article.id for article in self.articles]
        cursor = ids.index(self._document) if self._document in ids else 0
        self.list.show(len(ids), self._fetch, cursor)
        self._draw()

    def _fetch(self, start: int, stop: int) -> Sequence[Row]:
        found = self.articles[start:stop]
        return [_row(article, self.sessions.get(article.id)) for article in found]

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        width = self.size.width
        count = len(self.articles)
        who = f"reviewer {one_line(self.desk.reviewer.name)}" if self.desk.reviewer else ""
        left = f" twosource  {count} article{'' if count == 1 else 's'}"
        self.query_one("#top", Static).update(bars.spread(left, f"{who} ", width), layout=False)
        hints, tail = self._hints()
        line = bars.mode_line(self.mode, hints, tail, width)
        self.query_one("#keys", Static).update(line, layout=False)

    def _hints(self) -> tuple[list[tuple[str, str]], str]:
        """What acts on an article first, then what moves; how to get help and out is never cut."""
        if self.mode is Mode.PROMPT:
            return [("Enter", "take it in"), ("Esc", "leave")], ""
        known = {key.id: (key.shown, key.label) for key in self.keys if key.mode is Mode.LIBRARY}
        tail = "  ".join(" ".join(known.pop(f"library.{name}")) for name in ("help", "quit"))
        moves = [known.pop(f"library.{name}") for name in ("down", "up", "first", "last")]
        return [*known.values(), *moves], f"{tail} "

    # --- keys ------------------------------------------------------------------------------------

    def act(self, event: KeyPress) -> bool:
        action = lookup(Mode.LIBRARY, self.keys).get(typed(event.key, event.character))
        if action:
            self._acts[action]()
        return action is not None

    @property
    def _acts(self) -> dict[str, Callable[[], None]]:
        return {
            "library.down": lambda: self.list.move(1),
            "library.up": lambda: self.list.move(-1),
            "library.first": lambda: self.list.goto(0),
            "library.last": lambda: self.list.goto(len(self.articles) - 1),
            "library.open": self._open,
            "library.add": self._ask,
            "library.export": self._export,
            "library.session": self._session,
            "library.help": self._help,
            "library.quit": self.app.exit,
            "library.suspend": self.app.action_suspend_process,
        }

    def _open(self) -> None:
        from tui.screens.review.screen import ReviewScreen

        if not self.articles:
            self.say("there is nothing to open yet; a takes an article in")
            return
        document = self.articles[self.list.cursor].id
        self.show(ReviewScreen(self.desk, document, self.keys))

    def _export(self) -> None:
        from tui.screens.export.screen import ExportScreen

        if not self.articles:
            self.say("there is nothing to export yet; a takes an article in")
            return
        document = self.articles[self.list.cursor].id
        self.app.push_screen(ExportScreen(self.desk, document, self.keys))

    def _session(self) -> None:
        from tui.screens.session.screen import SessionScreen

        if not self.articles:
            self.say("there is nothing to review together yet; a takes an article in")
            return
        self._document = self.articles[self.list.cursor].id
        self.app.push_screen(SessionScreen(self.desk, self._document, self.keys))

    def _help(self) -> None:
        from tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keys, self.desk.scale))

    # --- taking in -------------------------------------------------------------------------------

    def _ask(self) -> None:
        from tui.widgets.prompt import Prompt

        def done(text: str | None) -> None:
            self.mode = Mode.LIBRARY
            self.typed(self.list)
            self._draw()
            if text and text.strip():
                self.say(f"reading {text.strip()} …")
                self.run_worker(lambda: self._take_in(text.strip()), thread=True, exclusive=True)

        prompt = Prompt(done, placeholder="path of a text, Markdown, HTML or PDF file")
        self.mode = Mode.PROMPT
        self.type_into(prompt, instead_of="#said")
        self._draw()

    def _take_in(self, path: str) -> None:
        """In a thread with its own connection: a long article takes seconds to read."""
        from pathlib import Path

        from claims.intake import Refused
        from store.errors import TwosourceError
        from store.verbs.opening import open_desk
        from tui.cli.common import keep, read_article

        name = self.desk.reviewer.name if self.desk.reviewer else None
        try:
            desk = open_desk(self.desk.database.path, name)
            try:
                article = read_article(str(Path(path).expanduser()))
                title, added = keep(desk, article)
            finally:
                desk.close()
        except (TwosourceError, Refused) as error:
            self.app.call_from_thread(self.say, str(error), wrong=True)
            return
        state = "there already" if added.known else "taken in"
        if article[1].notice:
            state += f"; {article[1].notice}"
        self.app.call_from_thread(
            self._arrived, added.document, f"{title}: {added.claims} claims, {state}"
        )

    def _arrived(self, document: int, said: str) -> None:
        self._document = document
        self.reload()
        self.say(f"{said}; Enter opens it")


def _row(article: Article, session: Session | None) -> Row:
    done = article.claims and article.decided == article.claims
    letter, tone = ("✓", "good") if done else ("·", "todo")
    signed = "signed" if article.signed_at else ""
    if article.changed_since:
        signed = f"{article.changed_since} since sign-off"
    date = article.date_published[:10]
    later = f"superseded by {article.superseded_by}" if article.superseded_by else ""
    team = f"{session.phase} {session.id}" if session else ""
    flags = "  ".join(
        part for part in (team, later, signed, date, one_line(article.file_name)) if part
    )
    progress = f"{article.decided}/{article.claims}"
    return Row(str(article.id), letter, tone, progress, one_line(article.title), flags)
