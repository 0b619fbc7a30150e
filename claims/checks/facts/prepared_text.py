"""A text cut into statements, each with its words, amounts and days; made once for each document.

A statement knows the heading that it stands under, and its words know the part of the sentence
that they stand in, so that "84 cars" of one half is not taken for the other half's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from claims.checks.content_words import inside, terms
from claims.checks.facts.amount import SHARE, Amount, amounts
from claims.checks.facts.same_words import meaning
from claims.model import DateMention, DateType, Reading, Span
from claims.reading import read
from claims.reading.dates.find import dates

_PARTS = re.compile(r"[,;:()—–\[\]]|\s-\s|\b(?:and|but|while|whereas|as|after|when|although)\b")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T|\Z)")
_HEAD, _TAIL = 700, 300  # code points in which a document tells its own date
_DAYS = (DateType.DATE, DateType.TIME)
_LONGEST_HEADING = 90


class Word(NamedTuple):
    """A content word: where it starts, its meaning, its part of the sentence, if it is a name."""

    start: int
    meaning: str
    part: int
    name: bool


class Statement(NamedTuple):
    """A sentence or a line; `cuts` are where its parts begin, `heading` the line above it."""

    span: Span
    words: tuple[Word, ...]
    cuts: tuple[int, ...]
    amounts: tuple[Amount, ...]
    days: tuple[DateMention, ...]
    heading: frozenset[str]

    def part_at(self, at: int) -> int:
        return bisect_right(self.cuts, at)


@dataclass(frozen=True)
class PreparedText:
    """A text with its statements and the places of each meaning; keep it, by the text's hash.

    `told_on` is the ISO day that the text itself bears, empty where it tells none.
    """

    text: str
    name: str
    told_on: str
    reading: Reading
    statements: tuple[Statement, ...]
    index: dict[str, tuple[int, ...]] = field(repr=False)

    def statement_at(self, at: int) -> int:
        """The number of the statement that a place lies in."""
        return max(0, bisect_right(self.statements, at, key=lambda one: one.span.start) - 1)


def prepare(
    text: str, name: str = "", published: str = "", reading: Reading | None = None
) -> PreparedText:
    """`text` made ready; its own date places "today" and "last year" where none is given."""
    told_on = published or _own_day(text)
    reading = reading or read(text, told_on or None)
    statements = tuple(_statements(text, reading))
    places: dict[str, list[int]] = defaultdict(list)
    for n, statement in enumerate(statements):
        for word in {word.meaning for word in statement.words} | statement.heading:
            places[word].append(n)
    return PreparedText(
        text, name, told_on, reading, statements, {word: tuple(at) for word, at in places.items()}
    )


def _own_day(text: str) -> str:
    """The first whole day in the head of a text; of an order or a report that is its own."""
    for part in (text[:_HEAD], text[-_TAIL:]):
        days = [m[0] for one in dates(part) if (m := _DAY.match(one.value))]
        if days:
            return days[0]
    return ""


def _statements(text: str, reading: Reading) -> list[Statement]:
    figures = amounts(text, reading)
    days = sorted((one for one in reading.dates if one.type in _DAYS), key=_start)
    heading: frozenset[str] = frozenset()
    found = []
    for span in reading.sentences:
        words = span.of(text)
        cuts = tuple(m.start() for m in _PARTS.finditer(text, span.start, span.end))
        own = [one for one in figures_in(figures, span) if one.span.end <= span.end]
        dated = tuple(inside(days, span))
        skip = [one.span for one in own if one.dimension == SHARE]
        told = tuple(
            Word(term.start, meaning(term.stem), bisect_right(cuts, term.start), term.name)
            for term in terms(text, span, skip)
        )
        found.append(Statement(span, told, cuts, tuple(own), dated, heading))
        if _is_heading(words):
            heading = frozenset(word.meaning for word in told)
    return found


def figures_in(figures: Sequence[Amount], span: Span) -> Sequence[Amount]:
    first = bisect_right(figures, span.start - 1, key=_start)
    return figures[first : bisect_right(figures, span.end - 1, key=_start)]


def _start(one: Amount | DateMention) -> int:
    return one.span.start


def _is_heading(words: str) -> bool:
    return len(words) < _LONGEST_HEADING and words[-1:] not in '.!?…"”’)' and "," not in words
