"""The words of a claim as they are compared between two versions of an article.

White space and the shape of quotation marks (“ ” or ") count for nothing; all else does.
"""

from __future__ import annotations

import re

from claims.model import Span

NEAR = 0.5  # shared words that make a changed claim of two that stand at the same place
CONTEXT = 32  # code points either side, as prefix and suffix

_QUOTES = str.maketrans(
    dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‘’‚‛", "'")  # one shape for each kind of mark
)
_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|\w+(?:[.,’'\-]\w+)*"  # Han and kana one by one
)


def folded(text: str) -> str:
    """`text` as far as it counts: white space as one space, quotation marks in one shape."""
    return " ".join(text.translate(_QUOTES).split())


def words(text: str) -> list[re.Match[str]]:
    return list(_WORD.finditer(text))


class Wording:
    """Texts as strings of one character a word, which are quick to compare."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def of(self, text: str) -> str:
        known = self._known
        return "".join(
            known.setdefault(word, chr(0xE000 + len(known) % 0x100000))
            for word in _WORD.findall(folded(text).casefold())
        )


def similarity(one: str, other: str) -> float:
    """Words that two texts share, in order: 2 x shared / all of both; 0 without any word."""
    from rapidfuzz.distance import Indel

    wording = Wording()
    a, b = wording.of(one), wording.of(other)
    return Indel.normalized_similarity(a, b) if a and b else 0.0


def context(before: str, old: Span, after: str, new: Span) -> int:
    """How many code points of prefix and suffix two places have in common."""
    ahead = before[max(0, old.start - CONTEXT) : old.start][::-1]
    behind = before[old.end : old.end + CONTEXT]
    return _common(ahead, after[max(0, new.start - CONTEXT) : new.start][::-1]) + _common(
        behind, after[new.end : new.end + CONTEXT]
    )


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
