"""The evidence screen: the pieces on one claim, the current one open at the place that matters.

The list has the cursor, all else follows it and is drawn synchronously from `follow`, one frame a
key. A document opens at its chosen passage, else at the stretch most like the claim; that place is
only where to begin to read. What a key does is in `acts`.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from claims.model import Span
from claims.text import one_line, visible
from store.clock import local
from store.queries import claim_rows, evidence_items, known_scales
from store.queries.evidence_items import Item
from store.verbs.desk import Change, Desk
from tui.keys import Key, Mode, label_of
from tui.screens import bars
from tui.screens.base import Acts, DeskScreen, Doors
from tui.screens.evidence import lines
from tui.screens.evidence.documents import OpenDocuments
from tui.widgets.article import ArticleView
from tui.widgets.row_list import Row, RowList
from tui.widgets.text_lines import TextLines

POLL = 0.1  # seconds between two looks for what a colleague or a reading thread wrote
EMPTY = (
    "No evidence is attached yet. a attaches a file, a page, a conversation or the author's word."
)


class EvidenceScreen(DeskScreen):
    """Opens at `item`, and with `focus` at a place of one document, given by its hash."""

    CSS_PATH = "evidence.tcss"
    rest = Mode.EVIDENCE
    prompts_at = "#more"

    def __init__(
        self,
        desk: Desk,
        claim: int,
        keys: tuple[Key, ...],
        doors: Doors,
        acts: Acts,
        *,
        item: str = "",
        focus: tuple[str, Span] | None = None,
    ) -> None:
        super().__init__(desk, keys, doors, acts)
        self.mode = self.rest
        self.claim = claim_rows.row(desk.conn, claim, self.reviewer)
        self.items: list[Item] = []
        self.text = ""  # of the document that is open; empty where the piece is none
        self.selection: Span | None = None
        self.moving_start = False
        self.hits: list[Span] = []
        self.hit = -1
        self.saved = ""
        self.documents = OpenDocuments(desk.conn, self.claim, focus)
        self._wanted = item
        self._numbers: dict[str, int] = {}
        self._seen = 0

    # --- layout ----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Static("", id="top", markup=False)
        yield TextLines(id="words")
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield RowList(on_cursor=self.follow, id="pieces")
                yield TextLines(id="piece")
            with Vertical(id="right"):
                yield ArticleView(id="document")
        yield Static("", id="said", markup=False)
        yield Static("", id="more", markup=False)
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        self.pieces = self.query_one("#pieces", RowList)
        self.document = self.query_one("#document", ArticleView)
        words = Content.assemble((f"#{self.claim.number} ", "bold"), one_line(self.claim.exact))
        self.query_one("#words", TextLines).update(words)
        self.pieces.empty = "No evidence is attached yet."
        self._seen = self.desk.database.data_version()
        self.reload(self._wanted)
        self.set_focus(self.pieces, scroll_visible=False)  # now: a prompt may be the next key
        self.set_interval(POLL, self._look)

    # --- keys ------------------------------------------------------------------------------------

    def enter(self, mode: Mode) -> None:
        """Let the next key mean something else."""
        if mode is Mode.EVIDENCE and self.selection is not None:
            self.selection = None
            self.document.mark(None)
        super().enter(mode)

    # --- pieces ----------------------------------------------------------------------------------

    @property
    def current(self) -> Item | None:
        return self.items[self.pieces.cursor] if self.items else None

    @property
    def page(self) -> ArticleView:
        """On which a span is drawn."""
        return self.document

    @property
    def piece(self) -> Item:
        """The piece under the cursor, for acts that are only asked for where there is one."""
        return self.items[self.pieces.cursor]

    def number(self, item: Item) -> int:
        """The number under which the commands know a piece."""
        return self._numbers.get(item.id, 0)

    def reload(self, item: str = "") -> None:
        """Read the pieces anew; the cursor goes to `item`, or stays where it was."""
        keep = item or (self.current.id if self.current else "")
        at = self.pieces.cursor
        conn = self.desk.conn
        self.claim = claim_rows.row(conn, self.claim.id, self.reviewer)
        self.items = evidence_items.of_claim(conn, self.claim.id, self.reviewer)
        known = evidence_items.numbered(conn, self.claim.document)
        self._numbers = {one.id: number for number, one in known.items()}
        ids = [one.id for one in self.items]
        cursor = ids.index(keep) if keep in ids else min(at, len(ids))
        self.pieces.show(len(ids), self._fetch, cursor)
        self.draw()
        self.follow(self.pieces.cursor)

    def _fetch(self, start: int, stop: int) -> Sequence[Row]:
        return [lines.row(one, self.number(one)) for one in self.items[start:stop]]

    def changed(self, change: Change, said: str, item: str = "") -> None:
        """Redraw after a verb, and say what it did with the time it was saved."""
        self.saved = local(change.at, "%H:%M:%S") if change.at else self.saved
        self._seen = self.desk.database.data_version()
        self.reload(item)
        undo = label_of("piece.undo", self.keys).shown
        self.say(f"{said} · saved {self.saved} · {undo} undo")

    def _look(self) -> None:
        if self.mode is Mode.EVIDENCE and self.in_front:
            self.guarded(self._catch_up)

    def _catch_up(self) -> None:
        version = self.desk.database.data_version()
        if version != self._seen:
            self._seen = version
            self.reload()

    # --- the document ----------------------------------------------------------------------------

    def follow(self, _: int) -> None:
        """Everything that shows the piece under the cursor."""
        self.hits, self.hit = [], -1
        item = self.current
        if item is None:
            self.text = ""
            self.document.show(EMPTY, [Span(0, len(EMPTY))])
        elif item.text:
            self._open(item)
        else:
            self.text, shown = "", visible(lines.record(item))
            self.document.show(shown, [Span(0, len(shown))])
        self.draw_piece()

    def _open(self, item: Item) -> None:
        self.text = self.documents.text(item)
        shown = visible(self.text) or "This document is not on the desk yet."
        whole, place = Span(0, len(shown)), self.place(item)
        self.document.show(shown, [place, whole] if place else [whole], 0 if place else -1)

    def place(self, item: Item) -> Span | None:
        """Where its document is open."""
        return self.documents.place(item)

    def unfocus(self) -> None:
        """The reader chooses where to look from now on."""
        self.documents.focus = None

    # --- drawing ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        right = f"saved {self.saved}" if self.saved else ""
        width = self.size.width
        top = lines.top(
            self.claim,
            known_scales.shelf(self.desk.conn, self.desk.scale),
            self.items,
            right,
            width,
        )
        self.query_one("#top", Static).update(top, layout=False)
        self._draw_keys()
        self.draw_piece()

    def draw_piece(self) -> None:
        """What the piece is, beside or above its document."""
        item, widget = self.current, self.query_one("#piece", TextLines)
        if item is None:
            widget.update(Content(""))
        elif self.has_class("-wide"):
            number = self.number(item)
            widget.update(lines.detail(item, number, self.claim.number, self._told(item)))
        else:
            widget.update(lines.short(item, self.number(item), self._told(item)))

    def _told(self, item: Item) -> str:
        """Why the document is open where it is."""
        if not item.text:
            return "no document"
        if self.documents.focused(item):
            return "open at the lead's passage"
        if self.documents.chosen(item):
            return "open at the chosen passage"
        choose = f"{label_of('piece.passage', self.keys).shown} chooses the passage"
        return f"open at a likely place; {choose}" if self.documents.likely(item) else choose

    def _draw_keys(self) -> None:
        width = self.size.width
        if self.mode is Mode.EVIDENCE:
            near, far = lines.hints(self.keys, width)
            upper = bars.hint_line(far, width)
            lower = bars.mode_line(self.mode, near, f"{bars.tail(lines.TAIL, self.keys)} ", width)
        else:
            hints = bars.hints(self.mode, self.keys, picking=self.pick_move is not None)
            count = bars.fitting(self.mode, hints, width)
            upper = bars.hint_line(hints[count:], width)
            lower = bars.mode_line(self.mode, hints[:count], "", width)
        self.query_one("#more", Static).update(upper, layout=False)
        self.query_one("#keys", Static).update(lower, layout=False)
