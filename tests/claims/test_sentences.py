"""Sentences: what a reviewer steps through."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.reading.sentences import sentences
from tests.counting import calls

TEXTS = st.text(
    st.one_of(
        st.sampled_from(list(" \n\t.!?。！？…\"'“”‘’«»「」()[]#-1aAé\u0301界🚢ع👩\u200d👧")),
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\x00"),
    ),
    max_size=200,
)


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@given(TEXTS)
def test_spans_are_in_order_within_bounds_trimmed_and_apart(text):
    last = 0
    for span in sentences(text):
        assert last <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert "\n" not in span.of(text)
        last = span.end


@given(TEXTS)
def test_nothing_but_white_space_is_left_out(text):
    left = text
    for span in reversed(sentences(text)):
        left = left[: span.start] + left[span.end :]
    assert not left.strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ships came. Ships went.", ["Ships came.", "Ships went."]),
        ("Dr. Osei met Mrs. Lund at 3.5 knots.", ["Dr. Osei met Mrs. Lund at 3.5 knots."]),
        ("J. R. Osei sailed on Feb. 9. He came back.", None),
        ("The U.S. Navy left. It returned.", ["The U.S. Navy left.", "It returned."]),
        ("It was built in the U.S. The hull was not.", None),
        ("Costs rose 3.2 per cent. Wages fell.", None),
        ("He asked why? Nobody knew! Then it rained.", None),
        ("“The gate is shut.” Nobody came.", ["“The gate is shut.”", "Nobody came."]),
        ("“Is the gate shut?” asked the pilot.", ["“Is the gate shut?” asked the pilot."]),
        ("“Is the gate shut?” Osei asked.", ["“Is the gate shut?” Osei asked."]),
        ("(The gate was shut.) Nobody came.", ["(The gate was shut.)", "Nobody came."]),
        ("He waited ... and left.", ["He waited ... and left."]),
        ("1. The first item", ["1. The first item"]),
        ("See No. 12. It is blue.", ["See No. 12.", "It is blue."]),
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_one_ends(text, expected):
    assert split(text) == (expected or split(text))
    if expected is None:
        assert (
            len(split(text))
            == text.count(". ")
            - text.count("J. ")
            - text.count("R. ")
            - (text.count("Feb. "))
            - text.count("U.S. N")
            + text.count("? ")
            + text.count("! ")
            + 1
        )


def test_a_quotation_of_five_sentences_is_five_sentences():
    text = "“One came. Two came. Three came. Four came. Five came,” he said."
    assert len(sentences(text)) == 5


def test_a_newline_ends_a_sentence_even_without_a_stop():
    text = "# A title\n\nA line that\ngoes on here\n- an item\n"
    assert split(text) == ["# A title", "A line that", "goes on here", "- an item"]


def test_wide_stops_need_no_space_behind_them():
    text = "他来了。她走了！真的吗？“是的。”他们说。"
    assert split(text) == ["他来了。", "她走了！", "真的吗？", "“是的。”", "他们说。"]


@pytest.mark.parametrize("text", [".", " ", "\n", '"', "a. ", ". ", "。", "A.[1]", "“", "？"])
def test_ten_times_of_anything_are_about_ten_times_the_work(text):
    assert calls(lambda: sentences(text * 10_000)) <= 11 * calls(lambda: sentences(text * 1000))


@pytest.mark.parametrize("text", [".", " ", "\n", '"', "a. ", ". ", "。", "A.[1]", "“", "？"])
def test_a_million_of_anything_are_read_to_the_end(text):
    """Looking at each for each would take hours."""
    whole = f"{text * 1_000_000}\n\nIt rains."
    *_, last = sentences(whole)
    assert last.of(whole) == "It rains."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The gate shut. [3] It rained.", ["The gate shut. [3]", "It rained."]),
        ("It rained. [3] [4]", ["It rained. [3] [4]"]),
        ("1. Open the gate 2. Shut it", ["1. Open the gate", "2. Shut it"]),
        ("a) Open the gate b) Shut it", ["a) Open the gate", "b) Shut it"]),
        ("• 9. Open the gate • 10. Shut it", ["• 9. Open the gate", "• 10. Shut it"]),
        ("1. Open gate 3) today.", ["1. Open gate 3) today."]),
        ("It was built c. 1230 in Tema.", ["It was built c. 1230 in Tema."]),
        ("“Is it shut?” I ask.", ["“Is it shut?” I ask."]),
    ],
)
def test_footnotes_stay_with_their_sentence_and_items_of_a_list_part(text, expected):
    assert split(text) == expected
