"""`sources`: listing, adding and editing the sources that claims can name."""

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

CLASSES = f"Kind of source: {', '.join(SourceClass)}."


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def sources(ctx: click.Context, as_json: bool) -> None:
    """List the sources, the most used first."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, as_json)


@sources.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(options: Options, as_json: bool) -> None:
    """List the sources, the most used first."""
    _list(options, as_json)


def _list(options: Options, as_json: bool) -> None:
    with options.reading() as desk:
        lines = known_sources.sources(desk.conn)
        if as_json:
            print_json([line._asdict() for line in lines])
            return
        names = known_sources.names(desk.conn)
        for line in lines:
            used = f"{line.used}×" if line.used else ""
            mark = " (protected)" if line.protected else ""
            what = ", ".join(filter(None, (line.role, names.get(line.organisation or "", ""))))
            click.echo(
                f"{one_line(line.name) + mark:<44}  {line.source_class:<20}  {used:<10}  {line.id}"
                f"{f'  {one_line(what)}' if what else ''}"
            )


@sources.command()
@click.argument("name")
@click.option("--class", "kind", default="unnamed", metavar="CLASS", help=CLASSES)
@click.option("--alias", "aliases", multiple=True, metavar="TEXT", help="Another name it goes by.")
@click.option("--organisation", metavar="S", help="The source it speaks for.")
@click.option("--role", default="", metavar="TEXT", help="What a person is, like spokesman.")
@click.option("--reliability", metavar="A-F", help="A (reliable) to F (cannot be judged).")
@click.option(
    "--code-name", default="", metavar="TEXT", help="Protect it: only this name is ever exported."
)
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
            role=given["role"],
        )
        click.echo(source)


@sources.command()
@click.argument("source")
@click.option("--name", metavar="TEXT", help="New name.")
@click.option("--class", "kind", metavar="CLASS", help=CLASSES)
@click.option("--alias", "aliases", multiple=True, metavar="TEXT", help="Another name it goes by.")
@click.option("--organisation", metavar="S", help="The source it speaks for.")
@click.option("--role", metavar="TEXT", help="What a person is, like spokesman.")
@click.option("--reliability", metavar="A-F", help="A (reliable) to F (cannot be judged).")
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
        if given["organisation"]:
            values["organisation"] = known_sources.find(desk.conn, given["organisation"]).id
        if given["role"]:
            values["role"] = given["role"]
        if given["reliability"]:
            values["source_reliability"] = _grade(given["reliability"])
        if not values:
            raise click.UsageError(
                "give something to change: --name, --class, --alias, --organisation, --role,"
                " --reliability"
            )
        registry.edit(desk, known.id, values)
        click.echo(known.id)


@sources.command()
@click.argument("source")
@click.argument("into")
@click.pass_obj
def merge(options: Options, source: str, into: str) -> None:
    """Take SOURCE for INTO from now on: they are one; `sources part` undoes it.

    What was said under SOURCE moves along, and the history says so.
    """
    with options.desk(ask=True) as desk:
        one, other = known_sources.find(desk.conn, source), known_sources.find(desk.conn, into)
        registry.merge(desk, one.id, other.id)
        click.echo(f"{one_line(one.name)} is {one_line(other.name)} from now on")


@sources.command()
@click.argument("source")
@click.pass_obj
def part(options: Options, source: str) -> None:
    """Take SOURCE (its id, or the name it had) for itself again, after a merge."""
    with options.desk(ask=True) as desk:
        found = known_sources.find_merged(desk.conn, source)
        registry.part(desk, found)
        click.echo(f"{one_line(known_sources.names(desk.conn)[found])} stands for itself again")


@sources.command(name="import")
@click.argument("file")
@click.pass_obj
def import_(options: Options, file: str) -> None:
    """Add the sources in a csv FILE with the columns name, class, aliases (split by ;)."""
    try:
        table = csv.DictReader(io.StringIO(read_input(file).decode("utf-8-sig"), newline=""))
        rows = list(table)
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(f"{file} is not a csv file in UTF-8: {error}") from None
    if "name" not in (table.fieldnames or ()):
        raise BadInput(f"{file} has no column called name; name, class and aliases are read")
    found = [(n, row) for n, row in enumerate(rows, 2) if (row["name"] or "").strip()]
    wanted = [_wanted(row, f"{file}, line {n}") for n, row in found]
    with options.desk(create=True, ask=True) as desk:
        added = registry.add_all(desk, wanted)
        click.echo(f"{added} added, {len(wanted) - added} already here")


def _wanted(row: dict[str, Any], place: str) -> registry.NewSource:
    aliases = [a.strip() for a in (row.get("aliases") or "").split(";") if a.strip()]
    kind = _kind(row.get("class") or "unnamed", place)
    return registry.NewSource(row["name"].strip(), kind, tuple(aliases))


def _kind(name: str, place: str = "--class") -> Any:
    try:
        return SourceClass(name)
    except ValueError:
        known = ", ".join(kind.value for kind in SourceClass)
        raise click.UsageError(
            f"{place}: {name!r} is not a class of source; choose one of {known}"
        ) from None


def _grade(letter: str | None) -> str | None:
    if letter is None:
        return None
    if letter.upper() not in tuple("ABCDEF"):
        raise click.UsageError(f"--reliability is a letter from A to F, not {letter!r}")
    return letter.upper()
