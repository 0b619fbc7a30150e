"""An attribution as the log holds it: whatever another writer put there can be read."""

from __future__ import annotations

import pytest

from claims.model import Span
from store.state.attribution import held


@pytest.mark.parametrize("raw", [None, [5, 5], [9, 3], [-1, 4], ["a", 3], [1], "12", {}])
def test_what_is_no_span_is_read_as_none(raw: object) -> None:
    found = held({"chain": ["cctv"], "source": raw, "quoted": [raw, [0, 4]]})
    assert (found.source, found.quoted) == (None, (Span(0, 4),))


def test_a_field_of_a_later_version_comes_out_as_it_went_in() -> None:
    raw = {"chain": ["cctv"], "more": 1, "tone": "angry"}
    assert held(raw).plain.items() >= raw.items()
