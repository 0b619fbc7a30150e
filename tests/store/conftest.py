"""A desk on which everything has been done that an exchange format has to carry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from claims.intake import read_document
from claims.model import (
    AttributionStatus,
    Confidence,
    EvidenceKind,
    NoteKind,
    Role,
    SourceClass,
    Stance,
)
from store import attaching, places, queries
from store.desk import Desk
from store.events import Judged
from store.identity import Reviewer
from store.opening import open_desk

FIXTURES = Path(__file__).parents[2] / "fixtures"
STATUSES = ("verified", "false", "misleading", "disputed", "missing_context", "unverified")


class Sample(NamedTuple):
    """`claims` are the ids of the sample's claims; the 11th is split, those after it undecided."""

    desk: Desk
    document: int
    claims: list[int]


@pytest.fixture
def sample(tmp_path: Path, clock: Callable[..., Any]) -> Iterator[Sample]:
    mk = open_desk(tmp_path / "sample.db", Reviewer("a" * 32, "mk"), clock=clock)
    li = open_desk(tmp_path / "sample.db", Reviewer("b" * 32, "li"), clock=clock)
    document = _taken_in(mk)
    claims = queries.listing(mk.conn, document)
    for n, claim in enumerate(claims[:10]):
        mk.judge(claim, status=STATUSES[n % len(STATUSES)], confidence=Confidence.HIGH)
    li.judge(claims[0], status="verified")
    said = "Xi and Putin spoke for an hour"
    mk.judge(claims[0], claim_reviewed=said, justification="Both say so")
    mk.judge(claims[10], status="verified")
    li.judge(claims[10], status="false")
    mk.attribute(claims[1], ["xi-jinping", "vladimir-putin"])
    mk.judge(claims[2], attribution_status=AttributionStatus.ALTERED)
    _chain(mk, claims[2], ["cctv", "xi-jinping"])
    heron = mk.add_source("Ada Example", SourceClass.EYEWITNESS, code_name="Heron")
    mk.attribute(claims[3], [heron])
    mk.note(claims[0], NoteKind.NOTE, "an hour 的 “both” cafe\u0301 😀\nsaid twice")
    mk.note(claims[0], NoteKind.QUERY, "which hour?")
    li.note(claims[4], NoteKind.CORRECTION, "dual containment")
    _evidence(mk, document, claims)
    mk.sign_off(document)
    yield Sample(mk, document, claims)
    li.close()
    mk.close()


def _taken_in(desk: Desk) -> int:
    data = (FIXTURES / "xi-putin-call.md").read_bytes()
    known = read_document(data, "xi-putin-call.md")._replace(
        url="https://example.org/2024/call?page=1", date_published="2024-02-08", in_language="en"
    )
    return desk.add_article(data, known, "xi-putin-call.md").document


def _chain(desk: Desk, claim: int, chain: list[str]) -> None:
    """The first says that the next says it."""
    said = {"chain": chain, "source": None, "cue": None, "content": None, "quoted": []}
    kind = {"quotation_type": "indirect", "attribution_type": "statement"}
    with desk.database.write():
        ref = places.ref(desk.conn, claim)
        desk.act(Judged(ref, {"attributions": [said | kind]}))


def _evidence(desk: Desk, document: int, claims: list[int]) -> None:
    """A passage of a readout that refutes a claim, and a page of a broadcaster."""
    data = (FIXTURES / "readout-kremlin.txt").read_bytes()
    read = read_document(data, "readout-kremlin.txt")._replace(role=Role.EVIDENCE)
    text = attaching.take_in_evidence(desk, data, read, "readout-kremlin.txt")
    start = read.text.index("double containment")
    held = {
        "text": places.sha256(desk.conn, text.document),
        "title": "readout-kremlin.txt",
        "source": "kremlin",
        "provenance": "primary",
        "exact": "double containment",
        "start": start,
        "end": start + len("double containment"),
    }
    piece = attaching.attach(desk, document, EvidenceKind.DOCUMENT, held, claims[1]).event
    attaching.weigh(desk, claims[1], piece, {"stance": Stance.REFUTES.value})
    page = {"url": "https://tv.example/readout", "title": "readout", "source": "cctv"}
    attaching.attach(desk, document, EvidenceKind.URL, page, claims[2])
