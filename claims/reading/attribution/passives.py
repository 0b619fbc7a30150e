"""Passive reports: "was quoted by state media as saying", "was described by aides as", "was told".

The decision: when somebody is quoted by an outlet there are two voices, and each gets its own find:
the outlet reports that the speaker says it. Where no agent is named, "is said to" has no source.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.model import Span
from claims.reading.attribution.circumstances import circumstance_end, recipient_end
from claims.reading.attribution.contents import after_cue, before_cue
from claims.reading.attribution.cues import Cue
from claims.reading.attribution.participles import participle_subject
from claims.reading.attribution.passage_context import Find, PassageContext
from claims.reading.attribution.subjects import subject_before
from claims.reading.english.frames import Frame
from claims.reading.english.function_words import DAYS, DETERMINERS, FINITE, PREPOSITIONS, word_set
from claims.reading.english.inflection import VerbForm
from claims.reading.english.noun_phrases import Phrase
from claims.reading.english.tokens import TokenRun

_QUOTED = word_set("quote cite report hear record describe show see")
_SAYING = word_set("saying telling adding warning claiming stating arguing")
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


class _Agent(NamedTuple):
    """What "by" names, and the token behind it."""

    phrase: Phrase
    end: int


def passive(scene: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """The finds of a passive or reduced verb group; one, or an outlet and a speaker."""
    if cue.verb.lemma in _QUOTING and not cue.passive:
        quoting = _quotes_as_saying(scene, cue)
        if quoting:
            return quoting
    if cue.verb.form is not VerbForm.PAST:
        return ()
    if cue.verb.lemma in _QUOTED:
        quoted = _quoted_as_saying(scene, cue) or _quoted_on(scene, cue)
        if quoted:
            return quoted
    if _asked_first(scene.passage, cue):
        return _was_asked(scene, cue)
    if not cue.passive and not _is_reduced(scene.passage, cue):
        return ()
    return _by_agent(scene, cue) or _hearsay(scene, cue)


def _is_reduced(passage: TokenRun, cue: Cue) -> bool:
    """Whether it is "a practice criticised by pilots", with the passive left out."""
    verb = cue.verb
    judged = Frame.OBJECT in verb.frames and not verb.mind and verb.lemma not in _PRODUCED
    return judged and cue.bare and passage.low(cue.last + 1) == "by"


# What is "submitted by" or "proposed by" somebody is their work.
_PRODUCED = word_set("challenge highlight contest publish present list release attack")


def _agent(passage: TokenRun, n: int) -> _Agent | None:
    """The noun phrase behind "by" at token `n`."""
    if passage.low(n) != "by":
        return None
    first = n + 1
    last = first
    while last < len(passage) and last - first < 14 and not _ends_agent(passage, last, first):
        last += 1
    if last == first or passage.low(first).endswith("ing"):
        return None
    return _Agent(Phrase(first, last - 1), last)


def _ends_agent(passage: TokenRun, n: int, first: int) -> bool:
    token = passage[n]
    if token.quoted or token.text in (",", ";", ":", ".", "(", ")", "—", "–", "--", "?", "!"):
        return True
    if token.low in _BEHIND_AGENT:
        return n > first
    ends = token.low in ("in", "for", "with") or token.low in DAYS | FINITE | {"said", "says"}
    return n > first and ends


_BEHIND_AGENT = word_set(
    "as that to on when while who after during over about whether if why how what"
)


def _quoted_as_saying(scene: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """X was quoted (by Y) as saying (by Y) CONTENT."""
    passage = scene.passage
    outlet = _agent(passage, cue.last + 1)
    saying = _as_saying(passage, outlet.end if outlet else cue.last + 1)
    if saying is None:
        return ()
    start = saying + 1
    if outlet is None:
        outlet = _agent(passage, start)
        start = outlet.end if outlet else start
    speaker = subject_before(passage, cue.first)
    if speaker is None:
        return ()
    content = after_cue(scene, circumstance_end(passage, _comma_skipped(passage, start)))
    content = (content if _words_from(passage, start) else ()) or _said_before(scene, speaker)
    if not content:
        return ()
    return _two_voices(scene, cue, saying, speaker, outlet, content)


def _quotes_as_saying(scene: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """Y quotes X as saying CONTENT: two voices too."""
    passage, first = scene.passage, cue.last + 1
    saying = _object_as_saying(passage, first)
    outlet = (participle_subject if cue.participle else subject_before)(passage, cue.first)
    if not saying or outlet is None:
        return ()
    start = saying + 1
    if passage.low(saying) == "telling":
        start = recipient_end(passage, start)
    content = after_cue(scene, circumstance_end(passage, _comma_skipped(passage, start)))
    if not content:
        return ()
    told = (Span(passage[first].start, content[0].end), *content[1:])
    quoting, as_saying = passage.hull(cue.first, cue.last), passage.hull(saying - 1, saying)
    outer = Find(scene.source(outlet), (quoting,), told, "quoted_as_saying")
    speaker = scene.source(Phrase(first, saying - 2))
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


_QUOTING = word_set("quote cite")
_OBJECT = 16


def _words_from(passage: TokenRun, n: int) -> bool:
    return any(passage[m].is_word for m in range(n, len(passage)))


def _said_before(scene: PassageContext, speaker: Phrase) -> tuple[Span, ...]:
    """As in "“It rained,” X was quoted as saying"."""
    passage, last = scene.passage, speaker.first - 1
    if last < 0 or not (passage.quoted(last) or passage.low(last) == ","):
        return ()
    said = before_cue(scene, speaker.first)
    return (said,) if said else ()


def _quoted_on(scene: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """X was quoted (by Y) on the plan: "..."."""
    passage = scene.passage
    outlet = _agent(passage, cue.last + 1)
    on = outlet.end if outlet else cue.last + 1
    speaker = subject_before(passage, cue.first)
    if speaker is None or passage.low(on) not in ("on", "about"):
        return ()
    content = _behind_mark(scene, on)
    if not content:
        return ()
    return _two_voices(scene, cue, on, speaker, outlet, content)


def _behind_mark(scene: PassageContext, on: int) -> tuple[Span, ...]:
    """The quotation behind the colon that ends "on the plan:"."""
    passage = scene.passage
    for n in range(on + 1, min(on + _TOPIC, len(passage))):
        if passage.low(n) in (":", ";", ","):
            if passage.quoted(n + 1):
                return after_cue(scene, n + 1)
            last = n == len(passage) - 1 and passage.low(n) != ","
            return scene.block_behind() if last else ()
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
    scene: PassageContext,
    cue: Cue,
    saying: int,
    speaker: Phrase,
    outlet: _Agent | None,
    content: tuple[Span, ...],
) -> tuple[Find, ...]:
    passage, source = scene.passage, scene.source(speaker)
    as_saying = passage.hull(saying - 1 if passage.low(saying - 1) == "as" else saying, saying)
    quoting = passage.hull(cue.first, cue.last)
    if outlet is None:
        return (Find(source, (quoting, as_saying), content, "quoted_as_saying"),)
    outer = Find(scene.source(outlet.phrase), (quoting,), (*source, *content), "passive_agent")
    return outer, Find(source, (as_saying,), content, "quoted_as_saying", inside=outer)


def _by_agent(scene: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """X was described (accused, told ...) by Y as CONTENT."""
    passage = scene.passage
    agent = _nearest_agent(passage, cue.last + 1)
    if agent is None or cue.verb.lemma in _DEEDS:
        return ()
    behind = not cue.passive and passage.low(cue.first - 1) == ","
    subject = subject_before(passage, cue.first - behind)
    rest = after_cue(scene, agent.end, tight=True) if _goes_on(passage, agent.end) else ()
    about = () if subject is None or _is_it(passage, subject) else scene.source(subject)
    if not about and not rest:
        return ()
    by = Find(
        source=scene.source(agent.phrase),
        cue=(passage.hull(cue.first, cue.last),),
        content=(*about, *rest),
        pattern="passive_agent",
        mind=cue.verb.mind,
    )
    return (by,)


def _nearest_agent(passage: TokenRun, n: int) -> _Agent | None:
    for m in range(n, min(n + 3, len(passage))):
        if passage.low(m) == "by":
            return _agent(passage, m)
    return None


def _goes_on(passage: TokenRun, n: int) -> bool:
    return passage.low(n) in ("as", "of", "for", "that", "to", "over")


def _was_told(scene: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """X was told that CONTENT, was asked about CONTENT: whoever spoke is not named."""
    if scene.passage.low(cue.last + 1) not in _TOLD:
        return ()
    rest = after_cue(scene, cue.last + 1)
    cue_span = scene.passage.hull(cue.first, cue.last)
    return (Find((), (cue_span,), rest, "absent", cue.verb.mind),) if rest else ()


_TOLD = word_set("that to about whether if why how who what when where")


def _asked_first(passage: TokenRun, cue: Cue) -> bool:
    """As in "Asked whether it rained, Osei nodded" and "When asked about it, ..."."""
    lead = cue.last == 0 or passage.low(cue.last - 1) in ("when", "if")
    return cue.verb.lemma == "ask" and lead


def _was_asked(scene: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """The question, up to the comma at which the answer begins."""
    passage = scene.passage
    agent = _agent(passage, cue.last + 1)
    start = agent.end if agent else circumstance_end(passage, cue.last + 1)
    end = next((n for n in range(start, len(passage)) if passage.low(n) == ","), start)
    question = passage.low(start) in ("about", "whether", "if", "why", "how", "what", "who", "when")
    if not question or end - start < 2:
        return ()
    hull = passage.hull(cue.last, cue.last)
    content = (passage.hull(start, end - 1),)
    if agent is not None:
        return (Find(scene.source(agent.phrase), (hull,), content, "passive_agent"),)
    return (Find((), (hull,), content, "absent"),)


def _is_it(passage: TokenRun, subject: Phrase) -> bool:
    return passage.low(subject.first) == "it"


def _hearsay(scene: PassageContext, cue: Cue) -> tuple[Find, ...]:
    """It is said that CONTENT; X is said to CONTENT: nobody is named."""
    passage = scene.passage
    subject = subject_before(passage, cue.first)
    following = passage.low(cue.last + 1)
    group = (passage.hull(cue.first, cue.last),)
    if cue.verb.lemma in _INFORMED:
        return _was_told(scene, cue)
    if subject is None or _is_it(passage, subject):
        rest = after_cue(scene, cue.last + 1) if following == "that" else ()
        return (Find((), group, rest, "absent", cue.verb.mind),) if rest else ()
    if _is_judged(passage, cue):
        rest = after_cue(scene, cue.last + 1 + (following in ("of", "for")), tight=True)
        content = (*scene.source(subject), *rest)
        return (Find((), group, content, "absent", cue.verb.mind, deed=True),) if rest else ()
    if cue.verb.lemma not in _HEARSAY or following != "to":
        return ()
    rest = after_cue(scene, cue.last + 1, tight=True)
    return (Find((), group, (*scene.source(subject), *rest), "absent", cue.verb.mind),)
