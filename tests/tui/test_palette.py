"""The palette offers what the keys do, on every screen that waits for one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from tui.doors import HouseDoors
from tui.keys import KEYS
from tui.screens.base import DeskScreen

from .conftest import Team

DOORS: dict[str, Callable[[HouseDoors, Team], None]] = {
    "library": lambda doors, _: doors.library(),
    "review": lambda doors, t: doors.review(t.document),
    "evidence": lambda doors, t: doors.evidence(t.claims[0]),
    "adjudication": lambda doors, t: doors.adjudication(t.document, t.claims[0]),
    "session": lambda doors, t: doors.session(t.document),
    "export": lambda doors, t: doors.export(t.document),
}


def offered(pilot: Pilot[None]) -> set[str]:
    app = pilot.app
    return {command.help for command in app.get_system_commands(app.screen)}


@pytest.mark.parametrize("name", DOORS)
def test_the_palette_has_every_key_for_which_a_screen_waits(
    team: Team, drive: Callable[..., None], name: str
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, DeskScreen)
        assert offered(pilot) >= {key.does for key in KEYS if key.mode is screen.rest}

    drive(team.ed, lambda doors: DOORS[name](doors, team), then=look)


def test_the_palette_has_no_key_while_another_key_waits_for_its_second(
    team: Team, drive: Callable[..., None]
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert offered(pilot) == {"Choose a colour theme"}

    drive(team.ed, lambda doors: doors.review(team.document), "f", then=look)
