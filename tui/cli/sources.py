"""`sources`: the registry of who can be a source."""

from __future__ import annotations

import csv
import io
from typing import Any

import click

from claims.model import SourceClass
from claims.text import one_line
from store.errors import BadInput
from store.queries import known_sources
from store.verbs import sources as registry
from tui.cli.common import Options, print_json
from tui.incoming import read_input


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_context
def sources(ctx: click.Context, as_json: bool) -> None:
    """List the sources; the most used first."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, as_json)


@sources.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
@click.pass_obj
def list_(options: Options, as_json: bool) -> None:
    """List the sources; the most used first."""
    _list(options, as_json)


def _list(options: Options, as_json: bool) -> None:
    with options.reading() as desk:
        lines = known_sources.sources(desk.conn)
        if as_json:
            print_json([line._asdict() for line in lines])
            return
        for line in lines:
            used = f"{line.used}×" if line.used else ""
            mark = " (protected)" if line.protected else ""
            click.echo(
                f"{one_line(line.name) + mark:<44}  {line.source_class:<20}  {used:<10}  {line.id}"
            )


@sources.command()
@click.argument("name")
@click.option("--class", "kind", default="unnamed", metavar="CLASS", help="What kind of voice.")
@click.option("--alias", "aliases", multiple=True, metavar="TEXT", help="Another name for it.")
@click.option("--organisation", metavar="S", help="The source it speaks for.")
@click.option("--reliability", metavar="A-F", help="Admiralty grade of the source.")
@click.option("--code-name", default="", metavar="TEXT", help="Protect it: only this name leaves.")
@click.pass_obj
def add(options: Options, /, name: str, **given: Any) -> None:
    """Add a source called NAME."""
    with options.desk(create=True, ask=True) as desk:
        organisation = given["organisation"]
        source = registry.add(
            desk,
            name,
            _kind(given["kind"]),
            aliases=given["aliases"],
            organisation=known_sources.find(desk.conn, organisation).id if organisation else None,
            source_reliability=_grade(given["reliability"]),
            code_name=given["code_name"],
        )
        click.echo(source)


@sources.command()
@click.argument("source")
@click.option("--name", metavar="TEXT", help="Its new name.")
@click.option("--class", "kind", metavar="CLASS", help="What kind of voice.")
@click.option("--alias", "aliases", multiple=True, metavar="TEXT", help="One more name for it.")
@click.option("--reliability", metavar="A-F", help="Admiralty grade of the source.")
@click.pass_obj
def edit(options: Options, /, source: str, **given: Any) -> None:
    """Change SOURCE (its id or name)."""
    with options.desk(ask=True) as desk:
        known = known_sources.find(desk.conn, source)
        values: dict[str, Any] = {}
        if given["name"]:
            values["name"] = given["name"]
        if given["kind"]:
            values["source_class"] = _kind(given["kind"]).value
        if given["aliases"]:
            values["aliases"] = list(dict.fromkeys([*known.aliases, *given["aliases"]]))
        if given["reliability"]:
            values["source_reliability"] = _grade(given["reliability"])
        if not values:
            raise click.UsageError("say what to change: --name, --class, --alias, --reliability")
        registry.edit(desk, known.id, values)
        click.echo(known.id)


@sources.command(name="import")
@click.argument("file")
@click.pass_obj
def import_(options: Options, file: str) -> None:
    """Add the sources of a csv FILE with the columns name, class, aliases (split by ;)."""
    try:
        table = csv.DictReader(io.StringIO(read_input(file).decode("utf-8-sig"), newline=""))
        rows = list(table)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{file} is no csv in UTF-8: {error}") from None
    if "name" not in (table.fieldnames or ()):
        raise BadInput(f"{file} has no column called name; name, class and aliases are read")
    found = [(n, row) for n, row in enumerate(rows, 2) if (row["name"] or "").strip()]
    wanted = [_wanted(row, f"{file}, line {n}") for n, row in found]
    with options.desk(create=True, ask=True) as desk:
        added = registry.add_all(desk, wanted)
        click.echo(f"{added} added, {len(wanted) - added} there already")


def _wanted(row: dict[str, Any], place: str) -> registry.NewSource:
    aliases = [a.strip() for a in (row.get("aliases") or "").split(";") if a.strip()]
    kind = _kind(row.get("class") or "unnamed", place)
    return registry.NewSource(row["name"].strip(), kind, tuple(aliases))


def _kind(name: str, place: str = "--class") -> Any:
    try:
        return SourceClass(name)
    except ValueError:
        known = ", ".join(kind.value for kind in SourceClass)
        raise click.UsageError(f"{place}: {name!r} is no class of source; {known} are") from None


def _grade(letter: str | None) -> str | None:
    if letter is None:
        return None
    if letter.upper() not in tuple("ABCDEF"):
        raise click.UsageError(f"--reliability is a letter from A to F, not {letter!r}")
    return letter.upper()
