"""What a text itself tells: sentences, who says what, and claims.

The decision: rules and no model. Each attribution names the pattern that found it, and the measured
precision of that pattern is its confidence. Nothing here looks outside the text.
"""

from __future__ import annotations

from claims.model import Reading
from claims.reading.attribute import attribute
from claims.reading.dates import dates
from claims.reading.plain_words import Words
from claims.reading.quantities import quantities
from claims.reading.quotes import quotations
from claims.sentences import sentences
from claims.split import claims

__all__ = ["VERSION", "read"]

VERSION = "1"  # goes into every intake event: which rules found the claims


def read(text: str, published: str | None = None) -> Reading:
    """Sentences, attributions and claims of `text`.

    `published` is the ISO date of publication; attribution does not depend on it.
    """
    quotes = quotations(text)
    spans = sentences(text)
    words = Words(text)
    found = attribute(text, spans, quotes)
    return Reading(
        spans,
        claims(text, spans, found),
        found,
        dates=dates(text, published, words),
        quantities=quantities(text, words),
    )
