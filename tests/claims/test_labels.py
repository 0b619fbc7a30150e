"""Labels of voices: short enough for a column, and apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Mention, VoiceType
from claims.voices.labels import Named, labels

PERSON, BODY, GROUP = VoiceType.PERSON, VoiceType.ORGANISATION, VoiceType.GROUP


def label(
    text: str, kind: VoiceType = PERSON, *others: tuple[str, VoiceType], aka: str = ""
) -> str:
    voices = [(text, kind), *others]
    made = [Mention(name, type=one, aka=(aka,) if aka else ()) for name, one in voices]
    return labels(Named(one.text, one) for one in made)[text]


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Lena Hale", "Hale"), ("Karl Weiss Jr.", "Weiss"), ("Madonna", "Madonna")],
)
def test_a_person_goes_by_the_surname(name: str, shown: str) -> None:
    assert label(name) == shown


def test_the_name_by_which_news_calls_a_person_comes_before_the_last_one() -> None:
    assert label("Xi Jinping", aka="Xi") == "Xi"


def test_two_of_one_surname_are_told_apart_by_an_initial() -> None:
    assert label("Lena Hale", PERSON, ("Mark Hale", PERSON)) == "L. Hale"


def test_two_of_one_initial_keep_their_names() -> None:
    assert label("Lena Hale", PERSON, ("Lou Hale", PERSON)) == "Lena Hale"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a retired professor of law", "professor"),
        ("the report", "report"),
        ("port officials in the north", "officials"),
        ("her lawyer, a neighbour", "lawyer"),
    ],
)
def test_who_has_no_name_goes_by_the_noun(words: str, shown: str) -> None:
    assert label(words, GROUP) == shown


def test_two_of_one_noun_keep_the_word_before_it() -> None:
    assert label("port officials", GROUP, ("rail officials", GROUP)) == "port officials"


def test_a_body_goes_by_its_acronym() -> None:
    assert label("Port Safety Board", BODY, aka="PSB") == "PSB"


def test_a_body_without_one_keeps_its_name() -> None:
    assert label("The Harbour Board", BODY) == "Harbour Board"


@given(st.lists(st.text(min_size=1).filter(str.strip), unique=True, max_size=8))
def test_every_voice_has_a_label_that_is_not_empty(names: list[str]) -> None:
    made = labels(Named(name, Mention(name)) for name in names)
    assert all(made[name].strip() for name in names)
