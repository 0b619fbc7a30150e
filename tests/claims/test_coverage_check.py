"""Which sentences hold something to check and no claim."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.checks.coverage import check
from claims.intake import read_document
from claims.model import Lead, Span
from claims.reading import read

FIXTURES = Path(__file__).parents[2] / "fixtures"


def found(text: str, claims: tuple[Span, ...] = ()) -> tuple[Lead, ...]:
    return check(text, read(text, "2024-02-08"), claims)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Traffic rose by 4 per cent.", "the figure 4 per cent"),
        ("It cost $3 million.", "the figure $3 million"),
        ("It happened on 8 February 2024.", "the date 8 February 2024"),
        ("Then the mayor met Ada Example.", "the name Ada Example"),
        ("Ada Example left.", "the name Ada Example"),
        ("He called it “a fine port”.", "the quotation “a fine port”"),
        ("They met in Rotterdam.", "the name Rotterdam"),
    ],
)
def test_a_sentence_with_something_to_check_and_no_claim_is_told(text, held):
    (lead,) = found(text)
    assert (lead.kind, lead.span.of(text), lead.reason) == (
        "uncovered", text, f"No claim covers {held}.",
    )  # fmt: skip


def test_the_reason_lists_what_the_sentence_holds():
    (lead,) = found("On 8 February 2024 Ada Example paid $3 million.")
    assert lead.reason == (
        "No claim covers the figure $3 million, the date 8 February 2024 and the name Ada Example."
    )


@pytest.mark.parametrize(
    "text",
    [
        "The quay was shut.",
        "Nobody knows why.",
        "# Ada Example paid $3 million",
        "By Ada Example",
        "The two of them left.",
        "",
    ],
)
def test_a_sentence_with_nothing_to_check_is_left_alone(text):
    assert not found(text)


def test_a_claim_on_a_part_of_the_sentence_covers_it():
    text = "Traffic rose by 4 per cent, and nobody knew why."
    assert not found(text, (Span(32, 47),))


def test_only_the_sentence_without_a_claim_is_told():
    text = "Traffic rose by 4 per cent. The port spent $3 million."
    assert [lead.span.of(text) for lead in found(text, (Span(0, 27),))] == [
        "The port spent $3 million."
    ]


@pytest.mark.parametrize("name", ["xi-putin-call.md", "xi-putin-call-clean.md"])
def test_the_claims_of_the_sample_leave_nothing_uncovered(name):
    text = read_document((FIXTURES / name).read_bytes(), name).text
    reading = read(text, "2024-02-08")
    assert check(text, reading, reading.claims) == ()


def test_a_claim_taken_away_from_the_sample_is_told():
    name = "xi-putin-call.md"
    text = read_document((FIXTURES / name).read_bytes(), name).text
    reading = read(text, "2024-02-08")
    without = [claim for claim in reading.claims if "$190.27" not in claim.of(text)]
    (lead,) = check(text, reading, without)
    assert lead.reason == "No claim covers the figure $190.27 billion and the date 2022."


@given(st.text(st.sampled_from("A Bé.\n“”4%$# a2024"), max_size=80))
def test_spans_lie_inside_the_text_in_order(text):
    starts = [lead.span.start for lead in found(text)]
    assert starts == sorted(starts)
    assert all(lead.span.end <= len(text) for lead in found(text))
