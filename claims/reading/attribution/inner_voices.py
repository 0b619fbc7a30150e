"""Finds what others are reported to say inside quotations: "“She said the car was gone,” he wrote".

The attributions of a text leave most of these out: told in passing, they are seldom what an article
rests on. Who is speaking, and through whom, does ask for them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from claims.model import Attribution, AttributionType, Span
from claims.reading.attribution.confidence import Circumstance, confidence
from claims.reading.attribution.nesting import speaker
from claims.reading.attribution.passage_context import Find, PassageContext, quotation_type
from claims.reading.attribution.patterns import in_passage
from claims.reading.english.function_words import word_set
from claims.reading.english.quotes import Quotations, quotations
from claims.reading.english.tokens import passages

_REPORTS = word_set(
    "said said_that told_that found_that postposed inverted according_to quoted_as_saying "
    "shared_subject passive_agent noun_that as_reported"
)
_NOBODY = word_set("i we you that this there what which nobody")
_READS = word_set("says said states stated reads shows showed tells")  # "It says that ..."


def inner_voices(
    text: str, sentences: Sequence[Span], attributions: Sequence[Attribution], quotes: Quotations
) -> tuple[Attribution, ...]:
    """The reports inside quotations, each nested in the attribution that holds it."""
    starts = [span.start for span in sentences]
    known = {one.cue[0].start for one in attributions if one.cue}
    found: dict[int, Attribution] = {}
    for n, outer in enumerate(attributions):
        if outer.attribution_type is AttributionType.ATTITUDE:
            continue
        for inside in _quoted_in(text, outer, quotes):
            for find in _reports_in(text, inside, sentences, starts):
                at = find.cue[0].start
                if at not in known and at not in found:
                    found[at] = _attribution(text, find, n, quotes)
    return tuple(found[at] for at in sorted(found))


def _quoted_in(text: str, outer: Attribution, quotes: Quotations) -> Iterator[Span]:
    for span in outer.content:
        for quotation in quotes.meeting(span.start, span.end):
            inside = quotation.inside(text)
            if inside is not None and inside.end - inside.start > _SHORTEST:
                yield inside


_SHORTEST = 24


def _reports_in(
    text: str, inside: Span, sentences: Sequence[Span], starts: Sequence[int]
) -> Iterator[Find]:
    inner = quotations(text, inside)
    first = max(0, bisect_right(starts, inside.start) - 1)
    for span in sentences[first : bisect_left(starts, inside.end)]:
        start, end = max(span.start, inside.start), min(span.end, inside.end)
        if start < end:
            for passage in passages(text, Span(start, end), inner):
                context = PassageContext(text, passage, inner, sentences, starts)
                yield from (find for find in in_passage(context) if _counts(text, find))


def _counts(text: str, find: Find) -> bool:
    """Whether somebody else is reported, in words: no wish, no deed, not the speaker."""
    if find.mind or not find.source:
        return False
    cue = find.cue[0].of(text).split()[-1].lower()
    told = find.pattern in _REPORTS and not find.deed
    if not told and cue not in _ADMITTING and not _is_quoted(text, find):
        return False
    who = speaker(text, find)
    return who not in _NOBODY and (who != "it" or cue in _READS)


# Acts of speech whose object is what was said: "he acknowledged a fault".
_ADMITTING = word_set(
    "acknowledged acknowledges admitted admits denied denies conceded concedes announced announces "
    "claimed claims confirmed confirms promised promising rejected rejects"
)


def _is_quoted(text: str, find: Find) -> bool:
    return text[find.content[0].start] in "\"“‘'"


def _attribution(text: str, find: Find, outer: int, quotes: Quotations) -> Attribution:
    return Attribution(
        source=find.source,
        cue=find.cue,
        content=find.content,
        quotation_type=quotation_type(text, find.content, quotes),
        attribution_type=AttributionType.STATEMENT,
        pattern=find.pattern,
        confidence=confidence(find.pattern, AttributionType.STATEMENT, Circumstance.QUOTED),
        nested_in=outer,
    )
