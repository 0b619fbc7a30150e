"""Ranks that a claim tells in words: "the highest since 2012", "a record", "second-largest".

A rank is read as a number: 2 for "second-highest", 1 for "highest" and for "a record".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from claims.model import Span
from claims.reading.english.function_words import word_set

_NTH = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8}
_MOST = (
    "highest|largest|biggest|greatest|most|best|longest|fastest|strongest|richest|busiest|"
    "costliest|tallest|heaviest"
)
_LEAST = (
    "lowest|smallest|fewest|least|worst|shortest|slowest|weakest|poorest|quietest|cheapest|lightest"
)
_RANK = re.compile(
    rf"\b(?:(?P<nth>{'|'.join(_NTH)})[- ])?(?P<word>{_MOST}|{_LEAST})\b"
    r"|\b(?:a|the|its|an all-time|all-time) (?P<record>record)(?: (?P<bound>high|low)\b)?"
    r"(?! of (?:talks|events|conversations))",
    re.IGNORECASE,
)
_NOUN = re.compile(r"[ \u00a0](?P<noun>[^\W\d_]+)")
_NAMED = re.compile(r", (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3})(?=,)")
_SINCE = re.compile(r"\bsince (?:\w+ )?(?P<year>\d{4})\b", re.IGNORECASE)
_OF_LEAST = re.compile(rf"\A(?:{_LEAST}|low)\Z", re.IGNORECASE)


_COUNTED = word_set("most least fewest")


class RankPhrase(NamedTuple):
    """A rank where it stands: `span` are its own words, `shown` also the noun and name behind.

    `rank` counts from the top, or from the bottom where `least`. `noun` is what follows, in small
    letters, `since` the year that it counts from, empty where none is told. `counts` says that it
    ranks how many there are ("the most schools").
    """

    span: Span
    shown: Span
    rank: int
    least: bool
    noun: str
    since: str
    is_record: bool
    counts: bool = False


def rank_phrases(text: str, claim: Span) -> Iterator[RankPhrase]:
    """The ranks that a claim tells, in its order."""
    for match in _RANK.finditer(text, claim.start, claim.end):
        bare = (match["word"] or "").lower() in _COUNTED
        if bare and not text[claim.start : match.start()].lower().endswith("the "):
            continue  # "most people are happy"
        if match["record"]:
            bound = match["bound"] or ""
            span = Span(match.start("record"), match.end())
            yield RankPhrase(span, span, 1, bound.lower() == "low", "", "", is_record=True)
            continue
        yield _superlative(text, claim, match)


def _superlative(text: str, claim: Span, match: re.Match[str]) -> RankPhrase:
    noun = _NOUN.match(text, match.end(), claim.end)
    word = noun["noun"].lower() if noun else ""
    end = noun.end() if noun and word not in _LINKS else match.end()
    named = _NAMED.match(text, end, claim.end)
    since = _SINCE.search(text, match.end(), claim.end)
    return RankPhrase(
        Span(*match.span()),
        Span(match.start(), named.end() if named else end),
        _NTH.get((match["nth"] or "").lower(), 1),
        _OF_LEAST.match(match["word"]) is not None,
        "" if word in _LINKS else word,
        since["year"] if since else "",
        is_record=False,
        counts=match["word"].lower() in _COUNTED,
    )


_LINKS = word_set(
    "since in on of for by at ever among and but or to so with after when while as yet from than "
    "that it the this"
)
