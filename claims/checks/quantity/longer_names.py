"""The names of a claim that a row's label is only a part of: "Northern Ireland" for "Ireland".

Such a row is not the one that the claim tells of, however well its figure fits.
"""

from __future__ import annotations

from claims.checks.quantity.figure_context import ClaimWord, FigureContext
from claims.checks.quantity.prepared_table import PreparedTable, caption_stems, header_stems
from claims.reading.english.function_words import AUXILIARIES, PREPOSITIONS, word_set
from claims.tables.months import MONTHS

_REGIONS = word_set(
    "north northern south southern east eastern west western northeast northwest southeast "
    "southwest"
)
_WRITTEN_LARGE = word_set("new greater central equatorial upper lower inner outer")
_KINDS = word_set("state city county province country nation town region district municipality")
_SAME = frozenset({("south", "korea")})  # which most tables call Korea
_LINKS = word_set("of the and")
_NO_NAMES = word_set(
    "the a an this that these those it its he she they we i but while when where meanwhile only "
    "both once then today yesterday overall even also statistics neighbouring "
    "monday tuesday wednesday thursday friday saturday sunday mr mrs ms"
)


def is_other_place(
    prepared: PreparedTable, context: FigureContext, at: int, label: frozenset[str]
) -> bool:
    """Whether the words beside it make a label another place: "Northern Ireland".

    Or one of another kind: "the state of Georgia" is no country.
    """
    first, last = _ends(context.words, at, label)
    before, behind = _beside(context.words, first - 1), _beside(context.words, last + 1)
    large = before.low in _WRITTEN_LARGE and before.said[:1].isupper()
    if before.low in _REGIONS or large:
        return not _is_same(before, label)
    kinds = {stem for stem in header_stems(prepared) if stem in _KINDS}
    told = behind.stem if _touches(context.words, last) else ""
    if before.low in ("of", "the"):
        back = first - 2 if before.low == "of" else first - 3
        told = _beside(context.words, back).stem or told
    return bool(kinds) and told in _KINDS and told not in kinds


def is_of_other_kind(prepared: PreparedTable, context: FigureContext, row: int) -> bool:
    """Whether the claim speaks of a city, say, and the row is called a county."""
    told = {word.stem for word in context.words} & _KINDS
    kinds = prepared.row_stems[row] & _KINDS
    return bool(told) and bool(kinds) and told.isdisjoint(kinds)


def is_longer(
    prepared: PreparedTable, context: FigureContext, at: int, label: frozenset[str]
) -> bool:
    """Whether a name of the claim goes on before or behind the label that stands at `at`."""
    words = context.words
    first, last = _ends(words, at, label)
    before, behind = _beside(words, first - 1), _beside(words, last + 1)
    goes_on = _touches(words, first - 1) and _is_name(before, prepared)
    if goes_on and not _is_same(before, label):
        return True
    if words[last].low.endswith(("'s", "’s")):
        return False
    if behind.low == ",":
        second, end = _beside(words, last + 2), _beside(words, last + 3)
        short = len(second.said) == len("WI") and second.said.isupper()
        return _is_name(second, prepared) and (short or end.low == ",")
    return _touches(words, last) and _is_name(behind, prepared)


def _is_same(before: ClaimWord, label: frozenset[str]) -> bool:
    return any((before.low, one) in _SAME for one in label)


def _is_name(word: ClaimWord, prepared: PreparedTable) -> bool:
    """Whether a word is written as a name, and as none that the table has."""
    if not word.said[:1].isupper() or word.low.endswith(("'s", "’s", "ly")):
        return False
    if word.low in PREPOSITIONS | AUXILIARIES | _NO_NAMES or word.low in MONTHS:
        return False
    known = frozenset().union(*prepared.column_stems.values(), header_stems(prepared))
    return word.stem not in known | caption_stems(prepared) | prepared.rows_by_stem.keys()


def _ends(words: tuple[ClaimWord, ...], at: int, label: frozenset[str]) -> tuple[int, int]:
    """The first and the last word of the label that stands around `at`."""
    n = next(n for n, word in enumerate(words) if word.start == at)
    first = last = n
    for step in (-1, 1):
        end, k = n, n + step
        while 0 <= k < len(words) and (words[k].stem in label or words[k].low in _LINKS):
            end = k if words[k].stem in label else end
            k += step
        first, last = (end, last) if step < 0 else (first, end)
    return first, last


def _beside(words: tuple[ClaimWord, ...], n: int) -> ClaimWord:
    return words[n] if 0 <= n < len(words) else ClaimWord(0, "", "", "")


def _touches(words: tuple[ClaimWord, ...], n: int) -> bool:
    """Whether one blank or hyphen alone parts a word from the next."""
    if not 0 <= n < len(words) - 1:
        return False
    return words[n + 1].start - words[n].start - len(words[n].said) == 1
