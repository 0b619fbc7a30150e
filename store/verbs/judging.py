"""The verbs of judging a claim: its verdict, confidence, notes, what is carried, what it dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from claims.model import AttributionStatus, Confidence, NoteKind
from claims.scales import Scale
from store.errors import BadInput, WrongUsage
from store.log.events import told_of
from store.log.kinds import TIMELINE, Judged, Noted
from store.queries import claim_places, claim_rows, known_scales
from store.queries.claim_rows import ClaimRow
from store.queries.team import session_rows
from store.state.attribution import HeldAttribution
from store.verbs.desk import Change, Desk

if TYPE_CHECKING:
    from claims.checks.dates.dated_claim import DatedClaim

_NO_STATUS = object()


def judge(
    desk: Desk,
    claim: int,
    *,
    status: str | object | None = _NO_STATUS,
    attribution_status: AttributionStatus | None = None,
    confidence: Confidence | None = None,
    claim_reviewed: str | None = None,
    attributions: Sequence[HeldAttribution] | None = None,
    justification: str | None = None,
    whose: str = "",
) -> Change:
    """Set some of this reviewer's own values for `claim`; `status=None` clears the verdict.

    A verdict takes the justification of the one before with it unless it brings its own. `whose`
    is the name of whom a file of another tool tells this.
    """
    values: dict[str, Any] = {}
    if justification is not None:
        values["justification"] = justification.strip() or None
    if attribution_status:
        values["attribution_status"] = attribution_status.value
    if confidence:
        values["confidence"] = confidence.value
    if claim_reviewed is not None:
        values["claim_reviewed"] = claim_reviewed.strip() or None
    if attributions is not None:
        values["attributions"] = [one.plain for one in attributions]
    if not values and status is _NO_STATUS:
        raise WrongUsage("say what to set: a source, a status, a note …")
    with desk.database.write():
        scale = None
        if status is not _NO_STATUS:
            scale = _scale_with(desk, status, claim).digest
            me = told_of(desk.reviewer_id, whose) if whose else desk.reviewer_id
            values = {"status": status, **_outlived(desk, claim, me), **values}
        return desk.act(Judged(claim_places.standing(desk.conn, claim), values, scale, whose=whose))


def _scale_with(desk: Desk, status: Any, claim: int) -> Scale:
    """The scale on which a claim is judged now. Raises: `WrongUsage` where it lacks the status."""
    used = session_rows.scale_for(desk.conn, claim_places.place(desk.conn, claim)[0], desk.scale)
    known_scales.must_have(used, status)
    return used


def _outlived(desk: Desk, claim: int, me: str) -> dict[str, None]:
    """The values with an empty justification where a new verdict comes without one."""
    return {"justification": None} if claim_rows.justification(desk.conn, claim, me) else {}


def carry(desk: Desk, claim: int, earlier: int) -> Change:
    """Take over what this reviewer held about a claim that this one replaces, marked as carried."""
    with desk.database.write():
        held = claim_rows.row(desk.conn, earlier, desk.writer.whose().id)
        values: dict[str, Any] = {
            "status": held.status,
            "attributions": [
                one.plain for one in _voices(held, claim_places.place(desk.conn, claim)[0])
            ],
            "attribution_status": held.attribution_status,
            "confidence": held.confidence,
            "claim_reviewed": held.claim_reviewed,
            "justification": held.justification,
        }
        kept = {name: value for name, value in values.items() if value}
        scale = held.scale if "status" in kept else None
        return desk.act(
            Judged(
                claim_places.standing(desk.conn, claim),
                kept,
                scale,
                claim_places.ref(desk.conn, earlier),
            )
        )


def _voices(held: ClaimRow, document: int) -> list[HeldAttribution]:
    """The attributions of `held` for a claim of `document`: of another text without spans."""
    if held.document == document:
        return list(held.attributions)
    return [one.without_spans() for one in held.attributions]


def note(
    desk: Desk, claim: int, kind: NoteKind, text: str, state: str = "", whose: str = ""
) -> Change:
    """Write this reviewer's note, query or correction; an empty text takes it back.

    `state` of a query: open, answered; of a correction: proposed, stet (which the word alone
    says as well). `whose` as in `judge`.
    """
    text = text.strip()
    if kind is NoteKind.CORRECTION:
        state = state or ("stet" if text.lower() == "stet" else "proposed")
    elif kind is NoteKind.QUERY:
        state = state or "open"
    with desk.database.write():
        place = claim_places.standing(desk.conn, claim)
        return desk.act(Noted(place, kind.value, text, state, whose))


# --- the desk's own timeline ---------------------------------------------------------------------


class Undated(BadInput):
    """The claim gives no date that an event could be kept under, or two."""


def keep_date(desk: Desk, claim: int) -> tuple[Change, DatedClaim]:
    """Keep the event of `claim` in the desk's timeline. Raises: `Undated`."""
    from store.queries import leads

    found = leads.dated(desk.conn, claim)
    if found is None:
        raise Undated(
            "this claim names no event with one date; mark a shorter claim that has one (i)"
        )
    with desk.database.write():
        place = claim_places.standing(desk.conn, claim)
        return desk.act(Noted(place, TIMELINE, found.name, found.date)), found


def take_date_out(desk: Desk, claim: int) -> Change:
    """Take this reviewer's entry of `claim` out of the timeline."""
    with desk.database.write():
        return desk.act(Noted(claim_places.standing(desk.conn, claim), TIMELINE, ""))
