"""Reads a text once: quotations, sentences, attributions, dates, figures, then the claims.

The parts do not know of each other. What two of them need (the sentences, the marks of quotation,
the words in small letters) is found once, here, and handed to both.
"""

from __future__ import annotations

from claims.model import Reading
from claims.reading.attribution.patterns import attribute
from claims.reading.claim_spans import claims
from claims.reading.dates.find import dates
from claims.reading.english.lowercase_words import Words
from claims.reading.english.quotes import quotations
from claims.reading.quantities.find import quantities
from claims.reading.sentences import sentences
from claims.reading.wrapped_lines import unwrapped


def read(text: str, published: str | None) -> Reading:
    """The whole reading of `text`, as `claims.reading.read` describes it."""
    text = unwrapped(text)
    quotes = quotations(text)
    spans = sentences(text)
    words = Words(text)
    found = attribute(text, spans, quotes)
    return Reading(
        spans,
        claims(text, spans, found, quotes),
        found,
        dates=dates(text, published, words),
        quantities=quantities(text, words),
    )
