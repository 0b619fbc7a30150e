"""The review log sent out from a real terminal: the files are what the command line writes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import ARTICLE, LEADS, Run
from .terminal import NARROW, WIDE, Terminal, workbench_after

WRITTEN = "^ written, y copies the path:"
MANY = 3_000  # claims
# An export that tells how far it is, and goes on until it is stopped
ENDLESS = workbench_after("""
from store.exports import exporter
md = exporter("md")
whole = md.export
def export(dossier, **about):
    yield from whole(dossier, **about)
    while True:
        for article in dossier.articles():
            yield from ("" for _ in article.claims())
md.export = export
""")


both_sizes = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["120x36", "80x24"])


@pytest.fixture
def size() -> tuple[int, int]:
    """The small one, where a law is not about what there is room for."""
    return NARROW


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """The folder in which the workbench is started, and nothing else is."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


@pytest.fixture
def terminal(
    start: Callable[..., Terminal], run: Run, db: Path, out: Path, size: tuple[int, int]
) -> Terminal:
    """The export screen on the sample, of which two claims are judged."""
    run("add", str(ARTICLE), "--published", "2024-02-08")
    opened = start("--db", str(db), "review", "1", size=size, cwd=out)
    opened.see(LEADS)
    opened.do("space", "1", see=r"^ #1 verified · saved")
    opened.do("4", see=r"^ #2 false · saved")
    opened.do("o", see=r"^ EXPORT ")
    opened.see(r"Review log: Xi and Putin")
    return opened


@both_sizes
def test_both_formats_are_byte_for_byte_what_the_command_line_writes(
    terminal: Terminal, run: Run, out: Path, tmp_path: Path
) -> None:
    terminal.do("enter", see=WRITTEN)
    terminal.see("✓ md ")
    terminal.do("j", "enter", see="✓ html ")
    for form in ("md", "html"):
        run("export", form, "1", "-o", str(tmp_path / f"cli.{form}"))
        written = out / f"xi-putin-call-review.{form}"
        assert written.read_bytes() == (tmp_path / f"cli.{form}").read_bytes()
    assert len(list(out.iterdir())) == 2


@both_sizes
def test_choices_are_the_options_of_the_command_line(
    terminal: Terminal, run: Run, out: Path, tmp_path: Path
) -> None:
    terminal.do("j", "j", see=r"^▸ +· csv ")
    terminal.press("s", "s", "m", "f", "r")
    terminal.see(r"f .*final view|f .*one per claim: ruled on or shared")
    terminal.do("enter", see=WRITTEN)
    cli = tmp_path / "cli.csv"
    options = ("--status", "verified", "--of", "mk", "--final", "--redact")
    run("export", "csv", "1", "-o", str(cli), *options)
    assert (out / "xi-putin-call-review.csv").read_bytes() == cli.read_bytes()


def test_what_is_there_is_replaced_only_by_the_key_for_it(terminal: Terminal, out: Path) -> None:
    path = out / "xi-putin-call-review.md"
    path.write_text("mine")
    terminal.do("enter", see=r"xi-putin-call-review\.md already exists: o replaces it")
    assert path.read_text() == "mine"
    terminal.do("o", see=WRITTEN)
    assert path.read_text().startswith("# Review log")


def test_another_name_is_typed_and_the_other_file_stays(terminal: Terminal, out: Path) -> None:
    path = out / "xi-putin-call-review.md"
    path.write_text("mine")
    terminal.do("enter", see=r"already exists: o replaces it, t chooses another name")
    terminal.do("t", see=r"^ PROMPT ")
    terminal.do("\x15", see="path of a file, or of a folder for it")
    terminal.press("second.md", "enter", "enter")
    terminal.see(WRITTEN)
    assert path.read_text() == "mine"
    assert (out / "second.md").read_text().startswith("# Review log")


def test_a_name_that_may_not_leave_stops_the_export_and_nothing_is_lost(
    terminal: Terminal, run: Run, out: Path
) -> None:
    run("sources", "add", "Yuri Ushakov", "--code-name", "Heron", "--class", "eyewitness")
    terminal.do("r", see=r"r .*protected sources by code name")
    terminal.do("enter", see=r"the export would name the protected source Heron(?s:.*)written")
    terminal.see(r"r .*protected sources by code name")
    # the preview says so too, maybe before the export has ended
    terminal.until(lambda: not list(out.iterdir()), "cleared its folder")


@both_sizes
def test_q_goes_back_to_the_claim_in_hand(terminal: Terminal) -> None:
    terminal.do("q", see=r"^ NORMAL ")
    terminal.see(r"▸ +3 ")


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory, made_once: Callable[..., Path]) -> Path:
    """A desk with an article of many claims."""
    text = tmp_path_factory.mktemp("long") / "long.txt"
    said = (f"A port official said that berth {n} was closed.\n\n" for n in range(MANY))
    text.write_text("".join(said))
    return made_once(("add", str(text)))


@pytest.fixture
def at_work(
    start: Callable[..., Terminal],
    long: Path,
    db: Path,
    out: Path,
    size: tuple[int, int],
) -> Terminal:
    """An export of many claims that is under way, and does not end by itself."""
    shutil.copy(long, db)
    opened = start("--db", str(db), size=size, cwd=out, script=ENDLESS)
    opened.see("^ LIBRARY ")
    opened.do("x", see="^ EXPORT ")
    opened.do("enter", see=rf"exporting md: \d+ of {MANY} claims")
    return opened


@both_sizes
def test_q_during_work_leaves_nothing_and_the_screen_goes_on(at_work: Terminal, out: Path) -> None:
    at_work.do("q", see="stopped; nothing was written")
    assert list(out.iterdir()) == []
    at_work.do("q", see="^ LIBRARY ")


def test_leaving_the_program_during_work_leaves_nothing(at_work: Terminal, out: Path) -> None:
    at_work.press("\x11")  # ctrl+q
    assert at_work.ended() == 0
    assert list(out.iterdir()) == []
