"""Where a document is opened for a claim: at the words they share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.checks.quotation.likeness import most_like

READOUT = (
    "A spokesman told reporters that the two had spoken by telephone.\n\n"
    "He spoke against interference in internal affairs. "
    'He called the policy "double containment" of both states.\n\n'
    "They also spoke of trade."
)
TABLE = "year,exports,imports,total\n2022,76.12,114.15,190.27\n2023,110.97,129.14,240.11\n"


def opened(text: str, claim: str) -> str:
    span = most_like(text, claim)
    return span.of(text).strip() if span else ""


def test_the_rare_words_of_a_claim_lead_to_its_sentence() -> None:
    claim = "Washington follows a policy of “double confinement” of the states"
    assert opened(READOUT, claim).startswith('He called the policy "double')


def test_words_that_begin_alike_are_the_same() -> None:
    assert "internal affairs" in opened(READOUT, "They were interfering internally")


def test_a_figure_leads_to_its_row() -> None:
    claim = "trade between them reached $240.1 billion in 2023, up 29 per cent"
    assert opened(TABLE, claim) == "2023,110.97,129.14,240.11"


def test_a_document_that_shares_nothing_has_no_such_place() -> None:
    assert most_like(READOUT, "Цены на нефть выросли") is None


def test_of_equal_places_it_is_the_first() -> None:
    span = most_like("The port closed. The port closed.", "port closed")
    assert span
    assert span.start == 0


@given(st.text(), st.text())
def test_any_two_texts_give_a_stretch_of_the_document_or_none(text: str, claim: str) -> None:
    span = most_like(text, claim)
    assert span is None or span.end <= len(text)
