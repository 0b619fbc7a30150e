"""Finds the event of a timeline that the words of an article name.

Words weigh by how few events of the timeline have them, and a match needs most of an event's weight
in one claim, a plain word among it, and a clear lead over the next event.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from math import log
from typing import NamedTuple

from claims.checks.content_words import Term, terms
from claims.checks.dates.event_namesakes import (
    foreign,
    is_another,
    is_elsewhere,
    is_one_more,
    is_the_one,
    numbers_of,
)
from claims.checks.dates.event_telling import Telling, telling_of
from claims.checks.dates.event_words import event_terms, happenings, opposite, verbs
from claims.model import Span
from claims.tables.timeline import Timeline, TimelineEvent

_QUOTED = re.compile(r"[\"“‘«]([^\"”’»]{3,60})[\"”’»]")
_RECURS = re.compile(
    r"\b(?:visit|call|meeting|talks|summit|election|vote|forum|conference|speech|address|trip|"
    r"meets?|visits|attends?|speaks?|spoke|met)\b",
    re.IGNORECASE,
)
_ENOUGH = 0.62
_LEAD = 1.25
_WHOLE = 0.8
_FEW = 4
_ALL = 0.999
_COMMON = 200  # a word of more events than that leads to none of them


class Matched(NamedTuple):
    """An event and the words that name it; `shown` is how a reason names it.

    `recurs` says that only its kind is named, and that it is of a kind that happens again (a visit,
    a call): on another day it may be another one. `whole` says that its words are told well enough
    for a date to bear it out. `by` is who dates it ("the timeline"); `prose` events are sentences.
    `complete` says that no word of the event is missing.
    """

    event: TimelineEvent
    span: Span
    shown: str
    recurs: bool = False
    telling: Telling = Telling.AS_IT_WAS
    whole: bool = True
    by: str = "the timeline"
    prose: bool = False
    complete: bool = True


class LastingEvent(NamedTuple):
    """An event that begins or ends something; `subject` are the stems of what that is."""

    event: TimelineEvent
    acts: frozenset[str]
    subject: frozenset[str]
    by: str


class _Known(NamedTuple):
    event: TimelineEvent
    phrases: tuple[str, ...]
    title: re.Pattern[str] | None
    words: dict[str, float]
    names: frozenset[str]
    acts: frozenset[str]
    numbers: frozenset[str]
    by: str
    prose: bool

    @property
    def subject(self) -> frozenset[str]:
        """Its words without what happens."""
        return frozenset(self.words) - self.acts


class _Candidate(NamedTuple):
    share: float
    n: int
    held: tuple[Term, ...]
    turned: bool


class Matcher:
    """The events of some timelines, ready to be looked for in claims."""

    def __init__(self, timelines: Sequence[Timeline]) -> None:
        events = [(event, line) for line in timelines for event in line.events]
        found = [event_terms(event.name, Span(0, len(event.name))) for event, _ in events]
        counts = Counter(stem for words in found for stem in {term.stem for term in words})
        self._known = [
            _known(event, line, words, counts, len(events))
            for (event, line), words in zip(events, found, strict=True)
        ]
        self._by_stem: dict[str, list[int]] = {}
        for n, known in enumerate(self._known):
            for stem in known.words:
                self._by_stem.setdefault(stem, []).append(n)

    def __bool__(self) -> bool:
        return bool(self._known)

    def told(self, text: str, span: Span, names: Sequence[Term] = ()) -> list[Matched]:
        """The events that the words of `span` name, each once; none where two may be meant."""
        words = event_terms(text, span)
        near = sorted({n for t in (*words, *names) for n in self._near(t.stem)})
        named = [m for n in near if (m := self._named(text, span, words, self._known[n]))]
        if named:
            return named if len(named) == 1 else []
        return self._weighed(text, span, words, names, near)

    def lasting(self, text: str, span: Span) -> list[LastingEvent]:
        """The events whose words but for what happens all stand in `span`."""
        stems = {term.stem for term in event_terms(text, span)}
        near = sorted({n for stem in stems for n in self._near(stem)})
        return [
            LastingEvent(known.event, known.acts, known.subject, known.by)
            for known in (self._known[n] for n in near)
            if known.acts and len(known.subject) > 1 and known.subject <= stems
        ]

    def _near(self, stem: str) -> Sequence[int]:
        found = self._by_stem.get(stem, ())
        return found if len(found) <= _COMMON else ()

    def _named(self, text: str, span: Span, words: Sequence[Term], known: _Known) -> Matched | None:
        event, by = known.event, known.by
        for phrase in known.phrases:
            for match in _QUOTED.finditer(text, span.start, span.end):
                if _plain(match[1]) == phrase:
                    end = _onwards(text, match.end(), span.end, known)
                    place = Span(match.start(), end)
                    telling = telling_of(text, span, place, _mine(words, known), turned=False)
                    shown = f"the {place.of(text)}"
                    whole = not known.prose
                    return Matched(event, place, shown, False, telling, whole, by, known.prose)
        if known.title is None:
            return None
        title = known.title.search(text, span.start, span.end)
        if title is None:
            return None
        place = Span(*title.span())
        telling = telling_of(text, span, place, _mine(words, known), turned=False)
        again = ":" not in event.name
        return Matched(event, place, f"the {title[0]}", again, telling, not known.prose, by)

    def _weighed(
        self,
        text: str,
        span: Span,
        words: Sequence[Term],
        names: Sequence[Term],
        near: Sequence[int],
    ) -> list[Matched]:
        here = numbers_of(span.of(text))
        near = [n for n in near if self._known[n].numbers <= here]
        found = [self._candidate(n, words, names) for n in near]
        ranked = sorted((c for c in found if c), key=lambda c: (-c.share, c.turned, c.n))
        if not ranked or ranked[0].share < _ENOUGH:
            return []
        best = self._known[ranked[0].n]
        chosen = ranked[:1]
        for other in ranked[1:]:
            if ranked[0].share >= _LEAD * other.share or other.share < _ALL <= ranked[0].share:
                break
            twin = self._known[other.n]
            if twin.subject != best.subject or twin.acts == best.acts:
                return []
            if not other.turned and other.share >= _ENOUGH:
                chosen.append(other)
        known_by = frozenset(term.stem for term in names)
        return [m for c in chosen if (m := self._matched(text, span, words, c, known_by))]

    def _candidate(self, n: int, words: Sequence[Term], names: Sequence[Term]) -> _Candidate | None:
        known = self._known[n]
        stems = {term.stem for term in (*words, *names)}
        turned = bool(known.acts) and any(
            opposite(act) in stems and act not in stems for act in known.acts
        )
        undone = {opposite(act): act for act in known.acts} if turned else {}
        held = tuple(t for t in words if t.stem in known.words or t.stem in undone)
        if not held or (known.acts and not turned and not known.acts & stems):
            return None
        told = {undone.get(stem, stem) for stem in stems}
        return _Candidate(_share(known.words, told), n, held, turned)

    def _matched(
        self,
        text: str,
        span: Span,
        words: Sequence[Term],
        found: _Candidate,
        names: frozenset[str],
    ) -> Matched | None:
        known = self._known[found.n]
        first = {term.stem: term for term in reversed(found.held)}
        held = sorted(first.values(), key=lambda term: term.start)
        place = Span(held[0].start, max(term.end for term in held))
        told = len(first.keys() | (names & known.words.keys()))
        enough = min(3, max(2, len(known.words)))
        others = foreign(words, place, known.words)
        short = told < enough and not (
            not others
            and is_the_one(text, held, enough)
            and not is_elsewhere(text, span, known.words)
        )
        if short or first.keys() <= known.names:
            return None
        if known.prose and (found.share < _WHOLE or others > (told == len(known.words))):
            return None
        if is_another(text, words, place, known.words, known.names, known.event.name):
            return None
        again = _RECURS.search(known.event.name) or (
            len(known.words) <= _FEW and is_one_more(text, span, place)
        )
        telling = telling_of(text, span, place, _mine(words, known), turned=found.turned)
        whole = found.share > _WHOLE or (bool(known.acts) and len(first) + 1 >= len(known.words))
        shown = f"“{known.event.name}”"
        return Matched(
            known.event,
            place,
            shown,
            known.prose or bool(again),
            telling,
            whole and not known.prose,
            known.by,
            known.prose,
            told >= len(known.words),
        )


def _mine(words: Sequence[Term], known: _Known) -> tuple[Term, ...]:
    return tuple(term for term in words if term.stem in known.words)


def _share(words: dict[str, float], stems: set[str]) -> float:
    total = sum(words.values())
    return sum(weight for stem, weight in words.items() if stem in stems) / total if total else 0.0


def _known(
    event: TimelineEvent, line: Timeline, words: Sequence[Term], counts: Counter[str], events: int
) -> _Known:
    acts = happenings(words) or verbs(event.name, words)
    return _Known(
        event,
        tuple(_plain(match[1]) for match in _QUOTED.finditer(event.name)),
        None if line.prose else _title(event.name, acts),
        {term.stem: log(1 + events / counts[term.stem]) for term in words},
        frozenset(term.stem for term in words if _is_name(event.name, term)),
        acts,
        numbers_of(event.name),
        line.told_by,
        line.prose,
    )


def _is_name(name: str, term: Term) -> bool:
    """Whether a word of an event is a name; the first one, where another capital follows."""
    if not name[term.start].isupper():
        return False
    following = name[term.end + 1 : term.end + 2]
    return term.start > 0 or following.isupper()


def _title(name: str, acts: frozenset[str]) -> re.Pattern[str] | None:
    """The name before a colon, and a name that is all capitals ("Spring Festival")."""
    title, colon, _ = name.partition(":")
    parts = title.split()
    named = bool(colon) and title[:1].isupper()
    if not named:
        named = not colon and not acts and all(part[:1].isupper() for part in parts)
    if not (named and 2 <= len(parts) <= 5):
        return None
    return re.compile(rf"(?<!\w){re.escape(title.strip())}(?!\w)")


def _plain(words: str) -> str:
    return " ".join(words.replace("-", " ").casefold().strip(" ,.").split())


def _onwards(text: str, end: int, limit: int, known: _Known) -> int:
    """A phrase with the noun behind it: “no limits” partnership."""
    after = terms(text, Span(end, min(limit, end + 30))) if end < limit else ()
    near = after and after[0].start - end <= 2 and after[0].stem in known.words
    return after[0].end if near else end
