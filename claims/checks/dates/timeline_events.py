"""Finds the event of a timeline that the words of an article name.

Words weigh by how few events of the timeline have them, and a match needs most of an event's weight
in one claim, a plain word among it, and a clear lead over the next event.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections import Counter
from collections.abc import Sequence
from datetime import date
from math import log
from typing import NamedTuple

from claims.checks.content_words import Term, terms
from claims.model import Span
from claims.tables.timeline import Timeline, TimelineEvent

_QUOTED = re.compile(r"[\"“‘«]([^\"”’»]{3,60})[\"”’»]")
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_RECURS = re.compile(
    r"\b(?:visit|call|meeting|talks|summit|election|vote|forum|conference|speech|address|trip|"
    r"meets?|visits|attends?|speaks?|spoke|met)\b",
    re.IGNORECASE,
)
_ENOUGH = 0.62
_LEAD = 1.25


class Matched(NamedTuple):
    """An event and the words that name it; `shown` is how a reason names it.

    `recurs` says that only its kind is named, and that it is of a kind that happens again (a visit,
    a call): on another day it may be another one.
    """

    event: TimelineEvent
    span: Span
    shown: str
    recurs: bool = False


class _Known(NamedTuple):
    event: TimelineEvent
    phrases: tuple[str, ...]
    title: re.Pattern[str] | None
    words: dict[str, float]
    names: frozenset[str]


class Matcher:
    """The events of some timelines, ready to be looked for in claims."""

    def __init__(self, timelines: Sequence[Timeline]) -> None:
        events = [event for timeline in timelines for event in timeline.events]
        found = [terms(event.name, Span(0, len(event.name))) for event in events]
        counts = Counter(stem for words in found for stem in {term.stem for term in words})
        self._known = [
            _known(event, words, counts, len(events))
            for event, words in zip(events, found, strict=True)
        ]
        self._by_stem: dict[str, list[int]] = {}
        for n, known in enumerate(self._known):
            for stem in known.words:
                self._by_stem.setdefault(stem, []).append(n)

    def __bool__(self) -> bool:
        return bool(self._known)

    def find(self, text: str, span: Span) -> Matched | None:
        """The one event that the words of `span` name; None when none does, or two do."""
        words = terms(text, span)
        near = sorted({n for term in words for n in self._by_stem.get(term.stem, ())})
        named = [m for n in near if (m := self._named(text, span, self._known[n]))]
        if len(named) == 1:
            return named[0]
        if named:
            return None
        return self._weighed(words, near)

    def _named(self, text: str, span: Span, known: _Known) -> Matched | None:
        for phrase in known.phrases:
            for match in _QUOTED.finditer(text, span.start, span.end):
                if _plain(match[1]) == phrase:
                    end = _onwards(text, match.end(), span.end, known)
                    return Matched(
                        known.event, Span(match.start(), end), f"the {text[match.start() : end]}"
                    )
        if known.title is None:
            return None
        title = known.title.search(text, span.start, span.end)
        return Matched(known.event, Span(*title.span()), f"the {title[0]}") if title else None

    def _weighed(self, words: Sequence[Term], near: Sequence[int]) -> Matched | None:
        stems = {term.stem for term in words}
        scored = ((_share(self._known[n].words, stems), n) for n in near)
        ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1]))
        if not ranked or ranked[0][0] < _ENOUGH:
            return None
        if len(ranked) > 1 and ranked[0][0] < _LEAD * ranked[1][0]:
            return None
        known = self._known[ranked[0][1]]
        held = [term for term in words if term.stem in known.words]
        distinct = {term.stem for term in held}
        if len(distinct) < min(3, max(2, len(known.words))) or distinct <= known.names:
            return None
        again = _RECURS.search(known.event.name) is not None
        return Matched(known.event, _run(held), f"“{known.event.name}”", again)


def _share(words: dict[str, float], stems: set[str]) -> float:
    total = sum(words.values())
    return sum(weight for stem, weight in words.items() if stem in stems) / total if total else 0.0


def _known(
    event: TimelineEvent, words: Sequence[Term], counts: Counter[str], events: int
) -> _Known:
    title, colon, _ = event.name.partition(":")
    whole = colon and title[:1].isupper() and 2 <= len(title.split()) <= 5
    return _Known(
        event,
        tuple(_plain(match[1]) for match in _QUOTED.finditer(event.name)),
        re.compile(rf"(?<!\w){re.escape(title.strip())}(?!\w)") if whole else None,
        {term.stem: log(1 + events / counts[term.stem]) for term in words},
        frozenset(t.stem for t in words if event.name[t.start].isupper()),
    )


def _plain(words: str) -> str:
    return " ".join(words.replace("-", " ").casefold().strip(" ,.").split())


def _onwards(text: str, end: int, limit: int, known: _Known) -> int:
    """A phrase with the noun behind it: “no limits” partnership."""
    after = terms(text, Span(end, min(limit, end + 30))) if end < limit else ()
    near = after and after[0].start - end <= 2 and after[0].stem in known.words
    return after[0].end if near else end


def _run(held: Sequence[Term]) -> Span:
    """From the first to the last word of the event."""
    return Span(held[0].start, held[-1].end)


def day_of(value: str) -> date | None:
    """A whole ISO day; None for anything else."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def is_day(value: str) -> bool:
    return day_of(value) is not None


def first_day(value: str) -> date | None:
    """The first day of an ISO year, month or day."""
    return day_of((value + "-01-01")[:10] if len(value) == 4 else (value + "-01")[:10])


def in_words(value: str | date) -> str:
    """`8 February 2024`, `March 2023`, `2022`."""
    match = _ISO.match(str(value))
    if match is None:
        return str(value)
    year, month, day = match.groups()
    name = month_name[int(month)] if month and 1 <= int(month) <= 12 else ""
    return " ".join(part for part in (str(int(day)) if day else "", name, year) if part)
