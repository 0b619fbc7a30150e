"""Labels of voices for a narrow column: one or two words that tell the voices of an article apart.

A person goes by the surname ("Hale", two of them as "J. Hale" and "M. Hale"), a body by its acronym
where the article has one, and who has no name by the noun ("report", "officials").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from claims.model import Mention, VoiceType
from claims.reading.english.function_words import word_set

_NAMELESS = frozenset({VoiceType.GROUP, VoiceType.UNNAMED})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_DETERMINERS = word_set("a an the his her its their our my this that these those some")
# What follows the noun of a description
_BEHIND = word_set("of who whom which that for from in at on by with about to near as or and")
_LONGEST_ACRONYM = 8


class Named(NamedTuple):
    """A voice with the key under which its label is wanted."""

    key: str
    mention: Mention


def labels(voices: Iterable[Named]) -> dict[str, str]:
    """A label for each key. Where two would get the same, each keeps a word more."""
    found: dict[str, str] = {}
    rest = {one.key: one.mention for one in voices}
    for shorten in (_short, _longer, _whole):
        made = {key: shorten(mention) for key, mention in rest.items()}
        found |= made
        rest = _shared(made, rest)
    return found


def _shared(made: Mapping[str, str], voices: Mapping[str, Mention]) -> dict[str, Mention]:
    """The voices whose label another one has as well."""
    taken = Counter(made.values())
    return {key: one for key, one in voices.items() if taken[made[key]] > 1}


def _short(one: Mention) -> str:
    return _by_type(one, lambda words: words[-1], lambda words: words[-1])


def _longer(one: Mention) -> str:
    return _by_type(one, _initial, lambda w: " ".join(w[-2:]))


def _initial(words: list[str]) -> str:
    return f"{words[0][0]}. {words[-1]}" if len(words) > 1 else words[0]


def _whole(one: Mention) -> str:
    return one.text


def _by_type(
    one: Mention, person: Callable[[list[str]], str], nameless: Callable[[list[str]], str]
) -> str:
    words = one.text.split()
    if one.type is VoiceType.PERSON and not one.text[:1].islower():
        return _known_as(one, words) or _of_person(words, person)
    if one.type in _NAMELESS or one.text[:1].islower():
        return nameless(_noun(words))
    return _body(one)


def _known_as(one: Mention, words: list[str]) -> str:
    """The one word of the name by which news calls a person: "Xi" of Xi Jinping."""
    return min((name for name in one.aka if name in words), key=len, default="")


def _of_person(words: list[str], shorten: Callable[[list[str]], str]) -> str:
    names = [word.rstrip(",") or word for word in words if word.casefold() not in _SUFFIXES]
    return shorten(names or words)


def _body(one: Mention) -> str:
    """The acronym where there is one, else the name without its article."""
    short = [name for name in one.aka if name.isupper() and len(name) <= _LONGEST_ACRONYM]
    return min(short, key=len, default=one.text.removeprefix("The ").removeprefix("the "))


def _noun(words: list[str]) -> list[str]:
    """The words of a description up to its noun: "retired professor" of "a retired professor of
    law"."""
    start = 1 if len(words) > 1 and words[0].casefold() in _DETERMINERS else 0
    kept: list[str] = []
    for word in words[start:]:
        if kept and word.casefold() in _BEHIND:
            break
        kept.append(word.rstrip(",") or word)
        if word.endswith(","):
            break
    return kept or words
