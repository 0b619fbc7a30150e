"""The line by which evidence is attached: its first part is the piece, the rest in any order."""

from __future__ import annotations

import itertools

import pytest

from claims.model import EvidenceKind, Stance, Terms
from store.errors import WrongUsage
from tui.screens.attach import Attachment, parse_attachment

PAGE = "https://example.org/readout"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("a.txt", Attachment(EvidenceKind.DOCUMENT, "a.txt")),
        ("'my file.pdf'", Attachment(EvidenceKind.DOCUMENT, "my file.pdf")),
        (
            "a.txt | kremlin | +",
            Attachment(EvidenceKind.DOCUMENT, "a.txt", "kremlin", Stance.SUPPORTS),
        ),
        ("author", Attachment(EvidenceKind.ON_AUTHOR)),
        ("with a port official", Attachment(EvidenceKind.CONVERSATION, "a port official")),
        (f"{PAGE} | 2024-02-09", Attachment(EvidenceKind.URL, PAGE, date="2024-02-09")),
        (
            f"{PAGE} | https://archive.example/1",
            Attachment(EvidenceKind.URL, PAGE, archived_url="https://archive.example/1"),
        ),
    ],
)
def test_the_first_part_says_what_kind_of_piece_it_is(line: str, expected: Attachment) -> None:
    assert parse_attachment(line) == expected


def test_later_parts_come_in_any_order() -> None:
    parts = ["background", "by telephone", "2024-02-08", "-"]
    wanted = Attachment(
        EvidenceKind.CONVERSATION,
        "a pilot",
        stance=Stance.REFUTES,
        terms=Terms.BACKGROUND,
        date="2024-02-08",
        medium="by telephone",
    )
    lines = [" | ".join(["with a pilot", *order]) for order in itertools.permutations(parts)]
    assert {parse_attachment(line) for line in lines} == {wanted}


@pytest.mark.parametrize(
    ("line", "whole"),
    [
        ("a.txt", True),
        ("a.txt | this", False),
        ("a.txt | this claim | +", False),
        (PAGE, False),
        (f"{PAGE} | all", True),
        ("with a pilot", False),
        ("author | article", True),
    ],
)
def test_a_file_serves_the_article_and_the_rest_the_claim_unless_said(
    line: str, whole: bool
) -> None:
    assert parse_attachment(line).whole is whole


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "begin with a file"),
        ("with", "say who you spoke with"),
        ("a.txt | + | -", "one stance too many"),
        ("a.txt | all | this", "one reach too many"),
        ("a.txt | 2024-02-08", "only a page or a conversation takes a date"),
        (f"{PAGE} | 2024-02-31", "2024-02-31 is not a date"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence(line: str, said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        parse_attachment(line)
