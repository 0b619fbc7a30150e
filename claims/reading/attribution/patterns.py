"""Finds every attribution of a text, trying the patterns in their order.

Cues that stand behind or beside their content come first, since they are walls for the rest; then
passives, then plain "X said". A cue belongs to the first pattern that takes it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from claims.model import Attribution, Span
from claims.reading.attribution.attitudes import attitudes
from claims.reading.attribution.complements import reported
from claims.reading.attribution.cue_phrases import claimed, phrase_cues
from claims.reading.attribution.cues import Cue, cues
from claims.reading.attribution.letters import letters
from claims.reading.attribution.nesting import QUOTABLE, THOUGHT, attributions, speaker
from claims.reading.attribution.passage_context import Find, PassageContext
from claims.reading.attribution.passives import passive
from claims.reading.attribution.quotatives import quotatives
from claims.reading.attribution.trailing_cues import trailing_cue
from claims.reading.english.frames import Frame
from claims.reading.english.lexicon import VERBS
from claims.reading.english.quotes import Quotation, Quotations, quotations
from claims.reading.english.tokens import passages


def attribute(text: str, spans: Sequence[Span], quotes: Quotations) -> tuple[Attribution, ...]:
    """Every attribution in `text`, in the order of the cues."""
    starts = [span.start for span in spans]
    finds = list(letters(text))
    for span in spans:
        for passage in passages(text, span, quotes):
            finds.extend(in_passage(PassageContext(text, passage, quotes, spans, starts)))
    finds.extend(_in_quotations(text, spans, starts, quotes, finds))
    return attributions(text, finds, quotes)


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
            if start < end and _TOLD.search(text, start, end):
                for passage in passages(text, Span(start, end), inner):
                    found = in_passage(PassageContext(text, passage, inner, spans, starts))
                    yield from filter(None, (_quotable(text, find, inner) for find in found))


def _quotable(text: str, find: Find, quotes: Quotations) -> Find | None:
    """`find` if it counts in a quotation: a full report, or a thought of the speaker's own.

    "“I hope that it rains”" tells a hope; "“I think that it rains”" says that it does.
    """
    if find.pattern in QUOTABLE:
        return find
    if find.pattern != THOUGHT or speaker(text, find) not in _SPEAKER:
        return None
    if quotes.at(find.content[0].start):  # "I thought, ‘It rains’"
        return find._replace(mind=True)
    return find if find.mind else None


_SPEAKER = frozenset({"i", "we"})
_THINKING = "|".join(
    form for form, verb in VERBS.items() if verb.mind and Frame.THAT in verb.frames
)
# Without one of these nobody reports or thinks in a quotation.
_TOLD = re.compile(
    r"\b(?:that|told|tells?|telling|[Aa]ccording|saying"
    rf"|(?:I|[Ww]e)(?:['’]\w+)?,?(?: [\w'’]+){{0,2}} (?:{_THINKING}))\b"
)


def _quoted_contents(quotes: Quotations, finds: Sequence[Find]) -> list[Quotation]:
    """The quotations that are the content of a find, each once, in order."""
    held = {
        quotation.start: quotation
        for find in finds
        for span in find.content
        for quotation in quotes.meeting(span.start, span.end)
    }
    return [held[start] for start in sorted(held)]


def in_passage(context: PassageContext) -> Iterator[Find]:
    """The finds of all patterns in one passage."""
    finds: list[Find] = []
    barriers: set[int] = set()
    taken: set[int] = set()
    for find, first, last in phrase_cues(context):
        finds.append(find)
        if find.source:
            barriers.add(first)
            taken.update(range(first, last + 1))
    for find, last in quotatives(context):
        finds.append(find)
        taken.add(last)
    open_cues: list[Cue] = []
    for cue in cues(context.passage):
        if cue.last in taken:
            continue
        hit = trailing_cue(context, cue)
        if hit is None:
            open_cues.append(cue)
        else:
            finds.append(hit[0])
            barriers.add(hit[1])
    yield from finds
    walled = context._replace(barriers=frozenset(barriers)) if barriers else context
    yield from claimed(walled)
    for cue in open_cues:
        plain = _plain(walled, cue)
        finds.extend(plain)
        yield from plain
    for find in attitudes(walled):
        # "Seems to think" is one cue.
        if not any(other.cue[0].holds(find.cue[0]) for other in finds):
            yield find


def _plain(context: PassageContext, cue: Cue) -> tuple[Find, ...]:
    passives = passive(context, cue)
    if passives:
        return passives
    find = reported(context, cue)
    return () if find is None else (find,)
