"""`import`: another desk's log, or what other tools have marked."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

import click

from claims.text import visible
from store.errors import BadInput, WrongUsage
from store.imports import IMPORTERS, importer, jsonl
from store.imports.annotations import Imported, apply
from tui.cli.common import Options, print_text, shown
from tui.incoming import opened, read_input

MAX_BYTES = 256 * 1024 * 1024  # of a format that is read at once
LONG = 8 * 1024 * 1024  # bytes from which an import shows how far it is
SHOWN = 20  # lines left out that are told one by one


@click.command(name="import")
@click.argument("form", metavar="FORMAT")
@click.argument("file", metavar="FILE")
@click.pass_obj
def import_(options: Options, form: str, file: str) -> None:
    """Import FILE, all of it or nothing; - is standard input.

    jsonl is a whole desk with its log, and is merged with this one. csv, doccano, labelstudio,
    citron and brat bring claims and judgements. What is already here stays as it is, so a second
    import changes nothing.
    """
    if form == "jsonl":
        _bring_in(options, file)
    else:
        _apply(options, form, file)


def _bring_in(options: Options, file: str) -> None:
    with opened(file) as stream, _bar(stream) as progress:
        lines = jsonl.opened(stream, _called(file), progress)
        with options.desk(create=True) as desk:
            done = jsonl.bring_in(desk, lines)
    told = (
        f"{_count(done.events, 'entry', 'entries')} by {_count(done.reviewers, 'reviewer')} "
        f"on {_count(done.articles, 'article')} imported; {done.known} already here"
    )
    click.echo(told)
    if done.unheeded:
        click.echo(
            "not obeyed here until an editor says so: "
            f"{_count(done.unheeded, 'entry', 'entries')}; `twosource log admit` lists them",
            err=True,
        )
    if done.strange:
        click.echo(
            "kept, but not understood by this version: "
            f"{_count(done.strange, 'entry', 'entries')}; `twosource log` says which",
            err=True,
        )


def _apply(options: Options, form: str, file: str) -> None:
    if form not in IMPORTERS:
        known = ", ".join(["jsonl", *IMPORTERS])
        raise WrongUsage(f"{form!r} cannot be imported; choose one of {known}")
    taken = list(importer(form).read(_bytes(file), _called(file)))
    with options.desk(create=any(one.text for one in taken), ask=True) as desk:
        _tell(apply(desk, taken, form), _called(file))


def _tell(done: Imported, name: str) -> None:
    """Say what was done on stdout, and on stderr what was left out. Raises: `BadInput` for all."""
    told = [f"line {one.line}: {one.why}" if one.line else one.why for one in done.left]
    if told and not any(done[:-1]):
        raise BadInput(f"nothing in {name} fits this desk; {told[0]}")
    for line in told[:SHOWN]:
        click.echo(f"left out: {visible(line)}", err=True)
    if len(told) > SHOWN:
        click.echo(f"left out: {len(told) - SHOWN} more", err=True)
    print_text(
        f"{_count(done.articles, 'article')} added, {_count(done.claims, 'claim')} marked, "
        f"{_count(done.judgements, 'judgement')} and {_count(done.notes, 'note')} written; "
        f"{done.known} already here, {len(done.left)} left out"
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def _called(file: str) -> str:
    return "standard input" if file == "-" else visible(Path(file).name)


def _bytes(file: str) -> bytes:
    data = read_input(file, MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise BadInput(f"{_called(file)} is larger than 256 MiB; split it")
    return data


def _bar(stream: BinaryIO) -> AbstractContextManager[Callable[[int], None] | None]:
    return shown(os.fstat(stream.fileno()).st_size, LONG, "importing")
