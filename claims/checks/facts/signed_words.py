"""Words with a sign: denied or not, and of two opposites the one or the other.

"Was not lifted" and "remains" are one thing said in two ways, and so are "fell" and "did not rise";
"admits" and "denies" are not.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from claims.checks.content_words import stem
from claims.checks.facts.prepared_text import Statement
from claims.model import Span

# What stands on the left is the opposite of what stands on the right. What begins and ends is no
# pair here, as it is for events: a sentence tells both of one thing.
_OPPOSITES = """
rise rose risen rising grew grow grown growth increase | fall fell fallen falling drop decline
rise climb jump gain up raise higher widen expand | decrease shrink shrank slip slide down lower
rise | cut reduce narrow lose lost
admit confess accept acknowledge | deny denied denies dispute
include including included | exclude excluding excluded
open opened opening | close closed closure shut
allow permit permitted allowed | ban banned forbid prohibit
approve approved pass passed carry carried adopt | reject rejected lose defeat defeated
support back backed | oppose opposed
convict convicted guilty | acquit acquitted cleared
before earlier ahead | after later behind
longest | shortest
largest biggest highest | smallest lowest
longer | shorter
surplus profit | deficit loss shortfall
headwind | tailwind
north northern | south southern
east eastern | west western
north-east northeast | north-west northwest
south-east southeast | south-west southwest
win won victory | lose lost defeat
buy bought buyer | sell sold seller
enter entered arrive arrived | leave left depart
lift lifted end ended expire | remain remains stand effect force
change touch alter | unchanged same stay
strengthen strong | weaken weak
improve improved better | worsen worse deteriorate
accelerate faster | slow slowed slower
above exceed exceeded | below under
import imported | export exported
majority | minority
maximum most | minimum least
legal lawful | illegal unlawful
deeper deep | shallow shallower
"""
_NEGATION = re.compile(
    r"\b(?P<verb>not|never|cannot|nobody|none|nothing|neither|no one)\b|(?P<short>n['’]t)\b|"
    r"\b(?P<noun>no|without|zero)\b",
    re.IGNORECASE,
)
_REACH = 45  # code points behind a negation in which it denies a word


class SignedWord(NamedTuple):
    """A content word with what it means and its sign.

    `marked` says that it is one of two opposites or `denied`, `compares` that it is told of one
    thing against others ("later", "the lowest"); `span` begins with the denial.
    """

    span: Span
    key: str
    sign: int
    marked: bool
    denied: bool
    compares: bool = False


@lru_cache(maxsize=1)
def _signs() -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for row in _OPPOSITES.strip().splitlines():
        left, right = (side.split() for side in row.split("|"))
        for words, sign in ((left, 1), (right, -1)):
            for word in words:
                found.setdefault(stem(word), (stem(left[0]), sign))
    return found


def signed_words(text: str, statement: Statement) -> list[SignedWord]:
    """The content words of a statement with their signs."""
    denials = [
        (m.start(), m.end(), m.lastgroup == "noun")
        for m in _NEGATION.finditer(text, *statement.span)
    ]
    found = []
    for word in statement.words:
        end = _end(text, word.start)
        low = stem(text[word.start : end].lower())
        key, sign = _signs().get(low, (word.meaning, 1))
        denial = _denial(statement, denials, word.start)
        start = word.start if denial is None else min(denial, word.start)
        if denial is not None:
            sign = -sign
        denied = denial is not None
        marked = denied or low in _signs()
        compares = _COMPARES.search(text[word.start : end].lower()) is not None
        found.append(SignedWord(Span(start, end), key, sign, marked, denied, compares))
    return found


_COMPARES = re.compile(r"(?:er|est)\Z|\A(?:before|after|more|most|less|least|minimum|maximum)\Z")


def _end(text: str, start: int) -> int:
    match = _WORD.match(text, start)
    return match.end() if match else start + 1


_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _denial(statement: Statement, denials: list[tuple[int, int, bool]], at: int) -> int | None:
    """Where the denial of a word begins: the word right behind "not", or the two behind "no"."""
    for start, end, is_noun in reversed(denials):
        if end <= at <= end + _REACH and statement.part_at(start) == statement.part_at(at):
            between = [word for word in statement.words if end <= word.start < at]
            if len(between) <= (1 if is_noun else 0):
                return start
    return None
