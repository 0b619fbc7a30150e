"""Verb groups: where one begins, and which words can be a finite verb.

"Has repeatedly tried to say" is one group with the verb "say". Without a tagger a form counts as
finite by its spelling and by the word before it.
"""

from __future__ import annotations

from claims.reading.english.function_words import (
    ADVERBS,
    AUXILIARIES,
    DETERMINERS,
    FINITE,
    PRONOUNS,
    is_adverb,
    word_set,
)
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import VERBS
from claims.reading.english.tokens import TokenRun


def is_clitic(low: str) -> bool:
    """Whether a word is subject and auxiliary in one: "he's", "they've"."""
    pronoun, mark, _ = low.partition("'")
    return bool(mark) and pronoun in PRONOUNS


def looks_finite(passage: TokenRun, n: int) -> bool:
    token = passage[n]
    if token.low in FINITE:
        return True
    verb = VERBS.get(token.low)
    if verb is not None and verb.form in (VerbForm.PAST, VerbForm.THIRD):
        return not token.capital and passage.low(n - 1) not in DETERMINERS
    past = token.low.endswith("ed") and len(token.low) > 4 and not token.capital
    return (past or token.low in _IRREGULAR_PAST) and passage.low(n - 1) not in DETERMINERS


_IRREGULAR_PAST = word_set(
    "ate beat became began bent bid blew bore bought broke brought built burst came caught chose "
    "clung crept cut dealt did drank drew drove fed fell felt fled flew forgot fought found froze "
    "gave got grew had held hid hit hung hurt kept knew laid led left lent let lost made met paid "
    "put quit ran rang rode rose sang sank sat saw sent set shook shot shut slept slid sold spent "
    "split spoke spread stole stood struck stuck sued swept swore swung taught tied tore took "
    "threw tried understood was went wept withdrew woke won wore wrote"
)
# "Went on to say", "tried to show", "was quick to deny": one verb group.
_LEADING_TO = word_set(
    "went goes going continued continues continue tend tends tended began begun begins used "
    "proceeded rushed able has have had try tries tried trying struggled struggles struggling "
    "failed fails failing attempted attempts attempting managed hastened quick careful "
    "like likes liked seem seems seemed appear appears appeared"
)


_ASIDES = word_set("however meanwhile therefore nevertheless nonetheless moreover too though")


def _out_of_the_way(passage: TokenRun, n: int) -> bool:
    """As in "went out of his way | to say"."""
    words = [passage.low(m) for m in range(n - 3, n + 1)]
    return words[:2] == ["out", "of"] and words[3:] == ["way"] and n > 4


# "Began talking about", "kept saying".
ASPECTS = word_set(
    "start starts started begin begins began continue continues continued keep keeps kept stop "
    "stops stopped avoid avoids avoided"
)


def _is_adverb(passage: TokenRun, n: int) -> bool:
    """Not so in "Mrs. Schlafly replied"."""
    return is_adverb(passage.low(n)) and not (passage.capital(n) and passage.capital(n - 1))


def group_start(passage: TokenRun, verb: int) -> int:
    """Where the verb group that ends at `verb` begins: at its first auxiliary or adverb."""
    n = verb
    while n > 0 and not passage.quoted(n - 1):
        low = passage.low(n - 1)
        to = low == "to" and passage.low(n - 2) in _LEADING_TO
        if (
            low in AUXILIARIES
            or (_is_adverb(passage, n - 1) and n > 1)
            or low in ADVERBS
            or low == "each"
        ):
            n -= 1
        elif to:
            n -= 2
        elif low in ASPECTS and n > 1 and passage.low(n).endswith("ing"):
            n -= 1
        elif low == "to" and passage.low(n - 2) == "on" and passage.low(n - 3) in _LEADING_TO:
            n -= 3
        elif low == "on" and passage.low(n - 2) in ("went", "goes"):
            n -= 2
        elif low == "," and passage.low(n - 2) in _ASIDES and passage.low(n - 3) == ",":
            n -= 3  # "has, however, revealed"
        elif low == "to" and _out_of_the_way(passage, n - 2):
            n -= 6
        else:
            break
    return n
