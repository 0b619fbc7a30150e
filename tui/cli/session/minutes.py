"""`session minutes`: writing the minutes of a session."""

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
    help="By default FILE's ending, else md.",
)
@click.option(
    "-o", "--output", default="-", metavar="FILE", help="File to write; - is standard output."
)
@click.option("--redact", is_flag=True, help="Protected sources by code name.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def minutes(
    options: Options, name: str | None, form: str | None, output: str, redact: bool, force: bool
) -> None:
    """Write the minutes of SESSION (its number or title; none needed if there is only one).

    Who judged what while blind, what changed after the reveal, votes, adjudications, comments,
    results, agreement, open questions, time spent.
    """
    with options.reading() as desk:
        found = session_rows.find(desk.conn, name)
        form = form or written.form_of(output)
        written.write(desk.database, found, form, output, force=force, redact=redact)
    if output != "-":
        click.echo(f"{output} written", err=True)
