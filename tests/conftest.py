"""Factories: a desk in a real file, an article in it, a clock that ticks once a call."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from claims.intake import read_document
from store.clock import Instant
from store.file import db
from store.verbs import intake
from store.verbs.desk import Desk
from store.verbs.intake import Added
from store.verbs.opening import open_desk

from . import commands
from .waiting import PATIENCE, ending

# A law holds on a slow machine and beside other work: how long an example takes, or the drawing of
# it, is no part of any.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")
# Examples may share the fixtures of their test, where each makes what it needs from them.
settings.register_profile(
    "one desk",
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

FIXTURES = Path(__file__).parent.parent / "fixtures"
ARTICLE = FIXTURES / "xi-putin-call.md"

SHORT = """Port sample

A port official said that traffic rose by 4 per cent. Nobody said why.

Reuters reported that the quay was closed, and the mayor denied that a ship had sunk.
"""


MEMORY = Path("/dev/shm")
ROOM = 2 << 30  # bytes


def pytest_configure(config: pytest.Config) -> None:
    """Desks lie in memory where there is room: each commit waits for its disk, and no law here is
    about a disk that loses its power."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup() -> Iterator[None]:
    """No fixture hangs for ever, of whatever scope."""
    with ending():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Iterator[None]:
    """Nor does a test."""
    with ending():
        return (yield)


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer waits for its turn as long as it takes, where a law is not about that."""
    monkeypatch.setattr(db, "LOCK_PATIENCE", PATIENCE)


@pytest.fixture(autouse=True)
def _own_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the configuration of whoever runs it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("TWOSOURCE_DB", raising=False)
    monkeypatch.delenv("TWOSOURCE_REVIEWER", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture(scope="session")
def in_process() -> Callable[..., CompletedProcess[Any]]:
    """Runs a command in this process: `in_process("claims", cwd=tmp_path).stdout`."""
    return commands.in_process


@pytest.fixture
def clock() -> Callable[[], Instant]:
    ticks = itertools.count(1_707_386_400_000_000, 1_000_000)
    return lambda: Instant(next(ticks), 480)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with nothing in it, to be copied: making one takes longer than most tests."""
    folder = tmp_path_factory.mktemp("blank")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder))
        open_desk(folder / "t.db", "mk").close()
    return folder / "t.db"


@pytest.fixture
def open_at(
    tmp_path: Path, clock: Callable[[], Instant], blank: Path
) -> Iterator[Callable[..., Desk]]:
    """Opens desks that are closed again at the end: `open_at("mk")`, `open_at("li", "b.db")`."""
    opened: list[Desk] = []

    def factory(reviewer: str = "mk", name: str = "t.db") -> Desk:
        if not (tmp_path / name).exists():
            shutil.copy(blank, tmp_path / name)
        opened.append(open_desk(tmp_path / name, reviewer, clock=clock))
        return opened[-1]

    yield factory
    for desk in opened:
        desk.close()


@pytest.fixture
def desk(open_at: Callable[..., Desk]) -> Desk:
    return open_at()


@pytest.fixture
def fresh(open_at: Callable[..., Desk]) -> Callable[[], tuple[Desk, int]]:
    """A new desk with the short article, for each example of a property test."""
    numbers = itertools.count()

    def factory() -> tuple[Desk, int]:
        desk = open_at("mk", f"fresh-{next(numbers)}.db")
        data = SHORT.encode()
        return desk, intake.take_in(
            desk, data, read_document(data, "short.txt"), "short.txt"
        ).document

    return factory


@pytest.fixture
def add(desk: Desk) -> Callable[..., Added]:
    """Takes a text into the desk: `add()`, `add("Some text.")`, `add(path)`."""

    def factory(what: str | Path = SHORT, **about: str) -> Added:
        data = what.read_bytes() if isinstance(what, Path) else what.encode()
        name = what.name if isinstance(what, Path) else "short.txt"
        document = read_document(data, name)._replace(**about)
        return intake.take_in(desk, data, document, name)

    return factory


@pytest.hookimpl(optionalhook=True)  # there may be no xdist
def pytest_xdist_auto_num_workers() -> int:
    """Half as many again as there are cores: many a test waits for a terminal to fall quiet."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return max(1, (cores or 1) * 3 // 2)
