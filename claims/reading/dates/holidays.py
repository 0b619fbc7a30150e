"""Days that have a name, and when each is in a year: "Christmas Eve", "Thanksgiving".

Only days whose name says when they are, as data. Many countries have an Independence Day or a
Labour Day, each its own, so those are none; Labor Day, as it is spelled, is American.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from claims.reading.dates.anchor import (
    DateAnchor,
    Match,
    Values,
    days_in,
    direction,
    near_year,
    partial,
)
from claims.reading.dates.words import full_year
from claims.reading.english.function_words import (
    AUXILIARIES,
    CIRCUMSTANCES,
    CLAUSE_STARTERS,
    PRONOUNS,
)

_FIXED = {
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "groundhog day": (2, 2),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "saint patrick's day": (3, 17),
    "st. patrick's day": (3, 17),
    "april fools' day": (4, 1),
    "april fool's day": (4, 1),
    "earth day": (4, 22),
    "may day": (5, 1),
    "juneteenth": (6, 19),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "guy fawkes night": (11, 5),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
# Month, weekday, and which one of them: -1 is the last.
_COUNTED = {
    "martin luther king day": (1, 0, 3),
    "martin luther king jr. day": (1, 0, 3),
    "presidents' day": (2, 0, 3),
    "presidents day": (2, 0, 3),
    "memorial day": (5, 0, -1),
    "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2),
    "thanksgiving day": (11, 3, 4),
    "thanksgiving": (11, 3, 4),
}
_FROM_EASTER = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter sunday": 0,
    "easter": 0,
    "easter monday": 1,
    "whit monday": 50,
}
_NAMES = (*_FIXED, *_COUNTED, *_FROM_EASTER)
FIRST_WORDS = frozenset(
    first
    for name in _NAMES
    for first in (re.split(r"\W", name)[0], name.split()[0].replace("'", ""))
)
HOLIDAY = "|".join(
    re.escape(name).replace(r"\ ", " ").replace("'", "['’]?")
    for name in sorted(_NAMES, key=len, reverse=True)
)
# Alone they may only name a thing: "the Christmas party", "Easter Island".
_OFTEN_NAMES = frozenset({"christmas", "easter", "thanksgiving", "halloween", "new year's"})
_BEHIND = AUXILIARIES | CIRCUMSTANCES | CLAUSE_STARTERS | PRONOUNS | {"and", "or", "but"}
_NEXT_WORD = re.compile(r"(?:['’]s)?\s([^\W\d_]+)")
_TIED = re.compile(r"\b(last|this|next)\s\Z", re.IGNORECASE)


def _holiday(match: Match, anchor: DateAnchor) -> str | None:
    name = _known(match["name"])
    if not match["name"][0].isupper() or (name in _OFTEN_NAMES and _names(match, anchor.text)):
        return None
    year = full_year(match["y"]) if match["y"] else _year(match, anchor, _rule(name))
    if year is not None:
        return _rule(name)(year).isoformat()
    return partial(None, "-{:02}-{:02}".format(*_FIXED[name])) if name in _FIXED else None


def _known(written: str) -> str:
    """The name in the list that was written with another apostrophe, or with none."""
    bare = _bare(written)
    return next(name for name in _NAMES if _bare(name) == bare)


def _bare(name: str) -> str:
    return re.sub(r"['’]", "", " ".join(name.lower().split()))


def _names(match: Match, text: str) -> bool:
    after = _NEXT_WORD.match(text, match.end("name"))
    return not match["y"] and after is not None and after[1].lower() not in _BEHIND


def _rule(name: str) -> Callable[[int], date]:
    """The day of a holiday in each year."""
    if name in _FIXED:
        month, day = _FIXED[name]
        return lambda year: date(year, month, day)
    if name in _COUNTED:
        return lambda year: _counted(year, *_COUNTED[name])
    return lambda year: _easter(year) + timedelta(days=_FROM_EASTER[name])


def _counted(year: int, month: int, weekday: int, place: int) -> date:
    first = date(year, month, 1)
    days = range(1 + (weekday - first.weekday()) % 7, days_in(year, month) + 1, 7)
    return date(year, month, days[place - (place > 0)])


def _easter(year: int) -> date:
    from dateutil.easter import easter  # costs a millisecond that few texts need

    return easter(year)


def _year(match: Match, anchor: DateAnchor, day_in: Callable[[int], date]) -> int | None:
    """The year of a holiday without one: the one that "last" tells, else a near one."""
    published = anchor.published
    if published is None or not 2 <= published.year <= 9998:
        return None
    here = day_in(published.year)
    tied = _TIED.search(anchor.text[max(0, match.start() - 6) : match.start()])
    if tied is None:
        return near_year(anchor, here.month, here.day, anchor.tense(*match.span()))
    way = direction(tied[1])
    passed = (here - published).days * way > 0
    return published.year + (0 if passed else way)


HOLIDAY_VALUES: Values = {"holiday": _holiday}
