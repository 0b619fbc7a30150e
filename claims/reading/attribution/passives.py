"""Passive reports: "was described by aides as", "was told", "is said to".

The agent behind "by" is the source. Where no agent is named ("is said to") there is no source.
"""

from __future__ import annotations

from claims.reading.attribution.circumstances import circumstance_end
from claims.reading.attribution.contents import after_cue
from claims.reading.attribution.cues import Cue
from claims.reading.attribution.passage_context import Find, PassageContext
from claims.reading.attribution.passive_agents import Agent, agent_at
from claims.reading.attribution.quoted_speakers import quoted_as_saying, quoted_on, quotes_as_saying
from claims.reading.attribution.subjects import subject_before
from claims.reading.english.frames import Frame
from claims.reading.english.function_words import DETERMINERS, word_set
from claims.reading.english.inflection import VerbForm
from claims.reading.english.noun_phrases import Phrase
from claims.reading.english.tokens import TokenRun

_QUOTED = word_set("quote cite report hear record describe show see")
_HEARSAY = word_set(
    "say report believe think know allege expect understand estimate project rumour consider claim "
    "find show see deem forecast predict"
)
# "Determined by the weather", "led by", "ruled by": no words by their agents.
_DEEDS = word_set(
    "determine decide inform teach establish know find maintain write prove certify encourage "
    "direct rule feel go begin finish lead charge press push read learn"
)


def _is_judged(passage: TokenRun, cue: Cue) -> bool:
    """As in "is seen as late", "was accused of it" and "was called a mistake"."""
    following = passage.low(cue.last + 1)
    if cue.verb.lemma in _JUDGED and following in ("of", "for", "as"):
        return True
    named = following in DETERMINERS or passage.quoted(cue.last + 1)
    return cue.verb.lemma in _NAMED and named


_NAMED = word_set("call declare dub label deem consider brand term name pronounce")
_JUDGED = word_set(
    "accuse blame criticise condemn praise describe regard view see consider perceive know dismiss "
    "hail denounce dub label brand portray depict ridicule mock applaud fault characterise tout"
)
_INFORMED = word_set("tell inform assure remind advise warn notify ask urge order")


def passive(context: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """The finds of a passive or reduced verb group; one, or an outlet and a speaker."""
    if cue.verb.lemma in _QUOTING and not cue.passive:
        quoting = quotes_as_saying(context, cue)
        if quoting:
            return quoting
    if cue.verb.form is not VerbForm.PAST:
        return ()
    if cue.verb.lemma in _QUOTED:
        quoted = quoted_as_saying(context, cue) or quoted_on(context, cue)
        if quoted:
            return quoted
    if _asked_first(context.passage, cue):
        return _was_asked(context, cue)
    if not cue.passive and not _is_reduced(context.passage, cue):
        return ()
    return _by_agent(context, cue) or _hearsay(context, cue)


def _is_reduced(passage: TokenRun, cue: Cue) -> bool:
    """Whether it is "a practice criticised by pilots", with the passive left out."""
    verb = cue.verb
    judged = Frame.OBJECT in verb.frames and not verb.mind and verb.lemma not in _PRODUCED
    return judged and cue.bare and passage.low(cue.last + 1) == "by"


# What is "submitted by" or "proposed by" somebody is their work.
_PRODUCED = word_set("challenge highlight contest publish present list release attack")


_QUOTING = word_set("quote cite")


def _by_agent(context: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """X was described (accused, told ...) by Y as CONTENT."""
    passage = context.passage
    agent = _nearest_agent(passage, cue.last + 1)
    if agent is None or cue.verb.lemma in _DEEDS:
        return ()
    behind = not cue.passive and passage.low(cue.first - 1) == ","
    subject = subject_before(passage, cue.first - behind)
    rest = after_cue(context, agent.end, tight=True) if _goes_on(passage, agent.end) else ()
    about = () if subject is None or _is_it(passage, subject) else context.source(subject)
    if not about and not rest:
        return ()
    by = Find(
        source=context.source(agent.phrase),
        cue=(passage.hull(cue.first, cue.last),),
        content=(*about, *rest),
        pattern="passive_agent",
        mind=cue.verb.mind,
    )
    return (by,)


def _nearest_agent(passage: TokenRun, n: int) -> Agent | None:
    for m in range(n, min(n + 3, len(passage))):
        if passage.low(m) == "by":
            return agent_at(passage, m)
    return None


def _goes_on(passage: TokenRun, n: int) -> bool:
    return passage.low(n) in ("as", "of", "for", "that", "to", "over")


def _was_told(context: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """X was told that CONTENT, was asked about CONTENT: whoever spoke is not named."""
    if context.passage.low(cue.last + 1) not in _TOLD:
        return ()
    rest = after_cue(context, cue.last + 1)
    cue_span = context.passage.hull(cue.first, cue.last)
    return (Find((), (cue_span,), rest, "absent", cue.verb.mind),) if rest else ()


_TOLD = word_set("that to about whether if why how who what when where")


def _asked_first(passage: TokenRun, cue: Cue) -> bool:
    """As in "Asked whether it rained, Osei nodded" and "When asked about it, ..."."""
    lead = cue.last == 0 or passage.low(cue.last - 1) in ("when", "if")
    return cue.verb.lemma == "ask" and lead


def _was_asked(context: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """The question, up to the comma at which the answer begins."""
    passage = context.passage
    agent = agent_at(passage, cue.last + 1)
    start = agent.end if agent else circumstance_end(passage, cue.last + 1)
    end = next((n for n in range(start, len(passage)) if passage.low(n) == ","), start)
    question = passage.low(start) in ("about", "whether", "if", "why", "how", "what", "who", "when")
    if not question or end - start < 2:
        return ()
    hull = passage.hull(cue.last, cue.last)
    content = (passage.hull(start, end - 1),)
    if agent is not None:
        return (Find(context.source(agent.phrase), (hull,), content, "passive_agent"),)
    return (Find((), (hull,), content, "absent"),)


def _is_it(passage: TokenRun, subject: Phrase) -> bool:
    return passage.low(subject.first) == "it"


def _hearsay(context: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """It is said that CONTENT; X is said to CONTENT: nobody is named."""
    passage = context.passage
    subject = subject_before(passage, cue.first)
    following = passage.low(cue.last + 1)
    group = (passage.hull(cue.first, cue.last),)
    if cue.verb.lemma in _INFORMED:
        return _was_told(context, cue)
    if subject is None or _is_it(passage, subject):
        rest = after_cue(context, cue.last + 1) if following == "that" else ()
        return (Find((), group, rest, "absent", cue.verb.mind),) if rest else ()
    if _is_judged(passage, cue):
        rest = after_cue(context, cue.last + 1 + (following in ("of", "for")), tight=True)
        content = (*context.source(subject), *rest)
        return (Find((), group, content, "absent", cue.verb.mind, deed=True),) if rest else ()
    if cue.verb.lemma not in _HEARSAY or following != "to":
        return ()
    rest = after_cue(context, cue.last + 1, tight=True)
    return (Find((), group, (*context.source(subject), *rest), "absent", cue.verb.mind),)
