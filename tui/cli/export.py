"""`export`: writing the review log out."""

from __future__ import annotations

import click

from store.dossier.values import Scope
from store.dossier.walk import size
from store.errors import WrongUsage
from store.exports import write
from store.log import blinds
from store.queries import articles, claim_rows, known_reviewers, known_sources
from store.queries.team import session_rows
from store.verbs.desk import Desk
from tui.cli.common import Options, shown, since_time

LONG = 20_000  # claims from which an export shows how far it is


@click.command()
@click.argument("form", metavar="FORMAT")
@click.argument("article", required=False)
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    help="File or folder to write; - is standard output.",
)
@click.option("--since", metavar="TIME", help="Only what was judged since then.")
@click.option("--status", metavar="S", help="Only judgements with this status (or unreviewed).")
@click.option("--source", metavar="S", help="Only what is attributed to this source.")
@click.option("--of", "of", metavar="NAME", help="Only this reviewer's judgements.")
@click.option("--session", "session_id", metavar="N", help="Only what was judged in this session.")
@click.option("--final", is_flag=True, help="One verdict per claim: ruled, voted or shared.")
@click.option("--redact", is_flag=True, help="Protected sources by code name, else refuse.")
@click.option("--history", is_flag=True, help="md, html: include each claim's history.")
@click.option("--raw", is_flag=True, help="csv, xlsx: keep cells that look like formulas.")
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def export(
    options: Options,
    form: str,
    article: str | None,
    output: str,
    since: str | None,
    status: str | None,
    source: str | None,
    of: str | None,
    session_id: str | None,
    final: bool,
    redact: bool,
    history: bool,
    raw: bool,
    force: bool,
) -> None:
    """Export the review log in FORMAT, for one ARTICLE or the whole desk.

    For people: md, html. For spreadsheets: csv, xlsx. For other programs: jsonl (everything; it
    can be imported again), claimreview, webannotation, doccano, labelstudio, averitec, prov.
    """
    with options.reading() as desk:
        scope = _scope(
            desk, article, since, status, source, of, session_id, final=final, redact=redact
        )
        order = write.Order(form, scope, output, raw, history, force)
        with shown(size(desk.conn, scope), LONG, "exporting") as progress:
            write.export(desk.database, order, progress)
        if blinds.drawn(desk.conn):
            click.echo("this export leaves out what a blind session hides", err=True)
    if output != write.STDOUT:
        click.echo(f"{output} written", err=True)


def _scope(
    desk: Desk,
    article: str | None,
    since: str | None,
    status: str | None,
    source: str | None,
    of: str | None,
    session_id: str | None,
    *,
    final: bool,
    redact: bool,
) -> Scope:
    """What was asked for, with everything named that there is."""
    if status and not claim_rows.known_status(desk.conn, status, desk.scale):
        raise WrongUsage(f"no judgement here has the status {status!r}; see `twosource scales`")
    return Scope(
        articles.find_article(desk.conn, article, desk.reviewer_id).id if article else None,
        since_time(since),
        status or "",
        known_sources.find(desk.conn, source).id if source else "",
        known_reviewers.find_reviewer(desk.conn, of) if of else "",
        _session(desk, session_id) if session_id else "",
        final,
        redact,
    )


def _session(desk: Desk, name: str) -> str:
    """The id of the session called so: by number, by title or by that id.

    A part of a log that came in may hold what was judged in a session and not the session itself.
    """
    return (
        name if session_rows.streams_of(desk.conn, name) else session_rows.find(desk.conn, name).uid
    )
