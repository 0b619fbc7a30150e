"""The one place that writes a file for somebody: whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from store.errors import StoreError


def write_whole(path: Path, chunks: Iterable[str], *, force: bool = False) -> None:
    """Write `chunks` as UTF-8 beside `path`, flush, and move it into place.

    Raises: `StoreError` when there is a file already and `force` is off, or writing fails; what
    was there stays as it was.
    """
    if path.exists() and not force:
        raise StoreError(f"{path} exists already; choose another name, or say --force")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        temporary.unlink(missing_ok=True)
