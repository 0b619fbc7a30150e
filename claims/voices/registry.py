"""The registry of sources, and how a mention finds its source.

A mention names the source whose name or alias it is, or whose name its head is: "Kremlin aide Yuri
Ushakov" is Ushakov, and "a former Kremlin adviser" nobody. Whoever is not listed resolves to
nobody: a wrong source is worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from claims.model import Mention, Source, SourceClass
from claims.voices.phrases.parse import phrases
from claims.voices.phrases.published import is_figures, speaks_for_owner
from claims.voices.phrases.voice_phrase import VoicePhrase
from claims.voices.shipped import SHIPPED

_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_WORD = re.compile(r"[\w'&.-]*\w\.?")


class Registry:
    """An index over sources, built once; the first source listed keeps a contested name."""

    def __init__(self, sources: Iterable[Source] = SHIPPED) -> None:
        self._sources = {source.id: source for source in sources}
        self._names: dict[str, Source] = {}
        self._proper: set[str] = set()  # those that need a capital: "the guardian" is anybody's
        self._people: dict[tuple[str, str], Source] = {}
        for source in self._sources.values():
            self._index(source)
        self._unspaced = tuple(name for name in self._names if _is_unspaced(name))

    @property
    def sources(self) -> tuple[Source, ...]:
        return tuple(self._sources.values())

    def get(self, source_id: str | None) -> Source | None:
        return self._sources.get(source_id) if source_id is not None else None

    def called(self, *names: str) -> Source | None:
        """The source that has one of these names, whole; the first name that anybody has."""
        for name in names:
            key = normalised(name)
            found = self._names.get(key)
            if found is not None and not (key in self._proper and name.islower()):
                return found if _case_fits(found, name) else None
            person = self._people.get(_ends(name))
            if person is not None:
                return person
        return None

    def resolve(self, mention: str) -> Mention | None:
        """`mention` with the id of the source that speaks there; None when there is none.

        The head of the phrase decides. What a body publishes speaks for it ("CCTV's readout"), and
        so does a table of its figures; whoever belongs to it ("a CCTV engineer") does not.
        """
        found = self.called(mention) or self._by_head(mention) or self._unspaced_inside(mention)
        return Mention(mention, found.id) if found is not None else None

    def _by_head(self, mention: str) -> Source | None:
        read = phrases(mention)
        if not read or read[0].pronoun:
            return None
        found = self.called(*filter(None, (read[0].name, read[0].called, read[0].core)))
        owner = read[0].owner
        if found is not None or not owner or owner == mention:
            return found
        whose = self.called(owner) or self._by_head(owner)
        if speaks_for_owner(read[0]) or (whose is not None and self._counts(whose, read[0])):
            return whose
        return None

    def _counts(self, source: Source, phrase: VoicePhrase) -> bool:
        """Whether the figures of a statistics office are meant: "data from Eurostat"."""
        return source.source_class is SourceClass.DATASET and is_figures(phrase)

    def _index(self, source: Source) -> None:
        for name in (source.name, *source.aliases):
            key = normalised(name)
            if key and key not in self._names:
                self._names[key] = source
                if not name.islower():
                    self._proper.add(key)
        if source.organisation is not None or source.role:
            ends = _ends(source.name)
            if all(ends):
                self._people.setdefault(ends, source)

    def _unspaced_inside(self, mention: str) -> Source | None:
        """Scripts that write without spaces have no whole words."""
        if mention.isascii():
            return None
        folded = unicodedata.normalize("NFKC", mention).casefold()
        held = [name for name in self._unspaced if name in folded]
        return self._names[max(held, key=len)] if held else None


def _is_unspaced(name: str) -> bool:
    return any("\u3040" <= char <= "\u9fff" for char in name)


def _ends(name: str) -> tuple[str, str]:
    """First and last name, so that a middle name makes nobody else of a person."""
    words = normalised(name).split()
    return (
        (words[0], words[-1])
        if len(words) > 2
        else (words[0], words[1])
        if len(words) == 2
        else ("", "")
    )


@lru_cache(maxsize=8192)
def normalised(mention: str) -> str:
    """A mention for comparing: case, articles, possessive and compatibility forms gone."""
    folded = unicodedata.normalize("NFKC", mention).casefold().strip().replace("’", "'")
    words = (_WORD.match(raw.strip("\"'“”‘,;:()[]")) for raw in _ARTICLE.sub("", folded).split())
    return " ".join(match[0].removesuffix("'s").rstrip(".").rstrip("'") for match in words if match)


def _case_fits(known: Source, mention: str) -> bool:
    """An acronym that is also a word needs its capitals: "who" is no agency."""
    return known.id != "who" or "WHO" in mention or "ealth" in mention


_SHIPPED_REGISTRY: list[Registry] = []


def shipped() -> Registry:
    """The registry of the shipped sources, built at first use."""
    if not _SHIPPED_REGISTRY:
        _SHIPPED_REGISTRY.append(Registry())
    return _SHIPPED_REGISTRY[0]


def resolve(mention: str, sources: Iterable[Source] = SHIPPED) -> Mention | None:
    """The source that `mention` names, among `sources`; for many mentions keep a `Registry`."""
    registry = shipped() if sources is SHIPPED else Registry(sources)
    return registry.resolve(mention)
