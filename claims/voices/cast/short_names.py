"""The shorter names by which somebody goes: a surname, an acronym, a body without its "of"."""

from __future__ import annotations

from collections.abc import Iterator

from claims.reading.english.function_words import word_set
from claims.voices.phrases.words import low

_SUFFIXES = word_set("jr sr ii iii iv")
_SMALL = word_set("of the for and & on in de inc corp co ltd us u.s")
_MOST_LETTERS = 8


def key(name: str) -> str:
    """A name for comparing: small, without possessives and full stops."""
    return " ".join(low(token).replace(".", "") for token in name.split())


def bare_name(name: str) -> str:
    """A name without its article."""
    return name.removeprefix("The ").removeprefix("the ").strip() or name


def short_names(tokens: list[str]) -> Iterator[str]:
    """The keys of a person's short names: surname, given name, the last names together."""
    lows = [low(token).strip('"“”') for token in tokens]
    if lows[-1] in _SUFFIXES and len(lows) > 2:
        lows = lows[:-1]
    yield lows[-1]
    if lows[-1].startswith(("al-", "el-")):
        yield lows[-1][3:]
    yield lows[0]
    for n in range(1, len(lows) - 1):
        yield " ".join(lows[n:])
    if len(lows) > 2:
        yield f"{lows[0]} {lows[-1]}"
        yield " ".join(lows[:2])
        yield lows[-2]


def acronym_of(name: str) -> str:
    """The capitals of a name of several words: "SEC" of Securities and Exchange Commission."""
    tokens = name.split()
    return "".join(token[0] for token in tokens if token[0].isupper()) if len(tokens) > 1 else ""


def as_acronym(name: str) -> str:
    """A name that is an acronym, without full stops; empty for any other."""
    compact = name.replace(".", "")
    fits = compact.isupper() and compact.isalpha() and 2 <= len(compact) <= _MOST_LETTERS
    return compact if fits else ""


def content(name: str) -> frozenset[str]:
    """The words of a body's name that tell it from others."""
    return frozenset(low(token) for token in name.split()) - _SMALL
