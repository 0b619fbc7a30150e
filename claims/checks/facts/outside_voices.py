"""The stretches of an article that somebody says whom no attached document names.

What a farmer told the reporter is not in the ministry's release, so nothing there differs from it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from claims.checks.facts.name_facts import KnownNames
from claims.checks.facts.prepared_text import PreparedText
from claims.checks.facts.proper_names import ProperName, proper_names
from claims.model import Attribution, Span
from claims.reading.english.function_words import PRONOUNS


def outside_voices(article: PreparedText, known: KnownNames) -> list[Span]:
    """The contents that outsiders say, in their order; a pronoun goes to who spoke last."""
    found: list[Span] = []
    last: ProperName | None = None
    for one in sorted(article.reading.attributions, key=_cue):
        named = _named(article.text, one)
        if named is not None:
            last = named
        speaker = named or (last if _is_pronoun(article.text, one) else None)
        if speaker is not None and speaker.surname not in known.by_word:
            found.extend(one.content)
    return _joined(sorted(found))


def lies_in(span: Span, voices: Sequence[Span]) -> bool:
    """Whether a place begins in one of the stretches, which do not overlap."""
    first = bisect_right(voices, span.start, key=lambda one: one.start)
    return first > 0 and span.start < voices[first - 1].end


def _joined(spans: Sequence[Span]) -> list[Span]:
    """Spans in their order, those that overlap made one."""
    found: list[Span] = []
    for span in spans:
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _cue(one: Attribution) -> int:
    return min((span.start for span in (*one.cue, *one.content)), default=0)


def _named(text: str, one: Attribution) -> ProperName | None:
    for span in one.source:
        for name in proper_names(text, span):
            return name
    return None


def _is_pronoun(text: str, one: Attribution) -> bool:
    return any(span.of(text).lower() in PRONOUNS for span in one.source)
