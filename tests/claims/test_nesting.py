"""Reports inside reports: whose thought a quotation holds, and which voice reports which."""

from __future__ import annotations

import pytest

from claims.model import Attribution, AttributionType
from claims.reading import read


def found(text: str) -> dict[str, Attribution]:
    """The attributions of `text` by the words of their cues."""
    return {words(text, one.cue): one for one in read(text).attributions}


def words(text: str, spans) -> str:
    return " … ".join(span.of(text) for span in spans)


def chain(text: str, cue: str) -> list[str]:
    """The cues from the one named outwards."""
    attributions = read(text).attributions
    at = next(one for one in attributions if words(text, one.cue) == cue)
    cues = [cue]
    while at.nested_in is not None:
        at = attributions[at.nested_in]
        cues.append(words(text, at.cue))
    return cues


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("“I hope that the gate opens,” Osei said.", "hope", "that the gate opens"),
        ("Osei said: “We know the gate is shut.”", "know", "the gate is shut"),
        ("Osei said: “I’ve decided that the line must close.”", "decided", "that the line must"),
        ("“I don't know why the gate is shut,” Osei said.", "don't know", "why the gate is shut"),
        ("Osei said: “When it rained I thought, ‘We must go.’”", "thought", "‘We must go.’"),
    ],
)
def test_a_thought_of_its_speaker_lies_in_the_quotation(text, cue, content):
    assert chain(text, cue) == [cue, "said"]
    thought = found(text)[cue]
    assert thought.attribution_type is AttributionType.ATTITUDE
    assert words(text, thought.content).startswith(content)


@pytest.mark.parametrize(
    "text",
    [
        "“I think that the gate is shut,” Osei said.",
        "“They know that the gate is shut,” Osei said.",
        "“You know, the gate is shut,” Osei said.",
    ],
)
def test_a_hedge_or_a_thought_of_others_is_no_voice_in_a_quotation(text):
    assert list(found(text)) == ["said"]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("I would like to remind you that the gate is shut.", "would like to remind"),
        ("Osei likes to say that every gate opens.", "likes to say"),
    ],
)
def test_what_somebody_would_like_to_say_is_theirs(text, cue):
    assert cue in found(text)
