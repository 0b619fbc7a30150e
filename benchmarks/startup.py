"""First paint of the sample, against a bare Textual app; then bytes, frames and time of a key.

Both sides run in a real pseudo-terminal of 120x36, in turn. The ratio is taken pair by pair.
"""

from __future__ import annotations

import compileall
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.sample import environment, fill  # noqa: E402
from tests.whole.terminal import Terminal  # noqa: E402

BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("accused the United")
Bare().run()
"""
CLAIM = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
SAMPLE = "accused the United"
PAIRS = 15
KEYS = 12


class Wire(Terminal):
    """A terminal that only listens: mirroring the screen takes longer than drawing it."""

    def first(self, text: bytes) -> None:
        """Wait until `text` has come over the wire."""

        class Deaf:
            def feed(self, _: bytes) -> None: ...

        self._mirror = Deaf()
        while text not in self.written:
            if not self._pump(20):
                raise AssertionError(f"{text!r} never came")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = environment(folder)
        db = str(Path(folder) / "t.db")
        compileall.compile_dir(str(ROOT), quiet=1, maxlevels=9)  # as an installed program is
        fill(db, env)
        sides = {
            "bare Textual": lambda: Wire(env=env, script=CLAIM + BARE),
            "review": lambda: Wire("--db", db, "review", "1", env=env),
            "demo": lambda: Wire("demo", env=env),
        }
        seconds: dict[str, list[float]] = {name: [] for name in sides}
        for _ in range(PAIRS):
            for name, start in sides.items():
                seconds[name].append(_first_paint(start))
        _report(seconds)
        _first_keys(env)
        _keys(db, env)


def _first_paint(start) -> float:  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    with start() as terminal:
        terminal.first(SAMPLE.encode())
        return time.perf_counter() - began


def _report(seconds: dict[str, list[float]]) -> None:
    bare = seconds["bare Textual"]
    for name, taken in seconds.items():
        ratio = statistics.median(a / b for a, b in zip(taken, bare, strict=True))
        low, middle = min(taken) * 1000, statistics.median(taken) * 1000
        print(f"{name:<14} min {low:4.0f}  median {middle:4.0f} ms  ratio {ratio:.2f}")


def _first_keys(env: dict[str, str]) -> None:
    """The first status key of a run against the second, each run on a desk of its own."""
    firsts, seconds = [], []
    for _ in range(PAIRS):
        with tempfile.TemporaryDirectory() as folder:
            db = f"{folder}/desk.db"
            fill(db, env)
            with Terminal("--db", db, "review", "1", env=env) as terminal:
                terminal.see(SAMPLE)
                terminal.settle()
                for number, taken in enumerate((firsts, seconds), 2):
                    began = time.perf_counter()
                    terminal.do("1", see=rf"▸\s+{number} ·")
                    taken.append(time.perf_counter() - began)
                    terminal.settle()
    ratio = statistics.median(a / b for a, b in zip(firsts, seconds, strict=True))
    first, second = statistics.median(firsts) * 1000, statistics.median(seconds) * 1000
    print(f"first key      median {first:.1f} ms  second {second:.1f} ms  ratio {ratio:.2f}")


def _keys(db: str, env: dict[str, str]) -> None:
    """A status key, from the press to the repainted next claim."""
    bytes_, frames, taken = [], [], []
    with Terminal("--db", db, "review", "1", env=env) as terminal:
        terminal.see(SAMPLE)
        terminal.settle()
        for number in range(1, KEYS + 1):
            before, began = len(terminal.written), time.perf_counter()
            terminal.do("1", see=rf"▸\s+{number + 1} ·")
            taken.append(time.perf_counter() - began)
            terminal.settle()
            made = terminal.written[before:]
            bytes_.append(len(made))
            frames.append(made.count(b"\x1b[?2026h"))
    print(
        f"status key     median {statistics.median(taken) * 1000:.1f} ms"
        f"  bytes median {statistics.median(bytes_):.0f}, most {max(bytes_)}"
        f"  frames {min(frames)} to {max(frames)}"
    )


if __name__ == "__main__":
    main()
