"""Resolves the words for a source to voices: names, joint speakers, pronouns, descriptions.

Names resolve by the registry alone. A pronoun or a description ("the ministry", "the Chinese
leader") goes to the nearest earlier voice that fits, where fitting means that the article or the
registry has used those words for it; it is a guess and says so (`inferred`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from claims.model import Attribution, Mention, SourceClass
from claims.reading.english.function_words import word_set
from claims.voices.persons import is_full_name, is_person, names_person
from claims.voices.registry import Registry

_JOINT = re.compile(r",\s+(?:and\s+)?|\s+(?:and|&)\s+")
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})
_HE = frozenset({"he", "she", "his", "her", "him"})
_IT = frozenset({"it", "its"})
_RELATIVE = frozenset({"who", "which", "that"})
_THEY = re.compile(
    r"(?:they|their|both|(?:the two|both|the)(?: (?:men|women|leaders|presidents|heads of state)))$"
)
_DESCRIPTION = re.compile(r"(?:the|that|this|its|their|his|her) (?=\w)", re.IGNORECASE)
_NAME = re.compile(r"[A-Z][\w.’'-]*(?: +[A-Z][\w.’'-]*)*|[\u0400-\u04ff]+|[\u3040-\u9fff]{2,}")
_WORD = re.compile(r"[\w-]+")
_LEAD = re.compile(r"(?:[\w’'-]+ ){0,4}\Z")
_EMPTY = word_set("the that this same its their his her a an of from own")
_LEADERS = frozenset({"leader", "president", "chancellor", "premier", "king", "queen"})
_BEHIND_HEAD = word_set(", of that who which from in for with at on by to and")
_LOOK_BACK = 60
_LEAD_LENGTH = 48


class _Named(NamedTuple):
    """A voice named at an offset.

    `words` are those by which it goes there and in the registry, `head` is the noun that it is
    ("authority"; empty for names), `subject` says that it speaks or opens a sentence there.
    """

    offset: int
    mention: Mention
    person: bool
    subject: bool
    head: str
    words: frozenset[str]

    @property
    def key(self) -> str:
        return self.mention.source_id or self.mention.text


class Voices:
    """The voices of one document."""

    def __init__(self, text: str, attributions: Sequence[Attribution], registry: Registry) -> None:
        self._text, self._attributions, self._registry = text, attributions, registry

    def of(self, n: int) -> tuple[Mention, ...]:
        """The speakers of attribution `n`; none when it is "I" or nobody."""
        source = self._attributions[n].source
        if not source:
            return ()
        words = " ".join(source[0].of(self._text).split())
        low = words.lower()
        if low in _FIRST_PERSON or low in _RELATIVE:
            return ()
        inferred = self._inferred(words, low, source[0].start)
        if inferred:
            return inferred
        return () if low in _HE | _IT or _THEY.match(low) else self._by_name(words)

    def _by_name(self, words: str) -> tuple[Mention, ...]:
        parts = [part for part in _JOINT.split(words) if part]
        found = [self._registry.resolve(part) for part in parts]
        known = tuple(mention for mention in found if mention is not None)
        if 1 < len(parts) == len(known) == len({mention.source_id for mention in known}):
            return known
        if len(parts) == 2 and all(is_full_name(part) for part in parts):
            return tuple(m or Mention(part) for part, m in zip(parts, found, strict=True))
        return (self._registry.resolve(words) or Mention(words),)

    def _inferred(self, words: str, low: str, offset: int) -> tuple[Mention, ...]:
        if _THEY.match(low):
            return self._last_two(offset)
        if low in _HE:
            return self._nearest(offset, lambda named: named.person and named.subject) or (
                self._nearest(offset, lambda named: named.person)
            )
        if low in _IT:
            return self._nearest(offset, lambda named: not named.person)
        if _DESCRIPTION.match(words) and self._is_open(words):
            wanted = tuple(word for word in _WORD.findall(low) if word not in _EMPTY)
            return self._nearest(offset, lambda named: _answers(named, wanted)) if wanted else ()
        return ()

    def _is_open(self, words: str) -> bool:
        """Whether a description names nobody yet: no name in it, and no source but "official"."""
        known = self._registry.resolve(words)
        source = self._registry.get(known.source_id) if known else None
        if source is not None and source.source_class is not SourceClass.UNNAMED:
            return False
        return not any(word[0].isupper() for word in words.split()[2:])

    def _before(self, offset: int) -> Iterator[_Named]:
        """The voices named before `offset`, the nearest first."""
        end = bisect_left(self._offsets, offset)
        return reversed(self._named[max(0, end - _LOOK_BACK) : end])

    def _nearest(self, offset: int, fits: Callable[[_Named], bool]) -> tuple[Mention, ...]:
        for named in self._before(offset):
            if fits(named):
                return (named.mention._replace(inferred=True),)
        return ()

    def _last_two(self, offset: int) -> tuple[Mention, ...]:
        """The last two different people, leaders rather than their aides."""
        people: dict[str, _Named] = {}
        for named in self._before(offset):
            if named.person:
                people.setdefault(named.key, named)
        leaders = [named for key, named in people.items() if key in self._leaders]
        two = (leaders if len(leaders) > 1 else list(people.values()))[:2]
        two.sort(key=lambda named: named.offset)
        return tuple(n.mention._replace(inferred=True) for n in two) if len(two) == 2 else ()

    @cached_property
    def _leaders(self) -> frozenset[str]:
        return frozenset(named.key for named in self._named if named.words & _LEADERS)

    @cached_property
    def _named(self) -> tuple[_Named, ...]:
        found = {named.offset: named for named in self._known_names()}
        for named in self._sources():
            found.setdefault(named.offset, named)
        return tuple(found[offset] for offset in sorted(found))

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        return tuple(named.offset for named in self._named)

    def _known_names(self) -> Iterator[_Named]:
        """Every name in the text that the registry knows."""
        for match in _NAME.finditer(self._text):
            mention = self._registry.resolve(match[0][:200].rstrip(".'’"))
            if mention is not None:
                yield self._voice(match.start(), mention, self._opens(match.start()))

    def _sources(self) -> Iterator[_Named]:
        """Sources of attributions, those that nobody has listed ("a port official") among them."""
        for attribution in self._attributions:
            if attribution.source:
                span = attribution.source[0]
                words = " ".join(span.of(self._text).split())
                if not self._stands_for_another(words):
                    mention = self._registry.resolve(words) or Mention(words)
                    yield self._voice(span.start, mention, attribution.nested_in is None)

    def _stands_for_another(self, words: str) -> bool:
        low = words.lower()
        if low in _FIRST_PERSON | _HE | _IT | _RELATIVE | {"they"} or _THEY.match(low):
            return True
        bare = _DESCRIPTION.match(words) is not None and len(words.split()) == 2
        return bare and self._is_open(words)

    def _opens(self, offset: int) -> bool:
        before = self._text[max(0, offset - 4) : offset].rstrip(' "“')
        return not before or before[-1] in ".!?\n"

    def _voice(self, offset: int, mention: Mention, subject: bool) -> _Named:
        source = self._registry.get(mention.source_id)
        lead = _LEAD.search(self._text[max(0, offset - _LEAD_LENGTH) : offset])
        known = " ".join((source.name, *source.aliases)) if source else ""
        words = f"{lead[0] if lead else ''} {mention.text} {known}".lower().replace("’", "'")
        bare = frozenset(word.removesuffix("'s") for word in words.split())
        person = is_person(source) if source else names_person(mention.text)
        head = "" if source else _head(mention.text)
        return _Named(
            offset, mention, person, subject, head, bare | frozenset(_WORD.findall(words))
        )


def _answers(named: _Named, wanted: Sequence[str]) -> bool:
    """Whether a description fits: all its words, and its noun if the voice has no name."""
    if named.head and named.head != wanted[-1]:
        return False
    return named.words.issuperset(wanted)


def _head(words: str) -> str:
    """The noun of "a port official in the north"; empty for a name."""
    last = ""
    for word in words.replace(",", " , ").split():
        if word.lower() in _BEHIND_HEAD:
            break
        last = word
    return "" if last[:1].isupper() else last.lower().removesuffix("'s")
