"""The export screen, driven without a terminal: what a key chooses, and what is written."""

from __future__ import annotations

import sys
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from textual.pilot import Pilot

from claims.model import SourceClass
from store.dossier.values import Dossier, Scope
from store.exports import EXPORTERS, FolderFile, preview, write
from store.exports.write import Order
from store.queries import articles
from store.verbs import signing, sources
from store.verbs.desk import Desk
from store.verbs.intake import Added
from tui.keys import KEYS, Mode
from tui.screens.export.acts import ACTS
from tui.screens.export.screen import ExportScreen
from tui.screens.library.screen import LibraryScreen
from tui.screens.review.screen import ReviewScreen

from .conftest import line, run_workbench, until

ARTICLE = Path(__file__).parents[2] / "fixtures" / "xi-putin-call.md"
SIZES = [(120, 36), (80, 24)]
Drive = Callable[[Pilot[None]], Coroutine[Any, Any, None]]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


both_sizes = pytest.mark.parametrize("size", SIZES, ids=["120x36", "80x24"])


@pytest.fixture
def size() -> tuple[int, int]:
    """The small one, where a law is not about what there is room for."""
    return SIZES[1]


@pytest.fixture
def drive(size: tuple[int, int], desk: Desk, add: Callable[..., Added]) -> Callable[..., None]:
    """Opens the export screen on the sample, presses keys, then looks: `drive("enter", then=…)`.

    After each key the screen's threads are waited for."""
    document = add(ARTICLE).document

    def run(*keys: str, then: Drive | None = None, first: tuple[str, ...] = ("o",)) -> None:
        run_workbench(desk, document, *first, *keys, size=size, between=quiet, then=then)

    return run


async def quiet(pilot: Pilot[None]) -> None:
    """Until no export is under way and what it held back is done."""
    await pilot.pause()
    screen = pilot.app.screen
    while isinstance(screen, ExportScreen) and screen.sending.busy:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def previewed(pilot: Pilot[None]) -> str:
    """The preview, once it is there."""
    screen = here(pilot)
    await until(pilot, lambda: not line(pilot, "begins").endswith("…"))
    return screen.preview.wrapped.text


def here(pilot: Pilot[None]) -> ExportScreen:
    screen = pilot.app.screen
    assert isinstance(screen, ExportScreen)
    return screen


def choices(pilot: Pilot[None]) -> str:
    return here(pilot).query_one("#choices").content.plain  # type: ignore[attr-defined]


def expected(desk: Desk, form: str, scope: Scope, tmp_path: Path) -> bytes:
    path = tmp_path / f"expected.{form}"
    write.export(desk.database, Order(form, scope, str(path)))
    return path.read_bytes()


# --- opening and leaving -------------------------------------------------------------------------


def test_every_key_of_the_screen_has_its_act_and_every_act_its_key() -> None:
    assert {key.id for key in KEYS if key.mode is Mode.EXPORT} == set(ACTS)


def test_q_goes_back_to_the_review(drive: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app.screen, ReviewScreen)

    drive("q", then=look)


def test_x_in_the_library_opens_it_on_the_article(drive: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert here(pilot).about.article.id == 1
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, LibraryScreen)

    drive(then=look, first=("q", "x"))


@both_sizes
def test_the_list_shows_every_format_with_what_it_is_for(drive: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        screen = here(pilot)
        assert [form.name for form in screen.forms] == list(EXPORTERS)
        assert all(form.about for form in screen.forms)

    drive(then=look)


@both_sizes
def test_the_bottom_lines_name_the_key_of_every_choice(drive: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        shown = line(pilot, "more") + line(pilot, "keys")
        for name in ("desk", "mine", "status", "sign-off", "final", "redact", "history"):
            assert name in shown
        for name in ("export", "format", "where to", "help", "back"):
            assert name in shown

    drive(then=look)


# --- what is written -----------------------------------------------------------------------------


@both_sizes
def test_enter_writes_the_article_where_the_screen_says(
    drive: Callable[..., None], desk: Desk, tmp_path: Path
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        path = tmp_path / "xi-putin-call-review.md"
        assert here(pilot).path == str(path)
        assert here(pilot).said.startswith("written, y copies the path: ")
        assert path.read_bytes() == expected(desk, "md", Scope(1), tmp_path)

    drive("enter", then=look)


def test_a_second_format_is_two_keys(drive: Callable[..., None], tmp_path: Path) -> None:
    drive("enter", "down", "enter")
    assert (tmp_path / "xi-putin-call-review.html").exists()


@pytest.mark.parametrize(
    ("keys", "scope"),
    [
        (("a",), Scope()),
        (("s",), Scope(1, status="unreviewed")),
        (("s", "s"), Scope(1, status="verified")),
        (("f",), Scope(1, final=True)),
        (("r",), Scope(1, redact=True)),
        (("a", "a"), Scope(1)),
    ],
)
def test_each_choice_is_what_the_exporters_are_asked_for(
    drive: Callable[..., None], desk: Desk, keys: tuple[str, ...], scope: Scope
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert here(pilot).order().scope == scope

    drive(*keys, then=look)


def test_only_mine_asks_for_the_reviewer_who_works_here(
    drive: Callable[..., None], desk: Desk
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert desk.reviewer
        assert here(pilot).order().scope.reviewer == desk.reviewer.id
        assert "only mk" in choices(pilot)

    drive("m", then=look)


def test_since_the_sign_off_needs_one(drive: Callable[..., None], desk: Desk) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert "not signed off yet" in here(pilot).said
        assert not here(pilot).wish.since

    drive("d", then=look)


def test_since_the_sign_off_is_its_time(drive: Callable[..., None], desk: Desk) -> None:
    signing.sign_off(desk, 1)

    async def look(pilot: Pilot[None]) -> None:
        signed = articles.article(desk.conn, 1).signed_at
        assert here(pilot).order().scope.since == signed

    drive("d", then=look)


def test_history_is_asked_for_only_where_a_format_has_it(drive: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert here(pilot).order().history
        await pilot.press("j", "j")
        assert not here(pilot).order().history

    drive("h", then=look)


def test_a_typed_path_is_where_it_goes_and_the_next_format_goes_beside_it(
    drive: Callable[..., None], tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    drive("t", "ctrl+u", *"out/log.md", "enter", "enter", "j", "enter")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["log.html", "log.md"]


def test_a_typed_dash_is_a_file_and_never_the_terminal(
    drive: Callable[..., None], tmp_path: Path
) -> None:
    drive("t", "ctrl+u", "-", "enter", "enter")
    assert (tmp_path / "-").read_text().startswith("# Review log")


def test_keys_typed_ahead_of_an_export_are_done_after_it(
    drive: Callable[..., None], tmp_path: Path
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await pilot.press("enter", "j", "enter")
        await until(pilot, (tmp_path / "xi-putin-call-review.html").exists)
        assert (tmp_path / "xi-putin-call-review.md").exists()
        await quiet(pilot)

    drive(then=look)


# --- what is refused -----------------------------------------------------------------------------


@both_sizes
def test_what_is_there_already_stays_until_one_key_replaces_it(
    drive: Callable[..., None], tmp_path: Path
) -> None:
    path = tmp_path / "xi-putin-call-review.md"
    path.write_text("mine")

    async def look(pilot: Pilot[None]) -> None:
        assert "already exists: o replaces it, t chooses another name" in here(pilot).said
        assert path.read_text() == "mine"
        assert "o replace it" in line(pilot, "keys")
        await pilot.press("o")
        await quiet(pilot)
        assert path.read_text().startswith("# Review log")

    drive("enter", then=look)


def test_replace_means_nothing_where_nothing_was_asked(
    drive: Callable[..., None], tmp_path: Path
) -> None:
    path = tmp_path / "xi-putin-call-review.md"
    path.write_text("mine")
    drive("enter", "j", "k", "o")
    assert path.read_text() == "mine"


def test_a_protected_name_in_the_article_stops_a_redacted_export(
    drive: Callable[..., None], desk: Desk, tmp_path: Path
) -> None:
    sources.add(desk, "Yuri Ushakov", SourceClass.EYEWITNESS, code_name="Heron")

    async def look(pilot: Pilot[None]) -> None:
        assert "would name the protected source Heron" in here(pilot).said
        assert here(pilot).wish.redact
        assert not list(tmp_path.glob("*.md"))

    drive("r", "enter", then=look)


def test_what_cannot_be_written_is_a_sentence(drive: Callable[..., None]) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert "cannot be written" in here(pilot).said

    drive("t", "ctrl+u", *"no/such/x.md", "enter", "enter", then=look)


def test_the_desk_itself_is_never_replaced(drive: Callable[..., None], desk: Desk) -> None:
    async def look(pilot: Pilot[None]) -> None:
        assert "is the desk itself" in here(pilot).said
        assert desk.database.sound()

    drive("t", "ctrl+u", *"t.db", "enter", "enter", then=look)


# --- formats that are not there yet --------------------------------------------------------------


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Another format, first in the list: `given(export)`."""

    def factory(export: Callable[..., Iterator[Any]], suffix: str = ".txt") -> None:
        module = ModuleType("given_format")
        vars(module).update(VERSION="1", SUFFIX=suffix, ABOUT="for this test", export=export)
        monkeypatch.setitem(sys.modules, "given_format", module)
        others = dict(EXPORTERS)
        EXPORTERS.clear()
        EXPORTERS.update({"given": "given_format"} | others)

    before = dict(EXPORTERS)
    yield factory  # type: ignore[misc]
    EXPORTERS.clear()
    EXPORTERS.update(before)


@both_sizes
def test_a_new_format_appears_by_itself_and_a_folder_gets_a_folders_name(
    drive: Callable[..., None], given: Callable[..., None], tmp_path: Path
) -> None:
    def export(*_: object, **__: object) -> Iterator[FolderFile]:
        yield FolderFile("README.txt", "twosource export\n")
        yield FolderFile("one.json", "{}")

    given(export, "/")

    async def look(pilot: Pilot[None]) -> None:
        assert await previewed(pilot) == "── README.txt\ntwosource export\n\n── one.json\n{}\n\n"

    drive("enter", then=look)
    assert (tmp_path / "xi-putin-call-review-given" / "one.json").read_text() == "{}"


def test_a_missing_library_is_a_sentence(
    drive: Callable[..., None], given: Callable[..., None]
) -> None:
    def export(*_: object, **__: object) -> Iterator[str]:
        raise ModuleNotFoundError("No module named 'openpyxl'", name="openpyxl")
        yield ""

    given(export)

    async def look(pilot: Pilot[None]) -> None:
        assert here(pilot).said == "given needs openpyxl, which is not installed; see the README"

    drive("enter", then=look)


@both_sizes
def test_q_during_work_stops_it_and_leaves_nothing(
    drive: Callable[..., None], given: Callable[..., None], tmp_path: Path
) -> None:
    def export(dossier: Dossier, **_: object) -> Iterator[str]:
        """Without end."""
        for article in dossier.articles():
            while True:
                yield from (claim.exact for claim in article.claims())

    given(export)
    before = set(tmp_path.iterdir())

    async def look(pilot: Pilot[None]) -> None:
        await pilot.press("enter")
        await until(pilot, lambda: "pass" in here(pilot).said)
        assert "stop" in line(pilot, "keys")
        await pilot.press("q")
        await until(pilot, lambda: not here(pilot).sending.busy)
        assert here(pilot).said == "stopped; nothing was written"
        assert set(tmp_path.iterdir()) - before <= {tmp_path / "t.db-wal", tmp_path / "t.db-shm"}

    drive(then=look)


# --- the preview ---------------------------------------------------------------------------------


@both_sizes
def test_the_preview_is_the_beginning_of_what_is_written(
    drive: Callable[..., None], desk: Desk, tmp_path: Path
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        text = await previewed(pilot)
        whole = expected(desk, "csv", Scope(1), tmp_path).decode().replace("\r\n", "\n")
        assert whole.startswith(text.removesuffix("…"))

    drive("j", "j", then=look)


@both_sizes
def test_the_preview_is_bounded_and_makes_no_more_than_it_shows(
    drive: Callable[..., None], given: Callable[..., None]
) -> None:
    made = 0

    def export(*_: object, **__: object) -> Iterator[str]:
        nonlocal made
        while True:
            made += 1
            yield f"{'x' * 1000}\n"

    given(export)

    async def look(pilot: Pilot[None]) -> None:
        shown = (await previewed(pilot)).split("\n")
        assert len(shown) <= preview.LINES + 1
        assert shown[-1] == "…"
        assert max(map(len, shown)) == preview.LENGTH
        assert made <= preview.LINES + 1

    drive(then=look)


def test_the_preview_cannot_move_the_terminal(
    drive: Callable[..., None], given: Callable[..., None]
) -> None:
    given(lambda *_, **__: iter(["\x1b[2Jgone \u202eback\n"]))

    async def look(pilot: Pilot[None]) -> None:
        text = await previewed(pilot)
        assert text.startswith("␛[2Jgone ")
        assert "\u202e" not in text

    drive(then=look)


def test_a_redacted_preview_says_why_there_is_none(drive: Callable[..., None], desk: Desk) -> None:
    sources.add(desk, "Yuri Ushakov", SourceClass.EYEWITNESS, code_name="Heron")

    async def look(pilot: Pilot[None]) -> None:
        assert "would name the protected source Heron" in await previewed(pilot)

    drive("r", then=look)
