"""The SQLite file of a desk: how it is opened, locked, written and read.

Writers take a lock file beside the database before they begin: SQLite alone starves one of four
busy processes for seconds, and a lock also keeps two libraries' checkpoints apart. Every commit is
flushed (`synchronous=FULL`), because what was shown as saved has to be on disk.

sqlite-utils builds and migrates the schema, and is imported only when there is something to build:
its import would cost a third of the time to the first paint.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.errors import Locked, StoreError

try:
    import fcntl
except ImportError:  # Windows has no flock; SQLite's own lock then has to do
    fcntl = None  # type: ignore[assignment]

LOCK_PATIENCE = 10.0  # seconds
STEPS = 1_000  # of SQLite's machine, in one statement, between two looks whether to stop
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ceph", "glusterfs"}


# The files that this process has open through SQLite. A process that closes any other handle on
# one of them loses SQLite's locks on it, and a colleague's process may then take its write-ahead
# log away (sqlite.org/howtocorrupt.html, 2.2): so nothing else here opens them.
_open_here: Counter[tuple[int, int]] = Counter()
_here = threading.RLock()


class Database:
    """A connection and the lock that its writers take. Bound to the thread that made it."""

    def __init__(self, path: Path, *, create: bool, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._lock: int | None = None
        self._writing = False
        self._copy: Path | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._file: tuple[int, int] | None = None
        with _here, self.explained():
            _may_be_opened(path, create)
            if not read_only:
                self._lock = _open_lock(path)
            self.conn = self._connect()
            self._file = _file(path)
            _open_here[self._file] += 1
            try:
                self._set_up()
            except BaseException:
                self.close()
                raise

    def _connect(self) -> sqlite3.Connection:
        if self.read_only:
            self._copy = self._private_copy()
            return sqlite3.connect(self.uri, uri=True, timeout=LOCK_PATIENCE, isolation_level=None)
        return sqlite3.connect(self.path, timeout=LOCK_PATIENCE, isolation_level=None)

    def _set_up(self) -> None:
        self.conn.execute("PRAGMA synchronous = FULL")
        self.conn.execute("PRAGMA foreign_keys = ON")
        self.conn.execute("PRAGMA cache_size = -16384")
        self.conn.execute("PRAGMA trusted_schema = OFF")
        self.conn.execute("PRAGMA secure_delete = ON")

    @property
    def uri(self) -> str:
        """The address under which the file is opened for reading only."""
        return f"{(self._copy or self.path).absolute().as_uri()}?mode=ro"

    def _private_copy(self) -> Path | None:
        """A copy to read, where SQLite cannot open the file itself: it wants to make a -shm beside
        it, and `immutable` would read a file that somebody may be changing. A -wal means that
        somebody has it open, and then the -shm is there already."""
        if self.path.with_name(f"{self.path.name}-wal").exists():
            return None
        self._folder = tempfile.TemporaryDirectory(prefix="twosource-")
        copy = Path(self._folder.name) / self.path.name
        before = self.path.stat()
        shutil.copyfile(self.path, copy)
        after = self.path.stat()
        if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
            raise Locked(f"{self.path} is being written to; try again")
        return copy

    def write_ahead(self) -> None:
        """Switch to a write-ahead log, once it is known whose file this is."""
        with self.explained():
            if self.conn.execute("PRAGMA journal_mode").fetchone() != ("wal",):
                with self.locked():
                    self.conn.execute("PRAGMA journal_mode = WAL")

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: committed and flushed when the block ends, gone if it raises.

        A block inside another belongs to the outer one.
        """
        if self.read_only:
            raise StoreError(f"{self.path} was opened read-only")
        if self._writing:
            yield self.conn
            return
        with self.explained(), self.locked():
            self.conn.execute("BEGIN IMMEDIATE")
            self._writing = True
            try:
                yield self.conn
                self.conn.execute("COMMIT")
            finally:
                self._writing = False
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")

    def truncate(self) -> None:
        """Empty the write-ahead log, which would keep what was just removed."""
        with self.explained(), self.locked():
            self.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Several reads of one state of the file."""
        with self.explained():
            self.conn.execute("BEGIN")
        try:
            yield self.conn
        finally:
            self.conn.execute("ROLLBACK")

    def stop_when(self, asked: Callable[[], bool]) -> None:
        """Break off reads of this connection, with a `StoreError`, once `asked()` is true."""
        self.conn.set_progress_handler(asked, STEPS)

    def data_version(self) -> int:
        """A number that changes when another connection commits."""
        return int(self.conn.execute("PRAGMA data_version").fetchone()[0])

    def sound(self) -> bool:
        """Whether SQLite finds nothing wrong with the file."""
        try:
            return bool(self.conn.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
        except (sqlite3.Error, UnicodeDecodeError):
            return False

    def close(self) -> None:
        if self._lock is None:
            self._disconnect()
            if self._folder:
                self._folder.cleanup()
            return
        with suppress(Locked), self.locked():  # the last close checkpoints
            self._disconnect()
        self._disconnect()  # whoever keeps the lock has the file open: this close is not the last
        os.close(self._lock)
        self._lock = None

    def _disconnect(self) -> None:
        with _here:
            self.conn.close()
            if self._file:
                _open_here[self._file] -= 1
                self._file = None

    @contextmanager
    def explained(self) -> Iterator[None]:
        """Turn what SQLite says into a sentence with the file's name and what to do."""
        try:
            yield
        except sqlite3.Error as error:
            raise explain(error, self.path) from error
        except UnicodeDecodeError as error:  # even SQLite's complaint is garbled
            raise damaged(self.path) from error
        except PermissionError as error:
            raise StoreError(
                f"{error.filename or self.path} cannot be written; is it read-only?"
            ) from error
        except OSError as error:
            raise StoreError(f"{self.path}: {error.strerror or error}") from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        if self._lock is None or fcntl is None:
            yield
            return
        _acquire(self._lock, self.path)
        try:
            yield
        finally:
            fcntl.flock(self._lock, fcntl.LOCK_UN)


def _may_be_opened(path: Path, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path} is a folder; --db needs a file")
    if not path.exists() and not create:
        raise StoreError(f"there is no desk at {path} yet; `twosource add ARTICLE` starts one")
    if path.is_file() and path.stat().st_size and not _is_sqlite(path):
        raise StoreError(f"{path} {_CAUSES['file is not a database']}")
    if kind := _network_file_system(path):
        raise StoreError(
            f"{path} is on a network file system ({kind}), where SQLite cannot lock safely; "
            "put the desk on a local disk"
        )
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise StoreError(f"{path} cannot be created: {error.strerror}") from error


def _is_sqlite(path: Path) -> bool:
    """Whether a file begins like a database; SQLite reports one that cannot be read."""
    if _open_here[_file(path)]:
        return True
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return True


def open_here(path: Path) -> bool:
    """Whether this process has the file open as a desk, and so must not open it otherwise."""
    return path.exists() and bool(_open_here[_file(path)])


def _file(path: Path) -> tuple[int, int]:
    """The identity of a file, whatever name it is reached by."""
    found = path.stat()
    return found.st_dev, found.st_ino


def _open_lock(path: Path) -> int:
    lock = path.with_name(path.name + ".lock")
    return os.open(lock, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o600)


def _acquire(lock: int, path: Path) -> None:
    """Wait for the lock, but not for ever: a stopped process must not hang its colleagues."""
    deadline = time.monotonic() + LOCK_PATIENCE
    pause = 0.0002
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise Locked(
                    f"{path} has been locked by another process for {LOCK_PATIENCE:.0f} seconds; "
                    "close it there, or try again"
                ) from None
            time.sleep(pause)
            pause = min(pause * 1.5, 0.004)


def _network_file_system(path: Path) -> str | None:
    """The type of a network mount that holds `path`, by the mount table (Linux)."""
    try:
        table = Path("/proc/self/mountinfo").read_text()
    except OSError:
        return None
    place, best, kind = path.resolve(), -1, ""
    for line in table.splitlines():
        left, _, right = line.partition(" - ")
        mount = left.split()[4].replace("\\040", " ")
        if place.is_relative_to(mount) and len(mount) >= best:
            best, kind = len(mount), right.split()[0]
    return kind if kind in _NETWORK else None


def damaged(path: Path) -> StoreError:
    return StoreError(f"{path} {_CAUSES['malformed']}")


def explain(error: sqlite3.Error, path: Path) -> StoreError:
    """The `StoreError` that stands for an error of SQLite, with a guess at the cause."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return Locked(f"{path} is locked by another program; close it there, or try again")
    for words, sentence in _CAUSES.items():
        if words in text:
            return StoreError(f"{path} {sentence}")
    return StoreError(f"{path}: SQLite says “{error}”; `twosource log verify` may say more")


_CAUSES = {
    "disk is full": (
        "cannot grow: the disk is full; your last action was not saved, all before it was; "
        "free some space and try again"
    ),
    "file is not a database": "is not a twosource desk (not an SQLite file); use another --db",
    "readonly": "is read-only; your last action was not saved; copy it to where you can write",
    "read-only": "is read-only; your last action was not saved; copy it to where you can write",
    "unable to open": "cannot be opened; check that its folder exists and that you can write to it",
    "malformed": "is damaged; restore a backup, or run `twosource log verify` on a copy",
    "no such table": "is an SQLite file, but not a twosource desk; use another --db",
    "disk i/o error": "cannot be read or written: the disk reports an error",
}
