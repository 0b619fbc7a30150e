"""Words near those of an event that make them another's: "strike fund", "Per Dahl", "of 2011"."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from claims.checks.content_words import Term
from claims.checks.dates.event_words import event_terms, is_happening
from claims.model import Span
from claims.reading.dates.words import MONTH_NAMES, MONTHS, NUMBERS, WEEKDAYS
from claims.reading.english.function_words import DAYS, TIMES, is_adverb, word_set

_NUMBER = re.compile(r"(?<![\d.,])\d+(?![\d.,]*\d)")
_MONTHS = "|".join(MONTH_NAMES)
_ONE_MORE = re.compile(
    r"\b(?:an?|another|new|second|third|earlier|previous|similar|last year['’]s)\s(?:\w+\s)?\Z",
    re.IGNORECASE,
)
_DAY_OF_MONTH = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?(?:{_MONTHS})\b|\b(?:{_MONTHS})\s\d{{1,2}}\b",
    re.IGNORECASE,
)
_BESIDE = 6  # "opened Line 5", "2024 budget"
_YEAR_INSIDE = re.compile(r"\b(?:19|20)\d\d\b")
_NOT_HEADS = (
    TIMES
    | DAYS
    | frozenset(NUMBERS)
    | word_set(
        "yesterday today tomorrow last this next early late again several many some almost "
        "just more less"
    )
)
_TITLES = word_set("mr mrs ms miss dr sir dame mayor president minister captain professor chair")
_CALENDAR = frozenset(MONTHS) | frozenset(MONTH_NAMES) | frozenset(WEEKDAYS)


def is_another(
    text: str,
    words: Sequence[Term],
    place: Span,
    own: Container[str],
    names: frozenset[str],
    name: str,
) -> bool:
    """Whether the words go on to name something else: "strike fund", "Per Dahl", "of 2011"."""
    if not _NUMBER.search(name) and _YEAR_INSIDE.search(text, place.start, place.end):
        return True
    numbers = numbers_of(name)
    beside = _numbers(text, words, place, own, _BESIDE if numbers else 0)
    if not beside <= numbers or (numbers and not numbers <= beside):
        return True
    last = [term for term in words if term.end == place.end]
    after = [term for term in words if term.start == place.end + 1]
    if after and last and not is_happening(last[0].stem):
        word = text[after[0].start : after[0].end]
        if word.islower() and word not in _NOT_HEADS and not is_adverb(word):
            return not is_happening(after[0].stem)
    return _is_namesake(text, words, place, own, names)


def numbers_of(words: str) -> frozenset[str]:
    """The numbers in some words, as they are written; those of a day and its month are none."""
    return frozenset(_NUMBER.findall(_DAY_OF_MONTH.sub(" ", words)))


def _numbers(
    text: str, words: Sequence[Term], place: Span, own: Container[str], reach: int
) -> frozenset[str]:
    """The numbers that stand right beside a word of the event: "Line 5", "the 2011 strike"."""
    mine = [term for term in words if term.stem in own]
    ends, starts = {term.end + 1 for term in mine}, {term.start - 1 for term in mine}
    found = _NUMBER.finditer(text, max(0, place.start - reach), min(len(text), place.end + reach))
    near = (match for match in found if match.start() in ends or match.end() in starts)
    return frozenset(match[0] for match in near)


def _is_namesake(
    text: str, words: Sequence[Term], place: Span, own: Container[str], names: frozenset[str]
) -> bool:
    """Whether a part of the event's name is missing, and another word stands in its place."""
    told = {term.stem for term in words}
    if names <= told:
        return False
    if any(t.name and t.stem not in own and place.start <= t.start < place.end for t in words):
        return True
    at = {term.end: term for term in words}
    for term in words:
        before = at.get(term.start - 1)
        if term.stem not in names or before is None or before.stem in own:
            continue
        word = text[before.start : before.end]
        if word[0].isupper() and word.lower() not in _TITLES:
            return True
    return False


def is_elsewhere(text: str, span: Span, own: Container[str]) -> bool:
    """Whether a name stands there that the event does not have."""
    names = (term for term in event_terms(text, span) if term.name)
    return any(
        term.stem not in own and text[term.start : term.end].lower() not in _CALENDAR
        for term in names
    )


def foreign(words: Sequence[Term], place: Span, own: Container[str]) -> int:
    """How many words of content stand among those of the event that it does not have."""
    inner = [term for term in words if place.start <= term.start < place.end]
    return sum(term.stem not in own for term in inner)


def is_the_one(text: str, held: Sequence[Term], enough: int) -> bool:
    """Whether "the strike ended" stands for "harbour strike ends": no other strike is named."""
    before = text[max(0, held[0].start - 5) : held[0].start].lower()
    happens = any(is_happening(term.stem) for term in held)
    return len(held) == enough - 1 == 2 and happens and before.endswith(("the ", "that ", "this "))


def is_one_more(text: str, span: Span, place: Span) -> bool:
    """Whether the event stands with "a" or "another", and so may be one of its kind."""
    return _ONE_MORE.search(text, span.start, place.start) is not None
