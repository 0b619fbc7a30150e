"""Periods: months, quarters, seasons, decades, and words such as "now" and "last year".

As in `days`, each kind of shape has one function. "May" and "fall" are a time of year only where
the words beside them do not say otherwise.
"""

from __future__ import annotations

import re

from claims.reading.dates.anchor import (
    DateAnchor,
    Match,
    Values,
    direction,
    grained,
    month_of,
    moved,
    near_year,
    partial,
    points_back,
    tied_year,
    told_base,
    unplaced,
    year_before,
    year_of,
)
from claims.reading.dates.words import DECADES, FUTURE, PAST, SEASONS, full_year, number
from claims.reading.english.function_words import word_set

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

_ALSO_NAMES = word_set("march april may june august")
_IN_MONTH = r"\b(?:in|since|until|till|during|last|next|early|late|mid)[\s-]+\Z"
_BEFORE_MONTH = (
    r"\b(?:in|since|until|till|by|of|from|through|during|for|last|next|this|early|late|mid|to|"
    r"between|and|or|before|after|around|on|than)[\s-]+\Z"
)


def _bare_month(match: Match, anchor: DateAnchor) -> str | None:
    month = month_of(match)
    groups = match.groupdict()
    relative = groups.get("rel")
    if "rel" in groups and not _is_month(match, anchor.text):
        return None
    if groups.get("y") or groups.get("tied"):
        return partial(year_of(anchor, match, month), f"-{month:02}")
    tense = anchor.tense(*match.span())
    if relative and (way := direction(relative)) and anchor.published:
        same_year = (month - anchor.published.month) * way > 0
        return partial(anchor.published.year + (0 if same_year else way), f"-{month:02}")
    return partial(near_year(anchor, month, 15, tense, 45 if tense else 120), f"-{month:02}")


def _is_month(match: Match, text: str) -> bool:
    """Whether a bare "May", "April" or "March" is the month, and not a verb or a name."""
    if not match["mo"][0].isupper():
        return False
    if match["rel"] or match.start("mo") > match.start():
        return True
    before = text[max(0, match.start() - 12) : match.start()]
    named = re.match(r"\s[A-Z]", text[match.end() : match.end() + 2])
    short = match["mo"].endswith(".")
    if match["mo"].lower() not in _ALSO_NAMES and not short:
        return True
    return bool(re.search(_IN_MONTH if named and not short else _BEFORE_MONTH, before, re.I))


def _relative(match: Match, anchor: DateAnchor) -> str | None:
    words, unit = match["rel"].lower(), match["u"].lower()
    way = direction(words)
    if unit in SEASONS:
        return _season_of(anchor, SEASONS[unit], way if words != "this past" else -1, match)
    if match["u"][0].isupper() and not match[0].isupper() and match[0][0] != match["u"][0]:
        return None
    if unit == "period" and not re.search("latest|same", words):
        return None
    if unit in ("period", "quarter") and re.search(
        r"latest|same|that|this quarter|period", match[0], re.I
    ):
        return _quarter_told(anchor) if way <= 0 or unit == "quarter" else None
    base = anchor.published
    if points_back(words) or (words == "the next" and unit in ("day", "night")):
        base = told_base(anchor, unit) or base
    if base is None:
        return unplaced(way, unit)
    return grained(moved(base, unit, way), unit)


def _quarter_told(anchor: DateAnchor) -> str | None:
    """The quarter in question: the last one told, else the last one that is over."""
    if anchor.quarter:
        return anchor.quarter
    return (
        None
        if anchor.published is None
        else grained(moved(anchor.published, "quarter", -1), "quarter")
    )


def _unit(match: Match, anchor: DateAnchor) -> str | None:
    """The one that is being told: "the quarter", "the end of the month"."""
    groups = match.groupdict()
    unit = (groups["u"] or "year").lower()
    if unit == "quarter":
        return _quarter_told(anchor)
    if unit in ("day", "decade", "century", "week") and not groups["mod"]:
        return None
    if anchor.published is None:
        return unplaced(0, unit)
    if unit == "weekend":
        early = anchor.published.weekday() < 4 and anchor.tense(*match.span()) <= 0
        return grained(moved(anchor.published, "week", -early), unit)
    if not (groups["mod"] or groups["mod2"]) and not _spent(match, anchor.text):
        return None
    return grained(anchor.published, unit)


_IN_ALL = r"\b(?:for|in|of|during|later)\s\Z"

_CLOSES = r"[^\w\s'’-]|\sended|\Z"


def _spent(match: Match, text: str) -> bool:
    """Whether "the year" or "the month" closes its phrase: "for the year," not "the year he"."""
    before = text[max(0, match.start() - 8) : match.start()]
    if re.search("full|fiscal|financial", match[0], re.I):
        return True
    return bool(
        re.search(_IN_ALL, before, re.I) and re.match(_CLOSES, text[match.end() : match.end() + 6])
    )


def _quarter(match: Match, anchor: DateAnchor) -> str | None:
    groups = match.groupdict()
    ordinal = (groups.get("q") or groups.get("q2") or "").lower()
    half = groups.get("u") == "half" or (groups.get("k") or "").lower() == "h"
    if (
        groups.get("k")
        and not (groups["y"] or groups["y0"])
        and not re.search(
            r"\b(?:in|for|of|the|since|its|during)\s\Z",
            anchor.text[max(0, match.start() - 8) : match.start()],
        )
    ):
        return None
    place = 2 if half and ordinal in ("last", "latter", "second") else number(ordinal)
    if half and place > 2:
        return None
    letter = "H" if half else "Q"
    year = groups.get("y0") or groups.get("y") or groups.get("y2")
    tied = groups.get("tied0") or groups.get("tied")
    if year:
        return f"{full_year(year):04}-{letter}{place}"
    if tied:
        return partial(tied_year(anchor, tied), f"-{letter}{place}")
    told = _quarter_year(match, anchor, place, 6 if half else 3)
    back = (groups.get("ago") or "").lower().endswith(("ago", "earlier"))
    return partial(told - 1 if told is not None and back else told, f"-{letter}{place}")


def _quarter_year(match: Match, anchor: DateAnchor, place: int, months: int) -> int | None:
    published = anchor.published
    if published is None:
        return None
    now = (published.month - 1) // months + 1
    if place > now and anchor.tense(*match.span()) <= 0 and place - now > 1:
        return published.year - 1
    return published.year


def _decade(match: Match, _: DateAnchor) -> str | None:
    groups = match.groupdict()
    if groups.get("y"):
        return groups["y"][:3]
    if groups.get("w"):
        return f"19{DECADES[groups['w'].lower()]}"
    tens = int(groups["yy"][0])
    return f"{20 if tens < 3 else 19}{tens}"


def _century(match: Match, _: DateAnchor) -> str | None:
    place = number(match["n"])
    return f"{place - 1:02}" if 1 <= place <= 30 else None


def _season(match: Match, anchor: DateAnchor) -> str | None:
    groups = match.groupdict()
    code = SEASONS[groups["se"].lower()]
    if groups.get("y"):
        return f"{full_year(groups['y']):04}-{code}"
    if groups.get("tied"):
        return partial(tied_year(anchor, groups["tied"]), f"-{code}")
    if (code == "FA" and groups["se"].lower() == "fall") or not _season_stands(match, anchor.text):
        return None
    return _season_of(anchor, code, 0, match)


def _season_stands(match: Match, text: str) -> bool:
    before = text[max(0, match.start() - 10) : match.start()]
    early = match.start("se") - match.start() > 4
    return early or bool(
        re.search(r"\b(?:in|over|during|by|until|of|for|into|since)\s\Z", before, re.I)
    )


def _season_of(anchor: DateAnchor, code: str, way: int, match: Match) -> str | None:
    """A winter bears the year in which it begins."""
    published = anchor.published
    if published is None:
        return f"XXXX-{code}"
    begins = _SEASON_MONTHS[code]
    year = published.year - (code == "WI" and published.month < 4)
    if way < 0 and (published.month < begins + 3) != (code == "WI"):
        year -= 1
    elif way > 0 and published.month >= begins:
        year += 1
    elif way == 0 and anchor.tense(*match.span()) < 0 and published.month < begins - 3:
        year -= code != "WI"
    return f"{year:04}-{code}"


def _fiscal(match: Match, _: DateAnchor) -> str | None:
    return f"{full_year(match['y']):04}"


_OWN_SPEECH = r"\b(?:I|you|we|my|your|our|me|us|let['’]s)\b|['’](?:m|re|ve)\b|[“”?]"

_SENTENCE_END = r"[.!?]\s|\n"


def _narrated(match: Match, text: str) -> bool:
    """Whether a narrator says "now": in a person's own speech it is a filler and no date."""
    start, end = match.span()
    if match[0] == "Now" or (match[0].lower() == "now" and text[end : end + 1] in ",.?!"):
        return False
    before = re.split(_SENTENCE_END, text[max(0, start - 90) : start])[-1]
    after = re.split(_SENTENCE_END, text[end : end + 70])[0]
    return not re.search(_OWN_SPEECH, before + " " + after, re.I)


PERIOD_VALUES: Values = {
    "month": _bare_month,
    "yearago": lambda match, anchor: year_before(anchor, match),
    "relative": _relative,
    "unit": _unit,
    "quarter": _quarter,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "fiscal": _fiscal,
    PAST: lambda match, anchor: PAST if _narrated(match, anchor.text) else None,
    FUTURE: lambda match, anchor: FUTURE if _narrated(match, anchor.text) else None,
}
