"""Marking a span with the keyboard: its ends move word by word, or sentence by sentence.

A Chinese or Japanese character is a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from claims.model import Span
from claims.reading.sentences import sentences
from tui.widgets.article import ArticleView

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’.,-]\w+)*")


def words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Bounds of the words of a stretch of `text`."""
    return [match.span() for match in _WORD.finditer(text, start, end)]


def moved(text: str, span: Span, step: int, *, start: bool) -> Span | None:
    """`span` with one end moved by a word; None when nothing would be left of it."""
    near = words(text, max(0, span.start - 400), min(len(text), span.end + 400))
    if start:
        places = [a for a, _ in near if (a > span.start if step > 0 else a < span.start)]
        place = min(places, default=None) if step > 0 else max(places, default=None)
        return Span(place, span.end) if place is not None and place < span.end else None
    places = [b for _, b in near if (b > span.end if step > 0 else b < span.end)]
    place = min(places, default=None) if step > 0 else max(places, default=None)
    return Span(span.start, place) if place is not None and place > span.start else None


def sentence_beside(text: str, span: Span, step: int) -> Span | None:
    """The sentence behind `span` (1) or before it (-1), if there is one."""
    found = sentences(text)
    others = [s for s in found if (s.start >= span.end if step > 0 else s.end <= span.start)]
    return (others[0] if step > 0 else others[-1]) if others else None


class Drawing(Protocol):
    """A screen on which a span is drawn: on `page`, over `text`."""

    text: str
    selection: Span | None
    moving_start: bool

    @property
    def page(self) -> ArticleView: ...

    def say(self, text: str, *, wrong: bool = False) -> None: ...


def draw(screen: Drawing, span: Span) -> None:
    """Show the span reversed, with the end in hand in view."""
    screen.selection = span
    screen.page.mark(span)
    screen.page.goto(span.start if screen.moving_start else span.end - 1)


def other_end(screen: Drawing) -> None:
    """The arrows move the other end from now on."""
    screen.moving_start = not screen.moving_start
    end = "beginning" if screen.moving_start else "end"
    screen.say(f"←→ now move its {end}; Tab switches ends")
    if screen.selection:
        draw(screen, screen.selection)


def move_end(step: int, of: str) -> Callable[[Drawing], None]:
    """Move the end in hand a word to the right (1) or to the left (-1); `of` is what is drawn."""

    def act(screen: Drawing) -> None:
        if screen.selection is None:
            return
        span = moved(screen.text, screen.selection, step, start=screen.moving_start)
        if span is None:
            screen.say(f"{of} needs at least one word")
        else:
            draw(screen, span)

    return act


def sentence(step: int) -> Callable[[Drawing], None]:
    """Take the sentence before or behind instead."""

    def act(screen: Drawing) -> None:
        if screen.selection is None:
            return
        other = sentence_beside(screen.text, screen.selection, step)
        if other is not None:
            draw(screen, other)

    return act
