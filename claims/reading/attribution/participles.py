"""Finds the subject of a participle: "voters saying", "Osei left, saying".

A participle right behind a noun has that noun for its subject, unless the noun is a paper or
somebody who is addressed; otherwise it has the subject of the main clause.
"""

from __future__ import annotations

from claims.reading.attribution.subjects import SUBORDINATE, shared_subject, subject_before
from claims.reading.english.function_words import (
    CLAUSE_STARTERS,
    DAYS,
    DETERMINERS,
    FINITE,
    OCCASIONS,
    PREPOSITIONS,
    is_adverb,
    word_set,
)
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import EVIDENCE, VERBS
from claims.reading.english.noun_phrases import WIDEST, Phrase, phrase_from
from claims.reading.english.tokens import TokenRun
from claims.reading.english.verb_groups import group_start, looks_finite

# In "polls showing" and "ads attacking" the paper tells it; in "a letter saying", its writer.
_SHOWING = word_set("show indicate suggest reveal prove demonstrate find allege")


# Who holds a banner or mails supporters speaks by them.
_MEDIA = word_set(
    "banner banners sign signs placard placards op-ed op-eds ad ads advert adverts message "
    "messages card cards leaflet leaflets petition petitions posts tweets texts statements "
    "letters columns articles supporters followers reporters employees colleagues readers"
)


def reduced_subject(passage: TokenRun, first: int, lemma: str) -> Phrase | None:
    """The noun before "saying" in "voters saying", with what belongs to it on its left."""
    before = passage.low(first - 1)
    paper = before in EVIDENCE or before in OCCASIONS or before in _MEDIA or before in DAYS
    if not (lemma in _SHOWING if paper else _is_noun(passage, first - 1)):
        return None
    n = first - 1
    if _is_addressed(passage, n):
        return None
    while n > 0 and passage.low(n) not in DETERMINERS and _is_noun(passage, n - 1):
        if looks_finite(passage, n - 1) or (passage.low(n - 1) in VERBS and n < first - 1):
            break
        n -= 1
    if passage.low(n - 1) == "and" and passage.capital(n) and passage.capital(n - 2):
        n -= 2  # "Fox News and NBC News calling"
        while n > 0 and passage.capital(n - 1) and passage.low(n - 1) not in PREPOSITIONS:
            n -= 1
    return Phrase(n, first - 1)


def _is_addressed(passage: TokenRun, noun: int) -> bool:
    """As in "sent a letter to senators opposing it": the letter's writers oppose it."""
    to = next((n for n in range(noun - 1, max(0, noun - 4), -1) if passage.low(n) == "to"), 0)
    return any(passage.low(n) in OCCASIONS for n in range(max(0, to - 5), to))


def _trailing_speaker(passage: TokenRun, last: int) -> Phrase | None:
    """Who speaks in "..., Osei said (in June), adding": the subject right behind a comma."""
    for n in range(last, max(0, last - _TRAIL), -1):
        verb = None if passage.capital(n) else VERBS.get(passage.low(n))
        if verb is not None and verb.form in (VerbForm.PAST, VerbForm.THIRD) and not verb.mind:
            speaker = subject_before(passage, group_start(passage, n))
            behind = speaker is not None and passage.low(speaker.first - 1) in (",", "")
            return speaker if n == last or behind else None
        if passage.low(n) == ",":
            return None
    return None


_TRAIL = 10


def participle_subject(passage: TokenRun, first: int) -> Phrase | None:
    """The subject of "saying" at `first`; in "While saying that, he ..." it follows the comma."""
    speaker = _trailing_speaker(passage, first - 2) if passage.low(first - 1) == "," else None
    if speaker is not None:
        return speaker
    if first > 1 or (first == 1 and passage.low(0) not in PREPOSITIONS | SUBORDINATE):
        return shared_subject(passage, first)
    for n in range(first + 1, min(first + WIDEST * 2, len(passage))):
        if passage.low(n) == ",":
            return phrase_from(passage, n + 1, lambda m: looks_finite(passage, m))
    return None


def _is_noun(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    if not low or not low[0].isalnum() or low in _PARTICIPLE_LEADS:
        return False
    return low in DETERMINERS or not is_adverb(low)


_PARTICIPLE_LEADS = PREPOSITIONS | CLAUSE_STARTERS | FINITE | word_set("and but as")
