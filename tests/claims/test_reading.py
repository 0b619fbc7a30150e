"""Reading: who says what, in examples of our own."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Attribution, AttributionType, QuotationType
from claims.reading import read
from claims.reading.attribution.precision import OTHERWISE, PRECISION
from tests.counting import calls

_WORDS = (
    "The ministry said that ships left , and while “ ” \" . ? ' '' `` « » 「 」 told Osei "
    "according to was quoted by as saying , who urged CCTV's he they 龙年 🚢 مكالمة e\u0301 "
    "\n \n\n ( ) — ; : reportedly It is In words of claim"
)
PIECES = st.sampled_from(_WORDS.split(" "))
TEXTS = st.lists(PIECES, max_size=80).map(" ".join) | st.text(max_size=200)


def one(text: str, cue: str) -> Attribution:
    """The attribution of `text` whose cue holds the word `cue`."""
    found = [a for a in read(text).attributions if any(cue in s.of(text) for s in a.cue)]
    assert len(found) == 1, [[s.of(text) for s in a.cue] for a in read(text).attributions]
    return found[0]


def words(text: str, spans) -> str:
    return " … ".join(span.of(text) for span in spans)


@settings(max_examples=300)
@given(TEXTS)
def test_every_span_of_any_text_lies_in_it_and_no_chain_runs_in_a_circle(text):
    reading = read(text)
    for n, attribution in enumerate(reading.attributions):
        assert attribution.cue
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= span.start < span.end <= len(text)
        seen = {n}
        outer = attribution.nested_in
        while outer is not None:
            assert outer not in seen
            seen.add(outer)
            outer = reading.attributions[outer].nested_in


@given(TEXTS)
def test_confidence_is_a_measured_precision(text):
    for attribution in read(text).attributions:
        assert attribution.confidence in {*PRECISION.values(), OTHERWISE}
        assert 0 < attribution.confidence < 1


@given(TEXTS)
def test_reading_twice_gives_the_same(text):
    assert read(text, "2024-02-09") == read(text, "2024-02-09")


@given(TEXTS)
def test_the_day_of_publication_moves_dates_alone(text):
    dated = read(text, "2024-02-09")
    assert read(text)._replace(dates=()) == dated._replace(dates=())


@pytest.mark.parametrize(
    ("text", "cue", "pattern", "source", "content"),
    [
        (
            "The port ministry said that two ferries had stopped.",
            "said", "said_that", "The port ministry", "that two ferries had stopped",
        ),
        (
            "The port ministry said two ferries had stopped.",
            "said", "said", "The port ministry", "two ferries had stopped",
        ),
        (
            "Two ferries had stopped, the port ministry said on Monday.",
            "said", "postposed", "the port ministry", "Two ferries had stopped",
        ),
        (
            "“Two ferries have stopped,” said Ama Osei, a pilot from Tema.",
            "said", "inverted", "Ama Osei, a pilot from Tema", "“Two ferries have stopped,”",
        ),
        (
            "According to the harbour board, two ferries have stopped.",
            "According", "according_to", "the harbour board", "two ferries have stopped",
        ),
        (
            "Two ferries have stopped, according to the harbour board.",
            "according", "according_to", "the harbour board", "Two ferries have stopped",
        ),
        (
            "In the minister's words, the strike was over.",
            "words", "in_words", "the minister's", "the strike was over",
        ),
        (
            "Ama Osei told reporters that the strike was over.",
            "told", "told_that", "Ama Osei", "that the strike was over",
        ),
        (
            "The board denied the report, adding that the strike was over.",
            "adding", "participle", "The board", "that the strike was over",
        ),
        (
            "Harbour records showed that traffic fell by a third.",
            "showed", "found_that", "Harbour records", "that traffic fell by a third",
        ),
        (
            "A statement from the ministry said that traffic fell.",
            "said", "said_that", "A statement from the ministry", "that traffic fell",
        ),
        (
            "Ama Osei, a pilot from Tema, said that traffic fell.",
            "said", "said_that", "Ama Osei, a pilot from Tema", "that traffic fell",
        ),
        (
            "Harbour pilot Ama Osei said that traffic fell.",
            "said", "said_that", "Harbour pilot Ama Osei", "that traffic fell",
        ),
    ],
)  # fmt: skip
def test_each_pattern_finds_source_cue_and_content(text, cue, pattern, source, content):
    found = one(text, cue)
    assert found.pattern == pattern
    assert words(text, found.source) == source
    assert words(text, found.content) == content
    assert found.attribution_type is AttributionType.STATEMENT


@pytest.mark.parametrize(
    "text",
    [
        "The union wants to open the gate.",
        "The union hopes that the gate will open.",
        "The union plans to close the gate.",
        "The board believes that the gate is open.",
    ],
)
def test_what_somebody_wants_or_thinks_is_an_attitude(text):
    (found,) = read(text).attributions
    assert found.attribution_type is AttributionType.ATTITUDE


@pytest.mark.parametrize(
    ("text", "pattern", "source", "content"),
    [
        (
            "The pilots are reluctant to sail at night.",
            "adjective", "The pilots", "to sail at night",
        ),
        (
            "Osei's criticism of the ferry line filled the hall.",
            "noun_for", "Osei's", "the ferry line filled the hall",
        ),
        (
            "The union issued a plea for calm talks on Monday.",
            "noun_for", "The union", "calm talks",
        ),
        ("The ferry line seems to be late.", "seems", "", "The ferry line … to be late"),
        (
            "The union wants the gate opened.",
            "attitude", "The union", "the gate opened",
        ),
        ("The union plans to close the gate.", "wants_to", "The union", "to close the gate"),
        (
            "Norway and Ghana accused the company of hiding the report.",
            "speech_act", "Norway and Ghana", "the company of hiding the report",
        ),
        ("The union called for a new vote.", "called_for", "The union", "a new vote"),
        (
            "The union urged the board to open the gate.",
            "urged_to", "The union", "the board to open the gate",
        ),
        (
            "The union promised to open the gate.",
            "promised_to", "The union", "to open the gate",
        ),
        ("The board discussed the gate.", "topic", "The board", "the gate"),
        (
            "The board believes that the gate is open.",
            "thought_that", "The board", "that the gate is open",
        ),
    ],
)  # fmt: skip
def test_each_pattern_of_attitude_finds_source_and_content(text, pattern, source, content):
    (found,) = read(text).attributions
    assert found.pattern == pattern
    assert words(text, found.source) == source
    assert words(text, found.content) == content
    assert found.attribution_type is AttributionType.ATTITUDE


@pytest.mark.parametrize(
    "text",
    [
        "Osei said that she wanted to open the gate.",
        "Osei said that the board supported the line.",
        "Osei said: “I think the gate is shut.”",
        "“You know, the gate is shut,” Osei said.",
    ],
)
def test_a_wish_inside_a_statement_is_stated_and_no_second_voice(text):
    (found,) = read(text).attributions
    assert found.attribution_type is AttributionType.STATEMENT


def test_somebody_else_speaks_inside_a_quotation():
    text = "“The board told us that the gate was shut,” Osei said."
    inner, outer = sorted(read(text).attributions, key=lambda found: found.nested_in is None)
    assert words(text, inner.source) == "The board"
    assert words(text, outer.source) == "Osei"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Osei on Monday rejected the plan.", "Osei", "the plan"),
        ("Osei, though, rejected the plan.", "Osei", "the plan"),
        ("After the vote failed, Osei left, rejecting the plan.", "Osei", "the plan"),
        ("Osei opened the hearing by rejecting the plan.", "Osei", "the plan"),
        ("While rejecting the plan, Osei smiled.", "Osei", "the plan"),
        ("Osei rejected the plan in a statement on Monday.", "Osei", "the plan"),
        ("When Osei rejected the plan in May, she was alone.", "Osei", "the plan in May"),
    ],
)
def test_who_acts_by_speaking_and_on_what(text, source, content):
    found = one(text, "reject")
    assert words(text, found.source) == source
    assert words(text, found.content) == content


@pytest.mark.parametrize(
    ("text", "pattern", "source", "content"),
    [
        (
            "OSEI: The gate is shut. It was shut in May.\nNobody came.",
            "label", "OSEI", "The gate is shut. It was shut in May",
        ),
        (
            "Asked whether the gate was shut, Osei nodded.",
            "absent", "", "whether the gate was shut",
        ),
        (
            "Osei said the gate was “shut for good. We left.” Nobody came.",
            "said", "Osei", "the gate was “shut for good. We left.”",
        ),
    ],
)  # fmt: skip
def test_turns_questions_and_long_quotations(text, pattern, source, content):
    (found,) = read(text).attributions
    assert found.pattern == pattern
    assert words(text, found.source) == source
    assert words(text, found.content) == content


@pytest.mark.parametrize(
    "text",
    [
        "We call this the gate.",
        "It was, you know, an old gate.",
        "Bread is made of small parts called crumbs.",
    ],
)
def test_who_acts_by_speaking_in_the_first_person_reports_nobody(text):
    assert read(text).attributions == ()


@pytest.mark.parametrize(
    "text",
    [
        "It is said that the gate was never shut.",
        "It was reported that the gate was never shut.",
        "The gate is said to be shut.",
        "The board has reportedly shut the gate.",
    ],
)
def test_where_nobody_is_named_the_source_is_empty(text):
    (found,) = read(text).attributions
    assert found.source == ()
    assert found.pattern == "absent"


@pytest.mark.parametrize(
    "text",
    [
        "The plans for the harbour were old.",
        "His claims and reports filled a shelf.",
        "The ferry left at noon.",
        "Calls rose by a third.",
    ],
)
def test_nouns_that_look_like_cues_are_none(text):
    assert read(text).attributions == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The gate is shut,” the pilot said.", QuotationType.DIRECT),
        ("The pilot said the gate was “shut for good” that day.", QuotationType.MIXED),
        ("The pilot said the gate was shut.", QuotationType.INDIRECT),
        ("''The gate is shut,'' the pilot said.", QuotationType.DIRECT),
        ('"The gate is shut," the pilot said.', QuotationType.DIRECT),
        ("«The gate is shut», the pilot said.", QuotationType.DIRECT),
        ("„The gate is shut“, the pilot said.", QuotationType.DIRECT),
        ("「The gate is shut」, the pilot said.", QuotationType.DIRECT),
    ],
)
def test_marks_of_many_kinds_tell_direct_mixed_and_indirect(text, kind):
    assert one(text, "said").quotation_type is kind


def test_a_quotation_runs_over_paragraphs_that_leave_it_open():
    text = "The pilot said: “The gate is shut.\n\n“It was shut yesterday.”\n\nNobody came."
    assert [s.of(text) for s in one(text, "said").content] == [
        "“The gate is shut.",
        "“It was shut yesterday.”",
    ]


def test_the_voice_that_reports_is_the_outer_one():
    text = "The wire said that Osei told the board that the gate was shut."
    outer, inner = read(text).attributions
    assert words(text, outer.source) == "The wire"
    assert outer.nested_in is None
    assert inner.nested_in == 0
    assert words(text, inner.source) == "Osei"


def test_a_trailing_voice_reports_all_that_stands_before_it():
    text = "Osei told the board that the gate was shut, the wire reported."
    inner, outer = read(text).attributions
    assert (inner.nested_in, outer.nested_in) == (1, None)
    assert words(text, inner.content) == "that the gate was shut"


@pytest.mark.parametrize(
    "text",
    [
        "Osei was quoted by the wire as saying that the gate was shut.",
        "Osei was quoted as saying by the wire that the gate was shut.",
    ],
)
def test_a_passive_with_an_agent_has_two_voices(text):
    outer, inner = read(text).attributions
    assert (words(text, outer.source), outer.pattern) == ("the wire", "passive_agent")
    assert (words(text, inner.source), inner.nested_in) == ("Osei", 0)
    assert words(text, inner.content) == "that the gate was shut"


def test_voices_inside_a_quotation_are_nested_in_it():
    text = "“The board told us that the gate was shut,” Osei said."
    inner, outer = read(text).attributions
    assert words(text, inner.source) == "The board"
    assert words(text, outer.source) == "Osei"
    assert inner.nested_in == 1


def test_content_ends_where_the_writer_speaks_again():
    text = "The pilot said that the gate was shut, although it stood open at noon."
    assert words(text, one(text, "said").content) == "that the gate was shut"


def test_a_sentence_of_fifteen_words_costs_two_thousand_calls_at_most():
    text = "The port ministry said on Monday that two ferries had stopped, a pilot told us. "
    read(text)  # loads the rules
    assert calls(lambda: read(text * 40)) <= 40 * 2000


def modules_after(code: str) -> set[str]:
    """The modules that a process of its own has imported once it has run `code`."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_reading_imports_nothing_from_outside_the_standard_library():
    drags = modules_after("from claims.reading import read; read('It rained, Osei said.')")
    assert "claims.reading.attribution.patterns" in drags
    assert drags & {"dateutil", "rapidfuzz"} == set()


def test_the_rules_of_reading_come_with_the_first_text():
    drags = modules_after("import claims.reading")
    assert {name for name in drags if name.startswith("claims")} == {
        "claims",
        "claims.model",
        "claims.reading",
    }
    assert drags & {"fractions", "decimal", "datetime", "dataclasses", "inspect"} == set()


def test_the_small_words_of_english_bring_no_rules():
    drags = modules_after("import claims.reading.english.function_words")
    assert {name for name in drags if name.startswith("claims.reading.")} == {
        "claims.reading.english",
        "claims.reading.english.function_words",
    }
