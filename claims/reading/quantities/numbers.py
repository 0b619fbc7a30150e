"""Numbers in figures, in words and in both: "1,234.5", "2 1/2 million", "a hundred and five".

One grammar over tokens, worked out in exact fractions, and no regular expression longer than a
token. Every step takes a bounded look ahead, so a text that is all digits or all "hundred" costs no
more than any other.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from claims.reading.english.lowercase_words import Words
from claims.reading.quantities.figures import VULGAR, Part, mixed, numeral, scale_letters
from claims.reading.quantities.number_words import (
    AND,
    ARTICLES,
    DENOMINATORS,
    LAST_DIGIT,
    ORDINALS,
    PARTITIVE,
    SCALES,
    TENS,
    hundred_tail,
    hundreds,
    scale_word,
    small_number,
)
from claims.reading.quantities.units import SCALE_WORDS


class Number(NamedTuple):
    """A number of tokens `first` to `end` (exclusive).

    `plain` is the figure before its magnitude ("240.1" of "240.1 billion"), `share` marks a bare
    fraction ("two thirds"), `spelled` a number that starts with a word.
    """

    value: Fraction
    first: int
    end: int
    plain: Fraction
    share: bool = False
    spelled: bool = False


def number_at(words: Words, n: int, money: bool = False) -> Number | None:
    """The number that starts at token `n`; `money` lets a single letter be a magnitude."""
    if words.is_figure(n) or words.low(n) in VULGAR or words.low(n) == ".":
        return _in_figures(words, n, money)
    return _share(words, n) or _in_words(words, n)


def _in_figures(words: Words, n: int, money: bool) -> Number | None:
    part = mixed(words, n) or numeral(words, n)
    if part is None:
        return None
    plain = part.value
    share = words.low(n) in VULGAR or words.low(part.end - 2) == "/" == words.low(n + 1)
    if share:
        whole = _of_scale(words, part)
        return Number(whole.value, n, whole.end, plain, share=whole.end == part.end)
    joined = _and_fraction(words, part.end)
    if joined and words.low(joined.end) in SCALES:
        part = Part(part.value + joined.value, joined.end)
    value, end = _chain(words, part) or _scaled(words, part, money)
    return Number(value, n, end, plain)


def _scaled(words: Words, part: Part, money: bool) -> Part:
    """A figure with the magnitude behind it, as a word or as letters."""
    n = part.end
    scale = scale_word(words, words.past_hyphen(n)) or scale_letters(words, n, money)
    if scale is None:
        return part
    return Part(part.value * scale.value, scale.end)


# -------------------------------------------------------------------------------- in words


def _in_words(words: Words, n: int) -> Number | None:
    part = hundreds(words, n)
    if part is None:
        return None
    first, spoken = part, _decimals(words, part)
    if spoken:
        value, end = _scaled(words, spoken, False)
        return Number(value, n, end, spoken.value, spelled=True)
    joined = _and_fraction(words, part.end)
    if joined:
        part = Part(part.value + joined.value, joined.end)
    value, end = _chain(words, part) or part
    return Number(value, n, end, first.value, spelled=True)


def _decimals(words: Words, whole: Part) -> Part | None:
    """ "eight point zero six": each word after the point adds its digits."""
    n, spoken = whole.end, ""
    if words.low(n) != "point":
        return None
    n += 1
    while len(spoken) < 10:
        small = small_number(words, n)
        if small is None:
            break
        spoken += str(small.value)
        n = small.end
    return Part(whole.value + Fraction(f"0.{spoken}"), n) if spoken else None


def _chain(words: Words, first: Part) -> Part | None:
    """Parts of falling magnitude: "six billion seven hundred". None without magnitude."""
    spelled = not words.is_figure(first.end - 1)
    part = hundred_tail(words, first, spelled)
    hundred = part.end > first.end
    scale = scale_word(words, words.past_hyphen(part.end))
    if scale is None:
        return part if hundred else None
    total, limit, end = part.value * scale.value, scale.value, scale.end
    tail = _scale_fraction(words, end, limit)
    if tail:
        return Part(total + tail.value, tail.end)
    while limit > 12:
        step = _step(words, end, limit)
        if step is None:
            break
        total, limit, end = total + step.value.value, step.limit, step.value.end
    return Part(total, end)


class _Step(NamedTuple):
    value: Part
    limit: Fraction


def _step(words: Words, n: int, limit: Fraction) -> _Step | None:
    """The next, smaller part of a chain at `n`, behind "and" or a comma where those can stand."""
    comma = words.low(n) == ","
    linked = words.low(n + comma) in AND
    m = n + comma + linked
    part = hundreds(words, m)
    if part is None:
        part = _figure_step(words, m) if not (comma or linked) else None
    if part is None:
        return None
    scale = scale_word(words, words.past_hyphen(part.end))
    size = scale.value if scale else Fraction(1)
    if size >= limit or (comma and part.value * size < 100) or (scale and size == 12):
        return None
    return _Step(Part(part.value * size, scale.end if scale else part.end), size)


def _figure_step(words: Words, n: int) -> Part | None:
    """ "7 thousand 2 hundred": a later part in figures needs a magnitude of its own."""
    if not (words.low(n).isdecimal() and len(words.low(n)) < 4):
        return None
    base = Part(Fraction(int(words.low(n))), n + 1)
    part = hundred_tail(words, base, spelled=False)
    return part if part.end > base.end or words.low(base.end) in SCALES else None


# ------------------------------------------------------------------------------- fractions


def _share(words: Words, n: int) -> Number | None:
    """A fraction in words, and what it is a fraction of: "two thirds", "half a million"."""
    part = _half(words, n) or _numbered(words, n)
    if part is None:
        return None
    whole = _of_scale(words, part)
    return Number(whole.value, n, whole.end, part.value, share=whole == part, spelled=True)


def _half(words: Words, n: int) -> Part | None:
    """A half or a quarter with no number before it; a bare quarter is mostly of a year."""
    low = words.low(n)
    if low not in PARTITIVE:
        return None
    part = Part(Fraction(1, ORDINALS[low]), n + 1)
    return part if low == "half" or _of_scale(words, part) != part else None


def _numbered(words: Words, n: int) -> Part | None:
    """ "a third", "two thirds", "forty-one sixths", "four thirty-firsts"."""
    if words.low(n) in ARTICLES and words.low(n + 1) not in ("hundred", *SCALE_WORDS):
        above: Part | None = Part(Fraction(1), n + 1)
    else:
        base = hundreds(words, n)
        above = (_chain(words, base) or base) if base else None
    return _divided(words, n, above) if above else None


def _divided(words: Words, n: int, above: Part) -> Part | None:
    """A numerator with its denominator: one fifth, but two fifths."""
    if not above.value:
        return None
    below = _denominator(words, words.past_hyphen(above.end))
    if below is None or below.end == n + 1:
        return None
    singular = not words.low(below.end - 1).endswith("s")
    if singular != (above.value == 1) or (n + 1 == above.end and words.low(n) in TENS and singular):
        return None
    return Part(above.value / below.value, below.end)


def _denominator(words: Words, n: int) -> Part | None:
    low = words.low(n)
    if low in DENOMINATORS:
        return Part(Fraction(DENOMINATORS[low]), n + 1)
    m = words.past_hyphen(n + 1)
    last = words.low(m).removesuffix("s")
    if low in TENS and last in LAST_DIGIT:
        return Part(Fraction(TENS[low] + LAST_DIGIT[last]), m + 1)
    return None


def _and_fraction(words: Words, n: int) -> Part | None:
    """ "and a half", "and three quarters" at `n`."""
    if words.low(n) not in AND:
        return None
    article = words.low(n + 1) in ARTICLES
    above = Part(Fraction(1), n + 2) if article else small_number(words, n + 1)
    return _divided(words, n + 1, above) if above else None


def _scale_fraction(words: Words, n: int, scale: Fraction) -> Part | None:
    """ "six million and a half": the half is of a million, unless it brings its own magnitude."""
    part = _and_fraction(words, n)
    if part is None:
        return None
    whole = _of_scale(words, part)
    return whole if whole != part else Part(part.value * scale, part.end)


def _of_scale(words: Words, part: Part) -> Part:
    """A fraction of a magnitude, "half a million", "two thirds of a million"; or as it was."""
    n = part.end
    n += words.low(n) == "of"
    n += words.low(n) in ARTICLES
    scale = scale_word(words, words.past_hyphen(n))
    return Part(part.value * scale.value, scale.end) if scale else part
