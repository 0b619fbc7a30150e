"""A consistent copy of a desk, made while others write."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from store.errors import StoreError
from store.file.db import Database


def backup(database: Database, path: Path, *, force: bool = False) -> None:
    """Copy the desk to `path`: whole or not at all, readable by its owner only.

    Raises: `StoreError` when `path` exists and `force` is off, or cannot be written.
    """
    if path.exists() and not force:
        raise StoreError(f"{path} already exists; choose another name, or use --force")
    if path.exists() and path.samefile(database.path):
        raise StoreError(f"{path} is the desk itself; choose another name for the copy")
    if path.with_name(f"{path.name}-wal").exists():
        raise StoreError(f"{path} is open in another program; close it there, or choose a new name")
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        copy = sqlite3.connect(temporary)
        try:
            database.conn.backup(copy)
        finally:
            copy.close()
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}") from error
    except sqlite3.Error as error:
        raise StoreError(f"{path} cannot be written: SQLite says “{error}”") from error
    finally:
        temporary.unlink(missing_ok=True)
