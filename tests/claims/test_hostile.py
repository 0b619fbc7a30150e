"""Texts that no writer would write: reading stays within them and does not grow out of hand.

Work is counted in functions called, the same each run. A pattern that looks at each letter again
for each letter calls nothing; `benchmarks/reading.py` times these texts for that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Span
from claims.reading import read
from claims.reading.dates.find import dates
from claims.reading.quantities.find import quantities
from claims.reading.sentences import sentences
from tests.counting import calls

MARKS = "\"'“”‘’«»„「」『』()[]{}.,:;-–—/|#>%$€¥&*_@1½字。…！\n\t "
WORDS = (
    "'' `` -- said said, according to told that by was and Jan 1-1- 1,1, million one a half last "
    "the Mr. a@ 1a@b.c www. Xi Thursday days e\u0301 İ K 👍🏽 🇨🇳 \u200d A A.A. ABC"
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
# One idea each: marks of speech, cues, brackets, figures, blanks, letters, dates, money, signs.
HOSTILE = [
    *('"', "“", "”", "„", "「", "『「", "''", "“a” ", "a 'b ", "“he said. ", '"a\n'),
    *("said ", "said, ", "told ", "according to ", "was quoted as saying ", "he said. "),
    *("Xi, ", "Xi and ", "by the ", "“a,” said Xi. ", "he said he ", "it is said "),
    *("(", ")", "([{", "[1]", "](", "<a>", "# ", "> ", "- ", "| ", "1. ", "a) "),
    *("1", "1,", "1,000,", "1.000.", "1 000 ", "1/", "1-", "1e9", "½", "1½ ", "-1"),
    *(" ", "\t", "\u3000", " \n", "\n", "a ", "a\n", ". ", ".", "?!", "; "),
    *("a", "A", "A.", "A. ", "a.", "e\u0301", "\u0301", "İ", "a'", "a-", "-", "—"),
    *("Jan ", "Jan 1, ", "2024-", "1/1/24 ", "12:30 ", "the last ", "Monday ", "two thousand "),
    *("twenty-", "a year ", "$", "$1.5bn ", "$-", "1 to ", "million ", "half a ", "one and "),
    *("👍🏽", "👨\u200d👩\u200d", "字", "字。", "“字。”", "مكالمة؟ ", "_", "@", "a@"),
    *("www.", "http://a", "a@b.c ", "1a@b.c "),
]  # fmt: skip
LENGTH = 2_500


def in_order(spans: Sequence[Span]) -> bool:
    return all(a.end <= b.start for a, b in pairwise(spans))


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from(ATOMS), max_size=40).map("".join)
    | st.lists(st.sampled_from(HOSTILE), max_size=40).map("".join)
    | st.text(max_size=120)
)
def test_whatever_is_read_lies_inside_the_text_and_in_order(text: str) -> None:
    found = read(text, "2024-02-08")
    for spans in (
        found.sentences,
        found.claims,
        [date.span for date in found.dates],
        [figure.span for figure in found.quantities],
    ):
        assert in_order(spans)
        assert all(span.end <= len(text) for span in spans)
    for n, one in enumerate(found.attributions):
        assert all(span.end <= len(text) for span in (*one.source, *one.cue, *one.content))
        assert one.nested_in is None or (one.nested_in != n and found.attributions[one.nested_in])


@pytest.mark.parametrize("atom", RUNS)
@pytest.mark.parametrize("reader", [sentences, dates, quantities])
def test_twice_the_text_is_at_most_three_times_the_work(
    reader: Callable[[str], object], atom: str
) -> None:
    once = calls(lambda: reader(atom * 150))
    assert calls(lambda: reader(atom * 300)) <= 3 * once + 500


@pytest.mark.parametrize("atom", HOSTILE)
def test_four_times_the_text_is_about_four_times_the_work(atom: str) -> None:
    short = atom * (LENGTH // len(atom))
    read(short[:100])  # loads the rules
    once = calls(lambda: read(short, "2024-02-08"))
    assert calls(lambda: read(short * 4, "2024-02-08")) <= 4.5 * once
