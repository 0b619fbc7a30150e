"""The library screen: every article on the desk, and how far you are with it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Static

from claims.text import one_line
from store.queries import articles
from store.queries.articles import Article
from store.queries.team import session_rows
from store.state.session import Session
from store.verbs.desk import Desk
from tui.keys import Key, Mode
from tui.screens import bars
from tui.screens.base import Acts, DeskScreen, Doors
from tui.widgets.row_list import Row, RowList


class LibraryScreen(DeskScreen):
    rest = Mode.LIBRARY
    prompts_at = "#said"

    def __init__(
        self, desk: Desk, keys: tuple[Key, ...], doors: Doors, acts: Acts, document: int = 0
    ) -> None:
        super().__init__(desk, keys, doors, acts)
        self.mode = Mode.LIBRARY
        self.articles: list[Article] = []
        self.sessions: dict[int, Session] = {}  # the open or last one, by article
        self._document = document

    def compose(self) -> ComposeResult:
        yield Static("", id="top", markup=False)
        yield RowList(on_cursor=lambda _: None, id="articles")
        yield Static("", id="said", markup=False)
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        self.list = self.query_one("#articles", RowList)
        self.list.empty = "No articles yet. Press a and type the path of one."
        self.reload()
        self.set_focus(self.list, scroll_visible=False)  # now: a prompt may be the next key

    def come_back(self) -> None:
        self.reload()

    def reload(self) -> None:
        self.articles = articles.articles(self.desk.conn, self.reviewer)
        self.sessions = session_rows.last_on_each(self.desk.conn)
        ids = [article.id for article in self.articles]
        cursor = ids.index(self._document) if self._document in ids else 0
        self.list.show(len(ids), self._fetch, cursor)
        self.draw()

    def _fetch(self, start: int, stop: int) -> Sequence[Row]:
        found = self.articles[start:stop]
        return [_row(article, self.sessions.get(article.id)) for article in found]

    def _draw(self) -> None:
        width = self.size.width
        count = len(self.articles)
        who = f"reviewer {one_line(self.desk.reviewer.name)}" if self.desk.reviewer else ""
        left = f" twosource  {count} article{'' if count == 1 else 's'}"
        self.query_one("#top", Static).update(bars.spread(left, f"{who} ", width), layout=False)
        self._draw_keys()

    def _hints(self) -> tuple[list[tuple[str, str]], str]:
        """What acts on an article first, then what moves; how to get help and out is never cut."""
        if self.mode is Mode.PROMPT:
            return [("Enter", "add it"), ("Esc", "cancel")], ""
        known = {key.id: (key.shown, key.label) for key in self.keys if key.mode is Mode.LIBRARY}
        tail = "  ".join(" ".join(known.pop(f"library.{name}")) for name in ("help", "quit"))
        moves = [known.pop(f"library.{name}") for name in ("down", "up", "first", "last")]
        return [*known.values(), *moves], f"{tail} "

    # --- keys ------------------------------------------------------------------------------------

    def _draw_keys(self) -> None:
        hints, tail = self._hints()
        line = bars.mode_line(self.mode, hints, tail, self.size.width)
        self.query_one("#keys", Static).update(line, layout=False)

    # --- articles --------------------------------------------------------------------------------

    @property
    def current(self) -> Article | None:
        """The article under the cursor."""
        return self.articles[self.list.cursor] if self.articles else None

    def arrived(self, document: int, said: str) -> None:
        """An article was taken in, by a thread beside the keys."""
        self.stay_on(document)
        self.reload()
        self.say(said)

    def stay_on(self, document: int) -> None:
        """Where the cursor goes when the list is read anew."""
        self._document = document


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
