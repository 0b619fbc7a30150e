"""Helpers of every command: open the desk, ask who works, print text and JSON."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from json import JSONDecodeError
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from claims.json_text import json_text
from claims.text import visible
from store.clock import day, since
from store.file import identity
from store.file.db import damaged, explain
from store.verbs.opening import default_path, open_desk

if TYPE_CHECKING:
    from store.verbs.desk import Desk
    from tui.incoming import Incoming


@dataclass(slots=True)
class Options:
    """The global options: which file, and who."""

    db: Path | None
    reviewer: str | None

    @property
    def path(self) -> Path:
        return self.db or default_path()

    @contextmanager
    def desk(
        self, *, create: bool = False, ask: bool = False, fallback: str | None = None
    ) -> Iterator[Desk]:
        """The desk, open for as long as the block runs.

        `ask` wants a reviewer's name from the keyboard where none is known, `fallback` is whose
        name to write under when nobody answers.
        """
        desk = open_desk(self.path, self._name(ask, fallback), create=create)
        try:
            with _explained(desk):
                yield desk
        finally:
            desk.close()

    @contextmanager
    def reading(self) -> Iterator[Desk]:
        """The desk for looking only: a read-only file will do."""
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
        known = identity.load()
        name = self.reviewer or os.environ.get("TWOSOURCE_REVIEWER") or known.reviewer
        if name or not (ask or fallback):
            return name
        if ask and sys.stdin.isatty() and sys.stderr.isatty():
            name = click.prompt("Your name as a reviewer (kept for next time)", err=True)
            known.named(name)
            known.remember(" ".join(name.split()))
            return name
        if fallback:
            click.echo(
                f"No reviewer is named, so the log says “{fallback}”; "
                "--reviewer NAME or TWOSOURCE_REVIEWER changes that.",
                err=True,
            )
        return fallback


@contextmanager
def _explained(desk: Desk) -> Iterator[None]:
    """What SQLite says, as a sentence; an error of standard output is none of the desk's."""
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


def print_json(value: Any) -> None:
    """JSON on stdout that reads back exactly and cannot move the terminal."""
    click.echo(json_text(value, indent=1))


def print_text(text: str) -> None:
    """Foreign text on stdout, made harmless."""
    click.echo(visible(text))


def tell(article: Incoming) -> None:
    """Say on stderr what the reader of a file could not read."""
    if notice := article.document.notice:
        click.echo(f"{article.file_name}: {notice}", err=True)


def since_time(text: str | None) -> str:
    """The stored form of a time as typed after `--since`; empty for none."""
    try:
        return since(text) if text else ""
    except ValueError:
        raise click.UsageError(
            f"--since {text!r} is not a time; write it like 2024-02-08 10:30"
        ) from None


@contextmanager
def shown(total: int, long: int, label: str) -> Iterator[Callable[[int], None] | None]:
    """A bar on standard error where the work is long and somebody looks; it is told how far."""
    if total < long or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr) as bar:
        passed = 0

        def progress(now: int) -> None:
            nonlocal passed
            bar.update(max(0, now - passed))
            passed = now

        yield progress


def date_option(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A date as typed, in ISO 8601."""
    if value is None:
        return None
    try:
        return day(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a date; write it like 2024-02-08") from None
