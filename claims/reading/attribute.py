"""The order in which the patterns are tried, and how far each is to be trusted.

The decision: cues that stand behind or beside their content come first, since they are walls for
the rest; then passives, then plain "X said". A cue belongs to the first pattern that takes it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.model import Attribution, Span
from claims.reading.agents import passive
from claims.reading.complements import reported
from claims.reading.cues import Cue, cues
from claims.reading.framing import framed
from claims.reading.impersonal import claimed, impersonal
from claims.reading.nesting import attributions
from claims.reading.quotes import Quotation, Quotations, quotations
from claims.reading.scene import Find, Scene
from claims.reading.stances import stances
from claims.reading.tokens import passages
from claims.reading.words import word_set

# How often a find of this pattern pairs with an annotated attribution and names its source: PolNeAR
# train and dev (924 articles), quotations aside. "in_words" and "quoted_as_saying" were found there
# fewer than ten times.
PRECISION: dict[str, float] = {
    "postposed": 0.96,
    "inverted": 0.95,
    "according_to": 0.94,
    "said_that": 0.93,
    "said": 0.87,
    "told_that": 0.84,
    "as_reported": 0.83,
    "quoted_as_saying": 0.83,
    "label": 0.82,
    "topic": 0.78,
    "found_that": 0.78,
    "in_words": 0.78,
    "speech_act": 0.75,
    "adjective": 0.75,
    "promised_to": 0.74,
    "called_for": 0.74,
    "passive_agent": 0.73,
    "participle": 0.71,
    "absent": 0.69,
    "urged_to": 0.69,
    "shared_subject": 0.66,
    "wants_to": 0.63,
    "thought_that": 0.62,
    "seems": 0.58,
    "attitude": 0.57,
    "noun_that": 0.51,
    "noun_for": 0.49,
}

# Inside a quotation a second voice is rarer than a turn of speech ("I think").
QUOTED_PATTERNS = word_set(
    "said_that told_that said postposed inverted according_to found_that quoted_as_saying "
    "passive_agent thought_that"
)
_PRESENT = word_set("i we you")
_TURNS = word_set("think know believe feel guess mean")


def attribute(text: str, spans: Sequence[Span], quotes: Quotations) -> tuple[Attribution, ...]:
    """Every attribution in `text`, in the order of the cues."""
    starts = [span.start for span in spans]
    finds: list[Find] = []
    for span in spans:
        for passage in passages(text, span, quotes):
            finds.extend(_in_passage(Scene(text, passage, quotes, spans, starts)))
    finds.extend(_in_quotations(text, spans, starts, quotes, finds))
    return attributions(text, finds, quotes, PRECISION)


def _in_quotations(
    text: str, spans: Sequence[Span], starts: Sequence[int], quotes: Quotations, finds: list[Find]
) -> Iterator[Find]:
    """What is reported inside a quotation that somebody is reported to have said."""
    for quotation in _quoted_contents(quotes, finds):
        inside = quotation.inside(text)
        if inside is None:
            continue
        inner = quotations(text, inside)
        first = max(0, bisect_right(starts, inside.start) - 1)
        for span in spans[first : bisect_left(starts, inside.end)]:
            start, end = max(span.start, inside.start), min(span.end, inside.end)
            if start < end:
                for passage in passages(text, Span(start, end), inner):
                    found = _in_passage(Scene(text, passage, inner, spans, starts))
                    yield from (find for find in found if _is_second_voice(text, find))


def _is_second_voice(text: str, find: Find) -> bool:
    """Whether somebody else reports, or one tells a thought; "I think" is a turn of speech."""
    if find.pattern not in QUOTED_PATTERNS or not find.source:
        return False
    speaker = find.source[-1].of(text).lower().replace("’", "'").partition("'")[0]
    if find.pattern != "thought_that":
        return speaker not in _PRESENT
    return speaker in _PRESENT and find.cue[0].of(text).lower().split()[-1] not in _TURNS


def _quoted_contents(quotes: Quotations, finds: Sequence[Find]) -> list[Quotation]:
    """The quotations that are the content of a find, each once, in order."""
    held = {
        quotation.start: quotation
        for find in finds
        for span in find.content
        for quotation in quotes.meeting(span.start, span.end)
    }
    return [held[start] for start in sorted(held)]


def _in_passage(scene: Scene) -> Iterator[Find]:
    finds: list[Find] = []
    barriers: set[int] = set()
    taken: set[int] = set()
    for find, first, last in impersonal(scene):
        finds.append(find)
        if find.source:
            barriers.add(first)
            taken.update(range(first, last + 1))
    open_cues: list[Cue] = []
    for cue in cues(scene.passage):
        if cue.last in taken:
            continue
        hit = framed(scene, cue)
        if hit is None:
            open_cues.append(cue)
        else:
            finds.append(hit[0])
            barriers.add(hit[1])
    yield from finds
    walled = replace(scene, barriers=frozenset(barriers))
    yield from claimed(walled)
    for cue in open_cues:
        yield from _plain(walled, cue)
    yield from stances(walled)


def _plain(scene: Scene, cue: Cue) -> Iterator[Find]:
    passives = passive(scene, cue)
    yield from passives
    if not passives:
        find = reported(scene, cue)
        if find is not None:
            yield find
