"""The rules of a session that turn ballots into a result. Pure.

A ballot is a reviewer's vote on a claim, or, until one is cast, the verdict that this reviewer
holds: nobody has to say twice what nobody disputes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from store.state.session import Rule

Ballots = Mapping[str, str]
"""Status by reviewer; who holds none has cast none."""


class Outcome(NamedTuple):
    """The result on a claim, or why there is none. `how` is the rule that carried it, or
    "adjudicated"; `open` says in words what is missing."""

    status: str | None
    how: str = ""
    open: str = ""


def tally(ballots: Ballots) -> dict[str, int]:
    """How many hold which status, the most first; ties in the order of their names."""
    return most_first(Counter(ballots.values()))


def most_first(counts: Mapping[str, int]) -> dict[str, int]:
    """`counts` with the largest first; ties in the order of their names."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def majority(counts: Mapping[str, int]) -> str | None:
    """The status of more than half of the ballots, if there is one."""
    total = sum(counts.values())
    return next((status for status, n in counts.items() if 2 * n > total), None)


def decide(
    rule: Rule,
    votes: int,
    ballots: Ballots,
    *,
    second: frozenset[str] = frozenset(),
    adjudicated: str | None = None,
) -> Outcome:
    """The result on one claim.

    `votes` is how many ballots a verdict needs; a status of `second` needs two at least. The
    adjudicated verdict stands above every rule. Under `editor`, what all agree on stands, and the
    editor decides where they differ.
    """
    if adjudicated is not None:
        return Outcome(adjudicated, "adjudicated")
    counts = tally(ballots)
    if not counts:
        return Outcome(None, open="nobody has judged it")
    carried = majority(counts)
    if len(counts) > 1 and (rule is not Rule.MAJORITY or carried is None):
        return Outcome(None, open=_differ(rule))
    status = carried or next(iter(counts))
    needed = max(votes, 2) if status in second else votes
    if counts[status] < needed:
        return Outcome(None, open=_short(counts[status], needed))
    return Outcome(status, rule.value)


def _differ(rule: Rule) -> str:
    if rule is Rule.EDITOR:
        return "the editor has to decide"
    return "no verdict has a majority" if rule is Rule.MAJORITY else "the verdicts differ"


def _short(there: int, needed: int) -> str:
    if there == 1 and needed == 2:
        return "it needs a second pair of eyes"
    return f"it has {there} of the {needed} votes it needs"
