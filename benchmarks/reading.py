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
LONG = 1_000_000  # code points of each hostile text
HOSTILE = {
    "straight quotes": '"',
    "curly quotes": "“",
    "closing quotes": "”",
    "German quotes": "„",
    "French quotes": "«",
    "said said said": "said ",
    "according to": "according to ",
    "spaces": " ",
    "newlines": "\n",
    "digits": "1",
    "commas": ",",
    "open brackets": "(",
    "Jan Jan Jan": "Jan ",
    "1-1-1-1": "1-",
    "million million": "million ",
    "dollar signs": "$",
    "one giant word": "a",
    "combining marks": "\u0301",
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
        print(
            f"{words:>9,} words  {words / ours:>9,.0f} words/s  {ours / words * 1e6:5.2f} us a word"
            f"  ratio {ours / bare:5.1f}",
            flush=True,
        )
    for name, atom in HOSTILE.items():
        text = atom * (LONG // len(atom))
        taken = _seconds(lambda text=text: read(text))
        print(f"{name:<16} {taken:6.2f} s  {taken / LONG * 1e6:5.2f} us a character", flush=True)


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
