"""Proposes the class of a source from what an article tells of it: its type, role and body."""

from __future__ import annotations

from claims.model import Mention, SourceClass, VoiceType
from claims.reading.english.function_words import word_set
from claims.reading.english.nouns import singular
from claims.voices.phrases.words import low

_EXPERTS = word_set(
    "professor lecturer scholar academic scientist researcher expert specialist analyst economist "
    "historian biologist chemist physicist geologist seismologist meteorologist climatologist "
    "epidemiologist virologist oncologist psychologist psychiatrist sociologist archaeologist "
    "anthropologist ecologist engineer doctor physician surgeon strategist pollster fellow author"
)
_WITNESSES = word_set(
    "resident witness eyewitness survivor victim neighbour neighbor passer-by passerby bystander "
    "passenger patient villager voter commuter tourist mother father parent student worker farmer"
)
_PARTIES = word_set(
    "lawyer attorney counsel solicitor barrister candidate nominee activist campaigner advocate "
    "plaintiff defendant suspect protester rebel militant donor lobbyist supporter party campaign "
    "union coalition lobby movement"
)
_MEDIA = word_set(
    "newspaper times post news journal herald tribune guardian magazine broadcaster network radio "
    "television tv channel daily gazette media"
)
_STUDYING = word_set(
    "university institute institution college school centre center laboratory foundation museum "
    "observatory think-tank clinic hospital"
)


def proposed_class(mention: Mention) -> SourceClass:
    """The class under which a voice is filed until an editor says otherwise.

    Named people are never unnamed: whoever has an office speaks officially, and whoever the article
    tells nothing of is an individual.
    """
    fixed = _BY_TYPE.get(mention.type)
    if fixed is not None:
        return fixed
    if mention.type is VoiceType.ORGANISATION:
        return _of_body(mention.text)
    words = _words(mention.role)
    if words & _EXPERTS:
        return SourceClass.EXPERT
    if words & _PARTIES:
        return SourceClass.PARTY_TO_DISPUTE
    if words & _WITNESSES:
        return SourceClass.EYEWITNESS
    return SourceClass.OFFICIAL_STATEMENT if words or mention.organisation else _INDIVIDUAL


_INDIVIDUAL = SourceClass.INDIVIDUAL
_BY_TYPE = {
    VoiceType.DOCUMENT: SourceClass.DOCUMENT,
    VoiceType.DATASET: SourceClass.DATASET,
    VoiceType.GROUP: SourceClass.UNNAMED,
    VoiceType.UNNAMED: SourceClass.UNNAMED,
    VoiceType.PLACE: SourceClass.OFFICIAL_STATEMENT,
}


def _of_body(name: str) -> SourceClass:
    words = _words(name)
    if words & _MEDIA:
        return SourceClass.INDEPENDENT_MEDIA
    if words & _STUDYING:
        return SourceClass.EXPERT
    return SourceClass.PARTY_TO_DISPUTE if words & _PARTIES else SourceClass.OFFICIAL_STATEMENT


def _words(phrase: str) -> set[str]:
    return {singular(low(word)) for word in phrase.split()}
