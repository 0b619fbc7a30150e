"""The exact values that a stated figure admits, by its rounding and by its hedge.

The digits as written tell the rounding. Half a unit of the last place is admitted on both sides
(both customs for a half: up, and to even); zeros at the end of a whole number count as rounding as
long as three digits are kept ("12,300" admits 12,345, "240 billion" not 236 billion).

Hedges: "about" admits 2.5 %; "nearly" the 10 % below (15 % for a single digit, 20 % for a word);
"more than" what is greater, up to half as much again (an editor would want to see "more than 100"
for 240); "at least" the same and the figure itself; "under" and "up to" the mirror image; "just
over" and "just under" 5 %; "only", "exactly" nothing. "More than halved" is less than a half.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from claims.model import Quantity, QuantityKind
from claims.reading.quantities.figures import digits
from claims.reading.quantities.units import phrase_set

_NUMERAL = re.compile(r"\d+(?:[.,]\d+|[ \u00a0\u202f]\d{3}(?!\d))*")
_ABOUT = phrase_set("""
    about, around, roughly, approximately, approx, some, estimated, an estimated, circa, close to,
    an average of
""")
_BELOW = phrase_set("nearly, almost, approaching, not even, barely, hardly")
_JUST_BELOW = phrase_set("just under, just below, slightly less than")
_JUST_OVER = phrase_set("""
    just over, just above, slightly more than, slightly over, little more than, a little over
""")
_OVER = phrase_set("""
    more than, over, above, greater than, higher than, well over, well above, far more than,
    much more than, upwards of, in excess of
""")
_LEAST = phrase_set("at least, no fewer than, no less than, not less than, a minimum of, minimum")
_UNDER = phrase_set("less than, fewer than, lower than, under, below, well under")
_MOST = phrase_set("""
    up to, at most, as much as, as many as, no more than, not more than, a maximum of, maximum
""")
_SPELLED_SHARE = Fraction(1, 20)  # "doubled", "a third": five per cent either way


class Admitted(NamedTuple):
    """The values between `low` and `high`; an open end is itself left out.

    `digits` counts the significant digits of the figure as written.
    """

    low: Fraction
    high: Fraction
    open_low: bool
    open_high: bool
    digits: int

    def holds(self, value: Fraction) -> bool:
        above = value > self.low if self.open_low else value >= self.low
        return above and (value < self.high if self.open_high else value <= self.high)


def admitted(quantity: Quantity, written: str) -> Admitted:
    """What `quantity`, written as `written`, admits, without its sign."""
    value = abs(Fraction(quantity.value))
    high = abs(Fraction(quantity.high)) if quantity.high else value
    place = _place(max(value, high), written)
    if quantity.kind is QuantityKind.RATIO and "." not in written:
        place = Fraction(0)
    count = len(str(int(high / place))) if place and high else 1
    half = place / 2 if place else _SPELLED_SHARE * high
    odd = place != 0 and int(high / place) % 2 == 1
    least, most = min(value, high), max(value, high)
    exact = Admitted(least - half, most + half, False, odd, count)
    if written.lower().startswith("halv"):
        return _halved(quantity.hedge, exact, least)
    return _hedged(quantity.hedge, exact, least, most, written)


def _halved(hedge: str, exact: Admitted, half: Fraction) -> Admitted:
    """Told of what is left: "more than halved" is below a half, "almost halved" just above one."""
    if hedge in _OVER or hedge in _LEAST:
        return exact._replace(low=half / 2, high=half, open_high=hedge in _OVER)
    if hedge in _BELOW or hedge in _JUST_BELOW:
        return exact._replace(low=half, high=half * Fraction(23, 20), open_low=True)
    return exact


def _hedged(hedge: str, exact: Admitted, least: Fraction, most: Fraction, written: str) -> Admitted:
    count = exact.digits
    if hedge in _ABOUT:
        slack = max(most - exact.low, most / 40)
        return Admitted(min(exact.low, least - slack), most + slack, False, False, count)
    if hedge in _BELOW or hedge in _JUST_BELOW:
        digit = 17 if _NUMERAL.search(written) else 16
        share = Fraction(18 if count > 1 else digit, 20) if hedge in _BELOW else Fraction(19, 20)
        return Admitted(least * share, most, False, True, count)
    if hedge in _OVER or hedge in _JUST_OVER:
        share = Fraction(3, 2) if hedge in _OVER else Fraction(21, 20)
        return Admitted(least, most * share, True, False, count)
    if hedge in _LEAST:
        return Admitted(exact.low, most * 3 / 2, False, False, count)
    if hedge in _UNDER:
        return Admitted(least / 2, most, False, True, count)
    if hedge in _MOST:
        return Admitted(least / 2, exact.high, False, exact.open_high, count)
    return exact


def _place(value: Fraction, written: str) -> Fraction:
    """What one unit of the last stated place is worth; 0 for a share told in a word."""
    for numeral in reversed(_NUMERAL.findall(written)):
        told = _numeral(numeral)
        if told and told[0] and value:
            plain, decimals = told
            scale = value / plain
            return _kept(value, scale / 10**decimals) if decimals == 0 else scale / 10**decimals
    if value.denominator > 1 or not value:
        return Fraction(0)
    place = Fraction(1)
    while value % (place * 1000) == 0:
        place *= 1000
    return place


def _numeral(text: str) -> tuple[Fraction, int] | None:
    plain = digits(re.sub(r"[ \u00a0\u202f]", "", text))
    if plain is None:
        return None
    decimals = len(text) - 1 - max(text.rfind("."), text.rfind(","))
    every = int("".join(char for char in text if char.isdecimal()))
    exact = decimals < len(text) and Fraction(every, 10**decimals) == plain
    return plain, decimals if exact else 0


def _kept(value: Fraction, place: Fraction) -> Fraction:
    while value / place >= 1000 and value % (place * 10) == 0:
        place *= 10
    return place
