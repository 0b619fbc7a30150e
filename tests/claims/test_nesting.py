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


@pytest.mark.parametrize("verb", ["quoted", "quotes", "cited"])
def test_who_quotes_somebody_and_who_is_quoted_are_two_voices(verb):
    text = f"The wire {verb} a pilot as saying that the gate was shut."
    outer, inner = read(text).attributions
    assert (outer.pattern, inner.pattern) == ("quoted_as_saying", "quoted_as_saying")
    assert (words(text, outer.source), words(text, inner.source)) == ("The wire", "a pilot")
    assert words(text, inner.content) == "that the gate was shut"
    assert words(text, outer.content) == "a pilot as saying that the gate was shut"
    assert (outer.nested_in, inner.nested_in) == (None, 0)


def test_who_cites_somebody_as_telling_a_third_names_two_voices():
    text = "The gate is shut, the wire said, citing a pilot as telling Osei that it leaks."
    said = found(text)
    assert words(text, said["citing"].source) == "the wire"
    assert words(text, said["as telling"].source) == "a pilot"
    assert words(text, said["as telling"].content) == "that it leaks"


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("CCTV reported that Xi told Putin that China hopes it rains.", "hopes", "China"),
        ("The board noted that pilots believe that it rains.", "believe", "pilots"),
        ("Osei noted that a pilot who met him said that it rains.", "said", "a pilot who met him"),
        ("The wire says Osei warned the board that it rains.", "warned", "Osei"),
        ("Pilots say Osei warned the board that it rains.", "warned", "Osei"),
        ("The log suggests Osei warned the board that it rains.", "warned", "Osei"),
        ("Osei, the wire reported, told the board that it rains.", "told", "Osei"),
        ("Osei, the wire says, told the board that it rains.", "told", "Osei"),
    ],
)  # fmt: skip
def test_the_subject_in_a_report_begins_behind_that(text, cue, source):
    assert words(text, found(text)[cue].source) == source


@pytest.mark.parametrize("comma", [",", ""])
def test_according_to_somebody_opens_what_another_says(comma):
    text = f"Osei said that{comma} according to the board, the gate was shut."
    assert chain(text, "according to") == ["according to", "said"]
    assert words(text, found(text)["said"].content).endswith("the gate was shut")
    assert words(text, found(text)["according to"].content) == "the gate was shut"


def test_according_to_somebody_opens_a_quotation():
    text = "“According to the board, the gate is shut,” Osei said."
    assert chain(text, "According to") == ["According to", "said"]


def test_an_aside_behind_that_is_no_clause_of_its_own():
    text = "The paper reported that, when asked about it, Osei replied: “The gate is shut.”"
    assert chain(text, "replied") == ["replied", "reported"]
    assert words(text, found(text)["replied"].content) == "“The gate is shut.”"


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Osei said that studies of the river show that it leaks.", "show", "studies of the river"),
        ("Osei said his own survey found it leaks.", "found", "his own survey"),
    ],
)
def test_a_paper_is_a_voice_in_a_report(text, cue, source):
    assert chain(text, cue) == [cue, "said"]
    assert words(text, found(text)[cue].source) == source


@pytest.mark.parametrize(
    "text",
    [
        "Osei said that the images do not show that it leaks.",
        "Osei said that the board found that it leaks.",
    ],
)
def test_what_is_not_shown_or_nobody_s_paper_is_one_voice(text):
    assert list(found(text)) == ["said"]
