"""Finds the source of a statement from its layout: "Minister: talks go on", a signed quotation.

A colon reports only behind somebody: a role, a name that the article uses again, or a name before a
quotation. A label such as "Photo:" or "Update:" is nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Span
from claims.reading.attribution.contents import after_cue
from claims.reading.attribution.passage_context import Find, PassageContext, trimmed
from claims.reading.english.function_words import DAYS, FINITE, PREPOSITIONS, PRONOUNS, word_set
from claims.reading.english.lexicon import EVIDENCE, VERBS
from claims.reading.english.noun_phrases import phrase_ending_at
from claims.reading.english.tokens import TokenRun
from claims.reading.english.verb_groups import looks_finite

_LONGEST_LABEL = 9
_LONGEST_HEADLINE = 26
_NEARBY = 3000
_DASHES = frozenset({"—", "–", "--", "-", "―"})
# Nouns for the speaker in a headline.
_SPEAKERS = word_set(
    "minister ministry president premier chancellor mayor governor senator police prosecutor "
    "prosecutors judge court lawyer lawyers official officials source sources aide aides adviser "
    "advisers expert experts analyst analysts economist economists scientist scientists "
    "researchers doctors union unions agency watchdog regulator campaign party government "
    "opposition army military navy bank editorial newspaper insiders critics witnesses witness "
    "spokesman spokeswoman spokesperson chief boss owner coach un nato eu"
) | (EVIDENCE - word_set("image images photo photos video footage model models article letter"))
_NO_LABELS = word_set(
    "a abstract alternative answer background breaking byline caption chart conclusion contact "
    "correction credit date email example exclusive fig figure from hours how image introduction "
    "more note opinion phone photo photos place q question re read related result results source "
    "sources step subject summary table telephone the time tip to under update updated video "
    "warning watch web website what when where who why"
)


def labelled(context: PassageContext) -> Iterator[tuple[Find, int, int]]:
    """The finds in a passage, each with the first and last token that its source takes up."""
    passage = context.passage
    if not passage.lows.isdisjoint(_DASHES):
        yield from _signed(context)
    if passage[0].text in '"“' and _begins_line(context):
        yield from _quoted_turn(context)
    if ":" not in passage.lows:
        return
    colon = next((n for n in range(1, len(passage)) if passage.low(n) == ":"), 0)
    if not colon:
        return
    found = _before_colon(context, colon) or _behind_colon(context, colon)
    if found is not None:
        yield found


def _before_colon(context: PassageContext, colon: int) -> tuple[Find, int, int] | None:
    passage = context.passage
    if colon + 1 >= len(passage):
        return None
    if _begins_line(context) and colon < _LONGEST_LABEL:
        if _is_turn(context, colon):
            return _find(context, 0, colon, _rest_of_line(context, colon + 1))
        if _is_speaker(context, colon):
            return _find(context, 0, colon, after_cue(context, colon + 1))
    return _named_before_quotation(context, colon)


def _find(
    context: PassageContext, first: int, colon: int, content: tuple[Span, ...]
) -> tuple[Find, int, int] | None:
    if not content:
        return None
    passage = context.passage
    source = (passage.hull(first, colon - 1),)
    return Find(source, (passage.hull(colon, colon),), content, "label"), first, colon


def _begins_line(context: PassageContext) -> bool:
    start = context.passage[0].start
    return start == 0 or context.text[start - 1] == "\n"


def _ends_line(context: PassageContext) -> bool:
    end = context.passage[len(context.passage) - 1].end
    return not context.text[end : end + 3].partition("\n")[0].strip()


def _quoted_turn(context: PassageContext) -> Iterator[tuple[Find, int, int]]:
    """A turn in a transcript that is quoted as a whole: "“OSEI: The gate is shut."."""
    match = _QUOTED_TURN.match(context.text, context.passage[0].start)
    if match is None:
        return
    end = context.text.find("\n", match.end())
    content = trimmed(context.text, match.end(), len(context.text) if end < 0 else end)
    if content is not None:
        source, cue = Span(*match.span(1)), Span(*match.span(2))
        yield Find((source,), (cue,), (content,), "label"), 0, 0


_QUOTED_TURN = re.compile(r"[\"“]([A-Z]{3,20}(?: [A-Z]{3,20}){0,2})(:) ")


def _is_turn(context: PassageContext, colon: int) -> bool:
    """A turn in a transcript: "OSEI: ...", or "Osei: ..." where the next turns look alike."""
    words = [context.passage[n].text for n in range(colon)]
    if len(words) > 3 or any(word.lower() in _NO_LABELS for word in words):
        return False
    if not _talks(context.passage, colon + 1):
        return False
    if all(len(word) > 2 and word.isupper() and word.isalpha() for word in words):
        return True
    return all(word[0].isupper() for word in words) and _again(context, colon, ":", line=True)


def _talks(passage: TokenRun, first: int) -> bool:
    """Whether a sentence follows, and no address or list of findings."""
    return any(
        passage.low(n) in FINITE or passage.low(n) in PRONOUNS or passage[n].text == "?"
        for n in range(first, len(passage))
    )


def _again(context: PassageContext, colon: int, behind: str = "", *, line: bool = False) -> bool:
    """Whether the article uses the name again soon, so that it is one."""
    passage = context.passage
    name = passage.hull(0, colon - 1).of(context.text) if line else passage[colon - 1].text
    end = passage[len(passage) - 1].end
    wanted = ("\n" if line else " ") + name + behind
    start = max(0, passage[0].start - _NEARBY) if line else end
    return wanted in context.text[start : passage[0].start - 1] + context.text[end : end + _NEARBY]


def _rest_of_line(context: PassageContext, first: int) -> tuple[Span, ...]:
    start = context.passage[first].start
    end = context.text.find("\n", start)
    content = trimmed(context.text, start, len(context.text) if end < 0 else end)
    return (content,) if content else ()


def _is_speaker(context: PassageContext, colon: int) -> bool:
    passage = context.passage
    words = [passage.low(n) for n in range(colon)]
    if any(not word or word in _NO_LABELS - _SPEAKERS for word in words[:1] + words[-1:]):
        return False
    quoted = any(passage.quoted(n) for n in range(colon + 1, len(passage)))
    named = all(passage.capital(n) or passage.low(n) in PREPOSITIONS for n in range(colon))
    if quoted and named:
        return True
    if not _is_headline_clause(context, colon):
        return False
    return bool(_SPEAKERS & {words[-1]}) or (named and _again(context, colon))


def _is_headline_clause(context: PassageContext, colon: int) -> bool:
    """Whether a line of its own goes on behind the colon with something that is or will be so."""
    passage = context.passage
    if len(passage) > _LONGEST_HEADLINE or not _ends_line(context):
        return False
    if passage.low(colon + 1) in PRONOUNS:
        return True
    rest = range(colon + 2, len(passage))
    return any(
        passage.low(n) in FINITE or passage.low(n) == "to" or _verbal(passage, n) for n in rest
    )


def _verbal(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    return looks_finite(passage, n) or low in VERBS or (low.endswith("s") and len(low) > 3)


def _named_before_quotation(context: PassageContext, colon: int) -> tuple[Find, int, int] | None:
    """As in "More from Ama Osei: “...”", where no verb reports."""
    passage = context.passage
    phrase = phrase_ending_at(passage, colon - 1) if passage.quoted(colon + 1) else None
    if phrase is None or colon - phrase.first > _LONGEST_LABEL or passage.low(colon - 1) in DAYS:
        return None
    first = phrase.first
    told = any(passage.low(n) in VERBS for n in range(first, colon))
    apart = first == 0 or passage[first - 1].text in _DASHES or passage.low(first - 1) == "from"
    if told or not apart or not (passage.capital(colon - 1) or passage.low(first - 1) == "from"):
        return None
    for n in range(first, colon - 1):
        if passage.low(n) in PREPOSITIONS and passage.capital(n + 1):
            first = n + 1
    return _find(context, first, colon, after_cue(context, colon + 1))


def _behind_colon(context: PassageContext, colon: int) -> tuple[Find, int, int] | None:
    """As in the headline "Gate to stay shut: minister"."""
    passage, last = context.passage, len(context.passage) - 1
    last -= passage[last].text == "."
    if not (4 <= colon < last + 1 <= colon + 4 and _begins_line(context) and _ends_line(context)):
        return None
    if passage.low(last) not in _SPEAKERS:
        return None
    content = trimmed(context.text, passage[0].start, passage[colon - 1].end)
    if content is None:
        return None
    source = (passage.hull(colon + 1, last),)
    return Find(source, (passage.hull(colon, colon),), (content,), "label"), colon, last


def _signed(context: PassageContext) -> Iterator[tuple[Find, int, int]]:
    """As in "“...” — Ama Osei, pilot", with the quotation before the dash."""
    passage, last = context.passage, len(context.passage) - 1
    dash = next((n for n in range(last, -1, -1) if passage[n].text in _DASHES), last)
    if not (0 < last - dash < 16) or passage.quoted(dash) or not passage.capital(dash + 1):
        return
    if not _ends_line(context):
        return
    end = passage[dash].start
    while end > 0 and context.text[end - 1].isspace() and passage[dash].start - end < 4:
        end -= 1
    quotation = context.quotes.at(end - 1) if end else None
    last -= passage[last].text == "."
    name = next((n for n in range(dash + 2, last) if passage.low(n) == ","), last + 1)
    if quotation is None or any(passage.low(n) in VERBS for n in range(dash + 1, name)):
        return
    source, cue = (passage.hull(dash + 1, last),), (passage.hull(dash, dash),)
    yield Find(source, cue, context.whole_quotation(quotation), "label"), dash, last
