"""The verb `export`: one state of the desk, one format, one place to write to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from store.dossier.values import Dossier, Scope
from store.dossier.walk import collect
from store.errors import StoreError, WrongUsage
from store.exports import FOLDER, FolderFile, csv, exporter
from store.file import files, protected_names

if TYPE_CHECKING:
    from store.file.db import Database
    from store.file.protected_names import Names

STDOUT = "-"


class Order(NamedTuple):
    """What to export, and where to. `output` is a path, or `-` for standard output."""

    form: str
    scope: Scope = Scope()
    output: str = STDOUT
    raw: bool = False
    history: bool = False
    force: bool = False


def export(database: Database, order: Order, progress: Callable[[int], None] | None = None) -> None:
    """Write `order` out, from one state of the desk.

    Raises: `NotPermitted` where a redacted export would name a protected source, `BadInput` where
    the format lacks what it cannot do without, `StoreError` where it cannot be written. Nothing is
    left half-written.
    """
    chosen = exporter(order.form)
    _may_go_there(database, order, folder=chosen.SUFFIX == FOLDER)
    with database.snapshot() as conn:
        hidden = protected_names.hidden(conn, redact=order.scope.redact)
        dossier = collect(conn, order.scope, progress)
        pieces = chosen.export(dossier, raw=order.raw, history=order.history)
        if chosen.SUFFIX == FOLDER:
            members = cast("Iterable[FolderFile]", pieces)
            files.write_folder(Path(order.output), _guarded(members, hidden), force=order.force)
            return
        if hidden:
            pieces = _searched(cast("files.Pieces", pieces), dossier, hidden)
        if order.output == STDOUT:
            files.write_out(cast("files.Pieces", pieces))
        else:
            files.write_whole(Path(order.output), cast("files.Pieces", pieces), force=order.force)


def _may_go_there(database: Database, order: Order, *, folder: bool) -> None:
    """Raises: `WrongUsage` for a folder on standard output, `StoreError` for the desk itself."""
    if order.output == STDOUT:
        if folder:
            raise WrongUsage(f"{order.form} is a folder of files; say where to with -o FOLDER")
        return
    not_the_desk(database, Path(order.output))


def not_the_desk(database: Database, path: Path) -> None:
    """Raises: `StoreError` where the export would be written over the desk itself."""
    if path.exists() and database.path.exists() and path.samefile(database.path):
        raise StoreError(f"{path} is the desk itself; choose another name for the export")


def _searched(pieces: files.Pieces, dossier: Dossier, hidden: Names) -> Iterator[str | bytes]:
    """`pieces` as they are, unless a protected name is in them.

    What is no text (a packed table) is searched in its csv form first.
    """
    first, rest = _first(pieces)
    if isinstance(first, bytes):
        for _ in hidden.guard(csv.export(dossier, raw=True)):
            pass
        yield from rest
    else:
        yield from hidden.guard(cast("Iterable[str]", rest))


def _first(pieces: files.Pieces) -> tuple[str | bytes | None, Iterator[str | bytes]]:
    """The first piece, and all of them."""
    walk = iter(pieces)
    first = next(walk, None)

    def every() -> Iterator[str | bytes]:
        if first is not None:
            yield first
        yield from walk

    return first, every()


def _guarded(members: Iterable[FolderFile], hidden: Names) -> Iterator[tuple[str, Iterable[str]]]:
    for member in members:
        whole = isinstance(member.text, str)
        yield member.name, hidden.guard([str(member.text)] if whole else member.text)
