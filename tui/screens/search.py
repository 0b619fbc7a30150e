"""Finding the places of searched words in a text."""

from __future__ import annotations

from claims.model import Span


def hits(text: str, wanted: str) -> list[Span]:
    """Where `wanted` stands in `text`, whatever the case."""
    lower, needle = text.lower(), wanted.lower()
    if not needle or len(lower) != len(text):
        return []
    found, at = [], lower.find(needle)
    while at >= 0:
        found.append(Span(at, at + len(needle)))
        at = lower.find(needle, at + len(needle))
    return found
