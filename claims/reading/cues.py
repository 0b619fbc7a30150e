"""Verbs that may report, with their auxiliaries: the anchors of most patterns.

The decision: "plans" is a verb when what stands before it can be its subject. A base form wants a
plural or a modal before it, a third person a singular, a participle a form of "be" or a comma; so
nouns are told from verbs without a tagger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from claims.reading.lexicon import EVIDENCE, NOUNS, VERBS, Form, Verb
from claims.reading.phrases import phrase_ending_at
from claims.reading.subjects import group_start, is_clitic
from claims.reading.tokens import Passage
from claims.reading.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    OCCASIONS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    is_plural,
    word_set,
)

_MODALS = AUXILIARIES - BE
# No nouns, so that they report behind any noun: "voters in each state say".
_UNLIKE_NOUNS = frozenset({"say", "tell", "believe", "argue", "insist", "write"})
_COUNTS = word_set("ten nine eight seven six five four three two many some most all both few")


@dataclass(frozen=True, slots=True)
class Cue:
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


def cues(passage: Passage) -> Iterator[Cue]:
    """The verb groups of `passage` outside quotations that can report."""
    for n, token in enumerate(passage.tokens):
        if not token.quoted and not (token.capital and n > 0):
            verb = VERBS.get(token.low)
            if verb is not None:
                cue = _cue(passage, n, verb)
                if cue is not None:
                    yield cue


def _cue(passage: Passage, n: int, verb: Verb) -> Cue | None:
    first = group_start(passage, n)
    helpers = [passage.low(m) for m in range(first, n)]
    clitic = passage.low(first - 1)
    if is_clitic(clitic):
        helpers.append(clitic)
    being = any(low in BE for low in helpers)
    if verb.form is Form.GERUND:
        return Cue(first, n, verb, False, not being) if _gerund_reports(passage, n, being) else None
    if verb.form is Form.PAST:
        passive = being and not (verb.lemma == "say" and "not" in helpers)
        return Cue(first, n, verb, passive, False) if _past_reports(passage, n) else None
    if being and verb.lemma != "read":
        return None
    if verb.form is Form.BASE:
        modal = any(low in _MODALS or low == "to" for low in helpers)
        agrees = (
            modal
            or _before_that(passage, first, n, verb)
            or _plural_before(passage, first, unlike_noun=verb.lemma in _UNLIKE_NOUNS)
        )
        return Cue(first, n, verb, False, False) if agrees else None
    return Cue(first, n, verb, False, False) if _singular_before(passage, first, n) else None


def _gerund_reports(passage: Passage, n: int, being: bool) -> bool:
    before = passage[n - 1] if n else None
    if being or before is None:
        return being
    if before.quoted or before.text in (",", "—", "–", "--") or before.low in ("as", "and", "but"):
        return True
    return before.low in _LEADING or before.low in EVIDENCE or before.low in OCCASIONS


# "By calling it a lie", "while saying that": the subject of the sentence speaks.
_LEADING = word_set("by in while when before after without despite instead")


def _past_reports(passage: Passage, n: int) -> bool:
    low = passage.low(n - 1)
    return not (
        low in DETERMINERS and low not in ("all", "both", "some", "many", "those", "others")
    )


def _plural_before(passage: Passage, first: int, *, unlike_noun: bool) -> bool:
    if first == 0:
        return False
    token, low = passage[first - 1], passage.low(first - 1)
    if low in PRONOUNS:
        return low not in ("he", "she", "it")
    if low in RELATIVES:
        return is_plural(passage.low(first - 2)) or passage.low(first - 2) == ","
    if token.text in (",", ")"):
        return True
    if not token.is_word or low in POSSESSIVES or low in _NOT_NOUNS or low in DETERMINERS - _COUNTS:
        return False
    return is_plural(low) or unlike_noun


def quoted_behind(passage: Passage, n: int) -> bool:
    """A quotation at `n`, or behind the comma or colon there."""
    return passage.quoted(n) or (passage.low(n) in (",", ":") and passage.quoted(n + 1))


def _before_that(passage: Passage, first: int, n: int, verb: Verb) -> bool:
    """A clause behind it makes a verb of it: "examples of the kind show that"."""
    if passage.low(n + 1) != "that" or verb.lemma in NOUNS or first == 0:
        return False
    return passage[first - 1].is_word and passage.low(first - 1) not in DETERMINERS | _NOT_NOUNS


def _singular_before(passage: Passage, first: int, n: int) -> bool:
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
    if not token.capital and passage[n].low in _ALSO_NOUNS and not _has_determiner(passage, first):
        return False
    return token.capital or not is_plural(low) or passage[n].low in ("says", "reports")


def _has_determiner(passage: Passage, first: int) -> bool:
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
