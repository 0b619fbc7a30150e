"""The review screen: one article, claim by claim. The list has the cursor, all else follows it.

What is drawn is drawn synchronously from one place (`follow`), so that a key's whole effect reaches
the terminal in one frame. What the screen lists is in `claims_in_view`, what its lines say in
`frame`, what its keys do in `acts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key as KeyPress
from textual.events import Resize
from textual.widgets import Static

from claims.model import Span
from claims.text import visible
from store.clock import local
from store.errors import TwosourceError
from store.log import chain
from store.queries import articles
from store.queries.claim_rows import ClaimRow
from store.verbs import comments
from store.verbs.desk import Change, Desk
from tui.keys import CANCEL, Key, Mode, label_of, lookup, typed
from tui.screens import bars, search
from tui.screens.base import Acts, DeskScreen, Doors
from tui.screens.review import frame, panel, rows
from tui.screens.review.claims_in_view import ClaimsInView
from tui.screens.review.colleagues import Team
from tui.screens.review.findings import Findings
from tui.screens.review.frame import Look
from tui.widgets.article import ArticleView
from tui.widgets.claim_list import ClaimList, Row
from tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from store.state.session import Session

POLL = 0.1  # seconds between two looks for a colleague's write; each costs microseconds


class ReviewScreen(DeskScreen):
    rest = Mode.NORMAL
    prompts_at = "#verdicts"  # below the line that says what is asked, or what was refused

    def __init__(
        self, desk: Desk, document: int, keys: tuple[Key, ...], doors: Doors, acts: Acts
    ) -> None:
        super().__init__(desk, keys, doors, acts)
        self.document = document
        self.mode = self.rest
        self.view = ClaimsInView(desk, document)
        self.team = Team(desk, document)
        self.findings = Findings(self, desk, document, self.found)
        self.text = ""
        self.saved = ""
        self.selection: Span | None = None
        self.moving_start = False
        self.respanning: int | None = None
        self.whole_history = False
        self.past_shown = False
        self.last: tuple[str | None, tuple[dict[str, object], ...]] | None = None
        self.adding = False  # the next source joins the ones that are there
        self.open_note: Callable[[], None] | None = None
        self.lead = 0  # which lead of the claim the next key answers
        self._seen = 0  # the version of the file that is on screen
        self._last = 0  # the newest entry of the log that is
        self._on = 0  # the claim that the panel shows

    # --- layout ----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        self.set_class(self.app.size.width >= bars.WIDE, "-wide")  # or the first frame is redone
        yield Static("", id="top", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield ClaimList(on_cursor=self.follow, id="claims")
            with Vertical(id="right"):
                yield ArticleView(on_pick=self.pick, id="article")
                yield TextLines(id="panel")
        yield Static("", id="legend", markup=False)
        yield Static("", id="said", markup=False)
        yield Static("", id="verdicts", markup=False)
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        self.claims = self.query_one("#claims", ClaimList)
        self.article = self.query_one("#article", ArticleView)
        self.text = articles.text(self.desk.conn, self.document)
        self._seen = self.desk.database.data_version()
        self.team.read()
        self.reload(self._begin_at())
        self.say(self.team.greeting())
        self.set_focus(self.claims, scroll_visible=False)  # now: a prompt may be the next key
        self.set_interval(POLL, self._look)
        self.findings.stale()

    def on_unmount(self) -> None:
        with suppress(TwosourceError):
            self.team.presence.leave()

    def on_resize(self, _: Resize) -> None:
        self._draw_frame()

    def on_screen_resume(self) -> None:
        if self.is_mounted and self._seen and (self._catch_up() or self._read_news()):
            return
        self._draw_frame()

    # --- keys ------------------------------------------------------------------------------------

    def act(self, event: KeyPress) -> bool:
        name = typed(event.key, event.character)
        action = lookup(self.mode, self.keys).get(name)
        if action is None and self.mode is Mode.NORMAL:
            return False
        if action is None and name in CANCEL:
            self.say("")
            self.enter(Mode.NORMAL)
        elif action is None and self.mode is Mode.SOURCE:
            action = f"source.letter {name}"
        if action is not None:
            self.perform(action)
        return True

    def back_out(self) -> None:
        """What is being written stays; what is shown may be old, and that be why."""
        if self.mode is not Mode.NOTE:
            super().back_out()
            self._catch_up()

    def enter(self, mode: Mode) -> None:
        """Let the next key mean something else."""
        was, self.mode = self.mode, mode
        if mode is Mode.NORMAL and self.selection is not None:
            self.selection = None
            self.article.mark(None)
        self._draw_keys()
        if was is Mode.LEAD and self.view.ids:
            self.draw_panel()

    # --- claims ----------------------------------------------------------------------------------

    @property
    def current(self) -> ClaimRow | None:
        return self.view.row(self.claims.cursor) if self.view.ids else None

    @property
    def page(self) -> ArticleView:
        """On which a span is drawn."""
        return self.article

    @property
    def claim(self) -> ClaimRow:
        """The claim under the cursor, for acts that are only asked for where there is one."""
        return self.view.row(self.claims.cursor)

    def _begin_at(self) -> int | None:
        if self.team.takes_any and self.team.handed_out:
            handed = self.team.hand_out(None)
            return handed.claim if handed else None
        return self.view.first_undecided()

    def reload(self, claim: int | None = None) -> None:
        """Read the list of claims anew; the cursor goes to `claim`, or stays where it was."""
        keep = claim if claim is not None else (self.current.id if self.current else None)
        self._last = chain.last(self.desk.conn)  # before the rest, so that nothing is passed over
        self.team.read()
        self.view.read(self.findings.flagged, self.team.scale)
        at, ids = self.view.index(keep), self.view.ids
        cursor = min(self.claims.cursor, len(ids)) if at is None else at
        self.claims.empty = (
            "No claim is like that. f c shows all."
            if self.view.filter
            else "No claim was found here. i marks one."
        )
        self.claims.show(len(ids), self._fetch, cursor)
        spans = list(self.view.spans())
        self.article.show(visible(self.text), spans, self.claims.cursor if ids else -1)
        if self.view.filter.text:
            self.article.find(search.hits(self.text, self.view.filter.text))
        self._draw_frame()
        self.follow(self.claims.cursor)

    def _fetch(self, start: int, stop: int) -> Sequence[Row]:
        view, flagged, marks = self.view, self.findings.flagged, self.team.flags
        return [
            rows.list_row(row, view.shelf, view.short, lead=row.id in flagged, team=marks(row))
            for row in map(view.row, range(start, stop))
        ]

    def changed(self, change: Change, said: str) -> None:
        """Redraw what a verb changed, and say so with the time it was saved."""
        self.saved = local(change.at, "%H:%M:%S") if change.at else self.saved
        undo = label_of("undo", self.keys).shown
        self.say(f"{said} · saved {self.saved} · {undo} undo")
        self.findings.stale()
        if change.listing:
            self._seen = self.desk.database.data_version()
            self.reload()
            return
        if self._catch_up():
            return
        self._pass_over_own()
        for claim in change.claims:
            self.view.changed(claim)
        self._refresh(change.claims)
        self.view.look_for_evidence()
        self._draw_top()
        self.draw_panel()

    def _refresh(self, claims: Iterable[int]) -> None:
        for claim in claims:
            if (index := self.view.index(claim)) is not None:
                self.claims.refresh_row(index)

    def _pass_over_own(self) -> None:
        """What this reviewer has just written is no news; a colleague's entry behind it is."""
        last = chain.last(self.desk.conn)
        if self.desk.database.data_version() == self._seen:
            self._last = last

    def pick(self, index: int) -> None:
        self.claims.goto(index)

    def go(self, claim: int) -> bool:
        """Put the cursor on a claim, if the list has it."""
        index = self.view.index(claim)
        if index is not None:
            self.claims.goto(index)
        return index is not None

    # --- what colleagues write -------------------------------------------------------------------

    def _look(self) -> None:
        if self.mode is Mode.NORMAL and self.in_front:
            self.guarded(self._show_news)

    def _show_news(self) -> None:
        row = self.current
        self.team.presence.tell(row.id if row else None)
        self._catch_up()

    def _catch_up(self) -> bool:
        """Show what a colleague wrote into the same file meanwhile, if anything."""
        version = self.desk.database.data_version()
        if version == self._seen:
            return False
        self._seen = version
        if self._read_news():
            return True
        self.team.look()  # somebody came, went or moved
        self._draw_top()
        return False

    def _read_news(self) -> bool:
        """Read everything anew if the log has grown, by a colleague or on another screen."""
        if chain.last(self.desk.conn) == self._last:
            return False
        before = self.team.session
        self.findings.stale()
        self.reload()
        self._tell_step(before)
        return True

    def _tell_step(self, before: Session | None) -> None:
        """Say that the session has gone a step on."""
        now = self.team.session
        if now and (before is None or (now.id, now.phase) != (before.id, before.phase)):
            self.say(self.team.greeting() or f"session {now.id} is closed; V shows its result")

    def found(self, claims: Iterable[int]) -> None:
        """The checks have run: draw the claims whose flags changed, and the panel."""
        self._refresh(claims)
        self._draw_top()
        self.draw_panel()

    # --- drawing ---------------------------------------------------------------------------------

    def follow(self, index: int) -> None:
        """Everything that shows the claim under the cursor."""
        if self.view.ids:
            row = self.view.row(index)
            self._have_read(row.id)
            self.article.current = index
            self.article.set_detail(rows.detail(row))
        if self.whole_history or self.past_shown:
            self.whole_history = self.past_shown = False
            self.query_one("#panel").set_class(False, "-tall")
        self.draw_panel()

    def _have_read(self, claim: int) -> None:
        """A comment that calls this reviewer has been read once the cursor goes on."""
        before, self._on = self._on, claim
        if before != claim and before in self.team.waiting:
            self.guarded(lambda: self._note_read(before))

    def _note_read(self, claim: int) -> None:
        comments.have_seen(self.desk, claim)
        self.team.read()
        self._draw_top()

    def show_history(self, whole: bool) -> None:
        """All that happened to the claim, or the panel as it usually is."""
        self.whole_history = whole
        self._draw_tall(whole)

    def show_past(self, shown: bool) -> None:
        """Verdicts on claims like this one, or the panel as it usually is."""
        self.past_shown = shown
        self._draw_tall(shown)

    def _draw_tall(self, tall: bool) -> None:
        self.query_one("#panel").set_class(tall, "-tall")
        self.draw_panel()

    def _draw_frame(self) -> None:
        if self.is_mounted:
            self._draw_top()
            self._draw_keys()
            self.draw_panel()

    def _draw_top(self) -> None:
        article = articles.article(self.desk.conn, self.document, self.reviewer)
        leads, width = self.findings.open, self.size.width
        text = frame.top(article, self.view, self.team, leads=leads, saved=self.saved, width=width)
        self.query_one("#top", Static).update(text, layout=False)

    def _draw_keys(self) -> None:
        foot = frame.foot(
            self.mode,
            self.keys,
            self.team.scale,
            self.size.width,
            picking=self.pick_move is not None,
            voting=self.team.voting,
        )
        for name, line in foot._asdict().items():
            self.query_one(f"#{name}", Static).update(line, layout=False)

    def draw_panel(self) -> None:
        """All that is known of the claim under the cursor."""
        row, widget = self.current, self.query_one("#panel", TextLines)
        if row is None:
            widget.update(Content(""))
            return
        lead = self.lead if self.mode is Mode.LEAD else None
        look = Look(lead, self.whole_history, self.past_shown)
        known = self.findings.of(row.id)
        shown = frame.shown(self.desk, row, self.text, self.view, self.team, known, look)
        widget.update(panel.draw(shown, self.view.shelf, self.view.names))
