"""Cues of a quotation that are no verb of speech: "was like", "began with", "attributed to".

Such words report only right before a quotation, with a mark between where they have a common other
use: "it was like “Hamlet”" and "began with “Hamlet”" quote nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.reading.attribution.contents import after_cue
from claims.reading.attribution.cues import quoted_behind
from claims.reading.attribution.passage_context import Find, PassageContext
from claims.reading.attribution.subjects import subject_before
from claims.reading.english.function_words import BE, DETERMINERS, FINITE, is_adverb, word_set
from claims.reading.english.noun_phrases import Phrase
from claims.reading.english.tokens import TokenRun
from claims.reading.english.verb_groups import group_start, is_clitic

_OPENING = word_set(
    "start starts started begin begins began open opens opened end ends ended close closes closed "
    "conclude concludes concluded finish finishes finished answer answers answered reply replies "
    "replied respond responds responded counter counters countered"
)
_SAYINGS = word_set(
    "quote quotes quotation quotations saying sayings phrase line remark remarks comment comments "
    "words statement statements maxim dictum"
)
_WORDS = frozenset({"like", "with", "attributed", "ascribed"})


def quotatives(context: PassageContext) -> Iterator[tuple[Find, int]]:
    """The finds in a passage, each with the token of its cue, which then reports nothing else."""
    passage, span = context.passage, context.passage.span
    if passage.lows.isdisjoint(_WORDS) or not context.quotes.meeting(span.start, span.end):
        return
    for n, token in enumerate(passage.tokens):
        if token.low in _WORDS and not token.quoted:
            found = _at(context, n)
            if found is not None and found[0].content:
                yield found


def _at(context: PassageContext, n: int) -> tuple[Find, int] | None:
    passage, low = context.passage, context.passage.low(n)
    if low == "like":
        return _was_like(context, n) if quoted_behind(passage, n + 1) else None
    if low == "with":
        return _began_with(context, n) if passage.low(n - 1) in _OPENING else None
    return _attributed(context, n) if passage.low(n + 1) == "to" else None


def _was_like(context: PassageContext, n: int) -> tuple[Find, int] | None:
    """SOURCE was (just) like, "..."."""
    passage, verb = context.passage, n - 1
    while is_adverb(passage.low(verb)) or passage.low(verb) == "all":
        verb -= 1
    clitic = is_clitic(passage.low(verb))
    if not clitic and passage.low(verb) not in BE:
        return None
    first = verb + 1 if clitic else group_start(passage, verb)
    subject = Phrase(verb, verb) if clitic else subject_before(passage, first)
    if subject is None or passage.low(subject.last) in _THINGS:
        return None
    return _find(context, subject, (first, n), n + 1), n


_THINGS = word_set("it it's that that's this there there's which")


def _began_with(context: PassageContext, n: int) -> tuple[Find, int] | None:
    """SOURCE began with: "..."."""
    passage = context.passage
    if passage.low(n + 1) not in (":", ",") or not passage.quoted(n + 2):
        return None
    first = group_start(passage, n - 1)
    subject = subject_before(passage, first)
    return (_find(context, subject, (first, n), n + 1), n - 1) if subject else None


def _attributed(context: PassageContext, n: int) -> tuple[Find, int] | None:
    """A saying attributed to SOURCE: "..."."""
    passage = context.passage
    if passage.low(n - 1) not in _SAYINGS:
        return None
    mark = next((m for m in range(n + 2, min(n + _NAME, len(passage))) if passage.quoted(m)), 0)
    if mark < n + 4 or passage[mark - 1].text not in _MARKS or not _names(passage, n + 2, mark - 1):
        return None
    return _find(context, Phrase(n + 2, mark - 2), (n, n + 1), mark), n


_NAME = 12
_MARKS = (":", ",", "—", "–", "--", "-")


def _names(passage: TokenRun, first: int, end: int) -> bool:
    """Whether tokens `first` to `end` are somebody's name or role and no clause."""
    begins = passage.capital(first) or passage.low(first) in DETERMINERS
    return begins and not any(passage.low(n) in FINITE for n in range(first, end))


def _find(context: PassageContext, source: Phrase, cue: tuple[int, int], start: int) -> Find:
    hull = context.passage.hull(*cue)
    return Find(context.source(source), (hull,), after_cue(context, start), "quotative")
