"""Finds the subject of a verb: "X, a lawyer, said", "X, who said", "X resigned and said".

A subject is found from the verb leftwards. A relative takes the noun before it along, and verbs
that are joined share the subject of the first.
"""

from __future__ import annotations

from claims.reading.attribution.appositives import before_comma, before_enclosure
from claims.reading.english.frames import Frame
from claims.reading.english.function_words import (
    CLAUSE_STARTERS,
    DAYS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    TIMES,
    is_adverb,
    word_set,
)
from claims.reading.english.lexicon import VERBS
from claims.reading.english.noun_phrases import WIDEST, Phrase, phrase_ending_at, phrase_from
from claims.reading.english.nouns import NounKind, noun_kind
from claims.reading.english.tokens import TokenRun
from claims.reading.english.verb_groups import group_start, is_clitic, looks_finite


def subject_before(passage: TokenRun, verb: int) -> Phrase | None:
    """The subject of the verb group that starts at token `verb`."""
    last = _before_day(passage, verb - 1)
    if last < 0 or passage.quoted(last):
        return None
    mark = passage[last].text
    if mark == ",":
        return before_comma(passage, last)
    if mark == ")":
        return before_enclosure(passage, last, "(")
    if mark in ("—", "–", "--", "-"):
        return before_enclosure(passage, last, mark)
    if is_clitic(passage.low(last)):
        return Phrase(last, last)
    if passage.low(last) in RELATIVES:
        part = passage.low(last - 1) == "of" and passage.low(last - 3) == ","
        return _antecedent(passage, last, last - 2 if part else last)
    if passage.low(last) in ("and", "but", "then"):
        return shared_subject(passage, last)
    return _over_relative(passage, last) or phrase_ending_at(passage, last)


def _over_relative(passage: TokenRun, last: int) -> Phrase | None:
    """The subject of "pilots who have sailed with him say": all that stands before "say"."""
    if passage.lows.isdisjoint(_RESTRICTING) or _opens_clause(passage, last):
        return None
    verb = False
    for n in range(last, max(0, last - WIDEST), -1):
        if passage.low(n) == "that" and _told_that(passage, n):
            return None
        if passage.low(n) in _RESTRICTING and verb:
            return _restricted(passage, n, last)
        if passage.quoted(n) or not passage[n].is_word or passage.low(n) in SUBORDINATE:
            return None
        verb = verb or looks_finite(passage, n) or passage.low(n) in _PRESENT_TENSE
    return None


def _told_that(passage: TokenRun, that: int) -> bool:
    """Whether "that" opens what is reported: "said that pilots", "told Osei that pilots"."""
    said = VERBS.get(passage.low(that - 1))
    if said is not None and said.frames & _TOLD:
        return True
    verbs = (VERBS.get(passage.low(n)) for n in range(max(0, that - 4), that))
    return any(verb is not None and Frame.TELL in verb.frames for verb in verbs)


_TOLD = frozenset({Frame.CLAUSE, Frame.THAT, Frame.TELL})


def _opens_clause(passage: TokenRun, n: int) -> bool:
    """As "he" in "that he hopes", which is all of the subject."""
    return passage.low(n) in PRONOUNS and passage.low(n - 1) == "that"


_RESTRICTING = frozenset({"who", "that", "which"})


def _restricted(passage: TokenRun, relative: int, last: int) -> Phrase | None:
    phrase = phrase_ending_at(passage, relative - 1)
    if phrase is None or passage.low(relative - 1) in PRONOUNS or _told_before(passage, phrase):
        return None
    return Phrase(phrase.first, last)


def _told_before(passage: TokenRun, phrase: Phrase) -> bool:
    """Whether the clause has its verb already, so that the phrase is no subject."""
    n = phrase.first - 1
    while n >= 0 and passage[n].is_word and passage.low(n) not in CLAUSE_STARTERS:
        if looks_finite(passage, n):
            return True
        n -= 1
    return False


def _before_day(passage: TokenRun, last: int) -> int:
    """The token before "on Monday" in "Osei on Monday said"."""
    n = last
    while n > 0 and (passage.low(n) in DAYS or passage.low(n) in TIMES or passage.low(n).isdigit()):
        n -= 1
    return n - 1 if n < last and n > 0 and passage.low(n) == "on" else last


def _antecedent(passage: TokenRun, relative: int, first: int) -> Phrase | None:
    """The noun before "who" or "many of whom", with the relative itself as the subject."""
    if passage.low(relative) == "that" or passage.low(relative) == "whose":
        return None
    last = first - 1
    if last >= 0 and passage[last].text == ",":
        last -= 1
    phrase = phrase_ending_at(passage, last)
    if phrase is None:
        return Phrase(relative, relative)
    personal = passage.low(relative) in _PERSONAL
    begins = _people_in(passage, phrase) if personal else phrase.first
    if begins == phrase.first and passage.capital(phrase.last):
        begins = _name_in(passage, phrase, personal=personal)
    return Phrase(first, relative, (begins, phrase.last))


_PERSONAL = frozenset({"who", "whom"})


def _name_in(passage: TokenRun, phrase: Phrase, *, personal: bool) -> int:
    """Where the name begins that a relative goes back to: "criticism from | the Harbour Board"."""
    links = [n for n in range(phrase.first + 1, phrase.last) if passage.low(n) in _FROM]
    if passage.capital(phrase.first) or passage.low(phrase.first) in DETERMINERS:
        told = bool(links) and noun_kind(passage.low(links[0] - 1)) is None
        return links[0] + 1 if told and personal else phrase.first
    named = bool(links) and noun_kind(passage.low(links[-1] - 1)) is not NounKind.PERSON
    return links[-1] + 1 if named else phrase.first


_FROM = word_set("by from with against to between among")


def _people_in(passage: TokenRun, phrase: Phrase) -> int:
    """Where the people begin that "who" goes back to: "teachers" in "anger from teachers"."""
    if passage.capital(phrase.last) or noun_kind(passage.low(phrase.last)) is not NounKind.PEOPLE:
        return phrase.first
    links = [n for n in range(phrase.first, phrase.last) if passage.low(n) in PREPOSITIONS]
    if not links or noun_kind(passage.low(links[0] - 1)) in (NounKind.PERSON, NounKind.PEOPLE):
        return phrase.first
    return links[-1] + 1


def shared_subject(passage: TokenRun, before: int) -> Phrase | None:
    """The subject of the first finite verb before `before`: for "resigned and said"."""
    parallel = passage.low(before + 1) in FINITE  # "had met Xi and had praised him"
    opening = _main_clause(passage, before)
    order = [*range(opening, before), *range(1, opening)]
    for n in reversed(range(1, before)) if parallel else order:
        if _acting(passage.low(n - 1)) and not passage.quoted(n - 1):
            return Phrase(n - 1, n - 1)
        if not passage.quoted(n) and looks_finite(passage, n):
            start = group_start(passage, n)
            behind = passage.quoted(n - 1) or (passage.low(n - 1) == "," and passage.quoted(n - 2))
            phrase = phrase_from(passage, n + 1) if behind else _plain_subject(passage, start)
            if phrase is not None:
                return phrase
    return None


def _acting(low: str) -> bool:
    """As "she's" in "she's touring the port and saying that"; "it's" is nobody."""
    return is_clitic(low) and not low.startswith("it'")


def _main_clause(passage: TokenRun, before: int) -> int:
    """Where to look first: behind "After he left,", or inside "when he rose" without a comma."""
    clause = 1
    if _opens_subordinate(passage):
        commas = (n + 1 for n in range(1, before - 1) if passage.low(n) == ",")
        clause = next((n for n in commas if _begins_subject(passage, n)), 1)
    if passage.low(before - 1) != "," and passage.low(before) in ("and", "but"):
        for n in range(clause, before):
            if passage.low(n) in SUBORDINATE:
                clause = n + 1
    return max(1, clause)


def _opens_subordinate(passage: TokenRun) -> bool:
    first = passage.low(1) if is_adverb(passage.low(0)) else passage.low(0)
    return first in SUBORDINATE or first in PREPOSITIONS or first in ("where", "asked")


def _begins_subject(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    return low in DETERMINERS or low in PRONOUNS or passage.capital(n)


SUBORDINATE = word_set("when while after as if since because although though once before until")


def _plain_subject(passage: TokenRun, verb: int) -> Phrase | None:
    last = verb - 1
    if last < 0 or passage.low(last) in ("and", "but", "then", "that", "which", "who"):
        return None
    phrase = subject_before(passage, verb)
    if phrase is None or passage.low(phrase.last) in ("it", "there"):
        return None
    return None if passage.low(phrase.last).endswith(("'s", "s'")) else phrase


_PRESENT_TENSE = word_set("live work know want support say make use take like vote")
