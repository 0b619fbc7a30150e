"""Tells joint voices apart: "Beijing and Moscow" are two, a ministry of two things is one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.reading.english.function_words import CLAUSE_STARTERS, FINITE
from claims.reading.english.nouns import TITLES, NounKind, is_plural, noun_kind
from claims.voices.phrases.core import NAMED_BODIES, core
from claims.voices.phrases.words import OWNERS, PRONOUNS, QUANTIFIERS, is_capital, low
from claims.voices.places import PLACES


def joint(pieces: list[list[str]]) -> Iterator[list[list[str]]]:
    """The pieces of each voice: the first names it, the rest explain it."""
    if not pieces:
        return
    if len(pieces) > 1 and _is_list(pieces):
        flat = [half for piece in pieces for half in _halves(_without_and(piece))]
        yield from ([half] for half in flat)
        return
    group: list[list[str]] = []
    for piece in pieces:
        joins = piece[0].lower() in ("and", "&", "or", "but") or piece[:3] == ["as", "well", "as"]
        includes = piece[0].lower() in ("including", "included") and len(piece) > 1
        bare = _without_and(piece)
        if group and (joins or includes) and bare and _can_be_voice(bare):
            yield group
            group = [bare]
        elif not group:
            halves = list(_halves(bare))
            for half in halves[:-1]:
                yield [half]
            group = [halves[-1]]
        else:
            group.append(piece)
    if group:
        yield group


def _without_and(piece: list[str]) -> list[str]:
    if piece[:3] == ["as", "well", "as"]:
        return piece[3:]
    return piece[1:] if piece[0].lower() in ("and", "&", "or", "including", "but") else piece


def _can_be_voice(piece: Sequence[str]) -> bool:
    first = piece[0].lower()
    return first not in CLAUSE_STARTERS and first not in FINITE and not first.endswith("ing")


def _is_list(pieces: Sequence[Sequence[str]]) -> bool:
    """Whether it is "Germany, France and Italy" and no name with what explains it."""
    last = pieces[-1]
    ends = last[0].lower() in ("and", "&") or len(list(_halves(list(last)))) > 1
    if not ends or (len(pieces) == 2 and last[0].lower() in ("and", "&")):
        return False
    middle = pieces[1:-1] if last[0].lower() in ("and", "&") else pieces[1:]
    for piece in middle:
        first = piece[0]
        if not is_capital(first):
            plural = is_plural(low(piece[-1])) and first.lower() not in QUANTIFIERS
            if not plural or is_capital(pieces[0][-1]):
                return False
        elif noun_kind(low(first)) is NounKind.PERSON or low(first) in TITLES:
            return False
    return True


def _halves(piece: list[str]) -> Iterator[list[str]]:
    """The joint voices of one piece: "Beijing and Moscow", "pilots and rail experts"."""
    for n, token in enumerate(piece):
        if token in ("and", "&", "or") and 0 < n < len(piece) - 1:
            left, right = piece[:n], piece[n + 1 :]
            if _are_two(left, right):
                yield left
                yield from _halves(right)
                return
    yield piece


def _are_two(left: Sequence[str], right: Sequence[str]) -> bool:
    begins = right[0].lower()
    if left[0].lower() in PRONOUNS and len(left) == 1:
        return True
    if begins in QUANTIFIERS or begins in OWNERS:
        return begins not in ("more", "least", "over", "about")
    if begins in FINITE or begins in CLAUSE_STARTERS:
        return False
    if is_capital(left[-1]) and not (len(left) == 1 and not is_capital(right[0])):
        if not is_capital(right[0]):
            return noun_kind(low(core(right)[-1])) in (NounKind.PEOPLE,) and not is_capital(
                core(right)[-1]
            )
        return _two_names(left, right)
    if is_capital(right[-1]) and noun_kind(low(left[-1])) is NounKind.PERSON:
        return False
    return _two_plurals(left, right)


def _two_names(left: Sequence[str], right: Sequence[str]) -> bool:
    heads = [low(word) for word in left]
    tail = core(right)
    ends = low(tail[-1]) if tail else ""
    ends_body = any(noun_kind(low(word)) is NounKind.BODY for word in tail)
    body = ends_body or ends in ("services", "affairs")
    if "of" in heads or "for" in heads or "on" in heads:
        named = any(word in NAMED_BODIES for word in heads[: _last_of(heads)])
        if named and len(tail) < 2:
            return False
    apart = left[-1].isupper() or heads[-1] in PLACES
    if body and noun_kind(heads[-1]) is not NounKind.BODY and not apart:
        return False
    if len(left) == 1 and len(tail) == 1 and right[0].lower() in ("sons", "johnson", "poor's"):
        return False
    return left[-1].rstrip("s'") != right[-1] or len(right) > 1


def _last_of(heads: Sequence[str]) -> int:
    return max(n for n, word in enumerate(heads) if word in ("of", "for", "on"))


def _two_plurals(left: Sequence[str], right: Sequence[str]) -> bool:
    ours, theirs = core(left), core(right)
    if not ours or not theirs:
        return False
    first, second = low(ours[-1]), low(theirs[-1])
    kind = noun_kind(first)
    if kind is NounKind.PEOPLE and is_plural(first):
        return noun_kind(second) is not None
    both_plural = is_plural(first) and is_plural(second)
    if both_plural and kind is not None and noun_kind(second) is not None:
        return True
    return left[0].lower() in ("a", "an", "the") and right[0].lower() in ("a", "an", "the")
