"""The words of a phrase, and the small words that tell where its parts begin."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from claims.reading.english.function_words import DAYS, word_set

CLITIC = re.compile(r"^(he|she|it|they|we|i|you|who|that)['’](?:s|d|ll|ve|re|m)$", re.IGNORECASE)


_TOKEN = re.compile(r"\w(?:[\w’'&./-]*[\w’'])?\.?(?!\w)|\w[\w’'&./-]*|[^\w\s]")


_ABBREVIATION = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?\.?$|(?:[A-Z][a-z]{0,4})\.$")


_WHEN = (DAYS - {"may"}) | word_set("earlier later today yesterday recently last this on also")


PARTICLES = word_set(
    "de la le van von der den del della di da dos das du el al bin ibn ben abu ten ter bint zu y"
)


QUANTIFIERS = word_set(
    "a an the this that these those some any many most several few both all another other others "
    "every each one two three four five six seven eight nine ten no such certain various numerous "
    "more fewer even only just at least about nearly almost around over same recent new latest "
    "separate"
)


DEFINITE = word_set("the this that these those both his her its their our my your")


OWNERS = word_set("his her its their our my your whose")


LINKS = word_set("of for at with from in on by to near inside outside behind within across about")


NAME_JOINTS = word_set("of for on and & the to in de")


PRONOUNS = word_set("he she they it i we you his her its their him them who which that")


def tokenised(words: str) -> list[str]:
    tokens = []
    for match in _TOKEN.finditer(words.replace("’", "'")):
        word = match[0]
        if word.endswith(".") and len(word) > 1 and not _ABBREVIATION.match(word):
            word = word[:-1]
        tokens.append(word)
    while len(tokens) > 1 and _tells_when(tokens):
        tokens.pop()
    return tokens


def _tells_when(tokens: Sequence[str]) -> bool:
    last, before = tokens[-1].lower(), tokens[-2].lower()
    return last in _WHEN or (last in _SPANS and before in ("last", "this", "next", "earlier"))


_SPANS = word_set("week month year night weekend morning spring summer autumn fall winter")


def is_capital(word: str) -> bool:
    if word[:3] in ("al-", "el-", "Al-", "El-"):
        word = word[3:]
    return word[:1].isupper() or (word[:1].isdigit() and word[-1:].isupper() and len(word) > 1)


@lru_cache(maxsize=8192)
def low(word: str) -> str:
    """A word as lists have it: small, without possessive and full stop."""
    return word.lower().removesuffix("'s").rstrip("'").rstrip(".")
