"""The reasons that make a claim worth checking first.

A hint for the order of work and never a filter, so it counts plain reasons and weighs none: a
figure, a date, a named source, a quotation, a superlative or a first. They are what fact-checkers'
guides ask for; whether a claim matters is the reviewer's to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claims.model import DateMention, DateType, Quantity, Reading, Span
from claims.reading.english.function_words import word_set

FAULTY, FIGURE, DATE = "a date that contradicts itself", "a figure", "a date"
NAMED, QUOTED, SUPERLATIVE = "a named source", "a quotation", "a superlative"

# "Most of" and "at least" measure, "worst-case" names; "last week" is a date.
_SUPERLATIVE = re.compile(
    r"\b(?:(?:the|its|their|his|her|ever|world['’]s|country['’]s|['’]s) (?:very )?(?:most(?! of\b)|"
    r"least|best|worst|first|only|[a-z]{3,}(?<!for)(?<!inter)est)|first(?:-ever| time)|"
    r"never(?! mind)|record(?= (?:high|low|number|year|level|sum|fall|rise))|unprecedented)\b",
    re.IGNORECASE,
)
# Words in -est that compare nothing.
_NO_SUPERLATIVE = re.compile(
    r" (?:west|rest|test|guest|protest|request|arrest|interest|contest|forest|harvest|conquest|"
    r"quest|chest|nest|pest|vest|crest|latest|unrest|midwest|northwest|southwest|priest|behest|"
    r"inquest|budapest)\Z",
    re.IGNORECASE,
)


class Worth(NamedTuple):
    """Why a claim is worth checking first, the weightiest reason first; none is no judgement."""

    reasons: tuple[str, ...] = ()

    @property
    def level(self) -> int:
        """How many reasons there are: a higher level comes first."""
        return len(self.reasons)


def worth(text: str, reading: Reading) -> tuple[Worth, ...]:
    """The worth of each claim of `reading`, in order, in one walk."""
    dates = _shared(reading.claims, [d.span for d in reading.dates])
    figures = _shared(reading.claims, [q.span for q in reading.quantities])
    sources = [span for found in reading.attributions for span in found.source[:1]]
    named = _shared(reading.claims, sorted(s for s in sources if _is_name(s.of(text))))
    return tuple(
        worth_of(
            claim.of(text),
            [reading.dates[n] for n in dates[k]],
            [reading.quantities[n] for n in figures[k]],
            named=bool(named[k]),
        )
        for k, claim in enumerate(reading.claims)
    )


def worth_of(
    words: str, dates: Sequence[DateMention], figures: Sequence[Quantity], *, named: bool
) -> Worth:
    """The worth of a claim of these words, with what was read in it."""
    told = {
        FAULTY: any(date.fault for date in dates),
        FIGURE: any(_is_telling(figure) for figure in figures if not _dated(figure, dates)),
        DATE: any(date.type in (DateType.DATE, DateType.TIME) for date in dates),
        NAMED: named,
        QUOTED: any(mark in words for mark in '"“”„«»「'),
        SUPERLATIVE: _has_superlative(words),
    }
    return Worth(tuple(reason for reason, holds in told.items() if holds))


def _dated(figure: Quantity, dates: Sequence[DateMention]) -> bool:
    return any(date.span.overlap(figure.span) for date in dates)


def _is_telling(figure: Quantity) -> bool:
    """Whether a figure is more than a bare count of a few ("the two leaders")."""
    if figure.unit or figure.hedge or figure.high:
        return True
    return "." in figure.value or figure.value.startswith("-") or int(figure.value) > _FEW


_FEW = 12


def _has_superlative(words: str) -> bool:
    return any(not _NO_SUPERLATIVE.search(match[0]) for match in _SUPERLATIVE.finditer(words))


def _is_name(words: str) -> bool:
    """Whether a source is named: a capital that is not only that of a first pronoun or article."""
    first, *rest = words.split()
    return any(word[0].isupper() for word in rest) or (
        first[0].isupper() and first.lower() not in _NAMELESS
    )


_NAMELESS = word_set(
    "he she they it i we you who this that these those the a an his her its their our my your "
    "one two three some several many most both all no other another"
)


def _shared(claims: Sequence[Span], spans: Sequence[Span]) -> list[list[int]]:
    """For each claim the places in `spans` (both in order) of those that lie in it."""
    found: list[list[int]] = [[] for _ in claims]
    k = 0
    for n, span in enumerate(spans):
        while k < len(claims) and claims[k].end <= span.start:
            k += 1
        if k < len(claims) and claims[k].holds(span):
            found[k].append(n)
    return found
