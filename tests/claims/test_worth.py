"""Why a claim is worth checking first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading import read
from claims.reading.worth import DATE, FAULTY, FIGURE, NAMED, QUOTED, SUPERLATIVE, Worth, worth


def reasons(sentence: str) -> tuple[str, ...]:
    (found,) = worth(sentence, read(sentence, "2024-02-08"))
    return found.reasons


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Trade between both countries reached $240.1 billion that time.", FIGURE),
        ("Nearly three in the room of the council walked out again.", FIGURE),
        ("The leaders spoke by telephone on 8 February 2024 about it.", DATE),
        ("The leaders spoke on Wednesday (Feb 8) about trade with all.", FAULTY),
        ("Yuri Ushakov said that the leaders spoke about trade with all.", NAMED),
        ("The minister called it “a dark day for all of us” in a letter.", QUOTED),
        ("It was the largest drill that the island had seen by then.", SUPERLATIVE),
        ("The army has never crossed the river near that old bridge.", SUPERLATIVE),
        ("Exports rose to a record high in the ports of the north.", SUPERLATIVE),
    ],
)
def test_a_claim_says_why_it_is_worth_checking(sentence: str, reason: str) -> None:
    assert reason in reasons(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The two leaders spoke about the state of their relations again.",
        "The rest of the delegation went to the forest in the west by train.",
        "She said that most of the delegation would come back by train.",
    ],
)
def test_a_plain_claim_has_no_reason(sentence: str) -> None:
    assert reasons(sentence) == ()


def test_a_contradiction_is_the_first_reason() -> None:
    assert reasons("The leaders spoke on Wednesday (Feb 8) about $5 million.")[0] == FAULTY


def test_more_reasons_are_a_higher_level() -> None:
    assert Worth((FIGURE, DATE)).level > Worth((FIGURE,)).level > Worth().level


@given(st.text(alphabet='ab “”".\n1$ KX', max_size=200))
def test_every_claim_has_a_worth(text: str) -> None:
    reading = read(text)
    assert len(worth(text, reading)) == len(reading.claims)
