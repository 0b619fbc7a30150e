"""`backup`: copying the desk."""

from __future__ import annotations

from pathlib import Path

import click

from store.file.backup import backup as copy
from tui.cli.common import Options


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@click.pass_obj
def backup(options: Options, file: Path, force: bool) -> None:
    """Copy the desk to FILE, even while others work."""
    with options.reading() as desk:
        copy(desk.database, file, force=force)
        click.echo(f"{file} written", err=True)
