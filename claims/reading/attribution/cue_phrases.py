"""Cues without a reporting verb of their own: "according to", "in X's words", "reportedly".

"As X put it" and "X's claim that" are phrases of the kind. Like the cues that follow their content
they wall off what other cues report.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Span
from claims.reading.attribution.contents import after_cue
from claims.reading.attribution.layout import labelled
from claims.reading.attribution.passage_context import Find, PassageContext, trimmed
from claims.reading.attribution.subjects import subject_before
from claims.reading.english.frames import Frame
from claims.reading.english.function_words import (
    BE,
    DAYS,
    FINITE,
    POSSESSIVES,
    PREPOSITIONS,
    is_adverb,
    word_set,
)
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import ABSENT_ADVERBS, NOUNS, VERBS
from claims.reading.english.noun_phrases import Phrase, phrase_ending_at
from claims.reading.english.tokens import TokenRun
from claims.reading.english.verb_groups import group_start, looks_finite

_STATING = frozenset({Frame.CLAUSE, Frame.THAT})
_OPENERS = ABSENT_ADVERBS | {"according", "as", "in"}
_PUT = word_set("words view opinion telling account version assessment phrase reckoning")


def phrase_cues(context: PassageContext) -> Iterator[tuple[Find, int, int]]:
    """The finds of layout and of phrases, each with the first and last token of its source."""
    passage = context.passage
    yield from labelled(context)
    if passage.lows.isdisjoint(_OPENERS):
        return
    for n, token in enumerate(passage.tokens):
        if token.quoted:
            continue
        found = None
        if token.low == "according" and passage.low(n + 1) == "to":
            found = _according_to(context, n)
        elif token.low == "as":
            found = _as_reported(context, n) if _leads(passage, n) else _as_aside(context, n)
        elif token.low == "in" and (n == 0 or passage[n - 1].text == ","):
            found = _in_words(context, n)
        elif token.low in ABSENT_ADVERBS:
            found = _reportedly(context, n)
        if found is not None:
            yield found


def _according_to(context: PassageContext, n: int) -> tuple[Find, int, int] | None:
    passage, first = context.passage, n + 2
    end = _source_end(passage, first)
    if end == first:
        return None
    last = end - 1
    leads = _opens_report(passage, n) or all(_is_opening(passage, m) for m in range(n))
    content = after_cue(context, end) if leads else _left_of(context, n)
    if not leads and _interrupts(passage, n, end):
        content = (*content, *after_cue(context, end))
    if not content:
        return None
    source = (passage.hull(first, last),)
    cue = (passage.hull(n, n + 1),)
    return Find(source, cue, content, "according_to"), n, last


def _is_opening(passage: TokenRun, n: int) -> bool:
    """A mark, or a word such as "But", before "according to"."""
    return not passage[n].is_word or (n == 0 and passage.low(n) in _CONNECTIVES)


_CONNECTIVES = word_set("but and yet so still however meanwhile also")


def _interrupts(passage: TokenRun, n: int, end: int) -> bool:
    """Whether the clause comes behind: "Over the year, according to the board, prices rose"."""
    if passage.low(n - 1) != "," or passage.low(end) != "," or n > _CIRCUMSTANCE:
        return False
    return not any(looks_finite(passage, m) for m in range(n - 1))


_CIRCUMSTANCE = 9


def _opens_report(passage: TokenRun, n: int) -> bool:
    """As in "said that, according to the board, ...", which tells what was said."""
    that = n - 1 - (passage.low(n - 1) == ",")
    said = VERBS.get(passage.low(that - 1))
    return passage.low(that) == "that" and said is not None and bool(said.frames & _STATING)


def _source_end(passage: TokenRun, first: int) -> int:
    n = first
    while n < len(passage):
        token = passage[n]
        if token.quoted or token.text in (";", ":", "—", "–", "--", "(", "?", "!"):
            break
        if token.text == "," and not _appositive(passage, n):
            break
        if token.text == "." and n >= len(passage) - 2:
            break
        if n > first and token.low in ("while", "although", "though", "but", "because"):
            break
        n += 1
    return n


def _appositive(passage: TokenRun, comma: int) -> bool:
    """A phrase such as ", a lawyer," explains the source, and the clause comes later."""
    low = passage.low(comma + 1)
    explains = low in ("a", "an", "who", "whose", "which")
    return explains and any(passage[m].text == "," for m in range(comma + 2, len(passage)))


def _left_of(context: PassageContext, n: int) -> tuple[Span, ...]:
    """The clause before "according": back to its start, or to a wall such as a semicolon."""
    passage, start = context.passage, 0
    for m in range(n - 1, 0, -1):
        if not passage.quoted(m) and passage[m].text == ";":
            start = m + 1
            break
    if passage.low(start) in ("but", "and", "so", "yet"):
        start += 1
    if start >= n:
        return ()
    first = context.quotation_at(start)
    begin = passage[start].start
    if first is not None and passage.quoted(n - 1) and first.start < begin:
        begin = first.start
    span = trimmed(context.text, begin, passage[n - 1].end)
    return (span,) if span else ()


def _leads(passage: TokenRun, n: int) -> bool:
    """Whether at most "and," stands before `n`."""
    return all(passage.low(m) in ("and", "but", "so", "yet", ",") for m in range(n))


def _as_reported(context: PassageContext, first: int) -> tuple[Find, int, int] | None:
    """As X put it, ...; As reported by X, ..."""
    passage = context.passage
    reach = range(first + 1, min(first + 16, len(passage)))
    comma = next((m for m in reach if passage[m].text == ","), 0)
    if comma < first + 2:
        return None
    for m in range(first + 1, comma):
        verb = None if passage.capital(m) else VERBS.get(passage.low(m))
        if verb is not None and verb.frames & _STATING and not verb.mind:
            return _as_verb(context, m, comma)
        if passage.low(m) in ("put", "puts") and passage.low(m + 1) == "it":
            return _as_verb(context, m, comma)
    return None


def _as_aside(context: PassageContext, n: int) -> tuple[Find, int, int] | None:
    """CONTENT, as X put it; what stands behind the aside is not followed."""
    passage = context.passage
    if n < 4 or passage[n - 1].text not in (",", "—", "–", "--", "-"):
        return None
    for m in range(n + 2, min(n + 14, len(passage))):
        low = passage.low(m)
        if not low or passage[m].text in (",", ".", ";") or low in PREPOSITIONS:
            return None
        verb = VERBS.get(low)
        if (
            verb is not None
            and verb.form in (VerbForm.PAST, VerbForm.THIRD)
            and verb.frames & _STATING
        ):
            return None if verb.mind or _takes_object(passage, m) else _aside(context, n, m)
    return None


def _takes_object(passage: TokenRun, verb: int) -> bool:
    behind = passage.low(verb + 1)
    ends = behind in PREPOSITIONS or behind in DAYS or is_adverb(behind)
    return not (ends or verb + 1 >= len(passage) or behind in (",", ".", ";", "last", "this"))


def _aside(context: PassageContext, n: int, verb: int) -> tuple[Find, int, int] | None:
    first = group_start(context.passage, verb)
    phrase = subject_before(context.passage, first)
    content = _left_of(context, n)
    passive = any(context.passage.low(m) in BE for m in range(first, verb))
    if phrase is None or phrase.first <= n or not content or passive:
        return None
    cue = (context.passage.hull(verb, verb),)
    return Find(context.source(phrase), cue, content, "as_reported"), n, verb


def _as_verb(context: PassageContext, verb: int, comma: int) -> tuple[Find, int, int] | None:
    passage = context.passage
    if passage.low(verb + 1) == "by" and verb + 2 < comma:
        source = Phrase(verb + 2, comma - 1)
    elif verb > 1:
        phrase = subject_before(passage, group_start(passage, verb))
        if phrase is None:
            return None
        source = phrase
    else:
        return None
    content = after_cue(context, comma)
    if not content:
        return None
    find = Find(context.source(source), (passage.hull(verb, verb),), content, "as_reported")
    return find, 0, comma


def _in_words(context: PassageContext, n: int) -> tuple[Find, int, int] | None:
    """In X's words, ...; in the words of X."""
    passage = context.passage
    for m in range(n + 2, min(n + 8, len(passage))):
        if passage.low(m) not in _PUT:
            continue
        if passage.low(m + 1) == "of" and passage.low(m - 1) == "the":
            end = m + 2
            while end < len(passage) and passage[end].text not in (",", ".", ":", ";"):
                end += 1
            return _words_of(context, n, Phrase(m + 2, end - 1), end - 1) if end > m + 2 else None
        return _words_of(context, n, Phrase(n + 1, m - 1), m) if _owned(passage, m) else None
    return None


def _owned(passage: TokenRun, noun: int) -> bool:
    low = passage.low(noun - 1)
    return low in POSSESSIVES or low.endswith("'s") or low == "own"


def _words_of(
    context: PassageContext, n: int, source: Phrase, last: int
) -> tuple[Find, int, int] | None:
    passage = context.passage
    content = after_cue(context, last + 1) if n == 0 else _left_of(context, n)
    if not content:
        return None
    cue = (passage.hull(n, last),)
    return Find(context.source(source), cue, content, "in_words"), n, last


def _reportedly(context: PassageContext, n: int) -> tuple[Find, int, int] | None:
    passage = context.passage
    verb = _verb_near(passage, n)
    if verb is None:
        return None
    subject = subject_before(passage, verb)
    behind = after_cue(context, n + 1, tight=True)
    before = context.source(subject) if subject is not None else ()
    if not behind:
        return None
    return Find((), (passage.hull(n, n),), (*before, *behind), "absent"), n, n


def _verb_near(passage: TokenRun, n: int) -> int | None:
    """Where the verb group of "has reportedly agreed" begins."""
    m = n
    while m > 0 and (passage.low(m - 1) in FINITE or is_adverb(passage.low(m - 1))):
        m -= 1
    return m if m > 0 and not passage.quoted(m - 1) else None


def claimed(context: PassageContext) -> Iterator[Find]:
    """X's claim that CONTENT: a noun that reports."""
    passage = context.passage
    if "that" not in passage.lows or passage.lows.isdisjoint(_REPORTING_NOUNS):
        return
    for n in range(1, len(passage) - 1):
        if passage.low(n) not in _REPORTING_NOUNS:
            continue
        if passage.low(n + 1) == "that":
            find = _claim(context, n) or _made(context, n, n + 1)
        elif passage.low(n + 1) == "to":
            find = _made(context, n, _that_soon(passage, n + 2))
        else:
            find = _claim_from(context, n)
        if find is not None:
            yield find


_REPORTING_NOUNS = NOUNS | word_set("case point arguments reports concerns fears warnings")
_FROM = word_set("from by")
# What somebody does who tells: "repeated claims that", "made the case that".
_TELLING = word_set(
    "repeat repeats repeated repeating make makes made making raise raises raised raising voice "
    "voiced voicing persist persists persisted reiterate reiterated issue issued press pressed "
    "advance advanced push pushed"
)


def _that_soon(passage: TokenRun, first: int) -> int:
    """The "that" behind "the case to members of both parties", 0 where none is near."""
    return next(
        (m for m in range(first, min(first + 8, len(passage))) if passage.low(m) == "that"), 0
    )


def _made(context: PassageContext, n: int, that: int) -> Find | None:
    """X repeated claims that CONTENT, X made the case (to Y) that CONTENT."""
    passage = context.passage
    if not that:
        return None
    verb = n - 1
    while verb > max(0, n - 4) and passage.low(verb) not in _TELLING:
        verb -= 1
    if verb < 1 or passage.low(verb) not in _TELLING or passage.quoted(verb):
        return None
    first = group_start(passage, verb)
    subject = subject_before(passage, first)
    content = after_cue(context, that, tight=True)
    if subject is None or not content:
        return None
    return Find(context.source(subject), (passage.hull(first, n),), content, "noun_that")


def _claim_from(context: PassageContext, n: int) -> Find | None:
    """Warnings from X that CONTENT."""
    passage = context.passage
    if passage.low(n + 1) not in _FROM:
        return None
    that = _that_soon(passage, n + 3)
    if not that or any(passage.low(m) in FINITE for m in range(n + 2, that)):
        return None
    content = after_cue(context, that, tight=True)
    source = (passage.hull(n + 2, that - 1),)
    return Find(source, (passage.hull(n, n),), content, "noun_that") if content else None


def _claim(context: PassageContext, n: int) -> Find | None:
    passage = context.passage
    owner = n - 1
    while owner > max(0, n - 3) and not _possessive(passage, owner):
        owner -= 1
    content = after_cue(context, n + 1, tight=True)
    if not content or not _possessive(passage, owner):
        return None
    phrase = phrase_ending_at(passage, owner) if passage.low(owner) not in POSSESSIVES else None
    first = phrase.first if phrase else owner
    return Find((passage.hull(first, owner),), (passage.hull(n, n),), content, "noun_that")


def _possessive(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    return low in POSSESSIVES or low.endswith(("'s", "s'"))
