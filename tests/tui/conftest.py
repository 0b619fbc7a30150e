"""A team on one article, and a screen of theirs driven without a terminal."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from store.queries import claim_listing
from store.state.session import Session
from store.verbs import judging, sessions
from store.verbs.desk import Desk
from store.verbs.intake import Added
from tests import waiting
from tui.app import TwosourceApp
from tui.doors import HouseDoors

WIDE, NARROW = (120, 36), (80, 24)
SIZES = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])
GOLDEN = Path(__file__).parent / "golden"

Look = Callable[[Pilot[None]], Coroutine[Any, Any, None]]


class Team(NamedTuple):
    """Desks of one file: `ed` is the editor, the others review. `claims` are ids in order."""

    ed: Desk
    li: Desk
    mk: Desk
    mo: Desk
    document: int
    claims: list[int]

    def begin(self, **plan: Any) -> Session:
        return sessions.create(self.ed, self.document, sessions.Plan(["li", "mk", "mo"], **plan))

    def judge(self, index: int, *verdicts: str) -> None:
        """The verdicts of li, mk and mo on a claim, as many as are given."""
        for desk, status in zip((self.li, self.mk, self.mo), verdicts, strict=False):
            judging.judge(desk, self.claims[index], status=status)


@pytest.fixture
def team(open_at: Callable[..., Desk], add: Callable[..., Added]) -> Team:
    """On the short article. The host becomes the editor with the first session."""
    document = add().document
    ed, li, mk, mo = (open_at(name) for name in ("ed", "li", "mk", "mo"))
    return Team(ed, li, mk, mo, document, claim_listing.listing(ed.conn, document))


def run_workbench(
    desk: Desk,
    document: int | None,
    *keys: str,
    size: tuple[int, int] = NARROW,
    opened: Callable[[HouseDoors], None] | None = None,
    between: Look | None = None,
    then: Look | None = None,
) -> None:
    """Open the workbench on an article or the library, press keys, then look.

    `opened` opens a screen first; `between` is waited for after each run of one key.
    """

    async def inside() -> None:
        app = TwosourceApp(desk, document)
        async with app.run_test(size=size) as pilot:
            if opened:
                opened(app.doors)
            await pilot.pause()
            for alike in [list(group) for _, group in groupby(keys)] if between else [list(keys)]:
                await pilot.press(*alike)
                await (between(pilot) if between else pilot.pause())
            if then:
                await then(pilot)

    asyncio.run(inside())


@pytest.fixture
def drive() -> Callable[..., None]:
    """Opens a screen over the library, presses keys, then looks: `drive(desk, door, "q")`."""

    def run(
        desk: Desk,
        opened: Callable[[HouseDoors], None] | None,
        *keys: str,
        then: Look | None = None,
        size: tuple[int, int] = NARROW,
    ) -> None:
        run_workbench(desk, None, *keys, size=size, opened=opened, then=then)

    return run


def line(pilot: Pilot[None], name: str) -> str:
    """What a line of the screen says, by its id."""
    return str(pilot.app.screen.query_one(f"#{name}", Static).content)


def shown(pilot: Pilot[None]) -> str:
    """The whole screen as text."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


def masked(pilot: Pilot[None]) -> str:
    """The same without what the clock and its zone make of it."""
    text = re.sub(r"\d\d [A-Z][a-z]{2} (?=\d\d:)", "-- --- ", shown(pilot))
    return re.sub(r"\d\d:\d\d", "--:--", text) + "\n"


def golden(name: str, size: tuple[int, int]) -> str:
    """A screen as it was looked at and found good."""
    return (GOLDEN / f"{name}-{size[0]}x{size[1]}.txt").read_text(encoding="utf-8")


async def until(pilot: Pilot[None], seen: Callable[[], object]) -> None:
    """Wait for what comes by itself."""
    await waiting.until(lambda: pilot.pause(0.01), seen)
