"""Ways in which a figure goes wrong in copying: digits turned round, one changed, a magnitude.

Two figures that a slip sets apart are likely to be told of one thing, so less is asked of the words
around them.
"""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\d+")
_ENOUGH = 3  # digits, from which one that differs is a slip and no other figure


def significant(written: str) -> str:
    """The digits of a figure without leading and trailing zeros: "240" and "2.40" are "24"."""
    return "".join(_DIGITS.findall(written)).strip("0")


def is_slip(one: str, other: str) -> bool:
    """Whether two written figures are a slip apart.

    >>> is_slip("2.74 billion", "2.47 billion"), is_slip("5 million", "5 billion")
    (True, True)
    """
    left, right = significant(one), significant(other)
    if not left or not right:
        return False
    if left == right:
        return len(left) > 1 or one.split()[-1:] != other.split()[-1:]
    if len(left) != len(right):
        return False
    apart = sum(a != b for a, b in zip(left, right, strict=True))
    turned = len(left) > 1 and apart == 2 and sorted(left) == sorted(right)
    return turned or (apart == 1 and len(left) >= _ENOUGH)


def patterns(written: str) -> set[str]:
    """Keys of which two figures that a slip sets apart share one: "2?4", the digits in order."""
    digits = significant(written)
    if not digits:
        return set()
    found = {"".join(sorted(digits))}
    if _ENOUGH <= len(digits) <= _LONGEST:
        found |= {f"{digits[:n]}?{digits[n + 1 :]}" for n in range(len(digits))}
    return found


_LONGEST = 12
