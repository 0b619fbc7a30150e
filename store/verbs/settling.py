"""The verbs that settle differing verdicts: vote, adjudicate."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from claims.scales import Scale
from store.errors import WrongUsage
from store.log.kinds import Adjudicated, Voted
from store.queries import claim_places, claim_rows, known_scales
from store.queries.team import disputed_claim, session_ballots, session_rows
from store.state.ballots import majority, tally
from store.state.session import Reason, Session
from store.verbs import gate
from store.verbs.desk import Change, Desk


class LastWord(NamedTuple):
    """An adjudication to be made: a status, or with `takes` (an id) the judgement of a reviewer."""

    status: str = ""
    takes: str = ""
    reason: Reason | None = None
    note: str = ""


class Needs(NamedTuple):
    """The verdict that an adjudication comes to, and what has to be said with it."""

    status: str
    reason: bool
    note: bool


def vote(desk: Desk, claim: int, status: str | None) -> Change:
    """Cast this reviewer's vote in the open session; None takes it back."""
    with desk.database.write() as conn:
        session = session_rows.open_on(conn, claim_places.place(conn, claim)[0])
        if session is None:
            raise WrongUsage("there is no open session on this article, so there is no vote")
        scale = session_rows.scale_of(conn, session)
        known_scales.must_have(scale, status)
        ref = claim_places.standing(conn, claim)
        digest = scale.digest if status else None
        return desk.act(Voted(ref, session.uid, status, digest))


class Overtaken(WrongUsage):
    """Somebody judged the claim since the adjudicator looked at it."""


def adjudicate(
    desk: Desk, claim: int, word: LastWord, *, on: disputed_claim.Case | None = None
) -> Change:
    """Say the last word on a claim, in the session about its article or, without one, outside.

    `on` is what the adjudicator has before them. Raises: `Overtaken` where the claim is judged
    otherwise by now, `WrongUsage` without a reason where verdicts differ, and without a note where
    a majority is overruled.
    """
    with desk.database.write() as conn:
        if on is not None:
            now = disputed_claim.read(conn, claim, desk.reviewer_id, desk.scale)
            if now.weighs != on.weighs:
                raise Overtaken(
                    "somebody has judged this claim meanwhile; look again, then adjudicate it"
                )
        session, scale = _where(desk, claim)
        status, spoken = _verdict(desk, claim, word, scale)
        counts = tally(_ballots(conn, session, claim, scale))
        _explained(word, _needs(status, counts))
        return desk.act(
            Adjudicated(
                claim_places.standing(conn, claim),
                session.uid if session else "",
                status,
                scale.digest,
                word.takes,
                word.reason.value if word.reason else "",
                word.note.strip(),
                spoken,
                _seen(conn, claim),
                counts,
            )
        )


def _may(desk: Desk, claim: int, session: Session | None) -> None:
    """Raises: `NotPermitted`, before another error could reveal how others judged."""
    ref, uid = claim_places.ref(desk.conn, claim), session.uid if session else ""
    bare = Adjudicated(ref, uid, None, None, "", "", "", (), ())
    gate.admit(desk.conn, desk.writer.whose().id, bare, now=0)


def needs(desk: Desk, claim: int, word: LastWord) -> Needs:
    """What `adjudicate` asks for besides this verdict, so that a screen can ask for it in turn.

    Raises: `NotPermitted` for a reviewer who may not adjudicate; `WrongUsage` without a verdict.
    """
    session, scale = _where(desk, claim)
    status, _ = _verdict(desk, claim, word, scale)
    return _needs(status, tally(_ballots(desk.conn, session, claim, scale)))


def _where(desk: Desk, claim: int) -> tuple[Session | None, Scale]:
    """The session in which a claim is settled, and the scale on which it is; see `_may`."""
    session = session_rows.last_on(desk.conn, claim_places.place(desk.conn, claim)[0])
    _may(desk, claim, session)
    return session, session_rows.scale_of(desk.conn, session) if session else desk.scale


def _verdict(
    desk: Desk, claim: int, word: LastWord, scale: Scale
) -> tuple[str, tuple[Mapping[str, Any], ...]]:
    """The status and the attributions that the adjudication stands for."""
    if not word.takes:
        known_scales.must_have(scale, word.status or None)
        if not word.status:
            raise WrongUsage("give a verdict, or say whose judgement you take")
        return word.status, ()
    held = claim_rows.row(desk.conn, claim, word.takes)
    if held.status is None or held.scale != scale.digest:
        raise WrongUsage(
            "that reviewer has no verdict on this claim; take another, or give your own"
        )
    return held.status, tuple(one.plain for one in held.attributions)


def _needs(status: str, counts: Mapping[str, int]) -> Needs:
    carried = majority(counts)
    overrules = bool(carried and carried != status)
    return Needs(status, reason=len(counts) > 1 or overrules, note=overrules)


def _explained(word: LastWord, needed: Needs) -> None:
    if needed.reason and word.reason is None:
        raise WrongUsage(f"say why the verdicts differ: one of {', '.join(Reason)}")
    if needed.note and not word.note.strip():
        raise WrongUsage("you overrule a majority; write a note for its reviewers")


def _ballots(
    conn: sqlite3.Connection, session: Session | None, claim: int, scale: Scale
) -> dict[str, str]:
    if session:
        return session_ballots.ballots(conn, session, claim)
    rows = conn.execute(
        "SELECT r.uid, j.status FROM judgement j JOIN reviewer r ON r.id = j.reviewer_id"
        " WHERE j.claim_id = ? AND j.scale = ? AND j.status IS NOT NULL",
        (claim, scale.digest),
    )
    return dict(rows.fetchall())


def _seen(conn: sqlite3.Connection, claim: int) -> tuple[tuple[str, int], ...]:
    """Every judgement and vote on the claim that is there now, as the last of each stream."""
    rows = conn.execute(
        "SELECT s.uid, max(e.n) FROM about a JOIN main.event e ON e.seq = a.seq"
        " JOIN main.stream s ON s.id = e.stream_id"
        " WHERE a.claim_id = ? AND e.kind IN ('judged', 'voted') GROUP BY s.uid ORDER BY s.uid",
        (claim,),
    )
    return tuple(rows.fetchall())
