"""Finds one name that an article writes in two ways.

Two spellings are one name when one letter sets them apart in a way that spellings of one name
differ (a doubled letter, i for y, one vowel for another), both stand as names in running text, and
no first name tells two people apart. An ending that makes another word of a name (Russia, Russian)
is no second spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from claims.model import Check, Lead, Span
from claims.reading.english.function_words import DAYS, word_set

_NAME = re.compile(r"[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)*")
_RUN = re.compile(rf"{_NAME.pattern}(?: {_NAME.pattern})*")
_OPENS = re.compile(r"(?:\A|[.!?:\n#>•*]|[“\"(])\s*\Z")
_OFFICES = (
    "Vice President", "Deputy Prime Minister", "Prime Minister", "President", "Chancellor",
    "Foreign Minister", "Defence Minister", "Defense Minister", "Finance Minister", "Governor",
    "Mayor", "Ambassador", "Senator",
)  # fmt: skip
_OFFICE = re.compile(rf"\b(?P<office>{'|'.join(_OFFICES)}) (?P<name>{_RUN.pattern})")
_TITLES = frozenset(word for office in _OFFICES for word in office.split())
# Letters that one sound is written with.
_SOUNDS = ("aeiouy", "ckq", "sz", "sc", "vw", "ij", "dt")
_FORMER = word_set("former then ex ex- late future acting former-")
_SHORTEST = 5


def names(text: str) -> Iterator[Lead]:
    """Leads "name" for spellings, first names and offices that do not agree."""
    places = _places(text)
    yield from _spellings(text, places)
    yield from _first_names(text, places)
    yield from _offices(text)


def _lead(span: Span, reason: str, also: Span) -> Lead:
    return Lead(Check.CONSISTENCY, "name", span, reason, also=(also,))


def _places(text: str) -> dict[str, list[tuple[int, str]]]:
    """Each name with where it stands, and the name before it ("Volodymyr" before "Zelensky")."""
    found: dict[str, list[tuple[int, str]]] = {}
    for run in _RUN.finditer(text):
        previous = ""
        for match in _NAME.finditer(text, *run.span()):
            opens = not previous and _OPENS.search(text[max(0, match.start() - 8) : match.start()])
            if not opens or match.end() < run.end() or match[0] in found:
                found.setdefault(match[0], []).append((match.start(), previous))
            previous = match[0]
    return found


def _spellings(text: str, places: dict[str, list[tuple[int, str]]]) -> Iterator[Lead]:
    for one, other in sorted(_near(list(places))):
        if any(_is_word(text, name) for name in (one, other)):
            continue
        firsts = [_givens(places[word]) for word in (one, other)]
        if firsts[0] and firsts[1] and not firsts[0] & firsts[1]:
            continue
        short, long = sorted((one, other), key=len)
        if not _same_name(short, long, bool(firsts[0] & firsts[1])):
            continue
        early, late = sorted((one, other), key=lambda word: places[word][0])
        reason = f"“{late}” here, “{early}” before: one name is spelt two ways."
        yield _lead(_span(late, places), reason, _span(early, places))


def _is_word(text: str, name: str) -> bool:
    """Whether a name is also a plain word: a day, a month, or written small somewhere."""
    low = name.lower()
    return low in DAYS or re.search(rf"(?<!\w){low}(?!\w)", text) is not None


def _span(word: str, places: dict[str, list[tuple[int, str]]]) -> Span:
    start = places[word][0][0]
    return Span(start, start + len(word))


def _givens(found: list[tuple[int, str]]) -> set[str]:
    return {previous for _, previous in found if previous and previous not in _TITLES}


def _near(words: list[str]) -> set[tuple[str, str]]:
    """Pairs that one letter sets apart, found through the words with a letter left out."""
    buckets: dict[str, set[str]] = {}
    for word in words:
        if _SHORTEST <= len(word) <= 30:
            for n in range(1, len(word) + 1):
                buckets.setdefault(f"{word[:n]}{word[n + 1 :]}", set()).add(word)
            buckets.setdefault(word, set()).add(word)
    pairs = {
        pair
        for held in buckets.values()
        if 1 < len(held) <= 12
        for pair in combinations(sorted(held), 2)
    }
    return {(one, other) for one, other in pairs if _one_letter(one, other)}


def _one_letter(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:n] + long[n + 1 :] == short for n in range(1, len(long)))


def _same_name(short: str, long: str, one_person: bool) -> bool:
    """Whether the letter that differs is one in which spellings of a name differ.

    `one_person` says that the same first name stands before both: then an e may be added.
    """
    pairs = zip(short, long, strict=False)
    n = next((n for n, (a, b) in enumerate(pairs) if a != b), len(short))
    if len(short) < len(long):
        doubled = long[n] == long[n - 1]
        if n == len(short):
            return doubled or (one_person and long[n] == "e")
        spelt = doubled or one_person or long[n] in "aeiouyh"
        return spelt and short.rstrip("ns") != long.rstrip("ns")
    sounds = any(short[n] in group and long[n] in group for group in _SOUNDS)
    return one_person or (sounds and (n < len(long) - 1 or {short[n], long[n]} == {"i", "y"}))


def _first_names(text: str, places: dict[str, list[tuple[int, str]]]) -> Iterator[Lead]:
    for surname, found in sorted(places.items()):
        firsts: dict[str, int] = {}
        for start, previous in found:
            if previous and previous not in _TITLES:
                firsts.setdefault(previous, start - len(previous) - 1)
        for one, other in combinations(sorted(firsts, key=lambda name: firsts[name]), 2):
            if not _alike(one, other) or _one_letter(one, other):
                continue
            late = Span(firsts[other], firsts[other] + len(other) + 1 + len(surname))
            early = Span(firsts[one], firsts[one] + len(one) + 1 + len(surname))
            reason = f"“{late.of(text)}” here, “{early.of(text)}” before: two first names."
            yield _lead(late, reason, early)


def _alike(one: str, other: str) -> bool:
    """First names that are mixed up: alike at the start, none a pet name."""
    short, long = sorted((one, other), key=len)
    if short.endswith(("y", "ie")) and len(short) < 7:
        return False
    return one[:4] == other[:4] and not long.startswith(short) and abs(len(one) - len(other)) < 4


def _offices(text: str) -> Iterator[Lead]:
    seen: dict[str, tuple[str, Span]] = {}
    for match in _OFFICE.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()].split()
        if before and before[-1].lower().rstrip("-") in _FORMER:
            continue
        surname, span = match["name"].split()[-1], Span(match.start("office"), match.end())
        office, early = seen.setdefault(surname, (match["office"], span))
        if office != match["office"]:
            reason = f"“{span.of(text)}” here, “{early.of(text)}” before: two offices for one name."
            yield _lead(span, reason, early)
