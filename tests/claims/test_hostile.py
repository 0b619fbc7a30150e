"""Texts that no writer would write: reading stays within them and does not grow out of hand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Span
from claims.reading import read
from claims.reading.dates import dates
from claims.reading.quantities import quantities
from claims.sentences import sentences

MARKS = "\"'“”‘’«»„「」()[].,:;-–/|#>%$€1½字。\n\t "
WORDS = (
    "'' said said, according to Jan 1-1- 1,1, million one a half last the Mr. a@ www. Xi Thursday "
    "days e\u0301 İ K"
)
ATOMS = [
    *MARKS,
    "He said. ",
    "1. ",
    "half a ",
    "two days ",
    *(f"{word} " for word in WORDS.split()),
]
ATOMS += ["1-1-", "1,1,", "a@", "www.", "e\u0301"]  # and with nothing between them
RUNS = [atom for atom in ATOMS if atom.strip()]


def in_order(spans: list[Span]) -> bool:
    return all(a.end <= b.start for a, b in pairwise(spans))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ATOMS), max_size=40).map("".join))
def test_sentences_claims_dates_and_figures_lie_in_order_inside_the_text(text: str) -> None:
    found = read(text, "2024-02-08")
    for spans in (
        list(found.sentences),
        list(found.claims),
        [date.span for date in found.dates],
        [figure.span for figure in found.quantities],
    ):
        assert in_order(spans)
        assert all(span.end <= len(text) for span in spans)


def calls(act: Callable[[], object]) -> int:
    """How many functions were called meanwhile: as good as time, and the same each run."""
    count = 0

    def watch(_frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        act()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("atom", RUNS)
@pytest.mark.parametrize("reader", [sentences, dates, quantities])
def test_twice_the_text_is_at_most_three_times_the_work(
    reader: Callable[[str], object], atom: str
) -> None:
    once = calls(lambda: reader(atom * 300))
    assert calls(lambda: reader(atom * 600)) <= 3 * once + 500
