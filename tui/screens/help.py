"""The help page: the key registry, by mode, and what the statuses mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from claims.scales import Scale
from tui.keys import AT_HAND, Key, Mode

_TITLES = {
    Mode.NORMAL: "Reviewing",
    Mode.SOURCE: "After s: who says it",
    Mode.ATTRIBUTION: "After t: does it match what the source published",
    Mode.CONFIDENCE: "After c: how sure you are",
    Mode.FILTER: "After f: which claims are shown",
    Mode.LEAD: "After l: your answer to a lead",
    Mode.MARK: "Drawing a claim (i, w)",
    Mode.SPLIT: "Splitting a claim (x)",
    Mode.LIBRARY: "In the library",
    Mode.EVIDENCE: "On the evidence screen (e)",
    Mode.PASSAGE: "Choosing a passage (v)",
    Mode.EXPORT: "Exporting the review log (o; x in the library)",
    Mode.SESSION: "On the session screen (V; s in the library)",
    Mode.ADJUDICATION: "Settling a claim on which reviewers differ (D)",
    Mode.REASON: "When you have the last word: why they differ",
}

_MARKS = {
    "Kremlin?": "A suggested source; space accepts it.",
    "?": "In place of a source: none was found. At the right: a query.",
    "!": "At the right: an open lead.",
    "n c": "A note, a correction.",
    "t @": "A comment; one that mentions you.",
    "a A": "Adjudicated; adjudicated against your verdict.",
    "2+": "How many colleagues have judged the claim.",
}


class HelpScreen(Screen[None]):
    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,escape,ctrl+g,question_mark,f1", "close", show=False),
        Binding("j,down", "down", show=False),
        Binding("k,up", "up", show=False),
        Binding("space", "page", show=False),
    ]

    def __init__(self, keys: tuple[Key, ...], scale: Scale) -> None:
        super().__init__()
        self._keys = keys
        self._scale = scale

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help"):
            yield Static(Content("\n").join(page(self._keys, self._scale)), markup=False)
        yield Static(" j k scroll · space next page · q back", id="keys", markup=False)

    def on_mount(self) -> None:
        self.query_one("#help").focus()

    def action_close(self) -> None:
        self.app.pop_screen()

    def action_down(self) -> None:
        self.query_one("#help").scroll_down(animate=False)

    def action_up(self) -> None:
        self.query_one("#help").scroll_up(animate=False)

    def action_page(self) -> None:
        self.query_one("#help").scroll_page_down(animate=False)


def page(keys: tuple[Key, ...], scale: Scale) -> Iterator[Content]:
    """Every key with what it does, under its mode."""
    for mode, title in _TITLES.items():
        yield Content.styled(f" {title}", "bold underline")
        if mode is Mode.SOURCE:
            yield _entry("1 … 9", "A voice of this article, those that say most first.")
            yield from (_entry(letter, f"{name}.") for letter, (_, name) in AT_HAND.items())
        for key in keys:
            if key.mode is mode and _counts(key, scale):
                yield _entry(all_keys(key), _does(key, scale))
        yield Content("")
    yield Content.styled(" Letters in the list", "bold underline")
    for status in scale.statuses:
        yield _entry(status.letter, f"{status.label}: {status.meaning}")
    yield _entry("a small letter", "Judged on a scale other than the one in use.")
    yield _entry("·", "No verdict yet.")
    yield _entry("!", "Split: reviewers' verdicts differ.")
    yield Content("")
    yield Content.styled(" Marks in the list", "bold underline")
    for mark, meaning in _MARKS.items():
        yield _entry(mark, meaning)


def _entry(key: str, text: str) -> Content:
    return Content.assemble((f"  {key:<14}", "bold"), f" {text}")


def all_keys(key: Key) -> str:
    return " ".join((key.shown, *key.keys[1:]))


def _counts(key: Key, scale: Scale) -> bool:
    _, _, number = key.id.rpartition("status.")
    return not number.isdigit() or int(number) <= len(scale.statuses)


def _does(key: Key, scale: Scale) -> str:
    number = key.id.removeprefix("status.")
    if number.isdigit():
        status = scale.statuses[int(number) - 1]
        label = status.label[:1].upper() + status.label[1:]
        return f"{label}: save, and go to the next undecided claim."
    _, own, number = key.id.partition("ruling.status.")
    if own:
        return f"Your own last word: {scale.statuses[int(number) - 1].label}."
    return key.does
