"""Checks dates against the day of publication: a dateline, a past to come, a deadline gone by."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

from claims.checks.content_words import inside
from claims.checks.dates.periods_told import PeriodTold, in_words, told_in
from claims.model import Check, DateMention, Lead, Reading, Span
from claims.reading.english.function_words import PREPOSITIONS, word_set

_HEAD = 2400
_QUOTE = 2000  # no quotation that matters is longer
_WEEK = timedelta(days=7)
_DATELINE = re.compile(r"\A\s*[^\w\n]*\s*(?:--|—|–|-)\s")
_PAST = re.compile(
    r"\b(arrived|met|took place|was held|were held|died|landed|happened|occurred|left|returned|"
    r"travelled|traveled|flew|spoke|visited|signed|sank|opened|closed|began|ended|went|came|won|"
    r"lost|fell|rose|struck|killed)\b(?P<gap>[^.;:“”\"]{0,60}?)\b(?:on|of)\s+\Z",
    re.IGNORECASE,
)
_PAST_PERIOD = re.compile(
    r"\b(arrived|met|took place|was held|were held|died|landed|happened|occurred|left|returned|"
    r"flew|visited|sank|opened|closed|began|ended|won|struck)\s(?P<gap>)in\s+\Z",
    re.IGNORECASE,
)
_WILL = r"\b(?:will|shall|(?:is|are) (?:due |set |scheduled |expected |going |planned )?to)\s+"
_FUTURE = re.compile(
    rf"{_WILL}(?!have\b)(?P<gap>[^.;:“”\"]{{1,80}}?)\bon\s+(?:the )?\Z", re.IGNORECASE
)
_FUTURE_PERIOD = re.compile(
    rf"{_WILL}(?!have\b)(?P<gap>(?:(?:not|also|only|be|again)\s)*[^\W\d_]+\s(?:[^\W\d_]+\s){{0,3}}?)"
    r"(?:in|by|from|until)\s+(?:the (?:end|start|middle|beginning) of\s+)?\Z",
    re.IGNORECASE,
)
_DEADLINE = re.compile(
    r"\b(?:(?:is|are) (?:due|payable|open|valid)(?P<gap>(?:\s[^\W\d_]+){0,3}?)\s(?:by|until|on|in|"
    r"before)\s+|(?:has|have) (?:time )?(?:until|till)\s+|(?:deadline|closing date|cut-off date|"
    r"last day)\b[^.;:,“”\"]{0,60}\s(?:is|falls on)\s+|must (?:be )?[^\W\d_]+"
    r"(?:\s[^\W\d_]+){0,4}?\s(?:by|before|until)\s+)(?:the )?\Z",
    re.IGNORECASE,
)
TURNS = re.compile(
    r"\b(?:that|which|who|what|said|says|told|was|were|had|to|will|would|because|since|by|before|"
    r"until|after|ahead|announced|called|mark\w*|remember\w*|commemorat\w*|honou?r\w*)\b",
    re.IGNORECASE,
)
_BE = re.compile(r"\A(?:(?:not|also|only|again)\s)*be\s[^\W\d_]+\s", re.IGNORECASE)
_MADE_THEN = re.compile(r"\A[^\W\d_]{3,}(?:ed|en|ing)\Z", re.IGNORECASE)
_MADE = word_set(
    "built made sold held won lost found written seen begun set bought sent born struck paid shot"
)


def against_publication(text: str, reading: Reading, day: date | None) -> Iterator[Lead]:
    """A lead "dateline" for each date that its words and the day of publication contradict."""
    if day is None:
        return
    for mention in reading.dates:
        told = told_in(mention)
        if told is None:
            continue
        reason = _dateline(text, mention, told, day) or _tense(text, reading, mention, told, day)
        if reason:
            yield Lead(Check.DATE, "dateline", mention.span, reason)


def _dateline(text: str, mention: DateMention, days: PeriodTold, day: date) -> str:
    line = text.rfind("\n", 0, mention.span.start) + 1
    place = text[line : mention.span.start].strip(" ,(")
    told = days.first
    heads = days.is_day and mention.span.start < _HEAD and place.isupper() and len(place) < 60
    if not (heads and _DATELINE.match(text[mention.span.end : mention.span.end + 40])):
        return ""
    if told > day:
        return f"The dateline says {in_words(told)}, after publication on {in_words(day)}."
    if day - told > _WEEK:
        return f"The dateline says {in_words(told)}, long before publication on {in_words(day)}."
    return ""


def _tense(text: str, reading: Reading, mention: DateMention, days: PeriodTold, day: date) -> str:
    at = mention.span.start
    if days.first <= day <= days.last or not re.search(r"\d", mention.span.of(text)):
        return ""
    n = bisect_left(reading.sentences, at + 1, key=lambda span: span.start) - 1
    sentence = reading.sentences[n] if n >= 0 else mention.span
    before = text[max(sentence.start if n >= 0 else 0, at - 120) : at]
    if days.first > day:
        told, place = _is_past(before, days), "after"
    else:
        told, place = _is_to_come(before, days), "before"
        if (
            told
            and not days.is_day
            and (_looks_back(reading, sentence, mention, days) or _is_quoted(text, sentence, at))
        ):
            return ""
    if not told:
        return ""
    tense = "told as past" if days.first > day else "told as still to come"
    shown = in_words(mention.value[:10])
    return f"{shown} is {tense}, and lies {place} publication on {in_words(day)}."


def _is_past(before: str, days: PeriodTold) -> bool:
    match = _PAST.search(before) if days.is_day else _PAST_PERIOD.search(before)
    return match is not None and not TURNS.search(match["gap"])


def _is_to_come(before: str, days: PeriodTold) -> bool:
    if days.is_day and (match := _FUTURE.search(before)):
        return not TURNS.search(match["gap"])
    if match := _DEADLINE.search(before):
        return not TURNS.search(match["gap"] or "")
    match = _FUTURE_PERIOD.search(before)
    return match is not None and not TURNS.search(match["gap"]) and _is_plain(match["gap"])


def _is_plain(gap: str) -> bool:
    """Whether no word of the gap can tie the date to itself: "the law passed in 2022"."""
    be = _BE.match(gap)
    rest = gap[be.end() :].split() if be else gap.split()[1:]
    ties = _MADE | PREPOSITIONS
    if gap.split()[-1].lower() in ("set", "based"):
        return False
    return not any(_MADE_THEN.match(word) or word.lower() in ties for word in rest)


def _is_quoted(text: str, sentence: Span, at: int) -> bool:
    """Whether somebody's words stand there, which may be old."""
    before = text[max(sentence.start, at - _QUOTE) : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _looks_back(reading: Reading, sentence: Span, mention: DateMention, days: PeriodTold) -> bool:
    """Whether the sentence tells of an earlier day, from which it looks ahead."""
    others = (told_in(one) for one in inside(reading.dates, sentence) if one != mention)
    return any(other.first <= days.last for other in others if other)
