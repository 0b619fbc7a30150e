"""What the program drags in, what is shipped, and what the documents say of it."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from claims.scales import NEWSROOM
from tests.waiting import PATIENCE
from tui.cli import cli
from tui.keys import AT_HAND, KEYS
from tui.screens.help import page

from .conftest import ARTICLE, Run
from .terminal import ROOT

README = ROOT / "README.md"
READERS = {"trafilatura", "pypdfium2", "openpyxl"}
SCREEN = {"textual", "rich"}

# --- imports -------------------------------------------------------------------------------------

PROBE = """
import atexit, sys
atexit.register(lambda: print("\\n".join({name.partition(".")[0] for name in sys.modules})))
"""


@pytest.fixture
def imported(user: dict[str, str], tmp_path: Path, db: Path):
    """The top-level modules that a line of Python, or a command, has imported."""

    def factory(code: str = "", *, command: tuple[str, ...] = ()) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", PROBE + (code or "from tui.cli import main; main()")]
            + (["--db", str(db), *command] if command else []),
            env=user,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        return set(done.stdout.splitlines())

    return factory


def test_the_probe_notices_a_screen(imported) -> None:
    assert imported("import tui.app") >= SCREEN


def test_help_imports_no_screen_no_store_library_and_no_reader(imported) -> None:
    drags = imported(command=("--help",))
    assert (
        drags & (SCREEN | READERS | {"sqlite_utils", "sqlite3", "rapidfuzz", "dateutil"}) == set()
    )


@pytest.mark.parametrize(
    "command",
    [
        ("claims",),
        ("log",),
        ("log", "verify"),
        ("log", "digest"),
        ("tag", "1", "--status", "false"),
        ("export", "md"),
        ("sources",),
        ("signoff",),
        ("session", "list"),
        ("reviewers",),
        ("comments",),
        ("backup", "copy.db"),
        ("read", str(ARTICLE)),
        ("add", str(ARTICLE)),
    ],
    ids=" ".join,
)
def test_a_plain_command_imports_no_screen(imported, run: Run, command: tuple[str, ...]) -> None:
    run("add", str(ARTICLE))
    assert imported(command=command) & (SCREEN | READERS | {"sqlite_utils"}) == set()


def test_the_store_imports_neither_screen_nor_command_line(imported) -> None:
    drags = imported(
        "import store.verbs.desk, store.verbs.opening, store.exports, store.verbs.verify"
    )
    assert drags & (SCREEN | READERS | {"click", "tui"}) == set()


def test_the_claims_import_no_database(imported) -> None:
    drags = imported("import claims.reading, claims.intake, claims.voices.suggest")
    assert drags & (SCREEN | READERS | {"click", "sqlite3", "sqlite_utils", "store"}) == set()


# --- the wheel -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in a wheel that is built now."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return archive.namelist()


def test_the_wheel_holds_our_three_packages_and_nothing_else(wheel: list[str]) -> None:
    top = {name.partition("/")[0] for name in wheel}
    assert {name for name in top if not name.endswith(".dist-info")} == {"claims", "store", "tui"}


def test_the_wheel_holds_what_the_program_opens(wheel: list[str]) -> None:
    assert {"tui/app.tcss", "tui/sample/xi-putin-call.md"} <= set(wheel)


def test_the_wheel_holds_every_module(wheel: list[str]) -> None:
    ours = {
        path.relative_to(ROOT).as_posix()
        for package in ("claims", "store", "tui")
        for path in (ROOT / package).rglob("*.py")
    }
    assert ours - set(wheel) == set()


# --- the documents -------------------------------------------------------------------------------


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command with the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command
        yield " ".join((*path, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


COMMANDS = dict(commands(cli)) | {"": cli}


def test_every_command_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    calls = [name if " " in name else f"twosource {name}" for name in COMMANDS if name]
    missing = [call for call in calls if not mentions(text, call)]
    assert missing == []


def mentions(text: str, words: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(words)}(?![\w-])", text) is not None


def test_every_option_is_in_the_readme() -> None:
    text = README.read_text(encoding="utf-8")
    missing = [
        f"twosource {name} {option.opts[-1]}".replace("  ", " ")
        for name, command in COMMANDS.items()
        for option in command.params
        if isinstance(option, click.Option) and not mentions(text, option.opts[-1])
    ]
    assert missing == []


@pytest.mark.parametrize("name", COMMANDS, ids=lambda name: name or "twosource")
def test_every_command_and_option_says_what_it_does(name: str) -> None:
    command = COMMANDS[name]
    silent = [p.name for p in command.params if isinstance(p, click.Option) and not p.help]
    assert (bool(command.help), silent) == (True, [])


def test_every_source_letter_is_on_the_help_page() -> None:
    lines = [line.plain for line in page(KEYS, NEWSROOM)]
    missing = [
        letter
        for letter, (_, name) in AT_HAND.items()
        if not any(line.startswith(f"  {letter} ") and name in line for line in lines)
    ]
    assert missing == []
