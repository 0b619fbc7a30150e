"""The words that hold a pass back: the table has the number, but the claim tells something else.

A figure that is denied, hoped for, of a part of the year, of another thing or measured against
another base is not borne out by a cell that happens to hold it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from claims.checks.quantity.figure_context import ClaimWord
from claims.checks.quantity.prepared_table import (
    GENERAL,
    MEASURES,
    PreparedTable,
    caption_stems,
    stem,
)
from claims.checks.quantity.stated_figure import StatedFigure, is_foreseen
from claims.model import QuantityKind
from claims.reading.english.function_words import AUXILIARIES, PREPOSITIONS, word_set

_DENIALS = word_set(
    "not never denied denies deny denying dismissed rejected disputed failed fails unless if "
    "cannot hardly neither nor"
)
_PART_OF_TIME = re.compile(
    r"\bfirst \w+ (?:months|weeks|days|quarters)\b|"
    r"\b(?:a|per|each|every) (?:month|week|day|quarter)\b|"
    r"\b(?:half|most|part) of (?:the year|\d{4})\b|\b(?:monthly|weekly|daily|quarterly)\b"
)
_COMPARED = word_set(
    "higher lower more less fewer greater larger smaller bigger faster slower above below"
)
_TIMES = word_set(
    "year years month months quarter quarters earlier before previous ago last prior period week "
    "average"
)
_OTHER_MEASURES = word_set(
    "volume volumes price prices adjusted net real domestic capita head seasonally target forecast "
    "global worldwide"
)


def withheld(figure: StatedFigure, prepared: PreparedTable, *, compares: bool = False) -> bool:
    """Whether the claim's words hold back what a cell would bear out.

    `compares` says that the table was asked for the very comparison that the claim makes.
    """
    words = figure.context.words
    before = [word.low for word in words if word.start < figure.context.before[1]]
    if is_foreseen(figure) or any(
        low in _DENIALS or low.endswith(("n't", "n’t")) for low in before
    ):
        return True
    if _is_no_majority(figure):
        return True
    if _is_base_year(figure, prepared) or _is_part_of_period(figure.words_around, prepared):
        return True
    if not compares and _is_against_other(figure, prepared):
        return True
    return _is_of_other(figure, prepared)


def _is_base_year(figure: StatedFigure, prepared: PreparedTable) -> bool:
    """Whether the claim dates to a year that the header only counts from: "2015 = 100"."""
    told = {value[:4] for _, value in figure.context.periods}
    timed = {period[:4] for period in prepared.row_periods} | set(prepared.column_periods.values())
    labels = " ".join(prepared.table.header)
    return any(year in labels and year not in timed for year in told)


def _is_part_of_period(words: tuple[ClaimWord, ...], prepared: PreparedTable) -> bool:
    periods = (*prepared.row_periods, *prepared.column_periods.values())
    if not periods or any(len(period) > len("2023") for period in periods):
        return False
    return _PART_OF_TIME.search(" ".join(word.low for word in words)) is not None


def _is_against_other(figure: StatedFigure, prepared: PreparedTable) -> bool:
    """As in "20 per cent higher than imports", "40 per cent of the population of Estmark"."""
    behind = [w for w in figure.context.words if w.start >= figure.context.after[0]]
    lows = [word.low for word in behind[:8]]
    if "than" in lows[:4] and any(low in _COMPARED for low in lows[: lows.index("than")]):
        base = behind[lows.index("than") + 1 :][:4]
        measures = frozenset().union(*prepared.column_stems.values()) | prepared.rows_by_stem.keys()
        if any(word.stem in measures for word in base[:2]):
            return True
        return not any(word.low in _TIMES or word.low.isdecimal() for word in base)
    if figure.cues.share and figure.quantity.kind in (QuantityKind.PERCENT, QuantityKind.RATIO):
        ahead = {w.stem for w in figure.context.words if w.start < figure.context.before[1]}
        rows = prepared.rows_by_stem.keys() - {"total"}
        return bool(ahead & rows) and any(w.stem in rows - ahead for w in behind[:8])
    return False


def _is_of_other(figure: StatedFigure, prepared: PreparedTable) -> bool:
    """Whether the words make it another thing than the table's: "car exports", "net exports"."""
    names = frozenset().union(*prepared.column_stems.values())
    known = names | prepared.rows_by_stem.keys() | caption_stems(prepared)
    words = figure.words_around
    counted = figure.counted
    for n, word in enumerate(words):
        if word.stem not in names:
            continue
        near = {one.low for one in words[max(0, n - 2) : n + 2] if one.stem not in known}
        if near & _OTHER_MEASURES or _is_narrowed(words, n, known, counted=word is counted):
            return True
        if _belongs_to_other(figure, n, known):
            return True
    if _is_other_than_captioned(figure, prepared, known) or _is_other_measure(figure, names, known):
        return True
    return any(word.low == "adjusted" for word in words[:2])


def _is_no_majority(figure: StatedFigure) -> bool:
    """Whether a majority is told that the figure is not: "a majority, 50 per cent"."""
    lows = {word.low for word in figure.context.words}
    share = figure.quantity.kind is QuantityKind.PERCENT and not lows.isdisjoint(_MAJORITY)
    return share and "slim" not in lows and Fraction(figure.quantity.value) <= _HALF


_MAJORITY = word_set("majority most")
_HALF = 50  # per cent


def _is_other_than_captioned(
    figure: StatedFigure, prepared: PreparedTable, known: frozenset[str]
) -> bool:
    """Whether a table whose caption tells the measure is asked for another: "tonnes of iron"."""
    timed = prepared.column_periods or prepared.column_parts
    if not timed or not _tells_measure(prepared):
        return False
    behind = [word for word in figure.context.words if word.start >= figure.context.after[0]][:2]
    if [word.low for word in behind[:1]] == ["of"] and len(behind) > 1:
        thing = behind[1]
        if thing.low[0].isalpha() and thing.low not in _PLAIN and thing.stem not in known:
            return True
    return any(word.stem in MEASURES - known for word in figure.context.words)


def _is_narrowed(
    words: Sequence[ClaimWord], n: int, known: frozenset[str], *, counted: bool
) -> bool:
    """Whether a word of another thing stands right before a measure, or "of" it behind.

    Not before one that the figure itself counts: "5,000 visitors".
    """
    behind = words[n + 1 : n + 4]
    if [word.low for word in behind[:1]] == ["of"] and len(behind) > 1:
        thing = next((w for w in behind[1:] if w.low not in _PLAIN | AUXILIARIES), None)
        if thing is not None and thing.low[0].isalpha() and thing.stem not in known:
            return True
    before = words[n - 1] if n and not (counted or _is_verb(words[n].low)) else None
    if before is None or not before.low[0].isalpha() or before.low.endswith(("'s", "’s")):
        return False
    plain = before.low in _PLAIN or before.low in PREPOSITIONS or before.low in AUXILIARIES
    return not plain and before.stem not in known and not before.low.endswith("ed")


def _is_verb(low: str) -> bool:
    """Whether a measure is told by a verb: "the company sold", "passengers carried"."""
    return low.endswith("ed") or low == "sold"


_PLAIN = word_set(
    "a an the its their his her our this that these those some all both total overall combined "
    "annual yearly bilateral two-way chinese and or but while whereas million billion trillion "
    "thousand hundred dozen crore lakh bn trn m more fewer less than nearly almost about only "
    "when where as so of which carry carries has have had hold holds saw see reported reports "
    "monthly quarterly weekly daily cumulative cumulatively year years month months quarter "
    "quarters "
    "consumer trade country nation government official customs said says that showed shows rate"
)


def _belongs_to_other(figure: StatedFigure, n: int, known: frozenset[str]) -> bool:
    """Whether a measure is somebody's whom the table does not have: "Vietnam's exports"."""
    words = figure.words_around
    owner = words[n - 1] if n else None
    if owner is not None and owner.low.endswith(("'s", "’s")):
        return owner.stem not in known | _OWN
    behind = words[n + 1 : n + 6]
    if behind and behind[0].low == "from":
        return any(w.low[0].isalpha() and w.stem in figure.names - known for w in behind)
    return False


_OWN = frozenset(stem(word) for word in ("country", "nation", "company", "region", "city", "state"))


def _is_other_measure(figure: StatedFigure, names: frozenset[str], known: frozenset[str]) -> bool:
    """Whether a table of exports is asked for imports, or one of rye for "tonnes of wheat"."""
    told = {word.stem for word in figure.context.words}
    if names & _FLOWS and not told & names & _FLOWS and told & (_FLOWS - known):
        return True
    behind = [word for word in figure.context.words if word.start >= figure.context.after[0]][:2]
    if figure.quantity.kind is not QuantityKind.MEASURE or names <= GENERAL or len(behind) < 2:
        return False
    thing = behind[1]
    plain = thing.low in _PLAIN | _GOODS or not thing.low[0].isalpha()
    return behind[0].low == "of" and not plain and thing.stem not in known


_FLOWS = MEASURES - {"population", "head"}  # which are told beside any measure
_GOODS = word_set("goods cargo cargoes freight product products produce material materials it them")


def _tells_measure(prepared: PreparedTable) -> bool:
    """Whether a caption is words, or the name of a file that has a measure in it."""
    told = _CAPTION.search(prepared.table.caption) is not None
    return told or not caption_stems(prepared).isdisjoint(MEASURES)


_CAPTION = re.compile(r"\w \w")
