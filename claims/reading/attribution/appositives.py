"""Subjects that commas, brackets or dashes part from their verb: "Osei, a lawyer, said".

An appositive belongs to the name that it explains; a circumstance between commas does not.
"""

from __future__ import annotations

from claims.reading.english.frames import Frame
from claims.reading.english.function_words import (
    AUXILIARIES,
    CLAUSE_STARTERS,
    DAYS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    is_adverb,
    is_plural,
    word_set,
)
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import VERBS
from claims.reading.english.noun_phrases import ROLES, WIDEST, Phrase, phrase_ending_at
from claims.reading.english.tokens import TokenRun


def before_comma(passage: TokenRun, comma: int) -> Phrase | None:
    """The subject left of "..., a lawyer from Kyiv," with what explains it."""
    end, right = comma, comma
    for _ in range(5):
        left = _previous_comma(passage, right)
        if left <= 0:
            return None
        kind = _segment_kind(passage, left + 1, right - 1)
        if kind == "other":
            return None
        if kind == "circumstance" and right == end:
            end = left
        phrase = _ending_at(passage, left - 1)
        if phrase and _carries(passage, phrase, kind) and not _explains_name(passage, phrase):
            return Phrase(phrase.first, end - 1)
        right = left
    return None


def _ending_at(passage: TokenRun, last: int) -> Phrase | None:
    """The phrase that ends at `last`, with a bracket behind it: "Osei (Tema)"."""
    if passage[last].text == ")":
        return before_enclosure(passage, last, "(")
    return phrase_ending_at(passage, last)


def _carries(passage: TokenRun, phrase: Phrase, kind: str) -> bool:
    if _names(passage, phrase):
        return True
    return kind == "circumstance" and passage.capital(phrase.first) and phrase.first == 0


def _explains_name(passage: TokenRun, phrase: Phrase) -> bool:
    """As "a pilot in Tema" does in "Ama Osei, 67, a pilot in Tema, Ghana, said"."""
    if passage.low(phrase.first - 1) != "," or _is_opened(passage, phrase.first - 1):
        return False
    if passage.capital(phrase.first) and _titled_before(passage, phrase.first - 1):
        return True
    if passage.low(phrase.first) not in ("a", "an") and not _is_bare_role(passage, phrase.first):
        return False
    before = phrase.first - 2
    return passage.low(before).isdigit() or passage.capital(before)


def _is_opened(passage: TokenRun, comma: int) -> bool:
    """Whether only a circumstance stands before a comma: "In a note to Osei, her lawyer, ..."."""
    low = passage.low(0)
    opens = low in PREPOSITIONS or is_adverb(low) or low in _ASIDES
    return opens and not any(passage[n].text == "," for n in range(comma))


def _titled_before(passage: TokenRun, comma: int) -> bool:
    """Whether a title stands between commas before: "Osei, Director, Media, | Harbour Board"."""
    right = comma
    for _ in range(3):
        left = _previous_comma(passage, right)
        first = left + 1 if left >= 0 else 0
        if left > 0 and passage.low(first) in ROLES:
            return passage.capital(left - 1)
        if left <= 0:
            return False
        right = left
    return False


def _is_bare_role(passage: TokenRun, first: int) -> bool:
    """As "president of the union" in "Ama Osei, president of the union, which runs it, said"."""
    return not passage.capital(first) and any(
        passage.low(n) in ROLES for n in range(first, min(first + 3, len(passage)))
    )


def _previous_comma(passage: TokenRun, right: int) -> int:
    n = right - 1
    while n >= 0 and passage[n].text != ",":
        if passage.quoted(n) or passage[n].text in (";", ":") or right - n > 30:
            return -1
        n -= 1
    return n


def _segment_kind(passage: TokenRun, first: int, last: int) -> str:
    """What stands between two commas: an appositive, a circumstance or something else."""
    if first > last:
        return "other"
    low = passage.low(first)
    if (last - first < 2 and low in _ASIDES) or _is_report(passage, first, last):
        return "circumstance"
    if low in PRONOUNS and low != "who":
        return "other"
    if low in ("who", "whose", "which", "where") or low in DETERMINERS or low.isdigit():
        return "appositive"
    if low in PREPOSITIONS or is_adverb(low) or low.endswith("ing"):
        return "circumstance" if low != "of" else "appositive"
    if low in CLAUSE_STARTERS or low in AUXILIARIES:
        return "circumstance" if low in ("when", "while", "as", "if") else "other"
    return "appositive"


def _is_report(passage: TokenRun, first: int, last: int) -> bool:
    """As between the commas of "Osei, the wire reported, said"."""
    verb = VERBS.get(passage.low(last))
    told = (
        verb is not None
        and verb.form in (VerbForm.PAST, VerbForm.THIRD)
        and Frame.CLAUSE in verb.frames
    )
    return told and first < last and passage.low(first) not in RELATIVES


# As in "Osei, though, said" and "the board, for example, said".
_ASIDES = word_set("though however too meanwhile for in instead nonetheless nevertheless still")


def _names(passage: TokenRun, phrase: Phrase) -> bool:
    """Whether a phrase can carry an appositive: a name, or a noun with its determiner."""
    if passage.low(phrase.last) in DAYS or passage[phrase.last].text.isdigit():
        return False
    if _hides_verb(passage, phrase):
        return False
    first = passage.low(phrase.first)
    if passage.capital(phrase.last) or first in DETERMINERS or first.endswith("'s"):
        return True
    return passage.capital(phrase.first) and is_plural(passage.low(phrase.last))


def _hides_verb(passage: TokenRun, phrase: Phrase) -> bool:
    lows = (passage.low(n) for n in range(phrase.first, phrase.last + 1))
    return any(low in FINITE for low in lows)


def before_enclosure(passage: TokenRun, last: int, mark: str) -> Phrase | None:
    n = last - 1
    while n >= 0 and passage[n].text != mark:
        if last - n > WIDEST or passage[n].text in (";", ":"):
            return None
        n -= 1
    phrase = phrase_ending_at(passage, n - 1) if n > 0 else None
    return Phrase(phrase.first, last if mark == "(" else last - 1) if phrase else None
