"""Re-anchoring: each claim of a version has one place in the next, or none, and its state."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Span
from claims.reading import read
from claims.versions.anchors import AnchorState, Reanchored, reanchor
from tests.counting import calls

REVISIONS = Path(__file__).parent.parent.parent / "fixtures" / "revisions"
BEFORE = (REVISIONS / "ferry.md").read_text()
AFTER = (REVISIONS / "ferry-revised.md").read_text()
EDITS = json.loads((REVISIONS / "edits.json").read_text())

SAME, MOVED, CHANGED, GONE = AnchorState
KEPT = (SAME, MOVED)


def laid(paragraphs: Sequence[Sequence[str]]) -> tuple[str, list[Span]]:
    """A text of these sentences, and each as a claim."""
    text, spans = "", []
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        for n, sentence in enumerate(paragraph):
            text += " " if n else ""
            spans.append(Span(len(text), len(text) + len(sentence)))
            text += sentence
    return text, spans


def revised(before: Sequence[Sequence[str]], after: Sequence[Sequence[str]]) -> Reanchored:
    (a, old), (b, new) = laid(before), laid(after)
    return reanchor(a, b, old, new)


def states(before: str, after: str) -> list[str]:
    """States of claims that are separated by / for sentences and | for paragraphs."""

    def cut(text: str) -> list[list[str]]:
        return [paragraph.split("/") for paragraph in text.split("|")]

    return [link.state.value for link in revised(cut(before), cut(after)).links]


def find(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


# --- the fixture ---------------------------------------------------------------------------------

LINKS = reanchor(BEFORE, AFTER, read(BEFORE).claims, read(AFTER).claims)


def test_the_fixture_names_every_claim_of_the_earlier_text() -> None:
    assert len(EDITS) == len(LINKS.links)
    assert len({edit["edit"] for edit in EDITS}) > 30


@pytest.mark.parametrize(
    ("number", "edit"),
    list(enumerate(EDITS)),
    ids=[f"{n}-{e['edit']}" for n, e in enumerate(EDITS, 1)],
)
def test_a_claim_of_the_fixture_is_in_its_right_state(number: int, edit: dict[str, str]) -> None:
    link = LINKS.links[number]
    new = link.new.of(AFTER) if link.new else None
    assert link.old.of(BEFORE).startswith(edit["old"])
    assert link.state == edit["state"]
    assert new is None if edit["new"] is None else (new or "").startswith(edit["new"])


def test_what_is_new_in_the_fixture_goes_on_from_nothing() -> None:
    linked = {link.new for link in LINKS.links}
    assert [span.of(AFTER) for span in LINKS.claims if span not in linked] == [
        "It is the only public link to the mainland.",
        "It employs three teachers from the mainland.",
        "The doctor comes over on Mondays.",
        "Ice is rare in these waters.",
    ]


# --- laws ----------------------------------------------------------------------------------------

WORDS = [
    *("ferry", "harbour", "winter", "board", "island", "price"),
    *("council", "crossing", "engine", "ticket", "shop", "pier"),
]
_words = st.lists(st.sampled_from(WORDS), min_size=4, max_size=12)
_sentence = _words.map(lambda words: " ".join(words).capitalize() + ".")
_article = st.lists(st.lists(_sentence, min_size=1, max_size=4), min_size=1, max_size=6)


@st.composite
def _edited(draw: st.DrawFn) -> tuple[list[list[str]], list[list[str]], list[int]]:
    """An article, the same with whole sentences put in, left out or replaced, and what stayed."""
    before = draw(_article)
    after, stayed, number = [], [], 0
    for paragraph in before:
        made = []
        for sentence in paragraph:
            act = draw(st.sampled_from(["keep", "keep", "keep", "insert", "delete", "replace"]))
            if act in ("insert", "replace"):
                made.append(draw(_sentence))
            if act in ("keep", "insert"):
                made.append(sentence)
                stayed.append(number)
            number += 1
        after.append(made or ["Nothing is left here."])
    return before, after, stayed


@given(_edited())
def test_an_untouched_claim_is_the_same_or_moved(
    article: tuple[list[list[str]], list[list[str]], list[int]],
) -> None:
    before, after, stayed = article
    flat = [sentence for paragraph in before for sentence in paragraph]
    links = revised(before, after).links
    text = laid(after)[0]
    held = sorted(
        link.new.of(text) for link in links if link.new is not None and link.state in KEPT
    )
    for sentence in {flat[n] for n in stayed}:  # of identical ones as many as have stayed
        assert held.count(sentence) >= sum(flat[n] == sentence for n in stayed)


@given(_article, st.data())
def test_a_claim_with_a_word_changed_is_never_the_same(
    before: list[list[str]], data: st.DataObject
) -> None:
    p = data.draw(st.integers(0, len(before) - 1))
    s = data.draw(st.integers(0, len(before[p]) - 1))
    words = before[p][s].split()
    at = data.draw(st.integers(0, len(words) - 1))
    act = data.draw(st.sampled_from(["replace", "insert", "drop"]))
    put = [] if act == "drop" else ["nowhere"] if act == "replace" else ["nowhere", words[at]]
    words[at : at + 1] = put
    after = [list(paragraph) for paragraph in before]
    after[p][s] = " ".join(words)
    number = sum(map(len, before[:p])) + s
    link = revised(before, after).links[number]
    text = laid(after)[0]
    assert link.new is None or link.state is CHANGED or link.new.of(text) == before[p][s]


@given(_article, _article)
def test_links_are_one_for_each_claim_and_one_to_one(
    before: list[list[str]], after: list[list[str]]
) -> None:
    done = revised(before, after)
    new = [link.new for link in done.links if link.new]
    assert [link.old for link in done.links] == laid(before)[1]
    assert len(new) == len(set(new))
    assert set(new) <= set(done.claims)


@given(_article, _article)
def test_what_is_kept_has_the_words_that_it_had(
    before: list[list[str]], after: list[list[str]]
) -> None:
    (a, _), (b, _) = laid(before), laid(after)
    done = revised(before, after)
    assert all(
        link.old.of(a) == link.new.of(b) for link in done.links if link.new and link.state in KEPT
    )


@given(_article)
def test_a_text_that_is_the_same_keeps_all_in_place(article: list[list[str]]) -> None:
    assert {link.state for link in revised(article, article).links} == {SAME}


@settings(max_examples=50)
@given(_article, st.data())
def test_own_spans_leave_links_one_to_one(article: list[list[str]], data: st.DataObject) -> None:
    """Claims that a reviewer cut out of sentences, in a text that is edited word by word."""
    text, spans = laid(article)
    cut = data.draw(st.lists(st.sampled_from(spans), unique=True))
    own = [Span(s.start, s.start + text[s.start : s.end].index(" ")) for s in cut]
    words = re.split(r"( )", text)
    for at in data.draw(st.lists(st.integers(0, len(words) - 1), max_size=6)):
        words[at] = data.draw(st.sampled_from(["not", "", words[at]]))
    after = "".join(words) + " End."
    active = sorted({*spans, *own} - set(cut))
    done = reanchor(text, after, active, read(after).claims, cut)
    new = [link.new for link in done.links if link.new]
    assert [link.old for link in done.links] == active
    assert len(new) == len(set(new))
    assert set(new) <= set(done.claims)


# --- states --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Tea is hot./It rains.", "It rains./Tea is hot.", ["moved", "same"]),
        ("Tea is hot./It rains.", "Tea is hot.|It rains.", ["same", "same"]),
        ("Tea is hot.|It rains.", "Tea is hot./It rains.", ["same", "same"]),
        ("A b c./D e f.|G h i./J k l.", "A b c.|D e f./G h i./J k l.", ["same", "moved"]),
        ("It rains./Tea is hot./It rains.", "Tea is hot./It rains.", ["gone", "same", "same"]),
        ("It rains.", "It rains./It rains.", ["same"]),
        ("It rains./It rains.", "It rains.", ["same", "gone"]),
        ("It rains  a lot.", "It rains\na lot.", ["same"]),
        ("“It’s on”, he said.", '"It\'s on", he said.', ["same"]),
        ("It rains, now.", "It rains now.", ["changed"]),
        ("It rains on Monday.", "It RAINS on Monday.", ["changed"]),
        ("He paid 10 000 euros.", "He paid 10000 euros.", ["changed"]),
        ("习近平周四通话。", "习近平周五通话。", ["changed"]),
        ("🚢", "🚢🚢", ["gone"]),
    ],
)
def test_edits_and_their_states(before: str, after: str, expected: list[str]) -> None:
    assert states(before, after)[: len(expected)] == expected


def test_a_claim_that_moved_and_changed_is_changed() -> None:
    before = "The pier was built by the state in 1987./It rains./Tea is hot."
    after = "It rains./Tea is hot./The pier was built by the state in 1988."
    assert states(before, after) == ["changed", "same", "same"]


# --- spans that reviewers made -------------------------------------------------------------------

TEXT = "CCTV said that trade rose by a fifth and that prices fell in March. Tea is hot."


def own(
    after: str, *active: str, replaced: Sequence[str] = ()
) -> list[tuple[str, str | None, str]]:
    """Links of claims of TEXT, with the splitter's claims of `after`."""
    done = reanchor(
        TEXT,
        after,
        [find(TEXT, words) for words in active],
        read(after).claims,
        [find(TEXT, words) for words in replaced],
    )
    return [
        (link.state.value, link.new.of(after) if link.new else None, link.old.of(TEXT))
        for link in done.links
    ]


WHOLE = "CCTV said that trade rose by a fifth and that prices fell in March."
FIRST, SECOND = "trade rose by a fifth", "prices fell in March."


def test_an_own_span_in_an_unchanged_sentence_is_the_same() -> None:
    after = f"It rains. {TEXT}"
    assert [link[:2] for link in own(after, FIRST, SECOND, replaced=[WHOLE])] == [
        ("same", FIRST),
        ("same", SECOND),
    ]


def test_own_spans_take_the_place_of_the_sentence_that_they_were_cut_from() -> None:
    after = f"It rains. {TEXT}"
    done = reanchor(
        TEXT,
        after,
        [find(TEXT, FIRST), find(TEXT, SECOND), find(TEXT, "Tea is hot.")],
        read(after).claims,
        [find(TEXT, WHOLE)],
    )
    assert [span.of(after) for span in done.claims] == ["It rains.", FIRST, SECOND, "Tea is hot."]


def test_an_own_span_beside_an_edit_in_its_sentence_is_the_same() -> None:
    after = TEXT.replace("in March", "in April")
    assert [link[:2] for link in own(after, FIRST, SECOND, replaced=[WHOLE])] == [
        ("same", FIRST),
        ("changed", "prices fell in April."),
    ]


@pytest.mark.parametrize(
    ("words", "instead"),
    [("that trade", "that not trade"), ("said that", "denied that"), ("fifth and", "fifth or")],
)
def test_other_words_beside_an_own_span_change_it(words: str, instead: str) -> None:
    assert own(TEXT.replace(words, instead), FIRST, replaced=[WHOLE])[0][:2] == ("changed", FIRST)


def test_a_claim_that_was_dropped_stays_dropped_while_its_words_stay() -> None:
    done = reanchor(
        TEXT, f"It rains. {TEXT}", [], read(f"It rains. {TEXT}").claims, read(TEXT).claims
    )
    assert [span.start for span in done.claims] == [0]


def test_a_claim_that_was_dropped_comes_back_when_its_words_change() -> None:
    after = TEXT.replace("hot", "cold")
    done = reanchor(TEXT, after, [], read(after).claims, read(TEXT).claims)
    assert [span.of(after) for span in done.claims] == ["Tea is cold."]


def test_a_merged_claim_goes_on_over_what_stands_between_now() -> None:
    before, after = "It rains here. Tea is hot.", "It rains here. So be it. Tea is hot."
    done = reanchor(before, after, [Span(0, len(before))], read(after).claims, read(before).claims)
    assert [(link.state, link.new) for link in done.links] == [(CHANGED, Span(0, len(after)))]
    assert done.claims == (Span(0, len(after)),)


def test_new_words_beside_own_spans_become_a_claim() -> None:
    after = TEXT.replace(
        "and that prices fell in March", "and the quay at Halm was closed all winter long"
    )
    done = reanchor(TEXT, after, [find(TEXT, FIRST)], read(after).claims, [find(TEXT, WHOLE)])
    assert any("the quay at Halm was closed" in span.of(after) for span in done.claims)


# --- how much work it is -------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["shuffled", "rewritten", "a word each", "identical"])
def test_four_times_the_claims_are_at_most_five_times_the_work(how: str) -> None:
    assert re_anchoring(1000, how) <= 5 * re_anchoring(250, how)


def re_anchoring(many: int, how: str) -> int:
    """The calls it takes for so many claims."""
    pick = random.Random(7)

    def sentence() -> str:
        return " ".join(pick.choices(WORDS, k=9)) + f" {pick.randrange(10**6)}."

    before = [sentence() for _ in range(many)]
    after = {
        "shuffled": pick.sample(before, many),
        "rewritten": [sentence() for _ in range(many)],
        "a word each": [text.replace(".", " too.") for text in before],
        "identical": ["It rains."] * many,
    }[how]
    before = ["It rains."] * (many - 10) if how == "identical" else before
    (a, old), (b, new) = laid([before]), laid([after])
    done: list[Reanchored] = []
    work = calls(lambda: done.append(reanchor(a, b, old, new)))
    assert len(done[0].links) == len(before)
    return work
