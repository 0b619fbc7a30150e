"""Number words and what they stand for: "forty-two", "eight hundred and five", "million"."""

from __future__ import annotations

from fractions import Fraction

from claims.reading.english.lowercase_words import HYPHENS, Words
from claims.reading.quantities.figures import VULGAR, Part
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
LAST_DIGIT = _counted("first second third fourth fifth sixth seventh eighth ninth", 1)
ORDINALS = _counted(_TEENTHS, 3) | {
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
DENOMINATORS = ORDINALS | {f"{word}s": n for word, n in ORDINALS.items()} | {"halves": 2}
_DOZEN = frozenset({"dozen", "dozens"})
SCALES = SCALE_WORDS | {f"{word}s": n for word, n in SCALE_WORDS.items()}
AND = frozenset({"and", "&"})
ARTICLES = frozenset({"a", "an"})
PARTITIVE = frozenset({"half", "quarter"})
STARTERS = frozenset(UNITS) | frozenset(TENS) | frozenset(VULGAR) | PARTITIVE | ARTICLES
# What makes a number of an article: "a dozen", "a third", "a-hundred".
COUNTED_BY_ARTICLE = (
    frozenset({"hundred", "dozen", *SCALE_WORDS, *HYPHENS}) | frozenset(DENOMINATORS) | TENS.keys()
)


def small_number(words: Words, n: int) -> Part | None:
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


def hundreds(words: Words, n: int) -> Part | None:
    """Below a thousand, or "eighty-four hundred"; with an article only before a magnitude."""
    if words.low(n) in ARTICLES:
        following = words.low(n + 1)
        known = following == "hundred" or following in SCALE_WORDS or following == "dozen"
        base = Part(Fraction(1), n + 1) if known else None
    else:
        base = small_number(words, n)
    return hundred_tail(words, base, spelled=True) if base else None


def hundred_tail(words: Words, base: Part, spelled: bool) -> Part:
    """`base` hundreds and what follows: "hundred and five", after figures "hundred and 14"."""
    n = words.past_hyphen(base.end)
    if words.low(n) != "hundred":
        return base
    value, end = base.value * 100, n + 1
    linked = words.low(end) in AND
    m = end + linked
    tail = small_number(words, m)
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
        return words.low(first) in UNITS and below in DENOMINATORS
    return words.low(first) in TENS and below.removesuffix("s") in LAST_DIGIT


def scale_word(words: Words, n: int) -> Part | None:
    """One or more magnitudes in a row: "million", "lakh crore", "dozen"."""
    if words.low(n) in _DOZEN:
        return Part(Fraction(12), n + 1)
    scale = SCALES.get(words.low(n))
    if scale is None:
        return None
    following = SCALES.get(words.low(n + 1))
    if following and following >= scale:
        return Part(Fraction(scale * following), n + 2)
    return Part(Fraction(scale), n + 1)
