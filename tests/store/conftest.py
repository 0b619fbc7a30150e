"""Desks, and made-up layers, that the tests of the formats are made from."""

from __future__ import annotations

import itertools
import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import strategies as st

from claims.intake import read_document
from claims.model import (
    AttributionStatus,
    Confidence,
    EvidenceKind,
    NoteKind,
    Role,
    SourceClass,
    Span,
    Stance,
)
from claims.scales import NEWSROOM
from store.clock import Instant
from store.dossier.values import ArticleDossier, Claim, Dossier, DossierJudgement
from store.file.identity import Identity, Reviewer
from store.imports import Mark, MarkedVoice
from store.log.kinds import Judged
from store.queries import claim_listing, claim_places
from store.queries.articles import Article
from store.queries.journal import NoteRow
from store.queries.team import comment_threads
from store.state.session import Reason, Session
from store.verbs import (
    comments,
    evidence,
    intake,
    judging,
    naming,
    sessions,
    settling,
    signing,
    sources,
    spans,
    undoing,
)
from store.verbs.desk import Desk
from store.verbs.opening import open_desk

from .teams import TEXT, Team
from .working import PEOPLE, Work

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
    claims = claim_listing.listing(mk.conn, document)
    for n, claim in enumerate(claims[:10]):
        judging.judge(mk, claim, status=STATUSES[n % len(STATUSES)], confidence=Confidence.HIGH)
    judging.judge(li, claims[0], status="verified")
    said = "Xi and Putin spoke for an hour"
    judging.judge(mk, claims[0], claim_reviewed=said, justification="Both say so")
    judging.judge(mk, claims[10], status="verified")
    judging.judge(li, claims[10], status="false")
    naming.attribute(mk, claims[1], ["xi-jinping", "vladimir-putin"])
    judging.judge(mk, claims[2], attribution_status=AttributionStatus.ALTERED)
    _chain(mk, claims[2], ["cctv", "xi-jinping"])
    heron = sources.add(mk, "Ada Example", SourceClass.EYEWITNESS, code_name="Heron")
    naming.attribute(mk, claims[3], [heron])
    judging.note(mk, claims[0], NoteKind.NOTE, "an hour 的 “both” cafe\u0301 😀\nsaid twice")
    judging.note(mk, claims[0], NoteKind.QUERY, "which hour?")
    judging.note(li, claims[4], NoteKind.CORRECTION, "dual containment")
    _evidence(mk, document, claims)
    signing.sign_off(mk, document)
    yield Sample(mk, document, claims)
    li.close()
    mk.close()


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
    read = read_document(TEXT.encode(), "port.txt")._replace(url="https://example.org/port")
    document = intake.take_in(mk, TEXT.encode(), read, "port.txt").document
    one, two, three, four = claim_listing.listing(mk.conn, document)
    heron = sources.add(mk, "Ivan Petrov", SourceClass.EYEWITNESS, code_name="Heron")
    port = sources.add(mk, "=Port*Office*", SourceClass.OFFICIAL_STATEMENT)
    naming.attribute(mk, one, [port])
    judging.judge(mk, one, status="verified", confidence=Confidence.HIGH)
    judging.judge(mk, two, status="false", claim_reviewed="=SUM(A1)")
    judging.judge(mk, two, attribution_status=AttributionStatus.ALTERED)
    naming.attribute(mk, two, ["cctv", heron])
    judging.note(mk, two, NoteKind.NOTE, "+ seen\nwith “both” eyes, 的")
    judging.note(mk, two, NoteKind.CORRECTION, "the quay is *open*")
    judging.note(mk, one, NoteKind.QUERY, "which | quay?")
    judging.judge(mk, three, status="verified")
    judging.judge(li, three, status="disputed")
    judging.note(li, four, NoteKind.NOTE, "-1 to say")
    spans.mark(mk, document, Span(TEXT.index("4 per cent"), TEXT.index("4 per cent") + 10))
    signing.sign_off(mk, document)
    judging.note(mk, three, NoteKind.CORRECTION, "stet", "stet")
    yield mk
    li.close()
    mk.close()


class Met(NamedTuple):
    """What three reviewers and an editor leave. `claims` by what became of them: adjudicated
    against a majority, carried by a majority, split, agreed, adjudicated as mk has it, untouched.
    """

    ed: Desk
    people: dict[str, Desk]
    document: int
    claims: list[int]
    session: Session


MET = (
    "Quay sample\n\nA port official said that traffic rose by 4 per cent. Reuters reported that a"
    " ship had sunk. The mayor said that the quay was closed. Customs data showed that 9 ships"
    " came. A diver saw the wreck, CCTV said. Nobody knows why, the mayor said.\n"
)
VERDICTS = {
    "mk": ("verified", "false", "verified", "false", "disputed"),
    "li": ("false", "false", "false", "false", "verified"),
    "no": ("false", "verified", "disputed", "false", None),
}
SECRET = "the harbour master told me so"


@pytest.fixture
def meeting(tmp_path: Path, clock: Callable[..., Any]) -> Iterator[Met]:
    """A blind session in which everybody has judged and mk has said something."""
    names = ("ed", "mk", "li", "no")
    desks = {
        name: open_desk(tmp_path / "met.db", Reviewer(f"{n:x}" * 32, name), clock=clock)
        for n, name in enumerate(names, 10)
    }
    ed = desks.pop("ed")
    read = read_document(MET.encode(), "quay.txt")._replace(url="https://example.org/quay")
    document = intake.take_in(ed, MET.encode(), read, "quay.txt").document
    claims = claim_listing.listing(ed.conn, document)
    for desk in desks.values():  # whoever acts is known by name
        judging.judge(desk, claims[-1], claim_reviewed="Nobody knows")
        undoing.undo(desk, document)
    session = sessions.create(ed, document, sessions.Plan(list(desks), title="Quay round"))
    for name, desk in desks.items():
        for claim, status in zip(claims, VERDICTS[name], strict=False):
            judging.judge(desk, claim, status=status) if status else naming.attribute(
                desk, claim, ["cctv"]
            )
    naming.attribute(desks["mk"], claims[4], ["cctv"])
    judging.judge(desks["mk"], claims[4], claim_reviewed="A diver saw it", justification="mk knows")
    comments.comment(desks["mk"], claims[0], SECRET)
    yield Met(ed, desks, document, claims, session)
    for desk in (ed, *desks.values()):
        desk.close()


@pytest.fixture
def met(meeting: Met) -> Met:
    """The session of `meeting`, revealed, talked over, adjudicated and closed."""
    ed, people, document, claims, session = meeting
    session = sessions.reveal(ed, session)
    (said,) = comment_threads.threads(ed.conn, claims[0])
    comments.comment(people["li"], claims[0], "which *master*? @mk", said.first.id)
    slip = comments.comment(people["no"], claims[0], "never mind this").event
    comments.withdraw(people["no"], slip)
    why = settling.LastWord("verified", reason=Reason.EDGE_CASE, note="the | table was revised")
    settling.adjudicate(ed, claims[0], why)
    taken = settling.LastWord(takes=people["mk"].reviewer.id, reason=Reason.ANNOTATOR_ERROR)
    settling.adjudicate(ed, claims[4], taken)
    session = sessions.close(ed, session)
    return Met(ed, people, document, claims, session)


def _taken_in(desk: Desk) -> int:
    data = (FIXTURES / "xi-putin-call.md").read_bytes()
    known = read_document(data, "xi-putin-call.md")._replace(
        url="https://example.org/2024/call?page=1", date_published="2024-02-08", in_language="en"
    )
    return intake.take_in(desk, data, known, "xi-putin-call.md").document


def _chain(desk: Desk, claim: int, chain: list[str]) -> None:
    """The first says that the next says it."""
    said = {"chain": chain, "source": None, "cue": None, "content": None, "quoted": []}
    kind = {"quotation_type": "indirect", "attribution_type": "statement"}
    with desk.database.write():
        ref = claim_places.ref(desk.conn, claim)
        desk.act(Judged(ref, {"attributions": [said | kind]}))


def _evidence(desk: Desk, document: int, claims: list[int]) -> None:
    """A passage of a readout that refutes a claim, and a page of a broadcaster."""
    data = (FIXTURES / "readout-kremlin.txt").read_bytes()
    read = read_document(data, "readout-kremlin.txt")._replace(role=Role.EVIDENCE)
    text = evidence.take_in_evidence(desk, data, read, "readout-kremlin.txt")
    start = read.text.index("double containment")
    held = {
        "text": claim_places.sha256(desk.conn, text.document),
        "title": "readout-kremlin.txt",
        "source": "kremlin",
        "provenance": "primary",
        "exact": "double containment",
        "start": start,
        "end": start + len("double containment"),
    }
    piece = evidence.attach(desk, document, EvidenceKind.DOCUMENT, held, claims[1]).event
    evidence.weigh(desk, claims[1], piece, {"stance": Stance.REFUTES.value})
    page = {"url": "https://tv.example/readout", "title": "readout", "source": "cctv"}
    evidence.attach(desk, document, EvidenceKind.URL, page, claims[2])


# --- layers: texts with claims and voices, for the formats of annotation tools --------------------

AT = "2024-02-08T10:00:00.000000Z"
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
            said = json.dumps(spoken)
            held.append(
                DossierJudgement(who, status, justification=because, spoken=said, reviewed_at=AT)
            )
            notes += [NoteRow("note", note, "", who, AT)] if note else []
            voices = tuple(
                MarkedVoice(
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


# --- a team ---------------------------------------------------------------------------------------


@pytest.fixture
def team(open_at: Callable[..., Desk]) -> Callable[..., Team]:
    """`team()`: a, b and c in a blind session; `team("ab", mode=…)`; `team(session=False)`."""
    numbers = itertools.count()

    def factory(names: str = "abc", *, session: bool = True, **plan: Any) -> Team:
        made = Team(open_at, names, f"team-{next(numbers)}.db")
        if session:
            made.create(**plan)
        return made

    return factory


# --- many files ---------------------------------------------------------------------------------


@pytest.fixture
def at(tmp_path: Path, clock: Callable[[], Instant], blank: Path) -> Iterator[Callable[..., Desk]]:
    """Desks that are closed at the end: `at()` is a new file, `at("li", path)` one that is."""
    opened: list[Desk] = []
    numbers = itertools.count()

    def factory(reviewer: str = "mk", path: Path | None = None, **how: Any) -> Desk:
        if path is None:
            path = Path(shutil.copy(blank, tmp_path / f"import-{next(numbers)}.db"))
        opened.append(open_desk(path, Reviewer(PEOPLE[reviewer], reviewer), **how))
        return opened[-1]

    Identity("d" * 32, PEOPLE).save()

    yield lambda reviewer="mk", path=None, **how: factory(
        reviewer, path, **({"clock": clock} | how)
    )
    for desk in opened:
        desk.close()


@pytest.fixture
def worked(at: Callable[..., Desk]) -> Callable[[list[tuple[str, int, int]]], Desk]:
    def factory(script: list[tuple[str, int, int]]) -> Desk:
        mk = at("mk")
        Work(mk, at).run(script)
        return mk

    return factory
