"""Resolves the words for each source to voices of the cast: names, descriptions, pronouns.

Sources are resolved in the order of the text, and with them the pronouns that open sentences and
the quotations that have no cue, since who was spoken of last decides who "he" is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.model import Attribution, AttributionType, Span
from claims.reading.english.lexicon import VERBS
from claims.reading.english.nouns import NounKind, noun_kind
from claims.reading.english.quotes import Quotation, Quotations
from claims.voices.cast.cast import Cast
from claims.voices.cast.cast_member import CastMember
from claims.voices.phrases.parse import leading_phrase, phrases
from claims.voices.phrases.published import speaks_for_owner
from claims.voices.phrases.voice_phrase import VoicePhrase
from claims.voices.resolution.described import described
from claims.voices.resolution.discourse import Appearance, Discourse
from claims.voices.resolution.pronouns import FIRST_PERSON, OWNERS, PERSONAL, RELATIVE, whose

_HUMAN = frozenset({NounKind.PERSON, NounKind.PEOPLE})
_OPENING = re.compile(
    r"(?:(?<=[.!?:”\"’'] )|(?<=\n)|\A)(?:(?:But|And|Then|Later|Still),? )?"
    r"([hH]e|[sS]he|[tT]hey|[tT]he two [a-z]+|[bB]oth [a-z]+)\b"
)
_OPENER = re.compile(r"(?:he|she|they|the two [a-z]+|both [a-z]+)\b", re.IGNORECASE)
_DESCRIBED = re.compile(r"\b[Tt]he [a-z]+\b")
_INCLUDING = re.compile(r", including [A-Zt][^,;.“”\"]{2,60},")
_MEMBERS = re.compile(r"(?:[a-z]+ )?([a-z]+) of (?:the )?\Z")
_OF_WHOM = re.compile(r", (?:many|most|some|several|few|all|both) of whom\b")
_WIDE = 40  # code points
_SHORTEST_FREE = 15  # code points of a quotation that needs no cue


class Spoken(NamedTuple):
    """Who speaks in one attribution, and whether that was read off a pronoun or a description."""

    members: tuple[CastMember, ...]
    inferred: bool = False


_NOBODY = Spoken(())


class Resolver:
    """Who speaks in each attribution of a text, and in each quotation without a cue."""

    def __init__(
        self,
        text: str,
        cast: Cast,
        sentences: Sequence[Span],
        attributions: Sequence[Attribution],
        quotes: Quotations,
    ) -> None:
        self._text, self._cast, self._quotes = text, cast, quotes
        self._attributions = attributions
        self._discourse = Discourse(text, cast, sentences, attributions, quotes)
        self.heard: list[Spoken] = [_NOBODY] * len(attributions)
        self.free: dict[int, tuple[CastMember, ...]] = {}
        for at, n in sorted((*self._sources(), *self._openings(), *self._free_quotations())):
            if n >= 0:
                self.heard[n] = self._source(n, at)
                self._note(n, at)
            elif n == _FREE:
                self.free[at] = self._standing(at)
            else:
                self._open(at)

    # -------------------------------------------------------------- in the order of the text

    def _sources(self) -> Iterator[tuple[int, int]]:
        for n, one in enumerate(self._attributions):
            if one.source:
                yield one.source[0].start, n

    def _openings(self) -> Iterator[tuple[int, int]]:
        """Pronouns that open a sentence and speak in no attribution."""
        sources = {at for at, _ in self._sources()}
        for match in _OPENING.finditer(self._text):
            at = match.start(1)
            if match[1][0].isupper() and at not in sources and self._quotes.at(at) is None:
                yield at, _OPENS

    def _free_quotations(self) -> Iterator[tuple[int, int]]:
        for quotation in self._quotes.meeting(0, len(self._text)):
            if self._stands_free(quotation):
                yield quotation.start, _FREE

    def _stands_free(self, quotation: Quotation) -> bool:
        if quotation.end - quotation.start < _SHORTEST_FREE:
            return False
        if self._discourse.is_told(quotation.start):
            return False
        line = self._discourse.paragraph(quotation.start)
        before = self._text[line : quotation.start].rstrip()
        return not before or before[-1] in '.!?:”"'

    def _standing(self, at: int) -> tuple[CastMember, ...]:
        """Whose a quotation without a cue is: whoever spoke last before it, close by."""
        near = self._discourse.paragraph_before(self._discourse.paragraph_before(at))
        return self._discourse.nearest(
            at,
            lambda event: event.speaks and event.at >= near and all(map(_may_go_on, event.members)),
        )

    def _note(self, n: int, at: int) -> None:
        """Remember who spoke, for the pronouns that follow."""
        one, members = self._attributions[n], self.heard[n].members
        if not members or one.pattern == "reduced" or self._quotes.at(at) is not None:
            return
        stated = one.attribution_type is AttributionType.STATEMENT
        speaks = stated or not members[0].nameless
        told = one.nested_in is not None
        self._discourse.hear(Appearance(at, members, speaks=speaks, subject=True, told=told))

    def _open(self, at: int) -> None:
        match = _OPENER.match(self._text, at)
        read = phrases(match[0]) if match is not None else ()
        if not read:
            return
        if read[0].pronoun:
            members = whose(read[0].head, at, self._discourse)
        else:
            members = described(read[0], at, self._cast, self._discourse)
        if members:
            self._discourse.hear(Appearance(at, members, subject=True))

    # ---------------------------------------------------------------------------- one source

    def _source(self, n: int, at: int) -> Spoken:
        words = " ".join(self._whole(self._attributions[n].source[0]).split())
        if words.lower().replace("’", "'") in FIRST_PERSON | RELATIVE:
            return _NOBODY
        found: list[CastMember] = []
        inferred = False
        for phrase in self._phrases(words, n):
            members, guessed = self._phrase(phrase, at, n)
            if self._is_who(n) and all(one.kind is NounKind.PLACE for one in members):
                members = self._discourse.nearest(at, lambda event: event.members[0].is_person)
            found += [member for member in members if member not in found]
            inferred = inferred or guessed
        return Spoken(tuple(found), inferred)

    def _whole(self, source: Span) -> str:
        """The words for a source, with who is named among them: "Experts, including Brandt,"; and
        with whose they are: "relatives of | victims, many of whom"."""
        among = _INCLUDING.match(self._text, source.end)
        words = source.of(self._text) + (among[0].rstrip(",") if among else "")
        members = _MEMBERS.search(self._text, max(0, source.start - _WIDE), source.start)
        relative = _OF_WHOM.match(self._text, source.end) is not None
        return f"{members[0]}{words}" if relative and members and _are_people(members) else words

    def _is_who(self, n: int) -> bool:
        source = self._attributions[n].source
        return len(source) > 1 and source[1].of(self._text).lower().endswith(("who", "whom"))

    def _phrases(self, words: str, n: int) -> tuple[VoicePhrase, ...]:
        """The phrases of a source; of "members of the board, which says ..." the board."""
        read = phrases(words)
        source = self._attributions[n].source
        which = len(source) > 1 and source[1].of(self._text).lower() == "which"
        if which and len(read) == 1 and read[0].kind in _HUMAN and read[0].owner:
            return phrases(read[0].owner)
        return read

    def _phrase(self, phrase: VoicePhrase, at: int, n: int) -> tuple[tuple[CastMember, ...], bool]:
        """The voices of one phrase, and whether they were read off a pronoun or a description."""
        if phrase.pronoun:
            return self._pronoun(phrase.head, at, n), True
        if phrase.name:
            return (self._named(phrase),), False
        owner = self._owner(phrase.owner) if speaks_for_owner(phrase) else None
        if owner is not None:
            return (owner,), False
        found = described(phrase, at, self._cast, self._discourse)
        return (found, True) if found else ((self._nameless(phrase, at),), False)

    def _pronoun(self, word: str, at: int, n: int) -> tuple[CastMember, ...]:
        telling = self._telling(n)
        quotation = self._quotes.at(at)
        if quotation is not None and (here := self._spoken_of(word, at, quotation, telling)):
            return here
        found = whose(word, at, self._discourse, telling)
        if quotation is not None and len(found) > 1:
            return ()  # "they told me": in speech that is people at large
        if word in ("they", "it"):
            where = max(
                (e.at for e in self._discourse.before(at) if e.members == found), default=-1
            )
            group = self._subject_since(where, at, many=word == "they")
            return (group,) if group is not None else found
        return found

    def _spoken_of(
        self, word: str, at: int, quotation: Quotation, telling: tuple[CastMember, ...]
    ) -> tuple[CastMember, ...]:
        """Whom a pronoun means that has come up in its quotation: "the mayor signed; he said"."""
        said = self._text[quotation.start : at]
        for match in reversed(list(_DESCRIBED.finditer(said))):
            phrase = leading_phrase(match[0])
            if word in PERSONAL and phrase is not None and phrase.kind is NounKind.PERSON:
                there = quotation.start + match.start()
                return described(phrase, there, self._cast, self._discourse)
        return whose(word, at, self._discourse, telling, quotation.start)

    def _subject_since(self, since: int, at: int, *, many: bool) -> CastMember | None:
        """A nameless subject that came up after `since`: "The pilots left. They say ..."."""
        for start, words in self._discourse.leading(at):
            if start <= since:
                return None
            phrase = leading_phrase(words)
            if phrase is None or phrase.name or phrase.pronoun:
                continue
            if many and phrase.plural and phrase.kind is NounKind.PEOPLE:
                return self._nameless(phrase, start)
            if not many and not phrase.plural and phrase.kind is NounKind.DOCUMENT:
                return self._nameless(phrase, start)
        return None

    def _owner(self, words: str) -> CastMember | None:
        """The body or the person that a phrase belongs to, if the text names it."""
        read = phrases(words)
        owner = self._cast.find(read[0].name) if read and read[0].name else None
        may_speak = owner is not None and owner.kind in (NounKind.BODY, NounKind.PERSON)
        return owner if may_speak else None

    def _telling(self, n: int) -> tuple[CastMember, ...]:
        """Who tells this in their own quoted words: they would say "I"."""
        outer = self._attributions[n].nested_in
        if outer is None or self._quotes.at(self._attributions[n].source[0].start) is None:
            return ()
        return self.heard[outer].members

    def _named(self, phrase: VoicePhrase) -> CastMember:
        member = self._cast.find(phrase.name)
        if member is None or (" " not in phrase.name and len(member.tokens) == 1):
            meant = self._cast.misspelt(phrase.name)
            if meant is not None:
                meant.aka.setdefault(phrase.name)
                member = meant
        member = member or self._in_headline(phrase.name)
        if member is None:
            return self._cast.add(phrase)
        member.learn(phrase)
        return member

    def _in_headline(self, name: str) -> CastMember | None:
        """Whom the first words name where capitals tell nothing: "Clinton Wades In"."""
        tokens = name.split()
        if not any(token.lower() in VERBS for token in tokens[1:]):
            return None
        shorter = (self._cast.find(" ".join(tokens[:n])) for n in range(len(tokens) - 1, 0, -1))
        return next((one for one in shorter if one is not None and len(one.mentions) > 1), None)

    def _nameless(self, phrase: VoicePhrase, at: int) -> CastMember:
        """A voice that goes by its description: "Pagliano's lawyer", "Hale's aides"."""
        owner = self._possessor(phrase.possessor, at) if phrase.possessor else ""
        called = f"{owner}'s {phrase.called}" if owner else phrase.called
        return self._cast.nameless(phrase._replace(called=called))

    def _possessor(self, words: str, at: int) -> str:
        if words in OWNERS:
            members = whose(words, at, self._discourse)
            return members[0].name if len(members) == 1 else ""
        member = self._cast.find(words) if words[:1].isupper() else None
        return member.name if member is not None else words


def _are_people(members: re.Match[str]) -> bool:
    kind = noun_kind(members[1])
    return kind in _HUMAN


_OPENS, _FREE = -1, -2


def _may_go_on(member: CastMember) -> bool:
    return member.is_person or member.kind is NounKind.BODY
