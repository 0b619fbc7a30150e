"""Numbers in figures: "1,234.5", "2 708 315", "2 1/2", "4.7e6".

A run of digits and separators is one token and is judged as a whole, so no way of writing it costs
more than one look. A comma is a decimal point only where it can be nothing else.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple
from unicodedata import normalize

from claims.reading.english.lowercase_words import GROUPED, LONGEST, Words
from claims.reading.quantities.currencies import currency
from claims.reading.quantities.units import MONEY_LETTERS, SCALE_LETTERS

_DECIMAL = re.compile(r"\d+\.\d+")
_EUROPEAN = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2}")
VULGAR = {sign: normalize("NFKC", sign).replace("⁄", "/") for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"}
MINUS = frozenset("-−–‑")
_LONGEST_POWER = 30
# What people write fractions of: "9/11" and "24/7" are none.
_DENOMINATORS = frozenset({*range(2, 11), 12, 16, 20, 25, 32, 40, 50, 64, 100, 1000})


class Part(NamedTuple):
    value: Fraction
    end: int


def mixed(words: Words, n: int) -> Part | None:
    """A fraction, with or without a whole number: "3/4", "2 1/2", "2½"."""
    vulgar = VULGAR.get(words.low(n))
    if vulgar:
        return Part(Fraction(vulgar), n + 1)
    fraction = _slashed(words, n)
    if fraction or not words.low(n).isdecimal() or len(words.low(n)) > LONGEST:
        return fraction
    vulgar = VULGAR.get(words.low(n + 1))
    rest = Part(Fraction(vulgar), n + 2) if vulgar else _slashed(words, n + 1)
    if rest is None:
        return None
    return Part(int(words.low(n)) + rest.value, rest.end)


def _slashed(words: Words, n: int) -> Part | None:
    above, below = words.low(n), words.low(n + 2)
    if words.low(n + 1) != "/" or words.low(n + 3) == "/" or words.low(n - 1) == "/":
        return None
    if not (above.isdecimal() and below.isdecimal() and max(len(above), len(below)) < 4):
        return None
    common = int(below) in _DENOMINATORS and int(above) < int(below)
    return Part(Fraction(int(above), int(below)), n + 3) if common else None


def numeral(words: Words, n: int) -> Part | None:
    """Digits with their separators, an exponent, and thousands set off by spaces."""
    if words.low(n) == ".":
        return _leading_point(words, n)
    spaced = _spaced(words, n)
    if spaced:
        return spaced
    value = digits(words.low(n))
    return None if value is None else _power(words, Part(value, n + 1))


def _leading_point(words: Words, n: int) -> Part | None:
    tail = words.low(n + 1)
    alone = words.glued(n + 1) and not words.glued(n) and tail.isdecimal()
    return Part(Fraction(f"0.{_ascii(tail)}"), n + 2) if alone and len(tail) <= LONGEST else None


def _ascii(decimals: str) -> str:
    return "".join(str(int(digit)) for digit in decimals)


def digits(figure: str) -> Fraction | None:
    """The value of digits and separators; None when they are no one number."""
    if len(figure) > LONGEST or not figure[:1].isdecimal():
        return None
    if figure.isdecimal():
        return Fraction(int(figure))
    if GROUPED.fullmatch(figure):
        return _plain(figure.replace(",", ""))
    if _EUROPEAN.fullmatch(figure):
        return _plain(figure.replace(".", "").replace(",", "."))
    return _plain(figure) if _DECIMAL.fullmatch(figure) else None


def _plain(figure: str) -> Fraction:
    whole, _, part = figure.partition(".")
    return Fraction(int(whole + part), 10 ** len(part))


def _spaced(words: Words, n: int) -> Part | None:
    """ "2 708 315": groups of three behind one space each."""
    whole, end = words.low(n), n + 1
    if not (whole.isdecimal() and len(whole) < 4):
        return None
    while end < n + 6 and _is_group(words, end):
        whole += words.low(end)
        end += 1
    if end == n + 1 or words.is_figure(end):
        return None
    value = digits(whole)
    return Part(value, end) if value is not None else None


def _is_group(words: Words, n: int) -> bool:
    if not words.is_figure(n) or words.start(n) - words.end(n - 1) != 1:
        return False
    head = words.low(n).partition(".")
    return head[0].isdecimal() and len(head[0]) == 3 and "." not in words.low(n - 1)


def _power(words: Words, base: Part) -> Part:
    """ "4.7e6", "1.5^-2", "6.02×10^3"."""
    n = base.end
    if not words.glued(n):
        return base
    if words.low(n) == "e":
        return _exponent(words, base, n + 1, Fraction(10), base.value)
    if words.low(n) == "^":
        return _exponent(words, base, n + 1, base.value, Fraction(1))
    if words.low(n) in ("×", "x") and words.glued(n + 2) and words.low(n + 2) in ("^", "−"):
        ground = digits(words.low(n + 1))
        at = n + 3 if words.low(n + 2) == "^" else n + 2
        return _exponent(words, base, at, ground, base.value) if ground else base
    return base


def _exponent(words: Words, base: Part, n: int, ground: Fraction, times: Fraction) -> Part:
    minus = words.low(n) in MINUS
    n += minus or words.low(n) == "+"
    figure = words.low(n)
    if not (words.glued(n) and figure.isdecimal() and len(figure) < 3 and ground):
        return base
    power = int(figure)
    if power > _LONGEST_POWER or len(str(ground.numerator)) + len(str(ground.denominator)) > 12:
        return base
    return Part(times * ground ** (-power if minus else power), n + 1)


def scale_letters(words: Words, n: int, money: bool) -> Part | None:
    """The magnitude of the letters behind a figure: "bn", "k"; with money also "m", "b" and "t"."""
    letters = words.low(n)
    if letters in SCALE_LETTERS:
        written = words.text[words.start(n) : words.end(n)]
        if letters != "mm" or written == "MM":
            return Part(Fraction(SCALE_LETTERS[letters]), n + 1)
    if letters not in MONEY_LETTERS or not (money or words.glued(n)):
        return None
    if money or (words.capital(n) and letters != "t") or letters == "b":
        return Part(Fraction(MONEY_LETTERS[letters]), n + 1)
    return Part(Fraction(10**6), n + 1) if letters == "m" and _is_plural(words, n + 1) else None


def _is_plural(words: Words, n: int) -> bool:
    """Whether things are counted: "3m homes" are millions, "3m high" are metres."""
    low = words.low(n)
    return bool(low == "people" or currency(low)) or (
        low.endswith("s") and not low.endswith("ss") and len(low) > 4
    )
