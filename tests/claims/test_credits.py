"""Lines that say who made a text or a picture, which are no claims, and sentences that only look
like them."""

from __future__ import annotations

import pytest

from claims.reading import read

BODY = "The quay was shut on Monday.\n\n"


def claims(text: str) -> list[str]:
    return [span.of(text) for span in read(text, None).claims]


@pytest.mark.parametrize(
    "line",
    [
        "By Lena Brandt",
        "By Lena Brandt and Karl Weiss, Staff Writers",
        "Reporting by Lena Brandt; editing by Karl Weiss.",
        "(Reporting by Lena Brandt in Oslo; Editing by Karl Weiss)",
        "Additional reporting by Karl Weiss.",
        "Photo by Karl Weiss.",
        "Photo: the northern quay, Karl Weiss",
        "(AP Photo/Karl Weiss)",
        "Getty Images",
        "Photo courtesy of the Harbour Board.",
        "1 of 4.",
        "2/5",
        "Sources: Harbour Board, Pilots' Union.",
        "Source: Ministry of Ports, 2019.",
        "© 2024 Harbour News.",
        "Copyright 2024 Harbour News. All rights reserved.",
        "Karl Weiss in Oslo contributed to this report.",
    ],
)
def test_a_credit_is_no_claim(line: str) -> None:
    assert claims(f"{BODY}{line}") == ["The quay was shut on Monday."]


@pytest.mark.parametrize(
    "line",
    [
        "Source material for the dam was lost, officials said.",
        "By Monday the quay was shut, and two ships had left.",
        "Photographs of the quay showed two cranes on their sides.",
        "Two of four cranes failed.",
        "The Harbour Board contributed to the costs of the dam.",
        "Reuters reported that the quay was shut.",
        "Copyright law protects the plans, the court said.",
        "Edited footage of the quay was shown on Monday.",
    ],
)
def test_a_sentence_that_begins_like_a_credit_is_a_claim(line: str) -> None:
    assert claims(f"{BODY}{line}") == ["The quay was shut on Monday.", line]


@pytest.mark.parametrize(
    "quotation",
    [
        "“The quay is shut, and the gate will stay open,” she said.",
        "“I bought a crane, and I sold a crane, but I kept the rails.”",
    ],
)
def test_a_quotation_is_not_divided(quotation: str) -> None:
    assert claims(quotation) == [quotation]
