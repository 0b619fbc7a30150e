"""Words and clauses that no "said that" brings in: "was like", "which I think is", "is sure it"."""

from __future__ import annotations

import pytest

from claims.model import Attribution, AttributionType
from claims.reading import read


def words(text: str, spans) -> str:
    return " … ".join(span.of(text) for span in spans)


def by_cue(text: str) -> dict[str, Attribution]:
    return {words(text, one.cue): one for one in read(text).attributions}


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("And Osei was like, “The gate is shut.”", "was like", "Osei", "“The gate is shut.”"),
        ("They're all like “No way.”", "all like", "They're", "“No way.”"),
        ("Pilots often begin with: “It rains.”", "often begin with", "Pilots", "“It rains.”"),
        ("Osei responded with: “It rains.”", "responded with", "Osei", "“It rains.”"),
        (
            "There is a saying attributed to the late Ama Osei — “Gates shut.”",
            "attributed to", "the late Ama Osei", "“Gates shut.”",
        ),
    ],
)  # fmt: skip
def test_a_quotative_brings_in_words_without_a_verb_of_speech(text, cue, source, content):
    one = by_cue(text)[cue]
    assert one.pattern == "quotative"
    assert one.attribution_type is AttributionType.STATEMENT
    assert (words(text, one.source), words(text, one.content)) == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        "It was like “Hamlet”.",
        "The season began with “Hamlet”.",
        "The words attributed to this gate were “late”.",
        "Osei walked like a pilot.",
    ],
)
def test_a_title_or_a_likeness_is_nobody_s_words(text):
    assert "quotative" not in {one.pattern for one in read(text).attributions}


def test_what_somebody_was_like_lies_in_the_report_around_it():
    text = "Osei said that Mensah was like, “The gate is shut.”"
    said, like = read(text).attributions
    assert (said.nested_in, like.nested_in) == (None, 0)
    assert words(text, said.content).endswith("“The gate is shut.”")


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("A plan which pilots think is late won.", "think", "pilots", "is late won"),
        ("The man who police believe is armed.", "believe", "police", "is armed"),
        ("It is something Osei admitted would cost more.", "admitted", "Osei", "would cost more"),
        ("What we know is that the gate is shut.", "know", "we", "that the gate is shut"),
        ("All she found was that it rained.", "found", "she", "that it rained"),
        ("Osei hopes ferry pilots will strike.", "hopes", "Osei", "ferry pilots will strike"),
        ("Osei seems to think that it rains.", "seems to think", "Osei", "that it rains"),
        ("Osei would look at it and say that it rains.", "say", "Osei", "that it rains"),
        ("She's looking back and thinking that it rained.", "thinking", "She's", "that it rained"),
        ("Osei expressed that the gate, as it is, leaks.", "expressed", "Osei",
         "that the gate, as it is, leaks"),
        ("When it was repaired most pilots felt that it leaked.", "felt", "most pilots",
         "that it leaked"),
    ],
)  # fmt: skip
def test_a_clause_is_found_without_its_usual_opening(text, cue, source, content):
    one = by_cue(text)[cue]
    assert (words(text, one.source), words(text, one.content)) == (source, content)


@pytest.mark.parametrize(
    "text",
    [
        "The thing that Osei loves is the sea.",
        "What they know is a secret.",
        "Osei felt certain doubts were growing.",
        "It's raining and knowing that helps.",
    ],
)
def test_a_thing_is_no_clause(text):
    assert "thought_that" not in {one.pattern for one in read(text).attributions}


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("He was convinced they were as late as he was.", "He", "they were as late as he was"),
        ("I'm sure you would deny it.", "I'm", "you would deny it"),
        ("Osei is confident the board will win.", "Osei", "the board will win"),
        ("Osei is hopeful that it will open while it rains.", "Osei",
         "that it will open while it rains"),
    ],
)  # fmt: skip
def test_who_is_sure_believes_a_clause_to_its_end(text, source, content):
    (one,) = (one for one in read(text).attributions if one.pattern == "adjective")
    assert one.attribution_type is AttributionType.ATTITUDE
    assert (words(text, one.source), words(text, one.content)) == (source, content)


def test_who_is_glad_or_sure_of_a_thing_believes_no_clause():
    text = "Osei is glad they left. Osei is sure of the gate."
    assert [words(text, one.content) for one in read(text).attributions] == ["the gate"]


def test_what_seems_to_be_thought_is_found_once():
    text = "Osei appears to believe that the gate is shut."
    assert list(by_cue(text)) == ["appears to believe"]


def test_a_quotation_of_several_paragraphs_is_said_though_its_marks_do_not_open_again():
    text = 'The note said, "We lost the gate.\n\nWe shall build it again."'
    assert words(text, by_cue(text)["said"].content) == '"We lost the gate'


@pytest.mark.parametrize("where", ["on her blog", "on Monday", "on Facebook"])
def test_on_a_page_or_a_day_is_where_and_when_and_no_topic(where):
    text = f"Osei wrote {where} that the gate was shut."
    assert words(text, by_cue(text)["wrote"].content) == "that the gate was shut"


def test_long_held_claims_are_things():
    text = "Osei says Mensah's long-held claims about the gate are a lie."
    assert list(by_cue(text)) == ["says"]


def test_an_agent_ends_at_the_next_verb():
    text = "Pilots quoted by the wire said that the gate was shut."
    assert words(text, by_cue(text)["quoted"].source) == "the wire"
