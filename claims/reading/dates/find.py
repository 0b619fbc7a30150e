"""Finds the dates and times of a text and resolves them against the day of publication.

One walk from left to right. At each word that can begin a date the shapes of `patterns` are tried,
the longest one that means something wins, and what it means may depend on the dates before it ("a
year earlier") and on the tense of its clause ("on Thursday").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from claims.model import DateMention, DateType, Span
from claims.reading.dates.anchor import DateAnchor, date_of
from claims.reading.dates.calendar_faults import fault
from claims.reading.dates.days import DAY_VALUES
from claims.reading.dates.durations import DURATION_VALUES
from claims.reading.dates.holidays import HOLIDAY_VALUES
from claims.reading.dates.patterns import DIGITS, FOLLOWERS, OPENERS, SHAPES_AT, Shape
from claims.reading.dates.periods import PERIOD_VALUES
from claims.reading.dates.words import number
from claims.reading.dates.years import YEAR_VALUES
from claims.reading.english.lowercase_words import Words

_HEAD = 600  # a dateline stands within so many code points
_TYPES = {
    "clock": DateType.TIME,
    "daypart": DateType.TIME,
    "set": DateType.SET,
    "weekdays": DateType.SET,
    "frequency": DateType.SET,
    "rate": DateType.SET,
    "duration": DateType.DURATION,
}
_ASIDE = ("yearago", "shifted", "beside")  # what they name is compared with, not told of
_VALUES = DAY_VALUES | PERIOD_VALUES | DURATION_VALUES | YEAR_VALUES | HOLIDAY_VALUES
_PART = re.compile(r"[a-z]++|(\d++)")


def dates(
    text: str, published: str | None = None, words: Words | None = None
) -> tuple[DateMention, ...]:
    """The dates of `text` in order, none overlapping another.

    Without the ISO date `published` a whole date in the first lines stands in for it; without
    that, values stay partial. `words` are those of `text`, for whoever has them already.
    """
    anchor = DateAnchor(text, _anchor(text, published), _Tense(text).at)
    return tuple(_joined(text, _found(anchor, words or Words(text))))


def _anchor(text: str, published: str | None) -> date | None:
    given = _iso_day(published or "")
    if given:
        return given
    head = DateAnchor(text[:_HEAD], None, lambda _start, _end: 0)
    values = (find.value for find in _found(head, Words(head.text)))
    return next((day for value in values if (day := _iso_day(value))), None)


def _iso_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if len(value) >= 10 else None
    except ValueError:
        return None


def _found(anchor: DateAnchor, words: Words) -> Iterator[DateMention]:
    end = 0
    for low, start in _openings(words):
        if start < end or (low in OPENERS and not _goes_on(anchor.text, start + len(low))):
            continue
        for mention in _best(SHAPES_AT[low], anchor, start):
            end = mention.span.end
            yield mention


def _openings(words: Words) -> Iterator[tuple[str, int]]:
    """What can begin a date and where: a word that shapes are known for, or any digits."""
    tokens, starts = words.tokens, words.starts
    for n in [n for n, low in enumerate(tokens) if low in SHAPES_AT or not low.isalpha()]:
        low = tokens[n]
        if low in SHAPES_AT:
            yield low, starts[n]
        elif len(low) > 1 or low.isdecimal():
            for part in _PART.finditer(low):
                if part.lastindex or part[0] in SHAPES_AT:
                    yield DIGITS if part.lastindex else part[0], starts[n] + part.start()


# They match s, k and i when case does not count, and are no words that we know.
_ODD_LETTERS = frozenset("ſKİı")
_NEXT = re.compile(r"[^A-Za-z0-9]{1,4}([A-Za-z]+|\d)")


def _goes_on(text: str, end: int) -> bool:
    """Whether the word after "the" or "a" can stand in a date: most cannot."""
    after = _NEXT.match(text, end)
    return after is not None and (after[1].isdigit() or after[1].lower() in FOLLOWERS)


def _best(shapes: tuple[Shape, ...], anchor: DateAnchor, start: int) -> Iterator[DateMention]:
    """The longest shape at `start` that means something: one mention, or the two ends of "8-9"."""
    found = [
        (shape, match)
        for shape in shapes
        if (match := shape.match(anchor.text, start)) and _ODD_LETTERS.isdisjoint(match[0])
    ]
    if len(found) > 1:
        found.sort(key=lambda pair: -pair[1].end())
    for shape, match in found:
        value = _VALUES[shape.name](match, anchor)
        if value:
            if shape.name not in _ASIDE:
                anchor.remember(value)
            return _mentions(shape.name, match, value, anchor)
    return iter(())


def _mentions(
    name: str, match: re.Match[str], value: str, anchor: DateAnchor
) -> Iterator[DateMention]:
    wrong = fault(match, value, anchor)
    if re.match(_DAY, value) and date_of(value) is None:
        value = value[:7]
    kind = _TYPES.get(name, DateType.TIME if re.search(_TIME, value) else DateType.DATE)
    second = match.groupdict().get("d2")
    if name == "year" and match["y2"] and match.start("y2") - match.end("y") > 1:
        yield DateMention(Span(match.start(), match.end("y")), value, kind)
        yield DateMention(Span(*match.span("y2")), value[:2] + match["y2"], kind)
        return
    if second is None:
        yield DateMention(Span(*match.span()), value, kind, wrong)
        return
    yield DateMention(Span(match.start(), match.end("d")), value, kind, wrong)
    other = f"{value[:7]}-{number(second):02}"
    if not re.match(_DAY, other) or date_of(other):
        yield DateMention(Span(match.start("d2"), match.end()), other, kind)


_DAY = r"\d{4}-\d\d-\d\d"
_TIME = r"\dT"
_BETWEEN = r",?\s(?:on |at |around |about )?\Z|,\Z"


def _joined(text: str, found: Iterable[DateMention]) -> Iterator[DateMention]:
    """A time and the day beside it are one: "10:30 a.m. Thursday", "Thursday at noon"."""
    held: DateMention | None = None
    for mention in found:
        merged = held and _merged(text, held, mention)
        if held and not merged:
            yield held
        held = merged or mention
    if held:
        yield held


def _merged(text: str, first: DateMention, second: DateMention) -> DateMention | None:
    if not re.match(_BETWEEN, text[first.span.end : second.span.start][:12]):
        return None
    clock, day = (first, second) if _is_clock(first.value) else (second, first)
    if not _is_clock(clock.value) or _is_clock(day.value) or not re.match(_WHOLE, day.value):
        return None
    value = day.value[:10] + clock.value[10:]
    return DateMention(Span(first.span.start, second.span.end), value, DateType.TIME, day.fault)


_WHOLE = r"[\dX]{4}-[\dX]{2}-[\dX]{2}(?:T[A-Z]{2})?\Z"


def _is_clock(value: str) -> bool:
    return len(value) == 16 and value[13] == ":"


_REACH = 140
_AHEAD = 60
_BREAK = r"[.!?;:]\s|\n\s*\n|[“”]"
_CUE = (
    r"(?P<future>\b(?:(?:will|would|shall|should|must|(?-i:may)|might|could|can|to) (?:not )?be "
    r"\w+|will|won['’]t|shall|would|going to|(?:is|are|was|were|be|been) (?:to|due|set|scheduled|"
    r"expected|slated|planned|likely)|plan(?:s|ned|ning)? (?:to|for)|scheduled|slated|expects?|"
    r"expected|hopes? to|intends? to|due|set to|expires?|expiring|upcoming|payable|effective|"
    r"deadline|agreed to|vowed to|must|should|(?-i:may)|might|could|can|let['’]s|ending)\b|"
    r"['’]ll\b)|"
    r"(?P<past>\b(?:said|says|told|was|were|had|has|have|did|(?:had|has|have|did|was|were)n['’]t|"
    r"since|went|came|took|made|met|held|rose|fell|began|left|saw|gave|won|lost|brought|got|sent|"
    r"ran|led|grew|drew|spoke|became|kept|put|cut|hit|(?-i:[a-z]{2,}ed))\b)"
)


# What "had been due" came to nothing, and lies behind.
_GIVEN_UP = r"\bhad (?:\w+ )?been (?:due|set|scheduled|expected|slated|planned|supposed)\b"
_UP_TO = r"\b(?:until|till)\s\Z"
_LASTING = r"\b(?:lasted|waited|continued|stayed|remained|ran|went on|kept)\b[^.;]{0,40}\buntil\s\Z"
# A plan is told in the present: "The board meets Monday".
_MEETS = (
    r"\b(?:meets?|opens?|begins?|starts?|closes|votes|arrives?|leaves|returns?|resumes?|airs|"
    r"debuts|expires?|travels?|visits|hosts|ends|takes effect|goes)(?: [\w'’]+){0,2}(?: on)?\s\Z"
)


class _Tense:
    """Whether the clause around a place looks back (-1) or ahead (1)."""

    def __init__(self, text: str) -> None:
        self._text = text

    def at(self, start: int, end: int) -> int:
        before = _last_part(self._text[max(0, start - _REACH) : start])
        if re.search(_LASTING, before, re.I) or re.search(_GIVEN_UP, before, re.I):
            return -1
        if re.search(_UP_TO, before, re.I) or re.search(_MEETS, before):
            return 1
        cues = list(re.finditer(_CUE, before, re.I))
        if cues:
            return 1 if cues[-1].lastgroup == "future" else -1
        after = re.split(_BREAK, self._text[end : end + _AHEAD], maxsplit=1)[0]
        cue = re.search(_CUE, after, re.I)
        return 0 if cue is None else 1 if cue.lastgroup == "future" else -1


def _last_part(text: str) -> str:
    return re.split(_BREAK, text)[-1]
