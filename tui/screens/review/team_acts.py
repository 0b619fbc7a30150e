"""Acts of a team on the review screen: comment, vote, next mention, session, adjudication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.queries.team import comment_threads
from store.verbs import settling
from tui.screens.ask_comment import ask_comment
from tui.screens.review import navigation

if TYPE_CHECKING:
    from claims.scales import Status
    from store.queries.claim_rows import ClaimRow
    from tui.screens.review.screen import ReviewScreen


def comment(screen: ReviewScreen) -> None:
    row = screen.claim
    ask_comment(screen, row, comment_threads.threads(screen.desk.conn, row.id), screen.changed)


def next_mention(screen: ReviewScreen) -> None:
    """Go to the next claim with a comment that mentions this reviewer."""
    if not screen.team.waiting:
        screen.say("no comment here mentions you")
    elif not navigation.seek(screen, 1, lambda row: row.id in screen.team.waiting):
        screen.say("the comment that mentions you is not in this view; f c shows all")


def cast(screen: ReviewScreen, row: ClaimRow, status: Status | None) -> None:
    """Vote on the claim, and go to the next one that has to be voted on."""
    change = settling.vote(screen.desk, row.id, status.id if status else None)
    said = f"vote {status.label}" if status else "vote withdrawn"
    screen.changed(change, f"#{row.number} {said}")
    if status:
        navigation.next_undecided(screen, 1, quiet=True)


def open_session(screen: ReviewScreen) -> None:
    screen.doors.session(screen.document)


def adjudicate(screen: ReviewScreen) -> None:
    screen.doors.adjudication(screen.document, screen.claim.id)
