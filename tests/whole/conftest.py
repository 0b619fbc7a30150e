"""The whole program, as a person or another program meets it: in a terminal, or as a command."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import cache
from pathlib import Path

import pytest

from tests.waiting import PATIENCE

from .terminal import ROOT, Terminal

Run = Callable[..., subprocess.CompletedProcess[str]]
Query = Callable[..., list[tuple]]

ARTICLE = ROOT / "fixtures" / "xi-putin-call.md"

COMMAND = [sys.executable, "-c", "from tui.cli import main; main()"]


@pytest.fixture
def user(tmp_path: Path) -> dict[str, str]:
    """The environment of a reviewer called mk, with nothing of whoever runs the tests."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "TMPDIR": str(tmp_path),
        "TZ": "UTC",
        "TWOSOURCE_REVIEWER": "mk",
    }


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "t.db"


@pytest.fixture
def run(user: dict[str, str], db: Path, tmp_path: Path, in_process: Run) -> Run:
    """Runs a command of twosource on the test's desk: `run("claims", code=0).stdout`."""

    def factory(
        *args: str, code: int = 0, input: str = "", **env: str
    ) -> subprocess.CompletedProcess[str]:
        done = in_process("--db", str(db), *args, input=input, env=user | env, cwd=tmp_path)
        assert done.returncode == code, done.stderr
        return done

    return factory


@pytest.fixture
def apart(user: dict[str, str], db: Path, tmp_path: Path) -> Run:
    """The same, each command in a process of its own."""

    def factory(
        *args: str, code: int = 0, input: str = "", **env: str
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*COMMAND, "--db", str(db), *args],
            input=input,
            env=user | env,
            cwd=tmp_path,
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )
        assert done.returncode == code, done.stderr
        return done

    return factory


@pytest.fixture
def query(db: Path) -> Query:
    """Asks the file itself, past the program."""

    def factory(sql: str, *values: object) -> list[tuple]:
        with closing(sqlite3.connect(f"{db.as_uri()}?mode=ro", uri=True)) as conn:
            return conn.execute(sql, values).fetchall()

    return factory


@pytest.fixture
def start(user: dict[str, str]) -> Iterator[Callable[..., Terminal]]:
    """Starts programs in terminals that are closed at the end: `start("demo", size=NARROW)`."""
    with ExitStack() as stack:

        def factory(*args: str, **how: object) -> Terminal:
            env = user | dict(how.pop("env", {}))  # type: ignore[call-overload]
            return stack.enter_context(Terminal(*args, env=env, **how))  # type: ignore[arg-type]

        yield factory


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory, in_process: Run) -> Callable[..., Path]:
    """A desk that commands have made, to be copied: `made_once(("add", "a.md"), …)`."""
    folder = tmp_path_factory.mktemp("made")
    env = {
        **{"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder)},
        **{"XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)},
        "TWOSOURCE_REVIEWER": "mk",
    }

    @cache
    def make(*commands: tuple[str, ...]) -> Path:
        path = folder / f"{abs(hash(commands))}.db"
        for words in commands:
            done = in_process("--db", str(path), *words, env=env, cwd=folder)
            assert done.returncode == 0, done.stderr
        return path

    return make


LEADS = r" \d+ leads? "  # the checks have run, beside the keys


@pytest.fixture
def workbench(
    start: Callable[..., Terminal], db: Path, made_once: Callable[..., Path]
) -> Callable[..., Terminal]:
    """The workbench on an article, ready for keys: `workbench(size=NARROW)`."""

    def factory(article: str | Path = ARTICLE, **how: object) -> Terminal:
        if article == ARTICLE and not db.exists():
            shutil.copy(made_once(("add", str(ARTICLE))), db)
        terminal = start("--db", str(db), "review", str(article), **how)
        terminal.see(r"^ NORMAL ")
        if article == ARTICLE:
            terminal.see(LEADS)
        terminal.settle()
        return terminal

    return factory
