"""What the commands share: the desk they work at, and how they print."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from store.verbs import intake

if TYPE_CHECKING:
    from claims.model import Document
    from store.verbs.desk import Desk

    Incoming = tuple[bytes, Document, str]  # a file's bytes, what they hold, the file's name


@dataclass(slots=True)
class Session:
    """The global options: which file, and who."""

    db: Path | None
    reviewer: str | None

    @property
    def path(self) -> Path:
        from store.verbs.opening import default_path

        return self.db or default_path()

    @contextmanager
    def desk(
        self, *, create: bool = False, ask: bool = False, fallback: str | None = None
    ) -> Iterator[Desk]:
        """The desk, open for as long as the block runs.

        `ask` wants a reviewer's name from the keyboard where none is known, `fallback` is whose
        name to write under when nobody answers.
        """
        from store.verbs.opening import open_desk

        desk = open_desk(self.path, self._name(ask, fallback), create=create)
        try:
            with _explained(desk):
                yield desk
        finally:
            desk.close()

    @contextmanager
    def reading(self) -> Iterator[Desk]:
        """The desk for looking only: a read-only file will do."""
        import os

        from store.verbs.opening import open_desk

        writable = os.access(self.path, os.W_OK) and os.access(self.path.absolute().parent, os.W_OK)
        desk = open_desk(
            self.path, self.reviewer, create=False, read_only=self.path.exists() and not writable
        )
        try:
            with _explained(desk):
                yield desk
        finally:
            desk.close()

    def _name(self, ask: bool, fallback: str | None) -> str | None:
        import os

        from store.file import identity

        known = identity.load()
        name = self.reviewer or os.environ.get("TWOSOURCE_REVIEWER") or known.reviewer
        if name or not (ask or fallback):
            return name
        if ask and sys.stdin.isatty() and sys.stderr.isatty():
            name = click.prompt("Who reviews? Your name, kept for next time", err=True)
            known.named(name)
            known.remember(" ".join(name.split()))
            return name
        if fallback:
            click.echo(
                f"No reviewer is named, so the log will say “{fallback}”; "
                "--reviewer NAME or TWOSOURCE_REVIEWER changes that.",
                err=True,
            )
        return fallback


@contextmanager
def _explained(desk: Desk) -> Iterator[None]:
    """What SQLite says, as a sentence; an error of standard output is none of the desk's."""
    import sqlite3
    from json import JSONDecodeError

    from store.file.db import damaged, explain

    try:
        yield
    except sqlite3.Error as error:
        raise explain(error, desk.database.path) from error
    except (UnicodeDecodeError, JSONDecodeError) as error:  # a row that cannot be read
        raise damaged(desk.database.path) from error
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        if not desk.database.sound():  # it is a bug only if the file is not to blame
            raise damaged(desk.database.path) from error
        raise


def uid(desk: Desk) -> str:
    """The reviewer's id, or nobody's."""
    return desk.reviewer_id


def print_json(value: Any) -> None:
    """JSON on stdout that reads back exactly and cannot move the terminal."""
    from store.exports.jsonl import json_text

    click.echo(json_text(value, indent=1))


def print_text(text: str) -> None:
    """Foreign text on stdout, made harmless."""
    from claims.text import visible

    click.echo(visible(text))


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for `-`.

    Raises: `BadInput` with the reason; at most one byte more than intake takes is read.
    """
    from claims.intake import MAX_BYTES
    from store.errors import BadInput
    from store.file.db import open_here

    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    path = Path(name)
    if path.is_dir():
        raise BadInput(f"{name} is a directory; name the files in it")
    if open_here(path):
        raise BadInput(f"{name} is the desk itself; name a text or a table")
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise BadInput(f"there is no file {name}") from None
    except OSError as error:
        raise BadInput(f"{name} cannot be read: {error.strerror}") from None


def take_in(desk: Desk, name: str) -> tuple[str, Any]:
    """Take one file into the desk: its title, and what was added."""
    return keep(desk, read_article(name))


def keep(desk: Desk, article: Incoming) -> tuple[str, Any]:
    data, document, file_name = article
    return document.headline or file_name or "standard input", intake.add_article(
        desk, data, document, file_name
    )


def read_article(name: str, *, encoding: str | None = None, **about: str | None) -> Incoming:
    """As `read_file`. Raises: `Refused` for a table, which can only be evidence."""
    from claims.intake import Refused
    from claims.model import Role

    article = read_file(name, encoding=encoding, **about)
    if article[1].role is Role.DATASET:
        raise Refused(
            f"{name}: a table is no article; `twosource evidence add {name}` attaches it to one"
        )
    return article


def read_file(
    name: str, *, encoding: str | None = None, sheet: str | None = None, **about: str | None
) -> Incoming:
    """One file, read but not kept yet; `about` overrides what its first lines say of it."""
    from claims.intake import Refused
    from claims.text import visible
    from store.sandbox.parent import read_document

    data = read_input(name)
    file_name = "" if name == "-" else visible(Path(name).name)
    try:
        document = read_document(data, file_name, encoding, sheet or "")
    except Refused as refusal:
        raise Refused(f"{'standard input' if name == '-' else name}: {refusal}") from None
    given: dict[str, Any] = {key: value for key, value in about.items() if value is not None}
    return data, document._replace(**given), file_name


def tell(article: Incoming) -> None:
    """Say on stderr what the reader of a file could not read."""
    _, document, name = article
    if document.notice:
        click.echo(f"{name}: {document.notice}", err=True)


def date_option(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A date as typed, in ISO 8601."""
    from store.clock import day

    if value is None:
        return None
    try:
        return day(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; 2024-02-08 is one") from None
