"""Claims: what gets a verdict, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading import read

_WORDS = 'The ministry said that ships left , and while “ ” " . ? # - > By 龙年 🚢 \n é ( ) ; who'
WORDS = st.sampled_from(_WORDS.split(" "))


def claims(text: str) -> list[str]:
    return [span.of(text) for span in read(text).claims]


@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=120))
def test_claims_are_trimmed_in_order_apart_and_inside_one_sentence(text):
    reading = read(text)
    last = 0
    for claim in reading.claims:
        assert last <= claim.start < claim.end <= len(text)
        assert claim.of(text) == claim.of(text).strip()
        assert any(sentence.holds(claim) for sentence in reading.sentences)
        last = claim.end


@pytest.mark.parametrize(
    "line",
    [
        "# A title about ships",
        "Ferries stop for a day",
        "By a harbour reporter",
        "Sample text, not news. It was written by us.",
        "> This is a sample. Do not cite it.",
        "---",
        "***",
        "-",
        "Will the ferries sail?",
        "渡轮会开吗？",
        "![the harbour](harbour.png)",
        "Photo: the harbour at night",
        "https://example.org/ferries",
        "| port | ships |",
    ],
)
def test_a_line_that_states_nothing_holds_no_claim(line):
    assert claims(f"Intro one here.\n\n{line}\n\nThe last ferry left at noon.") == [
        "Intro one here.",
        "The last ferry left at noon.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OSLO, Feb 9 -- The ferry left.", "The ferry left."),
        ("OSLO (Harbour Wire) — The ferry left.", "The ferry left."),
        ("- The ferry left.", "The ferry left."),
        ("  3. The ferry left.", "The ferry left."),
        ("> The ferry left.", "The ferry left."),
        ("“The ferry left,” she said.", "“The ferry left,” she said."),
    ],
)
def test_markers_and_datelines_stay_outside_and_quotes_inside(text, expected):
    assert claims(text) == [expected]


def test_coordinated_statements_are_claims_of_their_own():
    text = "The ministry said the port was open, and the union denied it had agreed."
    assert claims(text) == [
        "The ministry said the port was open",
        "the union denied it had agreed.",
    ]
    text = "The port was open all week, while the airport was closed for repairs."
    assert claims(text) == [
        "The port was open all week",
        "the airport was closed for repairs.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said that the port was open, and that the airport was closed.",
        "He bought fish, bread and oil, and went home.",
        "The pilot, who was tired, and the cook, who was not, slept.",
        "“The port was open, and the airport was closed,” she said.",
        "The port was open, and busy.",
        "The clerk showed the figure beside a ship, and asked whether it would rise.",
    ],
)
def test_two_halves_of_one_statement_stay_one_claim(text):
    assert claims(text) == [text]
