"""Cues that are verbs: each verb that may report, with its auxiliaries.

"Plans" is a verb when what stands before it can be its subject. A base form wants a plural or a
modal before it, a third person a singular, a participle a form of "be" or a comma; so nouns are
told from verbs without a tagger.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from claims.reading.english.frames import Verb
from claims.reading.english.function_words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    FINITE,
    OCCASIONS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    is_plural,
    word_set,
)
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import EVIDENCE, NOUNS, VERBS
from claims.reading.english.noun_phrases import head_before, phrase_ending_at
from claims.reading.english.tokens import TokenRun
from claims.reading.english.verb_groups import ASPECTS, group_start, is_clitic

_MODALS = AUXILIARIES - BE
# No nouns, so that they report behind any noun: "voters in each state say".
_UNLIKE_NOUNS = frozenset({"say", "tell", "think", "believe", "argue", "insist", "write"})
_COUNTS = word_set(
    "ten nine eight seven six five four three two many some most all both few several others"
)


class Cue(NamedTuple):
    """A verb group: tokens `first` to `last`, the reporting verb being `last`."""

    first: int
    last: int
    verb: Verb
    passive: bool
    participle: bool

    @property
    def bare(self) -> bool:
        """The verb alone, as in "..., said the ministry"."""
        return self.first == self.last


def cues(passage: TokenRun) -> Iterator[Cue]:
    """The verb groups of `passage` outside quotations that can report."""
    if passage.lows.isdisjoint(_VERB_FORMS):
        return
    titled = is_headline(passage)
    for n, token in enumerate(passage.tokens):
        if token.low not in _VERB_FORMS or token.quoted:
            continue
        if titled or n == 0 or not token.capital:
            cue = _cue(passage, n, VERBS[token.low])
            if cue is not None:
                yield cue


_VERB_FORMS = frozenset(VERBS) - PREPOSITIONS  # "regarding" is none


def is_attitude(passage: TokenRun, speaker: int, verb: Verb) -> bool:
    """Whether a verb of mind tells an attitude; "I think it rained" states that it rained."""
    return verb.mind and not (verb.lemma in _VIEWS and passage.low(speaker) in _FIRST_PERSON)


_VIEWS = word_set("think believe reckon guess suppose")
_FIRST_PERSON = word_set("i we")


def is_headline(passage: TokenRun) -> bool:
    """Whether Most Words Begin With a Capital, so that a capital tells nothing of names."""
    capitals = small = 0
    for token in passage.tokens:
        if len(token.text) < 4 or not token.is_word:
            continue
        if token.capital:
            capitals += 1
        else:
            small += 1
            if small > _SMALL_IN_HEADLINE or token.low in _SMALL_VERBS:
                return False
    if capitals < 3 or capitals < 4 * small:
        return False
    return not any(token.text in _SHORT_VERBS for token in passage.tokens)


_SMALL_IN_HEADLINE = 3
_SMALL_VERBS = word_set("were have said says will would")
_SHORT_VERBS = frozenset({"was", "are", "has", "had"})


def _cue(passage: TokenRun, n: int, verb: Verb) -> Cue | None:
    first = group_start(passage, n)
    helpers = [passage.low(m) for m in range(first, n)]
    clitic = passage.low(first - 1)
    if is_clitic(clitic):
        helpers.append(clitic)
    being = any(low in BE for low in helpers)
    if verb.form is VerbForm.GERUND:
        being = being or passage.low(n - 1) in ASPECTS
        return Cue(first, n, verb, False, not being) if _gerund_reports(passage, n, being) else None
    if verb.form is VerbForm.PAST:
        passive = being and not _is_perfect(passage, n, clitic, helpers, verb)
        return Cue(first, n, verb, passive, False) if _past_reports(passage, n) else None
    if being and verb.lemma != "read":
        return None
    noun = verb.lemma not in _UNLIKE_NOUNS and passage.low(first - 1) not in PRONOUNS
    if passage.low(n + 1) in FINITE and noun:
        return None  # "the jobs report has"
    if verb.form is VerbForm.BASE:
        modal = any(low in _MODALS or low == "to" for low in helpers)
        agrees = (
            modal
            or _before_that(passage, first, n, verb)
            or _after_modal(passage, first, n)
            or _plural_before(passage, first, unlike_noun=verb.lemma in _UNLIKE_NOUNS)
        )
        return Cue(first, n, verb, False, False) if agrees else None
    return Cue(first, n, verb, False, False) if _singular_before(passage, first, n) else None


def _is_perfect(passage: TokenRun, n: int, clitic: str, helpers: list[str], verb: Verb) -> bool:
    """Whether "he's said" is "he has said", which it is but for "he's accused of"."""
    if verb.lemma == "say" and "not" in helpers:
        return True
    has = clitic in ("he's", "she's", "it's") and helpers.count(clitic) == len(helpers)
    return has and passage.low(n + 1) not in PREPOSITIONS | {"to"}


def _gerund_reports(passage: TokenRun, n: int, being: bool) -> bool:
    before = passage[n - 1] if n else None
    if being or before is None:
        return True
    if before.quoted or before.text in (",", "—", "–", "--") or before.low in ("as", "and", "but"):
        return True
    if before.low in _LEADING or before.low in EVIDENCE or before.low in OCCASIONS:
        return True
    return before.is_word and (is_plural(before.low) or before.low in _GROUPS or before.capital)


# Singular nouns of many people, as in "a group calling for talks".
_GROUPS = word_set("group party campaign committee those someone anyone voter man woman pac")


# "By calling it a lie", "while saying that": the subject of the sentence speaks.
_LEADING = word_set("by in while when before after without despite instead")


def _past_reports(passage: TokenRun, n: int) -> bool:
    low = passage.low(n - 1)
    return not (
        low in DETERMINERS - _COUNTS and low not in ("those", "others", "one", "each", "another")
    )


def _plural_before(passage: TokenRun, first: int, *, unlike_noun: bool) -> bool:
    if first == 0:
        return False
    token, low = passage[first - 1], passage.low(first - 1)
    if low in PRONOUNS:
        return low not in ("he", "she", "it")
    if low in RELATIVES:
        return is_plural(passage.low(first - 2)) or passage.low(first - 2) in (",", "of")
    if token.text in (",", ")"):
        return True
    if token.text == "%":
        return True
    if not token.is_word or low in POSSESSIVES or low in _NOT_NOUNS or low in DETERMINERS - _COUNTS:
        return False
    return is_plural(low) or unlike_noun or is_plural(head_before(passage, first - 1))


def quoted_behind(passage: TokenRun, n: int) -> bool:
    """A quotation at `n`, or behind the comma or colon there."""
    return passage.quoted(n) or (passage.low(n) in (",", ":") and passage.quoted(n + 1))


def _before_that(passage: TokenRun, first: int, n: int, verb: Verb) -> bool:
    """A clause behind it makes a verb of it: "examples of the kind show that"."""
    if passage.low(n + 1) != "that" or verb.lemma in NOUNS or first == 0:
        return False
    return passage[first - 1].is_word and passage.low(first - 1) not in DETERMINERS | _NOT_NOUNS


def _after_modal(passage: TokenRun, first: int, n: int) -> bool:
    """As in "could open the gate and say that it is safe"."""
    if first != n or passage.low(n - 1) != "and":
        return False
    clause = passage.low(n + 1) == "that" or quoted_behind(passage, n + 1)
    return clause and any(passage.low(m) in _WILL for m in range(max(0, n - 16), n - 1))


_WILL = word_set("will would can could may might must should")


def _singular_before(passage: TokenRun, first: int, n: int) -> bool:
    if first == 0:
        return False
    token, low = passage[first - 1], passage.low(first - 1)
    if low in PRONOUNS or low in RELATIVES:
        return low in ("he", "she", "it", "who", "which", "that")
    if token.quoted or token.text in (",", ")", "—", "–", "--"):
        return True
    if not token.is_word or low in DETERMINERS - {"one", "another", "each"} or low.endswith("'s"):
        return False
    if low in PREPOSITIONS or low in _NOT_NOUNS:
        return low in ("and", "but") and first == n
    if low.isdigit() or low in _COUNTS:
        return False
    noun = not token.capital and passage[n].low in _ALSO_NOUNS
    if noun and ("-" in low or not _has_determiner(passage, first)):
        return False  # "Osei's long-held claims"
    if token.capital or not is_plural(low) or passage[n].low in ("says", "reports"):
        return True
    head = head_before(passage, first - 1)
    return head != low and (not is_plural(head) or head == "series")


def _has_determiner(passage: TokenRun, first: int) -> bool:
    """Whether it is a subject, as in "the new board claims", and not "recent claims"."""
    phrase = phrase_ending_at(passage, first - 1)
    return phrase is not None and (
        passage.low(phrase.first) in DETERMINERS or passage.capital(phrase.first)
    )


# The third person is a plural noun too.
_ALSO_NOUNS = word_set(
    "claims reports states remarks comments notes estimates forecasts projects posts tweets jokes "
    "boasts promises pledges vows hints charges warnings concerns demands requests calls attacks "
    "hopes fears plans views questions supports praises rules orders challenges complaints "
    "objects reasons details"
)
_NOT_NOUNS = word_set("and or but not than as to")
