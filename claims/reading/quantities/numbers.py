"""Numbers in figures, in words and in both: "1,234.5", "2 1/2 million", "a hundred and five".

The decision: one grammar over tokens, worked out in exact fractions, and no regular expression
longer than a token. Every step takes a bounded look ahead, so a text that is all digits or all
"hundred" costs no more than any other.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from claims.reading.english.lowercase_words import HYPHENS, Words
from claims.reading.quantities.figures import VULGAR, Part, mixed, numeral, scale_letters
from claims.reading.quantities.units import SCALE_WORDS


def _counted(words: str, first: int = 0) -> dict[str, int]:
    """A number for each word, counting from `first`."""
    return {word: n for n, word in enumerate(words.split(), first)}


_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
UNITS = _counted(_TEENS) | {"nought": 0, "naught": 0}
_TENS_IN_ORDER = _counted("twenty thirty forty fifty sixty seventy eighty ninety", 2)
TENS = {word: 10 * n for word, n in _TENS_IN_ORDER.items()} | {"fourty": 40}
_TEENTHS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_LAST_DIGIT = _counted("first second third fourth fifth sixth seventh eighth ninth", 1)
_ORDINALS = _counted(_TEENTHS, 3) | {
    "quarter": 4,
    "half": 2,
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
    "billionth": 10**9,
    "trillionth": 10**12,
}
_DENOMINATORS = _ORDINALS | {f"{word}s": n for word, n in _ORDINALS.items()} | {"halves": 2}
_DOZEN = frozenset({"dozen", "dozens"})
_SCALES = SCALE_WORDS | {f"{word}s": n for word, n in SCALE_WORDS.items()}
_AND = frozenset({"and", "&"})
ARTICLES = frozenset({"a", "an"})
_PARTITIVE = frozenset({"half", "quarter"})
STARTERS = frozenset(UNITS) | frozenset(TENS) | frozenset(VULGAR) | _PARTITIVE | ARTICLES
# What makes a number of an article: "a dozen", "a third", "a-hundred".
COUNTED_BY_ARTICLE = (
    frozenset({"hundred", "dozen", *SCALE_WORDS, *HYPHENS}) | frozenset(_DENOMINATORS) | TENS.keys()
)


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
    if joined and words.low(joined.end) in _SCALES:
        part = Part(part.value + joined.value, joined.end)
    value, end = _chain(words, part) or _scaled(words, part, money)
    return Number(value, n, end, plain)


def _scaled(words: Words, part: Part, money: bool) -> Part:
    """A figure with the magnitude behind it, as a word or as letters."""
    n = part.end
    scale = _scale_word(words, words.past_hyphen(n)) or scale_letters(words, n, money)
    if scale is None:
        return part
    return Part(part.value * scale.value, scale.end)


# -------------------------------------------------------------------------------- in words


def _in_words(words: Words, n: int) -> Number | None:
    part = _hundreds(words, n)
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


def _small(words: Words, n: int) -> Part | None:
    """Zero to ninety-nine."""
    low = words.low(n)
    if low in UNITS:
        return Part(Fraction(UNITS[low]), n + 1)
    if low not in TENS:
        return None
    m = words.past_hyphen(n + 1)
    unit = UNITS.get(words.low(m), 0)
    return (
        Part(Fraction(TENS[low] + unit), m + 1)
        if 0 < unit < 10
        else Part(Fraction(TENS[low]), n + 1)
    )


def _hundreds(words: Words, n: int) -> Part | None:
    """Below a thousand, or "eighty-four hundred"; with an article only before a magnitude."""
    if words.low(n) in ARTICLES:
        following = words.low(n + 1)
        known = following == "hundred" or following in SCALE_WORDS or following == "dozen"
        base = Part(Fraction(1), n + 1) if known else None
    else:
        base = _small(words, n)
    return _hundred_tail(words, base, spelled=True) if base else None


def _hundred_tail(words: Words, base: Part, spelled: bool) -> Part:
    """`base` hundreds and what follows: "hundred and five", after figures "hundred and 14"."""
    n = words.past_hyphen(base.end)
    if words.low(n) != "hundred":
        return base
    value, end = base.value * 100, n + 1
    linked = words.low(end) in _AND
    m = end + linked
    tail = _small(words, m)
    if tail is None and linked and not spelled and words.low(m).isdecimal():
        tail = Part(Fraction(int(words.low(m)[:3])), m + 1) if len(words.low(m)) < 3 else None
    if tail is None or words.low(words.past_hyphen(tail.end)) == "hundred":
        return Part(value, end)
    if _splits_ordinal(words, m, tail.end, linked):
        return Part(value, end)
    return Part(value + tail.value, tail.end) if tail.value else Part(value, end)


def _splits_ordinal(words: Words, first: int, end: int, linked: bool) -> bool:
    """In "hundred forty-sixths", "hundred and two thirds" the tail counts for the fraction."""
    below = words.low(words.past_hyphen(end))
    if end > first + 1:
        return False
    if linked:
        return words.low(first) in UNITS and below in _DENOMINATORS
    return words.low(first) in TENS and below.removesuffix("s") in _LAST_DIGIT


def _decimals(words: Words, whole: Part) -> Part | None:
    """ "eight point zero six": each word after the point adds its digits."""
    n, spoken = whole.end, ""
    if words.low(n) != "point":
        return None
    n += 1
    while len(spoken) < 10:
        small = _small(words, n)
        if small is None:
            break
        spoken += str(small.value)
        n = small.end
    return Part(whole.value + Fraction(f"0.{spoken}"), n) if spoken else None


def _scale_word(words: Words, n: int) -> Part | None:
    """One or more magnitudes in a row: "million", "lakh crore", "dozen"."""
    if words.low(n) in _DOZEN:
        return Part(Fraction(12), n + 1)
    scale = _SCALES.get(words.low(n))
    if scale is None:
        return None
    following = _SCALES.get(words.low(n + 1))
    if following and following >= scale:
        return Part(Fraction(scale * following), n + 2)
    return Part(Fraction(scale), n + 1)


def _chain(words: Words, first: Part) -> Part | None:
    """Parts of falling magnitude: "six billion seven hundred". None without magnitude."""
    spelled = not words.is_figure(first.end - 1)
    part = _hundred_tail(words, first, spelled)
    hundred = part.end > first.end
    scale = _scale_word(words, words.past_hyphen(part.end))
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
    linked = words.low(n + comma) in _AND
    m = n + comma + linked
    part = _hundreds(words, m)
    if part is None:
        part = _figure_step(words, m) if not (comma or linked) else None
    if part is None:
        return None
    scale = _scale_word(words, words.past_hyphen(part.end))
    size = scale.value if scale else Fraction(1)
    if size >= limit or (comma and part.value * size < 100) or (scale and size == 12):
        return None
    return _Step(Part(part.value * size, scale.end if scale else part.end), size)


def _figure_step(words: Words, n: int) -> Part | None:
    """ "7 thousand 2 hundred": a later part in figures needs a magnitude of its own."""
    if not (words.low(n).isdecimal() and len(words.low(n)) < 4):
        return None
    base = Part(Fraction(int(words.low(n))), n + 1)
    part = _hundred_tail(words, base, spelled=False)
    return part if part.end > base.end or words.low(base.end) in _SCALES else None


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
    if low not in _PARTITIVE:
        return None
    part = Part(Fraction(1, _ORDINALS[low]), n + 1)
    return part if low == "half" or _of_scale(words, part) != part else None


def _numbered(words: Words, n: int) -> Part | None:
    """ "a third", "two thirds", "forty-one sixths", "four thirty-firsts"."""
    if words.low(n) in ARTICLES and words.low(n + 1) not in ("hundred", *SCALE_WORDS):
        above: Part | None = Part(Fraction(1), n + 1)
    else:
        base = _hundreds(words, n)
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
    if low in _DENOMINATORS:
        return Part(Fraction(_DENOMINATORS[low]), n + 1)
    m = words.past_hyphen(n + 1)
    last = words.low(m).removesuffix("s")
    if low in TENS and last in _LAST_DIGIT:
        return Part(Fraction(TENS[low] + _LAST_DIGIT[last]), m + 1)
    return None


def _and_fraction(words: Words, n: int) -> Part | None:
    """ "and a half", "and three quarters" at `n`."""
    if words.low(n) not in _AND:
        return None
    article = words.low(n + 1) in ARTICLES
    above = Part(Fraction(1), n + 2) if article else _small(words, n + 1)
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
    scale = _scale_word(words, words.past_hyphen(n))
    return Part(part.value * scale.value, scale.end) if scale else part
