"""One voice as a phrase names it."""

from __future__ import annotations

from typing import NamedTuple

from claims.reading.english.nouns import NounKind


class VoicePhrase(NamedTuple):
    """One voice as a phrase names it.

    `name` is the proper name ("" for a description), `head` the head noun in small letters,
    `kind` what that noun is, `called` the phrase by which a nameless voice goes. `owner` are the
    words for whom it belongs to or speaks for ("the ministry", "Pagliano"), `words` all its words
    in small letters. `number` is 2 for "the two" and "both".
    """

    name: str = ""
    head: str = ""
    kind: NounKind | None = None
    called: str = ""
    article: str = ""
    core: str = ""
    role: str = ""
    owner: str = ""
    possessor: str = ""
    title: str = ""
    plural: bool = False
    definite: bool = False
    indefinite: bool = False
    number: int = 0
    aka: str = ""
    aged: bool = False
    pronoun: bool = False
    words: frozenset[str] = frozenset()
