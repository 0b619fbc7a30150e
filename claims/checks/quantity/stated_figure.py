"""A figure that a claim states, with its tolerance, its context and the units it can have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from claims.checks.quantity.derivations import Cues, cues
from claims.checks.quantity.figure_context import ClaimWord, FigureContext, context_of
from claims.checks.quantity.prepared_table import PreparedTable, stem
from claims.checks.quantity.rounding import Admitted, admitted
from claims.model import DateMention, Quantity, QuantityKind, Span
from claims.reading.english.function_words import word_set

# What is wanted or foreseen is in no table of what was.
_FORESEEN = word_set(
    "target goal forecast expected expects expect plan planned plans could would should may might "
    "if aim aims aimed hopes projected predicted will"
)


class StatedFigure(NamedTuple):
    """A figure of a claim: as read, as `written`, and the values that it `admits`.

    `names` are the stems of the names in its claim.
    """

    quantity: Quantity
    written: str
    admits: Admitted
    context: FigureContext
    cues: Cues
    names: frozenset[str]

    @property
    def words_around(self) -> tuple[ClaimWord, ...]:
        """The words of its claim without its own."""
        start, end = self.context.before[1], self.context.after[0]
        return tuple(word for word in self.context.words if not start <= word.start < end)

    @property
    def counted(self) -> ClaimWord | None:
        """The word right behind the figure: "visitors" in "5,000 visitors"."""
        end = self.context.after[0]
        return next((word for word in self.context.words if word.start >= end), None)


def stated(
    quantity: Quantity, text: str, claim: Span, dates: Sequence[DateMention]
) -> StatedFigure:
    """`quantity` as its claim tells it; "three times" is a multiple."""
    written = quantity.span.of(text)
    if quantity.kind is QuantityKind.MEASURE and quantity.unit == "time":
        quantity = quantity._replace(kind=QuantityKind.RATIO, unit="")
    place = context_of(quantity, text, claim, dates)
    return StatedFigure(
        quantity,
        written,
        admitted(quantity, written),
        place,
        cues(place, quantity.hedge),
        frozenset(stem(name) for name in _NAME.findall(claim.of(text))),
    )


_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][^\W\d_]{2,}|^[A-Z][^\W\d_]+(?=['’]s)")


def holds(figure: StatedFigure, value: Fraction) -> bool:
    """Whether the figure admits `value`, whose sign is turned for a negative figure."""
    return figure.admits.holds(-value if Fraction(figure.quantity.value) < 0 else value)


def is_near(figure: StatedFigure, value: Fraction) -> bool:
    """Whether `value`, in ones or in some usual magnitude, is within half and twice the figure.

    A column that does not tell its magnitude can be no other than that.
    """
    stated = abs(Fraction(figure.quantity.value))
    return any(stated <= 2 * abs(value) * 10**power <= 4 * stated for power in (0, 3, 6, 9))


_TIMES = word_set("second minute hour day week month year decade century")


def is_foreseen(figure: StatedFigure) -> bool:
    return any(word.low in _FORESEEN for word in figure.context.words)


def is_full_count(figure: StatedFigure) -> bool:
    """Whether the figure is a count of four digits or more, told to the last one: "26,426"."""
    value = abs(Fraction(figure.quantity.value))
    exact = not (figure.quantity.hedge or figure.quantity.high)
    counts = figure.quantity.kind is QuantityKind.NUMBER and not figure.quantity.unit
    return counts and exact and value >= 1000 and value % 1 == 0 and value % 10 != 0


def is_base_of_rate(figure: StatedFigure) -> bool:
    """Whether the figure is what a rate counts for each of: "54 per 100,000 people"."""
    before = [word.low for word in figure.context.words if word.start < figure.context.before[1]]
    return before[-1:] == ["per"] or before[-2:] == ["for", "every"]


def column_power(prepared: PreparedTable, c: int) -> int | None:
    """The power of ten that a column counts in; None where it does not tell."""
    unit = prepared.table.columns[c].unit
    if unit.name == "%":
        return 0
    if unit.power is None and not unit.name and _counts_ones(prepared, c):
        return 0
    return unit.power


def _counts_ones(prepared: PreparedTable, c: int) -> bool:
    """Whether a column without a unit counts one by one: whole numbers, large ones among them."""
    values = prepared.sorted_cells[c][0]
    return bool(values) and values[-1] >= _LARGE and counts_whole(prepared, c)


def counts_whole(prepared: PreparedTable, c: int) -> bool:
    """Whether a column without a unit has whole numbers alone."""
    whole = all(value % 1 == 0 for value in prepared.sorted_cells[c][0])
    return whole and not prepared.table.columns[c].unit.name


_LARGE = 100_000  # a count that nobody writes in thousands


def same_unit(figure: StatedFigure, prepared: PreparedTable, c: int) -> bool:
    """Whether the column can count what the figure counts; a unit not told is any amount."""
    name, kind, unit = (
        prepared.table.columns[c].unit.name,
        figure.quantity.kind,
        figure.quantity.unit,
    )
    if kind in (QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINTS):
        return name == unit
    if kind is QuantityKind.RATIO:
        return False
    if kind is QuantityKind.NUMBER:
        return not name or (name != "%" and figure.admits.digits >= 3)
    return name == unit or (not name and unit not in _TIMES)
