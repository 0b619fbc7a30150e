"""The direction that a text gives an amount: up, down, or unchanged."""

from __future__ import annotations

import re

from claims.checks.facts.amount import Amount
from claims.checks.facts.prepared_text import Statement
from claims.checks.quantity.derivations import DOWN, UP
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


def direction(text: str, statement: Statement, amount: Amount) -> int:
    """1 where the words beside an amount say up, -1 for down, 0 where neither or both do."""
    if amount.sign:
        return amount.sign
    part = statement.part_at(amount.span.start)
    start = statement.cuts[part - 1] if part else statement.span.start
    end = statement.cuts[part] if part < len(statement.cuts) else statement.span.end
    before = _WORD.findall(text.lower(), start, amount.span.start)[-_BEFORE:]
    behind = _WORD.findall(text.lower(), amount.span.end, max(end, amount.span.end))[:_BEHIND]
    near = [word for word in (*reversed(before), *behind) if word in _UPS or word in _DOWNS]
    return 0 if not near else 1 if near[0] in _UPS else -1
