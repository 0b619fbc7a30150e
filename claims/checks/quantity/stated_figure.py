"""A figure that a claim states, with its tolerance, its context and the units it can have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from claims.checks.quantity.derivations import Cues, cues
from claims.checks.quantity.figure_context import ClaimWord, FigureContext, context_of
from claims.checks.quantity.prepared_table import PreparedTable, caption_stems, stem
from claims.checks.quantity.rounding import Admitted, admitted
from claims.model import DateMention, Quantity, QuantityKind, Span
from claims.reading.english.function_words import word_set
from claims.tables.months import part_of_year

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
        frozenset(stem(name) for name in _NAME.findall(claim.of(text)) if not part_of_year(name)),
    )


_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][^\W\d_]{2,}|^[A-Z][^\W\d_]+(?=['’]s)")


def holds(figure: StatedFigure, value: Fraction) -> bool:
    """Whether the figure admits `value`, whose sign is turned for a negative figure."""
    return figure.admits.holds(-value if Fraction(figure.quantity.value) < 0 else value)


def is_comparable(figure: StatedFigure, prepared: PreparedTable, c: int, value: Fraction) -> bool:
    """Whether a figure that column `c` does not give can differ from `value`, printed there.

    So where the column tells its magnitude; where it can have no other, since the value is within
    half and twice the figure in a usual one; and where both are counts in plain digits.
    """
    if column_power(prepared, c) is not None:
        return True
    stated = abs(Fraction(figure.quantity.value))
    if any(stated <= 2 * abs(value) * 10**power <= 4 * stated for power in (0, 3, 6, 9)):
        return True
    stems = prepared.column_stems[c] or caption_stems(prepared)
    if stems.isdisjoint(word.stem for word in figure.context.words):
        return False
    values = prepared.sorted_cells[c][0]
    whole = bool(values) and all(one % 1 == 0 for one in values) and values[-1] >= _COUNTED
    return whole and _is_plain_count(figure, prepared.table.columns[c].unit.name)


def _is_plain_count(figure: StatedFigure, unit: str) -> bool:
    """Whether a number, or what the column itself counts, is told in digits to the last one."""
    match = _PLAIN.match(figure.written)
    if match is None or Fraction(match[0].replace(",", "")) != abs(Fraction(figure.quantity.value)):
        return False
    measured = figure.quantity.kind is QuantityKind.MEASURE and figure.quantity.unit == unit
    return figure.quantity.kind is QuantityKind.NUMBER or measured


_PLAIN = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{3,})(?![\d.])")
_COUNTED = 1000  # the least that the largest of a column of counts is


_TIMES = word_set("second minute hour day week month year decade century")


def is_foreseen(figure: StatedFigure) -> bool:
    return any(word.low in _FORESEEN and word.said != "May" for word in figure.context.words)


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
    return bool(values) and values[-1] >= _LARGE and all(value % 1 == 0 for value in values)


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
    if {name, unit} == {"ton", "tonne"}:
        return True  # headers say "tons" for both
    return name == unit or (not name and unit not in _TIMES)
