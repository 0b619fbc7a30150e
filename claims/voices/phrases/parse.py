"""The words for a source, taken apart: the name in them, the head noun, the role and the body.

"White House press secretary Josh Earnest" is the name Josh Earnest with a role and a body; "the
ministry's spokesman, Karl Weiss" is the name Karl Weiss; "an attorney for Pagliano" is a
description whose head is the attorney. Joint voices are several phrases. Only the head of a phrase
and what belongs to it are read: a name inside a longer phrase tells whose, where or about whom, and
never who.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from claims.reading.english.function_words import FINITE, word_set
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import VERBS
from claims.reading.english.nouns import NounKind, is_plural, noun_kind
from claims.voices.phrases.core import core_end
from claims.voices.phrases.determiners import determined
from claims.voices.phrases.heads import headed
from claims.voices.phrases.joint import joint
from claims.voices.phrases.pieces import segments
from claims.voices.phrases.voice_phrase import VoicePhrase
from claims.voices.phrases.words import CLITIC, PRONOUNS, QUANTIFIERS, is_capital, low, tokenised

_AGE = re.compile(r"\d{1,3}$")


_SUBJECTS = word_set("he she they it i we you there")


@lru_cache(maxsize=4096)
def phrases(words: str) -> tuple[VoicePhrase, ...]:
    """The voices that a source's words name, none where they are no noun phrase."""
    tokens = tokenised(CLITIC.sub(r"\1", words))
    if not tokens or _is_clause(tokens):
        return ()
    found: list[VoicePhrase] = []
    for group in joint(segments(tokens)):
        one = _voice(group)
        if one is None:
            return ()
        found.append(one)
    return tuple(found)


def leading_phrase(words: str) -> VoicePhrase | None:
    """The noun phrase that opens a sentence, up to its verb: "The pilots | have left"."""
    tokens = words.split()
    for n, token in enumerate(tokens):
        small = token.lower()
        verb = VERBS.get(small)
        told = verb is not None and verb.form in (VerbForm.PAST, VerbForm.THIRD)
        if n and (small in FINITE or told or (small.endswith("ed") and small not in _UNITED)):
            read = phrases(" ".join(tokens[:n]))
            return read[0] if len(read) == 1 else None
    return None


_UNITED = word_set("united need seed")


def _is_clause(tokens: Sequence[str]) -> bool:
    """ "it became", "saying both sides", "drawn anger from teachers": no noun phrase."""
    first = tokens[0].lower()
    if len(tokens) > 1 and first.endswith("'s") and first[:-2] in _SUBJECTS:
        return True
    verb = VERBS.get(first)
    if verb is not None and verb.form is VerbForm.GERUND and len(tokens) > 1:
        following = tokens[1].lower()
        return not is_capital(tokens[0]) or following in QUANTIFIERS or following in FINITE
    if len(tokens) > 1 and first in _SUBJECTS:
        return tokens[1].lower() not in ("and", "or", ",")
    if verb is not None and verb.form is VerbForm.PAST and not is_capital(tokens[0]):
        return len(tokens) > 1 and noun_kind(low(tokens[1])) is None
    return first in ("drawn", "become", "became", "been", "given", "made", "taken", "known", "not")


def _voice(pieces: Sequence[Sequence[str]]) -> VoicePhrase | None:
    """The voice that the first piece names, with what the other pieces say of it."""
    core = _simple(pieces[0])
    if core is None:
        return None
    for piece in pieces[1:]:
        core = _explained(core, piece)
    return core


def _explained(voice: VoicePhrase, piece: Sequence[str]) -> VoicePhrase:
    """`voice` with what an appositive adds: a role, a body, an age, or its name."""
    if len(piece) == 1 and _AGE.match(piece[0]):
        return voice._replace(aged=True)
    if piece[0].lower() in ("who", "which", "whose", "where", "when", "and", "as", "a.k.a"):
        return voice
    more = _simple(piece)
    if more is None:
        return voice
    words = voice.words | more.words
    if voice.name and not more.name and more.kind is not None:
        if voice.kind in (None, more.kind) or voice.kind is NounKind.PERSON:
            role = voice.role or more.called
            kinds = (NounKind.PERSON, NounKind.PEOPLE)
            return voice._replace(
                kind=voice.kind or _one_of(more.kind),
                role=role if more.kind in kinds else voice.role,
                owner=voice.owner or more.owner,
                head=voice.head or more.head,
                words=words,
            )
        return voice._replace(words=words)
    if not voice.name and more.name and voice.kind in (NounKind.PERSON, NounKind.BODY, None):
        return more._replace(
            kind=voice.kind or more.kind,
            role=voice.called if voice.kind is NounKind.PERSON else more.role,
            owner=voice.owner or more.owner,
            head=voice.head or more.head,
            words=words,
        )
    return voice


def _one_of(kind: NounKind | None) -> NounKind | None:
    """What one is of whom it is said: one of "two journalists" is a person."""
    return NounKind.PERSON if kind is NounKind.PEOPLE else kind


def _simple(tokens: Sequence[str]) -> VoicePhrase | None:
    """One noun phrase without appositives."""
    if len(tokens) == 1 and tokens[0].lower() in PRONOUNS:
        return VoicePhrase(head=tokens[0].lower(), called=tokens[0], pronoun=True)
    words = [token for token in tokens if not token.startswith("(") or len(token) > 2]
    aka = next((word[1:] for word in words if word.startswith("(")), "")
    words = [word for word in words if not word.startswith("(") and word[0].isalnum()]
    if not words:
        return None
    count, definite, start, owner = determined(words)
    indefinite = start > 0 and not definite and count != 2
    body = words[start:]
    if not body:
        return None
    end = core_end(body)
    core, tail = body[:end], body[end:]
    if not core:
        return None
    found = headed(core, tail)
    if found is None:
        return None
    words_in = frozenset(low(word) for word in body)
    plural = found.plural or count > 1
    if found.kind is None and not found.name and not start and not _may_stand_bare(core):
        return None
    return found._replace(
        owner=owner or found.owner,
        possessor=owner,
        definite=definite or bool(owner),
        indefinite=indefinite,
        article=words[0].lower() if start and words[0].lower() in ("a", "an", "the") else "",
        number=count,
        aka=aka,
        words=words_in,
        plural=plural,
    )


def _may_stand_bare(core: Sequence[str]) -> bool:
    """Whether a noun that tells nothing may stand without an article: a plural, a capital."""
    last = core[-1].lower()
    return is_plural(last) or is_capital(core[-1]) or is_capital(core[0])
