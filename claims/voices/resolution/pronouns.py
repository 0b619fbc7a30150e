"""Finds the voice that a pronoun goes to: the one in mind that fits in gender and number.

A name of unknown gender takes the gender of the first pronoun that goes to it, and keeps it.
"""

from __future__ import annotations

from collections.abc import Collection

from claims.reading.english.nouns import NounKind
from claims.voices.cast.cast_member import CastMember, Gender
from claims.voices.resolution.discourse import Appearance, Discourse

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "you", "your"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_MALE = frozenset({"he", "his", "him"})
_FEMALE = frozenset({"she", "her"})
PERSONAL = _MALE | _FEMALE
_IT = frozenset({"it", "its"})
_THEY = frozenset({"they", "their", "them"})


def whose(
    word: str,
    at: int,
    discourse: Discourse,
    telling: Collection[CastMember] = (),
    since: int = 0,
) -> tuple[CastMember, ...]:
    """The voices that a pronoun at `at` goes to, none where nobody fits.

    `telling` are those in whose own words it stands: they would say "I". Who came up before
    `since` is out of mind.
    """
    if word in _MALE or word in _FEMALE:
        gender = Gender.MALE if word in _MALE else Gender.FEMALE
        return _person(gender, at, discourse, telling, since, owning=word in OWNERS)
    if word in _IT:
        near = max(since, discourse.paragraph_before(at))
        spoke = discourse.nearest(at, lambda e: e.speaks and e.at >= near and _is_thing(e))
        return spoke or discourse.in_mind(at, lambda e: e.at >= since and _is_thing(e))
    if word in _THEY:
        return discourse.in_mind(at, lambda e: e.at >= since and _is_many(e))
    return ()


def _person(
    wanted: Gender,
    at: int,
    discourse: Discourse,
    telling: Collection[CastMember],
    since: int,
    *,
    owning: bool,
) -> tuple[CastMember, ...]:
    def fits(event: Appearance) -> bool:
        member = event.alone
        if member is None or event.at < since:
            return False
        return _may_be(member, wanted) and member not in telling

    def is_person(event: Appearance) -> bool:
        return fits(event) and event.members[0].is_person

    def is_named(event: Appearance) -> bool:
        nameless = event.members[0].nameless
        return is_person(event) and not (nameless and (owning or not event.speaks))

    tests = (is_named, is_person, fits)
    found = next(filter(None, (discourse.in_mind(at, test) for test in tests)), ())
    if found and found[0].gender is Gender.UNKNOWN:
        found[0].gender = wanted
        found[0].kind = found[0].kind or NounKind.PERSON
    return found


def _may_be(member: CastMember, wanted: Gender) -> bool:
    if member.kind not in (NounKind.PERSON, None) or member.plural:
        return False
    return member.gender in (wanted, Gender.UNKNOWN)


def _is_thing(event: Appearance) -> bool:
    member = event.alone
    if member is None or member.plural:
        return False
    if member.kind in (NounKind.DOCUMENT, NounKind.DATA):
        return event.speaks
    if member.kind is NounKind.PLACE:
        return event.speaks or event.in_view
    return member.kind is NounKind.BODY


def _is_many(event: Appearance) -> bool:
    member = event.alone
    if member is None:
        return True
    return member.plural or (member.kind is NounKind.BODY and event.speaks)
