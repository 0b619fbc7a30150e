"""Makes the cast: gathers the names of a text, the fullest first, and finds each by any of them.

All names are gathered before anybody is looked up, so that a short name finds the full one
wherever it stands. Of two with one surname the first named has it to himself: news tells the other
apart by the given name. Nameless voices ("a port official") join when they speak.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher

from claims.model import Source
from claims.reading.english.function_words import word_set
from claims.reading.english.nouns import NounKind, noun_kind
from claims.voices.cast.around import around
from claims.voices.cast.cast_member import CastMember
from claims.voices.cast.headlines import headlines, within
from claims.voices.cast.name_kinds import settle
from claims.voices.cast.names import NamedAt, names
from claims.voices.cast.short_names import (
    acronym_of,
    as_acronym,
    bare_name,
    content,
    key,
    short_names,
)
from claims.voices.given_names import SHORT_FORMS
from claims.voices.phrases.voice_phrase import VoicePhrase
from claims.voices.phrases.words import low
from claims.voices.places import PLACES

_ALIKE = 0.84
_SHORTEST_MISSPELT = 6
_CAMPAIGN = word_set("campaign team camp")
# "Harbour" is Harbour Air, and not the Harbour Board.
_FIRM = word_set(
    "air airlines airways bank group international energy oil motors holdings technologies "
    "pharmaceuticals foods media press news university"
)


def _nobody(name: str) -> None:
    """Who is known when no registry is given."""


_MANY = 40  # members that share a word of their names; more tell nothing


class Cast:
    """The voices of one text; `named` are the places of their names, in order.

    `known` tells of a name who it is in the registry.
    """

    def __init__(self, text: str, known: Callable[[str], Source | None] = _nobody) -> None:
        self._known = known
        self.members: list[CastMember] = []
        self.named: list[tuple[int, int, CastMember]] = []
        self._text = text
        self._by_name: dict[str, CastMember] = {}
        self._by_short: dict[str, list[CastMember]] = {}
        self._by_word: dict[str, list[CastMember]] = {}
        self._by_acronym: dict[str, CastMember] = {}
        self._nameless: dict[str, CastMember] = {}
        self._gather()

    # ------------------------------------------------------------------------- looking up

    def find(self, name: str) -> CastMember | None:
        """The member that goes by a name, full or short."""
        bare = bare_name(name)
        exact = self._by_name.get(key(bare))
        if exact is not None:
            return exact
        tokens = bare.split()
        short = low(tokens[-1]) if len(tokens) == 1 else key(bare)
        people = [one for one in self._by_short.get(short, ()) if _may_be_person(one)]
        by_surname = [one for one in people if low(one.tokens[-1]) == low(tokens[-1])]
        found = next(iter(by_surname or people), None)
        return found or self._body(bare)

    def misspelt(self, name: str) -> CastMember | None:
        """The one person whose surname a single name misspells: "McLenney" for McClenney."""
        if len(name) < _SHORTEST_MISSPELT or " " in name:
            return None
        wanted = low(name)
        near = {
            id(one): one
            for short in self._spelt_like(wanted)
            for one in self._by_short[short]
            if one.is_person and low(one.tokens[-1]) == short
        }
        return next(iter(near.values())) if len(near) == 1 else None

    def _spelt_like(self, wanted: str) -> Iterator[str]:
        for short in self._surnames.get(wanted[0], ()):
            near = abs(len(short) - len(wanted)) < 3
            if near and SequenceMatcher(None, short, wanted).ratio() >= _ALIKE:
                yield short

    def _body(self, name: str) -> CastMember | None:
        """A body by its acronym, or by some or all words of its name in any order."""
        acronym = as_acronym(name)
        if acronym in self._by_acronym and acronym:
            member = self._by_acronym[acronym]
            self._call(member, name)
            return member
        words = content(name)
        if not words:
            return None
        for member in self._sharing(words):
            theirs = content(member.name)
            if words == theirs or (len(words) > 1 and words < theirs):
                return member
            if words ^ theirs <= _CAMPAIGN and words & theirs:
                return member
            if _is_firm(words, member):
                return member
        return None

    def _sharing(self, words: Iterable[str]) -> Iterator[CastMember]:
        """The bodies that share the rarest of some words, in the order of the text."""
        lists = [self._by_word.get(word, []) for word in words if word not in _CAMPAIGN]
        shared = min((found for found in lists if found), key=len, default=[])
        for member in shared[:_MANY]:
            if member.kind not in (NounKind.PERSON, NounKind.PLACE) and not member.nameless:
                yield member

    # -------------------------------------------------------------------------- gathering

    def _gather(self) -> None:
        titled = headlines(self._text)
        found = [one for one in names(self._text) if one.phrase.name]
        self._add_first([one for one in found if not within(one.start, titled)])
        known: dict[int, CastMember | None] = {}  # by the phrase, which is one value for a run
        for one in found:
            in_headline = within(one.start, titled)
            member = known.get(id(one.phrase))
            if member is None:
                member = self._first(one, in_headline=in_headline)
                known[id(one.phrase)] = member
            if member is not None:
                member.mentions.append((one.start, one.end))
                self.named.append((one.start, one.end, member))
        for member in self.members:
            settle(self._text, member, self._known(member.name))
        self._index_surnames()

    def _first(self, one: NamedAt, *, in_headline: bool) -> CastMember | None:
        """The member of a name at its first place; nobody is only in a headline."""
        member = self.find(one.phrase.name)
        if in_headline:
            return member
        member = member or self._add(one.phrase)
        member.learn(one.phrase)
        if member.name.isupper() and key(one.phrase.name) == key(member.name):
            member.name = bare_name(one.phrase.name)  # "BEIJING" of a dateline
        return member

    def _add_first(self, found: list[NamedAt]) -> None:
        """Add everybody by the first mention of each name, full names before short ones."""
        for one in sorted(_first_mentions(found), key=_fullest_first):
            told = around(self._text, one)
            phrase = _fuller(one.phrase, told.phrase)
            full = len(phrase.name.split()) > 1
            member = self._same(phrase) if full else self.find(phrase.name)
            if member is None:
                member = self._add(phrase)
            else:
                member.learn(phrase)
            if told.person and member.kind is None:
                member.kind = NounKind.PERSON
            role = told.phrase is not None and bool(told.phrase.role)
            if member.introduced < 0 and (told.person or role):
                member.introduced = one.start
            if told.aka:
                self._call(member, told.aka)
            office = _office(member.role)
            if len(office) > 2:
                self._by_acronym.setdefault(office, member)

    def _same(self, phrase: VoicePhrase) -> CastMember | None:
        """A member with this full name, or with it and a middle name more or less."""
        exact = self._by_name.get(key(phrase.name))
        if exact is not None:
            return exact
        tokens = [low(token) for token in phrase.name.split()]
        ours = _formal(tokens)
        for member in self._by_short.get(tokens[-1], ()):
            theirs = [low(token) for token in member.tokens]
            if theirs[-1] != tokens[-1] or member.kind is NounKind.BODY:
                continue
            others = _formal(theirs)
            if ours <= others or others <= ours:
                if len(phrase.name) > len(member.name):
                    member.aka.setdefault(member.name)
                    member.name = bare_name(phrase.name)
                return member
        return self._body(phrase.name) if phrase.kind is NounKind.BODY else None

    def add(self, phrase: VoicePhrase) -> CastMember:
        """A voice whose name only a source has."""
        member = self._add(phrase)
        settle(self._text, member, self._known(member.name))
        return member

    def _add(self, phrase: VoicePhrase) -> CastMember:
        member = CastMember(bare_name(phrase.name))
        member.learn(phrase)
        self.members.append(member)
        self._by_name.setdefault(key(member.name), member)
        tokens = member.tokens
        if len(tokens) > 1:
            for short in dict.fromkeys(short_names(tokens)):
                self._by_short.setdefault(short, []).append(member)
        for word in content(member.name):
            self._by_word.setdefault(word, []).append(member)
        for letters in (acronym_of(member.name), _office(phrase.role)):
            if len(letters) > 1:
                self._by_acronym.setdefault(letters, member)
        if phrase.aka:
            self._call(member, phrase.aka)
        return member

    def _call(self, member: CastMember, short: str) -> None:
        """Take an acronym: of a body, and no party and state of a person."""
        if "-" not in short:
            member.aka.setdefault(short)
            self._by_name.setdefault(key(short), member)

    def _index_surnames(self) -> None:
        self._surnames: dict[str, list[str]] = {}
        for short in self._by_short:
            if " " not in short and short:
                self._surnames.setdefault(short[0], []).append(short)

    def nameless(self, phrase: VoicePhrase) -> CastMember:
        """The voice without a name that goes by these words in this text."""
        called = _in_small(phrase.called or phrase.head)
        member = self._nameless.get(key(called))
        if member is None:
            kind = NounKind.PERSON if phrase.kind is NounKind.PEOPLE else phrase.kind
            name = called if phrase.possessor else f"{phrase.article} {called}".strip()
            member = CastMember(name, kind, nameless=True, plural=phrase.plural)
            member.learn(phrase)
            member.aka.update(dict.fromkeys(filter(None, (called, phrase.core))))
            self.members.append(member)
            self._nameless[key(called)] = member
        return member


def _is_firm(words: frozenset[str], member: CastMember) -> bool:
    """Whether one word is short for a firm of two: "Harbour" for Harbour Air."""
    theirs = content(member.name)
    one = len(words) == 1 and len(theirs) == 2 and theirs - words <= _FIRM
    return one and words.isdisjoint(PLACES) and low(member.tokens[0]) in words


def _formal(tokens: Iterable[str]) -> set[str]:
    return {SHORT_FORMS.get(token, token) for token in tokens}


def _office(role: str) -> str:
    """The acronym of an office: "DCP" of Deputy Commissioner of Police, and none of "head of the
    Financial Conduct Authority"."""
    return acronym_of(role) if role[:1].isupper() else ""


def _in_small(called: str) -> str:
    """A description without the capital that only opens its sentence: "analysts"."""
    first = called.partition(" ")[0]
    plain = first[:1].isupper() and first[1:].islower() and low(first) not in _PARTIES
    opens = plain and (low(first) in _SMALL_ADJECTIVES or noun_kind(low(first)) is not None)
    return called[:1].lower() + called[1:] if opens else called


_PARTIES = word_set("democrats republicans democrat republican conservatives liberals greens")
_SMALL_ADJECTIVES = word_set(
    "federal local national state foreign top senior former new recent public private several "
    "medical legal military political human health leading prominent religious independent"
)


def _may_be_person(member: CastMember) -> bool:
    return member.kind not in (NounKind.BODY, NounKind.PLACE)


def _first_mentions(found: list[NamedAt]) -> Iterator[NamedAt]:
    seen: set[tuple[str, str]] = set()
    for one in found:
        known = (one.phrase.name, one.phrase.role)
        if known not in seen:
            seen.add(known)
            yield one


def _fullest_first(one: NamedAt) -> tuple[int, int]:
    return -min(2, len(bare_name(one.phrase.name).split())), one.start


def _fuller(phrase: VoicePhrase, around: VoicePhrase | None) -> VoicePhrase:
    """A name with what stands around it, if that is of the same name."""
    if around is None or not set(phrase.name.split()) <= set(around.name.split()):
        return phrase
    return around._replace(
        title=around.title or phrase.title,
        role=around.role or phrase.role,
        kind=phrase.kind or around.kind,
        words=around.words | phrase.words,
    )
