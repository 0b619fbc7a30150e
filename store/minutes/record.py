"""The minutes of a session, read out of its log.

The log is read and not only the tables, because minutes tell how a result came about. Nothing is
told as long as any of it is hidden from the reader.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from store.errors import NotPermitted
from store.log import blinds, chain
from store.log.events import Event
from store.log.kinds import Judged, Voted
from store.minutes.history import History, place, steps
from store.minutes.results import Results
from store.minutes.time_spent import spent
from store.minutes.values import Discussed, MinutedAct, MinutedResult, Minutes, Stage, Stand
from store.queries import articles, journal
from store.queries.claim_rows import ClaimRow
from store.queries.team import comment_threads, team_agreement
from store.state import attribution, continuation_tables
from store.state.claim_fold import JudgementState, fold_claim
from store.state.session import Session, SessionMode
from store.state.team_fold import until


def read(conn: sqlite3.Connection, session: Session) -> Minutes:
    """Raises: `NotPermitted` while the session is blind, and while another hides its article."""
    _may_be_told(conn, session)
    history = History(conn, session)
    results = Results(conn, session, history.shelf, history.names)
    found = [_discussed(history, row, results.of(row.id)) for row in history.rows]
    claims = [claim for claim in found if claim]
    told = {claim.number for claim in claims}
    standing = [row.number for row in history.rows if row.id in history.standing]
    others = [history.act(event) for event in history.events if place(event.fact) is None]
    acts = [*others, *(act for claim in claims for act in claim.acts)]
    return Minutes(
        session,
        articles.article(conn, session.document),
        articles.text(conn, session.document),
        history.shelf.used.name,
        history.names.get(session.host, ""),
        tuple(history.members),
        tuple(steps(history)),
        tuple(claims),
        tuple(number for number in standing if number not in told),
        tuple(act for act in others if act.stage is not Stage.LATE),
        tuple(sorted((a for a in acts if a.stage is Stage.LATE), key=lambda act: act.at)),
        team_agreement.of_session(conn, session),
        tuple(spent(history.in_time(), history.members, history.names, session.host)),
        chain.digest(conn),
    )


def _may_be_told(conn: sqlite3.Connection, session: Session) -> None:
    if session.blind:
        raise NotPermitted(f"session {session.id} is blind: its minutes are told after the reveal")
    if blinds.hides(conn, session.document):
        raise NotPermitted(
            "another session on this article is blind, and hides what these minutes would tell;"
            " wait for its reveal"
        )


# --- one claim -----------------------------------------------------------------------------------


class _Course(NamedTuple):
    """A claim's own events, and what the members held at both ends of the discussion."""

    events: Sequence[Event]
    opening: Mapping[str, JudgementState]
    closing: Mapping[str, JudgementState]


def _discussed(history: History, row: ClaimRow, result: MinutedResult) -> Discussed | None:
    """The record of a claim; None where nothing was held, done or said about it."""
    course = _course(history, row)
    threads = tuple(comment_threads.threads(history.conn, row.id))
    notes = journal.notes(history.conn, row.id)
    asked = tuple((n.reviewer, n.text) for n in notes if n.kind == "query" and n.state == "open")
    if not (course.events or threads or course.opening or asked):
        return None
    acts = tuple(
        history.act(event, superseded=_superseded(history, event, course))
        for event in course.events
    )
    late = any(act.kind == "adjudicated" and act.stage is Stage.LATE for act in acts)
    return Discussed(
        row.number,
        row.start,
        row.end,
        row.exact,
        row.id in history.standing,
        _stands(history, course.opening),
        _stands(history, course.closing),
        acts,
        threads,
        asked,
        result._replace(after_close=late and bool(result.adjudicator)),
        bool(threads or asked) or result.split or _disputed(history, course, acts),
    )


def _course(history: History, row: ClaimRow) -> _Course:
    own = history.about(row.start, row.end)
    carried = continuation_tables.carried(history.conn, row.id)
    if history.revealed is not None:
        first = until(own, history.revealed)
    else:
        first = [event for event in own if event.order < history.created.order]
    last = own if history.closed is None else until(own, history.closed)
    return _Course(
        [event for event in own if history.belongs(event)],
        _judged(history, first, carried),
        _judged(history, last, carried),
    )


def _judged(
    history: History, events: Sequence[Event], carried: Sequence[Event]
) -> dict[str, JudgementState]:
    """What each member held; who took everything back holds nothing."""
    held = fold_claim(events, carried).judgements
    found = {member.uid: held[member.uid] for member in history.members if member.uid in held}
    return {who: one for who, one in found.items() if _anything(one)}


def _anything(held: JudgementState) -> bool:
    values = (held.status, held.attribution_status, held.confidence, held.attributions)
    return any((*values, held.claim_reviewed, held.justification))


def _stands(history: History, held: Mapping[str, JudgementState]) -> tuple[Stand, ...]:
    return tuple(
        Stand(
            history.names.get(who, who[:8]),
            history.shelf.label(one.status, one.scale) if one.status else "",
            _source(one, history.sources),
            (one.attribution_status or "").replace("_", " "),
            one.confidence or "",
            one.claim_reviewed or "",
            one.justification or "",
            one.reviewed_at,
            one.carried,
        )
        for who, one in held.items()
    )


def _source(held: JudgementState, names: Mapping[str, str]) -> str:
    spoken = attribution.every(held.attributions)
    return attribution.chains(spoken, names) or attribution.speakers(spoken, names)


def _superseded(history: History, event: Event, course: _Course) -> bool:
    """Whether a judgement is not what its reviewer held in the end of that stage."""
    stage = history.stage(event)
    if not isinstance(event.fact, Judged) or stage is Stage.LATE:
        return False
    ends = course.opening if stage is Stage.BLIND else course.closing
    held = ends.get(event.reviewer, JudgementState())
    return any(held.value(name) != value for name, value in event.fact.values.items())


def _disputed(history: History, course: _Course, acts: Sequence[MinutedAct]) -> bool:
    """Whether two held different things, or there is more to tell than fits into a table."""
    changed = history.session.mode is SessionMode.BLIND and any(
        act.kind == "judged" and act.stage is Stage.OPEN for act in acts
    )
    more = any(act.superseded or act.kind in ("noted", "adjudicated") for act in acts)
    return changed or more or _votes_differ(course) or _ends_differ(history, course)


def _votes_differ(course: _Course) -> bool:
    """Whether somebody voted for a verdict other than the one they held."""
    nothing = JudgementState()
    return any(
        event.fact.status != course.closing.get(event.reviewer, nothing).status
        for event in course.events
        if isinstance(event.fact, Voted)
    )


def _ends_differ(history: History, course: _Course) -> bool:
    """Whether the members held different things at the reveal or at the end."""
    for end in (course.opening, course.closing):
        held = end.values()
        fields: tuple[set[object], ...] = (
            {
                team_agreement.source_value(attribution.every(one.attributions), history.identities)
                for one in held
            },
            {one.attribution_status for one in held},
            {(one.scale, one.status) for one in held if one.status},
        )
        if any(len(found - {"", None, team_agreement.NOT_JUDGED}) > 1 for found in fields):
            return True
    return False
