"""`session`: the commands for reviewing an article as a team.

No step asks back. A command says what it did, what cannot be undone, and what comes next.
"""

from __future__ import annotations

import click

from tui.cli import Lazy


class _Sessions(Lazy):
    table = {  # noqa: RUF012
        "create": ("tui.cli.session.steps", "Start a session on ARTICLE."),
        "join": ("tui.cli.session.steps", "Join SESSION; a blind one only before the reveal."),
        "list": ("tui.cli.session.work", "List sessions: open ones first, newest on top."),
        "status": ("tui.cli.session.work", "Show where SESSION stands and what comes next."),
        "next": ("tui.cli.session.work", "Hand out your next claim, reserved for you."),
        "assign": ("tui.cli.session.work", "Assign claims by hand: numbers, 5-9, or all."),
        "reveal": ("tui.cli.session.steps", "End the blind phase: everybody sees everything."),
        "vote": ("tui.cli.session.steps", "Open the vote, or vote STATUS on CLAIM."),
        "close": ("tui.cli.session.close", "Close SESSION and print the results."),
        "minutes": ("tui.cli.session.minutes", "Write the minutes of SESSION."),
    }


@click.group(cls=_Sessions)
def session() -> None:
    """Review an article as a team: judge blind, reveal, discuss, vote, close.

    SESSION is its number in `session list` or words of its title; with one open, leave it out.
    """
