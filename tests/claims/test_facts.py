"""Facts of an article against an attached text: borne out, told otherwise, or not spoken of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.checks.facts.fact_finding import FactFinding, FactKind, FactVerdict
from claims.checks.facts.facts import check, sources
from claims.checks.facts.prepared_text import prepare
from claims.checks.slips import is_slip, patterns

RELEASE = "\n\n".join(
    (
        "Halden Harbour Board\nHalden, 5 March 2024",
        "The port of Halden handled 1.23 million tonnes of cargo in 2023, 9 per cent more than "
        "the year before. Income from harbour dues came to 48.6 million euros, after 39.2 million "
        "euros in 2022. Of the 412 ships that called last year, 103 carried timber.",
        "“We have never been so busy,” said Ingrid Brandt, chair of the Harbour Board. The deputy "
        "harbour master, Olav Hestnes, thanked the pilots for their patience in the ice.",
        "The new quay opens on 14 June and has room for 24 lorries. The board expects the work to "
        "last at least 18 months. Foot passengers will not be charged. The number of cruise calls "
        "fell by 12 last year.",
    )
)
PUBLISHED = "2024-03-06"
LEDE = "The port of Halden handled 1.23 million tonnes of cargo in 2023, the Harbour Board said. "
NEXT = "Income from harbour dues came to 48.6 million euros. "


def found(sentence: str, release: str = RELEASE) -> tuple[str, list[FactFinding]]:
    text = f"{LEDE}{NEXT}\n\n{sentence}"
    known = sources([prepare(release, "release.txt")])
    start = len(LEDE + NEXT)
    every = check(prepare(text, "", PUBLISHED), known)
    return text, [one for one in every if one.span.start >= start]


def contrary(sentence: str) -> list[tuple[FactKind, str]]:
    text, every = found(sentence)
    return [(x.kind, x.span.of(text)) for x in every if x.verdict is not FactVerdict.PASS]


def borne_out(sentence: str) -> list[str]:
    text, every = found(sentence)
    return [one.span.of(text) for one in every if one.verdict is FactVerdict.PASS]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("The port handled 1.2 million tonnes of cargo.", "1.2 million tonnes"),
        ("Cargo at the port of Halden grew 9 percent on the year before.", "9 percent"),
        ("Harbour dues brought in €48.6m.", "€48.6m"),
        ("Harbour dues brought in nearly 49 million euros.", "nearly 49 million euros"),
        ("A quarter of the ships that called last year carried timber.", "A quarter"),
        ("Income from harbour dues rose by 24 per cent.", "24 per cent"),
        ("The new quay has room for two dozen lorries.", "two dozen"),
        ("The board expects the work to last a year and a half at the new quay.", ""),
        ("The new quay opens in June.", "June"),
        ("Ingrid Brandt, who chairs the Harbour Board, was pleased.", "chairs the Harbour Board"),
        ("Foot passengers will not have to pay and will not be charged.", "not be charged"),
    ],
)
def test_a_paraphrase_is_borne_out(sentence: str, words: str) -> None:
    assert (words in borne_out(sentence) or not words, contrary(sentence)) == (True, [])


@pytest.mark.parametrize(
    ("sentence", "kind", "words"),
    [
        (
            "The port of Halden handled 1.32 million tonnes of cargo.",
            "amount",
            "1.32 million tonnes",
        ),
        (
            "The port of Halden handled 1.23 billion tonnes of cargo.",
            "amount",
            "1.23 billion tonnes",
        ),
        ("Cargo at the port of Halden was 12 per cent more than the year before.", "amount", "12"),
        ("Income from harbour dues came to 46.8 million euros.", "amount", "46.8 million euros"),
        ("A third of the ships that called last year carried timber.", "amount", "A third"),
        ("“We have never been so busy,” said Ingrid Brand.", "name", "Ingrid Brand"),
        ("“We have never been so busy,” said Astrid Brandt.", "name", "Astrid Brandt"),
        ("The harbour master, Olav Hestnes, thanked the pilots.", "office", "The harbour master"),
        ("The new quay opens on 16 June.", "day", "16 June"),
        (
            "The work is to last at most 18 months, the board expects.",
            "amount",
            "at most 18 months",
        ),
        ("Foot passengers will be charged.", "sign", "charged"),
        ("The number of cruise calls rose by 12 last year.", "amount", "rose by 12"),
    ],
)
def test_a_slip_is_told_with_its_words(sentence: str, kind: str, words: str) -> None:
    told = contrary(sentence)
    assert [one for one in told if one[0].value == kind and words in one[1]] != []


@pytest.mark.parametrize(
    "sentence",
    [
        "Norvik, two hours up the coast, has 31 berths and a school with 214 pupils.",
        "Shares in the shipping line closed 3.4 per cent lower at 88 kroner in Oslo.",
        "The lighthouse was built in 1887 and last painted in 2009.",
        "Kari Lunde, a retired pilot who was not there, said ferries were late on 40 days.",
        "Its fish market is open on Saturdays, and 17 stalls sell cod.",
    ],
)
def test_what_the_document_does_not_speak_of_is_not_contradicted(sentence: str) -> None:
    assert contrary(sentence) == []


def test_a_document_on_something_else_contradicts_nothing() -> None:
    other = "School board\n7 May 2021\n\nThe board met for 40 minutes. Ann Brandt took 12 minutes."
    _, every = found("The port handled 9 million tonnes, said Ingrid Brandt.", other)
    assert [one for one in every if one.verdict is not FactVerdict.PASS] == []


def test_the_sentence_names_both_words_and_the_file() -> None:
    _, every = found("Income from harbour dues came to 46.8 million euros.")
    assert [one.reason for one in every] == [
        "“46.8 million euros” here; release.txt has “48.6 million euros”."
    ]


def test_a_worked_out_figure_comes_with_its_formula() -> None:
    _, every = found("Income from harbour dues rose by 24 per cent.")
    formula = "(48.6 million euros − 39.2 million euros) / 39.2 million euros = 24 %"
    assert [one.formula for one in every if one.kind is FactKind.AMOUNT] == [formula]


@given(st.text(max_size=300), st.text(max_size=300))
@settings(max_examples=60)
def test_any_texts_can_be_compared(article: str, document: str) -> None:
    known = sources([prepare(document, "document.txt")])
    for one in check(prepare(article, ""), known):
        assert one.span.of(article)
        assert one.there.of(document)


@given(st.integers(100, 99_999), st.integers(0, 3))
def test_figures_that_a_slip_sets_apart_share_a_pattern(number: int, at: int) -> None:
    digits = str(number)
    at = min(at, len(digits) - 2)
    turned = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    if is_slip(digits, turned):
        assert patterns(digits) & patterns(turned)


def test_a_unit_that_stands_over_a_list_counts_for_its_lines():
    release = (
        "Weather note\n\nSnow by place, in centimetres:\nOstrava 62.4\nBrno 55\n\nBoats: 64,300\n\n"
        "Exports of the port, million kroner (change)\nHerring 2,310 (up)\nCod 412 (down)\n"
    )
    statements = prepare(release).statements
    found = {one.written: one.dimension for statement in statements for one in statement.amounts}
    assert (found["62.4"], found["2,310"]) == ("length", "money:krone")
    assert found["64,300"] == "count"
