"""The direction that a text gives an amount: up, down, or unchanged."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.checks.facts.amount import Amount
from claims.checks.facts.prepared_text import Statement
from claims.checks.quantity.derivations import FALLS, RISES
from claims.model import Span

_WORD = re.compile(r"[^\W\d_]+")
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
        if low in RISES or low in FALLS:
            first, last = min(word.start(), amount.span.start), max(word.end(), amount.span.end)
            return Direction(1 if low in RISES else -1, Span(first, last))
    return Direction(0, amount.span)
