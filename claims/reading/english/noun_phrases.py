"""Finds the noun phrase that ends or begins at a token.

Without a parser a phrase is what lies between two words that cannot be inside one (a finite verb, a
conjunction, a mark). The words that lead up to it are then taken off its front.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from claims.reading.english.frames import Frame
from claims.reading.english.function_words import (
    CLAUSE_STARTERS,
    DAYS,
    DETERMINERS,
    FINITE,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
    is_adverb,
    word_set,
)
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import VERBS
from claims.reading.english.phrase_leads import without_lead
from claims.reading.english.tokens import TokenRun

WIDEST = 26


class Phrase(NamedTuple):
    """Tokens `first` to `last`, both included; `head` is a further piece before it, if any."""

    first: int
    last: int
    head: tuple[int, int] | None = None


def phrase_ending_at(passage: TokenRun, last: int) -> Phrase | None:
    """The noun phrase whose last token is `last`."""
    if last < 0 or passage.quoted(last) or not (passage[last].is_word or passage.low(last) == "%"):
        return None
    if passage.low(last) in PRONOUNS:
        return Phrase(last, last)
    first = last + 1
    while first > 0 and last - first < WIDEST and _continues_left(passage, first - 1, last):
        first -= 1
    start = without_lead(passage, first, last)
    if start is None or not _can_be_subject(passage, start, last):
        return None
    return Phrase(_whole_list(passage, start, last), last)


def head_before(passage: TokenRun, last: int) -> str:
    """The noun that a phrase is about: "series" in "the last series of emails"."""
    phrase = phrase_ending_at(passage, last)
    if phrase is None:
        return ""
    for n in range(phrase.first + 1, last + 1):
        if passage.low(n) in PREPOSITIONS:
            reduced = passage.low(n - 1).endswith("ed") and n - 1 > phrase.first
            return passage.low(n - 1 - reduced)  # "analysts polled by ..."
    return passage.low(last)


def _continues_left(passage: TokenRun, n: int, last: int) -> bool:
    token = passage[n]
    if token.quoted:
        return False
    if token.low in ("and", "&", "or"):
        return n < last and _joins_nouns(passage, n)
    if token.text == ")" and n < last:
        return _goes_on(passage, n + 1) and _brackets_aside(passage, n)
    if not token.is_word:
        if token.text == "(" and n + 2 < len(passage) and _aside_ends(passage, n):
            return True
        nickname = token.text in '"“”' and n < last and passage.capital(n + 1)
        return nickname or token.text in ("'", "’", "$", "%", "/", "#", "@")
    if token.low == "than" and passage.low(n - 1) in ("more", "less", "fewer"):
        return True
    if token.low in CLAUSE_STARTERS or token.low in FINITE or token.low in ("he", "she", "they"):
        return False
    if n < last and (token.low in _WALLS or token.low.endswith("ed")) and _is_wall(passage, n):
        return False
    verb = VERBS.get(token.low)
    past = verb is not None and verb.form is VerbForm.PAST and not verb.mind
    return n == last or not (past and not token.capital and not _is_modifier(passage, n))


def _brackets_aside(passage: TokenRun, close: int) -> bool:
    """Whether a short aside before a name ends at `close`: "Commissioner (north) Osei"."""
    return any(
        passage[n].text == "(" and passage.capital(n - 1) for n in range(max(1, close - 4), close)
    )


def _goes_on(passage: TokenRun, n: int) -> bool:
    """Whether a phrase goes on behind a bracket: "the Board (HB) in Tema"."""
    if passage.capital(n) or passage.low(n) == "of":
        return True
    letters = n > 3 and passage[n - 2].text.isupper() and passage[n - 3].text == "("
    return letters and passage[n - 2].text.isalpha() and passage.low(n) in ("in", "at", "for")


def _aside_ends(passage: TokenRun, start: int) -> bool:
    ends = (n for n in range(start + 1, min(start + 5, len(passage))) if passage[n].text == ")")
    close = next(ends, 0)
    return bool(close) and _goes_on(passage, close + 1) and passage.capital(start - 1)


def _is_wall(passage: TokenRun, n: int) -> bool:
    """Whether a phrase begins at `n` + 1: "repaired | most pilots", "something | Osei"."""
    if passage.low(n) in _SOMETHING:
        return passage.capital(n + 1) or passage.low(n + 1) in DETERMINERS
    return passage.low(n) in _SPOKEN or passage.low(n + 1) in _OPENING_PHRASES


# Never in a noun phrase, as "claims" and "reports" may be.
_SPOKEN = word_set(
    "say says tells thinks believes argues insists writes adds explains admits denies suggests "
    "alleges asserts acknowledges announces concedes confirms contends declares reveals warns knows"
)
_SOMETHING = word_set("something anything everything nothing someone anyone everyone")
_WALLS = _SPOKEN | _SOMETHING
_OPENING_PHRASES = DETERMINERS - word_set("this that these those each every all both one")


def _is_modifier(passage: TokenRun, n: int) -> bool:
    """A participle inside a phrase: "the proposed deal", "officials quoted by"."""
    following = passage.low(n + 1)
    before = passage.low(n - 1)
    if before in DETERMINERS or following in ("by", "in"):
        return True
    if before.endswith("ly") and is_adverb(before) and following.isalpha():
        return True  # "newly released files"
    bare = VERBS[passage.low(n)].frames == {Frame.OBJECT}  # "a report published on Monday"
    return bare and following in ("on", "at", "last", "this")


def _joins_nouns(passage: TokenRun, n: int) -> bool:
    following = passage[n + 1]
    if not passage[n - 1].is_word:
        return passage[n - 1].text == "," and following.capital
    if passage.capital(n - 1):
        if following.capital or following.low in DETERMINERS:
            return True
        return n == 1 and _opens_pair(passage)
    return following.low in POSSESSIVES or _both_plain(passage, n) or _two_roles(passage, n)


def _opens_pair(passage: TokenRun) -> bool:
    """As "Developers and pilots" and "Federal and state officials", where the sentence opens."""
    for n in range(3, min(6, len(passage))):
        low = passage.low(n)
        if low in PREPOSITIONS or low in VERBS or not passage[n].is_word or passage.capital(n):
            return passage.low(n - 1).endswith("s")
    return False


def _two_roles(passage: TokenRun, n: int) -> bool:
    """Whether it is one phrase, as "the senator and Republican candidate" is."""
    before = passage.low(n - 1)
    if before in VERBS or before.endswith(("ed", "ing")):
        return False
    return any(passage.low(m) in DETERMINERS for m in range(max(0, n - 4), n - 1))


def _both_plain(passage: TokenRun, n: int) -> bool:
    before, after = passage[n - 1], passage[n + 1]
    return before.low.endswith("s") and not after.capital and after.low not in VERBS


def _can_be_subject(passage: TokenRun, first: int, last: int) -> bool:
    low = passage.low(last)
    if low in DETERMINERS and low not in _STANDING_ALONE:
        return False
    if low in PREPOSITIONS or low in ("and", "or", "to", "not", "as"):
        return False
    return any(passage[n].is_word for n in range(first, last + 1))


_STANDING_ALONE = word_set(
    "this that these those some many others several most few both all one another each two three "
    "four five"
)


def _whole_list(passage: TokenRun, first: int, last: int) -> int:
    """`first` moved left over "Germany, France" in "Germany, France and Italy"."""
    joined = any(passage.low(n) == "and" for n in range(first, last))
    while joined and first >= 2 and passage[first - 1].text == "," and passage.capital(first - 2):
        start = first - 2
        while start > 0 and passage.capital(start - 1) and not passage.quoted(start - 1):
            start -= 1
        if start > 0 and passage[start - 1].text != ",":
            return start if passage.low(start - 1) not in PREPOSITIONS else first
        first = start
    return first


def phrase_from(
    passage: TokenRun,
    first: int,
    stops: Callable[[int], bool] | None = None,
    *,
    bare: bool = False,
) -> Phrase | None:
    """The noun phrase that starts at `first`, with one appositive: for "said" + source.

    `bare` lets it start with any noun, as in "said retired pilot Ama Osei".
    """
    if first >= len(passage) or not (
        _can_start(passage, first) or (bare and _is_noun(passage, first))
    ):
        return None
    if passage.low(first) in PRONOUNS:
        return Phrase(first, first)
    n, appositive = first, False
    while n < len(passage) and n - first < WIDEST + 6 and not (stops and stops(n)):
        token = passage[n]
        if token.text == "," and not appositive and _explains(passage, n + 1):
            appositive = True
        elif _ends_right(passage, n, first, appositive):
            break
        n += 1
    last = n - 1
    while last > first and passage[last].low in (",", "and", "on", "in", "."):
        last -= 1
    return Phrase(first, last) if last >= first else None


def _can_start(passage: TokenRun, first: int) -> bool:
    token = passage[first]
    if token.quoted or not token.is_word:
        return False
    return token.capital or token.low in DETERMINERS or token.low in PRONOUNS or token.low in _BARE


def _is_noun(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    if not low or not passage[n].is_word or low in PREPOSITIONS or low in CLAUSE_STARTERS:
        return False
    return low not in FINITE and low not in DAYS and low not in TIMES and not is_adverb(low)


_BARE = word_set(
    "officials sources former people police state local senior government analysts experts "
    "witnesses authorities researchers scientists investigators prosecutors critics diplomats "
    "lawmakers economists customs residents organisers organizers campaigners doctors chinese"
)


def _explains(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    if low in ("who", "whose", "which", "a", "an", "the", "one", "former", "then"):
        return True
    return low in ROLES


ROLES = word_set(
    "director chairman chairwoman chair president head chief executive author founder co-founder "
    "professor senior secretary minister spokesman spokeswoman spokesperson editor leader deputy "
    "vice general adviser advisor ambassador governor mayor senator captain analyst economist"
)


def _ends_right(passage: TokenRun, n: int, first: int, appositive: bool) -> bool:
    token = passage[n]
    if token.quoted or token.text in (",", ";", ":", "—", "–", "--", "(", ")", "!", "?"):
        return True
    if token.text == ".":
        return True
    if n > first and not appositive and token.low in _CIRCUMSTANCE_OPENERS:
        return not (token.low in ("at", "in", "for", "with") and _is_affiliation(passage, n))
    return token.low in ("adding", "noting", "saying", "referring", "explaining", "citing")


_CIRCUMSTANCE_OPENERS = (
    CLAUSE_STARTERS
    | DAYS
    | word_set(
        "in on during at about following last this earlier with by via through from under for "
        "into outside to recently later"
    )
) - frozenset({"who", "whose", "which"})


def _is_affiliation(passage: TokenRun, n: int) -> bool:
    """Whether it is part of who speaks: "a professor at the university", "an analyst with Acme"."""
    if passage.low(n) == "in":
        return (
            not passage.capital(n - 1) and passage.capital(n + 1) and passage.low(n + 1) not in DAYS
        )
    return not passage.capital(n - 1)
