"""One claim as the panel shows it: all that is known of it, gathered for drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from store.queries import journal, past_rulings
from store.queries.team import adjudications, comment_threads, session_ballots
from tui.screens.review import panel
from tui.screens.review.panel_team import Talk

if TYPE_CHECKING:
    from store.queries.claim_rows import ClaimRow
    from store.verbs.desk import Desk
    from tui.screens.review.claims_in_view import ClaimsInView
    from tui.screens.review.findings import Known
    from tui.screens.review.team import Team


class Look(NamedTuple):
    """What of a claim the panel is asked to show: the lead in hand, all history, past rulings."""

    lead: int | None = None
    whole_history: bool = False
    past: bool = False


def gathered(
    desk: Desk,
    row: ClaimRow,
    text: str,
    view: ClaimsInView,
    team: Team,
    known: Known,
    look: Look,
) -> panel.ShownClaim:
    """All that is known of a claim."""
    conn = desk.conn
    touched = row.reviewed_at or row.notes or row.colleagues
    return panel.ShownClaim(
        row,
        text,
        journal.notes(conn, row.id, desk.reviewer_id) if row.notes else (),
        _colleagues(desk, row, view),
        journal.history(conn, row.id) if touched else (),
        look.whole_history,
        view.earlier(row),
        known.leads,
        look.lead,
        known.told,
        view.items(row) if view.has_evidence else (),
        known.unread,
        past_rulings.rulings(conn, row.id, desk.reviewer_id) if look.past else None,
        _talk(desk, row, team),
    )


def _talk(desk: Desk, row: ClaimRow, team: Team) -> Talk:
    """What the team has said of a claim."""
    conn, session = desk.conn, team.session
    voted = session is not None and bool(session.voted_at)
    return Talk(
        adjudications.rulings(conn, row.id) if row.ruled else (),
        session_ballots.votes_by_name(conn, session, row.id) if session and voted else {},
        comment_threads.threads(conn, row.id) if row.comments else (),
        row.stands_for,
        desk.reviewer.name if desk.reviewer else "",
    )


def _colleagues(desk: Desk, row: ClaimRow, view: ClaimsInView) -> list[panel.Colleague]:
    if not row.colleagues:
        return []
    return [
        panel.Colleague(v.reviewer, view.shelf.label(v.status, v.scale), v.source)
        for v in journal.verdicts(desk.conn, row.id)
        if v.uid != desk.reviewer_id
    ]
