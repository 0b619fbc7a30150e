"""The reviewed desk, which every format is tried on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from claims.intake import read_document
from claims.model import AttributionStatus, Confidence, NoteKind, SourceClass, Span
from store import queries
from store.desk import Desk
from store.identity import Reviewer
from store.opening import open_desk

TEXT = """Port | sample, *second* draft

A port official said that traffic rose by 4 per cent.

“The quay is <b>closed</b> 😀,” the mayor said.

Reuters reported that a ship had sunk in the harbour.

Le cafe\u0301 du port [1] a ferme\u0301, said the harbour master.
"""


@pytest.fixture(autouse=True)
def _in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Exports for people have local times."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def reviewed(tmp_path: Path, clock: Callable[..., Any]) -> Iterator[Desk]:
    """A desk on which two reviewers have done a bit of everything."""
    mk = open_desk(tmp_path / "t.db", Reviewer("a" * 32, "mk"), clock=clock)
    li = open_desk(tmp_path / "t.db", Reviewer("b" * 32, "li"), clock=clock)
    read = read_document(TEXT.encode(), "port.txt")
    document = mk.add_article(TEXT.encode(), read, "port.txt").document
    one, two, three, four = queries.listing(mk.conn, document)
    heron = mk.add_source("Ivan Petrov", SourceClass.EYEWITNESS, code_name="Heron")
    port = mk.add_source("=Port*Office*", SourceClass.OFFICIAL_STATEMENT)
    mk.attribute(one, [port])
    mk.judge(one, status="verified", confidence=Confidence.HIGH)
    mk.judge(two, status="false", claim_reviewed="=SUM(A1)")
    mk.judge(two, attribution_status=AttributionStatus.ALTERED)
    mk.attribute(two, ["cctv", heron])
    mk.note(two, NoteKind.NOTE, "+ seen\nwith “both” eyes, 的")
    mk.note(two, NoteKind.CORRECTION, "the quay is *open*")
    mk.note(one, NoteKind.QUERY, "which | quay?")
    mk.judge(three, status="verified")
    li.judge(three, status="disputed")
    li.note(four, NoteKind.NOTE, "-1 to say")
    mk.mark(document, Span(TEXT.index("4 per cent"), TEXT.index("4 per cent") + 10))
    mk.sign_off(document)
    mk.note(three, NoteKind.CORRECTION, "stet", "stet")
    yield mk
    li.close()
    mk.close()
