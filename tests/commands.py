"""The command line run in this process: what a shell would see of it, without the quarter of a
second that each new interpreter takes to start and to import us.

A command that is killed, that runs beside others, or whose pipes and start are what a test is
about, has a process of its own in that test.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryFile
from typing import Any

import pytest


def in_process(
    *args: str,
    input: str | bytes = "",
    env: Mapping[str, str] = os.environ,
    cwd: Path | str = ".",
    encoding: str | None = "utf-8",
) -> CompletedProcess[Any]:
    """Runs `twosource` with these words in this environment, as `subprocess.run` would.

    Without an encoding what it wrote is bytes. A bug is raised instead of being printed.
    """
    from tui.cli import main

    code, letters = 0, encoding or "utf-8"
    with ExitStack() as stack:
        stdin, stdout = (stack.enter_context(_stream(letters)) for _ in range(2))
        stderr = stack.enter_context(_stream(letters, "backslashreplace"))
        stdin.buffer.write(input.encode(letters) if isinstance(input, str) else input)
        stdin.buffer.seek(0)
        stack.enter_context(_environment(env))
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.chdir(cwd)
        patch.setattr(sys, "argv", ["twosource", *args])
        for name, stream in (("stdin", stdin), ("stdout", stdout), ("stderr", stderr)):
            patch.setattr(sys, name, stream)
        try:
            main()
        except SystemExit as done:
            code = int(done.code or 0)
        finally:
            gc.enable()  # the workbench starts with it off, and these never start
        written = [_all_of(stream) for stream in (stdout, stderr)]
    if encoding:  # a pipe in text mode gives line feeds alone
        texts = [text.decode(encoding).replace("\r\n", "\n") for text in written]
        return CompletedProcess(args, code, *texts)
    return CompletedProcess(args, code, *written)


def _stream(encoding: str, errors: str = "strict") -> TextIOWrapper:
    """A file, because some commands ask theirs for its size."""
    return TextIOWrapper(TemporaryFile(), encoding, errors)


def _all_of(stream: TextIOWrapper) -> bytes:
    stream.flush()
    stream.buffer.seek(0)
    return stream.buffer.read()


@contextmanager
def _environment(env: Mapping[str, str]) -> Iterator[None]:
    """This environment and no other, the time zone too."""
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ.keys() - env.keys():
            patch.delenv(name)
        for name in [name for name, value in env.items() if os.environ.get(name) != value]:
            patch.setenv(name, env[name])
        time.tzset()
        yield
    time.tzset()
