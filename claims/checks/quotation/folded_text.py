"""A text as a reader sees it, with differences of typography folded away.

Two texts are written the same when a reader of the printed page sees the same characters. So these
are folded away before anything is compared: composed and decomposed accents (Unicode NFC, UAX 15),
kinds and runs of white space with line breaks, soft hyphens and other characters without width,
curly and straight quotation marks, ligatures of Latin letters, kinds of hyphen, one character or
three dots for an ellipsis, and hyphenation at the end of a line. Nothing more: a superscript or a
full-width figure is another character to a reader, so there is no NFKC.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from claims.model import Span

_TABLE = (
    dict.fromkeys("\u00ad\u200b\u200e\u200f\u2060\ufeff", "")
    | dict.fromkeys("‘’‚‛ʼ′´`", "'")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‐‑", "-")
    | {"…": "..."}
    | dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
)
# A line ends with its newline, or where a reader of pages has marked its end within a paragraph.
_LINE_END = r"[-‐\u00ad](?<=[^\W\d_].)(?:[^\S\n]*\n\s*|\u200b)(?=[^\W\d_])"
_DIFFERENT = rf"{_LINE_END}|\s{{2,}}|[^\S ]|''|``|\.(?:\s\.){{2,}}|[{''.join(_TABLE)}]"
_SYLLABLE = "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
_BREAK = re.compile(_LINE_END)

# Scripts written without spaces: each character is a word of its own.
_DENSE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_PUNCTUATION = (
    r"!\"#'()*,\-./:;?@\[\\\]_`{|}~¡§«¶·»¿\u2010-\u2027\u2031-\u2043\u2045-\u2051\u2053-\u205e"
    r"\u3001-\u3003\u3008-\u3011\u3014-\u301f！＂＃＇（），－．／：；？＠［＼］｛｝｟-･،؛؟۔।॥"
)
_LETTER = rf"[^\W{_DENSE}\u0300-\u036f]"
# A figure is one word with its sign, its currency and its separators, so none of them can be lost
# as if it were punctuation; for the same reason whatever is not known as punctuation is a word.
_WORD = re.compile(
    rf"(?:(?<![\w)\]\-–—])[-−])?[$€£¥₹₽₩]?\d+(?:[.,:/–-]\d+)*{_LETTER}*"
    rf"|{_LETTER}(?:[\u0300-\u036f]|{_LETTER})*(?:'{_LETTER}+)*"
    rf"|[^\s{_PUNCTUATION}]"
)
_NEGATIONS = frozenset(
    [
        "not",
        "no",
        "never",
        "without",
        "hardly",
        "neither",
        "nor",
        "none",
        "nobody",
        "nothing",
        "nowhere",
        "cannot",
        "scarcely",
        "barely",
        "unable",
        "impossible",
    ]
)


class SpelledWord(NamedTuple):
    """A word of a folded text: its code points there, as written, and without case."""

    start: int
    end: int
    written: str
    key: str


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as a reader sees it, with the way back to the text as it came.

    `pieces` and `sources` are equally long: the piece of `text` from `pieces[n]` on comes from the
    original from `sources[n]` on. Pieces that were copied and pieces that were rewritten alternate.
    """

    text: str
    length: int
    pieces: tuple[int, ...]
    sources: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """The code points of the original that became `start` to `end`."""
        return Span(self._source(start), self._source_end(end))

    def _source(self, offset: int) -> int:
        n = bisect_right(self.pieces, offset) - 1
        return self.sources[n] + (offset - self.pieces[n] if n % 2 == 0 else 0)

    def _source_end(self, offset: int) -> int:
        n = bisect_right(self.pieces, offset - 1) - 1
        if n % 2 == 0:
            return self.sources[n] + offset - self.pieces[n]
        return self.sources[n + 1] if n + 1 < len(self.sources) else self.length


def fold(text: str) -> Folded:
    """`text` as a reader sees it."""
    parts: list[str] = []
    pieces, sources = [0], [0]
    at, length = 0, 0
    for match in _pattern(text).finditer(text):
        start, end = match.span()
        new = _rewritten(match[0])
        parts += (text[at:start], new)
        length += start - at
        pieces.append(length)
        sources.append(start)
        length += len(new)
        pieces.append(length)
        sources.append(end)
        at = end
    parts.append(text[at:])
    return Folded("".join(parts), len(text), tuple(pieces), tuple(sources))


def _pattern(text: str) -> re.Pattern[str]:
    """What may differ in `text`; accents only where the text is not composed already."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return _ALWAYS
    used = set(text)
    marks = "".join(sorted(char for char in used if unicodedata.combining(char)))
    alone = "".join(
        sorted(char for char in used if unicodedata.normalize("NFC", char) != char) or "\u212b"
    )
    accents = rf"[^\s{marks}][{marks}]+|" if marks else ""
    return re.compile(rf"{accents}{_SYLLABLE}|[{alone}]|{_DIFFERENT}")


_ALWAYS = re.compile(_DIFFERENT)


def _rewritten(piece: str) -> str:
    if len(piece) == 1 and piece in _TABLE:
        return _TABLE[piece]
    if piece in ("''", "``"):
        return '"'
    if piece[0] in "-‐\u00ad":
        return ""
    if piece[0] == ".":
        return "..."
    return " " if piece.isspace() else unicodedata.normalize("NFC", piece)


def has_line_end_hyphen(text: str) -> bool:
    return _BREAK.search(text) is not None


def same_but_for_line_ends(original: str, folded: str) -> bool:
    """Whether `original` reads as `folded` when each hyphen at a line's end may stand or fall."""
    if not _BREAK.search(original):
        return False
    kept = fold(_BREAK.sub("\ue000", original)).text
    return re.fullmatch(re.escape(kept).replace("\ue000", "-?"), folded) is not None


def words(text: str) -> tuple[SpelledWord, ...]:
    """The words of a folded text: words, figures and symbols, but no punctuation."""
    return tuple(
        SpelledWord(match.start(), match.end(), match[0], key_of(match[0]))
        for match in _WORD.finditer(text)
    )


def key_of(word: str) -> str:
    """A word without its case; a range of figures with a plain hyphen."""
    if word.isascii():
        return word.lower()
    return word.casefold().replace("–", "-").replace("−", "-")


_LONG_WORD = 40


def cuts_no_word(text: str, start: int, end: int) -> bool:
    """Whether `start` and `end` of a folded text lie between words, not inside one."""
    before = max(0, start - _LONG_WORD)
    for match in _WORD.finditer(text[before : end + _LONG_WORD]):
        first, last = match.start() + before, match.end() + before
        if first < start < last or first < end < last:
            return False
    return True


def is_negation(key: str) -> bool:
    return key in _NEGATIONS or key.endswith("n't")


def script(text: str) -> str:
    """The script that most letters of `text` have: the first word of their Unicode names.

    `LATIN`, `CYRILLIC`, `CJK`, `ARABIC`; empty for a text without letters. Only the first 4,000
    letters are looked at.
    """
    counts: dict[str, int] = {}
    for char in re.findall(r"[^\W\d_]", text[:6000])[:4000]:
        name = "LATIN" if char.isascii() else unicodedata.name(char, "").partition(" ")[0]
        counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else ""
