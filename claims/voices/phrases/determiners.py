"""The words before a noun that say how many, which and whose."""

from __future__ import annotations

from collections.abc import Sequence

from claims.reading.english.function_words import PREPOSITIONS, word_set
from claims.reading.english.nouns import COLLECTIVES
from claims.voices.phrases.words import DEFINITE, LINKS, OWNERS, QUANTIFIERS, is_capital, low

_OF_PARTS = word_set("one two three four five some many most several both all none few each half")


def determined(words: Sequence[str]) -> tuple[int, bool, int, str]:
    """How many, whether definite, where the noun begins, and whose: "the ministry's" spokesman."""
    count, definite, n, owner = 0, False, 0, ""
    while n < len(words) - 1:
        small = words[n].lower()
        if small in COLLECTIVES and words[n + 1].lower() == "of" and n + 2 < len(words):
            if small in ("group", "trio", "panel", "team", "pair", "couple"):
                break
            n += 2
            continue
        if small in _OF_PARTS and words[n + 1].lower() == "of" and n + 2 < len(words):
            n += 2
            continue
        if small in OWNERS:
            owner, definite = small, True
        elif small in QUANTIFIERS and not _names_place(words, n):
            if words[n + 1].lower() in LINKS or words[n + 1].lower() in PREPOSITIONS:
                break
            definite = definite or small in DEFINITE
            count = 2 if small in ("two", "both") else 3 if small == "three" else count
        else:
            break
        n += 1
    for m in range(n, min(n + 8, len(words) - 1)):
        small = words[m].lower()
        if small in LINKS or small in PREPOSITIONS:
            break
        if small.endswith(("'s", "s'")) and not _in_name(words, m):
            owner = " ".join(words[n : m + 1])
            owner = (
                owner.removesuffix("'s").removesuffix("'") if small.endswith("'s") else owner[:-1]
            )
            return count, True, m + 1, owner
    return count, definite, n, owner


def _names_place(words: Sequence[str], n: int) -> bool:
    """ "New York", and "One Nation": a capital that opens a name, not the phrase."""
    return words[n] == "New" and is_capital(words[n + 1])


def _in_name(words: Sequence[str], m: int) -> bool:
    """ "People's Daily", "Moody's Analytics", "St. Mary's Hospital": the possessive is named."""
    return low(words[m]) in _NAMED_POSSESSIVES and is_capital(words[m + 1])


_NAMED_POSSESSIVES = word_set(
    "people women men children moody mcdonald standard lloyd st mary levi wendy macy kohl lowe "
    "sotheby christie veterans teachers workers farmers doctors nurses lawyers bishops players "
    "sainsbury barclay king queen mayor governor reader kellogg"
)
