"""The review screen: one article, claim by claim. The list has the cursor, all else follows it.

What is drawn is drawn synchronously from one place (`follow`), so that a key's whole effect reaches
the terminal in one frame. What a key does is in `acts`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Key as KeyPress
from textual.events import Resize
from textual.widgets import Static

from claims.model import Span
from claims.scales import Scale
from claims.text import one_line, visible
from store import journal, queries
from store.clock import local
from store.desk import Change, Desk
from store.errors import TwosourceError
from store.queries import ClaimRow, Filter, SourceLine
from tui.keys import AT_HAND, CANCEL, KEYS, Key, Mode, lookup, typed
from tui.screens import lines, panel
from tui.screens.base import DeskScreen
from tui.widgets.article import ArticleView
from tui.widgets.claim_list import ClaimList, Row
from tui.widgets.text_lines import TextLines

POLL = 0.1  # seconds between two looks for a colleague's write; each costs microseconds
CACHED = 2048
_ALSO = {
    name: name.replace("mark", "new claim")
    for name in ("attribution", "note", "confidence", "split", "mark", "filter")
}


class ReviewScreen(DeskScreen):
    def __init__(self, desk: Desk, document: int, keys: tuple[Key, ...] = KEYS) -> None:
        super().__init__(desk, keys)
        self.document = document
        self.mode = Mode.NORMAL
        self.filter = Filter()
        self.ids: list[int] = []
        self.text = ""
        self.saved = ""
        self.selection: Span | None = None
        self.moving_start = False
        self.respanning: int | None = None
        self.whole_history = False
        self.last: tuple[str | None, tuple[dict[str, object], ...]] | None = None
        self.names: dict[str, str] = {}
        self.short: dict[str, str] = {}  # the same for a column of ten cells
        self.adding = False  # the next source joins the ones that are there
        self.pick_move: Callable[[int], None] | None = None
        self.open_note: Callable[[], None] | None = None
        self._rows: dict[int, ClaimRow] = {}
        self._seen = 0
        self._splits = 0

    # --- layout ----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        self.set_class(self.app.size.width >= lines.WIDE, "-wide")  # or the first frame is redone
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
        self.text = queries.text(self.desk.conn, self.document)
        self.reload(self._first_undecided())
        self.claims.focus()
        self._seen = self.desk.database.data_version()
        self.set_interval(POLL, self._look)

    def on_resize(self, _: Resize) -> None:
        self._draw_frame()

    def on_screen_resume(self) -> None:
        self._draw_frame()

    # --- keys ------------------------------------------------------------------------------------

    def act(self, event: KeyPress) -> bool:
        from tui.screens import acts

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

    def guarded(self, act: Callable[[], None]) -> None:
        """Do something that may be refused; a refusal is a sentence on the line above the keys."""
        try:
            with self.desk.database.explained():
                act()
        except TwosourceError as error:
            self.enter(Mode.NORMAL)
            self.say(str(error), wrong=True)

    def enter(self, mode: Mode) -> None:
        """Let the next key mean something else."""
        self.mode = mode
        if mode is Mode.NORMAL and self.selection is not None:
            self.selection = None
            self.article.mark(None)
        self._draw_keys()

    # --- claims ----------------------------------------------------------------------------------

    @property
    def current(self) -> ClaimRow | None:
        return self.row(self.claims.cursor) if self.ids else None

    def row(self, index: int) -> ClaimRow:
        """The claim at a place of the list, from memory or with its page from the file."""
        claim = self.ids[index]
        if claim not in self._rows:
            if len(self._rows) > CACHED:
                self._rows.clear()
            first = index - index % 256
            page = self.ids[first : first + 256]
            for row in queries.rows(self.desk.conn, page, self.reviewer):
                self._rows[row.id] = row
        return self._rows[claim]

    def row_of(self, claim: int) -> ClaimRow:
        return self.row(self.ids.index(claim))

    def _fetch(self, start: int, stop: int) -> Sequence[Row]:
        rows = map(self.row, range(start, stop))
        return [list_row(row, self.desk.scale, self.short) for row in rows]

    def _first_undecided(self) -> int | None:
        ids = queries.listing(self.desk.conn, self.document, self.reviewer, Filter(undecided=True))
        return ids[0] if ids else None

    def reload(self, claim: int | None = None) -> None:
        """Read the list of claims anew; the cursor goes to `claim`, or stays where it was."""
        keep = claim if claim is not None else (self.current.id if self.current else None)
        self.ids = queries.listing(self.desk.conn, self.document, self.reviewer, self.filter)
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
        places = queries.places(self.desk.conn, self.document)
        spans = [Span(*places[claim]) for claim in self.ids]
        self._splits = queries.splits(self.desk.conn, self.document)
        self.article.show(visible(self.text), spans, self.claims.cursor if self.ids else -1)
        if self.filter.text:
            self.article.find(hits(self.text, self.filter.text))
        self._draw_frame()
        self.follow(self.claims.cursor)

    def learn_names(self) -> None:
        """How the sources are called here: short where they have a key, else by their name."""
        self.names = queries.names(self.desk.conn)
        self.names |= {key: short for key, short in AT_HAND.values() if key in self.names}
        self.short = self.names | {
            line.id: short_name(line)
            for line in queries.sources(self.desk.conn)
            if line.organisation
        }

    def changed(self, change: Change, said: str) -> None:
        """Redraw what a verb changed, and say so with the time it was saved."""
        self._seen = self.desk.database.data_version()
        self.saved = local(change.at, "%H:%M:%S") if change.at else self.saved
        self.say(f"{said} · saved {self.saved} · {self.shown('undo')} undo")
        if change.listing:
            self.reload()
            return
        for claim in change.claims:
            held = self._rows.pop(claim, None)
            if held is None or held.colleagues:
                self._splits = queries.splits(self.desk.conn, self.document)
            if claim in self.ids:
                self.claims.refresh_row(self.ids.index(claim))
        self._draw_top()
        self._draw_panel()

    def pick(self, index: int) -> None:
        self.claims.goto(index)

    def go(self, claim: int) -> bool:
        """Put the cursor on a claim, if the list has it."""
        if claim in self.ids:
            self.claims.goto(self.ids.index(claim))
            return True
        return False

    def _look(self) -> None:
        """Show what a colleague wrote into the same file meanwhile."""
        version = self.desk.database.data_version()
        if version != self._seen and self.mode is Mode.NORMAL and self.is_current:
            self._seen = version
            self.guarded(self.reload)

    # --- drawing ---------------------------------------------------------------------------------

    def follow(self, index: int) -> None:
        """Everything that shows the claim under the cursor."""
        if self.ids:
            row = self.row(index)
            self.article.current = index
            self.article.set_detail(detail(row))
        if self.whole_history:
            self.show_history(False)
        else:
            self._draw_panel()

    def show_history(self, whole: bool) -> None:
        """All that happened to the claim, or the panel as it usually is."""
        self.whole_history = whole
        self.query_one("#panel").set_class(whole, "-tall")
        self._draw_panel()

    def _draw_frame(self) -> None:
        if self.is_mounted:
            self._draw_top()
            self._draw_keys()
            self._draw_panel()

    def _draw_top(self) -> None:
        article = queries.article(self.desk.conn, self.document, self.reviewer)
        right = self._state(article)
        name = article.file_name or article.title
        view = view_name(self.filter, self.names)
        text = lines.top_line(
            name, article.claims, article.decided, self._splits, view, right, self.size.width
        )
        self.query_one("#top", Static).update(text, layout=False)

    def _state(self, article: queries.Article) -> str:
        if article.signed_at and article.changed_since:
            return f"{article.changed_since} since sign-off  {self.saved}".rstrip()
        if article.signed_at:
            return f"signed by {one_line(article.signed_by)}"
        return f"saved {self.saved}" if self.saved else ""

    def _draw_keys(self) -> None:
        width, scale, hints = self.size.width, self.desk.scale, self._hints()
        if self.mode is Mode.NORMAL:
            tail = f"{self.shown('search')} search  {self.shown('help')} help "
            upper = lines.verdict_line(scale, self.keys, width)
            lower = lines.mode_line(self.mode, hints, tail, width)
        else:
            count = lines.fitting(self.mode, hints, width)
            upper = lines.hint_line(hints[count:], width)
            lower = lines.mode_line(self.mode, hints[:count], "", width)
        self.query_one("#verdicts", Static).update(upper, layout=False)
        self.query_one("#keys", Static).update(lower, layout=False)
        legend = lines.legend_line(scale, width)
        self.query_one("#legend", Static).update(legend, layout=False)

    def _hints(self) -> list[tuple[str, str]]:
        if self.mode in (Mode.NORMAL, Mode.SOURCE):
            letters = [(k, one_line(name)) for k, (_, name) in AT_HAND.items()]
            if self.mode is Mode.NORMAL:
                (first, name), *near = letters[:3]
                source = (f"{self.shown('source')}→ {first}", name)
                return [source, *near, ("s", "more…"), *self._more_hints()]
            return [("s", "all, or a new one"), *letters, ("0", "none")]
        if self.mode in (Mode.PROMPT, Mode.NOTE):
            return self._typing_hints()
        hints = [(key.shown, key.label) for key in self.keys if key.mode is self.mode]
        taken = lookup(self.mode, self.keys)
        leave = next(name for name in ("q", "escape") if name not in taken)
        return [*hints, ("Esc" if leave == "escape" else leave, "leave")]

    def _typing_hints(self) -> list[tuple[str, str]]:
        if self.mode is Mode.NOTE:
            return [("Tab", "note, query or correction"), ("Esc", "save and leave")]
        choose = [("↑↓", "choose")] if self.pick_move else []
        return [("Enter", "done"), *choose, ("Esc", "leave it")]

    def _more_hints(self) -> list[tuple[str, str]]:
        return [(self.shown(name), label) for name, label in _ALSO.items()]

    def _draw_panel(self) -> None:
        row = self.current
        widget = self.query_one("#panel", TextLines)
        if row is None:
            widget.update(Content(""))
            return
        conn = self.desk.conn
        shown = panel.Shown(
            row,
            self.text,
            journal.notes(conn, row.id, self.reviewer) if row.notes else (),
            self._colleagues(row),
            journal.history(conn, row.id) if row.reviewed_at or row.notes or row.colleagues else (),
            self.whole_history,
        )
        widget.update(panel.draw(shown, self.desk.scale, self.names))

    def _colleagues(self, row: ClaimRow) -> list[panel.Colleague]:
        if not row.colleagues:
            return []
        held = journal.verdicts(self.desk.conn, row.id)
        return [
            panel.Colleague(v.reviewer, v.label, v.source) for v in held if v.uid != self.reviewer
        ]

    def shown(self, action: str) -> str:
        return next(key.shown for key in self.keys if key.id == action)


# --- pure helpers --------------------------------------------------------------------------------


def list_row(row: ClaimRow, scale: Scale, names: Mapping[str, str]) -> Row:
    """A claim as the list shows it."""
    status = scale.get(row.status)
    letter, tone = (status.letter, status.tone.value) if status else ("·", "todo")
    if row.split:
        letter, tone = "!", "split"
    if row.attributions:
        source = panel.held_voices(row.attributions, names)
    else:
        source = f"{panel.voices(row.suggestions, names)}?"
    source = source.replace(" > ", ">")
    marks = {"note": "n", "query": "?", "correction": "c"}
    flags = "".join(mark for kind, mark in marks.items() if kind in row.notes)
    if row.colleagues:
        flags += f" {row.colleagues}+"
    text = row.claim_reviewed or row.exact
    return Row(row.number, letter, tone, one_line(source), one_line(text), flags.strip())


def short_name(line: SourceLine) -> str:
    """The one word by which news calls a person: an alias that is part of the name."""
    words = line.name.split()
    return min((alias for alias in line.aliases if alias in words), key=len, default=line.name)


def detail(row: ClaimRow) -> dict[str, list[Span]]:
    """Who and which words: the spans of the held attribution, or else of the suggestion."""
    found: dict[str, list[Span]] = {"source": [], "cue": []}
    for held in row.attributions:
        for name in found:
            if pair := held.get(name):
                found[name].append(Span(*pair))
    if not row.attributions:
        for lead in row.suggestions:
            found["source"] += [lead.source_span] if lead.source_span else []
            found["cue"] += [lead.cue_span] if lead.cue_span else []
    return found


def hits(text: str, wanted: str) -> list[Span]:
    """Where `wanted` stands in `text`, whatever the case."""
    lower, needle = text.lower(), wanted.lower()
    if not needle or len(lower) != len(text):
        return []
    found, at = [], lower.find(needle)
    while at >= 0:
        found.append(Span(at, at + len(needle)))
        at = lower.find(needle, at + len(needle))
    return found


def view_name(wanted: Filter, names: dict[str, str]) -> str:
    """What the list shows, in a word or two."""
    if wanted.text:
        return f"“{one_line(wanted.text)}”"
    if wanted.source:
        return one_line(names.get(wanted.source, wanted.source))
    names_ = ("undecided", "mine", "teammate", "split", "queries", "leads")
    return next((name for name in names_ if getattr(wanted, name)), "all")
