"""The session screen: who is in an article's session, how far they are, how much they agree.

The list below has the cursor: the claims on which members differ. All is read as one value
(`SessionOverview`) and drawn from one place. What a key does is in `acts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.widgets import Static

from store.clock import local
from store.queries import articles
from store.queries.team import at_work, session_overview
from store.verbs.desk import Desk
from tui.keys import Key, Mode, label_of
from tui.screens import bars
from tui.screens.base import Acts, DeskScreen, Doors
from tui.screens.presence import Presence
from tui.screens.session import lines
from tui.widgets.row_list import Row, RowList
from tui.widgets.scrolled_lines import ScrolledLines

POLL = 0.25  # seconds between two looks for what a colleague wrote; reading it all takes a while
PEOPLE = 1.0  # seconds between two looks for who came and went
FRAME = 6  # lines of the screen that are neither about the session nor its list
LIST = 5  # lines that the list keeps


class SessionScreen(DeskScreen):
    """Opens on the session that goes on about an article, else on the last one."""

    CSS_PATH = "session.tcss"
    rest = Mode.SESSION
    said_rows = 2
    about: ScrolledLines
    disputes: RowList
    prompts_at = "#more"

    def __init__(
        self, desk: Desk, document: int, keys: tuple[Key, ...], doors: Doors, acts: Acts
    ) -> None:
        super().__init__(desk, keys, doors, acts)
        self.document = document
        self.mode = self.rest
        self.asked = ""  # the step that the same key again takes
        self._seen = desk.database.data_version()
        self.meeting = self._read()
        self.article = articles.article(desk.conn, document, self.reviewer)
        self._presence = Presence(desk, document)
        self._there = self._people()
        self._rows: Sequence[Row] | None = None
        self._lines = self._wanted = 0

    # --- layout ----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        self._cells = lines.says_cells(self.app.size.width)  # of who says what
        yield Static("", id="top", markup=False)
        yield ScrolledLines(id="about")
        yield Static("", id="heading", markup=False)
        yield RowList(on_cursor=lambda _: None, named=self._cells, id="disputes")
        yield Static("", id="said", markup=False)
        yield Static("", id="more", markup=False)
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        self.about = self.query_one("#about", ScrolledLines)
        self.disputes = self.query_one("#disputes", RowList)
        self.set_focus(self.disputes, scroll_visible=False)  # now: a prompt may be the next key
        self._show()
        self.guarded(self._presence.tell)
        self.set_interval(POLL, self._look)
        self.set_interval(PEOPLE, self._look_round)

    def come_back(self) -> None:
        self.reload()

    # --- the session -----------------------------------------------------------------------------

    @property
    def current(self) -> session_overview.Dispute | None:
        """The claim under the cursor."""
        known = self.meeting.disputes if self.meeting else ()
        return known[self.disputes.cursor] if known else None

    def changed(self, said: str, at: str = "") -> None:
        """Redraw after a verb, and say what it did."""
        self.reload()
        self.say(f"{said} · {local(at, '%H:%M:%S')}" if at else said)

    def reload(self) -> None:
        """Read the session anew; the cursor stays on its claim."""
        keep = self.current.claim if self.current else 0
        self._seen = self.desk.database.data_version()
        self.meeting = self._read()
        self._show(keep)

    def _read(self) -> session_overview.SessionOverview | None:
        desk = self.desk
        return session_overview.read(desk.conn, self.document, self.reviewer, desk.scale, desk.now)

    def _look(self) -> None:
        if self.at_rest and self.in_front:
            self.guarded(self._follow)

    def _follow(self) -> None:
        if self.desk.database.data_version() != self._seen:
            self.reload()
        self._presence.tell()

    def _look_round(self) -> None:
        """Who goes says so by saying nothing, which no version of the file tells."""
        if self.at_rest and self.in_front:
            there = self._people()
            if there != self._there:
                self._there = there
                self.guarded(self.reload)

    def _people(self) -> list[at_work.Present]:
        now = self.desk.now
        return at_work.people(self.desk.conn, self.document, self.reviewer, now)

    # --- drawing ---------------------------------------------------------------------------------

    def _show(self, keep: int = 0) -> None:
        known = self.meeting.disputes if self.meeting else ()
        ids = [one.claim for one in known]
        cursor = ids.index(keep) if keep in ids else min(self.disputes.cursor, len(ids))
        rows = [lines.row(one, self._cells) for one in known]
        if rows != self._rows or cursor != self.disputes.cursor:
            self._rows = rows
            self.disputes.show(len(ids), self._fetch, cursor)
        self.draw()

    def _fetch(self, start: int, stop: int) -> Sequence[Row]:
        return (self._rows or [])[start:stop]

    def _draw(self) -> None:
        width, found = self.size.width, self.meeting
        top = lines.top(found, self.article.title, width)
        self.query_one("#top", Static).update(top, layout=False)
        room = width - 2
        if found:
            shown = lines.about(found, room)
        else:
            told = lines.nothing(self.article.title, self.article.id, self.keys)
            shown = [part for line in told for part in line.wrap(room)]
        self._make_room(len(shown))
        self.about.show(shown)
        heading = lines.heading(found, width)
        self.query_one("#heading", Static).update(heading, layout=False)
        self.disputes.empty = lines.no_dispute(found)
        self._draw_keys()

    def _make_room(self, wanted: int) -> None:
        """What is told of the session gets the lines that it needs, if the list keeps some."""
        self._wanted = wanted
        rows = max(1, min(wanted, self.size.height - FRAME - LIST))
        if self._lines != rows:
            self._lines = rows
            self.about.styles.height = rows

    def _draw_keys(self) -> None:
        width, tail = self.size.width, f"{bars.tail(lines.TAIL, self.keys)} "
        if self.at_rest:
            more = self._wanted > self._lines
            near, far = lines.hints(self.meeting, self.keys, width, more=more)
        else:
            near, far, tail = bars.hints(self.mode, self.keys), [], ""
        self.query_one("#more", Static).update(bars.hint_line(far, width), layout=False)
        lower = bars.mode_line(self.mode, near, tail, width)
        self.query_one("#keys", Static).update(lower, layout=False)

    def shown(self, action: str) -> str:
        return label_of(action, self.keys).shown
