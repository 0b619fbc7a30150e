"""The review screen: one article, claim by claim. The list has the cursor, all else follows it.

What it lists is in `claims_in_view`, what it knows of the team in `team`, how it draws in
`drawing`, what its lines say in `frame`, what its keys do in `acts`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.events import Key as KeyPress

from claims.model import Span
from store.clock import local
from store.errors import TwosourceError
from store.log import chain
from store.queries import articles
from store.queries.claim_rows import ClaimRow
from store.state.attribution import HeldAttribution
from store.verbs import comments
from store.verbs.desk import Change, Desk
from tui.keys import CANCEL, Key, Mode, label_of, lookup, typed
from tui.screens.base import Acts, Doors
from tui.screens.review import rows
from tui.screens.review.drawing import ReviewDrawing
from tui.widgets.article import ArticleView
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from store.state.session import Session

POLL = 0.1  # seconds between two looks for a colleague's write; each costs microseconds


class ReviewScreen(ReviewDrawing):
    def __init__(
        self, desk: Desk, document: int, keys: tuple[Key, ...], doors: Doors, acts: Acts
    ) -> None:
        super().__init__(desk, document, keys, doors, acts)
        self.selection: Span | None = None
        self.moving_start = False
        self.respanning: int | None = None
        self.last: tuple[str | None, tuple[HeldAttribution, ...]] | None = None
        self.adding = False  # the next source joins the ones that are there
        self.open_note: Callable[[], None] | None = None
        self._seen = 0  # the version of the file that is on screen
        self._last = 0  # the newest entry of the log that is
        self._on = 0  # the claim that the panel shows

    def on_mount(self) -> None:
        self.claims = self.query_one("#claims", RowList)
        self.article = self.query_one("#article", ArticleView)
        self.text = articles.text(self.desk.conn, self.document)
        self._seen = self.desk.database.data_version()
        self._read_team()
        self._list_claims(self._begin_at())
        self.say(self.team.greeting())
        self.set_focus(self.claims, scroll_visible=False)  # now: a prompt may be the next key
        self.set_interval(POLL, self._look)
        self.findings.stale()

    def on_unmount(self) -> None:
        with suppress(TwosourceError):
            self.team.presence.leave()

    def on_screen_resume(self) -> None:
        self.draw_panel()

    def come_back(self) -> None:
        if not (self._catch_up() or self._read_news()):
            self.draw()

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
    def claim(self) -> ClaimRow:
        """The claim under the cursor, for acts that are only asked for where there is one."""
        return self.view.row(self.claims.cursor)

    def _begin_at(self) -> int | None:
        if self.team.takes_any and self.team.handed_out:
            handed = self.team.hand_out(None)
            return handed.claim if handed else None
        return self.view.first_undecided()

    def reload(self, claim: int | None = None) -> None:
        """Read everything anew; the cursor goes to `claim`, or stays where it was."""
        self._read_team()
        self._list_claims(claim)

    def _read_team(self) -> None:
        self._last = chain.last(self.desk.conn)  # before the rest, so that nothing is passed over
        self.team.read()

    def _list_claims(self, claim: int | None) -> None:
        keep = claim if claim is not None else (self.current.id if self.current else None)
        self.view.read(self.findings.flagged, self.team.scale)
        at, ids = self.view.index(keep), self.view.ids
        cursor = min(self.claims.cursor, len(ids)) if at is None else at
        self.show_claims(cursor)
        self.follow(self.claims.cursor)

    def changed(self, change: Change, said: str) -> None:
        """Redraw what a verb changed, and say so with the time it was saved."""
        self.saved = local(change.at, "%H:%M:%S") if change.at else self.saved
        undo = label_of("undo", self.keys).shown
        self.findings.stale()
        if change.listing:
            self._seen = self.desk.database.data_version()
            self.reload()
        elif not self._catch_up():
            self._show_changed(change)
        # Last: a step of the session stands in the top line too, this only here
        self.say(f"{said} · saved {self.saved} · {undo} undo")

    def _show_changed(self, change: Change) -> None:
        self._pass_over_own()
        for claim in change.claims:
            self.view.changed(claim)
        self.refresh_rows(change.claims)
        self.view.look_for_evidence()
        self.draw_top()
        self.draw_panel()

    def _pass_over_own(self) -> None:
        """What this reviewer has just written is no news; a colleague's entry behind it is."""
        last = chain.last(self.desk.conn)
        if self.desk.database.data_version() == self._seen:
            self._last = last

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
        self.draw_top()
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
        self.draw_top()
