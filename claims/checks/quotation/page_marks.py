"""The marks that a page adds to its words: of notes, links, replies, line numbers, running heads.

They are blanked out, sign for sign, so that offsets hold: a quotation goes across them. Numbers of
a list ("1. the gate") and words put in by an editor ("[soon]") are no such marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from claims.model import Span

_NOTE = re.compile(
    r"(?<=[\w.,;:!?%”’\"')\]])\[(?:\^?\d{1,3}|[a-z]|note \d{1,3}|citation needed)\](?!\w)"
    r"|(?<=[^\W\d_])[⁰¹²³⁴-⁹]{1,3}(?!\w)|(?<=[.,;:!?”’])[⁰¹²³⁴-⁹]{1,3}"
)
_LINK = re.compile(r"(?P<open>\[)(?P<words>[^\[\]\n]+)(?P<close>\]\([^()\s]+(?: \"[^\"\n]*\")?\))")
_REPLY = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_NUMBERED = re.compile(r"[ \t]*(\d{1,4})(?:[ \t]+)(?=\S)")
_LINES = re.compile(r"[^\n]+")
_ENOUGH_LINES = 3  # numbered in step with the lines
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\n))*")
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:page|p\.|seite|с\.)?\s?\d{1,4}(?:\s?(?:of|/|von)\s?\d{1,4})?\W{0,3}\Z",
    re.IGNORECASE,
)
_LONGEST_HEAD = 90  # code points of a running head
_OFTEN = 3  # pages that bear it
_FEWEST_WORDS = 4  # of a line, or a paragraph, that is a piece of a sentence
_ENDS_SENTENCE = re.compile(r"[.!?:…。！？][\"'”’»)\]]*\Z")
_WIDTHLESS = "\ufeff"


def without_page_marks(text: str) -> str:
    """`text`, as long as before, with blanks or signs without width for the marks of its page."""
    signs: list[str] | None = None
    for span, filler in _marks(text):
        signs = signs if signs is not None else list(text)
        signs[span.start : span.end] = filler * (span.end - span.start)
    return text if signs is None else "".join(signs)


def _marks(text: str) -> Iterator[tuple[Span, str]]:
    if "[" in text or not text.isascii():
        yield from ((Span(*match.span()), _WIDTHLESS) for match in _NOTE.finditer(text))
    if "](" in text:
        for match in _LINK.finditer(text):
            yield Span(*match.span("open")), _WIDTHLESS
            yield Span(*match.span("close")), _WIDTHLESS
    if ">" in text:
        yield from ((Span(*match.span()), " ") for match in _REPLY.finditer(text))
    yield from ((span, " ") for span in _line_numbers(text))
    yield from ((span, " ") for span in _running_heads(text))


def _line_numbers(text: str) -> Iterator[Span]:
    """Numbers that count the lines of running prose, each line or every fifth."""
    lines = list(_LINES.finditer(text))
    numbered = [
        (int(match[1]) - n, n, match)
        for n, line in enumerate(lines)
        if (match := _NUMBERED.match(text, line.start(), line.end()))
    ]
    if len(numbered) < _ENOUGH_LINES:
        return
    in_step = Counter(offset for offset, _, _ in numbered)
    for offset, n, match in numbered:
        if in_step[offset] >= _ENOUGH_LINES and _runs_on(text, lines, n, in_step[offset]):
            yield Span(match.start(), match.end())


def _runs_on(text: str, lines: list[re.Match[str]], n: int, many: int) -> bool:
    """Whether most lines around line `n` are pieces of sentences, as those of a list are not."""
    near = lines[max(0, n - many) : n + many]
    broken = sum(
        not _ENDS_SENTENCE.search(one[0].rstrip())
        and len(one[0].split()) > _FEWEST_WORDS
        and _begins_small(text, other)
        for one, other in pairwise(near)
    )
    return 2 * broken >= len(near) - 1


def _begins_small(text: str, line: re.Match[str]) -> bool:
    number = _NUMBERED.match(text, line.start(), line.end())
    at = number.end() if number else line.start()
    return text[at : at + 1].islower()


def _running_heads(text: str) -> Iterator[Span]:
    """Short paragraphs that come back, and lone page numbers, where they cut a sentence in two."""
    parts = [Span(*match.span()) for match in _PARAGRAPH.finditer(text)]
    if len(parts) < _OFTEN:
        return
    often = Counter(_masked(text, one) for one in parts if _is_short(one))
    unended = False
    for one in parts:
        words = one.of(text)
        heads = _is_short(one) and (
            _PAGE_NUMBER.match(words) or often[_masked(text, one)] >= _OFTEN
        )
        if not heads:
            unended = not _ENDS_SENTENCE.search(words) and len(words.split()) >= _FEWEST_WORDS
        elif unended:
            yield one


def _is_short(span: Span) -> bool:
    return span.end - span.start <= _LONGEST_HEAD


def _masked(text: str, span: Span) -> str:
    return re.sub(r"\d+", "0", span.of(text))
