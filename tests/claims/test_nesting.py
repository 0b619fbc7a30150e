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
        ("Osei said: “I suspect that's a lie.”", "suspect", "that's a lie"),
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


@pytest.mark.parametrize("mark", [":", ",", ":\n\n", ";\n\n"])
def test_who_is_quoted_on_something_speaks_through_the_outlet(mark):
    text = f"Osei was quoted by the wire on the new line{mark} “I doubt that the gate opens.”"
    assert chain(text, "doubt") == ["doubt", "on", "was quoted"]
    said = found(text)
    assert words(text, said["was quoted"].source) == "the wire"
    assert words(text, said["on"].source) == "Osei"
    assert words(text, said["on"].content) == "“I doubt that the gate opens.”"


def test_a_thought_may_begin_with_its_condition():
    text = "Osei believes, if it rains again, the board will argue that the gate is unsafe."
    assert chain(text, "will argue") == ["will argue", "believes"]
    assert words(text, found(text)["believes"].content).endswith("the gate is unsafe")


def test_a_dash_between_the_same_word_is_a_stutter():
    text = "Osei said that the -- the gate was shut."
    assert words(text, found(text)["said"].content) == "that the -- the gate was shut"


@pytest.mark.parametrize("cue", ["would think", "believe"])
def test_what_we_are_said_to_think_lies_in_the_report(cue):
    text = f"Osei explains why we {cue} that the gate is shut."
    assert chain(text, cue) == [cue, "explains"]


def test_a_thought_may_be_had_only_now():
    text = "Osei knows now whether the gate is shut."
    assert words(text, found(text)["knows"].content) == "whether the gate is shut"


def test_the_subject_of_a_clause_in_a_report_is_its_pronoun():
    text = "The wire said that Osei told Mensah that they hope that the gate opens."
    assert chain(text, "told") == ["told", "said"]
    assert all(len(words(text, one.source)) < 12 for one in read(text).attributions)


@pytest.mark.parametrize(
    "text",
    [
        "“The gate is shut,” Osei was quoted by the wire as saying.",
        "“The gate is shut,” Osei was quoted as saying by the wire.",
    ],
)
def test_a_quotation_may_stand_before_who_is_quoted(text):
    said = found(text)["as saying"]
    assert words(text, said.source) == "Osei"
    assert words(text, said.content) == "“The gate is shut,”"
    assert chain(text, "as saying") == ["as saying", "was quoted"]
