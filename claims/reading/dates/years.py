"""Years, bare or told by their era or company: "1969", "400 BCE", "c. 314", "(347 – 420)".

Four digits are a year unless the words beside them say otherwise, and the more so the longer ago;
three are one only where nothing else can be meant, for the news is full of counts. Years before the
first are written as in TIMEX3, `BC0400`.
"""

from __future__ import annotations

import re

from claims.reading.dates.anchor import DateAnchor, Match, Values
from claims.reading.dates.words import full_year

_ERA = r"(?-i:BCE?|CE|AD|B\.C\.(?:E\.)?|A\.D\.|C\.E\.)"
_COUNT = r"(?:[1-9]\d{0,3}|\d\d?,\d{3})"
ERA = (
    rf"(?<![\d$£€.,/])(?:(?-i:AD) ?(?P<ad>[1-9]\d{{0,3}})|(?P<y>{_COUNT})(?: ?(?P<era>{_ERA})|"
    rf"(?= ?(?:[-–—]|to)(?: about| around)? ?{_COUNT} ?(?P<ahead>(?-i:BCE?|B\.C\.)))))"
)
EARLY = r"(?<![\d$£€.,/])(?P<y>[1-9]\d\d?)(?![%:]|[.,]\d)"
_TOLD = re.compile(r"(?:\bc\.|\bca\.|\bcirca|\bthe year)\s?\Z", re.IGNORECASE)
_LIFE = re.compile(r"\((?:c\. ?)?(\d{3}) ?(?:–| - ) ?(?:c\. ?)?(\d{3,4})\)")
_LONGEST_LIFE = 110


def _era(match: Match, _: DateAnchor) -> str:
    year = int((match["ad"] or match["y"]).replace(",", ""))
    era = match["ahead"] or match["era"] or "AD"
    return f"BC{year:04}" if era.startswith("B") else f"{year:04}"


def _early(match: Match, anchor: DateAnchor) -> str | None:
    before = anchor.text[max(0, match.start() - 10) : match.start()]
    lived = len(match["y"]) == 3 and _in_life(match, anchor.text)
    return f"{int(match['y']):04}" if lived or _TOLD.search(before) else None


def _in_life(match: Match, text: str) -> bool:
    """Whether it is one of the two years between which somebody lived or reigned."""
    opened = text.rfind("(", max(0, match.start() - 14), match.start())
    life = _LIFE.match(text, opened) if opened >= 0 else None
    return (
        life is not None
        and 0 < int(life[2]) - int(life[1]) < _LONGEST_LIFE
        and match.start() in (life.start(1), life.start(2))
    )


_UNIT_AFTER = (
    r"\s(?:people|miles?|feet|foot|acres|votes|seats|met(?:er|re)s|kilo\w+|km|kg|tons?|tonnes|"
    r"pounds|dollars|euros|men|women|troops|soldiers|jobs|homes|workers|students|members|hours|"
    r"minutes|days|years|points|barrels|copies|employees|shares|tickets|cars|words|times|more|"
    r"other|hp|rpm|calories|square|cubic|percent|per|yards|units|volunteers|children|cases|"
    r"deaths|runs|million|billion|hotel|rooms)\b"
)

_COUNT_BEFORE = (
    r"(?:[$£€#№+]\s?|(?<!\d)-|\b(?:no\.?|number|than|some|nearly|about|almost|roughly|approximately|over|flight"
    r"|room|highway|route|page|article|section|channel|model)\s)\Z"
)

_YEAR_BEFORE = (
    r"\b(?:in|since|of|by|until|till|from|to|between|and|or|for|during|after|before|through|"
    r"around|circa|ca?\.|year|than|on|the|as)\s\Z|[(\[–-]\s?\Z|\d\Z"
)


def _bare_year(match: Match, anchor: DateAnchor) -> str | None:
    text, year = anchor.text, full_year(match["y"])
    before = text[max(0, match.start() - 12) : match.start()]
    led = match["mod"] or match["word"]
    if not led and (
        re.search(_COUNT_BEFORE, before, re.I)
        or (before[-1:] == "-" and not before[-2:-1].isdigit())
    ):
        return None
    if not match["word"] and re.match(_UNIT_AFTER, text[match.end() : match.end() + 15], re.I):
        return None
    if not 1900 <= year < 2100 and not (led or _is_told_as_year(match, before, text)):
        return None
    if (match["u"] or "").lower() in ("period", "quarter") and anchor.quarter:
        return f"{year:04}{anchor.quarter[4:]}"
    return f"{year:04}"


# "His 1796 essay", "Leeds, 1859." and, as a sentence of its own or at its head, "1669, built ...".
_OWNED = r"(?:\b(?:this|that|his|her|its|their)|['’]s)\s\Z"
_ONE_THING = r"\s[a-z]+(?<!s)(?<!people)\b"
_APART = r"(?:[a-z][.:;]\s|\n|[A-Z][a-z]{1,10},\s)\Z"
_PAGE = r":\s?\d+\s?[–-]\s?\Z"


def _is_told_as_year(match: Match, before: str, text: str) -> bool:
    """Whether what stands around a number from long ago says that it is a year."""
    after = text[match.end() : match.end() + 20]
    if re.search(_YEAR_BEFORE, before, re.I):
        return not re.search(_PAGE, before)
    if re.search(_OWNED, before, re.I):
        return bool(re.match(_ONE_THING, after))
    return bool(re.search(_APART, before) and re.match(r"[,.:;](?:\s|\Z)|\)|\Z", after))


YEAR_VALUES: Values = {"year": _bare_year, "era": _era, "early": _early}
