"""The proper names of a text, as runs of words with capitals, without titles and the words around.

A run that a sentence begins with loses a first word that is written small elsewhere, or that opens
sentences ("The", "After").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from claims.model import Span
from claims.reading.english.function_words import DAYS, word_set

_TOKEN = r"(?:[A-ZÀ-ÖØ-Þ]\.|[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]*(?:['’-][^\W\d_]+)*)"
_LINK = r"(?:de|del|della|da|dos|di|du|van|von|der|den|ten|la|le|al|el|bin|ibn|y|e|av|af)"
_RUN = re.compile(rf"(?<![\w’'-]){_TOKEN}(?:[ \u00a0](?:{_LINK}[ \u00a0]){{0,2}}{_TOKEN})*")
_TITLES = word_set(
    "mr mrs ms miss dr prof professor sir dame lord lady judge justice president minister mayor "
    "senator governor chancellor ambassador king queen prince princess pope bishop captain colonel "
    "general major lieutenant sergeant inspector detective chief officer cr crs councillor rep sen "
    "gov secretary deputy premier prime foreign vice chairman chair chairwoman director manager "
    "spokesman spokeswoman co-author author biologist engineer hon rev reverend father sister "
    "analyst economist lawyer farmer former acting executive financial operating "
    "superintendent commissioner representative"
)
_OPENERS = word_set(
    "the a an in on at by for from to of with without after before when while if as but and or nor "
    "so yet he she it they we you i his her its their our my your this that these those there here "
    "who what which how why where not no all some both each every many most more two three four "
    "five six seven eight nine ten one last next under over since until during about between asked "
    "according among even only just still also now then today yesterday tomorrow dear questions"
)
_NO_NAME = DAYS


class ProperName(NamedTuple):
    """A name where it stands; `tokens` are its words without titles.

    `located` says that it stands as places do ("in Leeds", "at Port Anna").
    """

    span: Span
    tokens: tuple[str, ...]
    located: bool = False

    @property
    def surname(self) -> str:
        return self.tokens[-1]


def proper_names(text: str, span: Span) -> Iterator[ProperName]:
    """The names in a stretch of a text, in its order."""
    for match in _RUN.finditer(text, span.start, span.end):
        found = _trimmed(text, match.start(), match.end())
        if found is not None:
            yield found


def _trimmed(text: str, start: int, end: int) -> ProperName | None:
    words = [(m.start(), m.end(), m[0]) for m in _WORD.finditer(text, start, end)]
    while words and _is_no_name(words[0][2]):
        words.pop(0)
    titles = [n for n, (_, _, word) in enumerate(words) if _bare(word) in _TITLES]
    words = words[titles[-1] + 1 :] if titles else words
    while len(words) > 2 and words[0][2].isupper():
        words.pop(0)  # "CEO Anna Berg"
    while words and words[-1][2].lower() in _NO_NAME:
        words.pop()
    if not words:
        return None
    last = _POSSESSIVE.sub("", words[-1][2])
    words[-1] = (words[-1][0], words[-1][0] + len(last), last)
    tokens = tuple(word for _, _, word in words)
    place = _PLACED.search(text[max(0, words[0][0] - 20) : words[0][0]]) is not None
    return ProperName(
        Span(words[0][0], words[-1][1]),
        tokens,
        place or tokens[0] in _PLACES or tokens[-1] in _PLACES,
    )


_WORD = re.compile(r"[^\s\u00a0]+")
_PLACED = re.compile(
    r"\b(?:in|at|near|from|to|outside|inside|around|of|off|via|towards?)(?: the)? \Z"
)
_PLACES = frozenset(
    word.title()
    for word in word_set(
        "port cape mount lake saint st. fort point bay harbour harbor island islands river valley "
        "city county beach creek park street road avenue bridge north south east west new"
    )
)
_POSSESSIVE = re.compile(r"['’]s\Z|['’]\Z")


def _is_no_name(word: str) -> bool:
    low = _bare(word)
    return low in _TITLES or low in _OPENERS or low in _NO_NAME


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word).lower().rstrip(".")
