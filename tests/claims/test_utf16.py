"""UTF-16 offsets are those that an encoder counts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.utf16 import Units

TEXTS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("😀𠀀é"))


@given(text=TEXTS)
def test_an_offset_is_as_many_units_as_the_text_before_it_takes(text: str) -> None:
    units = Units(text)
    for at in range(len(text) + 1):
        assert units.to(at) == len(text[:at].encode("utf-16-le")) // 2
    assert units.length == units.to(len(text))


@given(text=TEXTS)
def test_an_offset_comes_back(text: str) -> None:
    units = Units(text)
    assert [units.back(units.to(at)) for at in range(len(text) + 1)] == list(range(len(text) + 1))


@given(text=TEXTS)
def test_the_middle_of_a_character_is_no_offset(text: str) -> None:
    units = Units(text)
    for at in (units.to(i) + 1 for i, char in enumerate(text) if char > "\uffff"):
        with pytest.raises(ValueError, match="in the middle"):
            units.back(at)
