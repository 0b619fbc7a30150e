"""What a colleague writes comes to every screen by itself, at the screen's next look.

How soon that is: the looks are counted here, and their pace is asked for. `benchmarks/screens.py`
times it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.timer import Timer

from claims.model import EvidenceKind
from store.verbs import evidence, sessions
from tui.doors import HouseDoors
from tui.screens.review.findings import Findings

from .conftest import Team, shown

Opened = Callable[[HouseDoors, Team], None]

NEVER = 3600.0
LONGEST = 0.25  # seconds between two looks: longer, and colleagues talk past each other


def judges(team: Team) -> None:
    team.judge(0, "false")


def attaches(team: Team) -> None:
    page = {"url": "https://example.org/quay", "title": "The quay log", "accessed_at": "2024-02-08"}
    evidence.attach(team.li, team.document, EvidenceKind.URL, page, team.claims[0])


# How a screen is opened, what a colleague does meanwhile, and what shows it
OPENED: dict[str, tuple[Opened, Callable[[Team], None], str]] = {
    "review": (lambda doors, t: doors.review(t.document), judges, "li: false"),
    "evidence": (lambda doors, t: doors.evidence(t.claims[0]), attaches, "The quay log"),
    "adjudication": (
        lambda doors, t: doors.adjudication(t.document, t.claims[0]),
        judges,
        "li  F false",
    ),
    "session": (lambda doors, t: doors.session(t.document), judges, "F li · V mk"),
}


@pytest.fixture
def paces(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """The pace that a screen asked for each of its looks at. None comes by itself, nor do the
    checks, whose news draws the panel too."""
    found: dict[str, float] = {}
    ask = Screen.set_interval

    def set_interval(
        screen: Screen[None], pace: float, call: Callable[[], Any] | None = None, **about: Any
    ) -> Timer:
        name = getattr(call, "__name__", "")
        if name.startswith("_look"):
            found[name], pace = pace, NEVER
        return ask(screen, pace, call, **about)

    monkeypatch.setattr(Screen, "set_interval", set_interval)
    monkeypatch.setattr(Findings, "stale", lambda _: None)
    return found


@pytest.mark.parametrize("name", OPENED)
def test_one_look_shows_what_a_colleague_wrote(
    team: Team, paces: dict[str, float], drive: Callable[..., None], name: str
) -> None:
    opened, writes, written = OPENED[name]
    sessions.reveal(team.ed, team.begin())
    team.judge(0, "verified", "verified")

    async def look(pilot: Pilot[None]) -> None:
        writes(team)
        await pilot.pause()
        assert written not in shown(pilot)
        pilot.app.screen._look()  # type: ignore[attr-defined]
        await pilot.pause()
        assert written in shown(pilot)

    drive(team.ed, lambda doors: opened(doors, team), then=look, size=(120, 36))


@pytest.mark.parametrize("name", OPENED)
def test_a_screen_looks_four_times_a_second_at_least(
    team: Team, paces: dict[str, float], drive: Callable[..., None], name: str
) -> None:
    sessions.reveal(team.ed, team.begin())
    drive(team.ed, lambda doors: OPENED[name][0](doors, team))
    assert 0 < paces["_look"] <= LONGEST
