"""Days and times: the value of "Feb 8, 2024", "on Thursday" or "two days later" where it stands.

Each kind of shape has one function from its match and its anchor to a TIMEX3 value; None says that
the shape is no date after all. A value that lacks its anchor stays partial (`XXXX-02-08`) or only
tells its direction (`PAST_REF`).
"""

from __future__ import annotations

from claims.reading.dates.anchor import (
    DateAnchor,
    Match,
    Values,
    direction,
    grained,
    month_of,
    moved,
    partial,
    points_back,
    told_base,
    unplaced,
    year_before,
    year_of,
)
from claims.reading.dates.words import (
    DAY_PARTS,
    DIRECTIONS,
    FUTURE,
    MONTHS,
    PAST,
    WEEKDAYS,
    full_year,
    number,
)


def _whole_day(match: Match, anchor: DateAnchor) -> str:
    month = month_of(match)
    groups = match.groupdict()
    day = number(groups["d"] or groups["od"])
    year = _tied_to(groups.get("rel"), month, day, anchor) or year_of(anchor, match, month, day)
    return partial(year, f"-{month:02}-{day:02}")


def _tied_to(words: str | None, month: int, day: int, anchor: DateAnchor) -> int | None:
    """The year of "last Oct. 23" or "this coming May 2"."""
    way, base = direction(words), anchor.published
    if not words or base is None:
        return None
    way = -1 if "past" in words.lower() else 1 if "coming" in words.lower() else way
    over = (month, day) < (base.month, base.day)
    return base.year + (0 if over == (way < 0) else way)


def _joined(match: Match, _: DateAnchor) -> str | None:
    """As a clerk writes it: "13NOV2017"."""
    month, day = MONTHS.get(match["mo"].lower()), int(match["d"])
    return f"{match['y']}-{month:02}-{day:02}" if month else None


def _iso(match: Match, _: DateAnchor) -> str | None:
    month, day = int(match["mo"]), int(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    clock = f"T{match['h']}:{match['mi']}" if match["h"] else ""
    return f"{int(match['y']):04}-{month:02}-{day:02}{clock}"


def _numeric(match: Match, _: DateAnchor) -> str | None:
    """Month first as in American news, unless that is no date or dots part the numbers."""
    first, second = int(match["a"]), int(match["b"])
    if match["sep"] == "." or first > 12:
        first, second = second, first
    year = full_year(match["y"])
    if not (1 <= first <= 12 and 1 <= second <= 31 and 1000 <= year < 2200):
        return None
    return f"{year:04}-{first:02}-{second:02}"


def _weekday(match: Match, anchor: DateAnchor) -> str | None:
    groups = match.groupdict()
    weekday = WEEKDAYS[groups["wd"].lower().rstrip(".")]
    part = groups.get("part")
    end = f"T{DAY_PARTS[part.lower()]}" if part else ""
    base = anchor.published
    relative = groups.get("rel") or groups.get("after") or _word_before(match, anchor.text)
    if points_back(relative) and anchor.day:
        base = anchor.day
    if base is None:
        return f"XXXX-WXX-{weekday + 1}"
    if groups.get("week"):
        day = moved(base, "day", 7 * direction(groups["week"]) + weekday - base.weekday())
    else:
        day = moved(base, "day", _steps(match, anchor, relative, weekday - base.weekday()))
    return None if day is None else day.isoformat() + end


def _word_before(match: Match, text: str) -> str:
    """What ties an abbreviated day: "last Wed."."""
    if not match["wd"].endswith("."):
        return ""
    return text[max(0, match.start() - 5) : match.start()].strip()


def _steps(match: Match, anchor: DateAnchor, relative: str, ahead: int) -> int:
    """Days to a weekday that lies `ahead` days later in the same week."""
    words = relative.lower().split()
    if words and (way := direction(relative)):
        return (ahead % 7 or 7) if way > 0 else -(-ahead % 7 or 7)
    if words in (["that"], ["that", "same"]):
        return -(-ahead % 7)
    if ahead == 0:
        return 0
    future = anchor.tense(*match.span()) > 0 or bool(words)
    return ahead % 7 if future else -(-ahead % 7)


def _monthday(match: Match, anchor: DateAnchor) -> str | None:
    day = number(match["d"])
    if day > 31 or not day:
        return None
    base = anchor.published
    if base is None:
        return f"XXXX-XX-{day:02}"
    if match["tied"]:
        base = moved(base, "month", direction(match["tied"])) or base
    elif day > base.day and anchor.tense(*match.span()) <= 0:
        base = moved(base, "month", -1) or base
    elif day < base.day and anchor.tense(*match.span()) > 0:
        base = moved(base, "month", 1) or base
    return f"{base.year:04}-{base.month:02}-{day:02}"


def _deictic(match: Match, anchor: DateAnchor) -> str:
    word = match["w"].lower()
    step = {"before yesterday": -2, "after tomorrow": 2}.get(word)
    step = DIRECTIONS.get(word, 0) if step is None else step
    part = match.groupdict().get("part") or ("night" if word == "tonight" else "")
    day = anchor.published and moved(anchor.published, "day", step)
    if not day:
        return unplaced(step)
    return day.isoformat() + (f"T{DAY_PARTS[part.lower()]}" if part else "")


def _daypart(match: Match, anchor: DateAnchor) -> str | None:
    told = points_back(match["rel"])
    base = anchor.day if told and anchor.day else anchor.published
    way = direction(match["rel"])
    if base is None:
        return unplaced(way)
    day = moved(base, "day", way)
    return None if day is None else f"{day.isoformat()}T{DAY_PARTS[match['part'].lower()]}"


_BACK = ("ago", "earlier", "previously", "before", "prior")


def _shifted(match: Match, anchor: DateAnchor) -> str | None:
    way, back = match["dir"].lower(), match["dir"].lower() in _BACK
    count, unit = _distance(match)
    told = way in ("earlier", "later", "before", "after", "prior", "on", "previously")
    if unit == "year" and count == 1 and back and (told or way == "ago"):
        return year_before(anchor, match)
    base = anchor.published
    if told:
        base = told_base(anchor, unit) or base
    nowhere = PAST if back else FUTURE
    if base is None or match["big"]:
        return nowhere
    return grained(moved(base, unit, -count if back else count), unit) or nowhere


def _distance(match: Match) -> tuple[int, str]:
    """How many of which unit: "two weeks", "a year and a half" in months."""
    count, unit = number(match["n"].replace(",", "")), match["u"].lower()
    if match["half2"] and unit == "year":
        return 12 * count + 6, "month"
    return count, "century" if unit == "centurie" else unit


def _beside(match: Match, anchor: DateAnchor) -> str | None:
    unit, step = match["u"].lower(), -1 if match["dir"].lower() == "before" else 1
    if unit == "year" and step < 0:
        return year_before(anchor, match)
    base = told_base(anchor, unit) or anchor.published
    return unplaced(step, unit) if base is None else grained(moved(base, unit, step), unit)


def _later(match: Match, anchor: DateAnchor) -> str | None:
    """A date when the clause looks ahead ("in two weeks"), and else how long something took."""
    unit = match["u"].lower()
    if unit in ("day", "night") and match["n"].lower() in ("a", "an"):
        return None  # "many in a day" is a rate
    if anchor.published is None or anchor.tense(*match.span()) <= 0:
        return None
    return grained(moved(anchor.published, unit, number(match["n"])), unit)


def _clock(match: Match, anchor: DateAnchor) -> str | None:
    groups = match.groupdict()
    hour, minute = int(groups["h"] or groups["h24"] or 0), groups["mi"] or groups["mi24"] or "00"
    if groups["w"]:
        hour = 12 if groups["w"].lower() == "noon" else 24
    elif groups["ap"]:
        hour = hour % 12 + (12 if groups["ap"].lower() == "p" else 0)
    elif (groups["part"] or "").lower() in ("afternoon", "evening") and hour < 12:
        hour += 12
    day = anchor.published.isoformat() if anchor.published else "XXXX-XX-XX"
    return f"{day}T{hour:02}:{minute}"


DAY_VALUES: Values = {
    "joined": _joined,
    "day": _whole_day,
    "iso": _iso,
    "numeric": _numeric,
    "weekday": _weekday,
    "monthday": _monthday,
    "today": _deictic,
    "beyond": _deictic,
    "daypart": _daypart,
    "shifted": _shifted,
    "later": _later,
    "beside": _beside,
    "clock": _clock,
}
