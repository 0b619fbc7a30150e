"""The result of each claim of a session, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from claims.scales import Shelf, Tone
from store.minutes.values import MinutedResult
from store.queries.team import adjudications, session_ballots
from store.state.ballots import Outcome
from store.state.session import Session

_REPLACED = Outcome(None, open="its wording was replaced")


class Results:
    """The results of one session, by claim."""

    def __init__(
        self, conn: sqlite3.Connection, session: Session, shelf: Shelf, names: Mapping[str, str]
    ) -> None:
        self._outcomes = session_ballots.outcomes(conn, session)
        self._ballots = session_ballots.every_ballot(conn, session)
        rulings = [
            ruling
            for claim in self._outcomes
            for ruling in adjudications.rulings(conn, claim)
            if ruling.session == session.uid
        ]
        self._rulings = {ruling.claim: ruling for ruling in rulings}
        self._shelf, self._scale, self._names = shelf, session.scale, names

    def of(self, claim: int) -> MinutedResult:
        outcome = self._outcomes.get(claim, _REPLACED)
        ruling = self._rulings.get(claim)
        ballots = self._people(self._ballots.get(claim, {}))
        if outcome.status is None:
            tone = Tone.WARN if len(ballots) > 1 else Tone.TODO
            return MinutedResult("", "", outcome.open, tone, ballots)
        found = self._shelf.find(outcome.status, self._scale)
        return MinutedResult(
            self._shelf.label(outcome.status, self._scale),
            outcome.how,
            "",
            found.tone if found else Tone.MUTED,
            ballots,
            ruling.reviewer if ruling else "",
            ruling.contested if ruling else False,
        )

    def _people(self, ballots: Mapping[str, str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Who stands for which verdict, the one with the most first."""
        by_status: dict[str, list[str]] = {}
        for who, status in ballots.items():
            by_status.setdefault(status, []).append(self._names.get(who, who[:8]))
        most_first = sorted(by_status.items(), key=lambda item: (-len(item[1]), item[0]))
        return tuple(
            (self._shelf.label(status, self._scale), tuple(who)) for status, who in most_first
        )
