"""Checks which anniversary a year is: "founded in 1974", "its 40th anniversary this year"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from claims.checks.content_words import inside
from claims.checks.dates.periods_told import PeriodTold, in_words, told_in
from claims.model import Check, DateMention, Lead, Reading, Span
from claims.reading.dates.words import ORDINALS, TENS, number

_PLACES = "|".join(sorted((w for w in ORDINALS if w not in ("last", "final")), key=len)[::-1])
_TENS = "|".join(TENS)
ANNIVERSARY = re.compile(
    rf"\b(?P<n>\d{{1,3}}(?:st|nd|rd|th)|(?:{_TENS})-(?:{_PLACES})|{_PLACES}|"
    r"fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth|hundredth)\s"
    r"(?:wedding\s|birth\s)?(?P<kind>anniversary|birthday)\b",
    re.IGNORECASE,
)
_ROUND = {
    "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70, "eightieth": 80,
    "ninetieth": 90, "hundredth": 100,
}  # fmt: skip
_BEGAN = re.compile(
    r"\b(?:founded|established|opened|built|created|born|launched|married|began|started|formed|set"
    r"\sup|signed|introduced|completed|incorporated)\s(?:(?:only|first|back)\s)?(?:in|on)\s(?:the\s)?"
    r"\Z",
    re.IGNORECASE,
)

_REACH = 60


def place_of(match: re.Match[str]) -> int:
    """Which anniversary a match of `ANNIVERSARY` tells."""
    words = match["n"].lower()
    return _ROUND.get(words) or number(words)


def anniversaries(text: str, reading: Reading, day: date | None) -> Iterator[Lead]:
    """A lead "anniversary" for each that the beginning told in its sentence does not give."""
    for sentence in reading.sentences:
        found = list(ANNIVERSARY.finditer(text, sentence.start, sentence.end))
        if len(found) != 1:
            continue
        match = found[0]
        told = [
            (one, period) for one in inside(reading.dates, sentence) if (period := told_in(one))
        ]
        began = [pair for pair in told if _began(text, sentence, pair[0])]
        if len(began) != 1:
            continue
        rest = [period for one, period in told if one != began[0][0]]
        when = rest[0] if len(rest) == 1 else PeriodTold(day, day) if day and not rest else None
        if when is None:
            continue
        spare = 0 if rest else 1
        real = (when.first.year - began[0][1].last.year, when.last.year - began[0][1].first.year)
        place = place_of(match)
        if real[0] - spare <= place <= real[1] + spare or real[1] < 1:
            continue
        start = in_words(began[0][0].value[:10])
        reason = f"{when.last.year} is {real[1]} years after {start}, so this is no {match[0]}."
        yield Lead(Check.DATE, "anniversary", Span(*match.span()), reason, (began[0][0].span,))


def _began(text: str, sentence: Span, mention: DateMention) -> bool:
    start = max(sentence.start, mention.span.start - _REACH)
    return _BEGAN.search(text, start, mention.span.start) is not None
