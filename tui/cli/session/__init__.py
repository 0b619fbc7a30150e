"""`session`: the commands for reviewing an article as a team.

No step asks back. A command says what it did, what cannot be undone, and what comes next.
"""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "create": "tui.cli.session.steps",
    "join": "tui.cli.session.steps",
    "list": "tui.cli.session.work",
    "status": "tui.cli.session.work",
    "next": "tui.cli.session.work",
    "assign": "tui.cli.session.work",
    "reveal": "tui.cli.session.steps",
    "vote": "tui.cli.session.steps",
    "close": "tui.cli.session.steps",
    "minutes": "tui.cli.session.minutes",
}


class _Sessions(click.Group):
    """Its commands are named in a table and imported on use."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        name = f"{cmd_name}_" if cmd_name in ("list", "next") else cmd_name  # not Python's own
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), name)
        return command


@click.group(cls=_Sessions)
def session() -> None:
    """Review an article as a team: judge blind, reveal, discuss, vote, close.

    SESSION is its number in `session list` or words of its title; with one open, leave it out.
    """
