"""A reviewed desk, which the golden files and the tests of each format are made from."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import strategies as st

from claims.intake import read_document
from claims.model import AttributionStatus, Confidence, NoteKind, SourceClass, Span
from claims.scales import NEWSROOM
from store import queries
from store.desk import Desk
from store.dossier import ArticleDossier, Claim, Dossier, Judgement
from store.identity import Reviewer
from store.imports import Mark, Voice
from store.journal import NoteRow
from store.opening import open_desk
from store.queries import Article

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


# --- layers: texts with claims and voices, for the formats of annotation tools --------------------

LETTERS = "ab “”.\n\r\n\t😀👩‍👩‍👧e\u0301\u0327الميناء港口𠀀"
_WORDS = st.text(LETTERS, min_size=1, max_size=8)


class Layered(NamedTuple):
    """A desk's content, and what each layer of it holds when it is read back."""

    dossier: Dossier
    text: str
    marks: dict[str, tuple[Mark, ...]]


@st.composite
def _layered(draw: st.DrawFn) -> Layered:
    text = draw(st.text(LETTERS, min_size=4, max_size=60))
    at = st.integers(0, len(text))
    pairs = st.tuples(at, at).map(sorted).filter(lambda pair: pair[0] < pair[1])
    spans = draw(st.sets(pairs.map(tuple), min_size=1, max_size=4))
    reviewers = draw(st.sampled_from([["li", "mk"], ["mk"]]))
    part = st.none() | pairs.map(list)
    voice = st.fixed_dictionaries(
        {"chain": st.lists(_WORDS, max_size=2), "source": part, "cue": part, "content": part}
    )
    claims, marks = [], {who: [] for who in reviewers}
    for n, (start, end) in enumerate(sorted(spans), 1):
        held, notes = [], []
        for who in reviewers:
            status = draw(st.none() | st.sampled_from([s.id for s in NEWSROOM.statuses]))
            spoken = draw(st.lists(voice, max_size=2))
            note, because = draw(st.just("") | _WORDS), draw(st.none() | _WORDS)
            held.append(Judgement(who, status, justification=because, spoken=json.dumps(spoken)))
            notes += [NoteRow("note", note, "", who, "")] if note else []
            voices = tuple(
                Voice(
                    tuple(one["chain"]),
                    *(one[p] and tuple(one[p]) for p in ("source", "cue", "content")),
                )
                for one in spoken
            )
            mark = Mark(start, end, status=status or "", justification=because or "")
            marks[who].append(mark._replace(voices=voices, note=note, reviewer=who))
        claims.append(
            Claim(n, str(n), start, end, text[start:end], True, tuple(held), tuple(notes))
        )
    article = Article(1, "ab" * 32, "Port", "port.txt", "", "", "", "2024-02-08", "")
    held_here = ArticleDossier(article, text, lambda: iter(claims))
    made = Dossier("1-" + "0" * 64, False, lambda: iter((held_here,)))
    return Layered(made, text, {who: tuple(found) for who, found in marks.items()})


@pytest.fixture(scope="session")
def layered() -> st.SearchStrategy[Layered]:
    return _layered()


@pytest.fixture(scope="session")
def section() -> Callable[[str], str]:
    """A section of docs/formats.md, by its heading."""
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")

    def find(heading: str) -> str:
        return page.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]

    return find
