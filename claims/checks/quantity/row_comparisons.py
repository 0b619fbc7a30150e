"""Differences and multiples between two rows or two columns that a claim sets side by side.

"Norland has 400,000 more people than Estmark", "twice the rate of Norland", "imports were half of
exports": what stands before the figure is compared with what stands behind it.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.checks.quantity.addressed_cells import Address, columns_mentioned, rows_mentioned
from claims.checks.quantity.derivations import DOWN, UP, Derived, cell_ref, pairs, plain, value_at
from claims.checks.quantity.figure_context import words_before
from claims.checks.quantity.prepared_table import PreparedTable, stem
from claims.checks.quantity.stated_figure import StatedFigure
from claims.checks.quantity.withheld import caption_stems
from claims.model import QuantityKind
from claims.reading.english.function_words import AUXILIARIES, PREPOSITIONS, word_set

MORE = word_set("more higher greater larger bigger above ahead faster longer heavier")
LESS = word_set("less fewer lower smaller below behind slower shorter lighter")
_REACH = 3  # words behind a figure in which it says "more" or "less"
_THAN = 8  # and in which it comes to "than"
_OF = word_set("of as than")


class Sides(NamedTuple):
    """The two cells of a comparison, as (row, column)."""

    ours: tuple[int, int]
    theirs: tuple[int, int]


def compared(figure: StatedFigure, prepared: PreparedTable, where: Address) -> list[Derived] | None:
    """What the comparison gives; None where the words make none, empty where the table has none."""
    sign = _sign(figure)
    ratio = figure.quantity.kind is QuantityKind.RATIO and _is_of_another(figure)
    if not sign and not ratio:
        return None
    found = sides(figure, prepared, where)
    if found is None:
        return None
    a, b = value_at(prepared, *found.ours), value_at(prepared, *found.theirs)
    if a is None or not b:
        return []
    refs = (cell_ref(prepared, *found.ours), cell_ref(prepared, *found.theirs))
    first, second = plain(a), plain(b)
    if ratio:
        return [Derived(a / b, f"{first} / {second}", refs)]
    if figure.quantity.kind is QuantityKind.PERCENT:
        return [Derived((a / b - 1) * 100, f"{first} / {second} - 1", refs, sign)]
    return [Derived(a - b, f"{first} - {second}", refs, sign)]


def _sign(figure: StatedFigure) -> int:
    """1 for "more than", -1 for "less than", 0 where neither stands behind the figure."""
    lows = [w.low for w in figure.context.words if w.start >= figure.context.after[0]]
    lows = [low for low in lows if low not in ("percentage", "points", "point")][:_THAN]
    if "than" not in lows:
        return 0
    for low in lows[: min(_REACH, lows.index("than"))]:
        if low in MORE or low in LESS | DOWN:
            return 1 if low in MORE else -1
    return 0


def _is_of_another(figure: StatedFigure) -> bool:
    """As in "twice the rate of", "half that of", "three times as many as"."""
    behind = [w.low for w in figure.context.words if w.start >= figure.context.after[0]][:_THAN]
    return not _OF.isdisjoint(behind) and not figure.cues.change


def sides(
    figure: StatedFigure, prepared: PreparedTable, where: Address, *, any_unit: bool = False
) -> Sides | None:
    """What is named last before the figure, and first behind it; else two periods of one thing.

    `any_unit` says that columns may count different things, as where their growth is compared.
    """
    start, end = figure.context.before[1], figure.context.after[0]
    if not _is_told_of(figure, prepared):
        return None
    rows = rows_mentioned(prepared, figure.context)
    ours = [found for at, found in rows if at < start][-1:]
    theirs = [found for at, found in rows if at >= end][:1]
    columns = where.columns or ()
    if ours and theirs and ours != theirs:
        one, other = _within(ours[0], where, prepared), _within(theirs[0], where, prepared)
        if len(one) == len(other) == len(columns) == 1:
            return Sides((min(one), columns[0]), (min(other), columns[0]))
        return None
    named = columns_mentioned(prepared, figure.context)
    mine = [found for at, found in named if at < start][-1:]
    yours = [found for at, found in named if at >= end][:1]
    one_row = where.rows is not None and len(where.rows) == 1
    if one_row and mine and yours and mine != yours and len(mine[0]) == len(yours[0]) == 1:
        row = min(where.rows or ())
        same = prepared.table.columns[mine[0][0]].unit == prepared.table.columns[yours[0][0]].unit
        return Sides((row, mine[0][0]), (row, yours[0][0])) if same or any_unit else None
    if figure.context.bases and not theirs and not yours:
        told = pairs(prepared, where, figure.context)
        return Sides(told[0][:2], told[0][2:]) if len(told) == 1 else None
    return None


def _is_told_of(figure: StatedFigure, prepared: PreparedTable) -> bool:
    """Whether the verb before is one of being or having, or of the table: not "built 700 more"."""
    before = words_before(figure.context.words, figure.context.before[1], figure.quantity.hedge)
    low = before[-1] if before else ""
    known = frozenset().union(*prepared.column_stems.values()) | caption_stems(prepared)
    plain = low in AUXILIARIES | PREPOSITIONS | UP | DOWN | _TELLING or not low[:1].isalpha()
    return plain or stem(low) in known or stem(low) in prepared.rows_by_stem


_TELLING = word_set(
    "a an the its their had has have holds held counts counted recorded registered reported saw "
    "exceeded stands stood stays stayed remains remained lies lay reached totalled far much still "
    "slightly even also significantly considerably"
)


def _within(rows: frozenset[int], where: Address, prepared: PreparedTable) -> frozenset[int]:
    """Of rows with one label those of the period, where rows have one."""
    if prepared.row_periods and where.period:
        return rows & prepared.row_periods.get(where.period, frozenset())
    return rows
