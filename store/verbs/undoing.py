"""The verbs of undo and redo: what to take back is read from the log, so they survive restarts.

An undo carries the values that it restores, which makes it an ordinary event for the fold. Its
`undoes` mark only tells this file which acts are spent.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from store.errors import WrongUsage
from store.log import chain
from store.log.events import Event
from store.log.kinds import (
    NAME,
    UNDOABLE,
    Adjudicated,
    ClaimRef,
    ClaimsReplaced,
    CommentChanged,
    Commented,
    EvidenceAttached,
    EvidenceChanged,
    EvidenceWeighed,
    Fact,
    Judged,
    LeadAnswered,
    Noted,
    SourceAdded,
    SourceChanged,
    Voted,
)
from store.queries import claim_places
from store.state import continuation_tables
from store.state.claim_fold import ClaimState, JudgementState, Note, fold_claim
from store.state.evidence_fold import fold_answers, fold_evidence
from store.state.ids import claim_of
from store.state.registry_fold import each_source
from store.state.team_fold import ClaimTeam, fold_team
from store.verbs.desk import Change, Desk


def undo(desk: Desk, document: int) -> Change | None:
    """Take back this reviewer's last act on a document; None when there is none."""
    with desk.database.write():
        return _take(desk, document, to_undo(desk.conn, desk.writer.whose().id, document))


def redo(desk: Desk, document: int) -> Change | None:
    """Do again what was undone last; None when there is nothing, or something was done since."""
    with desk.database.write():
        return _take(desk, document, _to_redo(desk.conn, desk.writer.whose().id, document))


def _take(desk: Desk, document: int, act: Reversal | None) -> Change | None:
    if act is None:
        return None
    if isinstance(act.fact, ClaimsReplaced):
        claim_places.all_standing(desk.conn, document, act.fact.old)
    if isinstance(act.fact, Adjudicated):
        _still_mine(desk.conn, desk.writer.whose().id, act.fact)
    return desk.act(act.fact, act.undoes, act.redoes)


class Reversal(NamedTuple):
    """An event to append: `fact`, and the mark of what it takes back or does again."""

    fact: Fact
    undoes: str | None = None
    redoes: str | None = None


def to_undo(conn: sqlite3.Connection, reviewer: str, document: int) -> Reversal | None:
    """The act that takes back this reviewer's last one on `document`; None if there is none."""
    events = list(_acts(conn, reviewer, document))
    spent = {event.undoes for event in events if event.undoes}
    for event in events:
        if not event.undoes and event.id not in spent:
            return Reversal(_inverse(conn, event), undoes=event.id)
    return None


def _to_redo(conn: sqlite3.Connection, reviewer: str, document: int) -> Reversal | None:
    """The act that does again what was undone last; None when something new came between."""
    events = list(_acts(conn, reviewer, document))
    done_again = {event.redoes for event in events if event.redoes}
    for event in events:
        if not event.undoes and not event.redoes:
            return None
        if event.undoes and event.id not in done_again:
            undone = chain.find(conn, event.undoes)
            known = undone.event if undone else None
            return Reversal(_again(known), redoes=event.id) if known and known.fact else None
    return None


def _again(event: Event) -> Fact:
    """The fact that does `event` again. Evidence keeps its id, so it is put back, not attached
    anew."""
    match event.fact:
        case EvidenceAttached(document=document, claim=claim):
            return EvidenceChanged(document, event.id, {"attached": True}, claim)
        case Commented(claim=claim):
            return CommentChanged(claim, event.id, withdrawn=False)
        case None:
            raise ValueError(f"{event.kind} cannot be done again")
        case fact:
            return fact


def _acts(conn: sqlite3.Connection, reviewer: str, document: int) -> Iterator[Event]:
    """This reviewer's undoable events on a document, newest first."""
    kinds = sorted(UNDOABLE)
    marks = ", ".join("?" * len(kinds))
    stored = chain.read(
        conn,
        f"s.reviewer = ? AND e.kind IN ({marks}) AND e.seq IN"  # noqa: S608
        " (SELECT seq FROM about WHERE document_id = ?)",
        (reviewer, *kinds, document),
    )
    return (event for event in reversed(chain.fold_order(stored)) if event.reviewer == reviewer)


def _inverse(conn: sqlite3.Connection, event: Event) -> Fact:
    """The fact that puts back what was there before `event`."""
    match event.fact:
        case ClaimsReplaced(document=document, old=old, new=new):
            return ClaimsReplaced(document, old=new, new=old)
        case Judged(claim=claim, values=values):
            held = _before(conn, event, claim).judgements.get(event.reviewer, JudgementState())
            restored = {name: held.value(name) for name in values}
            return Judged(claim, restored, held.scale if "status" in values else None)
        case Noted(claim=claim, note=kind):
            note = _before(conn, event, claim).notes.get((event.reviewer, kind), Note("", "", ""))
            return Noted(claim, kind, note.text, note.state)
        case Voted() | Adjudicated() | Commented() | CommentChanged():
            return _team_inverse(conn, event)
        case EvidenceAttached(document=document, claim=claim):
            return EvidenceChanged(document, event.id, {"attached": False}, claim)
        case EvidenceChanged(document=document, evidence=evidence, values=values, claim=claim):
            item = fold_evidence(_earlier(conn, event, document)).get(evidence)
            was = {**item.values, "attached": item.attached} if item else {}
            return EvidenceChanged(
                document, evidence, {name: was.get(name) for name in values}, claim
            )
        case EvidenceWeighed(claim=claim, evidence=evidence, values=values):
            weighed = _before(conn, event, claim).weighings.get((event.reviewer, evidence), {})
            return EvidenceWeighed(claim, evidence, {name: weighed.get(name) for name in values})
        case SourceChanged(source=source, values=values, document=document):
            row = each_source(_sources_before(conn, event)).get(source)
            was = row._asdict() if row else {}
            return SourceChanged(source, {name: was.get(name) for name in values}, document)
        case LeadAnswered(document=document, lead=lead, told=told, claim=claim):
            answers = fold_answers(_earlier(conn, event, document))
            answer = answers.get((event.reviewer, lead))
            return LeadAnswered(
                document,
                lead,
                answer.answer if answer else "",
                told,
                answer.reason if answer else "",
                claim,
            )
        case _:
            raise ValueError(f"{event.kind} cannot be undone")


def _still_mine(conn: sqlite3.Connection, reviewer: str, fact: Adjudicated) -> None:
    """Raises: `WrongUsage` where somebody else has said the last word on the claim meanwhile."""
    claim = claim_of(conn, fact.claim)
    team = fold_team(continuation_tables.own(conn, claim), {}) if claim else ClaimTeam()
    ruling = team.rulings.get(fact.session)
    if ruling and ruling.reviewer != reviewer:
        raise WrongUsage("somebody else has adjudicated this claim meanwhile; adjudicate it again")


def _team_inverse(conn: sqlite3.Connection, event: Event) -> Fact:
    """The fact that puts back a vote, an adjudication or a comment as it was before `event`."""
    match event.fact:
        case Voted(claim=claim, session=session):
            vote = _team_before(conn, event, claim).votes.get((session, event.reviewer))
            return Voted(claim, session, vote.status if vote else None, vote and vote.scale)
        case Adjudicated(claim=claim, session=session) as fact:
            ruling = _team_before(conn, event, claim).rulings.get(session)
            return ruling.fact if ruling else fact._replace(status=None)
        case Commented(claim=claim):
            return CommentChanged(claim, event.id)
        case CommentChanged() as fact:
            return fact._replace(withdrawn=not fact.withdrawn)
        case _:
            raise ValueError(f"{event.kind} cannot be undone")


def _earlier(conn: sqlite3.Connection, event: Event, document: str) -> list[Event]:
    """What happened to a document before `event`."""
    stored = chain.read(
        conn,
        "e.seq IN (SELECT a.seq FROM about a JOIN document d ON d.id = a.document_id"
        " WHERE d.sha256 = ?)",
        (document,),
    )
    return [e for e in chain.fold_order(stored) if e.order < event.order]


def _sources_before(conn: sqlite3.Connection, event: Event) -> list[Event]:
    """What happened to the registry before `event`."""
    kinds = (NAME[SourceAdded], NAME[SourceChanged])
    stored = chain.read(conn, "e.kind IN (?, ?)", kinds)
    return [e for e in chain.fold_order(stored) if e.order < event.order]


def _before(conn: sqlite3.Connection, event: Event, ref: ClaimRef) -> ClaimState:
    """What was held about the claim `ref` just before `event`, earlier versions included."""
    claim = claim_of(conn, ref)
    if claim is None:
        return fold_claim(())
    return fold_claim(_own(conn, claim, event), continuation_tables.carried(conn, claim))


def _team_before(conn: sqlite3.Connection, event: Event, ref: ClaimRef) -> ClaimTeam:
    claim = claim_of(conn, ref)
    return fold_team(_own(conn, claim, event), {}) if claim else ClaimTeam()


def _own(conn: sqlite3.Connection, claim: int, event: Event) -> list[Event]:
    return [e for e in continuation_tables.own(conn, claim) if e.order < event.order]
