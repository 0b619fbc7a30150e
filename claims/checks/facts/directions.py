"""The direction that a text gives an amount: up, down, or unchanged."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.checks.facts.amount import Amount
from claims.checks.facts.prepared_text import Statement
from claims.checks.quantity.derivations import DOWN, UP
from claims.model import Span
from claims.reading.english.function_words import word_set

_WORD = re.compile(r"[^\W\d_]+")
_MORE_UP = word_set(
    "longer later larger bigger wider faster widened improved raised raise raises gained advance "
    "extended delayed strengthened doubled tripled rising growing climbing accelerated"
)
_MORE_DOWN = word_set(
    "shorter earlier smaller narrower slower narrowed eased slowed worsened weakened halved shrink "
    "shrunk slid slide slides slipping falling dropping declining dip dipped sank sink fewest "
    "advanced below under short cut cuts decreasing retreated minus"
)
_UPS = (UP | _MORE_UP) - {"advanced"}
_DOWNS = (DOWN | _MORE_DOWN) - {"advanced"}
_BEFORE, _BEHIND = 3, 1


class Direction(NamedTuple):
    """Up (1), down (-1) or neither (0), and the words that say so together with the amount."""

    sign: int
    span: Span


def direction(text: str, statement: Statement, amount: Amount) -> Direction:
    """The direction that the words beside an amount give it."""
    if amount.sign:
        return Direction(amount.sign, amount.span)
    part = statement.part_at(amount.span.start)
    start = statement.cuts[part - 1] if part else statement.span.start
    end = statement.cuts[part] if part < len(statement.cuts) else statement.span.end
    before = list(_WORD.finditer(text, start, amount.span.start))[-_BEFORE:]
    behind = list(_WORD.finditer(text, amount.span.end, max(end, amount.span.end)))[:_BEHIND]
    for word in (*reversed(before), *behind):
        low = word[0].lower()
        if low in _UPS or low in _DOWNS:
            first, last = min(word.start(), amount.span.start), max(word.end(), amount.span.end)
            return Direction(1 if low in _UPS else -1, Span(first, last))
    return Direction(0, amount.span)
