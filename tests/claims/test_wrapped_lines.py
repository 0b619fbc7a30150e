"""Texts that were wrapped at a width are read as the paragraphs that they are."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading import read
from claims.reading.wrapped_lines import unwrapped

PARAGRAPHS = (
    "The port authority said on Thursday that the northern quay would close for three weeks "
    "because two of its cranes had failed an inspection. Lena Brandt, who leads the pilots, "
    "called the decision late but right.",
    "“We asked for this in the spring, and nobody listened to us then,” she told the council "
    "on Monday. The council will vote in March on a plan to buy four new cranes, which are to "
    "cost 12 million euros.",
)
LIST = "\n".join(
    f"- crane number {n} of the northern quay, which was built in 1987" for n in range(9)
)
VERSE = "\n".join(
    ["The harbour lies beneath the hill,", "its cranes are old, its water still,"] * 6
)


def wrapped(width: int) -> str:
    return "\n\n".join(textwrap.fill(one, width) for one in (*PARAGRAPHS, *PARAGRAPHS))


def claims(text: str) -> list[str]:
    return [" ".join(span.of(text).split()) for span in read(text, None).claims]


@pytest.mark.parametrize("width", [60, 65, 72, 76, 80, 100])
def test_a_wrapped_text_has_the_claims_of_its_paragraphs(width: int) -> None:
    assert claims(wrapped(width)) == claims("\n\n".join((*PARAGRAPHS, *PARAGRAPHS)))


def test_a_heading_above_a_wrapped_paragraph_stays_a_line_of_its_own() -> None:
    assert unwrapped(f"PRESS RELEASE\n{wrapped(72)}").startswith("PRESS RELEASE\nThe port")


def test_an_address_on_the_web_makes_no_line_the_width() -> None:
    long = f"{wrapped(72)}\n\nhttps://port.example/{'a' * 90}\nWrite to us."
    assert "three weeks because" in unwrapped(long).replace("  ", " ")


@pytest.mark.parametrize("text", [LIST, VERSE, "\n\n".join(PARAGRAPHS), "\n".join(PARAGRAPHS)])
def test_lines_that_the_width_did_not_end_are_kept(text: str) -> None:
    assert unwrapped(text) == text


def test_a_list_inside_a_wrapped_text_keeps_its_items() -> None:
    text = f"{wrapped(72)}\n\n- one crane\n- two cranes\n\n{wrapped(72)}"
    assert "\n- one crane\n- two cranes\n" in unwrapped(text)


@given(st.text(st.sampled_from("abc .\n"), max_size=2000))
def test_a_span_of_one_is_a_span_of_the_other(text: str) -> None:
    made = unwrapped(text)
    assert [len(made), made.replace("\n", " ")] == [len(text), text.replace("\n", " ")]


@given(st.text(st.sampled_from("abcdefgh .\n"), max_size=2000))
def test_it_is_unwrapped_once(text: str) -> None:
    assert unwrapped(unwrapped(text)) == unwrapped(text)
