"""Tells whether a clause begins at a token, with "that" or without it.

A clause has a subject and a finite verb soon behind it; a name or a noun alone is a thing
("announced a plan").
"""

from __future__ import annotations

from claims.reading.attribution.cues import quoted_behind
from claims.reading.english.function_words import (
    CLAUSE_STARTERS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    RELATIVES,
    is_adverb,
    word_set,
)
from claims.reading.english.noun_phrases import Phrase
from claims.reading.english.tokens import TokenRun
from claims.reading.english.verb_groups import is_clitic, looks_finite


def opens_clause(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    return low in ("that", "") or low in QUESTION_WORDS or quoted_behind(passage, n) or low in ":,"


def clause_ahead(passage: TokenRun, start: int) -> bool:
    """Whether a clause follows: "told him that it rained", and not "told him a story"."""
    for n in range(start, min(start + 16, len(passage))):
        low = passage.low(n)
        if low == "that" or low in FINITE or low.endswith("n't") or passage.quoted(n):
            return True
        if is_clitic(low) or looks_finite(passage, n):
            return True
    return False


def plain_clause(passage: TokenRun, start: int) -> bool:
    """Whether a clause without "that" begins at `start`: "it rained", "the gate was shut"."""
    low = passage.low(start)
    if is_clitic(low) or low in _POINTING:
        return True
    if low in PRONOUNS or low == "there":
        return low != "it" or finite_ahead(passage, start, 4) or _is_third(passage, start + 1)
    begins = low in DETERMINERS or passage.capital(start) or is_number(low)
    return begins and finite_ahead(passage, start, 10)


_POINTING = word_set("that's there's what's who's")


def _is_third(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    return low.endswith(("s", "ed")) and len(low) > 4


def finite_ahead(
    passage: TokenRun, start: int, reach: int = 15, *, over_commas: bool = False
) -> bool:
    for n in range(start + 1, min(start + reach, len(passage))):
        low = passage.low(n)
        if low in FINITE or low.endswith("n't") or is_clitic(low):
            return True
        if low in RELATIVES or passage[n].text in (";", "."):
            return False
        if passage[n].text == "," and not over_commas:
            return False
    return False


def _finite_at(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    return bool(low) and (low in FINITE or low.endswith("n't") or looks_finite(passage, n))


def is_number(low: str) -> bool:
    return low[:1].isdigit() or low.partition("-")[0] in DETERMINERS


def names_a_thing(passage: TokenRun, start: int) -> bool:
    """Whether a noun phrase and no clause follows: "announced a plan for the port"."""
    if opens_clause(passage, start) or is_clitic(passage.low(start)):
        return False
    if passage.low(start) in FINITE:  # "something he admitted would cost more"
        return False
    if passage.low(start) in PRONOUNS - {"it", "you"}:
        return False
    for n in range(start + 1, min(start + 12, len(passage))):
        if passage.low(n) in ("and", "but") and _finite_at(passage, n + 1):
            return True  # "announced a plan and left": the speaker goes on
        if _finite_at(passage, n):
            return False
    return True


def subject_behind_comma(passage: TokenRun, start: int) -> bool:
    """Whether a comma with a subject follows: "because the gate is shut, the ferry would wait"."""
    for n in range(start + 2, min(start + 20, len(passage) - 1)):
        if passage[n].text == ",":
            return plain_clause(passage, n + 1) or passage.quoted(n + 1)
    return False


def condition_first(passage: TokenRun, comma: int) -> bool:
    """Whether a condition comes before the clause: "I think, if it rains, the gate will shut"."""
    if passage.low(comma) != "," or passage.low(comma + 1) not in ("if", "when"):
        return False
    return subject_behind_comma(passage, comma + 1)


def is_cleft(passage: TokenRun, subject: Phrase, n: int) -> bool:
    """Whether "is" at `n` only leads to the clause: "what we know is that it rained"."""
    copula = passage.low(n) in ("is", "was") and passage.low(n + 1) == "that"
    return copula and passage.low(subject.first - 1) in ("what", "all")


def held_clause(passage: TokenRun, lemma: str, subject: Phrase, start: int) -> bool:
    """Whether what is thought follows as a clause without "that" and without an article."""
    if lemma not in _HELD:
        return False
    if passage.low(start) in FINITE:
        return _lacks_subject(passage, subject, start)
    return lemma not in _FELT and _bare_clause(passage, start)


_HELD = word_set("think believe suspect hope fear feel assume suppose guess know reckon doubt")
_FELT = word_set("feel suppose doubt fear")  # "felt certain", "supposed alternatives"


def _lacks_subject(passage: TokenRun, subject: Phrase, start: int) -> bool:
    """Whether the clause has its subject before the cue: "a man who police think is armed"."""
    before = passage.low(subject.first - 1) if subject.first else ""
    return before in _GAPS and passage.low(start + 1) != "that"


_GAPS = word_set("who which that whom something someone anything everything those")


def _bare_clause(passage: TokenRun, start: int) -> bool:
    """As in "thinks ferry pilots have time"."""
    low = passage.low(start)
    noun = low.isalpha() and low not in _NO_NOUNS and not is_adverb(low)
    return noun and finite_ahead(passage, start, 5)


_NO_NOUNS = PREPOSITIONS | FINITE | CLAUSE_STARTERS | word_set("and but better good best")
