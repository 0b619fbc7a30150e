"""The values that the minutes of a session are made of; `record` reads them, `sections` tells them.

Statuses are labels here, as their scale calls them. Times are as stored.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from claims.scales import Tone
from store.queries.articles import Article
from store.queries.team.comment_threads import Thread
from store.queries.team.team_agreement import Agreements
from store.state.session import Member, Session


class Stage(StrEnum):
    """When something was done: while nobody saw the others' work, in the open, after the close."""

    BLIND = "blind"
    OPEN = "open"
    LATE = "late"


class Stand(NamedTuple):
    """What a reviewer held on a claim; `label` is the verdict, empty for none."""

    who: str
    label: str
    source: str
    attribution: str
    confidence: str
    claim_reviewed: str
    justification: str
    at: str
    carried: bool = False  # from an earlier version of the article


class MinutedAct(NamedTuple):
    """An entry of the log. `tally` is how the ballots stood just before, most first, None where
    that was not counted, and `majority` the verdict that more than half of them had.

    `superseded`: the same reviewer set something else later. `claim` is a number, or empty.
    """

    event: str
    at: str
    who: str
    kind: str
    what: str
    stage: Stage
    claim: str = ""
    tally: tuple[tuple[str, int], ...] | None = None
    majority: str = ""
    superseded: bool = False


class MinutedResult(NamedTuple):
    """The result of a claim: a verdict and how, or in `open` what is missing. `ballots` say who
    stands for what: the vote, else the verdict held."""

    label: str
    how: str
    open: str
    tone: Tone
    ballots: tuple[tuple[str, tuple[str, ...]], ...] = ()
    adjudicator: str = ""
    contested: bool = False
    after_close: bool = False

    @property
    def split(self) -> bool:
        return len(self.ballots) > 1


class Discussed(NamedTuple):
    """A claim about which anything was held or said.

    `opening` is what the members held at the reveal (where nothing was blind, at the beginning),
    `closing` at the end. `disputed` is False where all agreed all the time and nobody had more to
    say than a judgement.
    """

    number: str
    start: int
    end: int
    exact: str
    active: bool
    opening: tuple[Stand, ...]
    closing: tuple[Stand, ...]
    acts: tuple[MinutedAct, ...]
    threads: tuple[Thread, ...]
    queries: tuple[tuple[str, str], ...]  # who, what: those that are open
    result: MinutedResult
    disputed: bool


class MinutedStep(NamedTuple):
    what: str
    at: str
    who: str


class Spent(NamedTuple):
    """A reviewer's acts in the session and the time between them, in seconds."""

    who: str
    role: str
    acts: int
    seconds: int


class Minutes(NamedTuple):
    """A session as its log tells it. `untouched` are the numbers of claims that nobody judged;
    `others` what was done to the article as a whole, or by a step of the session."""

    session: Session
    article: Article
    text: str
    scale: str
    host: str
    members: tuple[Member, ...]
    steps: tuple[MinutedStep, ...]
    claims: tuple[Discussed, ...]
    untouched: tuple[str, ...]
    others: tuple[MinutedAct, ...]
    late: tuple[MinutedAct, ...]
    agreements: Agreements
    spent: tuple[Spent, ...]
    digest: str
