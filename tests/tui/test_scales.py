"""The workbench on any scale: its keys, its lines and its help are those of the scale in use."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from claims.scales import NEWSROOM, POLITIFACT, SCALES, Averitec, Scale, Status, Tone
from claims.scales.files import from_data, to_data
from store.queries import claim_listing, claim_rows
from store.verbs import judging, scales
from store.verbs.desk import Desk
from store.verbs.intake import Added
from tui.keys import KEYS
from tui.screens import bars
from tui.screens.help import page
from tui.screens.review.screen import ReviewScreen
from tui.widgets.text_lines import TextLines

from .conftest import line, run_workbench

ARTICLE = Path(__file__).parents[2] / "fixtures" / "xi-putin-call.md"
WIDTHS = [120, 80]
Look = Callable[[Pilot[None]], Coroutine[Any, Any, None]]

# As large as a file may make one: nine statuses, labels that fit no line.
LARGEST = from_data(
    "largest",
    to_data(
        Scale(
            "largest",
            tuple(
                Status(
                    f"status_{n}",
                    f"{n} label of forty cells".ljust(40, "x"),
                    "ABCDEFGHI"[n],
                    Tone.WARN,
                    "m",
                    Averitec.REFUTED,
                    None,
                    f"{n}xxxx",
                )
                for n in range(9)
            ),
        )
    ),
)

any_scale = pytest.mark.parametrize("scale", [*SCALES.values(), LARGEST], ids=lambda s: s.name)
shipped = pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
widths = pytest.mark.parametrize("width", WIDTHS)


@widths
@any_scale
def test_the_verdict_line_has_room_for_every_status(scale: Scale, width: int) -> None:
    line = bars.verdict_line(scale, KEYS, width).plain
    shown = [
        f"{n} {status.label}" in line or f"{n} {status.short}" in line
        for n, status in enumerate(scale.statuses, 1)
    ]
    assert (all(shown), cell_len(line) <= width) == (True, True)


@widths
@any_scale
def test_the_verdict_line_tells_how_to_clear(scale: Scale, width: int) -> None:
    assert " 0 cl" in bars.verdict_line(scale, KEYS, width).plain


@shipped
def test_a_wide_terminal_shows_the_labels_of_every_shipped_scale_in_full(scale: Scale) -> None:
    line = bars.verdict_line(scale, KEYS, 120).plain
    assert [s.label for s in scale.statuses if s.label not in line] == []


@pytest.mark.parametrize("width", [120, bars.WIDE])  # a narrower terminal shows no legend
@any_scale
def test_the_legend_explains_every_letter(scale: Scale, width: int) -> None:
    line = bars.legend_line(scale, width).plain
    missing = [
        status.letter
        for status in scale.statuses
        if f" {status.letter} {status.label}" not in line
        and f" {status.letter} {status.short}" not in line
    ]
    assert (missing, "! split" in line) == ([], True)


@any_scale
def test_the_help_explains_every_status_and_key(scale: Scale) -> None:
    told = [line.plain for line in page(KEYS, scale)]
    missing = [
        status.id
        for n, status in enumerate(scale.statuses, 1)
        if not any(line.split() and line.split()[0] == str(n) and status.label[1:] in line
                   for line in told)
        or f"  {status.letter:<14} {status.label}: {status.meaning}" not in told
    ]  # fmt: skip
    assert missing == []


@any_scale
def test_the_help_has_no_key_beyond_the_scale(scale: Scale) -> None:
    told = "\n".join(line.plain for line in page(KEYS, scale))
    assert "of the scale, and go on" not in told


# --- in the workbench ----------------------------------------------------------------------------


both_sizes = pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["120x36", "80x24"])


@pytest.fixture
def size() -> tuple[int, int]:
    """The small one, where a law is not about what there is room for."""
    return (80, 24)


@pytest.fixture
def drive(size: tuple[int, int], desk: Desk, add: Callable[..., Added]) -> Callable:
    """Runs the workbench on the sample: `drive(POLITIFACT, "1", then=look)`."""
    document = add(ARTICLE).document

    def run(scale: Scale, *keys: str, then: Look | None = None) -> None:
        scales.add(desk, scale)
        scales.use(desk, scale)

        run_workbench(desk, document, *keys, size=size, then=then)

    return run


def first(desk: Desk) -> claim_rows.ClaimRow:
    assert desk.reviewer
    ids = claim_listing.listing(desk.conn, 1, desk.reviewer.id)
    return claim_rows.row(desk.conn, ids[0], desk.reviewer.id)


@any_scale
def test_the_last_digit_gives_the_last_status(drive: Callable, desk: Desk, scale: Scale) -> None:
    drive(scale, str(len(scale.statuses)))
    assert (first(desk).status, first(desk).scale) == (scale.statuses[-1].id, scale.digest)


@shipped
def test_a_digit_beyond_the_scale_says_how_many_there_are(
    drive: Callable, desk: Desk, scale: Scale
) -> None:
    async def look(pilot: Pilot[None]) -> None:
        told = f"the {scale.name} scale has only {len(scale.statuses)} statuses"
        assert told in line(pilot, "said")

    drive(scale, "9", then=look)
    assert first(desk).status is None


@both_sizes
def test_a_verdict_of_another_scale_is_shown_with_its_name(drive: Callable, desk: Desk) -> None:
    drive(NEWSROOM, "4")

    async def look(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        shown = str(screen.query_one("#panel", TextLines).content)
        assert "false (newsroom)" in shown.splitlines()[0]
        assert screen._fetch(0, 1)[0].letter == "f"

    drive(POLITIFACT, "g", "g", then=look)


@both_sizes
def test_a_claim_that_was_judged_on_another_scale_is_passed_as_decided(
    drive: Callable, desk: Desk
) -> None:
    drive(NEWSROOM, "4")

    async def look(pilot: Pilot[None]) -> None:
        screen = pilot.app.screen
        assert isinstance(screen, ReviewScreen)
        assert screen.current
        assert screen.current.number == "2"
        assert "1/26" in line(pilot, "top")

    drive(POLITIFACT, then=look)


def test_a_key_gives_a_new_verdict_on_the_scale_in_use(drive: Callable, desk: Desk) -> None:
    drive(NEWSROOM, "4")
    drive(POLITIFACT, "g", "g", "3")
    assert (first(desk).status, first(desk).scale) == ("half_true", POLITIFACT.digest)


@both_sizes
def test_a_colleagues_verdict_on_another_scale_is_shown_with_its_name(
    drive: Callable, desk: Desk, open_at: Callable[..., Desk]
) -> None:
    judging.judge(open_at("li"), first(desk).id, status="false")

    async def look(pilot: Pilot[None]) -> None:
        shown = str(pilot.app.screen.query_one("#panel", TextLines).content)
        assert "li: false (newsroom)" in shown

    drive(POLITIFACT, "g", then=look)
