"""What is not imported when twosource starts, and why an import may stand inside a function.

An import inside a function hides from a reader what a module stands on. It is allowed where it
keeps something out of a start: each such module is named here, with the start that goes without it,
and the start is made.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.waiting import PATIENCE

from .terminal import ROOT

HELP = "import sys; sys.argv = ['twosource', '--help']; from tui.cli import main; main()"
DESK = "from store.verbs.opening import open_desk"
READING = "import claims.reading"
PAINT = "import tui.app, tui.screens.review.screen, tui.screens.library.screen"
ACTS = f"{PAINT}, tui.screens.review.acts"
REVIEW = "import tui.cli.review"
DEMO = "import tui.cli.demo"
CHILD = "import store.sandbox.child"
EXPORT = "from store.exports import exporter; exporter('xlsx')"

# The start that goes without a module, for each that is imported inside a function
WITHOUT = {
    "claims.intake": HELP,
    "claims.text": HELP,
    "importlib.metadata": HELP,
    "sqlite3": HELP,
    "store.errors": HELP,
    "store.verbs.intake": REVIEW,
    "tui.incoming": REVIEW,
    "tui.cli.demo_job": DEMO,
    "tui.cli.common": HELP,
    "claims.reading.reader": READING,
    "dateutil": PAINT,
    "rapidfuzz": PAINT,
    "sqlite_utils": PAINT,
    "tomllib": PAINT,
    "claims.scales.files": DESK,
    "claims.voices.classes": DESK,
    "claims.voices.registry": DESK,
    "claims.voices.shipped": DESK,
    "claims.voices.suggest": DESK,
    "store.queries.leads": PAINT,
    "tui.screens.adjudication": PAINT,
    "tui.screens.evidence": PAINT,
    "tui.screens.export": PAINT,
    "tui.screens.help": PAINT,
    "tui.screens.library.acts": PAINT,
    "tui.screens.review.acts": PAINT,
    "tui.screens.session": PAINT,
    "tui.widgets.note_box": ACTS,
    "tui.widgets.prompt": PAINT,
    "openpyxl": EXPORT,
    "ctypes": CHILD,
    "resource": CHILD,
}
# Late for another reason than a start: Textual reads its environment once, and so `tui.app` comes
# behind `tui.env`; and doors open the two screens that can be first
LATE = {"tui.app", "tui.screens.library.screen", "tui.screens.review.screen"}

PROBE = "import atexit, sys; atexit.register(lambda: print('\\n'.join(sys.modules)))\n"


@pytest.fixture(scope="module")
def loaded() -> Callable[[str], set[str]]:
    """The modules that a start has imported; each start is made once."""
    known: dict[str, set[str]] = {}

    def of(start: str) -> set[str]:
        if start not in known:
            done = subprocess.run(
                [sys.executable, "-c", PROBE + start],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
                timeout=PATIENCE,
            )
            known[start] = set(done.stdout.split())
        return known[start]

    return of


def late() -> Iterator[tuple[Path, str]]:
    """Every import inside a function: the file, and the module that it names."""
    for package in ("claims", "store", "tui"):
        for path in sorted((ROOT / package).rglob("*.py")):
            for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                    yield from ((path, name) for name in _named(function))


def _named(function: ast.AST) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            path = ROOT / module.replace(".", "/")
            for alias in node.names:
                yield f"{module}.{alias.name}" if (path / f"{alias.name}.py").exists() else module


def _covered(name: str, by: set[str]) -> bool:
    parts = name.split(".")
    return any(".".join(parts[:n]) in by for n in range(1, len(parts) + 1))


def test_the_probe_sees_what_a_start_imports(loaded: Callable[[str], set[str]]) -> None:
    assert {"textual", "tui.screens.review.screen"} <= loaded(PAINT)


@pytest.mark.parametrize(("module", "start"), WITHOUT.items(), ids=list(WITHOUT))
def test_a_start_goes_without(loaded: Callable[[str], set[str]], module: str, start: str) -> None:
    assert {name for name in loaded(start) if _covered(name, {module})} == set()


def test_an_import_stands_inside_a_function_only_to_keep_a_start_short() -> None:
    known = set(WITHOUT) | LATE
    assert {
        f"{path.relative_to(ROOT)}: {name}" for path, name in late() if not _covered(name, known)
    } == set()


def test_nothing_is_named_here_that_no_function_imports() -> None:
    named = {name for _, name in late()}
    assert {one for one in {*WITHOUT, *LATE} if not any(_covered(n, {one}) for n in named)} == set()
