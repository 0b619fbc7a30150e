"""Finds the figures of a text: money, percentages, ratios, measures and bare numbers.

A figure is what a fact-checker can hold against a source. Years, dates, times of day, names
("Article 5", "COVID-19") and ordinals are none. Two figures make a range only where they bound one
value ("3 to 5 per cent"): "rose from 3 to 5 per cent" tells two. The value is the one that the text
tells, in the unit that it tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from claims.model import Quantity, QuantityKind, Span
from claims.reading.english.function_words import word_set
from claims.reading.english.lowercase_words import Words
from claims.reading.quantities.amounts import BEHIND_ARTICLE, DASHES, Figure, figure_at
from claims.reading.quantities.currencies import CURRENCY_SYMBOLS, DOLLAR_PREFIXES
from claims.reading.quantities.exclusions import excluded, is_part_of_name, veto
from claims.reading.quantities.figures import MINUS
from claims.reading.quantities.hedges import hedge_before
from claims.reading.quantities.number_words import ARTICLES, STARTERS
from claims.reading.quantities.numbers import number_at

_FACTORS = {
    form: Fraction(factor)
    for factor, forms in {
        "2": "doubled doubling doubles twofold",
        "3": "tripled tripling triples trebled trebling trebles threefold",
        "4": "quadrupled quadrupling quadruples fourfold",
        "5": "quintupled quintupling quintuples fivefold",
        "10": "tenfold",
        "1/2": "halved halving halves",
    }.items()
    for form in forms.split()
}
_PLURALS = frozenset({"doubles", "triples", "halves"})
_PARTICLES = frozenset({"as", "down", "up", "over", "back"})
_NOUN_SIGNS = frozenset({"the", "s", "mixed", "in", "two", "three", "both"})
_TWICE = {"twice": 2, "double": 2, "thrice": 3, "triple": 3}
_RANGED = word_set("ranged ranging range ranges vary varied varies varying")
# "fell 2 to 50" tells a change and where it led.
_CHANGES = word_set(
    "rose fell up down gained lost surged jumped dropped climbed added eased slipped slid shed "
    "soared plunged tumbled advanced declined rallied rise fall climb drop"
)
_BIGGEST_DENOMINATOR = 10
_CANDIDATES = STARTERS | frozenset(_FACTORS) | frozenset(_TWICE) | {"percent", "percents", "per"}


class _Found(NamedTuple):
    """A figure or a range, ready but for its hedge."""

    value: Fraction
    first: int
    end: int
    unit: str
    kind: QuantityKind
    high: Fraction | None = None


def quantities(text: str, words: Words | None = None) -> tuple[Quantity, ...]:
    """The figures of `text`, in order; their spans do not overlap.

    `words` are those of `text`, for whoever has them already.
    """
    words = words or Words(text)
    found: list[Quantity] = []
    done = 0
    for n in _candidates(words):
        if n < done:
            continue
        figures, after = _read(words, n, done)
        found.extend(_quantity(words, figure) for figure in figures)
        done = max(done, after)
    return tuple(found)


def _candidates(words: Words) -> Iterator[int]:
    """The tokens that can begin a figure; of articles the few that do."""
    tokens = words.tokens
    for n in [n for n, low in enumerate(tokens) if low in _CANDIDATES or not low.isalpha()]:
        low = tokens[n]
        if low in ARTICLES:
            if tokens[n + 1] in BEHIND_ARTICLE:
                yield n
        elif low in _CANDIDATES or (tokens[n + 1] if low == "." else low)[:1].isdecimal():
            yield n


def _read(words: Words, n: int, floor: int) -> tuple[tuple[_Found, ...], int]:
    """What starts at token `n`, and the token to go on from."""
    factor = _factor(words, n) or _percent_heading(words, n)
    if factor:
        return (factor,), factor.end
    figure = figure_at(words, n, floor)
    if figure is None:
        return (), floor
    found = _ratio(words, figure) or _range(words, figure)
    if found:
        return found, found[-1].end
    vetoed = veto(words, figure) or _score(words, figure)
    if vetoed:
        return (), vetoed
    return (_single(figure),), figure.end


def _single(figure: Figure) -> _Found:
    return _Found(figure.value, figure.first, figure.end, figure.unit, figure.kind)


# ------------------------------------------------------------------------- ranges and ratios


def _range(words: Words, low: Figure) -> tuple[_Found, ...] | None:
    """Two bounds of one value; or, behind "from", the two figures of a change."""
    link = _link(words, low)
    if link is None:
        return None
    high = figure_at(words, link, link)
    if high is None and words.low(link) in CURRENCY_SYMBOLS:
        high = figure_at(words, link + 1, link)
    if high is None:
        high = _signed(words, link)
    if high is None or excluded(words, high) or excluded(words, low) or is_part_of_name(words, low):
        return None
    if low.unit and high.unit and words.low(low.first - 1) == "by" and words.low(low.end) == "to":
        return _single(low), _single(high)  # "fell by 3 per cent to 60 per cent"
    pair = _shared(low, high)
    return _bounds(words, *pair) if pair else None


def _signed(words: Words, link: int) -> Figure | None:
    """The upper figure behind a sign, a currency or both."""
    for n in range(link + 1, link + 4):
        low = words.low(n)
        if words.is_figure(n) or (low in STARTERS and low not in ("a", "an")):
            figure = figure_at(words, n, link)
            return figure if figure and figure.first == link else None
        before = words.low(n - 1)
        if not (before in MINUS or before in CURRENCY_SYMBOLS or before in DOLLAR_PREFIXES):
            break
    return None


def _link(words: Words, low: Figure) -> int | None:
    """The token behind "to", a hyphen or, after "between", "and"."""
    n = low.end
    if words.low(n) in DASHES:
        if words.low(n + 1) == "to":
            return n + 3 if words.low(n + 2) == "-" and words.glued(n + 2) else n + 2
        even = words.glued(n) == words.glued(n + 1)
        return n + 1 if even and (words.glued(n) or words.low(n) != "-") else None
    if words.low(n) == "to":
        return n + 1
    return n + 1 if words.low(n) == "and" and words.low(low.first - 1) == "between" else None


def _shared(low: Figure, high: Figure) -> tuple[Figure, Figure] | None:
    """Both bounds with the unit and the magnitude that only one of them names."""
    if not low.unit and not low.number.share:
        low = low._replace(unit=high.unit, kind=high.kind)
    elif not high.unit and low.kind is QuantityKind.MONEY:
        high = high._replace(unit=low.unit, kind=low.kind)
    if low.unit != high.unit or low.kind is not high.kind:
        return None
    plain, scale = low.number.plain, high.number.value / (high.number.plain or 1)
    if plain == low.number.value and scale > 1 and plain < high.number.plain:
        low = low._replace(value=low.value * scale)
    return low, high


def _bounds(words: Words, low: Figure, high: Figure) -> tuple[_Found, ...] | None:
    before = words.low(low.first - 1)
    ranged = words.low(low.first - 2) in _RANGED
    level = words.low(low.end) == "to" and low.kind is not QuantityKind.PERCENT
    if (before == "from" and not ranged) or (level and before in _CHANGES):
        return _single(low), _single(high)
    if low.value > high.value and (ranged or low.value < 0):
        return (_Found(high.value, low.first, high.end, low.unit, low.kind, low.value),)
    if low.value >= high.value:
        return _odds(words, low, high)
    return (_Found(low.value, low.first, high.end, low.unit, low.kind, high.value),)


def _score(words: Words, figure: Figure) -> int:
    """The token behind the score of a game or a vote, "2-1"; 0 where there is none."""
    n = figure.end
    scored = not figure.unit and words.low(n) in DASHES and words.glued(n) and words.glued(n + 1)
    return n + 2 if scored and words.is_figure(n + 1) and not words.glued(n + 2) else 0


def _odds(words: Words, low: Figure, high: Figure) -> tuple[_Found, ...] | None:
    """ "3 to 1", "3-to-1"; against more than one it is a vote, "458 to 359"."""
    if low.unit or words.low(high.first - 1) in DASHES - {"-"} or high.value != 1:
        return None
    if words.low(low.end) != "to" and words.low(low.end + 1) != "to":
        return None
    return (_Found(low.value, low.first, high.end, "", QuantityKind.RATIO),)


def _ratio(words: Words, above: Figure) -> tuple[_Found, ...] | None:
    """ "two in three", "3 out of 5", "one over three"."""
    n = above.end
    joins = {"in": n + 1, "over": n + 1, "out": n + 2}
    link = joins.get(words.low(n), 0) if not above.unit else 0
    if not link or (words.low(n) == "out" and words.low(n + 1) != "of"):
        return None
    below = figure_at(words, link, link)
    if below is None or below.unit or below.first != link or not below.value:
        return None
    if words.low(link) in ("a", "an", "half") or below.value.denominator > 1:
        return None
    if words.low(n) == "in" and (excluded(words, above) or not _is_share(above, below)):
        return None
    if words.low(n) != "over" and veto(words, below):
        return None
    return (_Found(above.value / below.value, above.first, below.end, "", QuantityKind.RATIO),)


def _is_share(above: Figure, below: Figure) -> bool:
    """Whether "two in three" can be a share: of ten at most, or of a round number."""
    if above.value >= below.value or above.value.denominator > 1:
        return False
    return below.value <= _BIGGEST_DENOMINATOR or below.value % 10 == 0


def _factor(words: Words, n: int) -> _Found | None:
    """ "doubled", "twice the", "double the"."""
    low, after = words.low(n), words.low(n + 1)
    value = None if after in _PARTICLES else _FACTORS.get(low)
    if value is None and low in _TWICE and after in ("the", "as", "what", "that", "its", "their"):
        value = Fraction(_TWICE[low])
    before = words.low(n - 1)
    if value is None or (low in _PLURALS and (before in _NOUN_SIGNS or not before[:1].isalpha())):
        return None
    return _Found(value, n, n + 1, "", QuantityKind.RATIO)


def _percent_heading(words: Words, n: int) -> _Found | None:
    """ "Per cent of 210" at the head of a line, as in a table."""
    if words.low(n) not in ("percent", "percents", "per"):
        return None
    link = n + 1 + (words.low(n) == "per")
    if words.low(n) == "per" and words.low(n + 1) not in ("cent", "cents"):
        return None
    start = words.start(n)
    if words.low(link) != "of" or words.text[:start].rpartition("\n")[2].strip():
        return None
    number = number_at(words, link + 1)
    return _Found(number.value, n, number.end, "%", QuantityKind.PERCENT) if number else None


# ------------------------------------------------------------------------------- the result


def _quantity(words: Words, found: _Found) -> Quantity:
    span = Span(words.start(found.first), words.end(found.end - 1))
    high = "" if found.high is None else decimal_text(found.high)
    hedge = hedge_before(words, found.first)[0]
    return Quantity(span, decimal_text(found.value), found.unit, found.kind, high, hedge)


def decimal_text(value: Fraction) -> str:
    """Exact decimal text; a value that never ends is rounded to ten significant digits."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest > 1:
        places = 10 + max(0, len(str(value.denominator)) - len(str(abs(value.numerator))))
    scaled = round(value * 10**places)
    text = str(abs(scaled)).rjust(places + 1, "0")
    whole, part = (text[:-places], text[-places:]) if places else (text, "")
    return ("-" if scaled < 0 else "") + (f"{whole}.{part}" if part else whole)
