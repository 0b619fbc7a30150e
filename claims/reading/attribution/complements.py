"""Reports whose cue stands before the content: "the ministry said that ...", "told Kyiv that".

The frame of the verb (see `frames`) tells whether what follows is a complement at all, and so
whether the verb reports here.
"""

from __future__ import annotations

from claims.model import Span
from claims.reading.attribution.circumstances import circumstance_end, recipient_end
from claims.reading.attribution.clauses import (
    clause_ahead,
    condition_first,
    finite_ahead,
    held_clause,
    is_cleft,
    is_number,
    names_a_thing,
    opens_clause,
    plain_clause,
    subject_behind_comma,
)
from claims.reading.attribution.contents import after_cue
from claims.reading.attribution.cues import Cue, is_attitude, quoted_behind
from claims.reading.attribution.objects import (
    Candidate,
    Found,
    called_for,
    condemned,
    promised,
    urged,
)
from claims.reading.attribution.participles import participle_subject, reduced_subject
from claims.reading.attribution.passage_context import Find, PassageContext
from claims.reading.attribution.subjects import subject_before
from claims.reading.english.frames import Frame
from claims.reading.english.function_words import (
    BE,
    DAYS,
    PREPOSITIONS,
    QUESTION_WORDS,
    is_adverb,
    word_set,
)
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import EVIDENCE
from claims.reading.english.noun_phrases import Phrase
from claims.reading.english.tokens import TokenRun


def reported(context: PassageContext, cue: Cue) -> Find | None:
    """SOURCE said (that) CONTENT, in all the frames that verbs have."""
    if cue.passive:
        return None
    subject, pattern = _subject(context, cue)
    if subject is None or _expletive(context.passage, subject):
        return None
    first_person = context.passage.low(subject.last) in _PRESENT
    if cue.verb.mind and context.passage.low(subject.first - 1) in _OPEN:
        return None
    acts = _ACTS if cue.verb.form is VerbForm.BASE else _ACTS - {Frame.URGE}
    for frame, rule in _RULES:
        if frame in cue.verb.frames and not (first_person and frame in acts):
            found = rule(Candidate(context, cue, subject))
            if found is not None:
                content, slug, last = found
                find = _find(context, subject, cue, last, content, pattern or slug)
                return find._replace(deed=slug in _DEEDS or _is_unsaid(context.passage, cue))
    return None


def _subject(context: PassageContext, cue: Cue) -> tuple[Phrase | None, str]:
    if cue.participle:
        noun = reduced_subject(context.passage, cue.first, cue.verb.lemma)
        if noun is not None:
            return noun, "reduced"
        return participle_subject(context.passage, cue.first), "participle"
    subject = subject_before(context.passage, cue.first)
    shared = context.passage.low(cue.first - 1) in ("and", "but", "then")
    return subject, "shared_subject" if shared else ""


def _expletive(passage: TokenRun, subject: Phrase) -> bool:
    if passage.low(subject.last) in ("there", "what", "whose"):
        return True
    before = passage.low(subject.first - 1)  # "is made of parts called cells": no subject
    return subject.head is None and before in _COPULAS and subject.last > subject.first


def _is_denied(passage: TokenRun, cue: Cue) -> bool:
    lows = (passage.low(n) for n in range(cue.first, cue.last))
    return any(low in ("not", "never") or low.endswith("n't") for low in lows)


def _is_unsaid(passage: TokenRun, cue: Cue) -> bool:
    """Whether it might only be said: "critics could argue that ..."."""
    return any(passage.low(n) in _MODALS for n in range(cue.first, cue.last))


_MODALS = word_set("would could might may should must")
# "If the board supports it": nobody is said to.
_OPEN = word_set("if whether how")
# What is condemned, discussed, urged or promised is a thing or an action, and no words.
_DEEDS = frozenset({"speech_act", "topic", "called_for", "urged_to", "promised_to"})
_COPULAS = BE | word_set("has have had become becomes became")
# "We call it a gift", "I thank you": who acts by speaking reports nobody.
_PRESENT = word_set("i we you")
_ACTS = frozenset({Frame.OBJECT, Frame.LINKED, Frame.URGE, Frame.INFINITIVE})


def _told(one: Candidate) -> Found:
    """SOURCE told somebody (that) CONTENT."""
    passage, first = one.context.passage, one.cue.last + 1
    if passage.low(first) in one.cue.verb.links:  # "warned of delays if ..."
        return None
    end = recipient_end(passage, first)
    if end == first and one.cue.verb.lemma not in ("tell",):
        return None
    if passage.low(end) in ("to", "about", "of", "for", "and", "") and not passage.quoted(end):
        return None
    start = circumstance_end(passage, end)
    if not opens_clause(passage, start) and not clause_ahead(passage, start):
        return None
    content = _clause(one.context, start)
    return (content, "told_that", one.cue.last) if content else None


def _said(one: Candidate) -> Found:
    """SOURCE said (that) CONTENT."""
    passage = one.context.passage
    if _promises(passage, one.cue):
        return None
    start = circumstance_end(passage, one.cue.last + 1)
    if one.cue.verb.lemma in _SAYING and _is_over(passage, start):
        behind = one.context.quotation_behind()
        return (behind, "said", one.cue.last) if behind else None
    if passage.low(start) == "to" and not passage.quoted(start):
        return None
    denied = passage.low(start) in QUESTION_WORDS and _is_denied(passage, one.cue)
    if not denied and not _may_follow_said(passage, start):
        return None
    if Frame.OBJECT in one.cue.verb.frames and names_a_thing(passage, start):
        return None
    content = _clause(one.context, start)
    slug = "said_that" if passage.low(start) == "that" else "said"
    return (content, slug, one.cue.last) if content else None


def _promises(passage: TokenRun, cue: Cue) -> bool:
    behind = cue.last + 1 + (passage.low(cue.last + 1) in DAYS)
    return Frame.INFINITIVE in cue.verb.frames and passage.low(behind) == "to"


_ROUGHLY = word_set("about around over under nearly almost roughly only")


def _may_follow_said(passage: TokenRun, start: int) -> bool:
    low = passage.low(start)
    if start >= len(passage) or passage.quoted(start):
        return start < len(passage)
    if low in (":", "—", "–"):
        return True
    if low == ",":
        behind = passage.low(start + 1)
        return passage.quoted(start + 1) or behind in _ASIDES or behind in _OPEN_MARKS
    if not passage[start].is_word and low not in ("$", "£", "€", "¥", "#", "@"):
        return False
    if low in _ROUGHLY and (is_number(passage.low(start + 1)) or passage.low(start + 1) == "half"):
        return True
    if low in PREPOSITIONS or is_adverb(low):
        return finite_ahead(passage, start, 20, over_commas=True)
    if low in QUESTION_WORDS and not passage.has_word_from(start + 1):
        return True
    return low not in ("and", "or", "but", "as", "because", "while", "when", "by") or (
        low in ("because", "while", "when") and subject_behind_comma(passage, start)
    )


# "She said, if elected, she would ..."
_ASIDES = word_set("i we well yeah if when in with as because that although")


# Of a quotation of several paragraphs that are not opened again.
_OPEN_MARKS = frozenset({'"', "“", "``", "''"})


def _found(one: Candidate) -> Found:
    """SOURCE found that CONTENT: verbs that report only before a clause."""
    passage, last = one.context.passage, one.cue.last
    last += passage.low(last + 1) == "out" and one.cue.verb.lemma in ("find", "figure")
    start = circumstance_end(passage, last + 1)
    if passage.low(start) in ("just", "exactly", "now"):
        start += 1
    start += is_cleft(passage, one.subject, start)
    low = passage.low(start)
    clause = low in ("that", ":") or low in QUESTION_WORDS or quoted_behind(passage, start)
    clause = clause or (one.cue.verb.mind and condition_first(passage, start))
    clause = clause or held_clause(passage, one.cue.verb.lemma, one.subject, start)
    if (
        not clause
        and not plain_clause(passage, start)
        and not _evidence(passage, one.subject, start)
    ):
        return None
    open_question = one.cue.verb.mind or one.cue.verb.lemma == "ask"
    if low in ("when", "where", "who", "which", "if") and not open_question:
        return None
    content = _clause(one.context, start)
    slug = "thought_that" if one.cue.verb.mind else "found_that"
    return (content, slug, one.cue.last) if content else None


def _evidence(passage: TokenRun, subject: Phrase, start: int) -> bool:
    """Whether a document shows it: "The poll shows Ivanov ahead"."""
    lows = {passage.low(n) for n in range(subject.first, subject.last + 1)}
    if lows.isdisjoint(EVIDENCE) or start >= len(passage) or not passage[start].is_word:
        return False
    low = passage.low(start)
    return low not in _NO_FINDING and not is_adverb(low)


# "The report shows up", "the data show where".
_NO_FINDING = PREPOSITIONS | QUESTION_WORDS | word_set("up off it him her them us and or but no")


def _quoted(one: Candidate) -> Found:
    """SOURCE continued: "..."; only before a quotation."""
    start = one.cue.last + 1
    if not quoted_behind(one.context.passage, start):
        return None
    content = _clause(one.context, start)
    return (content, "said", one.cue.last) if content else None


def _clause(context: PassageContext, start: int) -> tuple[Span, ...]:
    passage = context.passage
    if start >= len(passage):
        return ()
    if passage[start].text in (":", ",") and not passage.has_word_from(start + 1):
        return context.block_behind() if passage[start].text == ":" else ()
    return after_cue(context, start)


def _is_over(passage: TokenRun, n: int) -> bool:
    return n >= len(passage) or (passage[n].text == "." and n == len(passage) - 1)


_SAYING = word_set("say write add explain respond reply tweet")


_RULES = (
    (Frame.TELL, _told),
    (Frame.INFINITIVE, promised),
    (Frame.URGE, urged),
    (Frame.LINKED, called_for),
    (Frame.THAT, _found),
    (Frame.CLAUSE, _said),
    (Frame.QUOTE, _quoted),
    (Frame.OBJECT, condemned),
)


def _find(
    context: PassageContext,
    subject: Phrase,
    cue: Cue,
    last: int,
    content: tuple[Span, ...],
    pattern: str,
) -> Find:
    return Find(
        source=context.source(subject),
        cue=(context.passage.hull(cue.first, last),),
        content=content,
        pattern=pattern,
        mind=is_attitude(context.passage, subject.last, cue.verb),
    )
