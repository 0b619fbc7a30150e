"""How a test waits: for what it wants to see, and so long that only what never comes is missed.

This is the one file of the tests that looks at a clock. No test says how long a thing takes:
`benchmarks/` measures that, and `counting.py` counts what makes it fast.
"""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import pytest

PATIENCE = 120.0  # seconds; only a failing test waits that long, and a busy machine may be slow
HANGING = 900.0  # seconds after which a test will not end by itself
# Begins a program that waits for its turn to write as long as a test does: where eight start at
# once beside other work, the last one's comes late
PATIENTLY = f"from store.file import db; db.LOCK_PATIENCE = {PATIENCE}\n"


def killed_at(size: int) -> str:
    """The beginning of a program that is killed when any file it writes grows beyond `size`.

    Where in its work that is depends on no clock.
    """
    return f"""
import resource, signal, sys
sys.dont_write_bytecode = True
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""


class Waiting:
    """Patience that runs out: `left` is how many seconds there are still."""

    def __init__(self) -> None:
        self._end = time.monotonic() + PATIENCE

    @property
    def left(self) -> float:
        return max(0.0, self._end - time.monotonic())


async def until(turn: Callable[[], Awaitable[None]], seen: Callable[[], object]) -> None:
    """Let the program have its turns until there is something to see."""
    async with asyncio.timeout(PATIENCE):
        while not seen():
            await turn()


@contextmanager
def ending(seconds: float = HANGING) -> Iterator[None]:
    """What hangs fails in the end. It says so again each second: the first may be swallowed."""

    def give_up(*_: object) -> None:
        pytest.fail(f"it never ended, in {seconds:.0f} seconds")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
