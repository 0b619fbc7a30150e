"""Years that are told with their era, or that only their company shows to be years: "400 BCE",
"AD 842", "c. 314", "(347 – 420)", "the year 71".

The decision: three digits are a year only where nothing else can be meant, for the news is full of
counts. Years before the first are written as in TIMEX3, `BC0400`.
"""

from __future__ import annotations

import re

from claims.reading.date_scene import Match, Scene, Values

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


def _era(match: Match, _: Scene) -> str:
    year = int((match["ad"] or match["y"]).replace(",", ""))
    era = match["ahead"] or match["era"] or "AD"
    return f"BC{year:04}" if era.startswith("B") else f"{year:04}"


def _early(match: Match, scene: Scene) -> str | None:
    before = scene.text[max(0, match.start() - 10) : match.start()]
    lived = len(match["y"]) == 3 and _in_life(match, scene.text)
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


ERA_VALUES: Values = {"era": _era, "early": _early}
