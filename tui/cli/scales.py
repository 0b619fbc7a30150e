"""`scales`: listing verdict scales, adding one, choosing the one in use."""

from __future__ import annotations

from typing import Any

import click

from claims.scales import BY_DIGEST, NEWSROOM, SCALES, Scale
from claims.scales.files import BadScale, parse, to_data, to_toml
from store.errors import BadInput
from store.queries.known_scales import find, listed
from store.verbs.desk import Desk
from store.verbs.scales import add as keep
from store.verbs.scales import use as judge_on
from tui.cli.common import Options, print_json, print_text
from tui.incoming import read_input


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def scales(ctx: click.Context, as_json: bool) -> None:
    """List the scales with their statuses; the one in use is marked."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, as_json)


@scales.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(options: Options, as_json: bool) -> None:
    """List the scales with their statuses; the one in use is marked."""
    _list(options, as_json)


def _list(options: Options, as_json: bool) -> None:
    if options.path.exists():
        with options.reading() as desk:
            found, used = listed(desk.conn), desk.scale
    else:
        found, used = list(SCALES.values()), NEWSROOM
    if as_json:
        print_json([_record(scale, used) for scale in found])
        return
    names = [scale.name for scale in found]
    for scale in found:
        also = f" {scale.digest[:8]}" if names.count(scale.name) > 1 else ""
        mark = "  (in use here)" if scale.digest == used.digest else ""
        print_text(f"{scale.name}{also}{mark}")
        for status in scale.statuses:
            rating = f"{status.rating} of 5" if status.rating else "no rating"
            print_text(f"  {status.letter}  {status.label} ({status.id}): {status.meaning}")
            print_text(f"     AVeriTeC: {status.averitec.value}; ClaimReview: {rating}")


def _record(scale: Scale, used: Scale) -> dict[str, Any]:
    return {
        "name": scale.name,
        "digest": scale.digest,
        "in_use": scale.digest == used.digest,
        "shipped": scale.digest in BY_DIGEST,
        "statuses": list(to_data(scale)),
    }


@scales.command()
@click.argument("file")
@click.pass_obj
def add(options: Options, file: str) -> None:
    """Add the scale described in a TOML FILE; `scales show` prints one to start from."""
    scale = _read(file)
    with options.desk(create=True, ask=True) as desk:
        told = "added" if keep(desk, scale) else "already here"
        print_text(f"{scale.name}: {told}; {_next(desk, scale)}")


def _next(desk: Desk, scale: Scale) -> str:
    if desk.scale.digest == scale.digest:
        return "this desk uses it"
    return f"`twosource scales use {scale.name}` switches to it"


def _read(file: str) -> Scale:
    """Raises: `BadInput` with what is wrong in the file."""
    name = "standard input" if file == "-" else file
    try:
        return parse(read_input(file).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadInput(f"{name} is not TOML: it is not UTF-8") from None
    except BadScale as error:
        raise BadInput(f"{name}: {error}") from None


@scales.command()
@click.argument("name")
@click.pass_obj
def use(options: Options, name: str) -> None:
    """Use the scale NAME from now on; verdicts on another scale stay as they are."""
    with options.desk(create=name in SCALES) as desk:  # a new desk has no others
        scale = find(desk.conn, name)
        judge_on(desk, scale)
        print_text(f"this desk now uses {scale.name}: {', '.join(s.label for s in scale.statuses)}")


@scales.command()
@click.argument("name")
@click.pass_obj
def show(options: Options, name: str) -> None:
    """Print the scale NAME as TOML; change the name and edit it to make your own."""
    if name in SCALES and not options.path.exists():
        scale = SCALES[name]
    else:
        with options.reading() as desk:
            scale = find(desk.conn, name)
    click.echo(to_toml(scale), nl=False)
