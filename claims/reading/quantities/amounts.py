"""A figure with its sign, its currency and its unit.

The number is read first, and what stands around it only adds to it. The longest name of a unit wins
("Australian dollars"), and a single letter is a unit only behind digits.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from claims.model import QuantityKind
from claims.reading.english.function_words import word_set
from claims.reading.english.lowercase_words import Words
from claims.reading.quantities.currencies import (
    CURRENCY_CODES,
    CURRENCY_SYMBOLS,
    DOLLAR_PREFIXES,
    PREFIX_ONLY,
    SUBUNIT_OF,
    SUBUNITS,
    YEN_PREFIXES,
    currency,
)
from claims.reading.quantities.figures import MINUS
from claims.reading.quantities.number_words import COUNTED_BY_ARTICLE
from claims.reading.quantities.numbers import Number, number_at
from claims.reading.quantities.units import PER, PERCENT, UNITS, measure

_TIMED = word_set(
    "hour minute mile kilometre metre gallon litre tonne ton barrel kilogram acre hectare"
)
_ONE_UNIT = {form for form, unit in UNITS.items() if unit in _TIMED} | {"penny", "cent"}
BEHIND_ARTICLE = COUNTED_BY_ARTICLE | _ONE_UNIT
_BEFORE_ONE_UNIT = word_set(
    "for about within after in of nearly almost lasted around roughly than least by just under "
    "over took want wanted need spent , approximately only covers"
)
# "the past two quarters" are of a year.
_SPANS = word_set("past next last first final previous preceding following latest recent")
_MORE = word_set("as more the higher larger bigger greater less lower smaller what")
_INCHES = word_set("thick long wide tall high deep across diameter")
DASHES = frozenset("-‐‑–—−")
PAUSES = frozenset(".,;:!?)]”\"'’—–") | {""}


class Figure(NamedTuple):
    """One number with all that belongs to it, from token `first` to `end` (exclusive)."""

    number: Number
    value: Fraction
    first: int
    end: int
    unit: str = ""
    kind: QuantityKind = QuantityKind.NUMBER


def figure_at(words: Words, n: int, floor: int) -> Figure | None:
    before = _currency_before(words, n, floor)
    number = number_at(words, n, money=before is not None) or _article(words, n)
    if number is None:
        return None
    if number.share and words.low(number.end - 1) == "quarters" and words.low(n - 1) in _SPANS:
        return Figure(number, number.value * 4, n, number.end, "quarter", QuantityKind.MEASURE)
    code, first = before or ("", n)
    first, sign = _sign(words, first, floor, n)
    value = -number.value if sign else number.value
    figure = Figure(number, value, first, number.end, code, QuantityKind.NUMBER)
    if code:
        return _with_repeated_currency(words, figure._replace(kind=QuantityKind.MONEY))
    return _with_unit(words, figure)


def _article(words: Words, n: int) -> Number | None:
    """ "for an hour": an article counts where it cannot tell a rate, as in "80 miles an hour"."""
    low, unit = words.low(n), words.low(n + 1)
    if low not in ("a", "an") or words.low(n - 1) not in _BEFORE_ONE_UNIT:
        return None
    return Number(Fraction(1), n, n + 1, Fraction(1), spelled=True) if unit in _ONE_UNIT else None


def _currency_before(words: Words, n: int, floor: int) -> tuple[str, int] | None:
    """The currency in front of the number at `n` and the token where it starts."""
    at = n - 1
    if at >= floor + 1 and words.low(at) in MINUS and words.low(at - 1) in CURRENCY_SYMBOLS:
        at -= 1
    if at < floor:
        return None
    low = words.low(at)
    if low == "." and words.low(at - 1) == "rs" and at > floor:
        return "INR", at - 1
    if low in CURRENCY_SYMBOLS:
        return _with_prefix(words, at, floor, low)
    if low in CURRENCY_CODES or low in PREFIX_ONLY:
        free = words.capital(at) or low in ("rs", "kr", "sen")
        if low == "r" and not _is_rand(words, n):
            return None
        return (CURRENCY_CODES.get(low) or PREFIX_ONLY[low], at) if free else None
    return None


def _is_rand(words: Words, n: int) -> bool:
    """Whether "R" right before the number at `n` is money: "R168 million", and no road R61."""
    return words.glued(n) and words.low(n + 1) in _LARGE


_LARGE = word_set("million billion trillion thousand m bn mn tn")


def _with_prefix(words: Words, at: int, floor: int, symbol: str) -> tuple[str, int]:
    letters = words.low(at - 1) if at > floor else ""
    codes = DOLLAR_PREFIXES if symbol == "$" else YEN_PREFIXES if symbol in "¥￥" else {}
    apart = letters in ("a", "s", "n", "r", "z") and not words.glued(at)
    if letters in codes and not apart:
        return codes[letters], at - 1
    return CURRENCY_SYMBOLS[symbol], at


def _sign(words: Words, first: int, floor: int, n: int) -> tuple[int, bool]:
    """The token where the figure starts with its sign, and whether it is negative."""
    if first < n - 1 and words.low(n - 1) in MINUS:
        return first, True
    before = first - 1
    if before < floor:
        return first, False
    if words.low(before) in ("minus", "negative"):
        return before, True
    if words.low(before) not in MINUS or not words.glued(first):
        return first, False
    opens = not words.glued(before) or words.low(before - 1) in ("(", "[", "“", '"')
    return (before, True) if opens else (first, False)


def _with_unit(words: Words, figure: Figure) -> Figure:
    """The figure with the percentage, currency or unit behind it, if there is one."""
    n = figure.end
    if _is_hyphen(words, n):
        n += 1
    elif figure.number.share and words.low(n) == "of" and words.low(n + 1) in ("a", "an", "one"):
        n += 2
    elif figure.number.share and words.low(n) in ("a", "an"):
        n += 1
    phrases = _phrases(words, n)
    if not phrases:
        return _bare(figure)
    return (
        _percent(words, figure, n, phrases)
        or _money(words, figure, n, phrases)
        or _measure(words, figure, n, phrases)
    )


def _is_hyphen(words: Words, n: int) -> bool:
    """Whether token `n` ties a unit to its figure: "27-kilometre", in old wire copy "30 - year"."""
    if words.low(n) == "-" and not words.low(n + 1)[:1].isdecimal():
        return True
    return words.low(n) in DASHES and words.glued(n) and words.glued(n + 1)


def _bare(figure: Figure) -> Figure:
    return figure._replace(kind=QuantityKind.RATIO) if figure.number.share else figure


_Phrases = list[tuple[str, int]]


def _phrases(words: Words, n: int) -> _Phrases:
    """The words at `n`, longest phrase first, each with the token behind it."""
    one, two, three = words.low(n), words.low(n + 1), words.low(n + 2)
    if not one or one in PAUSES or one[0].isdecimal():
        return []
    if one == "sq" and two == ".":
        return [(f"{one} {three}", n + 3)]
    short = [(one, n + 1)]
    if not two or two in PAUSES:
        return short
    return [(f"{one} {two} {three}", n + 3), (f"{one} {two}", n + 2), *short]


def _percent(words: Words, figure: Figure, n: int, phrases: _Phrases) -> Figure | None:
    for phrase, end in phrases:
        unit = PERCENT.get(phrase.replace("-", " "))
        if phrase.startswith("-") or unit is None:
            continue
        if phrase == "percentage" and words.low(end) == "-":
            continue
        if phrase in ("pc", "pp", "bp") and not words.glued(n) and figure.number.spelled:
            return None
        return figure._replace(end=end, unit=unit, kind=_PERCENT_KINDS[unit])
    return _hyphenated_percent(words, figure, n)


_PERCENT_KINDS = {
    "%": QuantityKind.PERCENT,
    "percentage point": QuantityKind.PERCENTAGE_POINTS,
    "basis point": QuantityKind.PERCENTAGE_POINTS,
}


def _hyphenated_percent(words: Words, figure: Figure, n: int) -> Figure | None:
    """ "a 50-basis-point rise"."""
    phrase = f"{words.low(n)} {words.low(n + 2)}"
    unit = PERCENT.get(phrase) if words.low(n + 1) == "-" else None
    return figure._replace(end=n + 3, unit=unit, kind=_PERCENT_KINDS[unit]) if unit else None


def _money(words: Words, figure: Figure, n: int, phrases: _Phrases) -> Figure | None:
    for phrase, end in phrases:
        code = currency(phrase)
        if code and _is_money(words, figure, n, end, phrase):
            return _with_subunit(
                words, figure._replace(end=end, unit=code, kind=QuantityKind.MONEY)
            )
    unit = SUBUNITS.get(words.low(n))
    return figure._replace(end=n + 1, unit=unit, kind=QuantityKind.MONEY) if unit else None


def _is_money(words: Words, figure: Figure, n: int, end: int, phrase: str) -> bool:
    if phrase in ("pound", "pounds"):
        small = figure.number.value < 1000 and words.low(end) == "of"
        return not small and not (phrase == "pound" and words.low(n - 1) == "-")
    if phrase == "won":
        return figure.number.value >= 100
    if phrase in CURRENCY_SYMBOLS:
        return not words.is_figure(end) or not words.glued(end)
    return phrase not in CURRENCY_CODES or words.capital(n) or phrase in ("rmb", "usd", "eur")


def _with_subunit(words: Words, figure: Figure) -> Figure:
    """ "6 dollars 20 cents" is one sum."""
    n = figure.end + (words.low(figure.end) == "and")
    tail = number_at(words, n) if words.low(n) not in ("a", "an") else None
    unit = SUBUNITS.get(words.low(tail.end), "") if tail else ""
    if tail and tail.spelled and figure.number.spelled and words.low(tail.end) in PAUSES:
        both = n == figure.end and 10 <= tail.value < 100
        return (
            figure._replace(value=figure.value + tail.value / 100, end=tail.end) if both else figure
        )
    if tail is None or figure.unit not in SUBUNIT_OF.get(unit, ()) or not 0 <= tail.value < 100:
        return figure
    part = tail.value / 100
    return figure._replace(value=figure.value + part, end=tail.end + 1)


def _with_repeated_currency(words: Words, figure: Figure) -> Figure:
    """ "$5 million dollars" names its currency twice."""
    for phrase, end in _phrases(words, figure.end):
        if currency(phrase) and phrase[:1].isalpha() and len(phrase) > 3:
            return figure._replace(end=end)
    return figure


def _measure(words: Words, figure: Figure, n: int, phrases: _Phrases) -> Figure:
    for phrase, end in phrases:
        unit = measure(phrase)
        if unit == "time" and words.low(end) in _MORE:
            return figure._replace(end=end, kind=QuantityKind.RATIO)
        if unit and _is_measure(words, figure, n, phrase):
            return _with_power(
                words, figure._replace(end=end, unit=unit, kind=QuantityKind.MEASURE)
            )
    if words.low(n) in ("in", "ins") and _are_inches(words, figure, n):
        return figure._replace(end=n + 1, unit="inch", kind=QuantityKind.MEASURE)
    if words.low(n) in ("pound", "pounds"):
        return figure._replace(end=n + 1, unit="pound", kind=QuantityKind.MEASURE)
    return _bare(figure)


def _is_measure(words: Words, figure: Figure, n: int, phrase: str) -> bool:
    """Whether short letters are meant as a unit: never apart from words, "five m"."""
    if phrase == "times" or len(phrase) > 2 or not phrase[0].isalpha():
        return True
    if figure.number.spelled or words.low(n + 1) == ".":
        return len(phrase) == 2 and not figure.number.spelled
    return len(phrase) == 2 or not words.capital(n) or phrase in ("w", "l", "j")


def _are_inches(words: Words, figure: Figure, n: int) -> bool:
    if figure.number.spelled or words.low(n) == "ins":
        return not figure.number.spelled
    after = words.low(n + 1)
    return after in _INCHES or not after or (after == "." and not words.low(n + 2))


def _with_power(words: Words, figure: Figure) -> Figure:
    """ "km^2", "km2", "kilometres per hour"."""
    n, unit = figure.end, figure.unit
    power = {"2": "square", "²": "square", "3": "cubic", "³": "cubic"}
    m = n + (words.low(n) == "^")
    if words.glued(m) and words.low(m) in power and unit.endswith(("metre", "mile", "foot")):
        return figure._replace(end=m + 1, unit=f"{power[words.low(m)]} {unit}")
    per = PER.get(words.low(n + 1))
    slash = words.low(n) == "/" and words.glued(n + 1)
    rate = words.low(n) in ("a", "an") and unit in ("mile", "kilometre", "barrel", "metre")
    if per and per != unit and (slash or rate or words.low(n) == "per"):
        return figure._replace(end=n + 2, unit=f"{unit} per {per}")
    return figure
