"""The shape of the code: no circles, rooms of a size, one thing in one place.

What import-linter holds (floors, layers, screens that know no other) stands in `pyproject.toml`.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from .terminal import ROOT

PACKAGES = ("claims", "store", "tui")
FILES = {
    path.relative_to(ROOT): ast.parse(path.read_text(encoding="utf-8"))
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
}
MODULES = {".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in FILES}

Graph = Mapping[str, set[str]]

# --- circles -------------------------------------------------------------------------------------


def imports(path: Path, modules: Mapping[str, Path], tree: ast.Module) -> set[str]:
    """The modules that a file imports, also inside functions and for types alone."""
    found: set[str | None] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name in modules}
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            for alias in node.names:
                inside = f"{base}.{alias.name}"
                found.add(inside if inside in modules else base if base in modules else None)
    return {name for name in found if name and modules[name] != path}


def circles(graph: Graph) -> list[list[str]]:
    """The groups of modules each of which reaches every other (Tarjan 1972)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for after in graph[node]:
            if after not in index:
                visit(after)
                low[node] = min(low[node], low[after])
            elif after in stack:
                low[node] = min(low[node], index[after])
        if low[node] == index[node]:
            at = stack.index(node)
            group, stack[at:] = stack[at:], []
            if len(group) > 1:
                found.append(sorted(group))

    for node in graph:
        if node not in index:
            visit(node)
    return found


def test_a_circle_is_found_where_there_is_one() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == [["b", "c"]]


@pytest.mark.parametrize(
    "code",
    [
        "from b import x",
        "def f():\n    import b",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from b import X",
    ],
    ids=["plain", "inside a function", "for types alone"],
)
def test_an_import_counts_wherever_it_stands(code: str) -> None:
    known = {"a": Path("a.py"), "b": Path("b.py")}
    assert imports(Path("a.py"), known, ast.parse(code)) == {"b"}


def test_no_files_import_each_other_in_a_circle() -> None:
    graph = {name: imports(path, MODULES, FILES[path]) for name, path in MODULES.items()}
    assert circles(graph) == []


# --- sizes ---------------------------------------------------------------------------------------


def classes() -> Iterator[tuple[str, ast.ClassDef]]:
    for path, tree in FILES.items():
        yield from ((str(path), n) for n in ast.walk(tree) if isinstance(n, ast.ClassDef))


def test_no_folder_has_more_than_25_modules() -> None:
    rooms = Counter(str(path.parent) for path in FILES if path.name != "__init__.py")
    assert {room: count for room, count in rooms.items() if count > 25} == {}


def test_at_most_15_files_are_longer_than_300_lines() -> None:
    long = [p for p in FILES if len((ROOT / p).read_text(encoding="utf-8").splitlines()) > 300]
    assert len(long) <= 15, long


def test_no_class_is_longer_than_250_lines() -> None:
    spans = {f"{path}: {c.name}": (c.end_lineno or 0) - c.lineno + 1 for path, c in classes()}
    assert {name: lines for name, lines in spans.items() if lines > 250} == {}


# --- one thing in one place ----------------------------------------------------------------------


def test_a_class_name_stands_once() -> None:
    named = Counter(c.name for _, c in classes() if not c.name.startswith("_"))
    assert {name: count for name, count in named.items() if count > 1} == {}


def test_screens_and_commands_open_no_transaction_and_ask_no_table() -> None:
    sql = re.compile(r"\.write\(\) as|database\.write\(|\.execute(many)?\(|\bSELECT\b")
    front = [path for path in FILES if path.parts[0] == "tui"]
    found = [p for p in front if sql.search((ROOT / p).read_text(encoding="utf-8"))]
    assert found == []


def test_only_the_store_speaks_sql() -> None:
    asks = re.compile(r"\.execute(many)?\(")
    found = {p.parts[0] for p in FILES if asks.search((ROOT / p).read_text(encoding="utf-8"))}
    assert found == {"store"}


# --- what a module says of itself ----------------------------------------------------------------

RIDDLE = re.compile(r"(Who|Whose|Whom|What|Which|Where|Whether|When|Why|How|Is|Are|Do|Does)\b")


def first_sentence(tree: ast.Module) -> str:
    return (ast.get_docstring(tree) or "").split("\n\n")[0].replace("\n", " ")


def test_every_module_says_what_it_holds() -> None:
    silent = [p for p, tree in FILES.items() if not first_sentence(tree).rstrip().endswith(".")]
    assert silent == []


def test_no_module_opens_with_a_question() -> None:
    assert [str(p) for p, tree in FILES.items() if RIDDLE.match(first_sentence(tree))] == []


# --- what newcomers are told ---------------------------------------------------------------------

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
NAMED = re.compile(r"`((?:claims|store|tui|tests|docs|benchmarks|fixtures)/[\w./-]*|[A-Z]\w+\.md)`")
INVENTED = {"store/exports/tei.py"}  # the example of a format that there is not


def test_every_file_that_the_guide_names_is_there() -> None:
    named = set(NAMED.findall(GUIDE))
    assert len(named) > 30
    assert {name for name in named - INVENTED if not (ROOT / name).exists()} == set()


def test_the_guide_names_every_room() -> None:
    rooms = {f"{p.parts[0]}/{p.parts[1]}/" for p in FILES if len(p.parts) > 2}
    told = {name if name.endswith("/") else f"{name}/" for name in NAMED.findall(GUIDE)}
    known = {room for room in rooms if any(name.startswith(room) for name in told)}
    assert rooms - known == set()


def test_every_table_that_the_guide_names_stands_in_its_file() -> None:
    tables = re.findall(r"`([A-Z]{3,})` of `([\w/]+\.py)`", GUIDE)
    assert len(tables) >= 4
    for table, path in tables:
        assert re.search(rf"^{table}\b", (ROOT / path).read_text(encoding="utf-8"), re.M), path
