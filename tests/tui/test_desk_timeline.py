"""Keeping a claim's event in the desk's timeline by one key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from store.queries.desk_timeline import entries
from store.verbs.desk import Desk
from store.verbs.intake import Added

from .conftest import line, run_workbench

TEXT = "The Kirkholm Tunnel opened to cars on 20 May 2018. The tunnel is long."
Look = Callable[[Pilot[None]], object]


@pytest.fixture
def press(desk: Desk, add: Callable[..., Added]) -> Callable[..., None]:
    document = add(TEXT).document

    def run(*keys: str, then: Look | None = None) -> None:
        async def look(pilot: Pilot[None]) -> None:
            if then is not None:
                then(pilot)

        run_workbench(desk, document, *keys, size=(80, 24), then=look)

    return run


def test_d_keeps_the_event_of_a_dated_claim(press: Callable[..., None], desk: Desk) -> None:
    press("d")
    assert [(one.event, one.date) for one in entries(desk.conn)] == [
        ("The Kirkholm Tunnel opened to cars", "2018-05-20")
    ]


@pytest.mark.parametrize("last", ["d", "u"])
def test_d_again_or_undo_takes_it_out(press: Callable[..., None], desk: Desk, last: str) -> None:
    press("d", last)
    assert not entries(desk.conn)


def test_a_claim_without_a_date_says_what_to_do(press: Callable[..., None], desk: Desk) -> None:
    def look(pilot: Pilot[None]) -> None:
        assert "names no event with one date" in line(pilot, "said")

    press("j", "d", then=look)
    assert not entries(desk.conn)
