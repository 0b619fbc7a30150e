"""The ids of reviewers, devices and files, chosen once and kept in the user's configuration.

A reviewer is a random 128-bit id with a display name, never the login name. A device is another.
A file's identity is the device and the place on its disk, so a copied or restored file is noticed
and starts a new stream at once.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from store.errors import BadInput, StoreError

try:
    import fcntl
except ImportError:  # Windows has no flock
    fcntl = None  # type: ignore[assignment]


class Reviewer(NamedTuple):
    id: str
    name: str


def config_dir() -> Path:
    """`$XDG_CONFIG_HOME/twosource`, or what the platform has instead."""
    return _base("XDG_CONFIG_HOME", ".config") / "twosource"


def data_dir() -> Path:
    """`$XDG_DATA_HOME/twosource`, or what the platform has instead."""
    return _base("XDG_DATA_HOME", ".local/share") / "twosource"


def _base(variable: str, fallback: str) -> Path:
    if os.environ.get(variable):
        return Path(os.environ[variable])
    if os.name == "nt" and os.environ.get("APPDATA"):
        return Path(os.environ["APPDATA"])
    return Path.home() / fallback


@dataclass(slots=True)
class Identity:
    """What `identity.json` holds: this device, its reviewers by name, who works here by default."""

    device: str
    reviewers: dict[str, str]
    reviewer: str | None = None

    def named(self, name: str) -> Reviewer:
        """The reviewer called `name` on this machine, who is given an id if there is none yet."""
        clean = clean_name(name)
        if clean not in self.reviewers:
            with _alone():
                self._look_again()
                if clean not in self.reviewers:
                    self.reviewers[clean] = secrets.token_hex(16)
                    self.save()
        return Reviewer(self.reviewers[clean], clean)

    def remember(self, name: str) -> None:
        with _alone():
            self._look_again()
            self.reviewer = name
            self.save()

    def _look_again(self) -> None:
        """What another process has written meanwhile: two would give one person two ids."""
        if (config_dir() / "identity.json").exists():
            known = load()
            self.device, self.reviewers = known.device, {**self.reviewers, **known.reviewers}
            self.reviewer = known.reviewer or self.reviewer

    def save(self) -> None:
        path = config_dir() / "identity.json"
        data = {"device": self.device, "reviewer": self.reviewer, "reviewers": self.reviewers}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f"{path.name}.{os.getpid()}")
            with temporary.open("w", encoding="utf-8") as file:
                file.write(json.dumps(data, indent=1, ensure_ascii=False) + "\n")
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        except OSError as error:
            raise StoreError(f"{path} cannot be written: {error.strerror}") from error


@contextmanager
def _alone() -> Iterator[None]:
    """No other process writes the identity while the block runs."""
    path = config_dir() / "identity.lock"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_CLOEXEC", 0), 0o600)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}") from error
    try:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def clean_name(name: str) -> str:
    """`name` without outer white space. Raises: `BadInput` for what cannot be a reviewer's name."""
    clean = " ".join(name.split())
    if not clean or len(clean) > 80 or not clean.isprintable():
        raise BadInput(f"{name!r} cannot be a reviewer's name; use up to 80 printable characters")
    return clean


def load() -> Identity:
    """This user's identity; a new device id where there is none yet."""
    path = config_dir() / "identity.json"
    try:
        raw: dict[str, Any] = json.loads(path.read_text())
        return Identity(str(raw["device"]), dict(raw["reviewers"]), raw.get("reviewer"))
    except FileNotFoundError:
        return Identity(secrets.token_hex(16), {})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} cannot be read ({error}); repair it or move it away") from error


def person(conn: sqlite3.Connection, known: Identity, name: str | None) -> Reviewer | None:
    """The reviewer called `name`: from this user's configuration, else from the file.

    Raises: `BadInput` for an impossible name, and for one that several have.
    """
    if not name:
        return None
    name = clean_name(name)
    rows = conn.execute(
        "SELECT uid FROM reviewer WHERE name = ?"
        " AND uid NOT IN (SELECT reviewer FROM main.same_person)",
        (name,),
    ).fetchall()
    ids = {row[0] for row in rows}
    if known.reviewers.get(name) in ids or not ids:
        return _goes_by(conn, known.named(name))
    if len(ids) > 1:
        raise BadInput(
            f"{len(ids)} reviewers are called {name!r} here; if they are one person, an editor says"
            f" so with `twosource reviewers merge`; else choose another name with --reviewer"
        )
    return Reviewer(ids.pop(), name)


def _goes_by(conn: sqlite3.Connection, who: Reviewer) -> Reviewer:
    """The reviewer whom somebody was merged into on this desk; else themselves."""
    row = conn.execute(
        "SELECT r.uid, r.name FROM main.same_person p JOIN reviewer r ON r.uid = p.into_reviewer"
        " WHERE p.reviewer = ?",
        (who.id,),
    ).fetchone()
    return Reviewer(*row) if row else who


def device_name() -> str:
    return socket.gethostname().partition(".")[0] or "device"


def file_identity(path: Path, device: str) -> str:
    """The same as long as the file stays where it is; another for a copy of it."""
    stat = path.stat()
    return f"{device}:{stat.st_dev}:{stat.st_ino}"


UNNAMED = "desk"  # takes articles in when nobody has said who works here; never judges
