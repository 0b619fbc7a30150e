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


def labelled(scene: PassageContext) -> Iterator[tuple[Find, int, int]]:
    """The finds in a passage, each with the first and last token that its source takes up."""
    passage = scene.passage
    if not passage.lows.isdisjoint(_DASHES):
        yield from _signed(scene)
    if passage[0].text in '"“' and _begins_line(scene):
        yield from _quoted_turn(scene)
    if ":" not in passage.lows:
        return
    colon = next((n for n in range(1, len(passage)) if passage.low(n) == ":"), 0)
    if not colon:
        return
    found = _before_colon(scene, colon) or _behind_colon(scene, colon)
    if found is not None:
        yield found


def _before_colon(scene: PassageContext, colon: int) -> tuple[Find, int, int] | None:
    passage = scene.passage
    if colon + 1 >= len(passage):
        return None
    if _begins_line(scene) and colon < _LONGEST_LABEL:
        if _is_turn(scene, colon):
            return _find(scene, 0, colon, _rest_of_line(scene, colon + 1))
        if _is_speaker(scene, colon):
            return _find(scene, 0, colon, after_cue(scene, colon + 1))
    return _named_before_quotation(scene, colon)


def _find(
    scene: PassageContext, first: int, colon: int, content: tuple[Span, ...]
) -> tuple[Find, int, int] | None:
    if not content:
        return None
    passage = scene.passage
    source = (passage.hull(first, colon - 1),)
    return Find(source, (passage.hull(colon, colon),), content, "label"), first, colon


def _begins_line(scene: PassageContext) -> bool:
    start = scene.passage[0].start
    return start == 0 or scene.text[start - 1] == "\n"


def _ends_line(scene: PassageContext) -> bool:
    end = scene.passage[len(scene.passage) - 1].end
    return not scene.text[end : end + 3].partition("\n")[0].strip()


def _quoted_turn(scene: PassageContext) -> Iterator[tuple[Find, int, int]]:
    """A turn in a transcript that is quoted as a whole: "“OSEI: The gate is shut."."""
    match = _QUOTED_TURN.match(scene.text, scene.passage[0].start)
    if match is None:
        return
    end = scene.text.find("\n", match.end())
    content = trimmed(scene.text, match.end(), len(scene.text) if end < 0 else end)
    if content is not None:
        source, cue = Span(*match.span(1)), Span(*match.span(2))
        yield Find((source,), (cue,), (content,), "label"), 0, 0


_QUOTED_TURN = re.compile(r"[\"“]([A-Z]{3,20}(?: [A-Z]{3,20}){0,2})(:) ")


def _is_turn(scene: PassageContext, colon: int) -> bool:
    """A turn in a transcript: "OSEI: ...", or "Osei: ..." where the next turns look alike."""
    words = [scene.passage[n].text for n in range(colon)]
    if len(words) > 3 or any(word.lower() in _NO_LABELS for word in words):
        return False
    if not _talks(scene.passage, colon + 1):
        return False
    if all(len(word) > 2 and word.isupper() and word.isalpha() for word in words):
        return True
    return all(word[0].isupper() for word in words) and _again(scene, colon, ":", line=True)


def _talks(passage: TokenRun, first: int) -> bool:
    """Whether a sentence follows, and no address or list of findings."""
    return any(
        passage.low(n) in FINITE or passage.low(n) in PRONOUNS or passage[n].text == "?"
        for n in range(first, len(passage))
    )


def _again(scene: PassageContext, colon: int, behind: str = "", *, line: bool = False) -> bool:
    """Whether the article uses the name again soon, so that it is one."""
    passage = scene.passage
    name = passage.hull(0, colon - 1).of(scene.text) if line else passage[colon - 1].text
    end = passage[len(passage) - 1].end
    wanted = ("\n" if line else " ") + name + behind
    start = max(0, passage[0].start - _NEARBY) if line else end
    return wanted in scene.text[start : passage[0].start - 1] + scene.text[end : end + _NEARBY]


def _rest_of_line(scene: PassageContext, first: int) -> tuple[Span, ...]:
    start = scene.passage[first].start
    end = scene.text.find("\n", start)
    content = trimmed(scene.text, start, len(scene.text) if end < 0 else end)
    return (content,) if content else ()


def _is_speaker(scene: PassageContext, colon: int) -> bool:
    passage = scene.passage
    words = [passage.low(n) for n in range(colon)]
    if any(not word or word in _NO_LABELS - _SPEAKERS for word in words[:1] + words[-1:]):
        return False
    quoted = any(passage.quoted(n) for n in range(colon + 1, len(passage)))
    named = all(passage.capital(n) or passage.low(n) in PREPOSITIONS for n in range(colon))
    if quoted and named:
        return True
    if not _is_headline_clause(scene, colon):
        return False
    return bool(_SPEAKERS & {words[-1]}) or (named and _again(scene, colon))


def _is_headline_clause(scene: PassageContext, colon: int) -> bool:
    """Whether a line of its own goes on behind the colon with something that is or will be so."""
    passage = scene.passage
    if len(passage) > _LONGEST_HEADLINE or not _ends_line(scene):
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


def _named_before_quotation(scene: PassageContext, colon: int) -> tuple[Find, int, int] | None:
    """As in "More from Ama Osei: “...”", where no verb reports."""
    passage = scene.passage
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
    return _find(scene, first, colon, after_cue(scene, colon + 1))


def _behind_colon(scene: PassageContext, colon: int) -> tuple[Find, int, int] | None:
    """As in the headline "Gate to stay shut: minister"."""
    passage, last = scene.passage, len(scene.passage) - 1
    last -= passage[last].text == "."
    if not (4 <= colon < last + 1 <= colon + 4 and _begins_line(scene) and _ends_line(scene)):
        return None
    if passage.low(last) not in _SPEAKERS:
        return None
    content = trimmed(scene.text, passage[0].start, passage[colon - 1].end)
    if content is None:
        return None
    source = (passage.hull(colon + 1, last),)
    return Find(source, (passage.hull(colon, colon),), (content,), "label"), colon, last


def _signed(scene: PassageContext) -> Iterator[tuple[Find, int, int]]:
    """As in "“...” — Ama Osei, pilot", with the quotation before the dash."""
    passage, last = scene.passage, len(scene.passage) - 1
    dash = next((n for n in range(last, -1, -1) if passage[n].text in _DASHES), last)
    if not (0 < last - dash < 16) or passage.quoted(dash) or not passage.capital(dash + 1):
        return
    if not _ends_line(scene):
        return
    end = passage[dash].start
    while end > 0 and scene.text[end - 1].isspace() and passage[dash].start - end < 4:
        end -= 1
    quotation = scene.quotes.at(end - 1) if end else None
    last -= passage[last].text == "."
    name = next((n for n in range(dash + 2, last) if passage.low(n) == ","), last + 1)
    if quotation is None or any(passage.low(n) in VERBS for n in range(dash + 1, name)):
        return
    source, cue = (passage.hull(dash + 1, last),), (passage.hull(dash, dash),)
    yield Find(source, cue, scene.whole_quotation(quotation), "label"), dash, last
