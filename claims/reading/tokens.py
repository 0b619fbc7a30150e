"""Words and marks of one sentence, with what a rule asks of them.

The decision: rules speak of tokens by number inside one passage, and of code points only when a
find is made. A passage has at most `LONGEST` tokens, so that a rule may look to its end without
anybody paying for a text that never stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from claims.model import Span
from claims.reading.quotes import Quotations

LONGEST = 200

_TOKEN = re.compile(
    r"''|``|(?:[A-Za-z]\.){2,}|(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|St|Jr|Sr|Rev|Prof|"
    r"Maj|Capt|Adm|Sens|Reps|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Calif|Fla|Inc|Corp|Co|Ltd)"
    r"\.(?=\s+\S|,)|\w[\w\u0300-\u036f]*(?:(?:[’'\-&.](?=\w)|,(?=\d))\w[\w\u0300-\u036f]*)*|(?:\.\s?){2,}\.|--+|[^\w\s]"
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


@dataclass(frozen=True, slots=True)
class Passage:
    """The tokens of one sentence, or of a part of one, of `text`.

    `lows` are its words in small letters, so that a rule sees at once that it has nothing to do.
    """

    text: str
    span: Span
    tokens: tuple[Token, ...]
    lows: frozenset[str]

    def __len__(self) -> int:
        return len(self.tokens)

    def __getitem__(self, n: int) -> Token:
        return self.tokens[n]

    def low(self, n: int) -> str:
        """The word at `n` in lower case; empty outside the passage and inside quotations."""
        if not 0 <= n < len(self.tokens):
            return ""
        token = self.tokens[n]
        return "" if token.quoted else token.low

    def quoted(self, n: int) -> bool:
        return 0 <= n < len(self.tokens) and self.tokens[n].quoted

    def capital(self, n: int) -> bool:
        return 0 <= n < len(self.tokens) and self.tokens[n].capital

    def hull(self, first: int, last: int) -> Span:
        """From the start of token `first` to the end of token `last`."""
        return Span(self.tokens[first].start, self.tokens[last].end)


def passages(text: str, span: Span, quotes: Quotations) -> Iterator[Passage]:
    """The passages of one sentence: nearly always one."""
    tokens = tuple(_tokens(text, span, quotes))
    for first in range(0, len(tokens), LONGEST):
        part = tokens[first : first + LONGEST]
        whole = span if len(tokens) <= LONGEST else Span(part[0].start, part[-1].end)
        yield Passage(text, whole, part, frozenset([token.low for token in part]))


_new = tuple.__new__  # half the time of Token(...), for every word of a text


def _tokens(text: str, span: Span, quotes: Quotations) -> Iterator[Token]:
    ranges = iter(quotes.meeting(span.start, span.end))
    here = next(ranges, None)
    for match in _TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        while here is not None and here.end <= start:
            here = next(ranges, None)
        word = match[0]
        low = word.lower()
        if "’" in low:
            low = low.replace("’", "'")
        quoted = here is not None and here.start <= start
        yield _new(Token, (start, end, word, low, quoted))
