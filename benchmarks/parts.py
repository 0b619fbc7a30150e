"""The parts whose work the tests count, against a tokeniser's walk over the same text.

A count does not see what a regular expression does inside one call; this does. Wrapping is measured
against `str.split`, the least that finds the words of a text.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from claims.checks.consistency.consistency import check  # noqa: E402
from claims.model import Span  # noqa: E402
from claims.reading import read  # noqa: E402
from claims.reading.dates.find import dates  # noqa: E402
from claims.reading.quantities.find import quantities  # noqa: E402
from claims.reading.sentences import sentences  # noqa: E402
from claims.versions.anchors import reanchor  # noqa: E402
from claims.voices.registry import Registry  # noqa: E402
from tui.widgets.wrapping import wrap  # noqa: E402

ROUNDS = 5
TOKEN = re.compile(r"\w+|[^\w\s]")
SAID = "The port ministry said on Monday that two ferries had stopped, a pilot told us. "
MENTION = "spokesman number {} of the ministry of ships in a town by the sea"
WORDS = SAID.strip(" .").split()
SENTENCES = (".", " ", "\n", '"', "a. ", ". ", "。", "A.[1]", "“", "？")
DATES = ("1", " ", "last ", "the ", "Feb ", "8 ", "2023-", "in the ", "will Monday ", "(Feb 8")
FIGURES = ("1", "$", "hundred ", "one million and ", " 234", ",234", "twenty-", "a.a@")
FIGURES += ("minus $-", "half of a ", "three and a half ")
LONG = 100_000  # code points of a text that never stops


def main() -> None:
    registry = Registry()
    mentions = [MENTION.format(n) for n in range(1000)]
    _against("600 words", lambda: read(SAID * 40), _walk(SAID * 40))
    resolved = _walk(" ".join(mentions))
    _against("1,000 mentions", lambda: [registry.resolve(one) for one in mentions], resolved)
    for name, part, atoms in (
        ("sentences", sentences, SENTENCES),
        ("dates", lambda text: dates(text, "2024-02-08"), DATES),
        ("quantities", quantities, FIGURES),
    ):
        for atom in atoms:
            text = atom * (LONG // len(atom))
            _against(f"{name} {atom!r}", lambda p=part, t=text: p(t), _walk(text))
    _consistency()
    _re_anchoring()
    words = (SAID * 6 + "\n\n") * 6000
    _against("wrapping", lambda: wrap(words, 79), words.split)


def _consistency() -> None:
    pick = random.Random(7)
    text = " ".join(f"The {pick.choice(WORDS)} {n} was near the quay." for n in range(1000))
    reading = read(text)
    _against("consistency", lambda: check(text, reading), _walk(text))


def _re_anchoring() -> None:
    """A thousand claims, in another order, in other words, a word longer, and all alike."""
    pick = random.Random(7)

    def sentence() -> str:
        return " ".join(pick.choices(WORDS, k=9)) + f" {pick.randrange(10**6)}."

    first = [sentence() for _ in range(1000)]
    for name, before, after in (
        ("shuffled", first, pick.sample(first, 1000)),
        ("rewritten", first, [sentence() for _ in range(1000)]),
        ("a word each", first, [text.replace(".", " too.") for text in first]),
        ("identical", ["It rains."] * 990, ["It rains."] * 1000),
    ):
        (a, old), (b, new) = _laid(before), _laid(after)
        _against(f"re-anchoring, {name}", lambda: reanchor(a, b, old, new), _walk(a + b))  # noqa: B023


def _laid(texts: list[str]) -> tuple[str, list[Span]]:
    at, spans = 0, []
    for text in texts:
        spans.append(Span(at, at + len(text)))
        at += len(text) + 1
    return " ".join(texts), spans


def _walk(text: str) -> Callable[[], object]:
    return lambda: sum(1 for _ in TOKEN.finditer(text))


def _against(name: str, ours: Callable[[], object], least: Callable[[], object]) -> None:
    ours()  # loads what it needs
    pairs = [(_seconds(ours), _seconds(least)) for _ in range(ROUNDS)]
    best, bare = (min(side) for side in zip(*pairs, strict=True))
    print(f"{name:<32} {best * 1000:9.2f} ms   ratio {best / bare:8.2f}", flush=True)


def _seconds(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


if __name__ == "__main__":
    main()
