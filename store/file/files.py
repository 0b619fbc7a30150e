"""Files and folders written for the user: each appears whole, or not at all.

What is written goes beside its place under a name of its own, is flushed, and moves there in one
step. A name says which process made it, so that what a killed one left behind is cleared away by
the next that writes to the same place.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from store.errors import Exists, StoreError

Pieces = Iterable[str | bytes]
NOTE = "README.txt"  # in every folder that is written here, so that it may be replaced
NOTE_BEGINS = "twosource export"


def write_out(pieces: Pieces) -> None:
    """To standard output, as UTF-8."""
    for piece in pieces:
        sys.stdout.buffer.write(_bytes(piece))
    sys.stdout.buffer.flush()


def write_whole(path: Path, pieces: Pieces, *, force: bool = False) -> None:
    """Write `pieces`, text as UTF-8, beside `path`, and move it into place.

    Raises: `Exists` when there is a file already and `force` is off, `StoreError` when writing
    fails; what was there stays as it was.
    """
    _clear(path)
    if path.is_dir():
        raise StoreError(f"{path} is a folder, but this format is one file; name a file in it")
    _may_replace(path, force=force)
    with _beside(path) as temporary:
        with temporary.open("wb") as file:
            for piece in pieces:
                file.write(_bytes(piece))
            _flush(file.fileno())
        temporary.replace(path)
        _flush_folder(path.parent)


def write_folder(
    path: Path, files: Iterable[tuple[str, Iterable[str]]], *, force: bool = False
) -> int:
    """Write a folder of files, each a name and its text in pieces, and move it into place. Returns
    the number of files.

    With `force` a folder that was written here before is replaced as a whole, and no other.
    Raises: `Exists` without `force`, `StoreError`; what was there stays as it was.
    """
    _clear(path)
    if path.exists() and not _ours(path):
        raise StoreError(
            f"{path} already exists and was not made by an export; choose another name"
        )
    _may_replace(path, force=force)
    count = 0
    with _beside(path) as temporary:
        temporary.mkdir()
        for name, pieces in files:
            with (temporary / name).open("xb") as file:
                for piece in pieces:
                    file.write(piece.encode())
                _flush(file.fileno())
            count += 1
        _flush_folder(temporary)
        _swap(temporary, path)
        _flush_folder(path.parent)
    return count


def _may_replace(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise Exists(f"{path} already exists; choose another name, or use --force")


def _swap(new: Path, path: Path) -> None:
    """Put a folder in the place of another; a folder cannot be renamed over one with files."""
    if not path.exists():
        new.replace(path)
        return
    old = new.with_suffix(".old.part")
    path.replace(old)
    new.replace(path)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A place to write in beside `path`, which is gone afterwards."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield temporary
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        _remove(temporary)


def _clear(path: Path) -> None:
    """Remove what processes that are gone left beside `path`; put back what one was replacing."""
    for left in path.parent.glob(f".{_literal(path.name)}.*.part"):
        pid = left.name.removeprefix(f".{path.name}.").partition(".")[0]
        if not pid.isdigit() or _alive(int(pid)):
            continue
        if left.name.endswith(".old.part") and not path.exists():
            left.replace(path)
        else:
            _remove(left)


def _literal(name: str) -> str:
    """`name` as a pattern that matches only itself."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OSError):
        return True
    return True


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _ours(path: Path) -> bool:
    note = path / NOTE
    return note.is_file() and note.read_bytes().startswith(NOTE_BEGINS.encode())


def _bytes(piece: str | bytes) -> bytes:
    return piece.encode() if isinstance(piece, str) else piece


def _flush(descriptor: int) -> None:
    os.fsync(descriptor)


def _flush_folder(path: Path) -> None:
    """Make a rename last; not every system lets a folder be opened for it."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)
