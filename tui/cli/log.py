"""`log`: showing the review log, verifying it, rebuilding from it, redacting, admitting."""

from __future__ import annotations

import time

import click

from claims.json_text import json_text
from claims.text import one_line
from store.clock import local
from store.errors import CheckFailed
from store.log import chain
from store.queries import claim_rows, journal
from store.queries.journal import LogLine
from store.verbs import upkeep
from store.verbs.verify import verify as check
from tui.cli.common import Options, since_time

POLL = 0.2  # seconds between two looks of --follow


@click.group(invoke_without_command=True)
@click.option("--since", metavar="TIME", help="Only entries since then; local time unless zoned.")
@click.option("--claim", metavar="C", help="Only one claim: its number, or article:number.")
@click.option("--follow", is_flag=True, help="Keep printing new entries until Ctrl-C.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one entry a line.")
@click.pass_context
def log(
    ctx: click.Context, since: str | None, claim: str | None, follow: bool, as_json: bool
) -> None:
    """Show the review log, oldest first."""
    if ctx.invoked_subcommand:
        return
    earliest = since_time(since)
    with ctx.obj.reading() as desk:
        wanted = claim_rows.find_claim(desk.conn, claim, desk.reviewer_id) if claim else None
        last = 0
        while True:
            version = desk.database.data_version()  # first: what comes meanwhile is seen then
            lines = journal.log_lines(desk.conn, since=earliest, claim=wanted, after=last)
            for line in lines:
                _print(line, as_json)
                last = line.seq
            if not follow:
                return
            while desk.database.data_version() == version:
                time.sleep(POLL)


def _print(line: LogLine, as_json: bool) -> None:
    if as_json:
        told = line._asdict()
        if not line.unheeded:
            del told["unheeded"]
        click.echo(json_text(told))
        return
    at = local(line.at) if line.at else ""
    claim = f"#{line.claim} " if line.claim else ""
    article = f"  [{one_line(line.article)[:40]}]" if line.article else ""
    click.echo(f"{at}  {one_line(line.reviewer):<10}  {claim}{one_line(line.what)}{article}")


@log.command()
@click.option("--against", metavar="DIGEST", help="A digest that you noted earlier.")
@click.pass_obj
def verify(options: Options, against: str | None) -> None:
    """Check every hash in the log, and every table against it."""
    with options.reading() as desk:
        faults = check(desk.database, against)
        for fault in faults:
            click.echo(str(fault))
        if faults:
            raise CheckFailed(
                f"{options.path} is damaged or was altered ({len(faults)} faults); "
                "keep it as it is, and restore a backup or compare with a colleague's copy"
            )
        total = chain.count(desk.conn)
        click.echo(f"{total} entries; every hash and every row is intact")


@log.command()
@click.pass_obj
def digest(options: Options) -> None:
    """Print one hash over the whole log; note it elsewhere for `log verify --against`."""
    with options.reading() as desk:
        click.echo(chain.digest(desk.conn))


@log.command()
@click.pass_obj
def rebuild(options: Options) -> None:
    """Rebuild every table from the log."""
    with options.desk() as desk:
        upkeep.rebuild(desk)
        total = chain.count(desk.conn)
        click.echo(f"rebuilt from {total} entries")


@log.command()
@click.argument("events", nargs=-1, metavar="[EVENT...]")
@click.option("--all", "everything", is_flag=True, help="Admit all that are listed.")
@click.pass_obj
def admit(options: Options, events: tuple[str, ...], everything: bool) -> None:
    """List the entries that are not obeyed, and why; let EVENTs count after all.

    Roles, reveals and redactions that came with an import wait here for an editor.
    """
    if not events and not everything:
        with options.reading() as desk:
            waiting = journal.not_obeyed(desk.conn)
        for line in waiting:
            click.echo(f"{line.event}  {one_line(line.reviewer)}  {one_line(line.what)}")
        if not waiting:
            click.echo("every entry counts: nothing waits for an editor's word", err=True)
        return
    with options.desk(ask=True) as desk:
        wanted = [line.event for line in journal.not_obeyed(desk.conn)] if everything else events
        if wanted:
            upkeep.admit(desk, wanted)
        click.echo(f"{len(wanted)} {'entry' if len(wanted) == 1 else 'entries'} admitted")


@log.command()
@click.argument("event")
@click.option("--reason", required=True, metavar="TEXT", help="The reason; it stays in the log.")
@click.pass_obj
def redact(options: Options, event: str, reason: str) -> None:
    """Delete the text of a judgement or note for good; its hash stays.

    EVENT is an id from `log --json`."""
    with options.desk(ask=True) as desk:
        upkeep.redact(desk, event, reason)
        click.echo(f"{event} redacted; its hash and the reason stay")
