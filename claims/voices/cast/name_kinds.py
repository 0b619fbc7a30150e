"""Tells names of places, bodies and persons apart where nothing beside them does.

What the text says of somebody (a title, a role, an age) decides. Else the tables of places and
given names do, then how the name is used ("in Kamalpur", "the Sentinel"), then its look.
"""

from __future__ import annotations

import re

from claims.model import Source, SourceClass
from claims.reading.english.function_words import FINITE, PREPOSITIONS, word_set
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import VERBS
from claims.reading.english.nouns import TITLES, NounKind
from claims.voices.cast.cast_member import CastMember, Gender
from claims.voices.cast.short_names import key
from claims.voices.given_names import MEN, WOMEN
from claims.voices.phrases.words import PARTICLES, low
from claims.voices.places import ADJECTIVES, PLACES

_NOUN_BEHIND = re.compile(r"(?:['’]s)? ([a-z]+)")
_WHERE = word_set("in at near outside across around toward towards reached")
_OF_PLACE = re.compile(
    r"\b(?:residents?|villages?|towns?|city|district|area|province|natives?|county|state|region|"
    r"people|capital|coast|north|south|east|west|outskirts|suburbs?) of \Z"
)
_LOOKED_AT = 4  # mentions that tell how a name is used
# Words of names that are of no person.
_THINGS = word_set(
    "act amendment bill law street avenue road boulevard river lake bay sea ocean island islands "
    "mountain hill valley park square bridge war day week year prize award awards cup games "
    "stadium airport hall tower building strip beach coast gulf strait canal plan deal pact treaty "
    "accord agreement revolution project program programme matter lives first second third fourth "
    "fifth olympics place plaza hotel church east west north south central season series league "
    "super grand great black white red green blue american national new united international "
    "federal state house senate supreme european"
)


def settle(text: str, member: CastMember, known: Source | None) -> None:
    """Decide what a member is, and which pronoun goes to it; `known` is who the registry has."""
    tokens = member.tokens
    if known is not None and member.kind is None:
        member.kind = _of_source(known)
    if key(member.name) in PLACES and not _is_titled(member):
        member.kind, member.gender = NounKind.PLACE, Gender.UNKNOWN
        member.heads.clear()
    if member.kind is None:
        member.kind = _kind(text, member, tokens)
    if member.is_person and member.gender is Gender.UNKNOWN:
        member.gender = _gender(tokens)
    member.words.update(low(token) for token in (*tokens, *member.owner.split()))


_MEDIA_AND_BODIES = frozenset(
    {
        SourceClass.OFFICIAL_STATEMENT,
        SourceClass.STATE_MEDIA,
        SourceClass.NEWS_AGENCY,
        SourceClass.INDEPENDENT_MEDIA,
        SourceClass.DATASET,
    }
)


def _of_source(source: Source) -> NounKind | None:
    """What a source of the registry is: whoever has a role or speaks for a body is a person."""
    if source.organisation is not None or source.role:
        return NounKind.PERSON
    if source.source_class is SourceClass.DOCUMENT:
        return NounKind.DOCUMENT
    return NounKind.BODY if source.source_class in _MEDIA_AND_BODIES else None


def _is_titled(member: CastMember) -> bool:
    """Whether somebody is called like a place: "Senator Paris"."""
    words = member.role.split()
    return member.is_person and bool(words) and low(words[-1]) in TITLES


def _kind(text: str, member: CastMember, tokens: list[str]) -> NounKind | None:
    if _has_article(text, member):
        return NounKind.BODY
    first = low(tokens[0])
    if len(tokens) > 1 and (first in MEN or first in WOMEN):
        return NounKind.PERSON
    if _stands_in_places(text, member):
        return NounKind.PLACE
    return NounKind.PERSON if 2 <= len(tokens) <= 4 and _looks_personal(tokens) else None


def _has_article(text: str, member: CastMember) -> bool:
    return any(
        text[max(0, start - 4) : start].lower() == "the " and not _modifies(text, end)
        for start, end in member.mentions[:_LOOKED_AT]
    )


def _modifies(text: str, end: int) -> bool:
    """Whether a name only stands before a noun: "the Obama | officials"."""
    match = _NOUN_BEHIND.match(text, end)
    if match is None:
        return False
    verb = VERBS.get(match[1])
    told = verb is not None and verb.form in (VerbForm.PAST, VerbForm.THIRD)
    return not (told or match[1] in FINITE or match[1] in PREPOSITIONS or match[1] == "and")


def _stands_in_places(text: str, member: CastMember) -> bool:
    """Whether each mention tells where: "in Kamalpur", "near Tema"."""
    before = (text[max(0, start - 24) : start] for start, _ in member.mentions)
    return bool(member.mentions) and all(
        lead.rstrip().rpartition(" ")[2] in _WHERE or _OF_PLACE.search(lead) for lead in before
    )


def _looks_personal(tokens: list[str]) -> bool:
    if any(low(token) in _THINGS for token in tokens) or low(tokens[-1]) in PLACES:
        return False
    if low(tokens[0]) in ADJECTIVES:
        return False
    if any(token.isupper() and len(token.replace(".", "")) > 2 for token in tokens):
        return False
    return all(token[0].isupper() or low(token) in PARTICLES for token in tokens)


def _gender(tokens: list[str]) -> Gender:
    for token in tokens[:-1] or tokens:
        small = low(token)
        for name in (small, small.partition("-")[0]):
            if name in WOMEN:
                return Gender.FEMALE
            if name in MEN:
                return Gender.MALE
    return Gender.UNKNOWN
