"""The drawing half of the review screen: its widgets, and what it draws them from.

All is drawn synchronously, so that a key's whole effect reaches the terminal in one frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from claims.text import visible
from store.queries import articles
from store.queries.claim_rows import ClaimRow
from store.verbs.desk import Desk
from tui.keys import Key, Mode
from tui.screens import search
from tui.screens.base import Acts, DeskScreen, Doors
from tui.screens.review import frame, panel, rows, shown_claim
from tui.screens.review.claims_in_view import ClaimsInView
from tui.screens.review.findings import Findings
from tui.screens.review.shown_claim import Look
from tui.screens.review.team import Team
from tui.widgets.article import ArticleView
from tui.widgets.row_list import Row, RowList
from tui.widgets.text_lines import TextLines


class ReviewDrawing(DeskScreen):
    """The lists, lines and texts of the review screen; what moves them is in `ReviewScreen`."""

    rest = Mode.NORMAL
    prompts_at = "#verdicts"  # below the line that says what is asked, or what was refused
    claims: RowList
    article: ArticleView

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
        self.whole_history = False
        self.past_shown = False
        self.lead = 0  # which lead of the claim the next key answers

    def compose(self) -> ComposeResult:
        yield Static("", id="top", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield RowList(on_cursor=self.follow, id="claims")
            with Vertical(id="right"):
                yield ArticleView(on_pick=self.pick, id="article")
                yield TextLines(id="panel")
        yield Static("", id="legend", markup=False)
        yield Static("", id="said", markup=False)
        yield Static("", id="verdicts", markup=False)
        yield Static("", id="keys", markup=False)

    @property
    def page(self) -> ArticleView:
        """On which a span is drawn."""
        return self.article

    @property
    def current(self) -> ClaimRow | None:
        return self.view.row(self.claims.cursor) if self.view.ids else None

    def follow(self, index: int) -> None:
        """The cursor is on another claim."""
        raise NotImplementedError

    def pick(self, index: int) -> None:
        """A claim was clicked in the article."""
        self.claims.goto(index)

    def found(self, claims: Iterable[int]) -> None:
        """The checks have run: draw the claims whose flags changed, and the panel."""
        self.refresh_rows(claims)
        self.draw_top()
        self.draw_panel()

    def show_claims(self, cursor: int) -> None:
        """The list and the article, from what was read anew."""
        ids = self.view.ids
        self.claims.empty = (
            "No claims match. f c shows all."
            if self.view.filter
            else "No claims were found. i marks one."
        )
        self.claims.show(len(ids), self._fetch, cursor)
        spans = list(self.view.spans())
        self.article.show(visible(self.text), spans, self.claims.cursor if ids else -1)
        if self.view.filter.text:
            self.article.find(search.hits(self.text, self.view.filter.text))
        self.draw()

    def _fetch(self, start: int, stop: int) -> Sequence[Row]:
        view, flagged, marks = self.view, self.findings.flagged, self.team.flags
        return [
            rows.list_row(row, view.shelf, view.short, lead=row.id in flagged, team=marks(row))
            for row in map(view.row, range(start, stop))
        ]

    def refresh_rows(self, claims: Iterable[int]) -> None:
        for claim in claims:
            if (index := self.view.index(claim)) is not None:
                self.claims.refresh_row(index)

    # --- the frame and the panel -----------------------------------------------------------------

    def _draw(self) -> None:
        self.draw_top()
        self._draw_keys()

    def draw_top(self) -> None:
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
            voices=self.view.labels,
        )
        for name, line in foot._asdict().items():
            self.query_one(f"#{name}", Static).update(line, layout=False)

    def draw_panel(self) -> None:
        """All that is known of the claim under the cursor."""
        if not self.is_mounted or self.pick_move is not None:
            return  # drawn with the whole frame later; sources to pick from stay until one is
        row, widget = self.current, self.query_one("#panel", TextLines)
        if row is None:
            widget.update(Content(""))
            return
        lead = self.lead if self.mode is Mode.LEAD else None
        look = Look(lead, self.whole_history, self.past_shown)
        known = self.findings.of(row.id)
        shown = shown_claim.gathered(self.desk, row, self.text, self.view, self.team, known, look)
        widget.update(panel.draw(shown, self.view.shelf, self.view.names))

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
