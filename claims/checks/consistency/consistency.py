"""Finds one thing written two ways in an article, and one statement told twice.

Claims are compared without the words of who says so. Told twice are two claims that share most of
their content words, all their names and figures, the direction (up or down, yes or no) and the one
who speaks. Two figures or two days contradict each other only where everything else is the same.
Candidates are found through rare words, so the work grows with the claims and not with their pairs.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from claims.checks.consistency.name_spellings import names
from claims.checks.content_words import Term, inside, shown, stem, terms
from claims.checks.dates.periods_told import day_of, in_words
from claims.model import Attribution, Check, DateMention, DateType, Lead, Quantity, Reading, Span
from claims.reading.english.function_words import word_set

_ALIKE = 0.6
_LEAST = 4
_COMMON = 24
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_UP = word_set("rise rose risen rising grow grew grown growth increase gain climb jump soar up")
_DOWN = word_set("fall fell fallen falling drop decline decrease shrink shrank lose slump down")
_YES = word_set("support accept back approve agree join win open allow begin began start import")
_NO = word_set(
    "oppose reject deny denied refuse disagree leave lost close ban end ended stop export sell"
)
_NOT = re.compile(r"\b(?:not|no|never|none|neither|without|hardly)\b|n['’]t\b", re.IGNORECASE)
_SIDES = tuple(frozenset(stem(word) for word in words) for words in (_UP, _DOWN, _YES, _NO))
# Verbs that only carry an amount, and words that only place or round it.
_CARRIES = frozenset(
    stem(word)
    for word in word_set(
        "reach reached total totalled come came stand stood hit amount amounted worth value valued "
        "rose rise grew about around nearly roughly billion million trillion thousand per cent "
        "percent dollars dollar us"
    )
)


class _Said(NamedTuple):
    """What a claim says: plain words, names, figures, days, direction, and who speaks."""

    span: Span
    words: frozenset[str]
    names: frozenset[str]
    figures: tuple[Quantity, ...]
    days: tuple[DateMention, ...]
    sides: frozenset[int]
    speakers: frozenset[str]


def check(text: str, reading: Reading, claims: Sequence[Span] | None = None) -> tuple[Lead, ...]:
    """Leads "name", "figure", "date" and "told_twice": on the later place, `also` the earlier.

    `claims` are the spans that stand now, where they are not those of `reading`.
    """
    said = _said(text, sorted(claims if claims is not None else reading.claims), reading)
    pairs = list(_near(said))
    found = [*names(text), *_weekday_names(text, reading)]
    told: set[tuple[str, Span]] = set()
    for one, other in pairs:
        lead = _twice(text, one, other) or _figure(text, one, other) or _date(one, other)
        if lead is not None and (lead.kind, lead.span) not in told:
            told.add((lead.kind, lead.span))
            found.append(lead)
    return tuple(sorted(found, key=lambda lead: (lead.span, lead.kind, lead.also)))


def twins(
    text: str, claims: Sequence[Span], reading: Reading | None = None
) -> list[tuple[Span, Span]]:
    """Pairs of claims that say one thing, the earlier first.

    With `reading` figures, dates and speakers are compared too; without it the words alone.
    """
    reading = reading or Reading((), (), ())
    said = _said(text, sorted(claims), reading)
    return sorted((one.span, other.span) for one, other in _near(said) if _same(text, one, other))


# ------------------------------------------------------------------------ what is said


def _said(text: str, claims: Sequence[Span], reading: Reading) -> list[_Said]:
    found = []
    attributions = _by_claim(claims, reading.attributions)
    for claim, voices in zip(claims, attributions, strict=True):
        skip = [span for voice in voices for span in (*voice.source, *voice.cue)]
        figures = tuple(inside(reading.quantities, claim))
        days = tuple(one for one in inside(reading.dates, claim) if one.type is DateType.DATE)
        skip += [figure.span for figure in figures] + [day.span for day in days]
        plain = terms(text, claim, skip)
        found.append(_one(text, claim, plain, figures, days, _speakers(text, voices)))
    return found


def _one(
    text: str,
    claim: Span,
    words: Sequence[Term],
    figures: tuple[Quantity, ...],
    days: tuple[DateMention, ...],
    speakers: frozenset[str],
) -> _Said:
    proper = frozenset(term.stem for term in words if term.name)
    stems = frozenset(term.stem for term in words) - proper
    sides = {n for n, side in enumerate(_SIDES) if stems & side}
    if _NOT.search(text, claim.start, claim.end):
        sides.add(len(_SIDES))
    return _Said(claim, stems, proper, figures, days, frozenset(sides), speakers)


def _by_claim(
    claims: Sequence[Span], attributions: Sequence[Attribution]
) -> list[list[Attribution]]:
    starts = [claim.start for claim in claims]
    found: list[list[Attribution]] = [[] for _ in claims]
    for one in attributions:
        for cue in one.cue[:1]:
            n = bisect_left(starts, cue.start + 1) - 1
            if n >= 0 and claims[n].overlap(cue):
                found[n].append(one)
    return found


def _speakers(text: str, voices: Sequence[Attribution]) -> frozenset[str]:
    """The names of who speaks innermost: of "CCTV said that Xi told Putin", Xi."""
    inner = [
        voice
        for voice in voices
        if not any(other is not voice and _within(other, voice) for other in voices)
    ]
    spans = [span for voice in inner for span in voice.source]
    return frozenset(
        term.stem for span in spans for term in terms(text, span) if text[term.start].isupper()
    )


def _within(inner: Attribution, outer: Attribution) -> bool:
    return bool(inner.cue) and any(span.holds(inner.cue[0]) for span in outer.content)


# ---------------------------------------------------------------------------- the pairs


def _near(said: Sequence[_Said]) -> Iterator[tuple[_Said, _Said]]:
    """Pairs that share rare words, and claims with the very same words one after another."""
    holders: dict[str, list[int]] = {}
    same: dict[frozenset[str], int] = {}
    pairs: Counter[tuple[int, int]] = Counter()
    for n, one in enumerate(said):
        everything = one.words | one.names
        if len(everything) >= 2 and everything in same:
            pairs[same[everything], n] += _LEAST
        same[everything] = n
        for word in sorted(everything):
            held = holders.setdefault(word, [])
            if len(held) < _COMMON:
                pairs.update((m, n) for m in held)
            held.append(n)
    for (m, n), count in sorted(pairs.items()):
        if count >= 2:
            yield said[m], said[n]


def _twice(text: str, one: _Said, other: _Said) -> Lead | None:
    if not _same(text, one, other):
        return None
    words = shown(one.span.of(text), 70)
    return _lead("told_twice", other.span, f"This is already told in “{words}”.", one.span)


def _same(text: str, one: _Said, other: _Said) -> bool:
    if one.sides != other.sides or not _voices_agree(one, other):
        return False
    both = one.words & other.words
    least = min(len(one.words), len(other.words))
    if len(both) < min(_LEAST, max(least, 2)) or len(both) < _ALIKE * least:
        return False
    if 2 * len(both) < 0.5 * (len(one.words) + len(other.words)):
        return False
    if least < _LEAST and one.words != other.words:
        return False
    return one.names == other.names and _values(text, one) == _values(text, other)


def _voices_agree(one: _Said, other: _Said) -> bool:
    return not one.speakers or not other.speakers or bool(one.speakers & other.speakers)


def _values(text: str, said: _Said) -> tuple[Counter[tuple[str, str]], set[str]]:
    """Figures and days as they are told; without a reading, every group of digits."""
    if said.figures or said.days:
        figures = Counter((one.value, one.unit) for one in said.figures)
        return figures, {one.value for one in said.days}
    return Counter((digits, "") for digits in re.findall(r"\d[\d.,]*", said.span.of(text))), set()


def _lead(kind: str, span: Span, reason: str, also: Span) -> Lead:
    return Lead(Check.CONSISTENCY, kind, span, reason, also=(also,))


# ------------------------------------------------------------------- figures and days


def _figure(text: str, one: _Said, other: _Said) -> Lead | None:
    """The same thing in the same period with two amounts."""
    if len(one.figures) != 1 or len(other.figures) != 1 or not _alike_but_amounts(one, other):
        return None
    early, late = one.figures[0], other.figures[0]
    same_kind = early.unit and (early.kind, early.unit) == (late.kind, late.unit)
    if not same_kind or {d.value for d in one.days} != {d.value for d in other.days}:
        return None
    if early.high or late.high or early.hedge or late.hedge or _rounds(early, late):
        return None
    reason = f"{late.span.of(text)} here, {early.span.of(text)} before, for the same thing."
    return _lead("figure", late.span, reason, early.span)


def _alike_but_amounts(one: _Said, other: _Said) -> bool:
    mine, theirs = one.words - _CARRIES, other.words - _CARRIES
    return (
        bool(mine)
        and mine == theirs
        and one.names == other.names
        and one.sides == other.sides
        and len(mine | one.names) >= 2
    )


def _rounds(one: Quantity, other: Quantity) -> bool:
    """Whether one figure is the other, rounded to its own digits."""
    early, late = Decimal(one.value), Decimal(other.value)
    if early == late:
        return True
    fewer, more = sorted((early, late), key=_digits)
    place = Decimal(1).scaleb(_place(fewer))
    return abs(fewer - more) <= place / 2


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _place(value: Decimal) -> int:
    return int(value.normalize().as_tuple().exponent)


def _date(one: _Said, other: _Said) -> Lead | None:
    """The same event on two days."""
    if len(one.days) != 1 or len(other.days) != 1 or one.words != other.words:
        return None
    if one.names != other.names or one.sides != other.sides or len(one.words | one.names) < 3:
        return None
    if not _values_equal(one, other) or not _voices_agree(one, other):
        return None
    early, late = one.days[0], other.days[0]
    days = day_of(early.value), day_of(late.value)
    if None in days or days[0] == days[1]:
        return None
    reason = f"{in_words(late.value)} here, {in_words(early.value)} before, for the same event."
    return _lead("date", late.span, reason, early.span)


def _values_equal(one: _Said, other: _Said) -> bool:
    return [(q.value, q.unit) for q in one.figures] == [(q.value, q.unit) for q in other.figures]


def _weekday_names(text: str, reading: Reading) -> Iterator[Lead]:
    """One day that is called by two weekdays: "Wednesday (Feb 8)" after "on Thursday"."""
    seen: dict[str, tuple[str, Span]] = {}
    for mention in reading.dates:
        named = re.search(rf"\b(?:{_WEEKDAYS})\b", mention.span.of(text))
        if named is None or day_of(mention.value) is None:
            continue
        weekday, early = seen.setdefault(mention.value, (named[0], mention.span))
        if weekday != named[0]:
            reason = f"{in_words(mention.value)} is a {named[0]} here and a {weekday} before."
            yield _lead("date", mention.span, reason, early)
