"""Voices as news speaks of them: what a phrase names, who "he" is, who speaks through whom."""

from __future__ import annotations

import pytest

from claims.model import Suggestion, VoiceType
from claims.reading import read
from claims.voices.registry import Registry
from claims.voices.suggest import suggest, voiced

REGISTRY = Registry()
WEISS = "Karl Weiss, the ministry's spokesman, said that the quay was shut. "


def offered(text: str) -> list[tuple[Suggestion, ...]]:
    reading = read(text, None)
    return suggest(text, reading.claims, reading, REGISTRY)


def chains(text: str) -> list[list[str]]:
    """The chains suggested for the last claim, outermost voice first."""
    return [[voice.text for voice in one.chain] for one in offered(text)[-1]]


def speakers(text: str) -> list[str]:
    return [chain[-1] for chain in chains(text)]


def cast(text: str) -> dict[str, tuple[VoiceType, str, str]]:
    reading = read(text, None)
    found = voiced(text, reading.claims, reading, REGISTRY).cast
    return {voice.name: (voice.type, voice.role, voice.organisation) for voice in found}


# --- one voice, whatever it is called ------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Karl Weiss, the ministry's spokesman, said that it rained.",
        "The ministry's spokesman, Karl Weiss, said that it rained.",
        f"{WEISS}Weiss said that it rained.",
        f"{WEISS}Mr. Weiss said that it rained.",
        f"{WEISS}The spokesman said that it rained.",
        f"{WEISS}He said that it rained.",
        f"{WEISS}“It rained,” he added.",
    ],
)
def test_a_person_is_filed_under_the_fullest_name(text: str) -> None:
    assert speakers(text) == ["Karl Weiss"]


@pytest.mark.parametrize(
    ("text", "name", "role", "body"),
    [
        (
            "Lena Brandt, a spokeswoman for the Harbour Board, said that it rained.",
            *("Lena Brandt", "spokeswoman", "Harbour Board"),
        ),
        ("Fire Chief Paul Hale said that it rained.", "Paul Hale", "Fire Chief", ""),
        (
            "“It rained,” said its director, Lena Brandt.",
            *("Lena Brandt", "director", ""),
        ),
        ("Economist Ama Osei said that prices rose.", "Ama Osei", "Economist", ""),
    ],
)
def test_a_person_has_role_and_body(text: str, name: str, role: str, body: str) -> None:
    found = cast(text)[name]
    assert (found[0], found[1].lower(), found[2]) == (VoiceType.PERSON, role.lower(), body)


def test_two_people_of_one_surname_stay_apart() -> None:
    text = "Lena Hale said that it rained. Mark Hale said that the gate was shut."
    assert [one[0].chain[-1].text for one in offered(text)] == ["Lena Hale", "Mark Hale"]


# --- the head of a phrase decides ----------------------------------------------------------------


def test_whoever_a_relative_tells_of_is_still_who_speaks() -> None:
    text = "Marta Ruiz, who once worked in the White House, said that it rained."
    assert speakers(text) == ["Marta Ruiz"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Marta Ruiz, who once worked in the White House, said that it rained.", "White House"),
        ("A shop owner near the Kremlin said that it rained.", "Kremlin"),
        ("A letter that the mayor wrote to NATO says that it rained.", "NATO"),
        ("CCTV footage shows that the gate was shut.", "CCTV"),
        ("An oncologist who advised the WHO said that it rained.", "World Health Organization"),
    ],
)
def test_a_name_inside_a_phrase_is_not_who_speaks(text: str, name: str) -> None:
    assert name not in speakers(text)


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("Chinese state media CCTV", "cctv"),
        ("State broadcaster Xinhua", "xinhua"),
        ("Russian news agency TASS", "tass"),
    ],
)
def test_a_proper_name_comes_before_the_description_beside_it(words: str, source: str) -> None:
    ((found,),) = offered(f"{words} said that the gate was shut.")
    assert found.chain[-1].source_id == source


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Beijing and Moscow declared that the line was open.", ["Beijing", "Moscow"]),
        ("Karl Weiss and Lena Brandt said that it rained.", ["Karl Weiss", "Lena Brandt"]),
    ],
)
def test_joint_speakers_are_two_voices(text: str, names: list[str]) -> None:
    assert speakers(text) == names


def test_who_is_named_among_a_group_speaks_with_it() -> None:
    text = "Several critics, including Lena Brandt, said that it rained."
    assert speakers(text)[-1] == "Lena Brandt"


# --- who "he", "she", "they" and "it" are --------------------------------------------------------


@pytest.mark.parametrize(("pronoun", "name"), [("He", "Paul Hale"), ("She", "Maria Brandt")])
def test_a_pronoun_goes_to_whom_it_fits(pronoun: str, name: str) -> None:
    text = f"Mr. Paul Hale met Mrs. Maria Brandt at the port. {pronoun} said that it rained."
    assert speakers(text) == [name]


def test_they_are_the_plural_subject_of_the_sentence_before() -> None:
    text = "Karl Weiss and Paul Hale wrote to the port. Proponents praised it. They said it works."
    assert speakers(text) == ["proponents"]


def test_it_is_the_body_that_spoke() -> None:
    text = "The Harbour Board said that the gate was shut. It said that it rained."
    assert speakers(text) == ["Harbour Board"]


def test_who_is_named_in_this_paragraph_comes_before_who_spoke_long_before() -> None:
    lines = (
        "Lena Hale said that it rained.",
        "The port was built in 1900, and the town grew.",
        "It had cranes, and the ships came from the north.",
        "Mrs. Schmidt's answers were short. She said that the gate was shut.",
    )
    assert speakers("\n\n".join(lines)) == ["Schmidt"]


def test_a_pronoun_in_a_quotation_means_whom_the_quotation_speaks_of() -> None:
    text = "“Paul Hale was there, and he told us that the gate was shut for weeks,” Weiss said."
    reading = read(text, None)
    every = voiced(text, reading.claims, reading, REGISTRY).suggestions[-1]
    assert ["Weiss", "Paul Hale"] in [[voice.text for voice in one.chain] for one in every]


def test_a_quotation_without_a_cue_is_whose_turn_it_is() -> None:
    text = f"{WEISS}\n\n“The gate is shut, and it will stay shut for weeks.”"
    assert speakers(text) == ["Karl Weiss"]


def test_an_acronym_is_the_bodys_and_not_that_of_its_head() -> None:
    text = (
        "Paul Hale, head of the Federal Crane Authority, left. The FCA said that the gate was shut."
    )
    assert "Paul Hale" not in speakers(text)


# --- who speaks through whom ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "CCTV said that Xi Jinping told them that trade between both grew by a half.",
            ["CCTV", "Xi Jinping"],
        ),
        (
            "The northern gate was shut on Monday, a navy statement said, Reuters reported.",
            ["Reuters", "a navy statement"],
        ),
        (
            f"{WEISS}Weiss said Lena Brandt had told police that the northern gate was shut.",
            ["Karl Weiss", "Lena Brandt"],
        ),
    ],
)
def test_a_report_at_second_hand_names_both_voices(text: str, chain: list[str]) -> None:
    assert chains(text) == [chain]


def test_she_whom_he_reports_is_somebody_else() -> None:
    text = (
        "Maria Brandt and Mr. Paul Hale left. Hale said that it rained. "
        "He said she had told police that the northern gate was shut for weeks."
    )
    assert chains(text) == [["Paul Hale", "Maria Brandt"]]


def test_nobody_speaks_in_the_articles_own_voice() -> None:
    assert chains("The ferry left at noon and came back at night.") == []
