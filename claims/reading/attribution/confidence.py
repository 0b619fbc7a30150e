"""The confidence of an attribution: how often one like it named the right source.

The pattern that fired, statement or attitude, and one circumstance make the class of an
attribution, and the measured precision of the class is its confidence. Classes with much the same
precision share one figure, so that each figure rests on hundreds of cases.
`benchmarks/calibrate.py` measures; `precision.py` holds the figures.
"""

from __future__ import annotations

from enum import StrEnum

from claims.model import Attribution, AttributionType, Span
from claims.reading.attribution.letters import LETTER
from claims.reading.attribution.passage_context import Find
from claims.reading.attribution.precision import OTHERWISE, PRECISION
from claims.reading.english.function_words import word_set
from claims.reading.english.quotes import Quotations


class Circumstance(StrEnum):
    """What makes an attribution less sure than its pattern is; the first that holds counts."""

    QUOTED = "quoted"  # told inside somebody's quotation
    INSIDE = "inside"  # told inside what somebody else reports
    MODAL = "modal"  # might say, would want: not said yet
    SHORT = "short"  # of two words or fewer: "supports him"
    RELATIVE = "relative"  # "pilots who say"
    FIRST = "first"  # "I think"
    PRONOUN = "pronoun"  # "she said": whose words it is, the text tells elsewhere
    PLAIN = "plain"


_MODALS = word_set("would could may might must should can")
_FIRST = word_set("i we you")
_PRONOUNS = word_set("he she they it")
_RELATIVES = word_set("who which that")
_SHORT = 3


def confidence(pattern: str, kind: AttributionType, circumstance: Circumstance) -> float:
    """The measured precision of what this pattern finds in such a circumstance."""
    return PRECISION.get((pattern, kind.value, circumstance.value), OTHERWISE)


def is_second_hand(outer: str | None) -> bool:
    """Whether what is told inside a find of the pattern `outer` is told by somebody else.

    A letter is a text of its own, and so is what stands in no other find.
    """
    return outer is not None and outer != LETTER


def circumstance(
    text: str, find: Find | Attribution, quotes: Quotations, *, nested: bool
) -> Circumstance:
    """The first circumstance that holds for `find`."""
    cue = find.cue[0]
    if nested:
        return Circumstance.QUOTED if quotes.at(cue.start) else Circumstance.INSIDE
    if cue.of(text).partition(" ")[0].lower() in _MODALS:
        return Circumstance.MODAL
    if _is_short(text, find.content):
        return Circumstance.SHORT
    return _by_source(text, find)


def _is_short(text: str, content: tuple[Span, ...]) -> bool:
    return sum(len(span.of(text).split(None, _SHORT)) for span in content) < _SHORT


def _by_source(text: str, find: Find | Attribution) -> Circumstance:
    if not find.source:
        return Circumstance.PLAIN
    words = find.source[-1].of(text).lower().replace("’", "'").partition("'")[0]
    if words in _RELATIVES:
        return Circumstance.RELATIVE
    if words in _FIRST:
        return Circumstance.FIRST
    return Circumstance.PRONOUN if words in _PRONOUNS else Circumstance.PLAIN
