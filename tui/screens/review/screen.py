"""The review screen: one article, claim by claim. The list has the cursor, all else follows it.

What is drawn is drawn synchronously from one place (`follow`), so that a key's whole effect reaches
the terminal in one frame. What a key does is in `acts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Key as KeyPress
from textual.events import Resize
from textual.widgets import Static

from claims.model import Span
from claims.scales import Shelf
from claims.text import visible
from store.clock import local
from store.errors import TwosourceError
from store.log import chain
from store.queries import (
    articles,
    claim_listing,
    claim_rows,
    evidence_items,
    known_scales,
    known_sources,
)
from store.queries.claim_listing import Filter
from store.queries.claim_rows import ClaimRow
from store.verbs import comments
from store.verbs.desk import Change, Desk
from tui.keys import AT_HAND, CANCEL, KEYS, Key, Mode, lookup, typed
from tui.screens import bars
from tui.screens.base import DeskScreen
from tui.screens.review import frame, panel_evidence, rows
from tui.screens.review.colleagues import Team
from tui.screens.review.findings import Findings
from tui.widgets.article import ArticleView
from tui.widgets.claim_list import ClaimList, Row
from tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from store.state.session import Session

POLL = 0.1  # seconds between two looks for a colleague's write; each costs microseconds
CACHED = 2048


class ReviewScreen(DeskScreen):
    rest = Mode.NORMAL
    prompts_at = "#verdicts"  # below the line that says what is asked, or what was refused

    def __init__(self, desk: Desk, document: int, keys: tuple[Key, ...] = KEYS) -> None:
        super().__init__(desk, keys)
        self.document = document
        self.mode = self.rest
        self.filter = Filter()
        self.ids: list[int] = []
        self.text = ""
        self.saved = ""
        self.selection: Span | None = None
        self.moving_start = False
        self.respanning: int | None = None
        self.whole_history = False
        self.last: tuple[str | None, tuple[dict[str, object], ...]] | None = None
        self.shelf = Shelf(desk.scale, {})  # read anew with the list
        self.names: dict[str, str] = {}
        self.short: dict[str, str] = {}  # the same for a column of ten cells
        self.speaks_for: dict[str, str] = {}
        self.adding = False  # the next source joins the ones that are there
        self.pick_move: Callable[[int], None] | None = None
        self.open_note: Callable[[], None] | None = None
        self.findings = Findings(self)
        self.team = Team(desk, document)
        self.lead = 0  # which lead of the claim the next key answers
        self.past_shown = False
        self._rows: dict[int, ClaimRow] = {}
        self._seen = 0  # the version of the file that is on screen
        self._last = 0  # the newest entry of the log that is
        self._on = 0  # the claim that the panel shows
        self.splits = 0
        self.evidence = False  # whether anything is attached to the article

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
        self.reload(self._first_undecided())
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
        from tui.screens.review import acts

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
            self.guarded(lambda: acts.perform(self, action))
        return True

    def on_key(self, event: KeyPress) -> None:
        """What the prompt has no use for: up and down choose in the source picker."""
        if self.pick_move and event.key in ("up", "down"):
            self.pick_move(-1 if event.key == "up" else 1)

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
        frame.keys(self)
        if was is Mode.LEAD and self.ids:
            frame.panel(self)

    # --- claims ----------------------------------------------------------------------------------

    @property
    def current(self) -> ClaimRow | None:
        return self.row(self.claims.cursor) if self.ids else None

    @property
    def claim(self) -> ClaimRow:
        """The claim under the cursor, for acts that are only asked for where there is one."""
        return self.row(self.claims.cursor)

    def row(self, index: int) -> ClaimRow:
        """The claim at a place of the list, from memory or with its page from the file."""
        claim = self.ids[index]
        if claim not in self._rows:
            if len(self._rows) > CACHED:
                self._rows.clear()
            first = index - index % 256
            page = self.ids[first : first + 256]
            for row in claim_rows.rows(self.desk.conn, page, self.reviewer):
                self._rows[row.id] = row
        return self._rows[claim]

    def row_of(self, claim: int) -> ClaimRow:
        return self.row(self.ids.index(claim))

    def _fetch(self, start: int, stop: int) -> Sequence[Row]:
        claims = map(self.row, range(start, stop))
        flagged, marks = self.findings.flagged, self.team.flags
        return [
            rows.list_row(row, self.shelf, self.short, lead=row.id in flagged, team=marks(row))
            for row in claims
        ]

    def _first_undecided(self) -> int | None:
        if self.team.takes_any and self.team.handed_out:
            handed = self.team.hand_out(None)
            return handed.claim if handed else None
        ids = claim_listing.listing(
            self.desk.conn, self.document, self.reviewer, Filter(undecided=True)
        )
        return ids[0] if ids else None

    def reload(self, claim: int | None = None) -> None:
        """Read the list of claims anew; the cursor goes to `claim`, or stays where it was."""
        keep = claim if claim is not None else (self.current.id if self.current else None)
        self._last = chain.last(self.desk.conn)  # before the rest, so that nothing is passed over
        self.team.read()
        self.ids = claim_listing.listing(
            self.desk.conn, self.document, self.reviewer, self.filter, self.findings.flagged
        )
        self.shelf = known_scales.shelf(self.desk.conn, self.desk.scale)._replace(
            used=self.team.scale
        )
        self.learn_names()
        self._rows.clear()
        cursor = (
            self.ids.index(keep) if keep in self.ids else min(self.claims.cursor, len(self.ids))
        )
        self.claims.empty = (
            "No claim is like that. f c shows all."
            if self.filter
            else "No claim was found here. i marks one."
        )
        self.claims.show(len(self.ids), self._fetch, cursor)
        places = claim_rows.places(self.desk.conn, self.document)
        spans = [Span(*places[claim]) for claim in self.ids]
        self.splits = claim_listing.splits(self.desk.conn, self.document)
        self.evidence = evidence_items.begun(self.desk.conn, self.document)
        self.article.show(visible(self.text), spans, self.claims.cursor if self.ids else -1)
        if self.filter.text:
            self.article.find(rows.hits(self.text, self.filter.text))
        self._draw_frame()
        self.follow(self.claims.cursor)

    def learn_names(self) -> None:
        """How the sources are called here: short where they have a key, else by their name."""
        self.names = known_sources.names(self.desk.conn)
        self.names |= {key: short for key, short in AT_HAND.values() if key in self.names}
        people = [line for line in known_sources.sources(self.desk.conn) if line.organisation]
        self.short = self.names | {line.id: rows.short_name(line) for line in people}
        self.speaks_for = {line.id: line.organisation or "" for line in people}

    def changed(self, change: Change, said: str) -> None:
        """Redraw what a verb changed, and say so with the time it was saved."""
        self.saved = local(change.at, "%H:%M:%S") if change.at else self.saved
        self.say(f"{said} · saved {self.saved} · {self.shown('undo')} undo")
        self.findings.stale()
        if change.listing:
            self._seen = self.desk.database.data_version()
            self.reload()
            return
        if self._catch_up():
            return
        self._pass_over_own()
        for claim in change.claims:
            held = self._rows.pop(claim, None)
            if held is None or held.colleagues:
                self.splits = claim_listing.splits(self.desk.conn, self.document)
            if claim in self.ids:
                self.claims.refresh_row(self.ids.index(claim))
        self.evidence = self.evidence or evidence_items.begun(self.desk.conn, self.document)
        frame.top(self)
        frame.panel(self)

    def _pass_over_own(self) -> None:
        """What this reviewer has just written is no news; a colleague's entry behind it is."""
        last = chain.last(self.desk.conn)
        if self.desk.database.data_version() == self._seen:
            self._last = last

    def pick(self, index: int) -> None:
        self.claims.goto(index)

    def go(self, claim: int) -> bool:
        """Put the cursor on a claim, if the list has it."""
        if claim in self.ids:
            self.claims.goto(self.ids.index(claim))
            return True
        return False

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
        frame.top(self)
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
        if self.ids:
            row = self.row(index)
            self._have_read(row.id)
            self.article.current = index
            self.article.set_detail(rows.detail(row))
        if self.whole_history or self.past_shown:
            self.whole_history = self.past_shown = False
            self.query_one("#panel").set_class(False, "-tall")
        frame.panel(self)

    def _have_read(self, claim: int) -> None:
        """A comment that calls this reviewer has been read once the cursor goes on."""
        before, self._on = self._on, claim
        if before != claim and before in self.team.waiting:
            self.guarded(lambda: self._note_read(before))

    def _note_read(self, claim: int) -> None:
        comments.have_seen(self.desk, claim)
        self.team.read()
        frame.top(self)

    def show_history(self, whole: bool) -> None:
        """All that happened to the claim, or the panel as it usually is."""
        self.whole_history = whole
        self.query_one("#panel").set_class(whole, "-tall")
        frame.panel(self)

    def show_past(self, shown: bool) -> None:
        """Verdicts on claims like this one, or the panel as it usually is."""
        self.past_shown = shown
        self.query_one("#panel").set_class(shown, "-tall")
        frame.panel(self)

    def found(self, claims: Iterable[int]) -> None:
        """The checks have run: draw the claims whose flags changed, and the panel."""
        for claim in claims:
            if claim in self.ids:
                self.claims.refresh_row(self.ids.index(claim))
        frame.top(self)
        frame.panel(self)

    def _draw_frame(self) -> None:
        if self.is_mounted:
            frame.top(self)
            frame.keys(self)
            frame.panel(self)

    def earlier(self, row: ClaimRow) -> ClaimRow | None:
        """What you held about the span that this claim replaces, while you hold nothing here."""
        if row.status or row.attributions:
            return None
        return claim_rows.earlier(self.desk.conn, row.id, self.reviewer)

    def items(self, row: ClaimRow) -> list[evidence_items.Item]:
        """What can serve the claim, its own source's first."""
        held = [voice for a in row.attributions for voice in a.get("chain", ())]
        held = held or [m.source_id for lead in row.suggestions for m in lead.chain if m.source_id]
        voices = {*held, *(self.speaks_for[voice] for voice in held if voice in self.speaks_for)}
        found = evidence_items.of_claim(self.desk.conn, row.id, self.reviewer)
        return panel_evidence.offered(found, voices)

    def shown(self, action: str) -> str:
        return next(key.shown for key in self.keys if key.id == action)
