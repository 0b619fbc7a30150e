"""An amount of a text in a unit that it can be compared in: metres, days, per cent, a currency.

Percentages and shares are one dimension, so are kilometres and metres, days and weeks. A bare
number counts something, and may be money or a measure whose unit the text left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from claims.checks.content_words import terms
from claims.checks.dates.lengths import DAYS_IN
from claims.checks.facts.listed_units import in_listed_units
from claims.checks.facts.same_words import meaning
from claims.checks.quantity.rounding import Admitted, admitted
from claims.model import DateType, Quantity, QuantityKind, Reading, Span
from claims.reading.quantities.units import phrase_set

SHARE, POINTS, MULTIPLE, COUNT, DAYS = "share", "points", "multiple", "count", "days"
_MONEY = "money:"
# Currencies that a text names by one word: "kroner", "dollars".
_FAMILIES = {
    **dict.fromkeys(("NOK", "DKK", "SEK", "ISK"), "krone"),
    **dict.fromkeys(
        ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "NAD", "TWD", "JMD", "ZWL"), "dollar"
    ),
    **dict.fromkeys(("GBP", "EGP", "LBP", "SDG", "SYP"), "pound"),
    **dict.fromkeys(("INR", "PKR", "LKR", "NPR"), "rupee"),
}
_SCALES: dict[str, tuple[str, Fraction]] = {
    **{unit: (DAYS, days) for unit, days in DAYS_IN.items()},
    "second": (DAYS, Fraction(1, 86400)),
    "minute": (DAYS, Fraction(1, 1440)),
    "quarter": (DAYS, DAYS_IN["year"] / 4),
    "century": (DAYS, DAYS_IN["decade"] * 10),
    "millimetre": ("length", Fraction(1, 1000)),
    "centimetre": ("length", Fraction(1, 100)),
    "metre": ("length", Fraction(1)),
    "kilometre": ("length", Fraction(1000)),
    "inch": ("length", Fraction(254, 10000)),
    "foot": ("length", Fraction(3048, 10000)),
    "yard": ("length", Fraction(9144, 10000)),
    "mile": ("length", Fraction(1609344, 1000)),
    "gram": ("mass", Fraction(1, 1000)),
    "kilogram": ("mass", Fraction(1)),
    "tonne": ("mass", Fraction(1000)),
    "pound-mass": ("mass", Fraction(45359237, 100000000)),
    "hectare": ("area", Fraction(10000)),
    "acre": ("area", Fraction(40468564224, 10000000)),
    "square metre": ("area", Fraction(1)),
    "square kilometre": ("area", Fraction(1000000)),
    "square mile": ("area", Fraction(2589988)),
    "litre": ("volume", Fraction(1)),
    "kilowatt": ("power", Fraction(1)),
    "megawatt": ("power", Fraction(1000)),
    "gigawatt": ("power", Fraction(1000000)),
    "kilowatt-hour": ("energy", Fraction(1)),
    "megawatt-hour": ("energy", Fraction(1000)),
    "gigawatt-hour": ("energy", Fraction(1000000)),
    "terawatt-hour": ("energy", Fraction(1000000000)),
}
_PERIOD = re.compile(r"P(T?)(\d+(?:\.\d+)?)(DE|CE|[YMWDHSQ])")
_PERIODS = {
    ("", "DE"): "decade", ("", "CE"): "century", ("", "Y"): "year", ("", "Q"): "quarter",
    ("", "M"): "month", ("", "W"): "week", ("", "D"): "day", ("T", "H"): "hour",
    ("T", "M"): "minute", ("T", "S"): "second",
}  # fmt: skip
_POINTED = re.compile(r"\s+(?:percentage )?points?\b(?! of)")


class Amount(NamedTuple):
    """What a text says how much of; `value` is in the base unit of `dimension`.

    `scale` is what one of the text's own units is there, `unit` that unit. `admits` are the values
    that the words admit, in the base unit. `written` are the words, `nouns` the meanings of those
    behind a bare number; `sign` is 1 or -1 where the figure bears one.
    """

    span: Span
    dimension: str
    value: Fraction
    admits: Admitted
    unit: str
    hedge: str
    written: str
    nouns: frozenset[str] = frozenset()
    sign: int = 0
    scale: Fraction = Fraction(1)

    def is_borne_out(self, value: Fraction) -> bool:
        return self.admits.holds(abs(value))


def amounts(text: str, reading: Reading) -> list[Amount]:
    """The amounts of a text in its order, lengths of time among them."""
    counted = in_listed_units(text, reading.quantities)
    found = [_amount(text, q) for quantity in counted for q in _bounds(quantity)]
    found.sort(key=_start)
    lengths = [one for one in _durations(text, reading) if not _is_among(one.span, found)]
    return sorted([*found, *lengths], key=lambda one: one.span)


def comparable(one: str, other: str) -> bool:
    """Whether amounts of these dimensions can be told of one thing."""
    return one == other or (COUNT in (one, other) and not {SHARE, POINTS, DAYS} & {one, other})


def _bounds(quantity: Quantity) -> tuple[Quantity, ...]:
    """A range as its two ends: of "by 36 to 448" they are two figures."""
    if not quantity.high:
        return (quantity,)
    return quantity._replace(high=""), quantity._replace(value=quantity.high, high="")


def _start(one: Amount) -> int:
    return one.span.start


def _is_among(span: Span, found: Sequence[Amount]) -> bool:
    """Whether one of some amounts, which do not overlap, has some of the words."""
    last = bisect_left(found, span.end, key=_start)
    return last > 0 and found[last - 1].span.overlap(span) > 0


def _amount(text: str, quantity: Quantity) -> Amount:
    written = quantity.span.of(text)
    quantity = quantity._replace(hedge=_hedge(text, quantity))
    admits = _roomy(admitted(quantity, written), quantity)
    value = abs(Fraction(quantity.value))
    dimension, scale = _dimension(quantity, value)
    if dimension == COUNT and _POINTED.match(text, quantity.span.end):
        dimension = POINTS
    scaled = admits._replace(low=admits.low * scale, high=admits.high * scale)
    nouns = frozenset() if dimension != COUNT else _nouns(text, quantity.span.end)
    sign = -1 if quantity.value.startswith("-") else _sign(text, quantity.span.start)
    return Amount(
        quantity.span,
        dimension,
        value * scale,
        scaled,
        quantity.unit,
        quantity.hedge,
        written,
        nouns,
        sign,
        scale,
    )


_NOUNS = re.compile(r"\s*((?:[^\W\d_]+(?:['’-][^\W\d_]+)*\s*){1,3})")
_ADDED = re.compile(r"\b(?:add(?:s|ed|ing)?|goes|went|going|rose|climbed|came?) up to\W*\Z", re.I)


def _nouns(text: str, end: int) -> frozenset[str]:
    """The meanings of up to three words right behind a bare number: what it counts."""
    match = _NOUNS.match(text, end, end + 60)
    if match is None:
        return frozenset()
    span = Span(match.start(1), match.end(1))
    return frozenset(meaning(term.stem) for term in terms(text, span))


def _sign(text: str, start: int) -> int:
    before = text[max(0, start - 1) : start]
    return 1 if before == "+" else -1 if before in "−–-" and before else 0


def _hedge(text: str, quantity: Quantity) -> str:
    """The hedge of a figure, unless it ends a verb: "add up to 60"."""
    before = text[max(0, quantity.span.start - 20) : quantity.span.start]
    return "" if quantity.hedge == "up to" and _ADDED.search(before) else quantity.hedge


def _roomy(admits: Admitted, quantity: Quantity) -> Admitted:
    """With a tenth of room for "just over 1 billion", which is told of 1.06 billion too."""
    value = abs(Fraction(quantity.value))
    if admits.digits > 1 or quantity.hedge not in _JUST:
        return admits
    low, high = (
        (value, value * 11 / 10)
        if "over" in quantity.hedge or "above" in quantity.hedge or "more" in quantity.hedge
        else (value * 9 / 10, value)
    )
    return admits._replace(low=min(low, admits.low), high=max(high, admits.high))


_JUST = phrase_set("""
    just over, just above, slightly more than, slightly over, little more than, a little over,
    just under, just below, slightly less than
""")


def _dimension(quantity: Quantity, value: Fraction) -> tuple[str, Fraction]:
    match quantity.kind:
        case QuantityKind.MONEY:
            return _MONEY + _FAMILIES.get(quantity.unit, quantity.unit), Fraction(1)
        case QuantityKind.PERCENT:
            return SHARE, Fraction(1)
        case QuantityKind.PERCENTAGE_POINTS:
            return POINTS, Fraction(1)
        case QuantityKind.RATIO:
            return (SHARE, Fraction(100)) if value < 1 else (MULTIPLE, Fraction(1))
        case QuantityKind.MEASURE:
            return _SCALES.get(quantity.unit, (quantity.unit, Fraction(1)))
        case _:
            return COUNT, Fraction(1)


def _durations(text: str, reading: Reading) -> Iterator[Amount]:
    """Lengths of time that the reader of dates alone finds: "a decade", "an hour"."""
    for one in reading.dates:
        match = _PERIOD.fullmatch(one.value) if one.type is DateType.DURATION else None
        if match is None:
            continue
        unit = _PERIODS.get((match[1], match[3]), "")
        if unit:
            plain = Quantity(one.span, match[2], unit, QuantityKind.MEASURE)
            yield _amount(text, plain)
