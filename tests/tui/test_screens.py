"""The screens, driven without a terminal: what a key does to the desk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from store.errors import StoreError
from store.queries import claim_listing, claim_rows, journal
from store.verbs import judging, spans
from store.verbs.desk import Desk
from store.verbs.intake import Added
from tui.app import TwosourceApp
from tui.keys import Mode
from tui.screens.library.screen import LibraryScreen
from tui.screens.review.screen import ReviewScreen
from tui.widgets.text_lines import TextLines

from .conftest import line, run_workbench

ARTICLE = Path(__file__).parents[2] / "fixtures" / "xi-putin-call.md"
SIZES = [(120, 36), (80, 24)]
Drive = Callable[[Pilot[None]], Coroutine[Any, Any, None]]


both_sizes = pytest.mark.parametrize("size", SIZES, ids=["120x36", "80x24"])


@pytest.fixture
def size() -> tuple[int, int]:
    """The small one, where a law is not about what there is room for."""
    return SIZES[1]


@pytest.fixture
def drive(size: tuple[int, int], desk: Desk, add: Callable[..., Added]) -> Callable[..., None]:
    """Runs the workbench on the sample, presses keys, then looks: `drive("space", "1", then=…)`."""
    document = add(ARTICLE).document

    def run(*keys: str, then: Drive | None = None) -> None:
        run_workbench(desk, document, *keys, size=size, then=then)

    return run


def first(desk: Desk, index: int = 0) -> claim_rows.ClaimRow:
    assert desk.reviewer
    ids = claim_listing.listing(desk.conn, 1, desk.reviewer.id)
    return claim_rows.row(desk.conn, ids[index], desk.reviewer.id)


@both_sizes
def test_two_keys_settle_a_claim_with_a_right_suggestion(
    drive: Callable[..., None], desk: Desk
) -> None:
    drive("space", "1")
    assert (first(desk).source, first(desk).status) == ("Kremlin", "verified")


def test_a_verdict_goes_to_the_next_undecided_claim(drive: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.current
        assert screen.current.number == "3"

    drive("1", "4", then=look)


@both_sizes
def test_the_line_above_the_keys_says_what_was_saved(drive: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert "#1 false · saved" in line(pilot, "said")

    drive("4", then=look)


def test_a_letter_behind_s_names_the_source(drive: Callable[..., None], desk: Desk) -> None:
    drive("s", "c")
    assert first(desk).source == "CCTV"


def test_a_letter_of_no_source_says_so_and_changes_nothing(
    drive: Callable[..., None], desk: Desk
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert "no source has the letter" in line(pilot, "said")

    drive("s", "z", then=look)
    assert first(desk).source == ""


def test_the_picker_adds_a_source_that_is_new(drive: Callable[..., None], desk: Desk) -> None:
    drive("s", "s", *"Lloyds List", "enter")
    assert first(desk).source == "Lloyds List"


def test_a_note_is_kept_on_leaving(drive: Callable[..., None], desk: Desk) -> None:
    drive("m", *"seen", "escape")
    assert first(desk).notes == {"note"}


def test_a_note_that_cannot_be_saved_stays_in_the_box(
    drive: Callable[..., None], desk: Desk
) -> None:
    patch = pytest.MonkeyPatch()

    def full(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    async def look(pilot: Pilot[None]) -> None:
        assert "the disk is full" in line(pilot, "said")
        patch.undo()
        await pilot.press("!", "escape")

    patch.setattr(judging, "note", full)
    drive("m", *"seen", "escape", then=look)
    assert [note.text for note in journal.notes(desk.conn, first(desk).id)] == ["seen!"]


def test_what_a_colleague_did_during_a_note_shows_when_it_is_left(
    drive: Callable[..., None], desk: Desk, open_at: Callable[..., Desk]
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        before, row = len(screen.view.ids), screen.view.row(4)
        colleague = open_at("li")
        spans.split(colleague, row.id, row.start + row.exact.index(" ", 20))
        await pilot.press("escape")
        await pilot.pause()
        assert len(screen.view.ids) == before + 1

    drive("m", *"seen", then=look)


def test_tab_makes_the_note_a_query(drive: Callable[..., None], desk: Desk) -> None:
    drive("m", "tab", *"who", "ctrl+g")
    assert first(desk).notes == {"query"}


def test_a_query_is_answered_with_one_key(drive: Callable[..., None], desk: Desk) -> None:
    drive("m", "tab", *"who", "ctrl+g", "A")
    assert [note.state for note in journal.notes(desk.conn, first(desk).id)] == ["answered"]


def test_undo_and_redo_are_one_key_each(drive: Callable[..., None], desk: Desk) -> None:
    drive("4", "u")
    assert first(desk).status is None
    drive("U")
    assert first(desk).status == "false"


def test_attribution_and_confidence_are_two_keys(drive: Callable[..., None], desk: Desk) -> None:
    drive("t", "a", "c", "h")
    assert (first(desk).attribution_status, first(desk).confidence) == ("altered", "high")


def test_a_claim_is_restated(drive: Callable[..., None], desk: Desk) -> None:
    drive("r", *"They spoke", "enter")
    assert first(desk).claim_reviewed == "They spoke"


def test_a_split_makes_two_claims_and_undo_one_again(
    drive: Callable[..., None], desk: Desk
) -> None:
    before = len(claim_listing.listing(desk.conn, 1))
    drive("x", "enter")
    assert len(claim_listing.listing(desk.conn, 1)) == before + 1
    drive("u")
    assert len(claim_listing.listing(desk.conn, 1)) == before


@both_sizes
def test_a_dot_takes_over_the_verdict_from_before_a_split(
    drive: Callable[..., None], desk: Desk
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert "before, as #1: false" in screen.query_one("#panel", TextLines).content.plain
        await pilot.press(".")

    drive("4", "g", "x", "enter", then=look)
    assert first(desk).status == "false"


@both_sizes
def test_a_new_claim_is_marked_with_the_keyboard(drive: Callable[..., None], desk: Desk) -> None:
    exact = first(desk).exact
    drive("i", "left", "left", "enter")
    marked = [first(desk, index).exact for index in range(3)]
    assert any(exact.startswith(text) and len(text) < len(exact) for text in marked)


def test_the_search_shows_only_claims_with_those_words(drive: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert all(
            "double confinement" in screen.view.row(i).exact for i in range(len(screen.view.ids))
        )
        assert "1 claim shown" in line(pilot, "said")

    drive("slash", *"double confinement", "enter", then=look)


def test_the_filter_hides_what_is_decided(drive: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.view.row(0).number == "2"

    drive("1", "f", "u", then=look)


def test_every_prefix_is_left_without_a_trace(drive: Callable[..., None], desk: Desk) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.mode is Mode.NORMAL

    events = desk.conn.execute("SELECT count(*) FROM event").fetchone()
    drive("s", "q", "t", "q", "c", "q", "f", "escape", "i", "q", "x", "q", then=look)
    assert desk.conn.execute("SELECT count(*) FROM event").fetchone() == events


def test_going_back_shows_the_library_with_the_progress(drive: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, LibraryScreen)
        assert screen.articles[0].decided == 1

    drive("1", "q", then=look)


@both_sizes
def test_the_bottom_line_never_runs_over_the_edge(drive: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        for key in ("s", "q", "f", "escape", "t", "q", "i", "q", "x", "q"):
            await pilot.press(key)
            for name in ("verdicts", "keys", "said", "top"):
                widget = pilot.app.screen.query_one(f"#{name}", Static)
                content = widget.content
                cells = getattr(content, "cell_length", None) or len(str(content))
                assert cells <= pilot.app.size.width, (key, name)

    drive(then=look)


def test_an_article_is_taken_in_by_its_path(desk: Desk) -> None:
    async def inside() -> None:
        app = TwosourceApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("a", *str(ARTICLE), "enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert isinstance(app.screen, LibraryScreen)
            assert [a.file_name for a in app.screen.articles] == [ARTICLE.name]

    asyncio.run(inside())


def test_a_path_that_is_not_there_is_a_notice_and_no_crash(desk: Desk) -> None:
    async def inside() -> None:
        app = TwosourceApp(desk)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("a", *"nowhere.txt", "enter")
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert "there is no file nowhere.txt" in line(pilot, "said")

    asyncio.run(inside())


def test_leaving_the_note_box_says_what_was_kept(drive: Callable[..., None]) -> None:
    """And not what the box, which is gone, was for."""

    async def look(pilot: Pilot[None]) -> None:
        assert "#1 note written · saved" in line(pilot, "said")

    drive("m", *"who says so", "tab", "escape", then=look)
