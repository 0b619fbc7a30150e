"""`export` and `backup`: what leaves the desk."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tui.cli.common import Session, uid


@click.command()
@click.argument("form", metavar="FORMAT")
@click.argument("article", required=False)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to; - is standard output.")
@click.option("--raw", is_flag=True, help="csv: leave cells that look like formulas as they are.")
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.pass_obj
def export(
    session: Session, form: str, article: str | None, output: str, raw: bool, force: bool
) -> None:
    """Write the review log out as csv, jsonl or md, of one ARTICLE or of the whole desk."""
    from store import dossier, queries
    from store.errors import StoreError
    from store.exports import exporter
    from store.files import write_whole

    chosen = exporter(form)
    with session.reading() as desk:
        document = queries.find_article(desk.conn, article, uid(desk)).id if article else None
        chunks = chosen.export(dossier.collect(desk.conn, document), raw=raw)
        if output == "-":
            for chunk in chunks:
                sys.stdout.buffer.write(chunk.encode())
            sys.stdout.buffer.flush()
        elif Path(output).exists() and Path(output).samefile(session.path):
            raise StoreError(f"{output} is the desk itself; choose another name for the export")
        else:
            write_whole(Path(output), chunks, force=force)
            click.echo(f"{output} written", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@click.pass_obj
def backup(session: Session, file: Path, force: bool) -> None:
    """Copy the desk to FILE while others work."""
    from store.backup import backup as copy

    with session.reading() as desk:
        copy(desk.database, file, force=force)
        click.echo(f"{file} written", err=True)
