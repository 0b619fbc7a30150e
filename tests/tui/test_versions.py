"""Versions of an article on the screens: which is superseded, and what was held before."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from textual.pilot import Pilot

from claims.model import Document
from store.queries import claim_listing, claim_rows
from store.verbs import judging, naming
from store.verbs.desk import Desk
from store.verbs.intake import Added
from store.verbs.revising import revise
from tui.screens.library.screen import LibraryScreen
from tui.widgets.text_lines import TextLines

from .conftest import run_workbench

BEFORE = "Reuters reported that the quay was closed on Monday. It rains in Halm.\n"
AFTER = BEFORE.replace("Monday", "Tuesday")

Look = Callable[[Pilot[None]], Coroutine[Any, Any, None]]


@pytest.fixture(params=[(120, 36), (80, 24)], ids=["120x36", "80x24"])
def show(
    request: pytest.FixtureRequest, desk: Desk, add: Callable[..., Added]
) -> Callable[..., None]:
    """Runs the workbench on the second version of an article whose first claim was judged."""
    first = add(BEFORE).document
    claim = claim_listing.listing(desk.conn, first)[0]
    naming.attribute(desk, claim, ["reuters"])
    judging.judge(desk, claim, status="verified")
    document = Document(AFTER, reader="plain/1")
    second = revise(desk, AFTER.encode(), document, "new.txt", first).added.document

    def run(article: int | None, *keys: str, then: Look | None = None) -> None:
        document = second if article is None else None
        run_workbench(desk, document, *keys, size=request.param, then=then)

    return run


def test_the_panel_shows_what_was_held_before_the_change(show: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        panel = pilot.app.screen.query_one("#panel", TextLines)
        shown = "\n".join(strip.text for strip in map(panel.render_line, range(panel.size.height)))
        assert "before, as #1: verified, source Reuters" in shown

    show(None, then=look)


def test_the_key_that_repeats_takes_it_over(show: Callable[..., None], desk: Desk) -> None:
    show(None, "full_stop")
    assert desk.reviewer
    row = claim_rows.row(desk.conn, claim_listing.listing(desk.conn, 2)[0], desk.reviewer.id)
    assert (row.status, row.source) == ("verified", "Reuters")


def test_the_library_says_which_version_is_superseded(show: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        lines = [strip.text for strip in map(screen.list.render_line, range(2))]
        assert ["superseded by 2" in line for line in lines] == [False, True]

    show(0, then=look)
