"""Suggestions: what a reviewer accepts with one key."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import AttributionType, Source, SourceClass, Suggestion
from claims.reading import read
from claims.voices.reasons import reason
from claims.voices.registry import Registry
from claims.voices.suggest import suggest

REGISTRY = Registry()
SAMPLE = Path(__file__).parents[2] / "fixtures" / "xi-putin-call.md"
_WORDS = (
    "The ministry said that Xi told Putin , and he they who the two leaders “ ” \" . CCTV's "
    "readout was quoted by state media as saying according to Ushakov It In I urged 龙年 🚢 \n "
    "reportedly"
)
PIECES = st.sampled_from(_WORDS.split(" "))


def suggested(text: str) -> list[tuple[Suggestion, ...]]:
    reading = read(text)
    return suggest(text, reading.claims, reading, REGISTRY)


def chains(text: str) -> list[list[str]]:
    """The chains suggested for the last claim, as ids (or words, where nobody is known)."""
    return [
        [mention.source_id or mention.text for mention in suggestion.chain]
        for suggestion in suggested(text)[-1]
    ]


@pytest.fixture(scope="module")
def sample() -> dict[str, tuple[Suggestion, ...]]:
    text = SAMPLE.read_text(encoding="utf-8")
    reading = read(text)
    found = suggest(text, reading.claims, reading, REGISTRY)
    return {claim.of(text): each for claim, each in zip(reading.claims, found, strict=True)}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("spoke by telephone on Thursday", [["kremlin"]]),
        ("accused the United States", [["xi-jinping"], ["vladimir-putin"]]),
        ("According to a readout", [["cctv", "xi-jinping"]]),
        ("was quoted by state media", [["state-media", "xi-jinping"]]),
        ("double confinement", [["yuri-ushakov"]]),
        ("CCTV said that Putin told Xi", [["cctv", "vladimir-putin"]]),
        ("The two men also discussed", [["yuri-ushakov"]]),
        ("Chinese customs data showed", [["gacc"]]),
        ("The total for 2022", [["gacc"]]),
        ("China’s exports to Russia", [["gacc"]]),
        ("is not a party to the conflict", [["chinese-foreign-ministry"]]),
        ("Ushakov said that Putin", [["yuri-ushakov"]]),
        ("Xi urged Putin", [["cctv", "xi-jinping"]]),
        ("wished Putin well", [["kremlin", "xi-jinping"]]),
    ],
)
def test_the_sample_article_gets_the_right_chains(sample, words, expected):
    (found,) = [each for claim, each in sample.items() if words in claim]
    assert [[mention.source_id for mention in one.chain] for one in found] == expected


def test_whoever_puts_something_down_to_a_cause_says_so(sample):
    (found,) = [each for claim, each in sample.items() if "Analysts put" in claim]
    assert [mention.text for one in found for mention in one.chain] == ["analysts"]


@pytest.mark.parametrize(
    "words", ["Moscow has moved closer", "two readouts, one from Beijing", "have met often"]
)
def test_the_sample_gets_no_suggestion_where_nobody_speaks(sample, words):
    (found,) = [each for claim, each in sample.items() if words in claim]
    assert found == ()


def test_the_sample_names_ushakov_first_for_what_putin_reaffirmed(sample):
    (found,) = [each for claim, each in sample.items() if "one-China" in claim]
    assert all(one.chain[0].source_id == "yuri-ushakov" for one in found)


@given(st.lists(PIECES, max_size=60).map(" ".join) | st.text(max_size=150))
def test_any_text_gets_one_tuple_for_each_claim_and_chains_that_name_somebody(text):
    reading = read(text)
    found = suggest(text, reading.claims, reading, REGISTRY)
    assert len(found) == len(reading.claims)
    for suggestion in (one for each in found for one in each):
        assert suggestion.chain
        assert all(mention.text for mention in suggestion.chain)
        for span in (suggestion.source_span, suggestion.cue_span, suggestion.content_span):
            assert span is None or span.end <= len(text)
        assert reason(suggestion, text).endswith(".")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin flew home. He said that the talks were good.", ["vladimir-putin"]),
        ("Xi met Putin in May. They said that the talks were good.", None),
        ("CCTV showed the talks. The broadcaster said that they were short.", ["cctv"]),
        (
            "China's foreign ministry said that it was calm. The ministry said that it rained.",
            ["chinese-foreign-ministry"],
        ),
        (
            "Chinese leader Xi Jinping came. The Chinese leader said that the talks were good.",
            ["xi-jinping"],
        ),
        ("Harbour pilot Ama Osei came. She said that the gate was shut.", None),
    ],
)
def test_pronouns_and_descriptions_go_to_the_nearest_voice_that_fits(text, expected):
    for suggestion in suggested(text)[-1]:
        assert all(mention.inferred for mention in suggestion.chain)
        if expected:
            assert [mention.source_id for mention in suggestion.chain] == expected
    if expected:
        assert suggested(text)[-1]


def test_the_two_leaders_are_two_suggestions():
    text = "Xi met Putin in May. The two leaders said that the talks were good."
    assert chains(text) == [["xi-jinping"], ["vladimir-putin"]]


def test_joint_speakers_are_several_suggestions_and_a_ministry_of_two_things_is_one():
    assert chains("CCTV and Xinhua said that it rained.") == [["cctv"], ["xinhua"]]
    text = "The Ministry of Fish and Boats said that it rained."
    assert chains(text) == [["Ministry of Fish and Boats"]]


def test_an_outlet_speaks_through_its_document():
    assert chains("CCTV's readout said that it rained.") == [["cctv"]]
    assert chains("A readout from the Kremlin said that it rained.") == [["kremlin"]]


def test_a_voice_inside_lengthens_the_chain_only_if_it_covers_most_of_it():
    assert chains("CCTV said that Xi told Putin that the gate was shut.") == [
        ["cctv", "xi-jinping"]
    ]
    text = (
        "CCTV said that the storm had closed all the ports on the coast for two days, that Xi "
        "urged calm and that it was cold."
    )
    assert chains(text)[0][0] == "cctv"


def test_a_speaker_who_says_i_is_not_a_second_voice():
    assert chains("“I said that the gate was shut,” Putin said.") == [["vladimir-putin"]]


def test_attitudes_are_dropped_when_a_statement_is_there():
    text = "Putin said that Xi wanted to open the gate."
    (found,) = suggested(text)
    assert [one.attribution_type for one in found] == [AttributionType.STATEMENT]
    (found,) = suggested("Xi wants to open the gate.")
    assert [one.attribution_type for one in found] == [AttributionType.ATTITUDE]


def test_nobody_is_suggested_where_nobody_is_named():
    assert suggested("It is said that the gate was shut.") == [()]
    assert suggested("The gate was shut.") == [()]


def test_the_quoted_words_of_a_claim_are_marked():
    text = "Putin said that the gate was “shut for good” that day."
    ((found,),) = suggested(text)
    assert [span.of(text) for span in found.quoted_spans] == ["“shut for good”"]


def test_a_claim_inside_a_long_quotation_has_its_speaker():
    text = "“The gate is shut. It was shut on Monday. Nobody came,” Putin said."
    assert [[m.source_id for m in one.chain] for each in suggested(text) for one in each] == (
        [["vladimir-putin"]] * 3
    )


def test_the_reason_quotes_the_cue_and_tells_how_often_it_is_right():
    text = "The gate was shut, the Kremlin said."
    ((found,),) = suggested(text)
    said = reason(found, text)
    assert "“the Kremlin said”" in said
    assert f"{round(found.confidence * 100)} times in 100" in said


@pytest.mark.parametrize("accepted", [False, True], ids=["new", "accepted before"])
def test_a_speaker_is_a_person_for_pronouns_accepted_before_or_not(accepted: bool):
    person = Source("added:1", "Lena Brandt", SourceClass.UNNAMED)
    registry = Registry([*REGISTRY.sources, person]) if accepted else REGISTRY
    text = "Lena Brandt said the quay would close. She said that trade fell in March."
    reading = read(text)
    *_, (last, *_) = suggest(text, reading.claims, reading, registry)
    assert last.chain[0].source_id == ("added:1" if accepted else None)
    assert last.chain[0].text == "Lena Brandt"


BOEING = Registry([*REGISTRY.sources, Source("added:1", "Boeing", SourceClass.UNNAMED)])


@pytest.mark.parametrize(
    ("mention", "source"),
    [
        ("a former Boeing engineer", None),
        ("Boeing's chief executive", None),
        ("Boeing's statement", "added:1"),
        ("Reuters, quoting Boeing", "reuters"),
    ],
)
def test_an_accepted_company_is_no_person_for_the_registry(mention: str, source: str | None):
    found = BOEING.resolve(mention)
    assert (found.source_id if found else None) == source


def test_an_accepted_company_is_not_he():
    text = "Putin said trade rose. Boeing said sales fell. He said that prices would follow."
    reading = read(text)
    *_, (last, *_) = suggest(text, reading.claims, reading, BOEING)
    assert last.chain[0].source_id == "vladimir-putin"
