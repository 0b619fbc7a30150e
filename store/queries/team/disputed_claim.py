"""All that is known about a claim on which reviewers differ, read at once.

A case is one value, so what an adjudicator saw can be compared with what is there when the
adjudication is written. None of it can be read while the claim's session is blind.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from claims.scales import Scale
from store.errors import NotPermitted
from store.queries import claim_listing, claim_rows, evidence_items, journal
from store.queries.claim_rows import ClaimRow
from store.queries.evidence_items import Item
from store.queries.journal import NoteRow
from store.queries.team import (
    adjudications,
    comment_threads,
    member_verdicts,
    progress,
    session_ballots,
    session_rows,
)
from store.queries.team.adjudications import Ruling
from store.queries.team.comment_threads import Thread
from store.queries.team.member_verdicts import HeldVerdict
from store.state.ballots import Outcome, tally
from store.state.session import Session, Workflow


class JudgeWeighing(NamedTuple):
    """What a reviewer makes of a piece of evidence, by its number."""

    number: int
    stance: str
    credibility: str


class Judge(NamedTuple):
    """A reviewer and all they say about the claim. `blind` is what they held at the reveal."""

    uid: str
    name: str
    member: bool
    row: ClaimRow
    notes: tuple[NoteRow, ...]
    weights: tuple[JudgeWeighing, ...]
    blind: HeldVerdict | None = None
    vote: str | None = None


class Case(NamedTuple):
    """`judges` are the session's members in their order, then others who judged. `outcome` is the
    session's result now; `rulings` are the adjudications, the one that stands here first."""

    claim: ClaimRow
    session: Session | None
    scale: Scale
    judges: tuple[Judge, ...]
    counts: dict[str, int]
    outcome: Outcome | None
    rulings: tuple[Ruling, ...]
    items: tuple[tuple[int, Item], ...]
    threads: tuple[Thread, ...]

    @property
    def ruling(self) -> Ruling | None:
        """The adjudication in this session, or outside any where there is none."""
        uid = self.session.uid if self.session else ""
        return next((one for one in self.rulings if one.session == uid), None)

    @property
    def weighs(self) -> tuple[object, ...]:
        """What an adjudicator has to have seen."""
        judged = tuple((j.uid, j.row.status, j.row.scale, j.row.attributions) for j in self.judges)
        votes = tuple((j.uid, j.vote) for j in self.judges)
        rulings = tuple((one.reviewer, one.at) for one in self.rulings)
        return (judged, votes, rulings, self.session and (self.session.uid, self.session.phase))


def read(conn: sqlite3.Connection, claim: int, reviewer: str, otherwise: Scale) -> Case:
    """All about a claim; `otherwise` is the scale outside a session.

    Raises: `NotPermitted` while the session about the claim is blind.
    """
    row = claim_rows.row(conn, claim, reviewer)
    session = session_rows.last_on(conn, row.document)
    if session and session.blind:
        raise NotPermitted(
            f"session {session.id} is blind: judgements are compared and settled after its reveal"
        )
    scale = session_rows.scale_of(conn, session) if session else otherwise
    numbers = {item.id: n for n, item in evidence_items.numbered(conn, row.document).items()}
    judges = _judges(conn, row, session, numbers)
    rulings = adjudications.rulings(conn, claim)
    here = session.uid if session else ""
    return Case(
        row,
        session,
        scale,
        judges,
        _counts(conn, claim, session, scale, judges),
        session_ballots.outcomes(conn, session).get(claim) if session else None,
        tuple(sorted(rulings, key=lambda one: one.session != here)),
        tuple((numbers.get(one.id, 0), one) for one in evidence_items.of_claim(conn, claim)),
        tuple(comment_threads.threads(conn, claim)),
    )


def _counts(
    conn: sqlite3.Connection,
    claim: int,
    session: Session | None,
    scale: Scale,
    judges: Sequence[Judge],
) -> dict[str, int]:
    if session:
        return session_ballots.counts(conn, session, claim)
    return tally(
        {j.uid: j.row.status for j in judges if j.row.status and j.row.scale == scale.digest}
    )


def _judges(
    conn: sqlite3.Connection,
    claim: ClaimRow,
    session: Session | None,
    numbers: dict[str, int],
) -> tuple[Judge, ...]:
    members = {m.uid: m.name for m in session_rows.members(conn, session)} if session else {}
    others = {v.uid: v.reviewer for v in journal.verdicts(conn, claim.id)}
    revealed = session is not None and bool(session.revealed_at)
    held = (
        member_verdicts.held(conn, session, "reveal").get(claim.id, [])
        if session and revealed
        else []
    )
    blind = {one.reviewer: one for one in held}
    cast = session_ballots.votes(conn, session) if session else []
    votes = {one.reviewer: one.status for one in cast if one.claim == claim.id}
    return tuple(
        Judge(
            uid,
            name,
            uid in members,
            claim_rows.row(conn, claim.id, uid),
            tuple(note for note in journal.notes(conn, claim.id, uid) if note.mine),
            _weights(conn, claim.id, uid, numbers),
            blind.get(uid),
            votes.get(uid),
        )
        for uid, name in (members | others).items()
    )


def _weights(
    conn: sqlite3.Connection, claim: int, reviewer: str, numbers: dict[str, int]
) -> tuple[JudgeWeighing, ...]:
    return tuple(
        JudgeWeighing(numbers.get(one.id, 0), one.stance, one.information_credibility)
        for one in evidence_items.of_claim(conn, claim, reviewer)
        if one.stance or one.information_credibility
    )


# --- what is left to settle ----------------------------------------------------------------------


def waiting(conn: sqlite3.Connection, document: int, reviewer: str, now: int) -> list[int]:
    """The claims of an article that wait for adjudication, in article order.

    In a session those that its rule leaves open, and those whose adjudication is contested; outside
    one those on which verdicts differ.
    """
    session = session_rows.last_on(conn, document)
    if session is None:
        ruled = adjudications.rulings_on(conn, document)
        split = claim_listing.listing(conn, document, "", claim_listing.Filter(split=True))
        return [one for one in split if one not in ruled or ruled[one].contested]
    states = progress.states(conn, session, reviewer, now)
    ruled = adjudications.rulings_on(conn, document)
    return [
        claim
        for claim, state in states.items()
        if state is Workflow.ADJUDICATION or (claim in ruled and ruled[claim].contested)
    ]
