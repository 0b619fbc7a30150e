"""No test says how long a thing takes, or waits less than a slow machine may need."""

from __future__ import annotations

import ast
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.waiting import PATIENCE, ending

TESTS = Path(__file__).parents[1]
WITH_A_CLOCK = {TESTS / "waiting.py"}  # where it is said how long a test waits

# The rest of `time` reads no clock
CLOCKS = {
    f"{name}{unit}"
    for name in ("time", "perf_counter", "monotonic", "process_time", "thread_time")
    for unit in ("", "_ns")
} | {"clock_gettime", "clock_gettime_ns", "sleep"}
TIMERS = {"timeit", "cProfile", "profile"}
WAITS = {"timeout", "within"}  # arguments that say for how many seconds
LOOK = 0.05  # seconds between two looks for something that is waited for


def faults(code: str) -> list[str]:
    """What in this program has to do with a clock, also in a program that it has as a text."""
    tree = ast.parse(code)
    return [f"line {node.lineno}: {what}" for node, what in _faults(tree)]


def _faults(tree: ast.Module) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    modules = _names(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for one in node.names:
                if (node.module == "time" and one.name in CLOCKS) or node.module in TIMERS:
                    yield node, f"{node.module}.{one.name}"
        elif isinstance(node, ast.Import):
            for one in node.names:
                if one.name in TIMERS:
                    yield node, one.name
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = modules.get(node.value.id)
            if (module == "time" and node.attr in CLOCKS) or (module, node.attr) in {
                ("asyncio", "sleep"),
                ("os", "times"),
                ("resource", "getrusage"),
            }:
                yield node, f"{module}.{node.attr}"
        elif isinstance(node, ast.Call):
            yield from ((node, what) for what in _hurries(node, modules))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from ((node, f"in a text, {what}") for what in _in_text(node.value))


def _names(tree: ast.Module) -> dict[str, str]:
    """What the modules that are imported are called here."""
    return {
        one.asname or one.name: one.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for one in node.names
    }


def _hurries(call: ast.Call, modules: dict[str, str]) -> Iterator[str]:
    """Waiting that is given up sooner than a slow machine may need, or that is a pause."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    for word in call.keywords:
        seconds = _number(word.value)
        short = seconds is not None and (word.arg == "deadline" or seconds < PATIENCE)
        if word.arg in {*WAITS, "deadline"} and short:
            yield f"{word.arg}={seconds}"
    given = [seconds for arg in call.args if (seconds := _number(arg)) is not None]
    if name in ("timeout", "wait_for", "wait", "join") and any(
        seconds < PATIENCE for seconds in given
    ):
        yield f"{name} of {given}"
    if name == "pause" and any(seconds > LOOK for seconds in given):
        yield f"pause of {given}"


def _number(node: ast.expr) -> float | None:
    """The seconds that are written there as a number."""
    try:
        found = ast.literal_eval(node)
    except ValueError:
        return None
    return float(found) if isinstance(found, int | float) else None


def _in_text(text: str) -> list[str]:
    if "import" not in text:
        return []
    try:
        return faults(text)
    except SyntaxError:
        return []


@pytest.mark.parametrize(
    "code",
    [
        "import time\nbegan = time.perf_counter()\nassert time.perf_counter() - began < 0.5",
        "import time as t\nt.sleep(0.1)",
        "from time import monotonic as now\nassert now() < 5",
        "import timeit\nassert timeit.timeit(work) < 1",
        "import time\nassert time.process_time() < 8",
        "import asyncio\nasyncio.run(asyncio.sleep(1))",
        "import resource\nassert resource.getrusage(0).ru_utime < 1",
        "process.wait(timeout=0.5)",
        "event.wait(0.5)",
        "thread.join(0.2)",
        "terminal.see('saved', within=0.5)",
        "import asyncio\nasyncio.timeout(10)",
        "pilot.pause(0.5)",
        "@settings(deadline=200)\ndef test_all(): ...",
        "CHILD = 'import time; time.sleep(1)'",
        'CHILD = """\nimport sys, time\nend = time.monotonic() + float(sys.argv[1])\n"""',
    ],
)
def test_the_guard_sees_a_clock(code: str) -> None:
    assert faults(code) != []


@pytest.mark.parametrize(
    "code",
    [
        "import time\ntime.tzset()",
        "from datetime import time\ntime(12, 30)",
        "process.wait(timeout=PATIENCE)",
        "pilot.pause()",
        "assert score < 0.5",
        "SAID = 'to import time is of the essence'",
    ],
)
def test_the_guard_lets_pass_what_reads_no_clock(code: str) -> None:
    assert faults(code) == []


def test_no_test_looks_at_a_clock() -> None:
    found = {
        str(path.relative_to(TESTS)): wrong
        for path in sorted(TESTS.rglob("*.py"))
        if path not in WITH_A_CLOCK | {Path(__file__)}
        and (wrong := faults(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_a_test_that_hangs_fails() -> None:
    with pytest.raises(pytest.fail.Exception, match="never ended"), ending(0.01):
        signal.pause()
