"""Seeded mutations of passages cut from the fixture documents, each with its right outcome.

Left out by rule: a mutation after which the document still holds the words in this order, and a
swap of two equal words.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from claims.checks.quotation.folded_text import fold, is_negation, words
from claims.checks.quotation.quotation_finding import QuotationOutcome
from claims.intake import read_document
from claims.reading.sentences import sentences

FIXTURES = Path(__file__).parents[2] / "fixtures"
_OTHER_WORDS = ["marble", "violin", "seventeen", "orchard", "whisper", "bitterly", "lantern"]

_PORT = ("port-brief.txt", "conversation.txt")  # what is said of the call is not in these


class Case(NamedTuple):
    kind: str
    document: str
    quoted: str
    outcome: QuotationOutcome


def documents() -> dict[str, str]:
    """The texts of the fixture documents, by file name."""
    found = sorted([*FIXTURES.glob("*.txt"), *FIXTURES.glob("*.md")])
    return {
        path.name: read_document(path.read_bytes(), path.name).text
        for path in found
        if path.name != "README.md"
    }


def passages(text: str) -> list[str]:
    """Sentences, and stretches of six to twelve words of them, of 4 to 30 words."""
    found = []
    for span in sentences(text):
        whole = span.of(text).split()
        found.append(" ".join(whole))
        found += [" ".join(whole[at : at + 6 + at % 7]) for at in range(0, len(whole) - 5, 5)]
    return [one for one in found if 4 <= len(_keys(one)) <= 30 and not re.search(r"[\[\]…]", one)]


def cases(seed: int) -> Iterator[Case]:
    """Every mutation of every passage."""
    rng = random.Random(seed)
    texts = documents()
    for name, text in texts.items():
        held = " " + " ".join(_keys(text)) + " "
        for passage in passages(text):
            yield Case("exact", name, passage, QuotationOutcome.EXACT)
            yield Case("typographic", name, _typographic(passage), QuotationOutcome.EXACT)
            yield Case(
                "punctuation", name, _repunctuated(passage), QuotationOutcome.PUNCTUATION_ONLY
            )
            for kind, quoted, outcome in _worded(passage, rng):
                if f" {' '.join(_keys(quoted))} " not in held:
                    yield Case(kind, name, quoted, outcome)
        if name in _PORT:
            call = passages(texts["readout-cctv.txt"])
            for strange in (one for one in call if f" {' '.join(_keys(one))} " not in held):
                yield Case("absent", name, strange, QuotationOutcome.NOT_FOUND)
        for _ in range(20):
            invented = " ".join(rng.choices([*_OTHER_WORDS, "the", "of", "and"], k=9))
            yield Case("absent", name, invented, QuotationOutcome.NOT_FOUND)


def _worded(passage: str, rng: random.Random) -> Iterator[tuple[str, str, QuotationOutcome]]:
    """Mutations that touch the words."""
    cut = passage.split()
    at = rng.randrange(1, len(cut) - 1)
    other = rng.choice(_OTHER_WORDS)
    marked, altered = QuotationOutcome.ELLIPSIS_OR_BRACKET, QuotationOutcome.ALTERED
    if not _keys(cut[at]):
        return
    yield "replaced", " ".join([*cut[:at], other, *cut[at + 1 :]]), altered
    yield "inserted", " ".join([*cut[:at], other, *cut[at:]]), altered
    yield "dropped", " ".join([*cut[:at], *cut[at + 1 :]]), altered
    dots = rng.choice(["...", "…", ". . .", "[...]"])
    yield "ellipsis", " ".join([*cut[:at], dots, *cut[at + 1 :]]), marked
    yield "bracket", " ".join([*cut[:at], f"[{other}]", *cut[at:]]), marked
    swapped = [*cut[: at - 1], cut[at], cut[at - 1], *cut[at + 1 :]]
    if _keys(" ".join(swapped)) != _keys(passage):
        yield "swapped", " ".join(swapped), altered
    for n, word in enumerate(cut[1:-1], 1):
        if any(is_negation(key) for key in _keys(word)):
            yield "negation dropped", " ".join([*cut[:n], *cut[n + 1 :]]), altered


def _typographic(passage: str) -> str:
    """What no reader sees: spaces, quotation marks, accents, ligatures, soft hyphens."""
    changed = unicodedata.normalize("NFD", passage).replace("fi", "ﬁ").replace("'", "’")
    changed = changed.replace("“", '"').replace("”", '"').replace("’", "'")
    first, _, rest = changed.partition(" ")
    return f"{first[0]}\u00ad{first[1:]}\u00a0{rest}".replace(" and ", "\nand  ")


def _repunctuated(passage: str) -> str:
    first, _, rest = passage.rstrip(".,").partition(" ")
    return f"{first}; {rest}" if first[-1].isalnum() else f"{first} – {rest}"


def _keys(text: str) -> list[str]:
    return [word.key for word in words(fold(text).text)]
