"""What a text itself tells: its sentences, who says what in it, and its claims.

Rules and no model. Each attribution names the pattern that found it, and the measured precision of
that pattern is its confidence. Nothing here looks outside the text.

The rules come with the first text: sixty modules of tables and patterns, three times what the rest
of this import costs. A desk that only shows what was read, and a check that only wants the small
words of English from `claims.reading.english.function_words`, should not pay for them.
"""

from __future__ import annotations

from claims.model import Reading

__all__ = ["VERSION", "read"]

VERSION = "1"  # goes into every intake event: which rules found the claims


def read(text: str, published: str | None = None) -> Reading:
    """Sentences, attributions and claims of `text`.

    `published` is the ISO date of publication; attribution does not depend on it.
    """
    from claims.reading import reader

    return reader.read(text, published)
