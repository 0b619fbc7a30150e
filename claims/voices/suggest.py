"""Makes the suggestions that a reviewer accepts with one key, from attributions.

A suggestion is a chain of voices, outermost first. A voice inside another's content lengthens the
chain only when it covers most of that content: "Ushakov said that Putin reaffirmed A and B" is
Ushakov's claim, "CCTV said that Xi told Putin A" is Xi's through CCTV. Where nobody is named
nothing is suggested; a pronoun is resolved to the nearest earlier voice that fits and marked as
inferred.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from claims.model import Attribution, AttributionType, Mention, Span, Suggestion
from claims.reading.english.quotes import Quotations, quotations
from claims.voices.registry import Registry
from claims.voices.resolve import Voices

# These tell what was talked about, not what was said.
_TOPIC = "topic"
_COVERS = 0.5
# A claim with more voices than this is no sentence of an article.
_MOST = 40


def suggest(
    text: str,
    claims: Sequence[Span],
    attributions: Sequence[Attribution],
    registry: Registry,
) -> list[tuple[Suggestion, ...]]:
    """For each claim the suggested attributions, the best first; none where nothing fits."""
    quotes = quotations(text)
    voices = Voices(text, attributions, registry)
    chosen = _by_claim(claims, attributions)
    return [
        tuple(_for_claim(claim, found, attributions, voices, quotes))
        for claim, found in zip(claims, chosen, strict=True)
    ]


def _by_claim(claims: Sequence[Span], attributions: Sequence[Attribution]) -> list[list[int]]:
    """For each claim the attributions whose cue or content lies in it."""
    starts = [claim.start for claim in claims]
    found: list[list[int]] = [[] for _ in claims]
    for n, attribution in enumerate(attributions):
        for span in (*attribution.cue, *attribution.content):
            first = max(0, bisect_right(starts, span.start) - 1)
            for k in range(first, bisect_right(starts, span.end - 1)):
                if claims[k].overlap(span) and (not found[k] or found[k][-1] != n):
                    found[k].append(n)
    return found


def _for_claim(
    claim: Span,
    found: Sequence[int],
    attributions: Sequence[Attribution],
    voices: Voices,
    quotes: Quotations,
) -> Iterator[Suggestion]:
    kept = _worthwhile(found, attributions)[:_MOST]
    among = set(kept)
    roots = [n for n in kept if not _has_parent(n, among, attributions)]
    leaves = {_leaf(n, claim, among, attributions) for n in roots}
    ranked = sorted(leaves, key=lambda n: (-_weight(claim, attributions[n]), n))
    for n in ranked:
        yield from _suggestions(n, claim, attributions, voices, quotes)


def _worthwhile(found: Sequence[int], attributions: Sequence[Attribution]) -> list[int]:
    """Attributions with a source; statements before attitudes, save those that are stated."""
    named = [n for n in found if attributions[n].source]
    stated = [n for n in named if _is_statement(attributions[n])]
    if not stated:
        return [n for n in named if not _is_topic(attributions[n])] or named
    among = set(stated)
    return [n for n in named if n in among or _is_told(n, among, attributions)]


def _is_told(n: int, among: set[int], attributions: Sequence[Attribution]) -> bool:
    """Whether it is what a voice among them reports: "Xi urged ..., CCTV said"."""
    return not _is_topic(attributions[n]) and _has_parent(n, among, attributions)


def _is_statement(attribution: Attribution) -> bool:
    return attribution.attribution_type is AttributionType.STATEMENT and not _is_topic(attribution)


def _is_topic(attribution: Attribution) -> bool:
    return attribution.pattern == _TOPIC


def _ancestors(n: int, attributions: Sequence[Attribution]) -> Iterator[int]:
    outer = attributions[n].nested_in
    while outer is not None:
        yield outer
        outer = attributions[outer].nested_in


def _has_parent(n: int, among: set[int], attributions: Sequence[Attribution]) -> bool:
    return any(outer in among for outer in _ancestors(n, attributions))


def _leaf(
    n: int,
    claim: Span,
    among: set[int],
    attributions: Sequence[Attribution],
) -> int:
    """From `n` inwards, as long as one voice covers most of what the outer one reports."""
    while True:
        whole = _covered(claim, attributions[n])
        inner = [m for m in among if attributions[m].nested_in == n]
        best = max(inner, key=lambda m: _covered(claim, attributions[m]), default=None)
        if best is None or _covered(claim, attributions[best]) < _COVERS * whole:
            return n
        n = best


def _covered(claim: Span, attribution: Attribution) -> int:
    return sum(claim.overlap(span) for span in attribution.content)


def _weight(claim: Span, attribution: Attribution) -> float:
    return _covered(claim, attribution) * attribution.confidence


def _suggestions(
    leaf: int,
    claim: Span,
    attributions: Sequence[Attribution],
    voices: Voices,
    quotes: Quotations,
) -> Iterator[Suggestion]:
    chain = [leaf, *_ancestors(leaf, attributions)]
    speaking = [n for n in chain if n == leaf or _is_statement(attributions[n])]
    links = [voices.of(n) for n in reversed(speaking)]
    links = [link for link in links if link]
    if not links:
        return
    one = attributions[leaf]
    inside = [span for span in one.content if claim.overlap(span)] or list(one.content)
    plain = Suggestion(
        chain=(),
        source_span=one.source[0] if one.source else None,
        cue_span=one.cue[0] if one.cue else None,
        content_span=inside[0] if inside else None,
        quotation_type=one.quotation_type,
        attribution_type=one.attribution_type,
        pattern=one.pattern,
        confidence=min(attributions[n].confidence for n in speaking),
        quoted_spans=tuple(_quoted(claim, inside, quotes)),
    )
    for joint in product(*links):
        yield plain._replace(chain=_without_echo(joint))


def _without_echo(chain: Iterable[Mention]) -> tuple[Mention, ...]:
    """One voice named twice in a row is one link: "the Kremlin said that it ..."."""
    kept: list[Mention] = []
    for mention in chain:
        same = kept and mention.source_id is not None and kept[-1].source_id == mention.source_id
        if not same:
            kept.append(mention)
    return tuple(kept)


def _quoted(claim: Span, content: Sequence[Span], quotes: Quotations) -> Iterator[Span]:
    for quotation in quotes.meeting(claim.start, claim.end):
        start, end = max(quotation.start, claim.start), min(quotation.end, claim.end)
        if any(span.overlap(quotation.span) for span in content):
            yield Span(start, end)
