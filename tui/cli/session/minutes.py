"""`session minutes`: what a session came to, and how."""

from __future__ import annotations

import click

from store import minutes as written
from store.queries.team import session_rows
from tui.cli.common import Options


@click.command()
@click.argument("name", metavar="[SESSION]", required=False)
@click.option(
    "--form",
    type=click.Choice(["md", "html"]),
    help="By default what FILE ends in, else md.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; - is standard output.")
@click.option("--redact", is_flag=True, help="Protected sources by their code names.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.pass_obj
def minutes(
    options: Options, name: str | None, form: str | None, output: str, redact: bool, force: bool
) -> None:
    """Write the minutes of SESSION: a number or a title; without one, the only session.

    Who held what while blind, what changed after the reveal, votes, adjudications, comments,
    results, agreement, open questions, time spent.
    """
    chosen = form or ("html" if output.endswith((".html", ".htm")) else "md")
    with options.reading() as desk:
        found = session_rows.find(desk.conn, name)
        written.write(desk.database, found, chosen, output, force=force, redact=redact)
    if output != "-":
        click.echo(f"{output} written", err=True)
