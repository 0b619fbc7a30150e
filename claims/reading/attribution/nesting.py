"""Nests attributions: which one reports which, from the outermost voice inwards.

An attribution lies in another when its cue does, and the innermost that holds it is its parent. A
parent's content is longer than its child's, so a chain cannot run in a circle.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import takewhile

from claims.model import Attribution, Span
from claims.reading.attribution.confidence import circumstance, confidence, is_second_hand
from claims.reading.attribution.letters import LETTER
from claims.reading.attribution.passage_context import Find, quotation_type
from claims.reading.english.function_words import PREPOSITIONS, word_set
from claims.reading.english.lexicon import EVIDENCE
from claims.reading.english.quotes import Quotations


def attributions(text: str, finds: Sequence[Find], quotes: Quotations) -> tuple[Attribution, ...]:
    """The attributions in the order of their cues, each with the index of the one around it."""
    ordered = sorted(_distinct(finds), key=lambda find: (_anchor(find).start, -_length(find)))
    ordered = _without_echoes(text, ordered, quotes)
    index = {id(find): n for n, find in enumerate(ordered)}
    parents = [
        index[id(find.inside)] if find.inside else parent
        for find, parent in zip(ordered, _parents(ordered), strict=True)
    ]
    return tuple(
        _attribution(text, find, parent, quotes, None if parent is None else ordered[parent])
        for find, parent in zip(ordered, parents, strict=True)
    )


def _attribution(
    text: str, find: Find, parent: int | None, quotes: Quotations, outer: Find | None
) -> Attribution:
    quotation = quotation_type(text, find.content, quotes)
    kind = find.attribution_type(quotation)
    second_hand = is_second_hand(outer.pattern if outer else None)
    how = circumstance(text, find, quotes, nested=second_hand)
    return Attribution(
        source=find.source,
        cue=find.cue,
        content=find.content,
        quotation_type=quotation,
        attribution_type=kind,
        pattern=find.pattern,
        confidence=confidence(find.pattern, kind, how),
        nested_in=parent,
    )


def _without_echoes(text: str, finds: list[Find], quotes: Quotations) -> list[Find]:
    """Without what is part of a statement, or of the words for a source, and no voice in it."""
    parents = _parents(finds)
    naming = _starts_in_sources(finds)
    return [
        find
        for find, outer in zip(finds, parents, strict=True)
        if find.inside
        or (
            (outer is None or _is_voice(text, find, finds[outer], quotes))
            and not (_anchor(find).start in naming and (find.mind or find.deed))
        )
    ]


def _starts_in_sources(finds: Sequence[Find]) -> frozenset[int]:
    """Where cues begin that only tell who a source is: "said Osei, who backs the board"."""
    starts = sorted(_anchor(find).start for find in finds)
    return frozenset(
        start
        for find in finds
        for span in find.source
        for start in starts[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
    )


def _is_voice(text: str, find: Find, outer: Find, quotes: Quotations) -> bool:
    """Whether `find` is somebody's word inside what `outer` reports, or stands on its own.

    "She said she had found that ..." is one voice. What somebody states that another condemned,
    wants or urges is stated, unless a trailing voice reports it ("Xi urged Putin to ..., CCTV
    said"). A thought counts there when it is not "she said she thought", and in a quotation when
    it is its speaker's own, which `attribute` sees to.
    """
    if outer.pattern == LETTER:
        return True
    if not find.source:
        return False
    who = speaker(text, find)
    if quotes.at(_anchor(find).start):
        return find.pattern == THOUGHT or (find.pattern in QUOTABLE and who not in _NOBODY)
    if speaker(text, outer) in _FIRST:
        return not find.deed
    opens = find.source[-1].start - outer.content[0].start < _OPENING
    if who in _SAME and opens and {who, speaker(text, outer)} != {"he", "she"}:
        return find.pattern in _FURTHER and not (find.deed or find.mind)
    if find.pattern == THOUGHT and who not in _SAME:
        return True
    if find.pattern in _VOICES and not find.mind:
        return not find.deed
    if find.pattern == "found_that" and _is_evidence(text, find):
        return True
    return not find.mind and opens and _anchor(outer).start > _anchor(find).start


def speaker(text: str, find: Find) -> str:
    """The words for a source in small letters, without a clitic: "i" for "I've"."""
    if not find.source:
        return ""
    return find.source[-1].of(text).lower().replace("’", "'").partition("'")[0]


def _is_evidence(text: str, find: Find) -> bool:
    """Whether a paper speaks in a report: "said that his survey showed ..."."""
    who = speaker(text, find).split()
    noun = [*takewhile(lambda word: word not in PREPOSITIONS, who)][-1:]
    paper = not EVIDENCE.isdisjoint(noun)
    return paper and not find.deed and not _DENIED.search(find.cue[0].of(text))


_DENIED = re.compile(r"\bnot\b|n['’]t\b|\bnever\b")
_OPENING = 6
_FIRST = word_set("i we you")
_SAME = word_set("he she they it")
_NOBODY = _SAME | _FIRST | word_set("people everyone everybody someone somebody nobody who")
_VOICES = word_set(
    "said_that told_that said postposed inverted according_to quoted_as_saying "
    "passive_agent participle shared_subject as_reported label quotative noun_that"
)
THOUGHT = "thought_that"
# In a quotation only a full report is one: "The board told us that ..."
QUOTABLE = word_set("said_that told_that according_to quoted_as_saying")
_FURTHER = word_set("participle shared_subject")


def _distinct(finds: Sequence[Find]) -> list[Find]:
    """One find for each cue: the first pattern that claimed it."""
    seen: set[int] = set()
    kept = []
    for find in finds:
        if _anchor(find).end not in seen:
            seen.update(span.end for span in find.cue)
            kept.append(find)
    kept_ids = {id(find) for find in kept}
    return [find for find in kept if find.inside is None or id(find.inside) in kept_ids]


def _anchor(find: Find) -> Span:
    return find.cue[0]


def _length(find: Find) -> int:
    return sum(span.end - span.start for span in find.content)


def _parents(finds: Sequence[Find]) -> list[int | None]:
    """For each find the shortest content that holds its cue, by one sweep over the text."""
    lengths = [_length(find) for find in finds]
    opening = sorted(
        ((span.start, span.end, n) for n, find in enumerate(finds) for span in find.content),
        reverse=True,
    )
    active: list[tuple[int, int, int]] = []
    parents: list[int | None] = []
    for n, find in enumerate(finds):
        cue = _anchor(find)
        while opening and opening[-1][0] <= cue.start:
            active.append(opening.pop())
        active = [piece for piece in active if piece[1] > cue.start]
        holders = [
            (lengths[m], m)
            for _, end, m in active
            if m != n and cue.end <= end and lengths[m] > lengths[n]
        ]
        parents.append(next((m for _, m in sorted(holders) if not _reports(find, finds[m])), None))
    return parents


def _reports(find: Find, other: Find) -> bool:
    """Whether `find` has the cue of `other` in its own content."""
    cue = _anchor(other)
    return any(span.holds(cue) for span in find.content)
