"""`timeline`: the desk's own timeline, listed, as a csv file, and kept claim by claim."""

from __future__ import annotations

import csv
import io

import click

from store.queries import claim_rows
from store.queries.desk_timeline import entries
from store.verbs import judging
from tui.cli.common import Options, print_json, print_text


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def timeline(ctx: click.Context, as_json: bool) -> None:
    """List the events that this desk keeps, as csv with the columns event and date."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, as_json)


def _list(options: Options, as_json: bool) -> None:
    with options.reading() as desk:
        found = entries(desk.conn)
    if as_json:
        print_json([{**one._asdict(), "span": list(one.span)} for one in found])
        return
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("event", "date", "article", "claim", "reviewer"))
    rows.writerows((one.event, one.date, one.article, one.claim, one.reviewer) for one in found)
    print_text(out.getvalue().rstrip("\n"))


@timeline.command()
@click.argument("claim")
@click.pass_obj
def keep(options: Options, claim: str) -> None:
    """Keep the event that CLAIM dates (its number, or article:number)."""
    with options.desk(ask=True) as desk:
        number = claim_rows.find_claim(desk.conn, claim, desk.reviewer_id)
        _, event = judging.keep_date(desk, number)
    print_text(f"{event.date} {event.name}")
