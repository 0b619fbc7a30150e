"""The lines of a text In Title Case, whose capitals name nobody."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_LINE = re.compile(r"[^\n]+")
_LONGEST = 200
_TOLD = 0.7  # of its longer words, how many have a capital


def headlines(text: str) -> list[tuple[int, int]]:
    """Where the headlines and headings of `text` lie."""
    found = []
    in_body = False
    for match in _LINE.finditer(text):
        line = match[0].strip()
        in_body = in_body or len(line) > _LONGEST
        may_be = line and len(line) <= _LONGEST and not (line[-1] == "." and in_body)
        if may_be and _is_titled(line):
            found.append(match.span())
    return found


def _is_titled(line: str) -> bool:
    words = [word for word in line.split() if word[0].isalpha() and len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in words) >= _TOLD * len(words)


def within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a place lies in one of some ordered spans."""
    n = bisect_right(spans, (at, 1 << 60)) - 1
    return n >= 0 and spans[n][0] <= at < spans[n][1]
