"""Cues that stand before what was said: "the ministry said that ...", "urged Kyiv to ...".

The frame of the verb (see `lexicon`) decides whether what follows is a complement at all, and so
whether the verb reports here.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.model import Span
from claims.reading.circumstances import circumstance_end, recipient_end
from claims.reading.contents import after_cue
from claims.reading.cues import Cue, quoted_behind
from claims.reading.lexicon import EVIDENCE, TOPIC_LINKS, TOPIC_VERBS, Form, Frame
from claims.reading.phrases import Phrase
from claims.reading.scene import Find, Scene
from claims.reading.subjects import is_clitic, looks_finite, participle_subject, subject_before
from claims.reading.tokens import Passage
from claims.reading.words import (
    BE,
    DAYS,
    DETERMINERS,
    FINITE,
    OBJECT_PRONOUNS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    RELATIVES,
    is_adverb,
    word_set,
)


def reported(scene: Scene, cue: Cue) -> Find | None:
    """SOURCE said (that) CONTENT, in all the frames that verbs have."""
    if cue.passive:
        return None
    subject, pattern = _subject(scene, cue)
    if subject is None or _expletive(scene.passage, subject):
        return None
    first_person = scene.passage.low(subject.last) in _PRESENT
    acts = _ACTS if cue.verb.form is Form.BASE else _ACTS - {Frame.URGE}
    for frame, rule in _RULES:
        if frame in cue.verb.frames and not (first_person and frame in acts):
            found = rule(_Candidate(scene, cue, subject))
            if found is not None:
                content, slug, last = found
                return _find(scene, subject, cue, last, content, pattern or slug)
    return None


def _subject(scene: Scene, cue: Cue) -> tuple[Phrase | None, str]:
    if cue.participle:
        return participle_subject(scene.passage, cue.first), "participle"
    subject = subject_before(scene.passage, cue.first)
    shared = scene.passage.low(cue.first - 1) in ("and", "but", "then")
    return subject, "shared_subject" if shared else ""


def _expletive(passage: Passage, subject: Phrase) -> bool:
    if passage.low(subject.last) in ("there", "what", "whose"):
        return True
    before = passage.low(subject.first - 1)  # "is made of parts called cells": no subject
    return subject.head is None and before in _COPULAS and subject.last > subject.first


_COPULAS = BE | word_set("has have had become becomes became")
# "We call it a gift", "I thank you": who acts by speaking reports nobody.
_PRESENT = word_set("i we you")
_ACTS = frozenset({Frame.OBJECT, Frame.LINKED, Frame.URGE, Frame.INFINITIVE})


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A cue with its subject, before its frames are tried."""

    scene: Scene
    cue: Cue
    subject: Phrase


_Found = tuple[tuple[Span, ...], str, int] | None


def _told(one: _Candidate) -> _Found:
    """told somebody (that) CONTENT."""
    passage, first = one.scene.passage, one.cue.last + 1
    end = recipient_end(passage, first)
    if end == first and one.cue.verb.lemma not in ("tell",):
        return None
    if passage.low(end) in ("to", "about", "of", "for", "and", "") and not passage.quoted(end):
        return None
    start = circumstance_end(passage, end)
    if not _opens_clause(passage, start) and not _clause_ahead(passage, start):
        return None
    content = _clause(one.scene, start)
    return (content, "told_that", one.cue.last) if content else None


def _clause_ahead(passage: Passage, start: int) -> bool:
    """Whether it is told that something is so, and not "told him a story"."""
    for n in range(start, min(start + 16, len(passage))):
        low = passage.low(n)
        if low == "that" or low in FINITE or low.endswith("n't") or passage.quoted(n):
            return True
        if is_clitic(low) or looks_finite(passage, n):
            return True
    return False


def _opens_clause(passage: Passage, n: int) -> bool:
    low = passage.low(n)
    return low in ("that", "") or low in QUESTION_WORDS or quoted_behind(passage, n) or low in ":,"


def _said(one: _Candidate) -> _Found:
    """said (that) CONTENT."""
    passage = one.scene.passage
    if _promises(passage, one.cue):
        return None
    start = circumstance_end(passage, one.cue.last + 1)
    if passage.low(start) == "to" and not passage.quoted(start):
        return None
    if not _may_follow_said(passage, start):
        return None
    if Frame.OBJECT in one.cue.verb.frames and _names_a_thing(passage, start):
        return None
    content = _clause(one.scene, start)
    slug = "said_that" if passage.low(start) == "that" else "said"
    return (content, slug, one.cue.last) if content else None


def _names_a_thing(passage: Passage, start: int) -> bool:
    """Whether a noun phrase and no clause follows: "announced a plan for the port"."""
    if _opens_clause(passage, start) or is_clitic(passage.low(start)):
        return False
    if passage.low(start) in PRONOUNS - {"it", "you"}:
        return False
    return not any(
        passage.low(n) in FINITE or passage.low(n).endswith("n't") or looks_finite(passage, n)
        for n in range(start + 1, min(start + 12, len(passage)))
        if passage.low(n) not in RELATIVES
    )


def _promises(passage: Passage, cue: Cue) -> bool:
    behind = cue.last + 1 + (passage.low(cue.last + 1) in DAYS)
    return Frame.INFINITIVE in cue.verb.frames and passage.low(behind) == "to"


def _may_follow_said(passage: Passage, start: int) -> bool:
    low = passage.low(start)
    if start >= len(passage) or passage.quoted(start):
        return start < len(passage)
    if low in (":", "—", "–"):
        return True
    if low == ",":
        return passage.quoted(start + 1) or passage.low(start + 1) in ("i", "we", "well", "yeah")
    if not passage[start].is_word and low not in ("$", "£", "€", "¥", "#", "@"):
        return False
    if low in PREPOSITIONS or is_adverb(low):
        return _finite_ahead(passage, start, 20, over_commas=True)
    return low not in ("and", "or", "but", "so", "as", "because", "while", "when", "by")


def _found(one: _Candidate) -> _Found:
    """found that CONTENT: verbs that report only before a clause."""
    passage = one.scene.passage
    start = circumstance_end(passage, one.cue.last + 1)
    low = passage.low(start)
    clause = low in ("that", ":") or low in QUESTION_WORDS or quoted_behind(passage, start)
    if (
        not clause
        and not _plain_clause(passage, start)
        and not _evidence(passage, one.subject, start)
    ):
        return None
    open_question = one.cue.verb.mind or one.cue.verb.lemma == "ask"
    if low in ("when", "where", "who", "which", "if") and not open_question:
        return None
    content = _clause(one.scene, start)
    slug = "thought_that" if one.cue.verb.mind else "found_that"
    return (content, slug, one.cue.last) if content else None


def _plain_clause(passage: Passage, start: int) -> bool:
    low = passage.low(start)
    if is_clitic(low):
        return True
    if low in PRONOUNS or low == "there":
        return low != "it" or _finite_ahead(passage, start, 4)
    begins = low in DETERMINERS or passage.capital(start)
    return begins and _finite_ahead(passage, start, 10)


def _finite_ahead(
    passage: Passage, start: int, reach: int = 15, *, over_commas: bool = False
) -> bool:
    for n in range(start + 1, min(start + reach, len(passage))):
        low = passage.low(n)
        if low in FINITE or low.endswith("n't") or is_clitic(low):
            return True
        if low in RELATIVES or passage[n].text in (";", "."):
            return False
        if passage[n].text == "," and not over_commas:
            return False
    return False


def _evidence(passage: Passage, subject: Phrase, start: int) -> bool:
    """Whether a document shows it: "The poll shows Ivanov ahead"."""
    lows = {passage.low(n) for n in range(subject.first, subject.last + 1)}
    begins = passage.capital(start) or passage.low(start) in DETERMINERS
    return begins and bool(lows & EVIDENCE)


def _quoted(one: _Candidate) -> _Found:
    """continued: "..."; only before a quotation."""
    start = one.cue.last + 1
    if not quoted_behind(one.scene.passage, start):
        return None
    content = _clause(one.scene, start)
    return (content, "said", one.cue.last) if content else None


def _clause(scene: Scene, start: int) -> tuple[Span, ...]:
    passage = scene.passage
    if start >= len(passage):
        return ()
    if passage[start].text in (":", ",") and not _words_behind(passage, start):
        return scene.block_behind() if passage[start].text == ":" else ()
    return after_cue(scene, start)


def _words_behind(passage: Passage, start: int) -> bool:
    return any(passage[n].is_word for n in range(start + 1, len(passage)))


def _promised(one: _Candidate) -> _Found:
    """promised to CONTENT."""
    passage, start = one.scene.passage, one.cue.last + 1
    while is_adverb(passage.low(start)) or passage.low(start) in DAYS:
        start += 1
    if passage.low(start) != "to":
        return None
    content = after_cue(one.scene, start, tight=True)
    slug = "wants_to" if one.cue.verb.mind else "promised_to"
    return (content, slug, one.cue.last) if content else None


def _urged(one: _Candidate) -> _Found:
    """urged somebody to CONTENT."""
    passage, start = one.scene.passage, one.cue.last + 1
    end = start
    while end < len(passage) and end - start < 12 and passage.low(end) != "to":
        if (
            passage.quoted(end)
            or passage[end].text in (".", ";", ":")
            or passage.low(end) in FINITE
        ):
            return None
        end += 1
    if end == start or passage.low(end) != "to" or not _object_starts(passage, start):
        return None
    content = after_cue(one.scene, start, tight=True)
    slug = "wants_to" if one.cue.verb.mind else "urged_to"
    return (content, slug, one.cue.last) if content else None


def _called_for(one: _Candidate) -> _Found:
    """called for CONTENT."""
    passage, link = one.scene.passage, one.cue.last + 1
    if is_adverb(passage.low(link)):
        link += 1
    if passage.low(link) not in one.cue.verb.links:
        return None
    if passage.low(link + 1) == "to" or passage.low(link + 1) in DAYS:
        link += passage.low(link + 1) == "to"
    content = after_cue(one.scene, link + 1, tight=passage.low(link + 1) != "that")
    topic = passage.low(link) in TOPIC_LINKS and one.cue.verb.lemma not in (
        "object",
        "appeal",
        "respond",
    )
    slug = "attitude" if one.cue.verb.mind else "topic" if topic else "called_for"
    return (content, slug, link) if content else None


def _condemned(one: _Candidate) -> _Found:
    """condemned CONTENT: the object of an act of speech."""
    passage, start = one.scene.passage, one.cue.last + 1
    if not _object_starts(passage, start) or (
        one.cue.participle and not _object_starts(passage, start)
    ):
        return None
    content = after_cue(one.scene, start, tight=True)
    topic = one.cue.verb.lemma in TOPIC_VERBS
    slug = "attitude" if one.cue.verb.mind else "topic" if topic else "speech_act"
    return (content, slug, one.cue.last) if content else None


def _object_starts(passage: Passage, n: int) -> bool:
    if n >= len(passage):
        return False
    token, low = passage[n], passage[n].low
    if token.quoted:
        return True
    if not token.is_word:
        return token.text in ("$", "£", "€", "¥", "@", "#")
    if low in DAYS or low in QUESTION_WORDS or is_adverb(low):
        return False
    if low in DETERMINERS or low in OBJECT_PRONOUNS or token.capital:
        return True
    return low not in PREPOSITIONS and low not in FINITE and low not in _NO_OBJECT


_NO_OBJECT = word_set(
    "and or but that to not be been being as so than then there he she they we i out up off on "
    "back by because while"
)

_RULES = (
    (Frame.TELL, _told),
    (Frame.INFINITIVE, _promised),
    (Frame.URGE, _urged),
    (Frame.LINKED, _called_for),
    (Frame.THAT, _found),
    (Frame.CLAUSE, _said),
    (Frame.QUOTE, _quoted),
    (Frame.OBJECT, _condemned),
)


def _find(
    scene: Scene, subject: Phrase, cue: Cue, last: int, content: tuple[Span, ...], pattern: str
) -> Find:
    return Find(
        source=scene.source(subject),
        cue=(scene.passage.hull(cue.first, last),),
        content=content,
        pattern=pattern,
        mind=cue.verb.mind,
    )
