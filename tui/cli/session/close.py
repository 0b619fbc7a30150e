"""`session close`: the results, and the minutes if they are asked for."""

from __future__ import annotations

from pathlib import Path

import click

from store.errors import Exists, StoreError
from store.queries.team import session_rows
from store.verbs import sessions
from tui.cli.common import print_text
from tui.cli.session import report
from tui.cli.session.minutes import minutes


@click.command()
@click.argument("name", required=False, metavar="[SESSION]")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write the minutes to this file."
)
@click.pass_context
def close(ctx: click.Context, name: str | None, output: Path | None) -> None:
    """Close SESSION on the verdicts and votes as they stand, and print the results."""
    if output:
        _free(output)
    with ctx.obj.desk(ask=True) as desk:
        found = sessions.close(desk, session_rows.find(desk.conn, name))
        print_text(f"session {found.id} is closed: {found.title}")
        for line in report.results(desk, found):
            print_text(line)
        if output is None:
            click.echo(f"minutes: twosource session minutes {found.id}", err=True)
    if output:
        ctx.invoke(minutes, name=str(found.id), form=None, output=str(output), force=False)


def _free(path: Path) -> None:
    """Raises: `StoreError` before the session is closed, where its minutes could not be written."""
    if path.exists():
        raise Exists(f"{path} already exists; choose another name")
    if not path.absolute().parent.is_dir():
        raise StoreError(f"{path} cannot be written: there is no such folder")
