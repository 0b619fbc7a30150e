"""The panel's lines about the team: last words, votes, comments; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from claims.scales import Shelf
from claims.text import one_line
from store.clock import local

if TYPE_CHECKING:
    from store.queries.team.adjudications import Ruling
    from store.queries.team.comment_threads import Comment, Thread


class Talk(NamedTuple):
    """What a team has said of one claim. `votes` are labels' ids by name, `held` is this
    reviewer's own ballot; `me` is called by `@me`."""

    rulings: Sequence[Ruling] = ()
    votes: Mapping[str, str] = {}  # a tuple's default, which nobody can change
    threads: Sequence[Thread] = ()
    held: str | None = None
    me: str = ""


def first(talk: Talk, shelf: Shelf) -> list[Content]:
    """What must not be missed: a last word, a vote, a comment that calls this reviewer."""
    lines = [_ruling(one, talk.held, shelf) for one in talk.rulings]
    if talk.votes:
        votes = ", ".join(f"{one_line(n)} {shelf.label(s, None)}" for n, s in talk.votes.items())
        lines.append(Content.assemble(("votes: ", "bold"), votes))
    calls = [
        _comment(one, number, answer=bool(at))
        for number, thread in enumerate(talk.threads, 1)
        for at, one in enumerate((thread.first, *thread.replies))
        if talk.me in one.mentions and not one.withdrawn
    ]
    return lines + calls


def rest(talk: Talk) -> list[Content]:
    """Every comment that `first` has not shown, numbered by thread."""
    return [
        _comment(one, number, answer=bool(at))
        for number, thread in enumerate(talk.threads, 1)
        for at, one in enumerate((thread.first, *thread.replies))
        if talk.me not in one.mentions or one.withdrawn
    ]


def _ruling(ruling: Ruling, held: str | None, shelf: Shelf) -> Content:
    label = one_line(shelf.label(ruling.status, ruling.scale))
    against = held is not None and held != ruling.status
    mine = f" (you: {one_line(shelf.label(held, ruling.scale))})" if against else ""
    parts = [ruling.reason.replace("_", " ")] if ruling.reason else []
    parts += [f"as {one_line(ruling.takes)} judged it"] if ruling.takes else []
    parts += [one_line(ruling.note)] if ruling.note else []
    why = f": {'; '.join(parts)}" if parts else ""
    late = "  contested: judged or voted on since" if ruling.contested else ""
    return Content.assemble(
        (f"adjudicated {label}", "bold $text-warning" if against or late else "bold"),
        f"{mine} by {one_line(ruling.reviewer)}{why}",
        (late, "bold $text-warning"),
    )


def _comment(comment: Comment, number: int, *, answer: bool) -> Content:
    head = "  ↳" if answer else f"{number}›"
    words = "withdrawn" if comment.withdrawn else one_line(comment.text)
    when = local(comment.at, "%H:%M")
    return Content.assemble(
        (f"{head} {one_line(comment.reviewer)} {when}: ", "bold"),
        (words, "$text-muted" if comment.withdrawn else ""),
    )
