"""The words around the first mention of a name: a role before it, an appositive behind it.

"An attorney for Pagliano, Mark MacDougall" and "Karl Weiss, 52, the ministry's spokesman" tell who
somebody is once; the text then takes it for known.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.reading.english.function_words import (
    AUXILIARIES,
    CLAUSE_STARTERS,
    DAYS,
    DETERMINERS,
    PREPOSITIONS,
    word_set,
)
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import VERBS
from claims.reading.english.nouns import NounKind, noun_kind
from claims.voices.cast.names import NamedAt
from claims.voices.phrases.parse import phrases
from claims.voices.phrases.voice_phrase import VoicePhrase

# "An attorney for Pagliano, | Mark MacDougall": what a name behind a comma is said to be.
_NAMED_BEHIND = re.compile(
    r"(?:(?<=\s)|\A)((?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[A-Z]\w+['’]s) )"
    r"((?:[\w’'.-]+ ){0,6}[\w’'-]+), \Z"
)
_LEFT = re.compile(r"(?:[\w’'.-]+[ \u00a0]){1,12}\Z")
_RIGHT = re.compile(
    r"(?: ?\((?P<aka>[A-Z][\w.&-]{1,9})\))?"
    r"(?P<of> (?:of|for|from|at|with) (?:the )?[A-Z][^,.;:—–()\n“”\"]{2,70})?"
    r"(?:, (?P<age>\d{1,3})(?=[,.]))?"
    r"(?:,? (?P<who>who)\b|(?:,| [—–-]+) "
    r"(?P<more>(?!and |but |said|says|told|who )[^,.;:—–()\n“”\"]{3,120}"
    r"(?:\.[A-Z][^,.;:\n]{0,40})?))?"
)


class Around(NamedTuple):
    """What the text around a first mention tells."""

    phrase: VoicePhrase | None
    person: bool
    aka: str


def around(text: str, named: NamedAt) -> Around:
    """The whole phrase that a first mention is the name of."""
    lead = _lead(text, named.start, named.end)
    match = _RIGHT.match(text, named.end)
    aka = of = more = ""
    person = False
    if match is not None:
        aka, of, more = match["aka"] or "", match["of"] or "", match["more"] or ""
        person = bool(match["who"] or match["age"])
    inner = text[named.start : named.end]
    whole = f"{lead}{inner}{of}"
    if more and _explains(more):
        whole += f", {more}"
    if whole == inner:
        return Around(None, person, aka)
    found = phrases(" ".join(whole.split()))
    return Around(found[0] if len(found) == 1 else None, person, aka)


def _explains(more: str) -> bool:
    words = more.split()
    first = words[0].lower()
    if first in DETERMINERS or first.endswith(("'s", "’s")) or first in ("former", "then"):
        return first not in ("that", "this", "these", "those", "which")
    verb = VERBS.get(first)
    return verb is None and any(noun_kind(word.lower()) is NounKind.PERSON for word in words[:5])


_STOPS = PREPOSITIONS | CLAUSE_STARTERS | AUXILIARIES | word_set("and or but not also said says")


def _lead(text: str, start: int, end: int) -> str:
    """The words before a name that belong to it: a role, or what a name behind a comma is."""
    before = text[max(0, start - _REACH) : start]
    if before.endswith(", "):
        return _described(before) if text[end : end + 1] in _ENDS else ""
    last = before.rstrip().rpartition(" ")[2].lower().rstrip(".")
    if not before.endswith((" ", "\u00a0")) or noun_kind(last) not in _LEADING:
        return ""
    if last in VERBS and VERBS[last].form is not VerbForm.BASE:
        return ""
    match = _LEFT.search(before)
    return "".join(f"{word} " for word in _role_words(match[0].split() if match else []))


_REACH = 90
_ENDS = (",", ".", ";", ")", "\n", "")
_LEADING = frozenset({NounKind.PERSON, NounKind.BODY, NounKind.DOCUMENT})


def _described(before: str) -> str:
    """As "An attorney for Pagliano, " before Mark MacDougall."""
    match = _NAMED_BEHIND.search(before)
    if match is None:
        return ""
    words = match[2].split()
    links = [n for n, word in enumerate(words) if word in _LINKS and n]
    head = words[links[0] - 1 if links else -1]
    return match[0] if noun_kind(head.lower()) is NounKind.PERSON else ""


_LINKS = frozenset({"of", "for", "at", "to", "in"})


def _role_words(words: list[str]) -> list[str]:
    """The last of some words, back to where the role begins: "former port | director"."""
    kept: list[str] = []
    for word in reversed(words):
        small = word.lower()
        told = small in VERBS and VERBS[small].form is VerbForm.PAST
        if told or small in _STOPS or small in DAYS or small.isdigit():
            break
        kept.append(word)
        if small in DETERMINERS or (small.endswith(".") and len(small) > 4):
            break
    return kept[::-1]
