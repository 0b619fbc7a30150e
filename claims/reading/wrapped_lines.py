"""Lines that were wrapped at a fixed width, as in e-mail and press releases, and their paragraphs.

In a wrapped text a line ends because the next word would not have fitted: the longest lines tell
the width. Lists, verse and addresses end their lines elsewhere, and keep them.
"""

from __future__ import annotations

import re

_NARROWEST, _WIDEST = 50, 110  # code points of the longest line
_FEWEST = 4  # lines that end so; fewer may be chance
_USUAL = 0.95  # of the lines are no longer than the width: an address on the web may be
_MOST_BREAKS = 0.8  # of all line breaks inside paragraphs, in a text that is wrapped
_ITEM = re.compile(r"\s*(?:[>#|*+•⁃·–—-]|\d{1,3}[.)]|[a-z][.)])(?:\s|$)|\s{8,}|>")
_FIRST_WORD = re.compile(r"\s*(\S+)")


def unwrapped(text: str) -> str:
    """`text` with a blank for each line break that only the width has made.

    It is as long as `text`, and every span of one is a span of the other.
    """
    lines = text.split("\n")
    breaks = [n for n in range(len(lines) - 1) if lines[n].strip() and lines[n + 1].strip()]
    if len(breaks) < _FEWEST:
        return text
    width = sorted(len(lines[n]) for n in breaks)[int(_USUAL * len(breaks))]
    if not _NARROWEST <= width <= _WIDEST:
        return text
    soft = {n for n in breaks if _is_full(lines[n], lines[n + 1], width)}
    if len(soft) < max(_FEWEST, _MOST_BREAKS * len(breaks)):
        return text
    ends = (" " if n in soft else "\n" for n in range(len(lines)))
    return "".join(line + end for line, end in zip(lines, ends, strict=True))[: len(text)]


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the next line has no room behind this one."""
    word = _FIRST_WORD.match(following)
    if word is None or _ITEM.match(following):
        return False
    return len(line.rstrip()) + 1 + len(word[1]) > width
