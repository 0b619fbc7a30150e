"""Most tests run commands in their own process; here each also has a process of its own."""

from __future__ import annotations

import pytest

from .conftest import ARTICLE, Run


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("claims", "--json"), 0),
        (("log", "--since", "2024-02-08", "--json"), 0),
        (("export", "csv"), 0),
        (("claims",), 0),
        (("tag", "99", "--status", "false"), 2),
        (("add", "missing.txt"), 3),
        (("import", "csv", "-"), 3),
        (("review",), 2),
        (("check",), 1),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_a_command_says_the_same_in_a_process_of_its_own(
    run: Run, apart: Run, command: tuple[str, ...], code: int
) -> None:
    run("add", str(ARTICLE))
    here, there = (way(*command, code=code) for way in (run, apart))
    assert (here.stdout, here.stderr) == (there.stdout, there.stderr)
    assert here.stdout + here.stderr
