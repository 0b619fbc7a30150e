"""Compares the days, months and years of an article with those of the documents.

A weekday is compared as the day that it is. A release's own day counts for what it announces: an
article that has the board say it on Tuesday is wrong if the board's release is of Wednesday.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from claims.checks.dates.periods_told import PeriodTold
from claims.checks.facts.alignment import Asked, FactDocuments, StatementPlace
from claims.checks.facts.fact_finding import (
    FactFinding,
    FactKind,
    FactVerdict,
    FactWording,
    finding,
)
from claims.checks.facts.periods import DAY, MONTH, YEAR, grain, period_of
from claims.checks.facts.prepared_text import PreparedText, Statement
from claims.checks.slips import is_slip
from claims.model import DateMention, Span
from claims.reading.dates.words import WEEKDAY_NAMES

_RECENT = 8  # days before publication in which a bare weekday of the past lies
_PASS_DAY, _PASS_WIDE = 0.08, 0.15
_DIFFERS, _DIFFERS_FAR, _DIFFERS_SLIP, _DIFFERS_OWN = 0.34, 0.55, 0.2, 0.17
_OWN_DAY = 0.06
_LITTLE = 0.75
_YEARS = 2
_NTH = re.compile(r"\s+(?:in|of)\s+(?:[A-Z]|the month)")  # "the last Tuesday in August"
_NEXT_DAY = 2  # days that a weekday which slipped is off


class Dated(NamedTuple):
    """A day that a document tells, with how well it speaks of what the article dates."""

    place: StatementPlace
    mention: DateMention
    period: PeriodTold
    affinity: float


def day_facts(
    article: PreparedText,
    statement: Statement,
    documents: FactDocuments,
    near: Sequence[StatementPlace],
) -> Iterator[FactFinding]:
    """The findings on the days of one statement of the article."""
    for mention in statement.days:
        period = period_of(mention.value)
        if (
            period is not None
            and not mention.fault
            and not _NTH.match(article.text, mention.span.end)
        ):
            asked = documents.asked(statement, mention.span.start)
            looking = _Looking(article, statement, mention, period, asked, tuple(near), documents)
            found = _finding(looking)
            if found is not None:
                yield found


class _Looking(NamedTuple):
    article: PreparedText
    statement: Statement
    mention: DateMention
    period: PeriodTold
    asked: Asked
    near: tuple[StatementPlace, ...]
    documents: FactDocuments

    @property
    def published(self) -> date | None:
        try:
            return date.fromisoformat(self.article.told_on)
        except ValueError:
            return None


def _finding(looking: _Looking) -> FactFinding | None:
    found = _dated(looking)
    words = looking.mention.span.of(looking.article.text).lower()
    rivals = [
        one
        for one in found
        if not looking.period.meets(one.period)
        and _words(looking, one) != words
        and not _is_of_any_year(looking, one)
    ]
    equal = next((one for one in found if looking.period.holds(one.period)), None)
    enough = _PASS_DAY if grain(looking.period) == DAY else _PASS_WIDE
    if equal is not None and equal.affinity >= enough:
        weekday = _weekday(looking)
        if weekday and weekday != WEEKDAY_NAMES[equal.period.first.weekday()]:
            return _found(FactVerdict.DIFFERS, looking, equal.place.document, equal.mention.span)
        near = [one for one in rivals if _is_rival(looking, one)]
        if not near or equal.affinity >= _LITTLE * near[0].affinity:
            return _found(FactVerdict.PASS, looking, equal.place.document, equal.mention.span)
        return None
    own = _own_day(looking)
    if own is not None:
        return own
    return _differs(looking, [one for one in rivals if _is_rival(looking, one)])


def _words(looking: _Looking, one: Dated) -> str:
    return one.mention.span.of(looking.documents.texts[one.place.document].text).lower()


def _is_of_any_year(looking: _Looking, one: Dated) -> bool:
    """Whether only a year sets two dates apart that the words of one do not tell."""
    ours = looking.mention.span.of(looking.article.text)
    if all(_YEAR_TOLD.search(words) for words in (ours, _words(looking, one))):
        return False
    mine, theirs = looking.period, one.period
    days = theirs.first.day == mine.first.day or max(grain(mine), grain(theirs)) > DAY
    return mine.first.month == theirs.first.month and days and grain(mine) < YEAR


_YEAR_TOLD = re.compile(r"\d{4}")


def _weekday(looking: _Looking) -> str:
    """The weekday that a whole day is told with, empty without one."""
    if grain(looking.period) != DAY:
        return ""
    words = looking.mention.span.of(looking.article.text).lower()
    return next((day for day in WEEKDAY_NAMES if day.lower() in words), "")


def _dated(looking: _Looking) -> list[Dated]:
    """The days that the nearest statements tell, the best first."""
    found = []
    for place in looking.near:
        for mention in looking.documents.statement(place).days:
            period = period_of(mention.value, looking.period.first.year)
            if period is not None:
                affinity = looking.documents.affinity(looking.asked, place, mention.span.start)
                found.append(Dated(place, mention, period, affinity))
    return sorted(found, key=lambda one: -one.affinity)


def _is_rival(looking: _Looking, one: Dated) -> bool:
    """Whether it may be told of the same thing; what the statement tells besides is not."""
    if grain(one.period) > grain(looking.period):
        return False
    others = (m for m in looking.statement.days if m is not looking.mention)
    periods = (period_of(m.value) for m in others)
    return not any(p is not None and p.meets(one.period) for p in periods)


def _differs(looking: _Looking, rivals: Sequence[Dated]) -> FactFinding | None:
    if not rivals or _is_told(looking):
        return None
    slip = next((one for one in rivals[:3] if _slips(looking, one)), None)
    if slip is not None and slip.affinity >= max(_DIFFERS_SLIP, 0.75 * rivals[0].affinity):
        return _found(FactVerdict.DIFFERS, looking, slip.place.document, slip.mention.span)
    best = rivals[0]
    if best.affinity >= (_DIFFERS if _is_close(looking, best) else _DIFFERS_FAR):
        return _found(FactVerdict.DIFFERS, looking, best.place.document, best.mention.span)
    return None


def _is_close(looking: _Looking, one: Dated) -> bool:
    """Whether two days are of one kind and not years apart, as days of one thing are."""
    years = abs(looking.period.first.year - one.period.first.year)
    wide = grain(looking.period) > MONTH
    return years <= _YEARS and (grain(one.period) == grain(looking.period) if wide else True)


def _slips(looking: _Looking, one: Dated) -> bool:
    """Whether a slip sets two days apart: a digit, a month, the next day of the week."""
    if grain(looking.period) == DAY == grain(one.period):
        apart = abs((looking.period.first - one.period.first).days)
        same_day = looking.period.first.day == one.period.first.day
        return apart <= _NEXT_DAY or same_day
    years = grain(looking.period) == YEAR and grain(one.period) == YEAR
    return years and is_slip(str(looking.period.first.year), str(one.period.first.year))


def _is_told(looking: _Looking) -> bool:
    """Whether some document tells the very day after all."""
    for text in looking.documents.texts:
        for statement in text.statements:
            for mention in statement.days:
                period = period_of(mention.value, looking.period.first.year)
                if period is not None and looking.period.holds(period):
                    return True
    return False


# ------------------------------------------------------------- the day of a document itself


def _own_day(looking: _Looking) -> FactFinding | None:
    """What the document's own day says of a weekday in the days before publication."""
    published = looking.published
    if published is None or grain(looking.period) != DAY:
        return None
    if not timedelta(0) <= published - looking.period.first <= timedelta(days=_RECENT):
        return None
    best = _best_documents(looking)
    for affinity, document in best:
        told = period_of(looking.documents.texts[document].told_on)
        if told is not None and told.first == looking.period.first and affinity >= _OWN_DAY:
            there = _own_span(looking.documents.texts[document])
            return _found(FactVerdict.PASS, looking, document, there)
    if not best or best[0][0] < _DIFFERS_OWN or _is_told(looking):
        return None
    document = best[0][1]
    told = period_of(looking.documents.texts[document].told_on)
    if told is None or not timedelta(0) <= published - told.first <= timedelta(days=_RECENT):
        return None
    there = _own_span(looking.documents.texts[document])
    return _found(FactVerdict.DIFFERS, looking, document, there)


def _best_documents(looking: _Looking) -> list[tuple[float, int]]:
    """The documents by how well a statement of theirs that tells no day speaks of the thing."""
    best: dict[int, float] = {}
    for place in looking.near:
        statement = looking.documents.statement(place)
        affinity = looking.documents.affinity(looking.asked, place, statement.span.start)
        best[place.document] = max(best.get(place.document, 0.0), affinity)
    return sorted(((value, d) for d, value in best.items()), reverse=True)


def _own_span(text: PreparedText) -> Span:
    days = (one.span for one in text.reading.dates if one.value[:10] == text.told_on)
    return next(days, text.statements[0].span)


def _found(verdict: FactVerdict, looking: _Looking, document: int, there: Span) -> FactFinding:
    wording = FactWording(looking.mention.span, there)
    texts = looking.documents.texts
    return finding(FactKind.DAY, verdict, looking.article, wording, texts, document)
