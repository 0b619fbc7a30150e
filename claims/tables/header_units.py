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
from claims.reading.quantities.units import PERCENT, measure, table
from claims.tables.periods import REFERENCE

_WORDS = """
3: thousand, thousands, 000, 000s, '000, k, ths, thou, tsd, tausend, mille, tys, тыс
4: 万, 萬, wan
5: lakh, lakhs, lac, lacs
6: million, millions, mn, mln, mio, mm, m, mil, millionen, millones, milioni, milhões, milj, mill
6: miljoen, млн, 百万
7: crore, crores, cr
8: 亿, 億
9: billion, billions, bn, bln, b, mrd, milliard, milliards, milliarde, milliarden, miliardi
9: miljard, mld, млрд, 十億, 十亿
12: trillion, trillions, tn, trn, tln, трлн, 万亿, 兆, billionen
"""
_MAGNITUDES = {form: int(power) for form, power in table(_WORDS).items()}
_SHORT = frozenset({"k", "m", "b", "mm", "mil", "mill", "000", "cr", "wan"})
_MERGED = {
    f"{letter}{code}": (code, power)
    for code in ("EUR", "USD", "GBP", "SEK", "NOK", "DKK", "CHF", "PLN")
    for letter, power in (("M", 6), ("m", 6), ("K", 3), ("k", 3), ("T", 3), ("Mio", 6), ("Mrd", 9))
}
_WEIGHTS = _MERGED | {
    "kt": ("tonne", 3),
    "ktonnes": ("tonne", 3),
    "Mt": ("tonne", 6),
    "Gt": ("tonne", 9),
}
_COUNTS = word_set(
    "number numbers count counts persons people anzahl nombre número numero aantal liczba units "
    "absolute headcount personen personnes cases each"
)
_MORE_WORDS = {
    "元": "CNY", "人民币": "CNY", "円": "JPY", "원": "KRW", "zł": "PLN", "kč": "CZK", "руб": "RUB",
    "dólares": "USD", "dollars": "USD", "euro's": "EUR", "prozent": "%", "pourcentage": "%",
    "porcentaje": "%", "procent": "%", "prozentpunkte": "percentage point", "tonnen": "tonne",
    "tonnes": "tonne", "toneladas": "tonne", "tonnellate": "tonne", "ton": "ton",
}  # fmt: skip
_AMBIGUOUS = word_set(
    "won marks mark som real rand kip sen lev lei buck bucks pound all try top cup mop pen mad cop "
    "sos gel bam amd"
)
_CJK = "元円万萬亿億兆百千十人民币"
_TOKEN = re.compile(
    rf"[{_CJK}]+?(?=元|円|$)|[A-Za-z.]*\$|'\d+s?|\d+(?:[,.\u00a0 ]000)+s?|\d+s?"
    r"|[^\W\d_]+(?:[.'][A-Za-z])*[23]?(?!\d)|[%€£¥₽₹₩°]"
)
_PART = re.compile(
    r"\(([^()]*)\)|\[([^\[\]]*)\]|,\s*([^,]*)$|\b(?:in|en|em) ([^,()]*)$|[-–—:]\s+([^-–—:]*)$"
)
_PER = re.compile(
    r"\b(?:per|je|pro|par|por|for every|out of)\s+(\d[\d,. \u00a0]*\d|[^\W\d_]+)"
    r"((?: [^\W\d_]+){0,3})|(?<=[^\W\d])/(\d[\d,.]*\d|[^\W\d_]+)",
    re.I,
)
_NO_RATE = word_set("cent cents centum cento ciento cientos cen month quarter")
_INDEX = re.compile(r"((?:1[5-9]|20|21)\d\d(?:-\d\d)?)\s*(?:=|≙)\s*(1(?:[,.]?000?|00))\b")
_ROUND = re.compile(r"1(0+)")
_LONGEST = 400
_ELIDED = re.compile(r"\bd['’](?=[^\W\d_])", re.IGNORECASE)


class Unit(NamedTuple):
    """A unit (an ISO 4217 code, `%`, a word; empty if not told) and the power of ten it counts in.

    `power` is None where no magnitude is told. `per` is what a rate counts for each of ("100000",
    "capita"), `base` the period in which an index is 100.
    """

    name: str = ""
    power: int | None = None
    words: frozenset[str] = frozenset()
    per: str = ""
    base: str = ""


def unit_of(label: str) -> Unit:
    """The unit that a header or a caption names.

    >>> unit_of("exports (billion US dollars)")[:2]
    ('USD', 9)
    """
    label = _ELIDED.sub("", label[:_LONGEST].replace("_", " "))
    index = _INDEX.search(label)
    plain = REFERENCE.sub(" ", label)
    rate = next((m for m in _PER.finditer(plain) if _rated(m).lower() not in _NO_RATE), None)
    per = _rated(rate) if rate else ""
    if rate:
        plain = plain[: rate.start()] + " " + plain[rate.end() :]
    found = _of_parts(plain)
    if rate or index:
        power = found.power if found.power is not None and not index else 0
        found = found._replace(power=power, per=per, base=index[1] if index else "")
        used = re.findall(r"[^\W\d_]+", rate[0].lower()) if rate else []
        found = found._replace(words=found.words | set(used))
    return found


def _rated(match: re.Match[str]) -> str:
    per = match[1] or match[3] or ""
    return re.sub(r"[ ,.\u00a0]", "", per) if per[:1].isdecimal() else per


def _of_parts(label: str) -> Unit:
    for match in _PART.finditer(label):
        found = _read(next((part for part in match.groups() if part), ""), strict=False)
        if found.name or found.power is not None:
            return found
    return _read(label, strict=True)


def _read(text: str, strict: bool) -> Unit:
    tokens = _TOKEN.findall(text)
    name, power, used = "", None, set[str]()
    n = 0
    while n < len(tokens):
        low = tokens[n].lower().removesuffix(".")
        size = 1
        magnitude = _magnitude(tokens, n, strict, bool(name))
        if magnitude is not None and power is None:
            power, size = magnitude
        elif not name and not strict and tokens[n] in _WEIGHTS and power is None:
            name, power = _WEIGHTS[tokens[n]]
        elif not name:
            name, size = _name(tokens, n, strict)
        if magnitude is not None or size > 1 or name:
            used.update(token.lower() for token in tokens[n : n + max(size, 1)])
        elif low in _COUNTS and not strict and len(tokens) <= 3:
            power, used = (0 if power is None else power), used | {low}
        n += max(1, size)
    return Unit(name, power, frozenset(used))


def _magnitude(tokens: list[str], n: int, strict: bool, named: bool) -> tuple[int, int] | None:
    """The power of ten that words tell from `n` on, and how many they are: "100 million" is 8."""
    low = tokens[n].lower()
    digits = re.sub(r"[ ,.\u00a0]", "", low.removesuffix("s"))
    following = tokens[n + 1].lower() if n + 1 < len(tokens) else ""
    if round_one := _ROUND.fullmatch(digits):
        more = _MAGNITUDES.get(following, 0) if following not in _SHORT else 0
        if more:
            return len(round_one[1]) + more, 2
        countable = not strict or bool(_name(tokens, n + 1, strict)[0])
        return (len(round_one[1]), 1) if countable and len(digits) > 2 else None
    if low == "mil" and following in ("millones", "milhões"):
        return 9, 2
    if low not in _MAGNITUDES or (strict and low in _SHORT and not named):
        return None
    if low == "thousand" and _MAGNITUDES.get(following, 0) > 3:
        return 3 + _MAGNITUDES[following], 2
    return _MAGNITUDES[low], 1


def _name(tokens: list[str], n: int, strict: bool) -> tuple[str, int]:
    for size in (3, 2, 1) if n < len(tokens) else ():
        phrase = " ".join(tokens[n : n + size]).lower()
        if len(tokens) < n + size:
            continue
        name = _money(tokens[n], phrase, strict) or PERCENT.get(phrase, "")
        name = name or _MORE_WORDS.get(phrase, "")
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
