"""The lines around the work, and all that the panel shows of one claim, gathered for drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from claims.scales import Scale
from claims.text import one_line
from store.queries import journal, past_rulings
from store.queries.team import adjudications, comment_threads, session_ballots
from tui.keys import Key, Mode, label_of
from tui.screens import bars
from tui.screens.review import panel, rows
from tui.screens.review.panel_team import Talk

if TYPE_CHECKING:
    from textual.content import Content

    from store.queries.articles import Article
    from store.queries.claim_rows import ClaimRow
    from store.verbs.desk import Desk
    from tui.screens.review.claims_in_view import ClaimsInView
    from tui.screens.review.colleagues import Colleagues
    from tui.screens.review.findings import Known


# --- the lines -----------------------------------------------------------------------------------


def top(
    article: Article, view: ClaimsInView, team: Colleagues, *, leads: int, saved: str, width: int
) -> str:
    """The article and how far it is; at the right the team, and what was saved last."""
    there, state = team.top(wide=width >= bars.WIDE), _state(article, saved)
    return bars.top_line(
        article.file_name or article.title,
        article.claims,
        article.decided,
        view.splits,
        rows.view_name(view.filter, view.names),
        f"{there}  {state}" if there and state else there or state,
        width,
        leads=leads,
    )


def _state(article: Article, saved: str) -> str:
    if article.signed_at and article.changed_since:
        return f"{article.changed_since} since sign-off  {saved}".rstrip()
    if article.signed_at:
        return f"signed by {one_line(article.signed_by)}"
    return f"saved {saved}" if saved else ""


class Foot(NamedTuple):
    """The lines at the foot: verdicts or further keys, keys, and what the letters mean."""

    verdicts: str | Content
    keys: str | Content
    legend: str | Content


def foot(
    mode: Mode,
    keys: tuple[Key, ...],
    scale: Scale,
    width: int,
    *,
    picking: bool = False,
    voting: bool = False,
) -> Foot:
    """What the next key does."""
    hints = bars.hints(mode, keys, picking=picking)
    if mode is Mode.NORMAL:
        search, help_ = label_of("search", keys).shown, label_of("help", keys).shown
        upper = bars.verdict_line(scale, keys, width, voting=voting)
        lower = bars.mode_line(mode, hints, f"{search} search  {help_} help ", width)
    else:
        count = bars.fitting(mode, hints, width)
        upper = bars.hint_line(hints[count:], width)
        lower = bars.mode_line(mode, hints[:count], "", width)
    return Foot(upper, lower, bars.legend_line(scale, width))


# --- the panel -----------------------------------------------------------------------------------


class Look(NamedTuple):
    """What of a claim the panel is asked to show: the lead in hand, all history, past rulings."""

    lead: int | None = None
    whole_history: bool = False
    past: bool = False


def shown(
    desk: Desk,
    row: ClaimRow,
    text: str,
    view: ClaimsInView,
    team: Colleagues,
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
        past_rulings.rulings(conn, row.id) if look.past else None,
        _talk(desk, row, team),
    )


def _talk(desk: Desk, row: ClaimRow, team: Colleagues) -> Talk:
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
