"""Checks an age against the day of birth told beside it: "born in 1979", "is 55"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from claims.checks.content_words import inside
from claims.checks.dates.periods_told import PeriodTold, in_words, told_in, years_between
from claims.model import Check, DateMention, Lead, Reading, Span
from claims.reading.dates.words import number

_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_N = rf"(?:1[01]\d|[1-9]?\d|(?:{_TENS})(?:-(?:{_ONES}))?)"
_NOW = (
    rf"(?:\b(?:is|who['’]s|(?:he|she)['’]s)\s(?:now\s|today\s|currently\s)?(?P<now>{_N})"
    rf"(?:\syears?(?:\s|-)old\b|(?=\s?[,.;)]|\sand\b|\stoday\b)(?!,\d))|"
    rf"\b(?P<hyphen>{_N})-years?-old\b)"
)
_THEN = (
    rf"(?:\bat\s(?:the\s)?age\s(?:of\s)?(?P<at>{_N})|\baged\s(?P<aged>{_N})|"
    rf"\b(?:turned|turns|will\sturn|turning)\s(?P<turn>{_N})|"
    rf"\bdied\sat\s(?P<died>{_N})(?=[,.;]|\s(?:in|on|of|from|after)\b))"
)
_COMMA = r",\s(?P<comma>[2-9]\d),\s(?:who\s)?was\sborn\b"
_AGE = re.compile(rf"{_COMMA}|{_NOW}|{_THEN}", re.IGNORECASE)
_BORN = re.compile(
    r"(?:\b[Bb]orn\s(?:(?:in|at|near)\s[A-Z][^,.;:()\d]{1,40}?,?\s)?(?:(?:on|in)\s)?(?:the\s)?|"
    r"\bb\.\s?|\b[Bb]orn:?\s|\*\s?|\b[Dd]ate of birth:?\s)\Z"
)
_LIFE = re.compile(r"[(,]\s?(?:born\s)?((?:1[6-9]|20)\d\d)\s?[-–—]\s?((?:1[6-9]|20)\d\d)\)")
_DIED = re.compile(r"\b(?:died|dies|passed\saway|dead|death|killed)\b", re.IGNORECASE)
_NOT_OWN = re.compile(
    r"\b(?:father|mother|son|daughter|wife|husband|brother|sister|child|children)\b", re.IGNORECASE
)
_SHE = re.compile(r"(?:He|She)(?:['’]s|\sis|\s(?:will\s)?turn|\sdied)")
_RECENT = 90
_OLDEST = 118


class _Birth(NamedTuple):
    mention: DateMention
    days: PeriodTold


def ages(text: str, reading: Reading, day: date | None) -> Iterator[Lead]:
    """A lead "age" for each age that the birth told in the sentence, or just before, does not give.

    `day` is that of publication: what somebody is, they are on that day.
    """
    held: _Birth | None = None
    for sentence in reading.sentences:
        mentions = inside(reading.dates, sentence)
        births = [_Birth(one, told) for one in mentions if (told := _born(text, one))]
        before, held = held, None
        if len(births) == 1:
            yield from _in_sentence(text, sentence, births[0], mentions, day)
            held = births[0]
        elif not births and before is not None and _SHE.match(sentence.of(text)):
            yield from _in_sentence(text, sentence, before, mentions, day)
        if not births:
            yield from _lives(text, sentence)


def _born(text: str, mention: DateMention) -> PeriodTold | None:
    before = text[max(0, mention.span.start - 70) : mention.span.start]
    return told_in(mention) if _BORN.search(before) else None


def _in_sentence(
    text: str,
    sentence: Span,
    birth: _Birth,
    mentions: Sequence[DateMention],
    day: date | None,
) -> Iterator[Lead]:
    found = list(_AGE.finditer(text, sentence.start, sentence.end))
    if len(found) != 1 or _NOT_OWN.search(text, sentence.start, sentence.end):
        return
    match = found[0]
    others = [one for one in mentions if one != birth.mention and told_in(one)]
    when = _when(text, sentence, match, others, day)
    if when is None:
        return
    told = number(next(filter(None, match.groups())))
    least, most = _ages(birth.days, when)
    if match["turn"]:
        least, most = (when.first.year - birth.days.last.year,) * 2
    if most < 0 or most > _OLDEST or least <= told <= most:
        return
    real = str(most) if least == most else f"{least} or {most}" if most - least == 1 else str(most)
    then = "now" if when.is_day and when.first == day else f"in {when.first.year}"
    born = in_words(birth.mention.value[:10])
    reason = f"Whoever was born {_on(birth)} {born} is {real} {then}, not {told}."
    yield Lead(Check.DATE, "age", Span(*match.span()), reason, also=(birth.mention.span,))


def _on(birth: _Birth) -> str:
    return "on" if birth.days.is_day else "in"


def _when(
    text: str,
    sentence: Span,
    match: re.Match[str],
    others: Sequence[DateMention],
    day: date | None,
) -> PeriodTold | None:
    """The day on which somebody is, was or turned that age."""
    told = [period for one in others if (period := told_in(one))]
    today = PeriodTold(day, day) if day else None
    if match["now"] or match["hyphen"] or match["comma"]:
        old = any(today and (today.first - one.last).days > _RECENT for one in told)
        return None if old and not match["now"] else today
    if len(told) == 1:
        return told[0]
    recent = today and not told and not _DIED.search(text, sentence.start, sentence.end)
    aside = text.endswith(", ", 0, match.start()) if match["aged"] else False
    return today if recent and aside else None


def _ages(born: PeriodTold, when: PeriodTold) -> tuple[int, int]:
    return years_between(born.last, when.first), years_between(born.first, when.last)


def _lives(text: str, sentence: Span) -> Iterator[Lead]:
    """Of "the poet (1942-2020) died aged 91"."""
    lives = list(_LIFE.finditer(text, sentence.start, sentence.end))
    found = list(_AGE.finditer(text, sentence.start, sentence.end))
    if len(lives) != 1 or len(found) != 1 or not _DIED.search(text, sentence.start, sentence.end):
        return
    match = found[0]
    if not (match["at"] or match["aged"] or match["died"]):
        return
    told, most = number(next(filter(None, match.groups()))), int(lives[0][2]) - int(lives[0][1])
    if most - 1 <= told <= most or not 0 < most <= _OLDEST:
        return
    reason = f"From {lives[0][1]} to {lives[0][2]} are {most - 1} or {most} years, not {told}."
    yield Lead(Check.DATE, "age", Span(*match.span()), reason, also=(Span(*lives[0].span()),))
