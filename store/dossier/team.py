"""The teamwork in a dossier: adjudications, results of sessions, comments.

It is read once an article, so that a claim costs a few look-ups, and nothing where nobody works as
a team. Of several adjudications one stands, and it is found here: the newest, unless a session that
began after it has closed with a result.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from claims.scales import Scale
from store.dossier.values import (
    Claim,
    ClaimResult,
    DossierJudgement,
    DossierRuling,
    DossierSession,
    Scope,
    joint,
)
from store.file.protected_names import Names
from store.queries import known_reviewers, known_scales, known_sources
from store.queries.event_words import status_label
from store.queries.team import adjudications, comment_threads, session_ballots, session_rows
from store.queries.team.comment_threads import Comment, Thread
from store.state import attribution
from store.state.ballots import Outcome, most_first
from store.state.session import Session


class Ballots(NamedTuple):
    """How a session came out: by claim its result, and who stands for which status, by id."""

    session: Session
    outcomes: Mapping[int, Outcome]
    cast: Mapping[int, Mapping[str, str]]


class Teams:
    """Reads the teamwork on one article after another, for one scope."""

    def __init__(self, conn: sqlite3.Connection, scope: Scope, hidden: Names) -> None:
        self._conn, self._scope, self._hide = conn, scope, hidden.hide
        self.people = known_reviewers.reviewer_names(conn)
        self.sources = known_sources.names(conn)
        self.scales = known_scales.known(conn)
        self._streams = (
            session_rows.streams_of(conn, scope.session) if scope.session else frozenset()
        )

    def on(self, document: int) -> TeamReader | None:
        """None where no team has left anything to tell."""
        ballots = self._ballots(document)
        ruled = adjudications.rulings_on(self._conn, document, self._scope.session or None)
        said = self._said(document)
        return TeamReader(self, ruled, ballots, said) if ruled or ballots or said else None

    def meetings(self, document: int) -> list[DossierSession]:
        """The sessions of the scope about an article, the oldest first."""
        return [
            DossierSession(
                session._replace(title=self._hide(session.title)),
                tuple(member.name for member in session_rows.members(self._conn, session)),
                {} if session.blind else self._counted(session),
            )
            for session in session_rows.sessions_on(self._conn, document)
            if self._scope.session in ("", session.uid)
        ]

    def _counted(self, session: Session) -> dict[str, int]:
        found = session_ballots.outcomes(self._conn, session).values()
        return dict(Counter(one.how or "open" for one in found).most_common())

    def _ballots(self, document: int) -> Ballots | None:
        """Those of the session that counts: for a final view one that is open and revealed, else
        the one that closed last. While something is blind nothing is counted that still moves."""
        scope = self._scope
        if scope.narrows and not scope.final:
            return None
        known = [
            one
            for one in session_rows.sessions_on(self._conn, document)
            if scope.session in ("", one.uid)
        ]
        shown = scope.final and not any(one.blind for one in known)
        moving = [one for one in known if one.open and shown]
        ended = sorted((one for one in known if not one.open), key=attrgetter("closed_at"))
        for session in (moving or ended)[-1:]:
            outcomes = session_ballots.outcomes(self._conn, session)
            return Ballots(session, outcomes, session_ballots.every_ballot(self._conn, session))
        return None

    # --- comments ---

    def _said(self, document: int) -> dict[int, tuple[Thread, ...]]:
        """The comment threads of the scope, by claim; none where the scope chooses by source."""
        scope = self._scope
        if scope.source:
            return {}
        found: dict[int, list[Comment]] = {}
        for one in comment_threads.on_article(self._conn, document):
            if one.at >= scope.since and scope.reviewer in ("", one.uid) and self._in_session(one):
                text = "" if one.withdrawn else self._hide(one.text)
                found.setdefault(one.claim, []).append(one._replace(text=text))
        return {claim: tuple(comment_threads.threaded(known)) for claim, known in found.items()}

    def _in_session(self, comment: Comment) -> bool:
        """A comment was made in the session in whose stream it stands."""
        return not self._scope.session or comment.id.partition(":")[0] in self._streams

    # --- what becomes a judgement ---

    def verdict(
        self, session: Session, status: str, people: Sequence[str], like: Claim
    ) -> ClaimResult:
        """The result that `people` stand for, with their other values as far as they agree."""
        alike = [
            one
            for one in like.judgements
            if (one.scale, one.status) == (session.scale, status) and one.reviewer in people
        ]
        at = session.closed_at or session.voted_at or session.revealed_at or session.created_at
        held = joint(alike) if alike else DossierJudgement("", reviewed_at=at)
        return ClaimResult(
            self._named(held, status, session.scale)._replace(
                reviewer=", ".join(people), shared_by=tuple(people)
            ),
            session.rule.value,
        )

    def ruling(self, found: adjudications.Ruling, claim: Claim) -> DossierRuling:
        """The adjudication as a judgement: with the other values of the reviewer it takes, else of
        all who hold the same verdict; where nobody does, with the source that all name."""
        alike = [j for j in claim.judgements if (j.scale, j.status) == (found.scale, found.status)]
        taken = [j for j in alike if j.reviewer == found.takes] or alike
        held = joint(taken) if taken else _source_of(claim.judgements)
        if found.attributions:
            plain = [one.plain for one in found.attributions]
            said = json.dumps(plain, sort_keys=True, ensure_ascii=False)
            held = held._replace(
                spoken=said,
                source=attribution.speakers(found.attributions, self.sources),
                chain=attribution.chains(found.attributions, self.sources),
            )
        held = self._named(held, found.status, found.scale)._replace(
            reviewer=found.reviewer, shared_by=(), reviewed_at=found.at, adjudicated=True
        )
        tally = most_first(found.tally)
        return DossierRuling(
            held,
            found.reason,
            self._hide(found.note),
            found.takes,
            tally,
            ", ".join(f"{n} {self._label(status, found.scale)}" for status, n in tally.items()),
            found.contested,
            found.session,
        )

    def _named(self, held: DossierJudgement, status: str, scale: str | None) -> DossierJudgement:
        known: Scale | None = self.scales.get(scale or "")
        verdict = known.get(status) if known else None
        return held._replace(status=status, scale=scale, verdict=verdict)

    def _label(self, status: str, scale: str | None) -> str:
        return status_label(status, scale, self.scales)


class TeamReader:
    """The teamwork on one article."""

    def __init__(
        self,
        teams: Teams,
        ruled: Mapping[int, adjudications.Ruling],
        ballots: Ballots | None,
        said: Mapping[int, tuple[Thread, ...]],
    ) -> None:
        self._teams, self._ruled, self._ballots, self._said = teams, ruled, ballots, said

    def told(self, claim: Claim) -> Claim:
        """`claim` with the team's adjudication, result and comments."""
        result, found = self._result(claim), self._ruled.get(claim.id)
        if found and self._overtaken(found, result):
            found = None
        ruling = self._teams.ruling(found, claim) if found else None
        return claim._replace(ruling=ruling, result=result, comments=self._said.get(claim.id, ()))

    def _result(self, claim: Claim) -> ClaimResult | None:
        """The session's result on a claim; None where it has no ballot on it."""
        ballots = self._ballots
        cast = ballots.cast.get(claim.id) if ballots else None
        outcome = ballots.outcomes.get(claim.id) if ballots else None
        if not (ballots and cast and outcome) or outcome.how == "adjudicated":
            return None
        if outcome.status is None:
            return ClaimResult(None, ballots.session.rule.value, outcome.open)
        names = self._teams.people
        people = sorted(names[uid] for uid, status in cast.items() if status == outcome.status)
        return self._teams.verdict(ballots.session, outcome.status, people, claim)

    def _overtaken(self, found: adjudications.Ruling, result: ClaimResult | None) -> bool:
        """Whether a session begun after an adjudication has closed with a result of its own."""
        if not (self._ballots and result and result.held):
            return False
        return self._ballots.session.stands_above(found.session, found.at)


def _source_of(held: Iterable[DossierJudgement]) -> DossierJudgement:
    """A judgement without reviewer or verdict, with the source on which all who name one agree."""
    named = [one for one in held if one.spoken != "[]"]
    if len({one.spoken for one in named}) != 1:
        return DossierJudgement("")
    return DossierJudgement(
        "", source=named[0].source, chain=named[0].chain, spoken=named[0].spoken
    )
