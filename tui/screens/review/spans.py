"""Acts that change where claims begin and end: mark, re-span, split, merge.

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
from tui.screens.drawn_span import draw, words

if TYPE_CHECKING:
    from tui.screens.review.screen import ReviewScreen


_JOINT = re.compile(r"(?:[,;，；]|\b(?:and|but|while|whereas|и|а)\b)\s*$")


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
        screen.say("there are no words to mark here")
        return
    screen.moving_start = False
    screen.enter(Mode.MARK)
    draw(screen, found[0])
    screen.say("the highlighted words will be the claim; ←→ move its end, Tab switches ends")


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
    screen.changed(change, "claim marked" if target is None else "claim bounds changed")
    _go_to_span(screen, span.start)


def _go_to_span(screen: ReviewScreen, start: int) -> None:
    """Put the cursor on the claim that begins at `start` or next to it."""
    for index in range(len(screen.view.ids)):
        if screen.view.row(index).start >= start:
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
