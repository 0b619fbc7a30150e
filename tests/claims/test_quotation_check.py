"""Quotations against documents: nothing altered is called exact, nothing left alone is altered."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.checks.quotation.folded_text import fold, words
from claims.checks.quotation.passages import prepare
from claims.checks.quotation.quotation import check, quoted_spans
from claims.checks.quotation.quotation_finding import Caution, QuotationOutcome
from claims.model import AttributionStatus, Span
from claims.reading.english.quotes import quotations

_spec = importlib.util.spec_from_file_location(
    "quotation_mutations", Path(__file__).with_name("quotation_mutations.py")
)
assert _spec
assert _spec.loader
mutations = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(mutations)

TEXTS = mutations.documents()
PREPARED = {name: prepare(text) for name, text in TEXTS.items()}
SEED = 20240208


@pytest.fixture(scope="module")
def results():
    return [
        (case, check(case.quoted, case.quoted, [PREPARED[case.document]]))
        for case in mutations.cases(SEED)
    ]


def test_at_least_97_per_cent_of_2000_mutations_get_the_right_outcome(results):
    right = Counter(case.kind for case, found in results if found.outcome is case.outcome)
    every = Counter(case.kind for case, _ in results)
    assert len(results) >= 2000
    assert right.total() / every.total() >= 0.97, {
        kind: right[kind] / every[kind] for kind in every
    }


def test_nothing_altered_is_called_anything_better(results):
    better = (
        QuotationOutcome.EXACT,
        QuotationOutcome.PUNCTUATION_ONLY,
        QuotationOutcome.ELLIPSIS_OR_BRACKET,
    )
    wrong = [
        case
        for case, found in results
        if case.outcome is QuotationOutcome.ALTERED
        and found.outcome in better
        and not found.cautions
    ]
    assert wrong == []


def cut(data) -> tuple[str, str, list[str]]:
    name = data.draw(st.sampled_from(sorted(TEXTS)))
    whole = TEXTS[name].split()
    first = data.draw(st.integers(0, len(whole) - 4))
    return name, TEXTS[name], whole[first : first + data.draw(st.integers(1, 30))]


@given(st.data())
def test_a_quotation_cut_at_random_and_left_alone_is_exact(data):
    name, _, stretch = cut(data)
    quoted = " ".join(stretch)
    assume(words(fold(quoted).text))
    assert check(quoted, quoted, [PREPARED[name]]).outcome is QuotationOutcome.EXACT


@given(st.data())
def test_with_one_word_replaced_it_is_never_exact(data):
    name, text, stretch = cut(data)
    at = data.draw(st.integers(0, len(stretch) - 1))
    stretch[at] = data.draw(st.sampled_from(["violin", "not", "17", *text.split()]))
    quoted = " ".join(stretch)
    assume(fold(quoted).text not in fold(text).text)
    assert check(quoted, quoted, [PREPARED[name]]).outcome is not QuotationOutcome.EXACT


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_text_is_checked_and_spans_lie_inside_it(quoted, text):
    found = check(quoted, quoted, [prepare(text)])
    assert found.span is None or found.span.end <= len(text)


def test_a_short_phrase_altered_by_a_word_is_placed_and_told():
    text, name = TEXTS["readout-kremlin.txt"], "the readout"
    claim = "Ushakov said Washington followed a policy of “double confinement” of Russia and China."
    found = check("double confinement", claim, [prepare(text, name=name)])
    assert found.suggestion is AttributionStatus.ALTERED
    assert found.span.of(text) == "double containment"
    assert found.reason == (
        "the readout has “double containment”; the article has “double confinement”"
    )


def test_an_ellipsis_that_hides_a_negation_is_told_and_suggests_nothing():
    found = check("The war ... will end", "", [prepare("The war that I hate will not end.")])
    assert found.outcome is QuotationOutcome.ALTERED
    found = check("The war ... will ... end", "", [prepare("The war I hate will not end.")])
    assert (found.outcome, found.suggestion) == (QuotationOutcome.ELLIPSIS_OR_BRACKET, None)
    assert Caution.NEGATION in found.cautions


@pytest.mark.parametrize("language", ["ru", ""])
def test_a_document_in_another_language_or_script_decides_nothing(language):
    text = "Разговор продолжался около часа." if not language else "El mundo es ancho."
    found = check("double containment", "", [prepare(text, in_language=language)], in_language="en")
    assert (found.outcome, found.suggestion) == (QuotationOutcome.TRANSLATED, None)


@pytest.mark.parametrize("quoted", ["0.4 million", "$0.4 million", "€4 million"])
def test_a_lost_sign_currency_or_digit_is_never_exact(quoted):
    found = check(quoted, "", [prepare("a result of -€0.4 million, it said")])
    assert found.outcome not in (QuotationOutcome.EXACT, QuotationOutcome.PUNCTUATION_ONLY)


def test_a_word_broken_at_the_end_of_a_line_reads_as_one_and_as_a_compound():
    document = prepare("They oppose inter-\nference by well-\nknown forces.")
    assert (
        check("oppose interference by well-known", "", [document]).outcome is QuotationOutcome.EXACT
    )


def test_the_words_between_the_marks_of_a_claim_are_found():
    text = "He said “so it is”. Then he left."
    (span,) = quoted_spans(text, Span(0, 20), quotations(text))
    assert span.of(text) == "so it is"


def test_rapidfuzz_is_imported_only_when_something_is_compared():
    code = "import sys, claims.checks.quotation.quotation; print('rapidfuzz' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
