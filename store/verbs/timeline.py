"""The verbs of the desk's own timeline: keep the event of a dated claim, or take it out again."""

from __future__ import annotations

from claims.checks.dates.dated_claim import DatedClaim, dated_claim
from claims.model import Span
from claims.reading import read
from store.errors import BadInput
from store.log.kinds import Noted
from store.queries import claim_places
from store.queries.desk_timeline import TIMELINE
from store.state.texts import document_text
from store.verbs.desk import Change, Desk


class Undated(BadInput):
    """The claim gives no date that an event could be kept under, or two."""


def keep(desk: Desk, claim: int) -> tuple[Change, DatedClaim]:
    """Keep the event of `claim` in the desk's timeline. Raises: `Undated`."""
    found = _event(desk, claim)
    with desk.database.write():
        place = claim_places.standing(desk.conn, claim)
        return desk.act(Noted(place, TIMELINE, found.name, found.date)), found


def take_out(desk: Desk, claim: int) -> Change:
    """Take this reviewer's entry of `claim` out of the timeline."""
    with desk.database.write():
        return desk.act(Noted(claim_places.standing(desk.conn, claim), TIMELINE, ""))


def _event(desk: Desk, claim: int) -> DatedClaim:
    sha256, start, end = claim_places.standing(desk.conn, claim)
    row = desk.conn.execute("SELECT date_published FROM document WHERE sha256 = ?", (sha256,))
    (published,) = row.fetchone()
    text = document_text(desk.conn, sha256)
    found = dated_claim(text, read(text, published or None), Span(start, end))
    if found is None:
        raise Undated(
            "this claim names no event with one date; mark a shorter claim that has one (i)"
        )
    return found
