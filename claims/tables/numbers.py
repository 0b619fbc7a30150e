"""The numbers in the cells of a column, which is read in one way: 1,234.5 or 1.234,5.

A column that mixes both is refused rather than guessed, because a wrong guess is a thousand times
wrong. Signs for "no figure" and marks of footnotes and of provisional figures are no part of a
number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from claims.intake import Refused

MISSING = frozenset(
    {
        "", "-", "–", "—", "--", "---", ".", "..", "...", "…", "n/a", "na", "n.a.", "n.d.", "n.v.",
        "#n/a", "nan", "null", "none", ":", "x", "/", "•", "•••", "[x]", "[z]", "[c]", "[w]", "[u]",
        "(x)", "(d)", "(s)", "(na)", "(z)", "nil", "missing", "not available", "k.a.", ": c", ":c",
        ": u", ":u", "n.s.", "[low]", "z", "\\", "?",
    }
)  # fmt: skip
POINTED, COMMAED, EITHER = "1,234.5", "1.234,5", "either"
_GROUP = re.compile(r"(?<=\d)[ \u00a0\u202f\u2009'’](?=\d{3}(?!\d))")
_POINT = re.compile(r"\d+(\.\d+)?|\d{1,3}(,\d{3})+(\.\d+)?|\d{1,2}(,\d\d)+,\d{3}(\.\d+)?|\.\d+")
_COMMA = re.compile(r"\d+(,\d+)?|\d{1,3}(\.\d{3})+(,\d+)?|,\d+")
_DECOR = re.compile(
    r"[\s%€£¥₽₹₩*†‡§¶#¹²³⁴⁵⁶⁷⁸⁹⁰]|(?:US|A|C|NZ|HK|R)?\$|\b(?:EUR|USD|GBP|CNY|Rs\.?)\b"
)
_MARK = re.compile(
    r"(?<=[\d%])(?:\s*\[[^\]]{1,3}\]|\s*\([a-zA-Z]{1,2}\)|\s+(?:[bcdefinpqrsuz]|bp|ep|pr|pe|eb|er)"
    r"|[cdefinpqrsuz]|\s*p\.\s?p\.|\s*pp|\s\d\))$"
)
_LONGEST = 40

Bare = tuple[str, bool]


def bare(text: str) -> Bare:
    """The digits of a cell with their separators, and whether it is negative."""
    if len(text) > _LONGEST or not any(char.isdecimal() for char in text):
        return text, False
    digits = _DECOR.sub("", _GROUP.sub("", _MARK.sub("", text.strip())))
    if digits.startswith("(") and digits.endswith(")"):
        return digits[1:-1], True
    if digits[:1] in "-−–":
        return digits[1:], True
    return digits.removeprefix("+"), False


def is_missing(text: str) -> bool:
    low = text.strip().lower()
    return low in MISSING or not low.strip("*")


def is_number(text: str) -> bool:
    return any(char.isdecimal() for char in text) and bool(ways(bare(text)[0]))


def ways(digits: str) -> frozenset[str]:
    """The ways of writing that `digits` can be a number in."""
    pointed = {POINTED} if _POINT.fullmatch(digits) else set()
    return frozenset(pointed | {COMMAED} if _COMMA.fullmatch(digits) else pointed)


def way_of(label: str, texts: Sequence[str], plain: Sequence[Bare]) -> str:
    """How the column writes numbers: one way, `EITHER`, or "" for a column of words.

    Raises: `Refused` where it mixes both.
    """
    told = [digits for text, (digits, _) in zip(texts, plain, strict=True) if not is_missing(text)]
    numbers = [found for digits in told if (found := ways(digits))]
    if not numbers or len(numbers) * 2 < len(told):
        return ""
    common = frozenset.intersection(*numbers)
    if not common:
        raise Refused(f"column “{label}” mixes {POINTED} and {COMMAED}; write its numbers one way")
    return next(iter(common)) if len(common) == 1 else EITHER


def value(digits: str, minus: bool, way: str) -> Decimal | None:
    if way not in ways(digits):
        return None
    plain = digits.replace(",", "") if way == POINTED else digits.replace(".", "").replace(",", ".")
    return Decimal(("-" if minus else "") + plain)


_SIZES = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "mio": 6, "million": 6, "bn": 9, "b": 9, "mrd": 9,
    "billion": 9, "tn": 12, "trn": 12, "trillion": 12,
}  # fmt: skip
_SIZED = re.compile(r"(.*\d)\s?([a-zA-Z]{1,8})\.?")


def sized(texts: Sequence[str]) -> list[tuple[str, int]] | None:
    """Cells that tell their own magnitude ("$1.2bn") without it, and its power of ten.

    None where not all figures of the column do: a bare one would be another size.
    """
    found = [_sized(text) for text in texts]
    told = [part for part, text in zip(found, texts, strict=True) if is_number(part[0])]
    if not any(power for _, power in told):
        return None
    return found if all(power or digits.strip("0.,") == "" for digits, power in told) else None


def _sized(text: str) -> tuple[str, int]:
    match = _SIZED.fullmatch(text) if len(text) <= _LONGEST else None
    power = _SIZES.get(match[2].lower(), 0) if match else 0
    return (match[1], power) if match and power else (text, 0)
