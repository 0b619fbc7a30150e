"""The words that soften a figure: "nearly", "more than", "at least"."""

from __future__ import annotations

from claims.reading.english.lowercase_words import Words
from claims.reading.quantities.units import phrase_set

_HEDGES = phrase_set("""
    nearly, almost, about, around, roughly, approximately, approx, some, over, under, above, below,
    up to, more than, less than, fewer than, greater than, higher than, lower than, at least,
    at most, as much as, as many as, as little as, as few as, no more than, no fewer than,
    no less than, not more than, not less than, close to, just over, just under, just above,
    just below, well over, well under, well above, slightly more than, slightly less than,
    slightly over, little more than, far more than, much more than, a little over, estimated,
    an estimated, an average of, upwards of, in excess of, approaching, circa, only, exactly,
    precisely, a maximum of, a minimum of, maximum, minimum, not even, barely, hardly
""")
_LONGEST_HEDGE = max(len(hedge.split()) for hedge in _HEDGES)
# With an article between they are prepositions: "under a five-year contract".
_PREPOSITIONS = frozenset({"under", "over", "above", "below", "around", "some"})
_HEDGE_ENDS = frozenset(hedge.split()[-1] for hedge in _HEDGES)


def hedge_before(words: Words, first: int) -> tuple[str, int]:
    """What softens the figure that starts at `first`, and how many tokens it takes."""
    for skipped in (0, 1):
        if words.low(first - skipped - 1) not in _HEDGE_ENDS:
            continue
        if skipped and not _skips_article(words, first - 1):
            break
        for size in range(_LONGEST_HEDGE, 0, -1):
            at = first - skipped - size
            if at < 0:
                continue
            phrase = " ".join(words.low(m) for m in range(at, at + size))
            if phrase in _HEDGES:
                return phrase, size
    return "", 0


def _skips_article(words: Words, n: int) -> bool:
    return words.low(n) in ("a", "an", "the") and words.low(n - 1) not in _PREPOSITIONS
