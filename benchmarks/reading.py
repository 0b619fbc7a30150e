"""Reading, against the least that walks a text: a tokeniser of words and punctuation marks.

Both walk the same texts in the same run, on one core. We hold ourselves to a ratio of 40, the same
at every size: reading must not be felt, and must grow in a straight line, whatever the text. The
import counts too, for it is paid at each start. The developers' news is walked where it is at hand.
"""

from __future__ import annotations

import compileall
import json
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

NEWS = ROOT.parent / "shared" / "data" / "reading" / "attribution_polnear_dev.jsonl"
PUBLISHED = "2024-02-08"
TOKEN = re.compile(r"\w+|[^\w\s]")
SIZES = (10_000, 100_000, 1_000_000)
ROUNDS = 5
STARTS = 31
LONG = 1_000_000  # code points of each hostile text
HOSTILE = {
    "straight quotes": '"',
    "curly quotes": "“",
    "closing quotes": "”",
    "German quotes": "„",
    "French quotes": "«",
    "Chinese quotes": "「",
    "said said said": "said ",
    "according to": "according to ",
    "spaces": " ",
    "newlines": "\n",
    "digits": "1",
    "grouped digits": "1,000,",
    "commas": ",",
    "open brackets": "(",
    "hyphens": "-",
    "capitals": "A",
    "initials": "A. ",
    "Jan Jan Jan": "Jan ",
    "1-1-1-1": "1-",
    "million million": "million ",
    "dollar signs": "$",
    "one giant word": "a",
    "combining marks": "\u0301",
    "emoji": "👍🏽",
}
IMPORT = """
import sys, time
began = time.perf_counter()
import enum, typing
below = time.perf_counter()
import claims.reading
imported = time.perf_counter()
claims.reading.read("“It rained,” the pilot said on Monday.", "2024-02-08")
read = time.perf_counter()
ours = {name.partition(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)
print((below - began) * 1000, (imported - began) * 1000, (read - began) * 1000,
    *(ours & {"dateutil", "rapidfuzz"}))
"""


def main() -> None:
    _import()
    sample = "\n\n".join(path.read_text() for path in sorted((ROOT / "fixtures").glob("*.md")))
    if NEWS.exists():
        records = [json.loads(line) for line in NEWS.open(encoding="utf-8")]
        _ratio("news", [(record["text"], record["published"]) for record in records])
    for size in SIZES:
        text = (sample + "\n\n") * (size // len(sample.split()) + 1)
        _ratio("fixtures", [(text, PUBLISHED)], rounds=1 if size == SIZES[-1] else ROUNDS)
    for name, atom in HOSTILE.items():
        _hostile(name, atom)
    _growth()


def _import() -> None:
    """What import and first sentence cost in a process of its own, and what they drag in."""
    compileall.compile_dir(str(ROOT / "claims"), quiet=1)  # as an installed program is
    told = [
        subprocess.run(
            [sys.executable, "-c", IMPORT], cwd=ROOT, check=True, capture_output=True, text=True
        ).stdout.split()
        for _ in range(STARTS)
    ]
    below, whole, first = (sorted(float(line[n]) for line in told) for n in range(3))
    print(
        f"import    min {whole[0]:.1f}  median {statistics.median(whole):.1f} ms"
        f"  (of that enum and typing: {statistics.median(below):.1f} ms;"
        f" with the first sentence: {statistics.median(first):.1f} ms)"
        f"  other packages: {', '.join(sorted(told[0][3:])) or 'none'}",
        flush=True,
    )


def _ratio(name: str, texts: Sequence[tuple[str, str | None]], rounds: int = ROUNDS) -> None:
    from claims.reading import read

    def walk() -> None:
        for text, _ in texts:
            sum(1 for _ in TOKEN.finditer(text))

    def ours() -> None:
        for text, published in texts:
            read(text, published)

    words = sum(len(text.split()) for text, _ in texts)
    read(*texts[0])
    pairs = [(_seconds(ours), _seconds(walk)) for _ in range(rounds)]
    best = min(taken for taken, _ in pairs)
    ratio = best / min(bare for _, bare in pairs)
    print(
        f"{name:<9} {words:>9,} words  {words / best:>9,.0f} words/s"
        f"  {best / words * 1e6:5.2f} us a word  ratio {ratio:5.1f}",
        flush=True,
    )


def _hostile(name: str, atom: str) -> None:
    """Time a character of a long text and of a quarter of it: the same, if it grows in a line."""
    from claims.reading import read

    quarter, whole = (
        _seconds(lambda size=size: read(atom * (size // len(atom)))) / size * 1e6
        for size in (LONG // 4, LONG)
    )
    print(
        f"{name:<16} {whole * LONG / 1e6:6.2f} s  {whole:5.2f} us a character"
        f"  (of a quarter: {quarter:5.2f})",
        flush=True,
    )


def _growth() -> None:
    """One text of 10,000 characters against four of a quarter, for each text of the tests.

    Their count of calls does not see a pattern that looks at each letter again for each letter.
    """
    from claims.reading import read
    from tests.claims.test_hostile import HOSTILE as TEXTS
    from tests.claims.test_hostile import LENGTH

    found = []
    for atom in TEXTS:
        short = atom * (LENGTH // len(atom))
        four = min(
            _seconds(lambda t=short: [read(t, PUBLISHED) for _ in range(4)]) for _ in range(ROUNDS)
        )
        whole = min(_seconds(lambda t=short * 4: read(t, PUBLISHED)) for _ in range(ROUNDS))
        found.append((whole / four, whole, atom))
    found.sort(reverse=True)
    print("a text against its four quarters; in a line it is 1, in a square 4:")
    for ratio, whole, atom in found[:5]:
        print(f"  {atom!r:<20} {whole * 1000:8.2f} ms  ratio {ratio:5.2f}", flush=True)


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


if __name__ == "__main__":
    main()
