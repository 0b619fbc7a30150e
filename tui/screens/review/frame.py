"""The lines around the work and the panel beside it, drawn from what the review screen holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from claims.text import one_line
from store.queries import (
    adjudications,
    articles,
    comment_threads,
    journal,
    past_rulings,
    session_ballots,
)
from store.queries.claim_rows import ClaimRow
from tui.keys import Mode
from tui.screens import bars
from tui.screens.review import panel as panels
from tui.screens.review import rows
from tui.screens.review.panel_team import Talk
from tui.widgets.text_lines import TextLines

if TYPE_CHECKING:
    from tui.screens.review.screen import ReviewScreen


def top(screen: ReviewScreen) -> None:
    """The article and how far it is; at the right the team, and what was saved last."""
    article = articles.article(screen.desk.conn, screen.document, screen.reviewer)
    wide = screen.size.width >= bars.WIDE
    team, state = screen.team.top(wide=wide), _state(screen, article)
    right = f"{team}  {state}" if team and state else team or state
    name = article.file_name or article.title
    view = rows.view_name(screen.filter, screen.names)
    text = bars.top_line(
        name,
        article.claims,
        article.decided,
        screen.splits,
        view,
        right,
        screen.size.width,
        leads=screen.findings.open,
    )
    screen.query_one("#top", Static).update(text, layout=False)


def _state(screen: ReviewScreen, article: articles.Article) -> str:
    if article.signed_at and article.changed_since:
        return f"{article.changed_since} since sign-off  {screen.saved}".rstrip()
    if article.signed_at:
        return f"signed by {one_line(article.signed_by)}"
    return f"saved {screen.saved}" if screen.saved else ""


def keys(screen: ReviewScreen) -> None:
    """The lines at the foot: what the next key does."""
    width, scale = screen.size.width, screen.team.scale
    hints = bars.hints(screen.mode, screen.keys, picking=screen.pick_move is not None)
    if screen.mode is Mode.NORMAL:
        tail = f"{screen.shown('search')} search  {screen.shown('help')} help "
        upper = bars.verdict_line(scale, screen.keys, width, voting=screen.team.voting)
        lower = bars.mode_line(screen.mode, hints, tail, width)
    else:
        count = bars.fitting(screen.mode, hints, width)
        upper = bars.hint_line(hints[count:], width)
        lower = bars.mode_line(screen.mode, hints[:count], "", width)
    screen.query_one("#verdicts", Static).update(upper, layout=False)
    screen.query_one("#keys", Static).update(lower, layout=False)
    legend = bars.legend_line(scale, width)
    screen.query_one("#legend", Static).update(legend, layout=False)


def panel(screen: ReviewScreen) -> None:
    """All that is known of the claim under the cursor."""
    row = screen.current
    widget = screen.query_one("#panel", TextLines)
    if row is None:
        widget.update(Content(""))
        return
    conn = screen.desk.conn
    shown = panels.Shown(
        row,
        screen.text,
        journal.notes(conn, row.id, screen.reviewer) if row.notes else (),
        _colleagues(screen, row),
        journal.history(conn, row.id) if row.reviewed_at or row.notes or row.colleagues else (),
        screen.whole_history,
        screen.earlier(row),
        screen.findings.of(row.id).leads,
        screen.lead if screen.mode is Mode.LEAD else None,
        screen.findings.of(row.id).told,
        screen.items(row) if screen.evidence else (),
        screen.findings.unread,
        past_rulings.rulings(conn, row.id) if screen.past_shown else None,
        _talk(screen, row),
    )
    widget.update(panels.draw(shown, screen.shelf, screen.names))


def _talk(screen: ReviewScreen, row: ClaimRow) -> Talk:
    """What the team has said of a claim."""
    conn, session = screen.desk.conn, screen.team.session
    voted = session is not None and bool(session.voted_at)
    return Talk(
        adjudications.rulings(conn, row.id) if row.ruled else (),
        session_ballots.votes_by_name(conn, session, row.id) if session and voted else {},
        comment_threads.threads(conn, row.id) if row.comments else (),
        row.stands_for,
        screen.desk.reviewer.name if screen.desk.reviewer else "",
    )


def _colleagues(screen: ReviewScreen, row: ClaimRow) -> list[panels.Colleague]:
    if not row.colleagues:
        return []
    held = journal.verdicts(screen.desk.conn, row.id)
    return [
        panels.Colleague(v.reviewer, screen.shelf.label(v.status, v.scale), v.source)
        for v in held
        if v.uid != screen.reviewer
    ]
