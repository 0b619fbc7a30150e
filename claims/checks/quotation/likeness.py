"""Finds the sentence of a document that is most like a claim: where to begin to read.

The words that a sentence (or a row of a table) shares with the claim are counted by how rare they
are in the document. Words are the same when they begin alike ("interfering" finds "interference"),
figures when they are the same before the point. This only opens a document at a likely place; it
judges nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log

from claims.checks.quotation.passages import COMMON
from claims.model import Span
from claims.reading.sentences import sentences

# A figure, a Chinese or Japanese character, or a word
_WORD = re.compile(
    r"\d+(?:\.\d+)?|[\u3040-\u30ff\u3400-\u9fff]|[^\W\d_\u3040-\u30ff\u3400-\u9fff]+"
)
_STEM = 6  # letters by which two words are taken for the same
_ENOUGH = 0.15  # of the claim's telling words; fewer in common are chance


def most_like(text: str, claim: str) -> Span | None:
    """The sentence of `text` that has most in common with `claim`; None when nothing tells.

    Of equals the first one. About 3 ms per thousand words.
    """
    wanted = _keys(claim)
    stretches = sentences(text)
    shared = [wanted & _keys(one.of(text)) for one in stretches]
    standing = Counter(key for keys in shared for key in keys)
    weight = {key: 1 + log(len(stretches) / count) for key, count in standing.items()}
    best, found = 0.0, None
    for stretch, keys in zip(stretches, shared, strict=True):
        score = sum(weight[key] for key in sorted(keys))  # sorted: the sum is the same each time
        if score > best and _tells(keys, wanted):
            best, found = score, stretch
    return found


def _tells(keys: frozenset[str], wanted: frozenset[str]) -> bool:
    return len(keys) >= _ENOUGH * len(wanted) or any(key.isdecimal() for key in keys)


def _keys(text: str) -> frozenset[str]:
    found = (word.partition(".")[0] for word in _WORD.findall(text.casefold()))
    return frozenset(word[:_STEM] for word in found if word not in COMMON)
