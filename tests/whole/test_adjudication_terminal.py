"""A claim settled in a real terminal, from the library to the disk, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from claims.intake import read_document
from store.queries import claim_listing
from store.verbs import intake, judging, sessions
from store.verbs.desk import Desk
from store.verbs.opening import open_desk

from .conftest import ARTICLE, Query
from .terminal import NARROW, WIDE, Terminal

RULINGS = (
    "SELECT c.number, a.status, a.reason, a.note FROM adjudication a"
    " JOIN claim c ON c.id = a.claim_id"
)


@pytest.fixture(params=[WIDE, NARROW], ids=["120x36", "80x24"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    return request.param


class Reviewed(NamedTuple):
    ed: Desk
    mk: Desk
    claims: list[int]


@pytest.fixture
def reviewed(db: Path) -> Iterator[Reviewed]:
    """A revealed session of three; the first claim has a majority, the third has none."""
    data = ARTICLE.read_bytes()
    ed, *three = (open_desk(db, name) for name in ("ed", "li", "mk", "mo"))
    document = intake.take_in(ed, data, read_document(data, ARTICLE.name), ARTICLE.name).document
    claims = claim_listing.listing(ed.conn, document)
    session = sessions.create(ed, document, sessions.Plan(["li", "mk", "mo"]))
    verdicts = {0: ("verified", "false", "false"), 2: ("misleading", "false", "verified")}
    for index, given in verdicts.items():
        for desk, status in zip(three, given, strict=True):
            judging.judge(desk, claims[index], status=status)
    sessions.reveal(ed, session)
    yield Reviewed(ed, three[1], claims)
    for desk in (ed, *three):
        desk.close()


@pytest.fixture
def terminal(
    start: Callable[..., Terminal], db: Path, reviewed: Reviewed, size: tuple[int, int]
) -> Terminal:
    """The session's screen, opened from the library."""
    opened = start("--db", str(db), size=size, env={"TWOSOURCE_REVIEWER": "ed"})
    opened.see("^ LIBRARY ")
    opened.see(" reveal 1 ")
    opened.do("s", see="2 disagreements")
    return opened


def test_a_claim_is_settled_from_the_library_to_the_disk(terminal: Terminal, query: Query) -> None:
    terminal.do("j", "enter", see=r"^ adjudication  #3 ")
    terminal.do("b", see="#3 becomes false, as mk judged it; why do the reviewers differ")
    terminal.do("g", see=r"^ #3 false, as mk judged it · saved \d\d:\d\d:\d\d")
    terminal.see("last word F false, as mk judged it, by ed")
    assert query(RULINGS) == [("3", "false", "guideline_gap", "")]
    terminal.do("q", see="F ruled")
    terminal.do("q", see="^ LIBRARY ")


def test_a_majority_is_overruled_with_a_note_typed_ahead(terminal: Terminal, query: Query) -> None:
    terminal.press("enter", "a", "s", "both say so", "enter", "n")
    terminal.see(r"^ adjudication  #3 ")
    assert query(RULINGS) == [("1", "verified", "subjective_disagreement", "both say so")]


def test_what_a_colleague_judges_comes_to_the_screen_by_itself(
    terminal: Terminal, reviewed: Reviewed
) -> None:
    terminal.do("j", "enter", see=r" b  mk  F false")
    terminal.settle()
    judging.judge(reviewed.mk, reviewed.claims[2], status="disputed")
    terminal.see(r" b  mk  D disputed")


def test_no_key_costs_more_than_one_frame(terminal: Terminal) -> None:
    terminal.do("j", "enter", see=r"^ adjudication  #3 ")
    assert terminal.cost("4", see="#3 becomes false; why").frames == 1
    assert terminal.cost("e", see="#3 false · saved").frames == 1
    assert terminal.cost("u", see="adjudication taken back").frames == 1
    assert terminal.cost("9", see="has only 7 statuses").frames == 1
    assert terminal.cost("n", see="the only claim left").frames == 1
