"""A terminal that a test can hold: a real pseudo-terminal, the answers that a modern terminal
gives, and a mirror of its screen.

Nothing here sleeps. A test says what it waits for, and is woken by the program's own output. What a
key costs is counted from rest to rest, and rest is what the kernel calls it, not a length of time.
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
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

import pyte

from tests.waiting import PATIENCE, Waiting

Seen = TypeVar("Seen")

ROOT = Path(__file__).parents[2]
BEAT = 0.005  # seconds between two strokes of a key that is held down
LOOK = 0.04  # seconds between two looks at a program; a frame comes 1/60 after what it shows

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
FRAME, SHOWN = b"\x1b[?2026h", b"\x1b[?2026l"
OTHER_SCREEN = 1049

# The leader of a session claims its terminal, and only then becomes the program
_CLAIM = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
WORKBENCH = _CLAIM + "from tui.cli import main; main()"
SHELL = _CLAIM + "import os, sys; os.execvp(sys.argv[1], sys.argv[1:])"


def workbench_after(code: str) -> str:
    """The workbench in a process that has done this before."""
    return f"{_CLAIM}\n{code}\nfrom tui.cli import main; main()"


# The checks run once; afterwards no frame is theirs, and each is that of a key
CHECKED_ONCE = workbench_after("""
from tui.screens.review.findings import Findings
begin = Findings.stale
Findings.stale = lambda self: None if self._timer else begin(self)
""")


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
        self._unread = b""  # frames that came with the one before
        self._open = True
        self._over = False  # the last program has let go of the terminal
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

    def see(self, pattern: str) -> re.Match[str]:
        """The match of `pattern` on the screen, as soon as there is one."""
        wanted = re.compile(pattern, re.MULTILINE)
        return self.until(lambda: wanted.search(self.text), f"saw {pattern!r}", look=PATIENCE)

    def gone(self, pattern: str) -> None:
        """Wait until `pattern` is on the screen no longer."""
        wanted = re.compile(pattern, re.MULTILINE)
        lost = f"lost {pattern!r}"
        self.until(lambda: wanted.search(self.text) is None, lost, look=PATIENCE)

    def until(self, seen: Callable[[], Seen], what: str, look: float = LOOK) -> Seen:
        """What `seen` gives, as soon as it gives something and no frame is half drawn."""
        waiting = Waiting()
        while not (found := seen()) or self._in_frame:
            heard = self._pump(min(look, waiting.left))
            if not waiting.left or (self._over and not heard):
                raise AssertionError(f"never {what} in\n{self.text}")
        return found

    def settle(self) -> None:
        """Take in what is under way, until the program is at rest.

        That is when it says nothing and does nothing at two looks in a row: between them whatever
        it had put off has come.
        """
        waiting, looks = Waiting(), 0
        while looks < 2:
            rests = not self._pump(LOOK) and not self._in_frame and not self._busy
            looks = looks + 1 if rests else 0
            if not waiting.left:
                raise AssertionError(f"never came to rest in\n{self.text}")
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

    def drum(self, key: str, see: str) -> None:
        """Press a key over and over, until the screen shows this."""
        wanted = re.compile(see, re.MULTILINE)

        def beat() -> bool:
            if wanted.search(self.text):
                return True
            self.press(key)
            return False

        self.until(beat, f"saw {see!r}", look=BEAT)

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

    def ended(self) -> int:
        """The exit code, once the program has ended and its last words are read."""
        waiting = Waiting()
        while waiting.left and self._pump(waiting.left):
            pass
        return self.process.wait(PATIENCE)

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
        return self.written.rfind(FRAME) > self.written.rfind(SHOWN)

    @property
    def _busy(self) -> bool:
        """Whether any thread of the program runs, or waits for its turn to; as far as is known."""
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):  # it has ended
                if int(_fields(process / "stat")[3]) == self.process.pid and any(
                    _fields(thread)[0] in "RD" for thread in process.glob("task/*/stat")
                ):
                    return True
        return False

    def _pump(self, within: float) -> bool:
        """Take in one piece of output; False when none came in time, or none will come.

        No piece is more than a frame, so that what was shown for a moment only is seen by a slow
        test too.
        """
        if not self._unread:
            if not select.select([self._fd], [], [], within)[0]:
                return False
            with suppress(OSError):  # EIO
                self._unread = os.read(self._fd, 65536)
            self._over = not self._unread
        end = self._unread.find(SHOWN) + len(SHOWN)
        cut = end if end >= len(SHOWN) else len(self._unread)
        data, self._unread = self._unread[:cut], self._unread[cut:]
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


def _fields(stat: Path) -> list[str]:
    """Of a process or thread in /proc, from its state on: state, parent, group, session, …"""
    return stat.read_text().rpartition(")")[2].split()
