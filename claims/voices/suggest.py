"""Makes the suggestions that a reviewer accepts with one key, from attributions.

A suggestion is a chain of voices, outermost first. "CCTV said that Xi told Putin A" is Xi's through
CCTV and no statement of CCTV's besides; "Ushakov said that Putin reaffirmed A and B" is Ushakov's,
and what Putin reaffirmed is Putin's through him. Where nobody is named nothing is suggested; who
was reached through a pronoun or a description is marked as inferred.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from claims.model import (
    Attribution,
    AttributionType,
    Mention,
    QuotationType,
    Reading,
    Span,
    Suggestion,
    Voice,
)
from claims.reading.attribution.inner_voices import inner_voices
from claims.reading.english.quotes import Quotations, quotations
from claims.reading.wrapped_lines import unwrapped
from claims.voices.cast.cast import Cast
from claims.voices.certainty import FREE, VoiceEvidence, certainty, evidence
from claims.voices.filing import Filing
from claims.voices.registry import Registry
from claims.voices.resolution.resolver import Resolver

# These tell what was talked about, not what was said.
_TOPIC = "topic"
# Acts of speech that stand beside what is stated: "Xi accused ..., and Putin said ...".
_ACTS = frozenset({"speech_act", "called_for", "urged_to", _TOPIC})
_ALL = 0.75  # of what a voice reports, for another to say all of it
_MOST_OF_IT = 0.5  # for the chain through it to be what a reviewer is offered
_APART = 0.3  # of what an act tells, the most that may be stated as well
# A claim with more voices than this is no sentence of an article.
_MOST = 40
_DENIED = re.compile(r"\b(?:not|never)\b|n['’]t\b")
_LITTLE = re.compile(r"(?:much|anything|a word|more|a lot|a great deal)\b(?! than)")
_SHORTEST_QUOTED = 15  # code points


class Voiced(NamedTuple):
    """The cast of an article, and for each claim all that is said in it, the best first.

    `offered` are those of them that a reviewer accepts with one key: of a voice and of whoever
    speaks through it, the one that says most.
    """

    cast: tuple[Voice, ...]
    suggestions: list[tuple[Suggestion, ...]]
    offered: list[tuple[Suggestion, ...]]


def suggest(
    text: str, claims: Sequence[Span], reading: Reading, registry: Registry
) -> list[tuple[Suggestion, ...]]:
    """For each claim the suggested attributions, the best first; none where nothing fits."""
    _, every = _every(text, claims, reading, registry)
    return [tuple(one for one, offered in leads if offered) for leads in every]


def voiced(text: str, claims: Sequence[Span], reading: Reading, registry: Registry) -> Voiced:
    """Who speaks in `text`: its cast, and who says each of `claims`."""
    filing, every = _every(text, claims, reading, registry)
    return Voiced(
        filing.cast(),
        [tuple(one for one, _ in leads) for leads in every],
        [tuple(one for one, offered in leads if offered) for leads in every],
    )


def _every(
    text: str, claims: Sequence[Span], reading: Reading, registry: Registry
) -> tuple[Filing, list[list[tuple[Suggestion, bool]]]]:
    """For each claim every suggestion, and whether it is offered."""
    text = unwrapped(text)
    quotes = quotations(text)
    inner = inner_voices(text, reading.sentences, reading.attributions, quotes)
    attributions = (*reading.attributions, *inner)
    cast = Cast(text, registry.called)
    resolver = Resolver(text, cast, reading.sentences, attributions, quotes)
    desk = _Suggesting(text, attributions, resolver, Filing(cast, registry), quotes)
    every = [
        list(desk.of(claim, near)) or [(one, True) for one in desk.free(claim)]
        for claim, near in zip(claims, _by_claim(claims, attributions), strict=True)
    ]
    return desk.filing, every


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


class _Suggesting:
    """What the suggestions for every claim are made of."""

    def __init__(
        self,
        text: str,
        attributions: Sequence[Attribution],
        resolver: Resolver,
        filing: Filing,
        quotes: Quotations,
    ) -> None:
        self._text, self._quotes = text, quotes
        self._attributions, self._resolver = attributions, resolver
        self.filing = filing

    def of(self, claim: Span, found: Sequence[int]) -> Iterator[tuple[Suggestion, bool]]:
        """The suggestions for a claim that attributions lie in, and which are offered."""
        kept = self._worthwhile(found)[:_MOST]
        among = set(kept)
        told = [n for n in kept if not self._is_passed_on(n, claim, among, _ALL)]
        for n in sorted(told, key=lambda n: (-self._weight(claim, n), n)):
            offered = self._is_offered(n, claim, among)
            for one in self._suggestions(n, claim):
                yield one, offered

    def free(self, claim: Span) -> Iterator[Suggestion]:
        """The suggestions for a claim that is all quotation, and has no cue."""
        quotation = self._quotes.at(claim.start)
        short = claim.end - claim.start < _SHORTEST_QUOTED
        if quotation is None or short or quotation.end < claim.end - 2:
            return
        for member in self._resolver.free.get(quotation.start, ()):
            yield Suggestion(
                chain=(self.filing.mention(member, inferred=True),),
                source_span=None,
                cue_span=None,
                content_span=claim,
                quotation_type=QuotationType.DIRECT,
                attribution_type=AttributionType.STATEMENT,
                pattern=FREE,
                confidence=certainty(AttributionType.STATEMENT, VoiceEvidence.STANDING, 1.0),
                quoted_spans=(claim,),
            )

    # ------------------------------------------------------------------- what is worthwhile

    def _worthwhile(self, found: Sequence[int]) -> list[int]:
        """Attributions with a source: statements, and attitudes that nothing states."""
        named = [n for n in found if self._attributions[n].source and not self._is_silence(n)]
        stated = [n for n in named if self._is_statement(n)]
        if not stated:
            return [n for n in named if not self._is_topic(n)] or named
        among = set(stated)
        return [
            n
            for n in named
            if n in among or self._is_told(n, among) or self._stands_apart(n, stated)
        ]

    def _is_silence(self, n: int) -> bool:
        """As in "has not said much about the plan"."""
        cue = self._attributions[n].cue
        if not cue or _DENIED.search(cue[0].of(self._text)) is None:
            return False
        content = self._attributions[n].content
        little = bool(content) and _LITTLE.match(content[0].of(self._text)) is not None
        return little or self._is_topic(n)

    def _is_told(self, n: int, among: set[int]) -> bool:
        """Whether it is what a voice among them reports: "Xi urged ..., CCTV said"."""
        return not self._is_topic(n) and any(outer in among for outer in self._around(n))

    def _stands_apart(self, n: int, stated: Sequence[int]) -> bool:
        """Whether it is an act of speech that tells something else than what is stated."""
        one = self._attributions[n]
        if one.pattern not in _ACTS:
            return False
        told = sum(span.end - span.start for span in one.content)
        shared = sum(
            span.overlap(other)
            for span in one.content
            for m in stated
            for other in self._attributions[m].content
        )
        return shared < _APART * told

    def _is_passed_on(self, n: int, claim: Span, among: set[int], share: float) -> bool:
        """Whether so much of what `n` reports is what another voice says in it."""
        whole = _covered(claim, self._attributions[n])
        inner = (m for m in among if self._attributions[m].nested_in == n)
        return any(_covered(claim, self._attributions[m]) >= share * whole for m in inner)

    def _is_offered(self, n: int, claim: Span, among: set[int]) -> bool:
        """Whether it is what the claim says: most of its outer voice, and no voice most of it."""
        outer = self._attributions[n].nested_in
        if outer in among:
            whole = _covered(claim, self._attributions[outer])
            if _covered(claim, self._attributions[n]) < _MOST_OF_IT * whole:
                return False
        return not self._is_passed_on(n, claim, among, _MOST_OF_IT)

    def _is_statement(self, n: int) -> bool:
        stated = self._attributions[n].attribution_type is AttributionType.STATEMENT
        return stated and not self._is_topic(n)

    def _is_topic(self, n: int) -> bool:
        return self._attributions[n].pattern == _TOPIC

    def _around(self, n: int) -> Iterator[int]:
        outer = self._attributions[n].nested_in
        while outer is not None:
            yield outer
            outer = self._attributions[outer].nested_in

    def _weight(self, claim: Span, n: int) -> float:
        return _covered(claim, self._attributions[n]) * self._attributions[n].confidence

    # ----------------------------------------------------------------------------- chains

    def _suggestions(self, n: int, claim: Span) -> Iterator[Suggestion]:
        speaking = [n, *(m for m in self._around(n) if self._is_statement(m))]
        if not self._resolver.heard[n].members:
            return
        links = _without_echoes([self._link(m) for m in reversed(speaking)])
        one = self._attributions[n]
        inside = [span for span in one.content if claim.overlap(span)] or list(one.content)
        plain = Suggestion(
            chain=(),
            source_span=one.source[0],
            cue_span=one.cue[0] if one.cue else None,
            content_span=max(inside, key=_length, default=None),
            quotation_type=one.quotation_type,
            attribution_type=one.attribution_type,
            pattern=one.pattern,
            confidence=self._certainty(n),
            quoted_spans=tuple(_quoted(claim, inside, self._quotes)),
        )
        for joint in product(*links):
            yield plain._replace(chain=joint)

    def _link(self, n: int) -> tuple[Mention, ...]:
        heard = self._resolver.heard[n]
        return tuple(self.filing.mention(one, inferred=heard.inferred) for one in heard.members)

    def _certainty(self, n: int) -> float:
        heard, one = self._resolver.heard[n], self._attributions[n]
        nameless = any(member.nameless for member in heard.members)
        words = one.source[0].of(self._text)
        known_by = evidence(one.pattern, words, inferred=heard.inferred, nameless=nameless)
        return certainty(one.attribution_type, known_by, one.confidence)


def _without_echoes(links: Sequence[tuple[Mention, ...]]) -> list[tuple[Mention, ...]]:
    """Links without nobody, and without those who speak again one link further in."""
    spoken = [{mention.source_id or mention.text for mention in link} for link in links]
    return [link for n, link in enumerate(links) if link and spoken[n] not in spoken[n + 1 :]]


def _covered(claim: Span, attribution: Attribution) -> int:
    return sum(claim.overlap(span) for span in attribution.content)


def _length(span: Span) -> int:
    return span.end - span.start


def _quoted(claim: Span, content: Sequence[Span], quotes: Quotations) -> Iterator[Span]:
    for quotation in quotes.meeting(claim.start, claim.end):
        start, end = max(quotation.start, claim.start), min(quotation.end, claim.end)
        if any(span.overlap(quotation.span) for span in content):
            yield Span(start, end)
