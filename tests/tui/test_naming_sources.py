"""Naming sources in the workbench: the keys after `s`, the picker, what the list calls a voice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pytest
from textual.pilot import Pilot

from store.queries import claim_listing, claim_rows, known_sources
from store.verbs.desk import Desk
from store.verbs.intake import Added

from .conftest import line, run_workbench, shown, until

TEXT = (
    "Karl Weiss, the port ministry's spokesman, said that the quay would close. "
    "Lena Brandt, a pilot, said that the gate was shut. "
    "Brandt said that it rained. The ferry was late."
)
SIZES = [(120, 36), (80, 24)]
both_sizes = pytest.mark.parametrize("size", SIZES, ids=["120x36", "80x24"])


@pytest.fixture
def size() -> tuple[int, int]:
    return SIZES[1]


@pytest.fixture
def press(size: tuple[int, int], desk: Desk, add: Callable[..., Added]) -> Callable[..., None]:
    """Opens the article in the workbench and presses keys."""
    document = add(TEXT).document

    def run(
        *keys: str,
        sees: Sequence[tuple[str, str]] = (),
        first: Callable[[Any], None] = lambda _: None,
    ) -> None:
        async def look(pilot: Pilot[None]) -> None:
            first(pilot.app.screen)
            for where, words in sees:
                await until(pilot, partial(_stands, pilot, where, words))

        run_workbench(desk, document, *keys, size=size, then=look)

    return run


def _stands(pilot: Pilot[None], where: str, words: str) -> bool:
    """Whether words stand in a line of the screen, or anywhere on it."""
    return words in (line(pilot, where) if where else shown(pilot))


def chains(desk: Desk, index: int) -> list[tuple[str, ...]]:
    names = known_sources.names(desk.conn)
    ids = claim_listing.listing(desk.conn, 1, desk.reviewer_id)
    row = claim_rows.row(desk.conn, ids[index], desk.reviewer_id)
    return [tuple(names[one] for one in held.chain) for held in row.attributions]


@both_sizes
def test_digits_after_s_are_the_articles_own_voices(press: Callable[..., None]) -> None:
    press("s", sees=[("keys", "1 Brandt"), ("keys", "2 Weiss")])


def test_a_digit_names_its_voice_with_role_and_body(press: Callable[..., None], desk: Desk) -> None:
    press("G", "s", "2")
    who = known_sources.find(desk.conn, "Karl Weiss")
    assert (chains(desk, 3), who.role) == ([("Karl Weiss",)], "spokesman")


def test_a_digit_without_a_voice_says_so(press: Callable[..., None]) -> None:
    press("s", "7", sees=[("said", "no voice here has the number 7")])


@both_sizes
def test_one_key_refuses_what_is_suggested(press: Callable[..., None]) -> None:
    press("s", "n", sees=[("said", "#1 is not Karl Weiss"), ("", "source: none found")])


@both_sizes
def test_one_key_says_that_it_is_the_articles_own_voice(
    press: Callable[..., None], desk: Desk
) -> None:
    press("s", "v")
    assert chains(desk, 0) == [("the article itself",)]


@both_sizes
def test_a_chain_can_be_typed(press: Callable[..., None], desk: Desk) -> None:
    press("s", "s", *"cctv > xi jin", "enter")
    assert chains(desk, 0) == [("CCTV", "Xi Jinping")]


def test_the_picker_shows_the_links_by_their_names(press: Callable[..., None]) -> None:
    press("s", "s", *"cct > wei", sees=[("", "▸ CCTV > Karl Weiss")])


def test_an_empty_last_link_keeps_the_speaker(press: Callable[..., None], desk: Desk) -> None:
    press("s", "s", *"reuters >", "enter")
    assert chains(desk, 0) == [("Reuters", "Karl Weiss")]


def test_an_empty_first_link_keeps_what_stands_before_the_speaker(
    press: Callable[..., None], desk: Desk
) -> None:
    press("s", "s", *"reuters > weiss", "enter", "s", "s", *"> brandt", "enter")
    assert chains(desk, 0) == [("Reuters", "Lena Brandt")]


def test_the_picker_begins_with_the_articles_own_voices(press: Callable[..., None]) -> None:
    press("s", "s", sees=[("", "▸ Lena Brandt")])


def test_checks_that_are_done_later_do_not_cover_what_is_picked_from(
    press: Callable[..., None],
) -> None:
    press("s", "s", first=lambda screen: screen.found(()), sees=[("", "▸ Lena Brandt")])


@both_sizes
def test_two_sources_are_made_one_and_undone(press: Callable[..., None], desk: Desk) -> None:
    press("space", "j", "space", "s", "=", *"weiss", "enter")
    merged = chains(desk, 1)
    run_workbench(desk, 1, "u", size=SIZES[1])
    assert (merged, chains(desk, 1)) == ([("Karl Weiss",)], [("Lena Brandt",)])


def test_name_role_and_body_are_edited_on_one_line(press: Callable[..., None], desk: Desk) -> None:
    press("j", "space", "s", "e", "ctrl+u", *"Lena Brandt; chief pilot; Harbour Board", "enter")
    who = known_sources.find(desk.conn, "Lena Brandt")
    body = known_sources.names(desk.conn)[who.organisation or ""]
    assert (who.role, body) == ("chief pilot", "Harbour Board")


def test_a_source_is_edited_only_where_one_is_named(press: Callable[..., None]) -> None:
    press("s", "e", sees=[("said", "name this claim's source first")])


@both_sizes
def test_the_list_calls_a_person_by_the_surname(press: Callable[..., None]) -> None:
    press(sees=[("", "Weiss?"), ("", "Brandt?")])
