"""The events that a text itself dates, as in "The strike began on 15 January".

Only what begins, ends, is founded, signed or declared is taken, once each and with its own words:
what rises or is won may do so again on any other day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.checks.content_words import Term, inside
from claims.checks.dates.event_telling import is_certain
from claims.checks.dates.event_words import ONCE, event_terms, happenings, is_happening
from claims.checks.dates.periods_told import told_in
from claims.model import DateMention, DateType, Passage, Span
from claims.reading.dates.find import dates
from claims.reading.english.function_words import AUXILIARIES, DETERMINERS, PREPOSITIONS
from claims.reading.sentences import sentences
from claims.tables.timeline import ISO, Timeline, TimelineEvent

_BINDS = re.compile(r"\s(?:(?:on|in)\s(?:the\s)?)?\Z", re.IGNORECASE)
_CUT = re.compile(
    r"[,;:(]\s?(?:(?:which|who|that|and|but)\s)?|\s(?:that|and|but|when|while|after|before|since|until|"
    r"as|because)\s",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\A(?:on|in)\s(?:the\s)?\Z", re.IGNORECASE)
_STOPS = re.compile(r"[,.;:()]|\s(?:and|but|which|who|while|when|after|before|as)\s|\Z")
_NO_EVENT = re.compile(
    r"[,;:()]|\b(?:which|who|that|because|since|after|before|until|said|says|told|than|when|as)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:he|she|it|they|this|these|those|we|i|you)\b", re.IGNORECASE)
_OPENED = re.compile(r"(?:in|at|on|during|by|for|with|of|from|under|adopted|as)\s", re.IGNORECASE)
_TRADED = re.compile(
    r"\b(?:shares?|stocks?|markets|index|trading|prices?|dollar|higher|lower)\b", re.I
)
_LONGEST = 160
_REACH = 240
_LEAST = 3
_MOST = 2000


def events_of(text: str, document: str, title: str) -> Timeline:
    """The events of an attached text, by its own dates."""
    return told_events(text, sentences(text), dates(text), document, f"“{title}”")


def told_events(
    text: str,
    spans: Sequence[Span],
    mentions: Sequence[DateMention],
    document: str = "",
    told_by: str = "the article",
) -> Timeline:
    """The events of `text` with the days that it gives them; `document` is its SHA-256.

    An event that is told twice has the day of its first place.
    """
    found: dict[frozenset[str], TimelineEvent] = {}
    for sentence in spans:
        if len(found) >= _MOST:
            break
        for name, mention in _dated(text, sentence, mentions):
            words = event_terms(text, name)
            if not _is_event(text, name, words):
                continue
            stems = frozenset(term.stem for term in words)
            day = mention.value[:10]
            row = Passage(document, sentence, sentence.of(text))
            shown = " ".join(name.of(text).split())
            found.setdefault(stems, TimelineEvent(shown, day, row))
    return Timeline(document, tuple(found.values()), told_by, prose=True)


def _dated(
    text: str, sentence: Span, mentions: Sequence[DateMention]
) -> Iterator[tuple[Span, DateMention]]:
    """The words that each date of the sentence belongs to, and the date."""
    for mention in inside(mentions, sentence):
        if told_in(mention) is None or not _is_known(mention):
            continue
        before = text[max(sentence.start, mention.span.start - _REACH) : mention.span.start]
        if _OPENS.match(before):
            gap = text[mention.span.end : mention.span.end + 4]
            start = mention.span.end + len(gap) - len(gap.lstrip(" ,\n"))
            stop = _STOPS.search(text, start, sentence.end)
            end = stop.start() if stop else sentence.end
        elif bind := _BINDS.search(before):
            end = mention.span.start - len(before) + bind.start()
            start = mention.span.start - len(before) + _clause(before[: bind.start()])
        else:
            continue
        if start < end and end - start <= _LONGEST:
            yield Span(start, end), mention


def _clause(words: str) -> int:
    """Where the last clause of `words` begins."""
    return max((cut.end() for cut in _CUT.finditer(words)), default=0)


def _is_known(mention: DateMention) -> bool:
    return mention.type is DateType.DATE and bool(ISO.match(mention.value)) and not mention.fault


def _is_event(text: str, name: Span, words: Sequence[Term]) -> bool:
    words_of = name.of(text)
    if _NO_EVENT.search(words_of) or _PRONOUN.match(words_of):
        return False
    if _OPENED.match(words_of) or _TRADED.search(words_of) or _is_piece(words_of, name, words):
        return False
    return (
        len({term.stem for term in words}) >= _LEAST
        and bool(happenings(words) & ONCE)
        and is_certain(words_of)
    )


def _is_piece(words_of: str, name: Span, words: Sequence[Term]) -> bool:
    """Whether the words lack what it happens to, or end in the middle."""
    first, last = words_of.split()[0].lower(), words_of.split()[-1].lower()
    no_subject = bool(words) and words[0].start == name.start and is_happening(words[0].stem)
    return (
        no_subject
        or first in AUXILIARIES
        or first.endswith(("ing", "ed"))
        or last in PREPOSITIONS | DETERMINERS | {"and", "or", "following"}
    )
