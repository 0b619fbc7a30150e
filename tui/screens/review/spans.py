"""Acts that draw a claim's bounds with the keyboard: mark, re-span, split, merge.

While a span is drawn, the article shows it reversed. Ends move word by word; a Chinese or Japanese
character is a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from claims.model import Span
from claims.reading.sentences import sentences
from store.queries import claim_listing, claim_rows
from store.verbs import spans
from tui.keys import Mode

if TYPE_CHECKING:
    from tui.screens.review.screen import ReviewScreen

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+(?:['’.,-]\w+)*")


_JOINT = re.compile(r"(?:[,;，；]|\b(?:and|but|while|whereas|и|а)\b)\s*$")


def words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Bounds of the words of a stretch of `text`."""
    return [match.span() for match in _WORD.finditer(text, start, end)]


def mark(screen: ReviewScreen) -> None:
    """Draw a new claim, beginning with the bounds of the current one."""
    screen.respanning = None
    _begin(screen)


def respan(screen: ReviewScreen) -> None:
    """Draw other bounds for the current claim."""
    row = screen.current
    screen.respanning = row.id if row else None
    _begin(screen)


def _begin(screen: ReviewScreen) -> None:
    row = screen.current
    found = [Span(row.start, row.end)] if row else list(sentences(screen.text))
    if not found:
        screen.say("there are no words to mark")
        return
    screen.moving_start = False
    screen.enter(Mode.MARK)
    _show(screen, found[0])
    screen.say("the reversed words will be the claim; ←→ move its end, Tab takes the other end")


def _show(screen: ReviewScreen, span: Span) -> None:
    screen.selection = span
    screen.article.mark(span)
    screen.article.goto(span.start if screen.moving_start else span.end - 1)


def other_end(screen: ReviewScreen) -> None:
    screen.moving_start = not screen.moving_start
    end = "beginning" if screen.moving_start else "end"
    screen.say(f"←→ move its {end} now; Tab takes the other end")
    if screen.selection:
        _show(screen, screen.selection)


def move_end(step: int) -> Callable[[ReviewScreen], None]:
    """Move the end in hand a word to the right (1) or to the left (-1)."""

    def act(screen: ReviewScreen) -> None:
        span = screen.selection
        if span is None:
            return
        longer = moved(screen.text, span, step, start=screen.moving_start)
        if longer is None:
            screen.say("a claim keeps at least one word")
        else:
            _show(screen, longer)

    return act


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


def sentence(step: int) -> Callable[[ReviewScreen], None]:
    """Take the sentence before or behind instead."""

    def act(screen: ReviewScreen) -> None:
        span = screen.selection
        if span is None:
            return
        if (other := sentence_beside(screen.text, span, step)) is not None:
            _show(screen, other)

    return act


def sentence_beside(text: str, span: Span, step: int) -> Span | None:
    """The sentence behind `span` (1) or before it (-1), if there is one."""
    found = sentences(text)
    others = [s for s in found if (s.start >= span.end if step > 0 else s.end <= span.start)]
    return (others[0] if step > 0 else others[-1]) if others else None


def done(screen: ReviewScreen) -> None:
    """Make the drawn span a claim, or the current claim's new bounds."""
    span = screen.selection
    if span is None:
        return
    target = screen.respanning
    screen.enter(Mode.NORMAL)
    if target is None:
        change = spans.mark(screen.desk, screen.document, span)
    else:
        change = spans.respan(screen.desk, target, span)
    screen.changed(change, "claim marked" if target is None else "claim re-spanned")
    _go_to_span(screen, span.start)


def _go_to_span(screen: ReviewScreen, start: int) -> None:
    """Put the cursor on the claim that begins at `start` or next to it."""
    for index in range(len(screen.ids)):
        if screen.row(index).start >= start:
            screen.claims.goto(index)
            return


# --- splitting and merging -----------------------------------------------------------------------


def split(screen: ReviewScreen) -> None:
    """Choose where the current claim is cut in two."""
    row = screen.current
    if row is None:
        return
    places = [start for start, _ in words(screen.text, row.start, row.end)][1:]
    if not places:
        screen.say("a claim of one word cannot be split")
        return
    screen.enter(Mode.SPLIT)
    _show_cut(screen, _likely(screen.text, places))
    screen.say("←→ choose where to cut; Enter splits")


def _likely(text: str, places: list[int]) -> int:
    """The first word behind a comma or a conjunction, else the one in the middle."""
    for place in places:
        if _JOINT.search(text[max(0, place - 12) : place]):
            return place
    return places[len(places) // 2]


def _show_cut(screen: ReviewScreen, at: int) -> None:
    row = screen.current
    if row is None:
        return
    screen.selection = Span(row.start, at)
    screen.article.mark(Span(row.start, row.end), at)
    screen.article.goto(at)


def move_cut(step: int) -> Callable[[ReviewScreen], None]:
    def act(screen: ReviewScreen) -> None:
        row, held = screen.current, screen.selection
        if row is None or held is None:
            return
        places = [start for start, _ in words(screen.text, row.start, row.end)][1:]
        others = [p for p in places if (p > held.end if step > 0 else p < held.end)]
        if others:
            _show_cut(screen, others[0] if step > 0 else others[-1])

    return act


def cut(screen: ReviewScreen) -> None:
    row, held = screen.current, screen.selection
    if row is None or held is None:
        return
    screen.enter(Mode.NORMAL)
    change = spans.split(screen.desk, row.id, held.end)
    screen.changed(change, f"#{row.number} split in two; its verdict stays in the log")
    _go_to_span(screen, row.start)


def merge(screen: ReviewScreen) -> None:
    """Make one claim of the current and the next in the article, shown or not."""
    every = claim_listing.listing(screen.desk.conn, screen.document)
    first = screen.claim
    index = every.index(first.id) if first.id in every else len(every)
    if index + 1 >= len(every):
        screen.say("there is no next claim to merge with")
        return
    second = claim_rows.row(screen.desk.conn, every[index + 1])
    change = spans.merge(screen.desk, [first.id, second.id])
    screen.changed(change, f"#{first.number} and #{second.number} merged")
    _go_to_span(screen, first.start)
