"""The words and marks of a text in small letters, which dates and figures are looked for in.

Both look at the same pieces, so a text is cut once. It is cut at its blanks; a piece that is all
letters is a token as it stands, and any other is cut by one pattern and remembered, so "said,"
costs that pattern once however often it comes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Possessive runs, and first the word with nothing glued to it: so each letter is looked at once.
_TOKEN = re.compile(
    r"[^\W\d_]++(?![\w.+%@:/-])|(?:https?://|www\.)\S++|[\w.+%-]{1,64}+@[\w.-]++"
    r"|[a-z](?:\.[a-z])++\b\.?|\d++(?:[.,]\d++)*+|[^\W\d_]++|\S"
)
GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
LONGEST = 30  # digits; more is an account number or noise
HYPHENS = frozenset("-‐‑")
_OUTSIDE = 32  # further than anything looks from a token that is there


class Words:
    """The tokens of a text, in small letters; what lies outside of them reads as an empty word.

    Those empty words stand behind the last token, where a negative place finds them too: `low` is
    asked a million times for a book, and need not check.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        tokens, self.starts = _cut(lowered(text))
        self.count = len(tokens)
        self.tokens = tokens + [""] * _OUTSIDE
        self.low: Callable[[int], str] = self.tokens.__getitem__

    def start(self, n: int) -> int:
        return self.starts[n]

    def end(self, n: int) -> int:
        return self.starts[n] + len(self.tokens[n])

    def glued(self, n: int) -> bool:
        """Whether nothing stands between token `n` and the one before it."""
        return 0 < n < self.count and self.end(n - 1) == self.starts[n]

    def is_figure(self, n: int) -> bool:
        return self.low(n)[:1].isdecimal()

    def capital(self, n: int) -> bool:
        return 0 <= n < self.count and self.text[self.starts[n]].isupper()

    def past_hyphen(self, n: int) -> int:
        return n + 1 if self.low(n) in HYPHENS else n


def lowered(text: str) -> str:
    """`text` in small letters, as long as it was: a few capitals would become two letters."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _cut(small: str) -> tuple[list[str], list[int]]:
    """The tokens of a text and where each starts."""
    tokens: list[str] = []
    starts: list[int] = []
    known: dict[str, list[tuple[str, int]]] = {}
    at = 0
    for piece in small.split(" "):
        if piece.isalpha():
            tokens.append(piece)
            starts.append(at)
        elif piece:
            parts = known.get(piece)
            if parts is None:
                parts = known[piece] = _parts(piece)
            for token, offset in parts:
                tokens.append(token)
                starts.append(at + offset)
        at += len(piece) + 1
    return tokens, starts


def _parts(piece: str) -> list[tuple[str, int]]:
    """The tokens of a piece without blanks, and where each starts in it."""
    return [
        (token[0], token.start())
        for match in _TOKEN.finditer(piece)
        for token in (_LISTED.finditer(piece, *match.span()) if _is_list(match[0]) else (match,))
    ]


_LISTED = re.compile(r"[^,]+|,")


def _is_list(token: str) -> bool:
    """Whether it is no one number, as "4,17,33"."""
    if token.count(",") < 2:
        return False
    return len(token) > LONGEST or not GROUPED.fullmatch(token)
