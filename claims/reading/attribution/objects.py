"""Acts done by speaking or willing, with their objects: "urged Kyiv to ...", "called for calm".

The object is what is wanted, promised or judged. It ends at the first new clause.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.model import Span
from claims.reading.attribution.circumstances import circumstance_end
from claims.reading.attribution.contents import after_cue
from claims.reading.attribution.cues import Cue
from claims.reading.attribution.passage_context import PassageContext
from claims.reading.english.frames import Frame, Verb
from claims.reading.english.function_words import (
    DAYS,
    DETERMINERS,
    FINITE,
    OBJECT_PRONOUNS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    is_adverb,
    word_set,
)
from claims.reading.english.lexicon import TOPIC_LINKS, TOPIC_VERBS
from claims.reading.english.noun_phrases import Phrase
from claims.reading.english.tokens import TokenRun


class Candidate(NamedTuple):
    """A cue with its subject, before its frames are tried."""

    context: PassageContext
    cue: Cue
    subject: Phrase


Found = tuple[tuple[Span, ...], str, int] | None


def promised(one: Candidate) -> Found:
    """SOURCE promised to CONTENT."""
    passage, start = one.context.passage, one.cue.last + 1
    while is_adverb(passage.low(start)) or passage.low(start) in DAYS:
        start += 1
    if passage.low(start) != "to":
        return None
    content = after_cue(one.context, start, tight=True)
    slug = "wants_to" if one.cue.verb.mind else "promised_to"
    return (content, slug, one.cue.last) if content else None


def urged(one: Candidate) -> Found:
    """SOURCE urged somebody to CONTENT."""
    passage, start = one.context.passage, one.cue.last + 1
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
    content = after_cue(one.context, start, tight=True)
    slug = "wants_to" if one.cue.verb.mind else "urged_to"
    return (content, slug, one.cue.last) if content else None


def called_for(one: Candidate) -> Found:
    """SOURCE called for CONTENT."""
    passage, link = one.context.passage, one.cue.last + 1
    if is_adverb(passage.low(link)) or passage.low(link) in DAYS:
        link += 1
    if passage.low(link) not in one.cue.verb.links or _on_a_page(passage, one.cue.verb, link):
        return None
    if passage.low(link + 1) == "to" or passage.low(link + 1) in DAYS:
        link += passage.low(link + 1) == "to"
    content = after_cue(one.context, link + 1, tight=passage.low(link + 1) != "that")
    topic = passage.low(link) in TOPIC_LINKS and one.cue.verb.lemma not in (
        "object",
        "appeal",
        "respond",
    )
    slug = "attitude" if one.cue.verb.mind else "topic" if topic else "called_for"
    return (content, slug, link) if content else None


def _on_a_page(passage: TokenRun, verb: Verb, link: int) -> bool:
    """As in "wrote on her blog that it rained": "on" tells where, and what was written follows."""
    if passage.low(link) != "on" or verb.frames.isdisjoint({Frame.CLAUSE, Frame.THAT}):
        return False
    end = circumstance_end(passage, link)
    return passage.low(end) == "that" and end - link <= _PAGE


_PAGE = 4


def condemned(one: Candidate) -> Found:
    """SOURCE condemned CONTENT: the object of an act of speech."""
    passage, start = one.context.passage, _behind_day(one.context.passage, one.cue.last + 1)
    if _is_what(one) and passage.low(start) == "as":
        start += 1  # "what analysts described as old tactics"
    elif not _object_starts(passage, start):
        return None
    if one.cue.verb.lemma == "put" and not _down_to(passage, start):
        return None
    content = after_cue(one.context, start, tight=not _that_clause(passage, start))
    content = _with_as(one, content)
    topic = one.cue.verb.lemma in TOPIC_VERBS
    slug = "attitude" if one.cue.verb.mind else "topic" if topic else "speech_act"
    return (content, slug, one.cue.last) if content else None


def _is_what(one: Candidate) -> bool:
    """Whether what is called something stands before the subject: "what analysts described"."""
    return one.cue.verb.lemma in _CALLING and (
        one.context.passage.low(one.subject.first - 1) == "what"
    )


def _with_as(one: Candidate, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """With what somebody is called: "described the port as “dirty”"."""
    if one.cue.verb.lemma not in _CALLING or len(content) != 1:
        return content
    passage = one.context.passage
    ends = (n for n in range(len(passage)) if passage[n].start >= content[0].end)
    link = next(ends, len(passage))
    if passage.low(link) != "as":
        return content
    more = after_cue(one.context, link + 1, tight=True)
    return (Span(content[0].start, more[0].end), *more[1:]) if more else content


_CALLING = word_set(
    "describe portray depict characterise denounce condemn dismiss praise criticise deride hail "
    "label brand cast paint mock ridicule blast slam pummel present identify decry deplore"
)


def _that_clause(passage: TokenRun, n: int) -> bool:
    """As in "expressed that the gate is shut", which is said, and not "condemned that deal"."""
    following = passage.low(n + 1)
    return passage.low(n) == "that" and (following in DETERMINERS or following in PRONOUNS)


def _down_to(passage: TokenRun, start: int) -> bool:
    """Whether it is "put the growth down to oil", an explanation."""
    downs = (n for n in range(start, min(start + 12, len(passage))) if passage.low(n) == "down")
    return any(passage.low(n + 1) == "to" for n in downs)


def _behind_day(passage: TokenRun, n: int) -> int:
    """Where the object begins in "announced on Monday the closure of the gate"."""
    day = n + (passage.low(n) == "on")
    if passage.low(day) in DAYS and passage.low(day + 1) in DETERMINERS:
        return day + 1
    return n


def _object_starts(passage: TokenRun, n: int) -> bool:
    if n >= len(passage):
        return False
    token, low = passage[n], passage[n].low
    if token.quoted:
        return True
    if not token.is_word:
        return token.text in ("$", "£", "€", "¥", "@", "#")
    if low in DETERMINERS or low in OBJECT_PRONOUNS:
        return True
    if low == "what" and passage.low(n + 1) in PRONOUNS:
        return True  # "ridiculed what he called a farce"
    if low in DAYS or low in QUESTION_WORDS or is_adverb(low):
        return False
    if token.capital:
        return True
    return low not in PREPOSITIONS and low not in FINITE and low not in _NO_OBJECT


_NO_OBJECT = word_set(
    "and or but that to not be been being as so than then there he she they we i out up off on "
    "back by because while"
)
