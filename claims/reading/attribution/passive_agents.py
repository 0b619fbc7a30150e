"""The agent of a passive: the noun phrase behind "by", and the token at which it ends."""

from __future__ import annotations

from typing import NamedTuple

from claims.reading.english.function_words import DAYS, FINITE, word_set
from claims.reading.english.noun_phrases import Phrase
from claims.reading.english.tokens import TokenRun


class Agent(NamedTuple):
    """What "by" names, and the token behind it."""

    phrase: Phrase
    end: int


def agent_at(passage: TokenRun, n: int) -> Agent | None:
    """The noun phrase behind "by" at token `n`."""
    if passage.low(n) != "by":
        return None
    first = n + 1
    last = first
    while last < len(passage) and last - first < 14 and not _ends_agent(passage, last, first):
        last += 1
    if last == first or passage.low(first).endswith("ing"):
        return None
    return Agent(Phrase(first, last - 1), last)


def _ends_agent(passage: TokenRun, n: int, first: int) -> bool:
    token = passage[n]
    if token.quoted or token.text in (",", ";", ":", ".", "(", ")", "—", "–", "--", "?", "!"):
        return True
    if token.low in _BEHIND_AGENT:
        return n > first
    ends = token.low in ("in", "for", "with") or token.low in DAYS | FINITE | {"said", "says"}
    return n > first and ends


_BEHIND_AGENT = word_set(
    "as that to on when while who after during over about whether if why how what"
)
