"""The pieces of a phrase between its commas, brackets and dashes."""

from __future__ import annotations

import re
from collections.abc import Sequence


def segments(tokens: Sequence[str]) -> list[list[str]]:
    """The pieces between commas, brackets and dashes; what tells a party or a place is gone."""
    pieces: list[list[str]] = [[]]
    depth = 0
    inside: list[str] = []
    for token in tokens:
        if token in "([":
            depth += 1
            inside = []
        elif token in ")]" and depth:
            depth -= 1
            if len(inside) == 1 and inside[0].isupper() and len(inside[0]) > 1:
                pieces[-1].append("(" + inside[0])
        elif depth:
            inside.append(token)
        elif token in ",;" or token in "—–" or token == "--":
            pieces.append([])
        elif token not in "\"“”‘'*":
            pieces[-1].append(token)
    return [piece for piece in pieces if piece and not _tells_party(piece)]


def _tells_party(piece: Sequence[str]) -> bool:
    words = " ".join(piece)
    return len(piece) <= 4 and (
        re.fullmatch(r"(?:R|D|I)[-–—][A-Z].*", words) is not None
        or (
            piece[0] in ("Republican", "Democrat", "Independent")
            and piece[1:2] in (["of"], ["from"])
        )
    )
