"""The session about an article as its screen shows it, read at once.

What this reviewer may not know yet is not in it: the queries hide it, and where they do, the counts
and the list of disagreements are left out whole.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from claims.agreement.values import Disagreement
from claims.scales import Scale, Shelf
from claims.text import one_line
from store.log import blinds, kinds
from store.queries import claim_rows, known_reviewers, known_scales
from store.queries.team import (
    agreement_figures,
    at_work,
    progress,
    roles,
    session_ballots,
    session_rows,
    team_agreement,
)
from store.queries.team.team_agreement import Agreements, Compared, Field
from store.state.ballots import Outcome
from store.state.session import Phase, Session, Workflow


class Person(NamedTuple):
    """A member, or a reviewer with the article open. `decided` is None where it is hidden."""

    name: str
    role: str
    member: bool
    me: bool
    here: bool
    number: str = ""
    decided: int | None = None
    of: int = 0


class OverviewFigure(NamedTuple):
    """How far one field is agreed on, before and after; `why` there is no figure."""

    field: str
    percent: tuple[str, ...]
    alpha: tuple[str, ...]
    why: str = ""


class Dispute(NamedTuple):
    """A claim on which members differ. `about` is the field, `says` who says what, `counts` how
    many, `result` what the session comes to."""

    claim: int
    number: str
    exact: str
    about: str
    says: str
    counts: str
    result: str


class SessionOverview(NamedTuple):
    """`hidden`: this reviewer may not know yet what others hold, so `states` show their own work
    only and there are no figures. `conducts`: this reviewer takes the session from phase to phase.
    """

    session: Session
    host: str
    scale: str
    hidden: bool
    conducts: bool
    people: tuple[Person, ...]
    states: Mapping[Workflow, int]
    moments: tuple[str, ...]
    figures: tuple[OverviewFigure, ...]
    disputes: tuple[Dispute, ...]

    @property
    def joinable(self) -> bool:
        """Whether this reviewer is not in the session and could join it."""
        session = self.session
        member = any(one.me and one.member for one in self.people)
        early = session.phase in (Phase.BLIND, Phase.DISCUSS) and not session.revealed_at
        return early and not member


def read(
    conn: sqlite3.Connection, document: int, me: str, otherwise: Scale, now: int
) -> SessionOverview | None:
    """The open session about an article, else the last one; None where there never was one.

    `me` is the reviewer who looks, `otherwise` the scale outside a session, `now` in microseconds.
    """
    session = session_rows.last_on(conn, document)
    if session is None:
        return None
    hidden = session.blind and blinds.hides(conn, document)
    known = known_scales.known(conn).get(session.scale)
    states = progress.states(conn, session, me, now)
    moments, figures, disputes = ((), (), ()) if hidden else _agreed(conn, session, otherwise)
    return SessionOverview(
        session,
        known_reviewers.reviewer_names(conn).get(session.host, ""),
        known.name if known else "a scale not known here",
        hidden,
        roles.role(conn, me) in kinds.CONDUCT,
        tuple(_people(conn, session, me, now)),
        Counter(states.values()),
        moments,
        figures,
        disputes,
    )


def _people(conn: sqlite3.Connection, session: Session, me: str, now: int) -> Iterator[Person]:
    """The members in their order, then who else is here."""
    there = {one.reviewer: one for one in at_work.people(conn, session.document, me, now)}
    given = {one.uid: one.role for one in known_reviewers.everybody(conn)}
    for done in progress.members_done(conn, session, me):
        here = there.pop(done.reviewer, None)
        yield Person(
            done.name,
            given.get(done.reviewer) or "checker",
            member=True,
            me=done.reviewer == me,
            here=here is not None or done.reviewer == me,
            number=here.number if here else "",
            decided=done.decided,
            of=done.of,
        )
    for uid, one in there.items():
        role = given.get(uid) or "checker"
        yield Person(one.name, role, member=False, me=False, here=True, number=one.number)


# --- agreement -----------------------------------------------------------------------------------

Agreed = tuple[tuple[str, ...], tuple[OverviewFigure, ...], tuple[Dispute, ...]]


def _agreed(conn: sqlite3.Connection, session: Session, otherwise: Scale) -> Agreed:
    """The moments that are compared, the figures of each field, and what is still differed on."""
    found = team_agreement.of_session(conn, session)
    told = tuple(_figure(one, found) for one in found.fields)
    return agreement_figures.moments(found), told, tuple(_disputes(conn, session, found, otherwise))


def _figure(field: Compared, found: Agreements) -> OverviewFigure:
    cells = {row.label: row.cells for row in agreement_figures.rows(field, found)}
    percent = cells.get(agreement_figures.PERCENT, ())
    why = "" if percent else next(agreement_figures.reasons(field, found), "")
    alpha = cells.get("alpha, ordinal") or cells.get("alpha, nominal", ())
    return OverviewFigure(field.title, percent, alpha, why)


def _disputes(
    conn: sqlite3.Connection, session: Session, found: Agreements, otherwise: Scale
) -> Iterator[Dispute]:
    """The claims on which values differ now: those on the verdict first, the heaviest first; each
    claim once."""
    fields = sorted(found.fields, key=lambda one: one.field is not Field.VERIFICATION)
    first: dict[int, tuple[Compared, Disagreement[int, str]]] = {}
    for field in fields:
        for one in field.after.disagreements:
            first.setdefault(one.unit, (field, one))
    rows = {row.id: row for row in claim_rows.rows(conn, list(first))}
    outcomes = session_ballots.outcomes(conn, session)
    used = session_rows.scale_for(conn, session.document, otherwise)
    shelf = known_scales.shelf(conn, used)
    for claim, (field, one) in first.items():
        verdict = field.field is Field.VERIFICATION
        yield Dispute(
            claim,
            rows[claim].number,
            rows[claim].exact,
            "verdict" if verdict else field.title.removesuffix(" status"),
            *_says(one, field, found, shelf if verdict else None),
            _result(outcomes.get(claim), shelf, session),
        )


def _says(
    one: Disagreement[int, str], field: Compared, found: Agreements, shelf: Shelf | None
) -> tuple[str, str]:
    """`F li,mo · V mk` and `2 F · 1 V`, or with the words of a field that has no letters."""
    by_value: dict[str, list[str]] = {}
    for who, value in one.values:
        by_value.setdefault(value, []).append(one_line(found.names.get(who, who)))
    most = sorted(by_value.items(), key=lambda item: -len(item[1]))
    told = [(_value(value, field, shelf), who) for value, who in most]
    says = " · ".join(f"{value} {','.join(who)}" for value, who in told)
    return says, " · ".join(f"{len(who)} {value}" for value, who in told)


def _value(value: str, field: Compared, shelf: Shelf | None) -> str:
    if shelf is not None:
        return shelf.letter(value, field.scale)[0]
    return one_line(field.labels.get(value, value))


def _result(outcome: Outcome | None, shelf: Shelf, session: Session) -> str:
    if outcome is None or outcome.status is None:
        return "open"
    how = "ruled" if outcome.how == "adjudicated" else outcome.how
    return f"{shelf.letter(outcome.status, session.scale)[0]} {how}"
