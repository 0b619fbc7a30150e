"""The words and marks of one sentence, with what a pattern asks of them.

Patterns speak of tokens by number inside one passage, and of code points only when a find is made.
A passage has at most `LONGEST` tokens, so that a pattern may look to its end without anybody paying
for a text that never stops.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from claims.model import Span
from claims.reading.english.quotes import Quotation, Quotations

LONGEST = 200

_OUTSIDE = 32  # further than a pattern looks from a token that is there

# First the plain word between blanks, as most are.
_TOKEN = re.compile(
    r"[A-Za-z]++(?=[ \n;:?!)”\"])|''|``|"
    r"(?:[A-Za-z]\.){2,}|(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|Rev|Prof|"
    r"Maj|Capt|Adm|Sens|Reps|Del|Supt|Insp|Cmdr|Hon|Messrs|Amb|Brig|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Calif|Fla|Inc|Corp|Co|Ltd)"
    r"\.(?=\s+\S|,)|\w[\w\u0300-\u036f]*(?:(?:[’'\-&.](?=\w)|,(?=\d))\w[\w\u0300-\u036f]*)*|"
    r"(?:\.\s?){2,}\.|--+|[^\w\s]"
)


class Token(NamedTuple):
    """A word or a mark; `quoted` when it lies in a quotation, marks included."""

    start: int
    end: int
    text: str
    low: str
    quoted: bool

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


class TokenRun:
    """The tokens of one sentence, or of a part of one, of `text`.

    `lows` are its words in small letters, so that a pattern sees at once that it has nothing to do.
    `low` gives the one at a place, and an empty word inside quotations and outside the passage:
    such words stand behind the last one, where a negative place finds them too, so `low` need not
    check.
    """

    __slots__ = ("low", "lows", "span", "text", "tokens")

    def __init__(self, text: str, span: Span, tokens: Sequence[Token]) -> None:
        self.text = text
        self.span = span
        self.tokens = tokens
        self.lows = frozenset([token[_LOW] for token in tokens])
        words = ["" if quoted else low for _, _, _, low, quoted in tokens]
        self.low: Callable[[int], str] = (words + _NOTHING).__getitem__

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, n: int) -> Token:
        return self.tokens[n]

    def quoted(self, n: int) -> bool:
        return 0 <= n < len(self.tokens) and self.tokens[n].quoted

    def capital(self, n: int) -> bool:
        return 0 <= n < len(self.tokens) and self.tokens[n].capital

    def has_word_from(self, n: int) -> bool:
        """Whether there is a word at `n` or behind it."""
        return any(self.tokens[m].is_word for m in range(n, len(self.tokens)))

    def hull(self, first: int, last: int) -> Span:
        """From the start of token `first` to the end of token `last`."""
        return Span(self.tokens[first].start, self.tokens[last].end)


_NOTHING = [""] * _OUTSIDE
_TEXT, _LOW = 2, 3

# Bodies whose acronyms are small words otherwise: "CAN said", "the WHO", "US officials".
_ACRONYMS = frozenset({"CAN", "WHO", "US", "IT", "MAY", "WILL", "ARE", "AM", "HAS", "WAS", "DO"})


def _with_acronyms(tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens whose acronyms are no small words, unless all around them is in capitals."""
    for n, token in enumerate(tokens):
        around = [other.text for other in (*tokens[max(0, n - 2) : n], *tokens[n + 1 : n + 3])]
        shouted = any(text.isupper() and len(text) > 1 for text in around)
        yield token._replace(low=token.text) if token.text in _ACRONYMS and not shouted else token


def passages(text: str, span: Span, quotes: Quotations) -> Iterator[TokenRun]:
    """The passages of one sentence: nearly always one."""
    tokens = _tokens(text, span, quotes.meeting(span.start, span.end))
    if not _ACRONYMS.isdisjoint([token[_TEXT] for token in tokens]):
        tokens = list(_with_acronyms(tokens))
    if len(tokens) <= LONGEST:
        yield TokenRun(text, span, tokens)
        return
    for first in range(0, len(tokens), LONGEST):
        part = tokens[first : first + LONGEST]
        yield TokenRun(text, Span(part[0].start, part[-1].end), part)


def _tokens(text: str, span: Span, quotations: Sequence[Quotation]) -> list[Token]:
    if quotations:
        return list(_with_quotations(text, span, quotations))
    return [
        _make(Token, (*match.span(), match[0], match[0].lower().replace("’", "'"), False))
        for match in _TOKEN.finditer(text, span.start, span.end)
    ]


# Without the call of Python that `Token(...)` is: there is one for each word of a text.
_make = tuple.__new__


def _with_quotations(text: str, span: Span, quotations: Sequence[Quotation]) -> Iterator[Token]:
    ranges = iter(quotations)
    here = next(ranges, None)
    for match in _TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        while here is not None and here.end <= start:
            here = next(ranges, None)
        quoted = here is not None and here.start <= start
        low = match[0].lower().replace("’", "'")
        yield _make(Token, (start, end, match[0], low, quoted))
