"""Finds the sentences that hold something to check and have no claim yet.

A figure, a date, a name or a quotation is what a checker underlines. Headings, bylines and the
notice of a sample hold no claim, and a title in capitals would only make noise, so a line that is
no sentence (no full stop at its end) is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from claims.checks.content_words import inside, shown
from claims.model import Check, DateType, Lead, Reading, Span
from claims.reading.english.function_words import DAYS
from claims.reading.english.quotes import Quotations, quotations

_NAME = re.compile(r"(?<=[\w,;:’'\"“(] )[“\"(]?([A-Z]{2,}|[A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+)*)")
_RUN = re.compile(r"[A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)+")
_ENDED = re.compile(r"[.!?…。！？][\"'”’»)\]*_]*\Z")
_NO_NAMES = re.compile(r"(?:I|I'm|It|The|A|An|In|But|And|Mr|Mrs|Ms|Dr)\Z")
_HEADING = re.compile(r"#{1,6} |[> ]*(?:this is a )?sample\b", re.IGNORECASE)


def check(text: str, reading: Reading, claims: Sequence[Span]) -> tuple[Lead, ...]:
    """A lead "uncovered" for each sentence of `reading` that no span of `claims` touches."""
    quotes = quotations(text)
    taken = sorted(claims, key=lambda span: span.start)
    return tuple(
        Lead(Check.COVERAGE, "uncovered", sentence, f"No claim covers {_joined(held)}.")
        for sentence in _uncovered(text, reading.sentences, taken)
        if (held := list(_held(text, sentence, reading, quotes)))
    )


def _uncovered(text: str, sentences: Sequence[Span], claims: Sequence[Span]) -> Iterator[Span]:
    ends = [claim.end for claim in claims]
    notice = -1
    for sentence in sentences:
        if _HEADING.match(text, sentence.start, sentence.end):
            notice = text.find("\n", sentence.start) % (len(text) + 1)
        n = bisect_right(ends, sentence.start)
        touched = n < len(claims) and claims[n].overlap(sentence)
        if not touched and sentence.start > notice and _ENDED.search(sentence.of(text)):
            yield sentence


def _held(text: str, sentence: Span, reading: Reading, quotes: Quotations) -> Iterator[str]:
    """What a checker would underline, as "the figure 4 per cent"."""
    for quantity in inside(reading.quantities, sentence):
        if quantity.unit or any(char.isdigit() for char in quantity.span.of(text)):
            yield f"the figure {shown(quantity.span.of(text))}"
    for mention in inside(reading.dates, sentence):
        if mention.type in (DateType.DATE, DateType.TIME):
            yield f"the date {shown(mention.span.of(text))}"
    for name in _names(text, sentence):
        yield f"the name {name}"
    for quotation in quotes.meeting(sentence.start, sentence.end):
        held = Span(max(quotation.start, sentence.start), min(quotation.end, sentence.end))
        yield f"the quotation {shown(held.of(text))}"


def _names(text: str, sentence: Span) -> Iterator[str]:
    words = sentence.of(text)
    seen: set[str] = set()
    opening = _RUN.match(words)
    first = opening.end() if opening else 0
    matches = [opening[0]] if opening else []
    for name in (*matches, *(match[1] for match in _NAME.finditer(words, first))):
        if name not in seen and name.lower() not in DAYS and not _NO_NAMES.match(name):
            seen.add(name)
            yield name


def _joined(held: Sequence[str]) -> str:
    if len(held) > 4:
        return ", ".join(held[:4]) + f" and {len(held) - 4} more"
    return ", ".join(held[:-1]) + (" and " if len(held) > 1 else "") + held[-1]
