"""A terminal that a test can hold: a real pseudo-terminal, the answers that a modern terminal
gives, and a mirror of its screen.

Nothing here sleeps. A test says what it waits for, and is woken by the program's own output.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyte

ROOT = Path(__file__).parents[2]
PATIENCE = 10.0  # seconds; long, because only a failing test waits that long
QUIET = 0.06  # seconds without output after which a program has said all it had to say

WIDE = (120, 36)
NARROW = (80, 24)

KEYS = {
    "enter": "\r",
    "esc": "\x1b",
    "tab": "\t",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "ctrl+c": "\x03",
    "ctrl+g": "\x07",
    "ctrl+z": "\x1a",
}

ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronised output: yes
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # resize reports in the stream: no
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[c": b"\x1b[?62;22c",
}
FRAME = b"\x1b[?2026h"
OTHER_SCREEN = 1049

# The leader of a session claims its terminal, and only then becomes the program
_CLAIM = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
WORKBENCH = _CLAIM + "from tui.cli import main; main()"
SHELL = _CLAIM + "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])"


class Screen(pyte.Screen):
    """What pyte leaves out: a program's own screen is empty when it opens, and gone afterwards."""

    def set_mode(self, *modes: int, **how: bool) -> None:
        self._clear_for(modes)
        super().set_mode(*modes, **how)

    def reset_mode(self, *modes: int, **how: bool) -> None:
        self._clear_for(modes)
        super().reset_mode(*modes, **how)

    def _clear_for(self, modes: tuple[int, ...]) -> None:
        if OTHER_SCREEN in modes:
            self.erase_in_display(2)
            self.cursor_position()


@dataclass(frozen=True, slots=True)
class Cost:
    """What a key made the program write."""

    bytes: int
    frames: int


class Terminal:
    """One program in one terminal. `with` ends them both."""

    def __init__(
        self,
        *args: str,
        env: dict[str, str],
        size: tuple[int, int] = WIDE,
        script: str = WORKBENCH,
        cwd: Path = ROOT,
    ) -> None:
        self.written = bytearray()
        self._screen = Screen(*size)
        self._mirror = pyte.ByteStream(self._screen)
        self._open = True
        self._rested = -1  # how much was written when it last fell quiet, if no key came since
        self._fd, slave = os.openpty()
        os.set_blocking(self._fd, False)
        self._set_size(size)
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-c", script, *args],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env=env,
                cwd=cwd,
                start_new_session=True,
            )
        finally:
            os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    # --- what is on the screen -------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def see(self, pattern: str, within: float = PATIENCE) -> re.Match[str]:
        """The match of `pattern` on the screen, as soon as there is one."""
        wanted = re.compile(pattern, re.MULTILINE)
        deadline = time.monotonic() + within
        while (match := wanted.search(self.text)) is None or self._in_frame:
            if not self._pump(deadline):
                raise AssertionError(f"never saw {pattern!r} in\n{self.text}")
        return match

    def gone(self, pattern: str, within: float = PATIENCE) -> None:
        """Wait until `pattern` is on the screen no longer."""
        wanted = re.compile(pattern, re.MULTILINE)
        deadline = time.monotonic() + within
        while wanted.search(self.text) or self._in_frame:
            if not self._pump(deadline):
                raise AssertionError(f"still see {pattern!r} in\n{self.text}")

    def hear(self, within: float) -> bool:
        """Listen for a moment; False once the program has ended."""
        self._pump(time.monotonic() + within)
        return self.process.poll() is None

    def settle(self) -> None:
        """Take in what is under way, until the program is quiet."""
        while self._pump(time.monotonic() + QUIET) or self._in_frame:
            pass
        self._rested = len(self.written)

    # --- what is typed ---------------------------------------------------------------------------

    def press(self, *keys: str) -> None:
        """Keys by name (`enter`) or as the text they type, in one go as a fast typist does."""
        data = "".join(KEYS.get(key, key) for key in keys).encode()
        self._rested = -1
        while data:
            select.select([], [self._fd], [], PATIENCE)
            data = data[os.write(self._fd, data) :]

    def do(self, *keys: str, see: str) -> re.Match[str]:
        """Press, and wait for what it shows."""
        self.press(*keys)
        return self.see(see)

    def cost(self, key: str, see: str) -> Cost:
        """What one key costs, from rest to rest."""
        if self._rested != len(self.written):
            self.settle()
        before = len(self.written)
        self.do(key, see=see)
        self.settle()
        made = self.written[before:]
        return Cost(len(made), made.count(FRAME))

    def resize(self, size: tuple[int, int]) -> None:
        self._set_size(size)
        self._screen.resize(size[1], size[0])
        os.killpg(self.process.pid, signal.SIGWINCH)

    # --- how it ends -----------------------------------------------------------------------------

    def signal(self, number: int) -> None:
        self.process.send_signal(number)

    def ended(self, within: float = PATIENCE) -> int:
        """The exit code, once the program has ended and its last words are read."""
        deadline = time.monotonic() + within
        while self._pump(deadline):
            pass
        return self.process.wait(max(0.1, deadline - time.monotonic()))

    def hang_up(self) -> int:
        """Close the terminal under the program, as a lost connection does; its exit code."""
        os.close(self._fd)
        self._open = False
        return self.process.wait(PATIENCE)

    def kill(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self._open:
            os.close(self._fd)
            self._open = False

    # --- the wire --------------------------------------------------------------------------------

    @property
    def _in_frame(self) -> bool:
        """Half a frame is never shown."""
        return self.written.rfind(FRAME) > self.written.rfind(b"\x1b[?2026l")

    def _pump(self, deadline: float) -> bool:
        """Take in one piece of output; False when none came in time, or none will come."""
        if not select.select([self._fd], [], [], max(0.0, deadline - time.monotonic()))[0]:
            return False
        try:
            data = os.read(self._fd, 65536)
        except OSError:  # EIO: the last program has let go of the terminal
            return False
        self.written += data
        self._mirror.feed(data)
        self._answer(len(data))
        return bool(data)

    def _answer(self, fresh: int) -> None:
        """Answer each question once, also one that arrived in two pieces."""
        for question, answer in ANSWERS.items():
            recent = self.written[-fresh - len(question) + 1 :]
            for _ in range(recent.count(question)):
                os.write(self._fd, answer)

    def _set_size(self, size: tuple[int, int]) -> None:
        columns, rows = size
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
