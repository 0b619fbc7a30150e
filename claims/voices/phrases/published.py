"""Phrases for statements and figures of a body, which speak for the body: "CCTV's readout"."""

from __future__ import annotations

from claims.reading.english.function_words import word_set
from claims.reading.english.nouns import UTTERANCES, singular
from claims.voices.phrases.voice_phrase import VoicePhrase


def speaks_for_owner(phrase: VoicePhrase) -> bool:
    """Whether it is a statement of a named body or person.

    A report, a memo and a survey are documents of their own, that an editor asks for by name.
    """
    if (
        not phrase.owner
        or phrase.name
        or not any(word[0].isupper() for word in phrase.owner.split())
    ):
        return False
    head = phrase.head
    return head in UTTERANCES or singular(head) in UTTERANCES


def is_figures(phrase: VoicePhrase) -> bool:
    """Whether it is a table of figures: those of a statistics office speak for the office."""
    return bool(phrase.owner) and phrase.head in FIGURES


FIGURES = word_set(
    "data figures statistics numbers records results estimates findings readings filings"
)
