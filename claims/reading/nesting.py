"""Which attribution reports which: the chain from the outermost voice inwards.

The decision: an attribution lies in another when its cue does, and the innermost that holds it is
its parent. A parent's content is longer than its child's, so a chain cannot run in a circle.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.model import Attribution, Span
from claims.reading.quotes import Quotations
from claims.reading.scene import Find, quotation_type


def attributions(
    text: str, finds: Sequence[Find], quotes: Quotations, precision: dict[str, float]
) -> tuple[Attribution, ...]:
    """The finds in the order of their cues, each with the index of the one that reports it."""
    ordered = sorted(_distinct(finds), key=lambda find: (_anchor(find).start, -_length(find)))
    ordered = _without_wishes(text, ordered)
    index = {id(find): n for n, find in enumerate(ordered)}
    parents = _parents(ordered)
    return tuple(
        Attribution(
            source=find.source,
            cue=find.cue,
            content=find.content,
            quotation_type=quotation_type(text, find.content, quotes),
            attribution_type=find.attribution_type,
            pattern=find.pattern,
            confidence=precision[find.pattern],
            nested_in=index[id(find.inside)] if find.inside else parents[n],
        )
        for n, find in enumerate(ordered)
    )


def _without_wishes(text: str, finds: list[Find]) -> list[Find]:
    """Without attitudes inside what somebody states: those are stated, not a second voice."""
    if not any(find.mind for find in finds):
        return finds
    parents = _parents(finds)
    return [
        find
        for n, (find, outer) in enumerate(zip(finds, parents, strict=True))
        if not find.mind or outer is None or finds[outer].mind or _own_mind(text, find)
    ]


def _own_mind(text: str, find: Find) -> bool:
    """Whether it is a thought of somebody who is named anew, or told in a quotation."""
    if find.pattern != "thought_that" or not find.source:
        return False
    return find.source[-1].of(text).lower() not in ("he", "she", "they", "it")


def _distinct(finds: Sequence[Find]) -> list[Find]:
    """One find for each cue: the first rule that claimed it."""
    seen: set[int] = set()
    kept = []
    for find in finds:
        at = _anchor(find).end
        if at not in seen:
            seen.add(at)
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
