"""The words that narrow a figure to what a table may not hold: "oil exports", "monthly"."""

from __future__ import annotations

from collections.abc import Sequence

from claims.checks.quantity.figure_context import ClaimWord, FigureContext
from claims.checks.quantity.prepared_table import PreparedTable, stem
from claims.reading.english.function_words import PREPOSITIONS, word_set


def qualified(context: FigureContext, prepared: PreparedTable) -> bool:
    """Whether the words narrow the measure to what the table may not hold: "oil exports"."""
    if context.lasting or any(word.low in _PARTS for word in context.words):
        return True
    names = frozenset().union(*prepared.column_stems.values())
    known = names | prepared.rows_by_stem.keys() | _NEUTRAL
    return _inherits(context, prepared, names, known) or any(
        word.stem in names and _narrowed(context.words, n, known)
        for n, word in enumerate(context.words)
    )


def _narrowed(words: Sequence[ClaimWord], n: int, known: frozenset[str]) -> bool:
    """Whether a word of another thing stands before the measure, or "of" it behind."""
    before, after = words[n - 1] if n else None, [word.low for word in words[n + 1 : n + 3]]
    if after[:1] == ["of"] and len(after) == 2 and stem(after[1]) not in known:
        return True
    if after[:1] == ["between"] and after[1:] not in (["the"], ["them"], ["both"]):
        return len(after) == 2 and not after[1].isdecimal()
    if before is None or not before.low[0].isalpha() or before.low.endswith(("'s", "’s")):
        return False
    return before.low not in PREPOSITIONS and before.stem not in known and before.low not in known


def _inherits(
    context: FigureContext, prepared: PreparedTable, names: frozenset[str], known: frozenset[str]
) -> bool:
    """Whether the figure has words of another subject and takes its measure from elsewhere."""
    first, start = context.before
    commas = [w.start for w in context.words if w.start < start and w.low == ","]
    own = [w for w in context.words if max([first, *commas]) <= w.start < start]
    near = [w for w in context.words if w.start < context.after[1]]
    if len(names) > 1 and not any(w.stem in names for w in near):
        return True
    if any(word.stem in names or word.stem in prepared.rows_by_stem for word in own):
        return False
    return any(w.low[0].isalpha() and not _is_plain(w, known) for w in own)


def _is_plain(word: ClaimWord, known: frozenset[str]) -> bool:
    return bool({word.low, word.stem} & (known | PREPOSITIONS | _MOVING))


_PARTS = word_set("monthly quarterly daily weekly average averaged averaging averages")
_MOVING = word_set(
    "up down rose rise fell fall drop dropped jump jumped grew growth gain gained increase "
    "increased decline declined climbed more less than came was were or nearly almost about "
    "some or had which is this that an a annual year-on-year yearly"
)
_NEUTRAL = word_set(
    "a an total annual bilateral chinese it their the and its that this these his her our said "
    "showed as two-way while but whereas way goods good two million billion trillion thousand "
    "hundred dozen crore lakh bn trn tn m carried carries has have had"
)
