"""The body that a role speaks for or a thing belongs to, before its noun or behind it."""

from __future__ import annotations

from collections.abc import Sequence

from claims.reading.english.function_words import CLAUSE_STARTERS, word_set
from claims.reading.english.nouns import TITLES, NounKind, noun_kind
from claims.voices.phrases.core import core_end
from claims.voices.phrases.words import NAME_JOINTS, is_capital, low

_EPITHETS = word_set(
    "former ex then current then-president late longtime long-time senior top chief acting deputy "
    "republican democratic conservative liberal independent outgoing incoming ousted newly"
)


_ROLE_ADJECTIVES = word_set(
    "press deputy vice chief executive senior foreign prime majority minority assistant national "
    "security political policy communications managing general interim acting former finance fire "
    "police"
)


def owner_before(lead: Sequence[str]) -> str:
    """Whom a role speaks for that stands before the name: "Trump campaign spokesman"."""
    words = list(lead)
    while words and (low(words[-1]) in TITLES or noun_kind(low(words[-1])) is NounKind.PERSON):
        words.pop()
    while words and (words[0].lower() in _EPITHETS):
        words.pop(0)
    if not words or not any(is_capital(word) for word in words):
        return ""
    while words and (not is_capital(words[0]) or words[0].endswith("-based")):
        words.pop(0)
    if "and" in words:
        words = words[: words.index("and")]
    while words and low(words[-1]) in _ROLE_ADJECTIVES:
        words.pop()
    return " ".join(words)


def owner_behind(tail: Sequence[str]) -> str:
    """Whom somebody is of: "Tom Reed | of the Leeds Fire Department"."""
    best = ""
    for n, word in enumerate(tail[:14]):
        small = word.lower()
        if small in CLAUSE_STARTERS or (small in ("in", "on", "who", "by") and n):
            break
        if small in ("of", "for", "with", "at", "from"):
            words = list(tail[n + 1 :])
            found = words[: core_end(words)] if words else []
            if any(is_capital(one) for one in found):
                return " ".join(found)
            best = best or " ".join(found)
    return best


def modifier(words: Sequence[str]) -> str:
    """The name before a noun: "Gannett" newspaper chain, "Reuters" survey."""
    first = next((n for n, word in enumerate(words) if is_capital(word)), len(words))
    end = first
    while end < len(words) and (is_capital(words[end]) or words[end].lower() in NAME_JOINTS):
        end += 1
    return " ".join(words[first:end])
