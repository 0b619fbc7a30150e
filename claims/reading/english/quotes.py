"""The quotations of a text, found from their marks alone.

A quotation lives inside one paragraph. Where speech runs on, the paragraph leaves its marks open
and the next one opens them again, so an open quotation counts only when that happens or when the
mark can only open; a stray straight mark then spoils at most itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from claims.model import Span

_PAIRS = {
    "“": ("”", '"', "“"),
    "„": ("“", "”", "‟"),
    "«": ("»",),
    "「": ("」",),
    "『": ("』",),
    "``": ("''",),
    "''": ("''",),
    '"': ('"', "”"),
    "‘": ("’",),
    "'": ("'",),
    "＂": ("＂",),
}
_ONE_WAY = frozenset("“„「『‘")
# A class comes first, so that a text is walked to its marks at once. An apostrophe is a mark only
# at the edge of a word: 'so', not don't.
_MARK = re.compile(
    r"[\n'`“”„‟«»「」『』\"＂‘’](?:(?<=[\n“”„‟«»「」『』\"＂])|(?<=[\w.,!?…]')(?=''(?![\w']))"
    r"|(?<=')'|(?<=`)`|(?<![\w’'].)(?<=[‘'])(?=\w)|(?<=[\w.,!?…][’'])(?![\w’']))"
)
_BLANK = re.compile(r"\s*")


class Quotation(NamedTuple):
    """A quotation with its marks; `closed` is false when it runs on into the next paragraph."""

    start: int
    end: int
    closed: bool

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def inside(self, text: str) -> Span | None:
        """What stands between the marks."""
        start = self.start + (2 if text.startswith(("''", "``"), self.start) else 1)
        end = self.end - (2 if text.endswith(("''", "``"), start, self.end) else 1)
        end = end if self.closed else self.end
        return Span(start, end) if start < end else None


class Quotations:
    """All quotations of a text, in order; they do not overlap."""

    def __init__(self, found: list[Quotation]) -> None:
        self._found = found
        self._starts = [quotation.start for quotation in found]
        self._ends = [quotation.end for quotation in found]

    def meeting(self, start: int, end: int) -> list[Quotation]:
        """The quotations that share a code point with `start` to `end`."""
        return self._found[bisect_right(self._ends, start) : bisect_left(self._starts, end)]

    def at(self, offset: int) -> Quotation | None:
        """The quotation that holds the code point at `offset`."""
        n = bisect_right(self._starts, offset) - 1
        return self._found[n] if n >= 0 and offset < self._ends[n] else None

    def run_on(self, quotation: Quotation) -> list[Quotation]:
        """`quotation` and those that continue it in the following paragraphs."""
        run = [quotation]
        n = bisect_left(self._starts, quotation.start) + 1
        while not run[-1].closed and n < len(self._found) and len(run) < _LONGEST_RUN:
            run.append(self._found[n])
            n += 1
        return run


_LONGEST_RUN = 20


def quotations(text: str, within: Span | None = None) -> Quotations:
    """The quotations of `text`, or those `within` a stretch of it, as inside another quotation."""
    start, end = (within.start, within.end) if within else (0, len(text))
    return Quotations(list(_scan(text, start, end)))


def _scan(text: str, first: int, last: int) -> Iterator[Quotation]:
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, first, last):
        mark, start, end = match[0], match.start(), match.end()
        if mark == "\n":
            if opened and _runs_on(text, *opened, start):
                yield Quotation(opened[0], start, False)
            opened = None
        elif opened and mark in _PAIRS[opened[1]] and _may_close(text, opened, mark, start, end):
            if not _is_nickname(text, opened[0], end):
                yield Quotation(opened[0], end, True)
            opened = None
        elif mark in _PAIRS and _may_open(text, opened, mark, start, end):
            opened = (start, mark)
    if opened and opened[1] in _ONE_WAY and opened[1] != "‘":
        yield Quotation(opened[0], opened[0] + len(text[opened[0] : last].rstrip()), False)


_NICKNAME = re.compile(r"(?<=[^\W\d_] )[\"“'‘][^\W\d_]+[\"”'’](?= [^\W\d_])")


def _is_nickname(text: str, start: int, end: int) -> bool:
    """Whether the marks hold a nickname inside a name: Joko "Jokowi" Widodo."""
    if end - start > 20 or _NICKNAME.match(text, start) is None:
        return False
    before = text[max(0, start - 30) : start].split()[-1]
    return before[0].isupper() and text[start + 1].isupper() and text[end + 1].isupper()


def _may_close(text: str, opened: tuple[int, str], mark: str, start: int, end: int) -> bool:
    if start <= opened[0] + len(opened[1]) - 1:
        return False
    if mark == opened[1] == "“":  # a slip for the closing mark: “so,“ he said
        return not text[end : end + 1].isalnum() and text[start - 1] in ",.!?"
    if mark not in ('"', "''"):
        return True
    return not (text[start - 1].isspace() and text[end : end + 1].strip())


def _may_open(text: str, opened: tuple[int, str] | None, mark: str, start: int, end: int) -> bool:
    if opened:
        return mark == '"' == opened[1] or (mark not in "'‘" and opened[1] in ("'", "‘"))
    if mark in ("'", "‘"):
        return _has_partner(text, mark, end)
    if not text[end : end + 1].strip():
        return False
    return mark not in ('"', "''") or not text[start - 1 : start].isdigit() or start == 0


def _has_partner(text: str, mark: str, end: int) -> bool:
    """Whether a single mark is closed soon, and not by a plural's apostrophe."""
    ahead = text[end : end + 300].partition("\n")[0]
    close = re.search(rf"(?<=[\w.,!?…]){_PAIRS[mark][0]}(?![\w’'])", ahead)
    return close is not None and not (ahead[close.start() - 1] == "s" and '"' in ahead)


def _runs_on(text: str, start: int, mark: str, line_end: int) -> bool:
    """Whether a quotation left open at the end of its paragraph is opened again in the next."""
    blank = _BLANK.match(text, line_end)
    following = blank.end() if blank else line_end
    if text.startswith(mark, following):
        return True
    return mark in _ONE_WAY and mark != "‘" and start < line_end
