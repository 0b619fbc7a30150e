"""The core of a noun phrase: where its head noun, or its name, ends."""

from __future__ import annotations

from collections.abc import Sequence

from claims.reading.english.function_words import (
    BE,
    CLAUSE_STARTERS,
    DAYS,
    FINITE,
    PREPOSITIONS,
    is_adverb,
    word_set,
)
from claims.reading.english.nouns import TITLES, NounKind, listed_kind, noun_kind
from claims.voices.phrases.words import LINKS, NAME_JOINTS, is_capital, low

_ABOUT_BODIES = word_set("committee council commission conference center centre institute panel")


# Behind one of these "of" the name of a body goes on: "Department of Health".
NAMED_BODIES = word_set(
    "department ministry university college school institute bureau bank court office board "
    "commission committee council conference center centre house secretary organization "
    "organisation society association federation confederation union league church academy "
    "foundation alliance coalition party movement chamber republic state city county district "
    "town village people's daughters sons sisters brothers doctors friends league women men "
    "voice fraternal international brotherhood museum library hospital journal times school "
    "administration agency authority directorate service forum campaign archdiocese diocese "
    "kingdom emirate sultanate voters citizens americans mothers veterans students workers "
    "physicians reporters faculty clinic center's partnership trust fund network group corps "
    "registrar supreme circuit appeals congress parliament assembly senate library guild order "
    "community economic black lives knights bishops central federal national nations daughters"
)


_PARTICIPLES = word_set(
    "known led called named born made held run won begun seen taken given shown sent brought "
    "written kept set built based familiar close responsible opposed critical loyal involved "
    "present such aware unable able working living speaking leading running calling representing "
    "including monitoring overseeing investigating covering citing seeking attending studying "
    "supporting serving commissioned conducted obtained who whose which whom that where when"
)


_SELVES = word_set("he she they we i you himself herself itself themselves")
_JOINTS = word_set("of for on to in at")
# What no noun phrase goes on over.
_BEHIND = LINKS | PREPOSITIONS | CLAUSE_STARTERS | _PARTICIPLES | FINITE | BE | _SELVES


def core(tokens: Sequence[str]) -> list[str]:
    """The tokens up to what stands behind the head noun."""
    return list(tokens[: core_end(tokens)])


def core_end(tokens: Sequence[str]) -> int:
    """Where what stands behind the head noun begins, in tokens."""
    n = 0
    while n < len(tokens):
        if n and not is_capital(tokens[n]):
            if _name_goes_on(tokens, n):
                n += 2
                continue
            if tokens[n].lower() in _BEHIND or is_participle(tokens, n) or _is_doing(tokens, n):
                return n
        n += 1
    return n


def _name_goes_on(tokens: Sequence[str], n: int) -> bool:
    """Whether a proper name goes on over "of": "Department of the Interior"."""
    if n + 1 >= len(tokens) or not is_capital(tokens[n - 1]) or tokens[n].lower() not in _JOINTS:
        return False
    following = n + 1 if tokens[n + 1].lower() not in ("the", "a", "an") else n + 2
    if following >= len(tokens) or not is_capital(tokens[following]):
        return False
    run = n - 1
    while run > 0 and (is_capital(tokens[run - 1]) or tokens[run - 1].lower() in NAME_JOINTS):
        run -= 1
    titles = [m for m in range(run, n - 1) if low(tokens[m]) in TITLES]
    run = titles[-1] + 1 if titles else run
    if tokens[n].lower() == "on" and low(tokens[n - 1]) not in _ABOUT_BODIES:
        return False
    named = any(
        low(word) in NAMED_BODIES or noun_kind(low(word)) in (NounKind.BODY, NounKind.DOCUMENT)
        for word in tokens[run:n]
    )
    role = low(tokens[n - 1]) in TITLES or listed_kind(low(tokens[n - 1])) is NounKind.PERSON
    return named or (role and tokens[n].lower() == "of")


def _is_doing(tokens: Sequence[str], n: int) -> bool:
    """As in "Democrats trying to win back the house"."""
    many = noun_kind(low(tokens[n - 1])) is NounKind.PEOPLE
    return many and tokens[n].lower().endswith("ing") and n + 1 < len(tokens)


def is_participle(tokens: Sequence[str], n: int) -> bool:
    """ "officials briefed on it", "a report released Monday", not "elected officials"."""
    small = tokens[n].lower()
    if not small.endswith("ed") or len(small) < 5 or small == "united":
        return False
    if n + 1 == len(tokens):
        return n > 1
    following = tokens[n + 1].lower()
    return (
        following in LINKS
        or following in PREPOSITIONS
        or following in DAYS
        or is_adverb(following)
        or following in ("last", "this", "earlier", "later", "to", "as", "a", "an", "the")
        or following.isdigit()
    )
