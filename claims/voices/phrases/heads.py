"""The voice of one noun phrase, by its last word: a name, or a noun that describes."""

from __future__ import annotations

from collections.abc import Sequence

from claims.reading.english.function_words import CLAUSE_STARTERS, FINITE, word_set
from claims.reading.english.nouns import TITLES, NounKind, is_plural, noun_kind
from claims.voices.phrases.core import is_participle
from claims.voices.phrases.owners import modifier, owner_before, owner_behind
from claims.voices.phrases.titles import role_noun, surname_like, title_length
from claims.voices.phrases.voice_phrase import VoicePhrase
from claims.voices.phrases.words import LINKS, NAME_JOINTS, PARTICLES, is_capital, low


def headed(core: Sequence[str], tail: Sequence[str]) -> VoicePhrase | None:
    """The voice of a phrase without its determiners, by its last word."""
    last = core[-1]
    if len(core) == 1 and _is_plain_noun(last):
        return _by_noun(core, tail)
    if low(last) in ("republican", "democrat", "independent"):
        return _by_noun(core, tail)
    if is_capital(last) and not (low(last) in TITLES and not surname_like(core)):
        return _by_name(core, tail)
    return _by_noun(core, tail)


def _is_plain_noun(word: str) -> bool:
    """Whether a capital only opens the sentence: "Officials", "Police", "Democrats"."""
    small = low(word)
    kind = noun_kind(small)
    return kind in (NounKind.PEOPLE, NounKind.DATA) or (kind is not None and is_plural(small))


def _by_name(core: Sequence[str], tail: Sequence[str]) -> VoicePhrase | None:
    first = len(core) - 1
    while first > 0 and (is_capital(core[first - 1]) or _joins(core, first - 1)):
        first -= 1
    while first < len(core) - 1 and not is_capital(core[first]):
        first += 1
    run = core[first:]
    title = title_length(run)
    lead, name = [*core[:first], *run[:title]], run[title:]
    if not name:
        return _by_noun(core, tail)
    ends = noun_kind(low(name[-1])) if len(name) > 1 or not lead else None
    named = _kind_of_name(name)
    noun, of_role = role_noun(lead)
    if title and of_role is None and run[title - 1].isupper():
        of_role = NounKind.PERSON  # "Fianna Fáil TD John Hale"
    if named is NounKind.BODY and of_role is NounKind.PERSON and title:
        of_role = None
    kind = named or of_role
    if kind is NounKind.PEOPLE:
        kind = ends
    owner = owner_before(lead) if of_role is NounKind.PERSON else ""
    if not owner and of_role is not NounKind.BODY:
        owner = owner_behind(tail)
    role = " ".join(lead) if of_role is NounKind.PERSON else ""
    return VoicePhrase(
        name=" ".join(name),
        head=noun if of_role else "",
        kind=kind,
        called=" ".join(name),
        role=role,
        owner=owner,
        title=low(run[title - 1]) if title else (noun if noun in TITLES else ""),
    )


def _joins(core: Sequence[str], n: int) -> bool:
    """Whether a small word stands inside a name at `n`."""
    small = core[n].lower()
    if small in ("a", "an"):
        return n > 0 and core[n - 1].lower() in ("of", "for")
    return n > 0 and (small in PARTICLES or small in NAME_JOINTS)


_PAPERS = word_set("journal post report")


def _kind_of_name(name: Sequence[str]) -> NounKind | None:
    """BODY for a name that holds the noun of a body; else the name alone tells nothing."""
    if any(word.lower() in ("of", "for", "and", "&") for word in name):
        return NounKind.BODY
    last = low(name[-1])
    kind = noun_kind(last) if len(name) > 1 else None
    if kind in (NounKind.BODY, NounKind.DATA) or (kind is not None and last in _PAPERS):
        return NounKind.BODY
    if len(name) == 1 and name[0].isupper() and len(name[0].replace(".", "")) > 1:
        return NounKind.BODY
    return None


def _by_noun(core: Sequence[str], tail: Sequence[str]) -> VoicePhrase | None:
    joint = next((n for n in range(1, len(core)) if core[n].lower() in ("of", "for")), len(core))
    head = low(core[joint - 1])
    kind = noun_kind(head)
    if kind is None and head in TITLES:
        kind = NounKind.PERSON
    kept = _kept_tail(tail)
    called = " ".join([*core, *kept])
    owner = owner_before(core[:-1]) if kind is NounKind.PERSON else modifier(core[:-1])
    owner = owner or owner_behind(tail)
    plural = is_plural(head) and kind is not NounKind.BODY
    proper = kind is NounKind.BODY and joint == len(core) and _is_proper(core)
    return VoicePhrase(
        name=" ".join(core) if proper else "",
        head=head,
        kind=kind,
        called=called,
        core=" ".join(core),
        owner=owner,
        plural=plural,
    )


def _is_proper(core: Sequence[str]) -> bool:
    """Whether a body is named by its noun and its owner: "Maltese government"."""
    return any(is_capital(word) and low(word) not in _OPENING for word in core[:-1])


# They open a sentence with a capital and name nobody.
_OPENING = word_set(
    "federal local national state foreign top health police former big small large new old public "
    "private civil human legal political military religious environmental consumer opposition "
    "regional international several major leading rival medical rights aid trade labor labour "
    "student teacher student other central provincial municipal lower higher appeals district"
)


def _kept_tail(tail: Sequence[str]) -> list[str]:
    """What belongs to a nameless voice's description: "at Homeland Security", not "who left"."""
    if [word.lower() for word in tail[:2]] in (["familiar", "with"], ["close", "to"]):
        return list(tail[:5])
    if not tail or tail[0].lower() not in LINKS:
        return []
    if tail[0].lower() == "with" and tail[1:2] and tail[1].lower() not in ("knowledge", "direct"):
        return []
    kept = [tail[0]]
    for n, word in enumerate(tail[1:], 1):
        small = word.lower()
        if small in CLAUSE_STARTERS or small in FINITE or is_participle(tail, n) or n > 14:
            break
        kept.append(word)
    return kept
