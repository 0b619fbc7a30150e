"""Finds the voice that a description goes to, in the order in which a reader would look.

First whoever the text has called so, the nearest; then a body that may be called so; in a lead,
whoever is named later; and for a person at last the main figure in view.
"""

from __future__ import annotations

from collections.abc import Callable

from claims.reading.english.nouns import NounKind, noun_kind, singular
from claims.voices.cast.cast import Cast
from claims.voices.cast.cast_member import CastMember
from claims.voices.phrases.voice_phrase import VoicePhrase
from claims.voices.places import ADJECTIVES, PLACES
from claims.voices.resolution.descriptions import (
    ANYBODY,
    answers,
    is_other,
    is_somebody_else,
    may_be_called,
    may_vary,
    modifiers,
    noun_fits,
)
from claims.voices.resolution.discourse import Appearance, Discourse

_VIEW = 24  # events
_MAIN = 4  # mentions: more do not count for more
_LEAD = 900  # code points of a text that describe whom it names later
_ONE_ARTICLE = 500  # members; a text with more is many articles, and its only mayor not the one
_COURTESY = frozenset({"mr", "ms", "mrs"})


def described(
    phrase: VoicePhrase, at: int, cast: Cast, discourse: Discourse
) -> tuple[CastMember, ...]:
    """The voices that a description at `at` goes to; none when it brings up somebody new."""
    if phrase.plural or phrase.number > 1:
        return _several(phrase, at, discourse) if phrase.definite else ()
    found = None if phrase.indefinite else _known(phrase, at, cast, discourse)
    if found is None and at < _LEAD and not phrase.possessor:
        found = _named_later(phrase, at, discourse)
    if found is not None:
        return (found,)
    if phrase.indefinite:
        return ()
    if phrase.kind is NounKind.BODY and phrase.definite and not phrase.possessor:
        return discourse.in_mind(at, lambda event: _is_body(event, phrase))
    if phrase.kind is not NounKind.PERSON or is_somebody_else(phrase):
        return ()
    return _main_figure(phrase, at, discourse)


def _is_body(event: Appearance, phrase: VoicePhrase) -> bool:
    return event.alone is not None and may_be_called(event.alone, singular(phrase.head))


def _known(phrase: VoicePhrase, at: int, cast: Cast, discourse: Discourse) -> CastMember | None:
    wanted = modifiers(phrase)
    head = singular(phrase.head)
    found = None
    if phrase.kind is NounKind.BODY and not wanted and not phrase.possessor:
        found = _speaking(at, cast, discourse, head)
    if found is None:
        found = _nearest(at, cast, discourse, lambda one: answers(one, phrase, wanted))
    if found is not None and found.nameless and head in ANYBODY:
        found = None  # "the Republican" may be anybody, and so nobody who has no name
    if found is None and len(cast.members) <= _ONE_ARTICLE:
        named = [one for one in cast.members if one.mentions and answers(one, phrase, wanted)]
        found = named[0] if len(named) == 1 else None
    if found is None and phrase.kind is NounKind.BODY and not phrase.possessor and not wanted:
        found = _nearest(at, cast, discourse, lambda one: may_be_called(one, head))
    return found


def _speaking(at: int, cast: Cast, discourse: Discourse, head: str) -> CastMember | None:
    """The body that has just spoken, or whose people have, if it may be called so."""
    near = discourse.paragraph_before(at)
    for event in discourse.before(at):
        if event.at < near:
            break
        if event.speaks and event.alone is not None:
            member = event.alone
            body = cast.find(member.owner) if member.owner else None
            for one in (member, body):
                if one is not None and may_be_called(one, head):
                    return one
    return None


def _nearest(
    at: int, cast: Cast, discourse: Discourse, fits: Callable[[CastMember], bool]
) -> CastMember | None:
    """The nearest earlier member that fits, named ones first.

    Whom the last speaker speaks for is as near as the speaker: "Harbour Air boss Ian Cole said ...
    The airline said ...".
    """
    nameless: CastMember | None = None
    for event in discourse.before(at):
        for member in event.members:
            body = cast.find(member.owner) if event.speaks and member.owner else None
            if body is not None and body.kind is NounKind.BODY and fits(body):
                return body
            if fits(member):
                if not member.nameless:
                    return member
                nameless = nameless or member
    return nameless


def _named_later(phrase: VoicePhrase, at: int, discourse: Discourse) -> CastMember | None:
    """Whom a lead describes before it is named: "A New York judge ruled ... Judge Ama Osei"."""
    wanted = modifiers(phrase) - ADJECTIVES - PLACES
    found: dict[int, CastMember] = {}
    for event in discourse.after(at):
        if event.at > at + 2 * _LEAD:
            break
        for member in event.members:
            if noun_fits(member, phrase) and (not wanted or wanted & member.words):
                found.setdefault(id(member), member)
    return next(iter(found.values())) if len(found) == 1 else None


def _main_figure(phrase: VoicePhrase, at: int, discourse: Discourse) -> tuple[CastMember, ...]:
    """Whom news calls so for a change: of those in view, who is no other and comes up most."""
    ranked: dict[int, tuple[tuple[bool, int, int], CastMember]] = {}
    for near, event in enumerate(discourse.before(at)):
        member = event.alone
        if near > _VIEW:
            break
        if member is None or not member.is_person or member.nameless:
            continue
        if (event.quoted or event.told) and not event.speaks:
            continue
        other = is_other(member, phrase)
        if may_vary(member, phrase) and not (other and singular(phrase.head) not in ANYBODY):
            rank = (not other, min(_MAIN, len(member.mentions)), -near)
            ranked.setdefault(id(member), (rank, member))
    best = max(ranked.values(), key=lambda ranked: ranked[0], default=None)
    return (best[1],) if best is not None else ()


def _several(phrase: VoicePhrase, at: int, discourse: Discourse) -> tuple[CastMember, ...]:
    """ "The two senators": the last two of whom that was said, or who spoke together."""
    wanted = modifiers(phrase)
    people: dict[int, CastMember] = {}
    for event in discourse.before(at):
        people_together = event.alone is None and all(one.is_person for one in event.members)
        if people_together and _are(event, phrase, wanted):
            return event.members
        for member in event.members:
            if member.plural and member.nameless and answers(member, phrase, wanted):
                return (member,)
            if member.is_person and not member.plural and answers(member, phrase, wanted):
                people.setdefault(id(member), member)
        if phrase.number == 2 and len(people) == 2:
            break
    if phrase.number == 2 and len(people) < 2 and not wanted:
        people = _last_two(at, discourse) if noun_kind(phrase.head) is NounKind.PEOPLE else {}
    if len(people) == 2 or (phrase.number == 0 and 2 <= len(people) <= 3):
        return tuple(reversed(list(people.values())))
    return ()


def _are(event: Appearance, phrase: VoicePhrase, wanted: frozenset[str]) -> bool:
    """Whether several people who came up together may be called so."""
    if any(answers(one, phrase, wanted) for one in event.members):
        return True
    if singular(phrase.head) in ANYBODY and not wanted:
        return all(may_vary(one, phrase) for one in event.members)
    own = any(one.heads - _COURTESY for one in event.members)
    return not wanted and not own and (phrase.number == 2 or event.speaks)


def _last_two(at: int, discourse: Discourse) -> dict[int, CastMember]:
    people: dict[int, CastMember] = {}
    for event in discourse.before(at):
        for member in event.members:
            told = (event.quoted or event.told) and not event.speaks
            if member.is_person and not member.plural and not told:
                people.setdefault(id(member), member)
        if len(people) == 2:
            break
    return people
