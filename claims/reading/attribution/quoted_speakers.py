"""Reports of somebody whom another quotes: "was quoted by state media as saying".

Two voices speak there, and each gets its own find: the outlet reports that the speaker says it.
"""

from __future__ import annotations

from claims.model import Span
from claims.reading.attribution.circumstances import circumstance_end, recipient_end
from claims.reading.attribution.contents import after_cue, before_cue
from claims.reading.attribution.cues import Cue
from claims.reading.attribution.participles import participle_subject
from claims.reading.attribution.passage_context import Find, PassageContext
from claims.reading.attribution.passive_agents import Agent, agent_at
from claims.reading.attribution.subjects import subject_before
from claims.reading.english.function_words import FINITE, PREPOSITIONS, word_set
from claims.reading.english.noun_phrases import Phrase
from claims.reading.english.tokens import TokenRun

_SAYING = word_set("saying telling adding warning claiming stating arguing")


def quoted_as_saying(context: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """X was quoted (by Y) as saying (by Y) CONTENT."""
    passage = context.passage
    outlet = agent_at(passage, cue.last + 1)
    saying = _as_saying(passage, outlet.end if outlet else cue.last + 1)
    if saying is None:
        return ()
    start = saying + 1
    if outlet is None:
        outlet = agent_at(passage, start)
        start = outlet.end if outlet else start
    speaker = subject_before(passage, cue.first)
    if speaker is None:
        return ()
    content = after_cue(context, circumstance_end(passage, _comma_skipped(passage, start)))
    before = _said_before(context, speaker)
    content = (content if passage.has_word_from(start) else ()) or before
    if before and passage.low(start) == "," and passage.low(start + 1).endswith("ing"):
        content = before  # "..., Osei was quoted as saying, noting that"
    if not content:
        return ()
    return _two_voices(context, cue, saying, speaker, outlet, content)


def quotes_as_saying(context: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """Y quotes X as saying CONTENT: two voices too."""
    passage, first = context.passage, cue.last + 1
    saying = _object_as_saying(passage, first)
    outlet = (participle_subject if cue.participle else subject_before)(passage, cue.first)
    if not saying or outlet is None:
        return ()
    start = saying + 1
    if passage.low(saying) == "telling":
        start = recipient_end(passage, start)
    content = after_cue(context, circumstance_end(passage, _comma_skipped(passage, start)))
    if not content:
        return ()
    told = (Span(passage[first].start, content[0].end), *content[1:])
    quoting, as_saying = passage.hull(cue.first, cue.last), passage.hull(saying - 1, saying)
    outer = Find(context.source(outlet), (quoting,), told, "quoted_as_saying")
    speaker = context.source(Phrase(first, saying - 2))
    return outer, Find(speaker, (as_saying,), content, "quoted_as_saying", inside=outer)


def _object_as_saying(passage: TokenRun, first: int) -> int:
    """The token of "saying" behind the object of "quoted" at `first`; 0 where there is none."""
    if passage.quoted(first) or passage.low(first) in PREPOSITIONS:
        return 0
    for n in range(first + 1, min(first + _OBJECT, len(passage) - 1)):
        if passage.low(n) == "as" and passage.low(n + 1) in _SAYING:
            return n + 1
        if passage.low(n) in FINITE or passage[n].text in (",", ";", ":"):
            return 0
    return 0


_OBJECT = 16


def _said_before(context: PassageContext, speaker: Phrase) -> tuple[Span, ...]:
    """As in "“It rained,” X was quoted as saying"."""
    passage, last = context.passage, speaker.first - 1
    if last < 0 or not (passage.quoted(last) or passage.low(last) == ","):
        return ()
    said = before_cue(context, speaker.first)
    return (said,) if said else ()


def quoted_on(context: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """X was quoted (by Y) on the plan: "..."."""
    passage = context.passage
    outlet = agent_at(passage, cue.last + 1)
    on = outlet.end if outlet else cue.last + 1
    speaker = subject_before(passage, cue.first)
    if speaker is None or passage.low(on) not in ("on", "about"):
        return ()
    content = _behind_mark(context, on)
    if not content:
        return ()
    return _two_voices(context, cue, on, speaker, outlet, content)


def _behind_mark(context: PassageContext, on: int) -> tuple[Span, ...]:
    """The quotation behind the colon that ends "on the plan:"."""
    passage = context.passage
    for n in range(on + 1, min(on + _TOPIC, len(passage))):
        if passage.low(n) in (":", ";", ","):
            if passage.quoted(n + 1):
                return after_cue(context, n + 1)
            last = n == len(passage) - 1 and passage.low(n) != ","
            return context.block_behind() if last else ()
    return ()


_TOPIC = 16


def _as_saying(passage: TokenRun, n: int) -> int | None:
    """The token of "saying" in "as saying", with at most a short circumstance before it."""
    for m in range(n, min(n + 8, len(passage) - 1)):
        if passage.low(m) == "as" and passage.low(m + 1) in _SAYING:
            return m + 1
    return n if passage.low(n) in _SAYING else None


def _comma_skipped(passage: TokenRun, n: int) -> int:
    return n + 1 if n < len(passage) and passage[n].text == "," else n


def _two_voices(
    context: PassageContext,
    cue: Cue,
    saying: int,
    speaker: Phrase,
    outlet: Agent | None,
    content: tuple[Span, ...],
) -> tuple[Find, ...]:
    passage, source = context.passage, context.source(speaker)
    as_saying = passage.hull(saying - 1 if passage.low(saying - 1) == "as" else saying, saying)
    quoting = passage.hull(cue.first, cue.last)
    if outlet is None:
        return (Find(source, (quoting, as_saying), content, "quoted_as_saying"),)
    outer = Find(context.source(outlet.phrase), (quoting,), (*source, *content), "passive_agent")
    return outer, Find(source, (as_saying,), content, "quoted_as_saying", inside=outer)
