"""The adjudication screen: all judgements of one claim side by side, and keys for the last word.

What is shown is one value (`disputed_claim.Case`), drawn from one place; it follows what colleagues
write. A last word is accepted only on what was on the screen. What a key does is in `acts`.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from claims.model import Span
from claims.reading.sentences import sentences
from claims.scales import Shelf
from claims.text import visible
from store.clock import local
from store.errors import NotPermitted
from store.queries import articles, known_scales, known_sources
from store.queries.team import disputed_claim
from store.verbs import comments
from store.verbs.desk import Change, Desk
from store.verbs.settling import LastWord
from tui.keys import Key, Mode, label_of
from tui.screens import bars
from tui.screens.adjudication import hints, lines
from tui.screens.base import Acts, DeskScreen, Doors
from tui.screens.presence import Presence
from tui.widgets.scrolled_lines import ScrolledLines
from tui.widgets.text_lines import TextLines

POLL = 0.1  # seconds between two looks for what a colleague wrote
HIDDEN = "a blind session has begun: others' judgements are hidden until its reveal"
FRAME = 8  # lines of the screen that are not the case
WORDS = {True: 2, False: 3}  # lines of the claim in its sentence, where it is wide and not


class AdjudicationScreen(DeskScreen):
    """Raises: `NotPermitted` while the session about the article is blind, so it never opens."""

    CSS_PATH = "adjudication.tcss"
    rest = Mode.ADJUDICATION
    said_rows = 2
    prompts_at = "#more"
    given_up = "nothing decided"

    def __init__(
        self,
        desk: Desk,
        document: int,
        claim: int,
        keys: tuple[Key, ...],
        doors: Doors,
        acts: Acts,
    ) -> None:
        super().__init__(desk, keys, doors, acts)
        self.document = document
        self.mode = self.rest
        self._seen = desk.database.data_version()
        self.case: disputed_claim.Case | None = self._read(claim)
        self.word: LastWord | None = None  # what is being said, while its reason is asked for
        self.saved = ""
        self._claim = claim
        self._text = articles.text(desk.conn, document)
        self._title = articles.article(desk.conn, document).file_name
        self.left = self._waiting()
        self._presence = Presence(desk, document)
        self._lines: list[Content] = []

    # --- layout ----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Static("", id="top", markup=False)
        yield TextLines(id="sentence")
        yield ScrolledLines(id="case")
        yield Static("", id="said", markup=False)
        yield Static("", id="more", markup=False)
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        self.body = self.query_one("#case", ScrolledLines)
        self.set_focus(self.body, scroll_visible=False)  # now: a prompt may be the next key
        self.guarded(self._arrive)
        self.set_interval(POLL, self._look)

    def come_back(self) -> None:
        self.reload()

    # --- keys ------------------------------------------------------------------------------------

    def enter(self, mode: Mode) -> None:
        """Let the next key mean something else."""
        if mode is self.rest:
            self.word = None
        super().enter(mode)

    # --- the case --------------------------------------------------------------------------------

    def _read(self, claim: int) -> disputed_claim.Case:
        desk = self.desk
        return disputed_claim.read(desk.conn, claim, self.reviewer, desk.scale)

    def _waiting(self) -> list[int]:
        desk = self.desk
        return disputed_claim.waiting(desk.conn, self.document, self.reviewer, desk.now)

    @property
    def known(self) -> disputed_claim.Case:
        """Raises: `NotPermitted` where a session has become blind since the screen was opened."""
        if self.case is None:
            raise NotPermitted(HIDDEN)
        return self.case

    @property
    def shelf(self) -> Shelf:
        """The scale on which the claim is settled, among all."""
        used = self.case.scale if self.case else self.desk.scale
        return known_scales.shelf(self.desk.conn, used)

    def go(self, claim: int) -> None:
        """Settle another claim of the article."""
        self._claim = claim
        self.case = self._read(claim)
        self._arrive()
        self.say("")
        self._draw(anew=True)

    def _arrive(self) -> None:
        comments.have_seen(self.desk, self._claim)
        self._presence.tell(self._claim)

    def changed(self, change: Change, said: str) -> None:
        """Redraw after a verb, from the top, and say what it did with the time it was saved."""
        self.saved = local(change.at, "%H:%M:%S") if change.at else self.saved
        self.reload()
        self.scroll(-self.body.top)
        undo = label_of("ruling.undo", self.keys).shown
        self.say(f"{said} · saved {self.saved} · {undo} undo")

    def reload(self) -> None:
        """Read the case anew; the reader stays where they are."""
        self._seen = self.desk.database.data_version()
        self.case = None
        try:
            self.case = self._read(self._claim)
            self.left = self._waiting()
        finally:
            self.draw()

    def catch_up(self) -> None:
        """Show what a colleague wrote into the same file meanwhile, if anything."""
        if self.desk.database.data_version() != self._seen:
            self.reload()
            comments.have_seen(self.desk, self._claim)

    def _look(self) -> None:
        if self.at_rest and self.in_front:
            self.guarded(self._follow)

    def _follow(self) -> None:
        self.catch_up()
        self._presence.tell(self._claim)

    # --- drawing ---------------------------------------------------------------------------------

    def _draw(self, *, anew: bool = False) -> None:
        width, room = self.size.width, self.size.width - 2
        if self.case is None:
            self.body.show([Content(HIDDEN)], anew=True)
            self.query_one("#sentence", TextLines).update(Content(""))
            self._draw_keys()
            return
        right = f"saved {self.saved}" if self.saved else ""
        top = lines.top(self.case, self._title, len(self.left), right, width)
        self.query_one("#top", Static).update(top, layout=False)
        self.query_one("#sentence", TextLines).update(self._sentence(room))
        names = known_sources.names(self.desk.conn)
        shown = lines.ShownCase(self.shelf, names, self.keys)
        self._lines = lines.body(self.case, shown, room)
        self.body.show(self._lines, anew=anew)
        self._draw_keys()

    def _sentence(self, room: int) -> Content:
        row = self.known.claim
        claim = Span(row.start, row.end)
        around = [s for s in sentences(self._text) if s.start < row.end and row.start < s.end]
        start = min((s.start for s in around), default=row.start)
        end = max((s.end for s in around), default=row.end)
        rows = WORDS[self.has_class("-wide")]
        cells = rows * room - rows * 6  # what breaking at spaces may cost
        text = visible(self._text)
        return lines.words(row.number, text, Span(start, end), claim, cells)

    @property
    def _below(self) -> int:
        """How many lines are further down; known before the lines are laid out."""
        return max(0, len(self._lines) - self.body.top - (self.size.height - FRAME))

    def scroll(self, by: int) -> bool:
        """Read so many lines on, or back; False where there is nothing further."""
        moved = self.body.scroll(by)
        self._draw_keys()
        return moved

    def _draw_keys(self) -> None:
        width, tail = self.size.width, f"{bars.tail(hints.TAIL, self.keys)} "
        if self.at_rest:
            near, far = hints.hints(self.case, self.keys, width, self._below)
        else:
            near, far = bars.hints(self.mode, self.keys), list[tuple[str, str]]()
            count = bars.fitting(self.mode, near, width)
            near, far, tail = near[:count], near[count:], ""
        self.query_one("#more", Static).update(bars.hint_line(far, width), layout=False)
        lower = bars.mode_line(self.mode, near, tail, width)
        self.query_one("#keys", Static).update(lower, layout=False)
