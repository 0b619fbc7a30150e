"""Finds cues that say more than the evidence: "admitted" where the document has "said".

Only the passage that shares most words with the claim is asked. Where no passage is near, the
document tells nothing about the cue.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.checks.content_words import Term, terms
from claims.model import Passage, Span
from claims.reading.english.function_words import word_set

_NEAR_WORDS = 3
_NEAR_SHARE = 0.4
# Rough, and quick: evidence is long, and only the words near a cue are asked for.
_SENTENCE = re.compile(r"[^\s.!?。！？](?:[^.!?。！？\n]|[.](?=\S))*[.!?。！？]?")
# Each family is a claim about how the words came out that "said" does not make.
_FAMILIES = (
    "confirm confirms confirmed confirming confirmation",
    "admit admits admitted admitting admission",
    "reveal reveals revealed revealing revelation",
    "prove proves proved proven proving proof",
    "concede concedes conceded conceding concession",
    "acknowledge acknowledges acknowledged acknowledging acknowledgement",
    "disclose discloses disclosed disclosing disclosure",
    "confess confesses confessed confessing confession",
    "expose exposes exposed exposing",
    "boast boasts boasted boasting",
)
_STRONG = {word: word_set(family) for family in _FAMILIES for word in family.split()}
_NEUTRAL = re.compile(r"\b(said|says|told|stated|announced|added|noted|reported|called)\b", re.I)


class TooStrong(NamedTuple):
    """The cue in the article, why it is too strong, and the passage that it was held against."""

    span: Span
    reason: str
    passage: Passage


class _Sentences:
    """The sentences of a document, found by their content words."""

    def __init__(self, text: str) -> None:
        self._spans = [Span(*match.span()) for match in _SENTENCE.finditer(text)]
        self._holders: dict[str, list[int]] = {}
        for n, span in enumerate(self._spans):
            for stem in {term.stem for term in terms(text, span)}:
                self._holders.setdefault(stem, []).append(n)

    def nearest(self, wanted: Sequence[Term]) -> Span | None:
        """The first of the sentences that share most words; None where they share too few."""
        stems = {term.stem for term in wanted}
        counts = Counter(n for stem in stems for n in self._holders.get(stem, ()))
        if not counts:
            return None
        n, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        return self._spans[n] if count >= max(_NEAR_WORDS, _NEAR_SHARE * len(stems)) else None


class Documents:
    """Attached texts, each cut into sentences once."""

    def __init__(self) -> None:
        self._found: dict[str, _Sentences] = {}

    def too_strong(
        self, text: str, claim: Span, cues: Sequence[str], attached: Sequence[tuple[str, str]]
    ) -> Iterator[TooStrong]:
        """The cues of `claim` that none of the `attached` (id and text of a document) bears out."""
        for cue in dict.fromkeys(cues):
            family = next((_STRONG[w] for w in cue.lower().split() if w in _STRONG), None)
            if family is None:
                continue
            place = _cue_span(text, claim, cue)
            wanted = terms(text, claim, (place,) if place != claim else ())
            seen = list(self._passages(wanted, attached))
            if not seen or any(_has(passage.text, family) for passage in seen):
                continue
            said = _NEUTRAL.search(seen[0].text)
            word = (
                f"the document has “{said[1]}”" if said else "the document has no such word there"
            )
            yield TooStrong(place, f"The article has “{cue}”, {word}.", seen[0])

    def _passages(
        self, wanted: Sequence[Term], attached: Sequence[tuple[str, str]]
    ) -> Iterator[Passage]:
        for document, words in attached:
            index = self._found.get(words)
            if index is None:
                index = self._found[words] = _Sentences(words)
            near = index.nearest(wanted)
            if near is not None:
                yield Passage(document, near, near.of(words))


def _cue_span(text: str, claim: Span, cue: str) -> Span:
    match = re.compile(rf"\b{re.escape(cue)}\b", re.I).search(text, claim.start, claim.end)
    return Span(*match.span()) if match else claim


def _has(text: str, family: frozenset[str]) -> bool:
    return any(word in family for word in re.findall(r"[a-z]+", text.lower()))
