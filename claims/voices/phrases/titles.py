"""The titles and roles before a name, and where the name begins behind them."""

from __future__ import annotations

from collections.abc import Sequence

from claims.reading.english.function_words import word_set
from claims.reading.english.nouns import TITLES, NounKind, listed_kind, noun_kind
from claims.voices.phrases.words import NAME_JOINTS, is_capital, low

_TITLE_LEADS = word_set(
    "prime vice deputy first foreign interior defense defence finance attorney secretary-general "
    "major lieutenant brigadier press house senate majority minority fire police executive "
    "managing chief general under assistant acting former chinese russian ukrainian british french "
    "german american u.s us uk indian israeli iranian state district"
)


def surname_like(core: Sequence[str]) -> bool:
    """Whether a title is a name here: "Stephen King", "Carolyn Major"; not "Prime Minister"."""
    if len(core) < 2:
        return False
    before = low(core[-2])
    return is_capital(core[-2]) and noun_kind(before) is None and before not in _TITLE_LEADS


_GENERAL = word_set("motors electric mills dynamics assembly administration accounting re staff")


# Nouns of people that stand before other nouns more often than for themselves.
_ADJECTIVES = word_set(
    "national local native conservative liberal independent major first republican democrat "
    "communist socialist military public private criminal professional adult senior junior "
    "individual principal"
)


_PARTIES = word_set("republican democratic labour conservative")


def title_length(run: Sequence[str]) -> int:
    """How many words at the front of a run of capitals are titles: "House Speaker" Paul Ryan."""
    if len(run) > 1 and noun_kind(low(run[-1])) is NounKind.BODY and low(run[-1]) not in TITLES:
        return 0
    for n in range(len(run) - 2, -1, -1):
        word = low(run[n])
        if word in _ADJECTIVES:
            continue
        if word in TITLES or listed_kind(word) is NounKind.PERSON:
            if word == "general" and low(run[n + 1]) in _GENERAL:
                return 0
            if n + 1 < len(run) and run[n + 1].lower() in ("of", "for"):
                return _office_length(run, n)
            return n + 1
        if _is_rank(run, n) or (n == 0 and word in _PARTIES and _is_personal(run[1:])):
            return n + 1
    return 0


def _is_rank(run: Sequence[str], n: int) -> bool:
    """Whether letters at `n` stand for a rank before two names or more: "DIG", "MP", "TD"."""
    rank = run[n].partition("-")[0]
    letters = rank.isalpha() and rank.isupper() and 1 < len(rank) < 6
    return letters and _is_personal(run[n + 1 :])


def _is_personal(name: Sequence[str]) -> bool:
    """Whether words may be somebody's full name: two or three, and no nouns."""
    if not 2 <= len(name) <= 4 or any(word.isupper() and len(word) > 2 for word in name):
        return False
    return all(listed_kind(low(word)) is None for word in name)


def _office_length(run: Sequence[str], n: int) -> int:
    """Up to the name behind "Secretary of State", "Minister of Foreign Affairs"."""
    rest = [m for m in range(n + 2, len(run)) if is_capital(run[m])]
    return len(run) - 2 if len(rest) > 2 else len(run)


def role_noun(lead: Sequence[str]) -> tuple[str, NounKind | None]:
    """The noun that the words before a name are about: "secretary" of "U.S. Secretary of State"."""
    if not lead:
        return "", None
    for word in reversed(lead):
        small = low(word)
        if small in _ADJECTIVES:
            continue
        known = listed_kind(small) if is_capital(word) else noun_kind(small)
        if small in TITLES or known is NounKind.PERSON:
            return small, NounKind.PERSON
        if word.lower() not in NAME_JOINTS and not is_capital(word):
            break
    last = low(lead[-1])
    return last, noun_kind(last)
