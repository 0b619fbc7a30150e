"""Why a voice is suggested, in a sentence, and how sure that is."""

from __future__ import annotations

import pytest

from claims.model import AttributionType, Suggestion
from claims.reading import read
from claims.voices.certainty import Ground, VoiceEvidence, certainty, ground, of_suggestion
from claims.voices.reasons import reason
from claims.voices.registry import Registry
from claims.voices.shares import SHARES
from claims.voices.suggest import suggest

WEISS = "Karl Weiss, a spokesman for the port ministry, said that the quay was shut. "
STATEMENT, ATTITUDE = AttributionType.STATEMENT, AttributionType.ATTITUDE


def last(text: str) -> Suggestion:
    reading = read(text, None)
    (found,) = suggest(text, reading.claims, reading, Registry())[-1]
    return found


@pytest.mark.parametrize(
    ("text", "known_by"),
    [
        ("Karl Weiss said that the quay was shut.", VoiceEvidence.NAMED),
        (f"{WEISS}He said that it rained.", VoiceEvidence.PRONOUN),
        (f"{WEISS}The spokesman said that it rained.", VoiceEvidence.DESCRIBED),
        ("Port officials said that it rained.", VoiceEvidence.NAMELESS),
        (f"{WEISS}\n\n“The gate is shut, and it will stay so.”", VoiceEvidence.STANDING),
    ],
)
def test_a_voice_is_known_by_the_words_for_it(text: str, known_by: VoiceEvidence) -> None:
    assert of_suggestion(last(text), text) is known_by


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Karl Weiss said that the quay was shut.", "“Karl Weiss said” names Karl Weiss;"),
        (f"{WEISS}He said that it rained.", "“He” is Karl Weiss, whom the text before it"),
        (f"{WEISS}The spokesman said that it rained.", "“The spokesman” is Karl Weiss, as the"),
        ("Port officials said that it rained.", "“Port officials said” speaks of “Port officials”"),
        (f"{WEISS}\n\n“The gate is shut, and it will stay so.”", "nobody stands beside"),
    ],
)
def test_the_reason_names_what_makes_the_voice_known(text: str, said: str) -> None:
    assert reason(last(text), text).startswith(said)


def test_the_reason_of_a_chain_tells_each_link() -> None:
    text = "CCTV said that Xi Jinping told them that trade between both grew by a half."
    assert ", through CCTV, named;" in reason(last(text), text)


def test_the_reason_of_a_chain_tells_which_link_is_inferred() -> None:
    text = f"{WEISS}He said that Lena Brandt had told him that the northern gate was shut."
    assert ", through Karl Weiss, known by what stands before;" in reason(last(text), text)


def test_the_reason_ends_with_the_measured_share() -> None:
    found = last("Karl Weiss said that the quay was shut.")
    share = round(found.confidence * 100)
    assert reason(found).endswith(f"such suggestions are right {share} times in 100.")


def test_a_reason_without_the_text_still_names_the_voice() -> None:
    assert reason(last("Karl Weiss said that it rained.")).startswith("the text names Karl Weiss")


def test_a_long_source_is_cut_in_the_reason() -> None:
    text = f"Karl Weiss, {'a member of the board, ' * 9}said that the quay was shut."
    assert len(reason(last(text), text)) < 200


@pytest.mark.parametrize(
    ("kind", "known_by", "sure", "stands"),
    [
        (STATEMENT, VoiceEvidence.NAMED, 0.95, Ground.FIRM),
        (STATEMENT, VoiceEvidence.PRONOUN, 0.95, Ground.FIRM),
        (STATEMENT, VoiceEvidence.NAMED, 0.5, Ground.LESS),
        (STATEMENT, VoiceEvidence.NAMELESS, 0.95, Ground.LESS),
        (STATEMENT, VoiceEvidence.STANDING, 1.0, Ground.LESS),
        (ATTITUDE, VoiceEvidence.NAMED, 0.95, Ground.ATTITUDE),
    ],
)
def test_a_statement_with_a_name_in_sure_words_is_on_firm_ground(
    kind: AttributionType, known_by: VoiceEvidence, sure: float, stands: Ground
) -> None:
    assert ground(kind, known_by, sure) is stands


def test_every_ground_has_a_measured_share() -> None:
    assert SHARES.keys() == set(Ground)


def test_firm_ground_is_surer_than_less_and_that_than_an_attitude() -> None:
    shares = [
        certainty(STATEMENT, one, 0.95) for one in (VoiceEvidence.NAMED, VoiceEvidence.NAMELESS)
    ]
    assert sorted([*shares, certainty(ATTITUDE, VoiceEvidence.NAMED, 0.95)], reverse=True) == [
        *shares,
        certainty(ATTITUDE, VoiceEvidence.NAMED, 0.95),
    ]
