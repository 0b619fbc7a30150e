"""The shapes that dates have in the news, as patterns.

A shape is tried only at a word that can begin it. `SHAPES_AT` says which shapes these are, so a
text pays for the words that it has and not for the shapes that we know. In a pattern a blank stands
for the gap between two words, a line break included.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from claims.reading.dates.holidays import FIRST_WORDS, HOLIDAY
from claims.reading.dates.words import (
    DAY_PARTS,
    DECADES,
    DIRECTIONS,
    FREQUENCIES,
    FUTURE,
    MONTHS,
    NUMBERS,
    ONES,
    ORDINAL_ONES,
    ORDINALS,
    PAST,
    SEASONS,
    TEENS,
    TENS,
    UNITS,
    WEEKDAYS,
)
from claims.reading.dates.years import EARLY, ERA
from claims.reading.english.function_words import word_set

DIGITS = "0"  # stands for every number in digits where shapes are looked up
_GAP = r"(?:[^\S\n]{0,2}\s)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?-i:May|MAY|Mar(?:ch)?|MARCH))(?![^\W\d_])"
)
_FULL_MONTH = (
    r"(?:january|february|april|june|july|august|sept|september|october|november|december|"
    r"(?-i:May|March)(?!\w)|(?-i:Jan|Feb|Apr|Aug|Sept?|Oct|Nov|Dec)\.)"
)
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_ANY_DAY = rf"(?:{_DAY}|(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?)"
_ONE = "|".join(ONES)
_TENS = "|".join(TENS)
_TEENS = "|".join(TEENS)
_TWO_DIGITS = rf"(?:(?:{_TENS})(?:(?:-| )(?:{_ONE}))?|{_TEENS}|oh (?:{_ONE}))"
_SPELLED_YEAR = (
    rf"(?:(?:seventeen|eighteen|nineteen)(?: hundred)?(?: and)?(?:-| ){_TWO_DIGITS}"
    rf"|twenty(?:-| )(?:{_TEENS}|(?:twenty|thirty)(?:(?:-| )(?:{_ONE}))?)"
    rf"|two thousand(?: and)?(?: (?:{_TWO_DIGITS}|{_ONE}))?)"
)
_YEAR = rf"(?:(?:1\d|20)\d\d(?!\d)|{_SPELLED_YEAR})"
_FULL_YEAR = rf"(?:[12]\d{{3}}(?!\d)|{_SPELLED_YEAR})"  # beside a month it can be no count
_DOM = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|:\d|[.,:]\d{3}(?!\d)|\.\d)"
_ORDINAL = (
    rf"(?:(?:twenty|thirty)(?:-| )(?:{'|'.join(ORDINAL_ONES)})|{'|'.join(ORDINALS)})"
    r"(?!(?:-| )(?:quarter|half|time|place|year|round|day))"
)
_NUMBER = rf"(?:\d{{1,4}}|an?(?: couple of| dozen| half)?|couple of|{_TWO_DIGITS}|{_ONE}|half an?)"
_UNIT = r"(?:day|night|week|weekend|fortnight|month|quarter|year|decade|century|centurie)"
_SHORT_UNIT = r"(?:second|minute|hour)"
_SEASON = rf"(?:{'|'.join(SEASONS)})"
_PART = rf"(?:{'|'.join(DAY_PARTS)})"
_MOD = (
    r"(?:(?:the )?(?:very )?(?:beginning|start|end|middle|close|turn|rest|remainder|(?:early|"
    r"latter|better|good) part) of (?:the )?|(?:the )?(?:early|late|mid|later|earlier|sometime|some"
    r" time)(?: in)?(?: |-)(?:the )?)"
)
_REL = (
    r"(?:this (?:past|coming|same|last|next)|that (?:same|very)|(?:the )?(?:very )?(?:last|next|"
    r"past|previous|prior|preceding|following|same|current|coming|latest|upcoming|ensuing)"
    r"|this|that)"
)
_TIED_YEAR = rf"(?:{_REL} (?:fiscal )?year|the year)"
_HEDGE = r"(?:(?:about|nearly|almost|around|some|roughly|over|more than|less than|only|just) )"
_RANGE = r"(?: ?[-–—/] ?| to | through )"
_WITH_DAY = rf"(?:(?P<wd>{_ANY_DAY})(?:,? ?(?P<open>\()|,? (?:the )?|-))?"
_CLOSE = r"(?(open)\)?)"
_NOT_COUNTED = r"(?! ?(?:%|percent\b|per cent\b|million\b|billion\b|points\b|people\b))"
_ZONE = (
    r"(?: \(?(?:(?-i:[ECMP][SD]?T|GMT|UTC|BST|CEST|CET)|local time|eastern(?: time)?|"
    r"moscow time|beijing time)\b\)?)"
)
_SPANS = r"(?:day|week|month|quarter|year|decade)s"
_FEW = r"(?:few|several|couple of)"

# Name, the words that begin it (capitals stand for a class of words), pattern.
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    (
        "day",
        "WEEKDAY MONTH MOD REL",
        rf"{_WITH_DAY}{_MOD}?(?:(?P<rel>last|next|this past|this coming) )?(?P<mo>{_MONTH})\.?"
        rf"(?:,? ?|-|/)(?P<d>{_DOM}|{_ORDINAL}){_NOT_COUNTED}(?! {_FULL_MONTH})"
        rf"(?:{_RANGE}(?P<d2>{_DOM}))?(?:(?:,? |-|/| of | ?, ?)(?P<y>{_FULL_YEAR})|,? (?:of )?"
        rf"(?P<tied>{_TIED_YEAR}))?{_CLOSE}",
    ),
    ("joined", "NUMBER", r"(?P<d>3[01]|[12]\d|0?[1-9])(?P<mo>[a-z]{3})(?P<y>(?:19|20)\d\d)"),
    (
        "day",
        "WEEKDAY NUMBER the ORDINAL",
        rf"(?<![\d.,$£€]){_WITH_DAY}(?:the )?(?:(?P<d>{_DOM})(?:(?:{_RANGE}| and )(?P<d2>{_DOM}))?"
        rf"(?:-|/| ?(?:day )?(?:of )?)|(?P<od>{_ORDINAL}) (?:day )?of )"
        rf"(?P<mo>{_MONTH})(?:\.(?=,? ?\d))?"
        rf"(?:(?:,? |-|/| of | in )(?P<y>{_FULL_YEAR})|,? (?:of )?(?P<tied>{_TIED_YEAR}))?{_CLOSE}",
    ),
    (
        "iso",
        "WEEKDAY NUMBER",
        r"(?<![\d./])(?:(?P<wd>" + _ANY_DAY + r"),? )?(?P<y>(?:1[5-9]|20)\d\d)(?P<sep>[-/.])"
        r"(?P<mo>\d\d?)(?P=sep)(?P<d>\d\d?)(?!\d)(?:t(?P<h>\d\d):(?P<mi>\d\d)(?::\d\d)?z?)?",
    ),
    (
        "numeric",
        "WEEKDAY NUMBER",
        r"(?<![\d./-])(?:(?P<wd>" + _ANY_DAY + r"),? )?(?P<a>\d\d?)(?P<sep>[-/.])(?P<b>\d\d?)"
        r"(?P=sep)(?P<y>\d{4}|\d\d)(?![\d/-]|\.\d)",
    ),
    (
        "month",
        "MONTH MOD",
        rf"{_MOD}?(?P<mo>{_MONTH})\.?(?:(?:,? (?:of )?|-)(?P<y>{_YEAR}|['’]\d\d)|,? (?:of )?"
        rf"(?P<tied>{_TIED_YEAR}))",
    ),
    ("month", "MONTH MOD REL", rf"{_MOD}?(?:(?P<rel>{_REL}) )?(?P<mo>{_FULL_MONTH})"),
    (
        "weekday",
        "WEEKDAY MOD REL",
        rf"{_MOD}?(?:(?P<rel>{_REL}) )?(?P<wd>{_DAY})(?:,? (?:of )?(?P<week>{_REL}) week|"
        rf" (?P<after>last|next)(?= ?[,.;]|$))?(?: (?P<part>{_PART}))?",
    ),
    (
        "weekday",
        "WEEKDAY",
        r"(?:(?<=on\s)|(?<=this\s)|(?<=last\s)|(?<=next\s))(?P<wd>(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\.)",
    ),
    ("weekday", "REL", rf"(?P<week>last|next|this) week,? (?:on )?(?P<wd>{_DAY})"),
    ("weekdays", "WEEKDAY WEEKDAYS", rf"(?P<wd>{_DAY})(?:s| {_PART}s)"),
    (
        "monthday",
        "WEEKDAY the",
        rf"(?:(?P<wd>{_ANY_DAY}),? (?:the )?|(?<=on\s)the )(?P<d>(?:3[01]|[12]?\d)(?:st|nd|rd|th))"
        rf"(?: (?:of )?(?P<tied>{_REL} month|the month)|(?=[^\w\s-]|$| (?:and|at|in|when|but|after|"
        r"before|with|by|for|to)\b))",
    ),
    (
        "today",
        "MOD today yesterday tomorrow tonight",
        rf"(?:{_MOD}|late |early )?(?P<w>today|yesterday|tomorrow|tonight)(?: (?P<part>{_PART}))?",
    ),
    ("daypart", "MOD REL", rf"{_MOD}?(?P<rel>{_REL}) (?P<part>{_PART})"),
    ("beyond", "the", r"the day (?P<w>before yesterday|after tomorrow)"),
    (
        "shifted",
        "HEDGE NUMBER a an half",
        rf"{_HEDGE}?(?P<n>{_NUMBER}|\d\d?,\d{{3}})(?P<half> and a half| or so| or two)?"
        rf"(?P<big> [tmb](?:housand|illion))?(?: |-)(?:full )?"
        rf"(?P<u>{_UNIT})s?(?: or so| or two|(?P<half2> and a half))? (?P<dir>ago|earlier|later|"
        r"hence|from (?:now|today)|previously|(?:before|prior|after|on)(?=[,.;]))",
    ),
    (
        "later",
        "in",
        rf"in {_HEDGE}?(?P<n>{_NUMBER}) (?P<u>{_UNIT})s?(?:['’]s?(?: time)?)?",
    ),
    (
        "yearago",
        "REL MOD year comparable a",
        r"(?:(?:the |a )?(?:comparable |corresponding )?year(?:-| )(?:ago|earlier)|(?:the )?"
        r"(?:same|comparable|corresponding) (?:period|quarter|month|time|week) "
        r"(?:of the |(?:in )?the )?(?:last|previous|prior|a) year(?: (?:ago|earlier|before))?)"
        r"(?: (?P<u>quarter|period|month|half))?",
    ),
    ("beside", "the", r"the (?P<u>day|night|week|month|year) (?P<dir>before|after)(?=[^\w\s]|$)"),
    (
        "relative",
        "MOD REL",
        rf"{_MOD}?(?P<rel>{_REL}) (?:fiscal |financial |calendar |full |entire )?"
        rf"(?P<u>{_UNIT}|{_SEASON}|period)(?: or so)?(?!s)",
    ),
    (
        "unit",
        "MOD year",
        r"(?:(?P<mod>" + _MOD + r")|the (?:full |fiscal |financial |calendar )?)(?P<u>quarter|"
        r"weekend|year|month|week|decade|century|day)|(?:the )?year(?:['’]s)?(?: |-)(?P<mod2>end)",
    ),
    (
        "quarter",
        "MOD REL ORDINAL NUMBER its fiscal year",
        rf"{_MOD}?(?:the |its |their )?(?:(?P<y0>{_YEAR})(?:['’]s)? |(?P<tied0>(?:last|this|next)"
        rf" year)['’]s |(?P<ago>year-ago|year-earlier|same|comparable year-(?:ago|earlier)) )?"
        rf"(?:fiscal(?: |-))?(?P<q>first|second|third|fourth|1st|2nd|3rd|4th|final)(?: |-)(?:fiscal"
        rf"(?: |-))?(?:calendar )?(?P<u>quarter)(?:,? (?:of |in )?(?:the |its |their )?(?:fiscal "
        rf")?(?:year )?(?P<y>{_YEAR})|,? (?:of )?(?P<tied>{_TIED_YEAR}))?",
    ),
    (
        "quarter",
        "ORDINAL the fiscal NUMBER",
        rf"(?:the )?(?P<q>first|second|last|latter)(?: |-)(?P<u>half)(?: of (?:the )?(?:fiscal )?"
        rf"(?:year )?(?P<y>{_YEAR})(?!s)| of (?P<tied>{_TIED_YEAR})|(?= (?:profits?|earnings|sales|"
        r"revenues?|results|losses|loss)\b))",
    ),
    (
        "quarter",
        "q h NUMBER",
        r"(?:(?P<y0>20\d\d|19\d\d)(?: |-)?)?(?P<k>[qh])(?P<q>[1-4])(?:(?: |-|/|,? of )?(?P<y>20\d\d"
        r"|19\d\d|['’]\d\d))?|(?P<q2>[1-4])(?P<k2>q)(?: ?(?P<y2>20\d\d|['’]?\d\d))?",
    ),
    (
        "decade",
        "MOD NUMBER",
        rf"(?:{_MOD}|the )?(?P<y>(?:1[5-9]|20)\d0)['’]?s|(?<=['’])(?P<yy>[2-9]0)s",
    ),
    (
        "decade",
        "MOD",
        rf"(?:{_MOD}|the )(?:['’](?P<yy>\d0)s|(?P<w>{'|'.join(DECADES)}))",
    ),
    (
        "century",
        "MOD NUMBER ORDINAL",
        rf"(?:{_MOD}|the )?(?P<n>\d\d?(?:st|nd|rd|th)|{_ORDINAL})(?: |-)century",
    ),
    (
        "season",
        "SEASON MOD",
        rf"(?:{_MOD}|the )?(?P<se>{_SEASON})(?:(?: of|,)? (?P<y>{_YEAR})(?:[-–/](?:20)?\d\d)?|"
        rf" (?:of )?(?P<tied>{_TIED_YEAR}))",
    ),
    ("season", "MOD", rf"(?:{_MOD}|the )(?P<se>{_SEASON})(?! of\b)"),
    (
        "fiscal",
        "MOD fiscal financial fy",
        rf"(?:{_MOD}|the )?(?:(?:fiscal|financial)(?: year)?(?: |-)|fy(?: |-)?)"
        rf"(?P<y>{_YEAR}|['’]?\d\d(?!\d))(?:[-/–]\d\d)?",
    ),
    (
        "year",
        "MOD NUMBER year SPELLED",
        rf"(?<![\d$£€#/.,])(?P<mod>{_MOD})?(?P<word>(?:the )?year )?(?P<y>{_YEAR})"
        rf"(?: ?[-–/] ?(?P<y2>\d\d)(?!\d))?(?: (?P<u>fiscal year|period|quarter))?"
        r"(?![\d%:]|[.,]\d|-?s)",
    ),
    ("era", "0 ad", ERA),
    ("early", "0", EARLY),
    ("holiday", "HOLIDAY", rf"(?P<name>{HOLIDAY})(?:,? (?:of )?(?P<y>{_YEAR}))?"),
    (
        "clock",
        "NUMBER HEDGE noon midnight",
        rf"(?<![\d.,:$£€])(?:(?P<h>1[0-2]|0?\d)(?:[:.](?P<mi>[0-5]\d))?(?:[:.][0-5]\d)? ?"
        rf"(?:(?P<ap>[ap])\.?m\b\.?|o['’]clock(?: in the (?P<part>{_PART}))?)|"
        rf"(?P<h24>[01]?\d|2[0-3])[:.]?(?P<mi24>[0-5]\d)(?={_ZONE}| hours)(?: hours)?|"
        rf"(?P<w>noon|midnight)){_ZONE}?",
    ),
    (
        "set",
        "every each once twice NUMBER",
        rf"(?:every|each)(?: (?:other|single))?(?: (?P<n>{_NUMBER}))? (?P<u>{_UNIT}|{_SHORT_UNIT}|"
        rf"{_DAY}|{_PART}|{_SEASON}|{_FULL_MONTH})s?|(?:once|twice|{_NUMBER} times) (?:a|per|every)"
        rf" (?P<u2>{_UNIT}|{_SHORT_UNIT})",
    ),
    ("frequency", "FREQUENCY", rf"(?P<w>{'|'.join(FREQUENCIES)})"),
    ("rate", "a an per", rf"(?:an?|per) (?P<u>{_UNIT}|{_SHORT_UNIT})"),
    (
        "duration",
        "NUMBER HEDGE a an half REL several many",
        rf"(?:(?:the )?(?:past|last|next|first|coming|final) )?{_HEDGE}?(?:(?P<n>{_NUMBER})"
        rf"(?P<half> and a half)?|several|a few|many|few)(?: |-)(?:full |consecutive |straight |"
        rf"more )?(?P<u>{_UNIT}|{_SHORT_UNIT})s?(?: and a (?P<half2>half))?(?!(?:-| )olds?\b)(?!s)",
    ),
    (
        PAST,
        "more most recently recent lately past in over during the several a some many",
        rf"(?:more |most )?recently|lately|recent {_SPANS}(?: and {_SPANS})?|past years|in the "
        rf"(?:recent )?past(?= ?[,.;]| (?:and|but|or)\b)|(?:over |during |in )?the (?:past|last) "
        rf"{_FEW} {_SPANS}|(?:several|a few|some|many) {_SPANS} (?:ago|earlier|back)",
    ),
    (
        FUTURE,
        "the in next coming upcoming at a years",
        r"the (?:near |not-too-distant |foreseeable |immediate |distant )"
        rf"future|in the future|(?:the )?(?:(?:next|coming) {_FEW} |coming |upcoming ){_SPANS}|"
        r"(?:at )?a later date|years to come",
    ),
)

_CLASSES = {
    "WEEKDAY": {*WEEKDAYS},
    "WEEKDAYS": {f"{day}s" for day in WEEKDAYS},
    "MONTH": {*MONTHS},
    "MOD": word_set(
        "the beginning start end middle close turn rest remainder early late mid later earlier "
        "sometime some"
    ),
    "REL": {*DIRECTIONS, "the"} - {"today", "yesterday", "tomorrow", "tonight"},
    "HEDGE": word_set("about nearly almost around some roughly over more less only just"),
    "NUMBER": {*NUMBERS, DIGITS},
    "SPELLED": word_set("seventeen eighteen nineteen twenty two"),
    "ORDINAL": {*ORDINALS, *TENS, "latter", DIGITS},
    "SEASON": {*SEASONS},
    "FREQUENCY": {*FREQUENCIES},
    "HOLIDAY": FIRST_WORDS,
}


class Shape:
    """A named pattern, compiled when a text first asks for it; its groups are read by name.

    `match` looks at one place of a text. It compiles when it is first called, and then it is the
    pattern's own: a text calls it as often as it has words.
    """

    __slots__ = ("_source", "match", "name")

    def __init__(self, name: str, source: str) -> None:
        self.name = name
        self._source = source
        self.match: Callable[[str, int], re.Match[str] | None] = self._first_match

    def _first_match(self, text: str, start: int) -> re.Match[str] | None:
        source = rf"\b(?:{self._source})(?!\w)".replace(" ", _GAP)
        self.match = re.compile(source, re.IGNORECASE).match
        return self.match(text, start)


def _shapes_at() -> dict[str, tuple[Shape, ...]]:
    at: dict[str, tuple[Shape, ...]] = {}
    for name, starts, source in _PATTERNS:
        shape = Shape(name, source)
        for word in set[str]().union(*(_CLASSES.get(start, {start}) for start in starts.split())):
            at[word] = (*at.get(word, ()), shape)
    return at


SHAPES_AT = _shapes_at()
# Words that begin a date seldom, and those that must come behind them if they do.
OPENERS = word_set("the a an in this that some at over two its new")
FOLLOWERS = (
    frozenset(SHAPES_AT)
    | UNITS
    | {unit + "s" for unit in UNITS}
    | DAY_PARTS.keys()
    | DECADES.keys()
    | word_set(
        "full calendar very near foreseeable immediate distant not better good corresponding "
        "period hundred centuries time times"
    )
)
