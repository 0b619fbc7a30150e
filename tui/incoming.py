"""Reading the files that people name, for commands and screens alike."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from claims.intake import MAX_BYTES, Refused
from claims.model import Document, Role
from claims.text import visible
from store.errors import BadInput
from store.file.db import open_here
from store.sandbox.parent import read_document


class Incoming(NamedTuple):
    """A file that was read and not kept yet: its bytes, what they hold, its name."""

    data: bytes
    document: Document
    file_name: str

    @property
    def title(self) -> str:
        return self.document.headline or self.file_name or "standard input"


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """A file, or standard input for `-`. Raises: `BadInput` where it cannot be opened."""
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        if open_here(Path(name)):
            raise BadInput(f"{name} is the desk itself; give another file")
        stream = Path(name).open("rb")  # noqa: SIM115  # closed below, after the block
    except FileNotFoundError:
        raise BadInput(f"there is no file {name}") from None
    except IsADirectoryError:
        raise BadInput(f"{name} is a folder; give the files in it") from None
    except OSError as error:
        raise BadInput(f"{name} cannot be read: {error.strerror}") from None
    with stream:
        yield stream


def read_input(name: str, most: int = MAX_BYTES) -> bytes:
    """The bytes of a file, or of standard input for `-`; at most one more than `most`.

    Raises: `BadInput` with the reason.
    """
    with opened(name) as stream:
        try:
            return stream.read(most + 1)
        except OSError as error:
            called = "standard input" if name == "-" else name
            raise BadInput(f"{called} cannot be read: {error.strerror}") from None


def read_article(name: str, *, encoding: str | None = None, **about: str | None) -> Incoming:
    """As `read_file`. Raises: `Refused` for a table, which can only be evidence."""
    article = read_file(name, encoding=encoding, **about)
    if article.document.role is Role.DATASET:
        raise Refused(
            f"{name} is a table; attach it to an article with `twosource evidence add {name}`"
        )
    return article


def read_evidence(name: str, **about: str | None) -> Incoming:
    """As `read_file`: a table, or a text that is no article."""
    file = read_file(name, **about)
    if file.document.role is Role.DATASET:
        return file
    return file._replace(document=file.document._replace(role=Role.EVIDENCE))


def read_file(
    name: str, *, encoding: str | None = None, sheet: str | None = None, **about: str | None
) -> Incoming:
    """One file, read but not kept yet; `about` overrides what its first lines say of it."""
    data = read_input(name)
    file_name = "" if name == "-" else visible(Path(name).name)
    try:
        document = read_document(data, file_name, encoding, sheet or "")
    except Refused as refusal:
        raise Refused(f"{'standard input' if name == '-' else name}: {refusal}") from None
    given: dict[str, Any] = {key: value for key, value in about.items() if value is not None}
    return Incoming(data, document._replace(**given), file_name)
