"""The certainty of a suggestion: how often one like it named the right voice of what is said.

A statement is on firm ground where its words are sure to report, and name their voice or mean one
that the text names; else it is less sure, and an attitude ("he backs the bill") is often no report
at all. News that was read by hand gave the share of each class that was right
(`benchmarks/calibrate_voices.py`, which writes `shares.py`).
"""

from __future__ import annotations

from enum import StrEnum

from claims.model import AttributionType, Suggestion, VoiceType
from claims.reading.english.function_words import word_set
from claims.voices.shares import SHARES

FREE = "free_quotation"  # the pattern of a quotation without a cue

_PRONOUNS = word_set("he she they it his her their its him them")
_NAMELESS = (VoiceType.GROUP, VoiceType.UNNAMED)
_SURE = 0.86  # of attributions like it, so many named the right source


class VoiceEvidence(StrEnum):
    """By what the words for a source make their voice known."""

    NAMED = "named"
    DESCRIBED = "described"  # "the ministry", which the text names elsewhere
    NAMELESS = "nameless"  # "officials", who have no other name
    PRONOUN = "pronoun"
    STANDING = "standing"  # nobody beside a quotation: whoever spoke last


def evidence(pattern: str, words: str, *, inferred: bool, nameless: bool) -> VoiceEvidence:
    """By what a voice is known whose words in the text are `words`."""
    if pattern == FREE:
        return VoiceEvidence.STANDING
    if inferred:
        pronoun = words.lower() in _PRONOUNS
        return VoiceEvidence.PRONOUN if pronoun else VoiceEvidence.DESCRIBED
    return VoiceEvidence.NAMELESS if nameless else VoiceEvidence.NAMED


def of_suggestion(suggestion: Suggestion, text: str) -> VoiceEvidence:
    """By what the last voice of a suggestion is known."""
    words = suggestion.source_span.of(text) if suggestion.source_span and text else ""
    speaker = suggestion.chain[-1]
    nameless = speaker.type in _NAMELESS or speaker.text[:1].islower()
    return evidence(suggestion.pattern, words, inferred=speaker.inferred, nameless=nameless)


class Ground(StrEnum):
    """On what a suggestion rests."""

    FIRM = "firm"
    LESS = "less"  # words that report less surely, no name, or nobody beside a quotation
    ATTITUDE = "attitude"


_NO_NAME = (VoiceEvidence.NAMELESS, VoiceEvidence.STANDING)


def ground(kind: AttributionType, known_by: VoiceEvidence, confidence: float) -> Ground:
    """The class of a suggestion; `confidence` is that of its attribution."""
    if kind is AttributionType.ATTITUDE:
        return Ground.ATTITUDE
    return Ground.FIRM if confidence >= _SURE and known_by not in _NO_NAME else Ground.LESS


def certainty(kind: AttributionType, known_by: VoiceEvidence, confidence: float) -> float:
    """The measured share of such suggestions that name the right voice, 0 to 1."""
    return SHARES[ground(kind, known_by, confidence)]
