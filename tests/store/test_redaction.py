"""With --redact no protected name leaves: it becomes the code name, or nothing is written."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import EvidenceKind, NoteKind, SourceClass
from store.dossier.values import Scope
from store.errors import NotPermitted
from store.exports import EXPORTERS, FOLDER, exporter
from store.exports.write import Order, export
from store.file.protected_names import Names
from store.queries import claim_listing
from store.verbs import evidence, judging, naming, sources
from store.verbs.desk import Desk

NAME, CODE = "Ada O'Brien_Möller", "Heron"
HIDDEN = Scope(redact=True)


@pytest.fixture
def loose(desk: Desk, add: Callable[..., Any]) -> Desk:
    """A desk on which somebody typed a protected name into all that takes words."""
    document = add(url="https://example.org/port").document
    first, second, third, *_ = claim_listing.listing(desk.conn, document)
    heron = sources.add(desk, NAME, SourceClass.EYEWITNESS, code_name=CODE)
    naming.attribute(desk, first, [heron])
    judging.judge(
        desk, first, status="verified", justification=f"ada o'brien_möller saw it; {NAME} did"
    )
    judging.judge(desk, second, status="false", claim_reviewed=f"{NAME} says so")
    judging.note(desk, third, NoteKind.NOTE, "call Ada  O'Brien_Möller at home")
    judging.note(desk, third, NoteKind.QUERY, f"is {NAME.upper()} sure?")
    evidence.attach(
        desk, document, EvidenceKind.CONVERSATION, {"with_whom": "a pilot", "medium": "by phone"}
    )
    return desk


def written(desk: Desk, order: Order, folder: Path) -> str:
    """All that an export writes, as text."""
    place = folder / "out"
    export(desk.database, order._replace(output=str(place)))
    if place.is_dir():
        return "".join(f"{p.name}\n{p.read_text()}\n" for p in sorted(place.iterdir()))
    if order.form == "xlsx":
        from openpyxl import load_workbook

        rows = [
            r
            for s in load_workbook(io.BytesIO(place.read_bytes()))
            for r in s.iter_rows(values_only=True)
        ]
        return "\n".join(str(cell) for row in rows for cell in row)
    return place.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", EXPORTERS)
def test_a_protected_source_leaves_under_its_code_name(
    loose: Desk, form: str, tmp_path: Path
) -> None:
    text = written(loose, Order(form, HIDDEN), tmp_path).casefold()
    assert "brien" not in text
    assert CODE.casefold() in text


@pytest.mark.parametrize("form", EXPORTERS)
def test_an_article_that_names_the_source_does_not_leave(
    desk: Desk, add: Callable[..., Any], form: str, tmp_path: Path
) -> None:
    document = add(f"The pilot {NAME} said that the quay was closed.\n", url="https://x.org/1")
    sources.add(desk, NAME, SourceClass.EYEWITNESS, code_name=CODE)
    (claim,) = claim_listing.listing(desk.conn, document.document)
    judging.judge(desk, claim, status="verified")
    with pytest.raises(NotPermitted, match=f"protected source {CODE}"):
        written(desk, Order(form, HIDDEN), tmp_path)
    assert list(tmp_path.glob("*out*")) == []


def test_the_whole_log_leaves_only_unredacted(loose: Desk, tmp_path: Path) -> None:
    text = written(loose, Order("jsonl", HIDDEN), tmp_path)
    assert '"whole": false' in text
    assert '"type": "event"' not in text


def test_what_is_not_text_is_searched_before_it_is_packed(
    desk: Desk, add: Callable[..., Any], tmp_path: Path
) -> None:
    add(f"{NAME} said that the quay was closed.\n")
    sources.add(desk, NAME, SourceClass.EYEWITNESS, code_name=CODE)
    with pytest.raises(NotPermitted):
        written(desk, Order("xlsx", HIDDEN), tmp_path)


def test_a_word_that_holds_the_name_is_no_name() -> None:
    assert Names([("Ada", CODE)]).hide("Adaline met Ada.") == f"Adaline met [{CODE}]."


@given(st.integers(1, 9), st.sampled_from([NAME, NAME.upper(), NAME.replace(" ", "\n ")]))
def test_a_name_is_found_wherever_the_pieces_are_cut(size: int, name: str) -> None:
    text = f"before {name} after"
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    with pytest.raises(NotPermitted):
        list(Names([(NAME, CODE)]).guard(pieces))


@given(st.text(st.sampled_from("ab é")), st.integers(1, 5))
def test_what_names_nobody_passes_unchanged(text: str, size: int) -> None:
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    assert list(Names([(NAME, CODE)]).guard(pieces)) == pieces


def test_every_format_is_one_file_or_a_folder() -> None:
    for form in EXPORTERS:
        suffix = exporter(form).SUFFIX
        assert suffix == FOLDER or suffix.startswith(".")
