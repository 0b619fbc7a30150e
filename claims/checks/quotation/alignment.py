"""Lays two stretches of text beside each other, word by word.

The whole quotation must be placed, the document may go on at both ends, and what the writer marked
is nearly free: words left out at an ellipsis, words put in brackets and those that they stand for.
Everything else costs, and of two equally cheap ways the one that pairs words wins (Needleman and
Wunsch's algorithm with free ends in the document).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from claims.checks.quotation.folded_text import SpelledWord, words

_ELLIPSIS = re.compile(r"[\[(]\s*\.\.\.\s*[\])]|\.\.\.\.?")
_INITIAL = re.compile(r"\[(\w)\](?=\w)")
_BRACKET = re.compile(r"\[[^\[\]]*\]")
_FAR = 10**9
_CHANGED, _LOOSE, _EDGE, _IN_BRACKET, _BY_BRACKET, _AT_ELLIPSIS = 20, 19, 21, 4, 7, 1


class AlignedStep(StrEnum):
    """What happened to a word on its way from the document into the quotation."""

    SAME = "same"
    CHANGED = "changed"
    INSERTED = "inserted"
    DROPPED = "dropped"


class Quote(NamedTuple):
    """A quotation cut into words, with the editor's marks taken out.

    `folded` has as many characters as the folded quotation, marks blanked, so offsets hold.
    `gaps` are the numbers of words before which an ellipsis stands, `bracketed` those of words in
    brackets.
    """

    folded: str
    words: tuple[SpelledWord, ...]
    gaps: frozenset[int]
    bracketed: frozenset[int]


class Pair(NamedTuple):
    """A word of the quotation against one of the document, by number; -1 where there is none.

    `marked` says that an ellipsis or a bracket declares the difference.
    """

    step: AlignedStep
    quoted: int
    document: int
    marked: bool = False


def parse(folded: str) -> Quote:
    """The words of a folded quotation, with its ellipses and brackets."""
    # "[T]he" for "the": the letter joins its word, one blank goes before and one behind.
    joined = _INITIAL.sub(lambda match: f"\ufeff\ufeff{match[1]}", folded)
    gaps = [match.start() for match in _ELLIPSIS.finditer(joined)]
    plain = _ELLIPSIS.sub(lambda match: " " * len(match[0]), joined).replace("\ufeff", " ")
    brackets = [match.span() for match in _BRACKET.finditer(plain)]
    found = words(plain)
    return Quote(
        plain,
        found,
        frozenset(sum(word.start < gap for word in found) for gap in gaps),
        frozenset(
            n
            for n, word in enumerate(found)
            if any(start < word.start < end for start, end in brackets)
        ),
    )


def align(quote: Quote, document: Sequence[SpelledWord]) -> tuple[Pair, ...]:
    """The cheapest way from `document` to `quote`, without what lies before and behind it."""
    rows = _costs(quote, document)
    i = len(quote.words)
    j = min(range(len(document) + 1), key=rows[i].__getitem__)
    pairs: list[Pair] = []
    while i > 0:
        pair = _step_back(quote, document, rows, i, j)
        pairs.append(pair)
        i -= pair.quoted >= 0
        j -= pair.document >= 0
    pairs.reverse()
    return tuple(pairs)


def _costs(quote: Quote, document: Sequence[SpelledWord]) -> list[list[int]]:
    """`rows[i][j]`: the least cost of the first `i` words with the document read up to `j`."""
    keys = [word.key for word in document]
    rows = [[0] * (len(keys) + 1)]
    for i, word in enumerate(quote.words, 1):
        above = rows[-1]
        insert, change, drop = _prices(quote, i)
        key = word.key
        cost = above[0] + insert
        row = [cost]
        for j, other in enumerate(keys, 1):
            cost += drop
            paired = above[j - 1] + (0 if other == key else change)
            if paired < cost:
                cost = paired
            if above[j] + insert < cost:
                cost = above[j] + insert
            row.append(cost)
        rows.append(row)
    return rows


def _prices(quote: Quote, i: int) -> tuple[int, int, int]:
    """What it costs to insert word `i` (from 1), to change it, and to drop a word behind it."""
    edge = i in (1, len(quote.words))
    bracket = i - 1 in quote.bracketed
    insert = _IN_BRACKET if bracket else _EDGE if edge else _LOOSE
    return insert, _IN_BRACKET if bracket else _CHANGED, _drop_price(quote, i)


def _drop_price(quote: Quote, i: int) -> int:
    if i == len(quote.words):
        return _FAR  # the document ends where the quotation does
    if i in quote.gaps:
        return _AT_ELLIPSIS
    return _BY_BRACKET if i in quote.bracketed or i - 1 in quote.bracketed else _LOOSE


def _step_back(
    quote: Quote, document: Sequence[SpelledWord], rows: list[list[int]], i: int, j: int
) -> Pair:
    _, change, drop = _prices(quote, i)
    bracket = i - 1 in quote.bracketed
    if j:
        same = quote.words[i - 1].key == document[j - 1].key
        if rows[i][j] == rows[i - 1][j - 1] + (0 if same else change):
            step = AlignedStep.SAME if same else AlignedStep.CHANGED
            return Pair(step, i - 1, j - 1, bracket and not same)
        if rows[i][j] == rows[i][j - 1] + drop:
            return Pair(AlignedStep.DROPPED, -1, j - 1, drop < _LOOSE)
    return Pair(AlignedStep.INSERTED, i - 1, -1, bracket)
