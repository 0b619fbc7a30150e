"""The acts of the evidence screen, one for each key: read the screen, call a verb, show it.

`ACTS` is the table of contents, by the ids of `tui/keys.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from claims.model import Provenance, Stance
from claims.reading.sentences import sentences
from claims.text import one_line, visible
from store.queries import known_sources
from store.verbs import evidence
from tui.keys import Mode
from tui.screens import drawn_span, search, source_picker
from tui.screens.ask_line import ask
from tui.screens.attach import ask_attach
from tui.screens.taking_back import redo, undo
from tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from store.verbs.desk import Change
    from tui.screens.evidence.screen import EvidenceScreen
    from tui.widgets.wrapping import Wrapped

Act = Callable[["EvidenceScreen"], object]


def perform(screen: EvidenceScreen, action: str) -> None:
    """Do what a key asks for. Acts on a piece say so when there is none."""
    if action in _WITHOUT_PIECE or screen.current is not None:
        ACTS[action](screen)
    else:
        screen.say("no evidence is attached yet; a attaches some")


# --- weighing ------------------------------------------------------------------------------------


def _weigh(field: str, value: str) -> Act:
    """Give the piece this value for the claim; the same key again takes it back."""

    def act(screen: EvidenceScreen) -> None:
        item = screen.piece
        wanted = None if getattr(item, field) == value else value
        change = evidence.weigh(screen.desk, screen.claim.id, item.id, {field: wanted})
        name = "credibility " if field == "information_credibility" else ""
        told = f"{name}{value}" if wanted else f"no longer {name}{value}"
        screen.changed(change, f"{_name(screen)} {told}")

    return act


def _group(screen: EvidenceScreen) -> None:
    item = screen.piece

    def done(text: str | None) -> None:
        if text is not None:
            group = text.strip()
            values = {"independence_group": group or None}
            change = evidence.weigh(screen.desk, screen.claim.id, item.id, values)
            screen.changed(change, f"{_name(screen)} {f'group {group}' if group else 'no group'}")

    hint = "pieces in one group count once: all from the same briefing, say"
    ask(screen, done, placeholder=hint, value=item.independence_group)


def _name(screen: EvidenceScreen) -> str:
    return f"{screen.number(screen.piece)} {one_line(screen.piece.title)}"


# --- what the piece is ---------------------------------------------------------------------------


def _change(screen: EvidenceScreen, values: dict[str, Any], said: str) -> None:
    change = evidence.change(screen.desk, screen.piece.id, values)
    screen.changed(change, f"{_name(screen)} {said}")


def _provenance(screen: EvidenceScreen) -> None:
    primary = screen.piece.provenance == Provenance.PRIMARY
    wanted = Provenance.SECONDARY if primary else Provenance.PRIMARY
    _change(screen, {"provenance": wanted.value}, wanted.value)


def _title(screen: EvidenceScreen) -> None:
    def done(text: str | None) -> None:
        if text is not None and text.strip():
            _change(screen, {"title": text.strip()}, "renamed")

    hint = "its title in lists and exports"
    ask(screen, done, placeholder=hint, value=screen.piece.title)


def _attach(screen: EvidenceScreen) -> None:
    def done(change: Change, said: str) -> None:
        screen.changed(change, said, change.event)

    ask_attach(screen, screen.claim.id, done)


def _detach(screen: EvidenceScreen) -> None:
    name = _name(screen)
    screen.changed(evidence.detach(screen.desk, screen.piece.id), f"{name} removed")


# --- its source ----------------------------------------------------------------------------------


def _source(screen: EvidenceScreen) -> None:
    """Fuzzy choice among all sources; what is typed and not there can be added."""

    def closed() -> None:
        screen.query_one("#left").remove_class("-picking")
        screen.draw_piece()

    def picked(links: list[source_picker.Voice | None]) -> None:
        source = links[-1]
        name = one_line(known_sources.names(screen.desk.conn).get(str(source), str(source)))
        _change(screen, {"source": source}, f"source {name}")

    screen.query_one("#left").add_class("-picking")
    show = screen.query_one("#piece", TextLines).update
    source_picker.pick_source(screen, show=show, picked=picked, closed=closed)


# --- reading its document ------------------------------------------------------------------------


def _move(step: int) -> Act:
    def act(screen: EvidenceScreen) -> None:
        screen.say("")
        screen.pieces.move(step)

    return act


def _page(step: int) -> Act:
    def act(screen: EvidenceScreen) -> None:
        view = screen.document
        line = view.scroll_offset.y + step * max(1, view.size.height - 1)
        view.scroll_to(y=line, animate=False)

    return act


def _paragraph(step: int) -> Act:
    def act(screen: EvidenceScreen) -> None:
        view = screen.document
        line = paragraph_line(view.wrapped, view.scroll_offset.y, step)
        view.scroll_to(y=line, animate=False)

    return act


def paragraph_line(wrapped: Wrapped, top: int, step: int) -> int:
    """The line on which the next paragraph begins (1), or this or the one before (-1)."""
    text = wrapped.text

    def begins(line: int) -> bool:
        start, end = wrapped.shown(line)
        return start < end and (start == 0 or text[start - 1] == "\n")

    lines = range(top + 1, len(wrapped)) if step > 0 else range(top - 1, -1, -1)
    return next((line for line in lines if begins(line)), top if step > 0 else 0)


def _find(screen: EvidenceScreen) -> None:
    def done(text: str | None) -> None:
        words = (text or "").strip()
        screen.hits, screen.hit = search.hits(visible(screen.text), words), -1
        screen.document.find(screen.hits)
        if not words:
            screen.say("")
        elif screen.hits:
            _next(screen)
        else:
            screen.say(f"{one_line(words)!r} is not in this document")

    if not screen.text:
        screen.say("this piece has no document to search")
    else:
        ask(screen, done, placeholder="words to find in this document; leave empty to clear")


def _next(screen: EvidenceScreen) -> None:
    if not screen.hits:
        screen.say("find words first, with /")
        return
    screen.hit = (screen.hit + 1) % len(screen.hits)
    screen.document.goto(screen.hits[screen.hit].start)
    screen.say(f"match {screen.hit + 1} of {len(screen.hits)}; n goes to the next")


# --- choosing a passage --------------------------------------------------------------------------


def _choose(screen: EvidenceScreen) -> None:
    """Draw the passage, beginning with the place at which the document is open."""
    if not screen.text:
        screen.say("only a document has passages; this piece is shown whole")
        return
    hit = screen.hits[screen.hit] if screen.hit >= 0 else None
    span = hit or screen.place(screen.piece) or next(iter(sentences(screen.text)), None)
    if span is None:
        screen.say("this document has no words to mark")
        return
    screen.moving_start = False
    screen.enter(Mode.PASSAGE)
    drawn_span.draw(screen, span)
    screen.say("the highlighted words are the passage; ←→ move its end, Tab switches ends")


def _keep(screen: EvidenceScreen) -> None:
    span = screen.selection
    if span is None:
        return
    screen.unfocus()
    screen.enter(Mode.EVIDENCE)
    values = {"exact": span.of(screen.text), "start": span.start, "end": span.end}
    _change(screen, values, "passage set")


# --- elsewhere -----------------------------------------------------------------------------------


def _help(screen: EvidenceScreen) -> None:
    screen.doors.help(screen.desk.scale)


def _back(screen: EvidenceScreen) -> None:
    screen.app.pop_screen()


def _suspend(screen: EvidenceScreen) -> None:
    screen.app.action_suspend_process()


ACTS: dict[str, Act] = {
    **{f"piece.{stance.value}": _weigh("stance", stance.value) for stance in Stance},
    **{f"piece.credibility.{n}": _weigh("information_credibility", str(n)) for n in range(1, 7)},
    "piece.attach": _attach,
    "piece.detach": _detach,
    "piece.passage": _choose,
    "piece.source": _source,
    "piece.provenance": _provenance,
    "piece.group": _group,
    "piece.title": _title,
    "piece.down": _move(1),
    "piece.up": _move(-1),
    "piece.page_down": _page(1),
    "piece.page_up": _page(-1),
    "piece.paragraph_back": _paragraph(-1),
    "piece.paragraph_on": _paragraph(1),
    "piece.find": _find,
    "piece.next": _next,
    "piece.undo": lambda screen: undo(screen, screen.claim.document),
    "piece.redo": lambda screen: redo(screen, screen.claim.document),
    "piece.help": _help,
    "piece.back": _back,
    "piece.suspend": _suspend,
    "passage.shrink": drawn_span.move_end(-1, "a passage"),
    "passage.grow": drawn_span.move_end(1, "a passage"),
    "passage.end": drawn_span.other_end,
    "passage.before": drawn_span.sentence(-1),
    "passage.after": drawn_span.sentence(1),
    "passage.keep": _keep,
}

_WITHOUT_PIECE = {
    f"piece.{name}"
    for name in ("attach", "undo", "redo", "help", "back", "suspend", "page_down", "page_up")
}
