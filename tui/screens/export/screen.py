"""The export screen: which format, how much of the review log, and where it is written.

The list of formats has the cursor; the choices and the first lines of the export follow it. What is
written is what the command line writes for the same choices. While a file is written, keys wait in
the order of typing; only the one that goes back is heard, and stops it.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.events import Key as KeyPress
from textual.widgets import Static

from claims.model import Span
from claims.text import one_line, visible
from store.exports.write import Order
from store.file import protected_names
from store.queries import articles
from store.verbs.desk import Desk
from tui.keys import Key, Mode, label_of, lookup, typed
from tui.screens import bars, output_paths
from tui.screens.base import Acts, DeskScreen, Doors
from tui.screens.export import lines, options
from tui.screens.export.background import Sending
from tui.screens.export.options import FormatLine, Wish
from tui.widgets.article import ArticleView
from tui.widgets.row_list import Row, RowList
from tui.widgets.text_lines import TextLines


class ExportScreen(DeskScreen):
    """Opens on one article; the whole desk is a key away."""

    CSS_PATH = "export.tcss"
    rest = Mode.EXPORT
    said_rows = 2
    prompts_at = "#more"
    formats: RowList
    preview: ArticleView

    def __init__(
        self, desk: Desk, document: int, keys: tuple[Key, ...], doors: Doors, acts: Acts
    ) -> None:
        super().__init__(desk, keys, doors, acts)
        self.mode = self.rest
        self.wish = Wish()
        self.forms: list[FormatLine] = options.forms()
        self.asked = False  # whether to replace what is there already
        self.path = ""  # what was written last
        self.about = self._about(document)
        self.sending = Sending(self, self)
        self._done: set[tuple[str, Wish]] = set()
        self._behind: list[KeyPress] = []

    def _about(self, document: int) -> lines.ExportedDesk:
        conn = self.desk.conn
        return lines.ExportedDesk(
            articles.article(conn, document, self.reviewer),
            len(articles.articles(conn)),
            one_line(self.desk.reviewer.name) if self.desk.reviewer else "",
            protected_names.count(conn),
            "",
        )

    # --- layout ----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        yield Static("", id="top", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield RowList(on_cursor=self.follow, named=lines.NAME_CELLS, digits=0, id="formats")
                yield TextLines(id="choices")
            with Vertical(id="right"):
                yield Static("", id="begins", markup=False)
                yield ArticleView(id="preview")
        yield Static("", id="said", markup=False)
        yield Static("", id="more", markup=False)
        yield Static("", id="keys", markup=False)

    def on_mount(self) -> None:
        self.formats = self.query_one("#formats", RowList)
        self.preview = self.query_one("#preview", ArticleView)
        self.formats.show(len(self.forms), self._fetch)
        self.set_focus(self.formats, scroll_visible=False)  # now: a prompt may be the next key
        self.follow(0)

    def _fetch(self, start: int, stop: int) -> Sequence[Row]:
        found = self.forms[start:stop]
        return [lines.row(one, written=(one.name, self.wish) in self._done) for one in found]

    # --- keys ------------------------------------------------------------------------------------

    def act(self, event: KeyPress) -> bool:
        action = lookup(self.mode, self.keys).get(typed(event.key, event.character))
        if action not in (None, "export.back") and self.sending.busy:
            self._behind.append(event)
            return True
        return super().act(event)

    # --- what is wanted --------------------------------------------------------------------------

    @property
    def form(self) -> FormatLine:
        return self.forms[self.formats.cursor]

    def order(self, *, force: bool = False) -> Order:
        return options.order(self.wish, self.form, self.about.article, self.reviewer, force=force)

    def choose(self, wish: Wish) -> None:
        """Something else is wanted; the list, the choices and the preview follow."""
        self.wish = wish
        status = self.desk.scale.get(wish.status)
        label = status.label if status else wish.status.replace("_", " ")
        self.about = self.about._replace(status=label)
        self.formats.show(len(self.forms), self._fetch, self.formats.cursor)
        self.follow(self.formats.cursor)

    def follow(self, _: int) -> None:
        self.asked = False
        self.say("")
        self.draw()
        self._draw_begins(working=True)
        self.sending.stale()

    def send(self, *, force: bool = False) -> None:
        """Write it; `written` or `refused` hears how that went."""
        if self.form.why:
            self.say(self.form.why, wrong=True)
            return
        self.asked = False
        self.say(f"exporting {self.form.name} …")
        self.sending.start(self.order(force=force))
        self._draw_keys()

    # --- what the threads say --------------------------------------------------------------------

    def previewed(self, text: str) -> None:
        shown = visible(text)
        self.preview.show(shown, [Span(0, len(shown))] if shown else [])
        self._draw_begins(working=False)

    def progressed(self, passed: int, total: int) -> None:
        if self.sending.busy:
            self.say(lines.progress(self.form.name, passed, total))

    def written(self, order: Order) -> None:
        self.path = order.output
        self._done.add((order.form, self.wish))
        self.formats.refresh_row(self.formats.cursor)
        copy = label_of("export.copy", self.keys).shown
        self._ended(lines.written(self.path, copy, self.said_rows * (self.size.width - 2)))

    def refused(self, sentence: str, *, exists: bool = False, wrong: bool = True) -> None:
        self.asked = exists
        if exists:
            name = output_paths.shown(options.place(self.wish, self.form, self.about.article))
            replace, to = (label_of(f"export.{one}", self.keys).shown for one in ("replace", "to"))
            sentence = f"{name} already exists: {replace} replaces it, {to} chooses another name"
        self._ended(sentence, wrong=wrong)

    def _ended(self, said: str, *, wrong: bool = False) -> None:
        self.say(said, wrong=wrong)
        self._draw_keys()
        held, self._behind = self._behind, []
        self.call_later(self._replay, held)

    # --- drawing ---------------------------------------------------------------------------------

    def _draw(self) -> None:
        width, wide = self.size.width, self.has_class("-wide")
        top = lines.top(self.about, self.wish, width)
        self.query_one("#top", Static).update(top, layout=False)
        place = options.place(self.wish, self.form, self.about.article)
        found = lines.choices(self.wish, self.form, self.about, place)
        panel = lines.panel(found, self.keys, wide=wide)
        self.query_one("#choices", TextLines).update(panel)
        self._draw_keys()

    def _draw_begins(self, *, working: bool) -> None:
        line = self.query_one("#begins", Static)
        width = line.size.width or self.size.width
        line.update(lines.begins(self.form, width, working=working), layout=False)

    def _draw_keys(self) -> None:
        width, tail = self.size.width, f"{bars.tail(lines.TAIL, self.keys)} "
        if self.mode is Mode.PROMPT:
            near, far = bars.hints(self.mode, self.keys), list[tuple[str, str]]()
        else:
            near, far = lines.hints(self.keys, width, asked=self.asked, sending=self.sending.busy)
        tail = "" if self.sending.busy or self.mode is Mode.PROMPT else tail
        self.query_one("#more", Static).update(bars.hint_line(far, width), layout=False)
        lower = bars.mode_line(self.mode, near, tail, width)
        self.query_one("#keys", Static).update(lower, layout=False)
