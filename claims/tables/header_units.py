"""The unit that a header, a caption or an argument names: "billion US dollars", "USD mn", "%".

A unit is read only from words that can be nothing else where they stand: any unit in brackets or
behind a comma, elsewhere currencies, percentages and magnitudes in full. A bare header "won" is a
column of games.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.reading.english.function_words import word_set
from claims.reading.quantities.currencies import (
    CURRENCY_CODES,
    CURRENCY_SYMBOLS,
    DOLLAR_PREFIXES,
    currency,
)
from claims.reading.quantities.units import PERCENT, measure

_MAGNITUDES = {
    "thousand": 3, "thousands": 3, "000": 3, "000s": 3, "'000": 3, "k": 3, "ths": 3, "tsd": 3,
    "lakh": 5, "lakhs": 5, "crore": 7, "crores": 7,
    "million": 6, "millions": 6, "mn": 6, "mln": 6, "mio": 6, "mm": 6, "m": 6, "mil": 6,
    "billion": 9, "billions": 9, "bn": 9, "bln": 9, "b": 9, "trillion": 12, "trillions": 12,
    "tn": 12, "trn": 12, "tln": 12,
}  # fmt: skip
_SHORT = frozenset({"k", "m", "b", "mm", "mil", "000"})
_AMBIGUOUS = word_set("won marks mark som real rand kip sen lev lei buck bucks pound")
_TOKEN = re.compile(r"[A-Za-z.]*\$|'?\d+s?|[^\W\d_]+(?:\.[A-Za-z])*|[%€£¥₽₹₩°]")
_PART = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|,\s*([^,]*)$|\bin ([^,()]*)$|[-–—:]\s+([^-–—:]*)$")


class Unit(NamedTuple):
    """A unit (an ISO 4217 code, `%`, a word; empty if not told) and the power of ten it counts in.

    `power` is None where no magnitude is told.
    """

    name: str = ""
    power: int | None = None
    words: frozenset[str] = frozenset()


def unit_of(label: str) -> Unit:
    """The unit that a header or a caption names.

    >>> unit_of("exports (billion US dollars)")[:2]
    ('USD', 9)
    """
    for match in _PART.finditer(label):
        found = _read(next((part for part in match.groups() if part), ""), strict=False)
        if found.name or found.power is not None:
            return found
    return _read(label, strict=True)


# "100 million yuan", "10,000 tonnes": a power of ten before the unit; "per 100,000" is a rate.
_TENS = re.compile(r"\s*(1(?:0{1,2})?(?:[ \u00a0\u202f,.]?000)*)\b(?!\s*=)(?=\s*[^\W\d_%])")
_RATE = re.compile(r"\bper\s+1(?:0{1,2})?(?:[ \u00a0\u202f,.]?000)*\b")


def _read(text: str, strict: bool) -> Unit:
    if _RATE.search(text) is not None:
        return Unit("", 0, frozenset(word.lower() for word in _TOKEN.findall(text)))
    tens = _TENS.match(text)
    if tens is not None and (zeros := tens[1].count("0")):
        rest = _read(text[tens.end() :], strict)
        words = rest.words | {word.lower() for word in _TOKEN.findall(tens[1])}
        return Unit(rest.name, (rest.power or 0) + zeros, words)
    tokens = _TOKEN.findall(text)
    name, power, used = "", None, set[str]()
    n = 0
    while n < len(tokens):
        low = tokens[n].lower()
        if power is None and low in _MAGNITUDES and not (strict and low in _SHORT and not name):
            power = _MAGNITUDES[low]
            used.add(low)
        elif not name:
            name, size = _name(tokens, n, strict)
            used.update(token.lower() for token in tokens[n : n + size])
            n += max(0, size - 1)
        n += 1
    return Unit(name, power, frozenset(used))


def _name(tokens: list[str], n: int, strict: bool) -> tuple[str, int]:
    for size in (3, 2, 1):
        phrase = " ".join(tokens[n : n + size]).lower()
        if len(tokens) < n + size:
            continue
        name = _money(tokens[n], phrase, strict) or PERCENT.get(phrase, "")
        if not name and not (strict and (size == 1 and len(phrase) < 5)):
            name = measure(phrase)
        if name:
            return name, size
    return "", 0


def _money(token: str, phrase: str, strict: bool) -> str:
    if phrase.endswith("$"):
        return DOLLAR_PREFIXES.get(phrase[:-1], "USD")
    if strict and phrase in _AMBIGUOUS:
        return ""
    if phrase in CURRENCY_CODES and not token.isupper() and strict:
        return ""
    return currency(phrase) or currency(phrase.removesuffix("s"))


def symbol_unit(text: str) -> str:
    """The unit that a cell's own mark tells: "$240.1", "26.3%"."""
    if "%" in text:
        return "%"
    return next((CURRENCY_SYMBOLS[char] for char in text if char in CURRENCY_SYMBOLS), "")
