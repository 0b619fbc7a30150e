"""Reading, against the least that walks a text: a tokeniser of words and punctuation marks.

Both walk the same texts in the same run, on one core. A ratio of 40 and the same ratio at every
size is what we hold ourselves to: reading must not be felt, and must grow in a straight line.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

TOKEN = re.compile(r"\w+|[^\w\s]")
SIZES = (10_000, 100_000, 1_000_000)
HOSTILE = {
    "quotes": '"' * 200_000,
    "said said said": "said " * 40_000,
    "spaces": " " * 200_000,
    "digits": "1" * 200_000,
    "open brackets": "(" * 200_000,
    "according to": "according to " * 15_000,
}


def main() -> None:
    from claims.reading import read

    sample = "\n\n".join(path.read_text() for path in sorted((ROOT / "fixtures").glob("*.md")))
    read(sample, "2024-02-08")
    for size in SIZES:
        text = (sample + "\n\n") * (size // len(sample.split()) + 1)
        words = len(text.split())
        bare = _seconds(lambda text=text: sum(1 for _ in TOKEN.finditer(text)))
        ours = _seconds(lambda text=text: read(text, "2024-02-08"))
        print(f"{words:>9,} words  {words / ours:>9,.0f} words/s  ratio {ours / bare:5.1f}")
    for name, text in HOSTILE.items():
        print(f"{name:<16} {len(text):>7,} characters  {_seconds(lambda t=text: read(t)):6.2f} s")


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
