"""Compares the names of persons and places with those that the documents spell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from claims.checks.facts.alignment import FactDocuments
from claims.checks.facts.fact_finding import (
    FactFinding,
    FactKind,
    FactVerdict,
    FactWording,
    finding,
)
from claims.checks.facts.prepared_text import PreparedText, Statement
from claims.checks.facts.proper_names import ProperName, proper_names
from claims.model import Span
from claims.reading.english.nouns import listed_kind

_SHORTEST = 4  # letters of a name that may be misspelt


class _Spelt(NamedTuple):
    """A name of a document."""

    document: int
    name: ProperName


class KnownNames:
    """The names of all documents, by each of their words."""

    def __init__(self, documents: FactDocuments) -> None:
        self.texts = documents.texts
        self.names: list[_Spelt] = [
            _Spelt(d, name) for d, text in enumerate(documents.texts) for name in names_of(text)
        ]
        self.by_word: dict[str, list[_Spelt]] = defaultdict(list)
        for spelt in self.names:
            for token in spelt.name.tokens:
                self.by_word[token].append(spelt)
        self._by_initial: dict[str, list[str]] = defaultdict(list)
        for word in self.by_word:
            self._by_initial[word[0]].append(word)
        self._near: dict[str, _Spelt | None] = {}

    def spelt(self, name: ProperName) -> _Spelt | None:
        """Where a document has all the words of a name in their order, if one does."""
        for spelt in self.by_word.get(name.surname, ()):
            if _holds(spelt.name.tokens, name.tokens):
                return spelt
        return None

    def near(self, name: ProperName) -> _Spelt | None:
        """The name of a document that may be meant: the same first name or surname, or nearly."""
        if len(name.tokens) < 2:
            return self._near_word(name)
        given, surname = name.tokens[0], name.surname
        for spelt in self.by_word.get(given, ()):
            if len(spelt.name.tokens) > 1 and _is_misspelt(surname, spelt.name.surname):
                return spelt
        namesakes = [
            s
            for s in self.by_word.get(surname, ())
            if len(s.name.tokens) > 1 and not s.name.located and not self.is_thing(s.name)
        ]
        firsts = {s.name.tokens[0] for s in namesakes if s.name.surname == surname}
        if len(firsts) == 1 and given not in firsts and _is_given(given, *firsts):
            return namesakes[0]
        return None

    def is_thing(self, name: ProperName) -> bool:
        """Whether a name is a body's or a place's, or made of plain words."""
        kinds = any(listed_kind(word.lower()) for word in name.tokens)
        return kinds or self._is_word(name.surname)

    def _near_word(self, name: ProperName) -> _Spelt | None:
        word = name.surname
        if word not in self._near:
            self._near[word] = self._misspelt(word)
        return self._near[word]

    def _misspelt(self, word: str) -> _Spelt | None:
        if word in self.by_word or len(word) <= _SHORTEST or word.isupper() or self._is_word(word):
            return None
        for other in self._by_initial.get(word[0], ()):
            if len(other) > _SHORTEST and _is_misspelt(word, other) and not _derives(word, other):
                return None if self._is_word(other) else self.by_word[other][0]
        return None

    def _is_word(self, name: str) -> bool:
        """Whether a name is also a plain word, written small somewhere."""
        return name.lower() in self._small

    @cached_property
    def _small(self) -> frozenset[str]:
        return frozenset(word for text in self.texts for word in _SMALL.findall(text.text))


_SMALL = re.compile(r"(?<!\w)[^\W\d_A-Z]\w+")


def name_facts(
    article: PreparedText, statement: Statement, known: KnownNames, elsewhere: frozenset[str]
) -> Iterator[FactFinding]:
    """The findings on the names of a statement; `elsewhere` are all words the article writes."""
    for name in proper_names(article.text, statement.span):
        spelt = known.spelt(name)
        if spelt is not None:
            if len(name.tokens) > 1 and not name.located and not known.is_thing(name):
                yield _finding(FactVerdict.PASS, article, name, spelt, known)
            continue
        other = known.near(name)
        opens = len(name.tokens) == 1 and name.span.start == statement.span.start
        if other is not None and not opens and not _is_named_too(other.name, elsewhere):
            yield _finding(FactVerdict.DIFFERS, article, name, other, known)


def _is_named_too(name: ProperName, elsewhere: frozenset[str]) -> bool:
    """Whether the article writes the document's name as well: then they are two people."""
    return name.tokens[0] in elsewhere and name.surname in elsewhere


def _finding(
    verdict: FactVerdict,
    article: PreparedText,
    name: ProperName,
    spelt: _Spelt,
    known: KnownNames,
) -> FactFinding:
    wording = FactWording(name.span, spelt.name.span)
    return finding(FactKind.NAME, verdict, article, wording, known.texts, spelt.document)


def _holds(tokens: Sequence[str], wanted: Sequence[str]) -> bool:
    at = iter(tokens)
    return all(word in at for word in wanted)


def names_of(text: PreparedText) -> Iterator[ProperName]:
    """Every name of a text."""
    if text.text:
        yield from proper_names(text.text, Span(0, len(text.text)))


def is_near(one: ProperName, other: ProperName) -> bool:
    """Whether two names of a first name and a surname are one name, or one misspelt."""
    if min(len(one.tokens), len(other.tokens)) < 2 or one.tokens[0] != other.tokens[0]:
        return False
    return one.surname == other.surname or _is_misspelt(one.surname, other.surname)


@lru_cache(maxsize=20_000)
def _is_misspelt(one: str, other: str) -> bool:
    """Whether one or two letters set two names apart, of names long enough for that."""
    if one == other or min(len(one), len(other)) < _SHORTEST or one[0] != other[0]:
        return False
    most = 1 if min(len(one), len(other)) < 8 else 2
    return DamerauLevenshtein.distance(one, other, score_cutoff=most) <= most


def _derives(one: str, other: str) -> bool:
    """Whether one is a word made of the other: "Russia" and "Russian", "Dane" and "Danes"."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short[:-1]) and long[len(short) - 1 :] in _ENDINGS


_ENDINGS = frozenset({"n", "s", "an", "ns", "es", "ish", "i", "ic", "al", "er", "ly", "d", "ed"})


def _is_given(one: str, other: str) -> bool:
    """Whether both may be first names, not an initial, a pet name or a word of the surname."""
    if "." in one or "." in other or min(len(one), len(other)) < 3:
        return False
    return not one.startswith(other) and not other.startswith(one)
