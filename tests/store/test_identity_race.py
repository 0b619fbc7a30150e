"""One person has one id, however many processes meet the name for the first time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from store.file import identity
from tests.whole.terminal import ROOT

START = """
import sys
from store.file import identity
known = identity.load()
print("ready", flush=True)
sys.stdin.readline()
print(" ".join(known.named(f"reviewer {n}").id for n in range(20)), known.device, flush=True)
"""


def test_processes_that_start_at_once_give_a_new_name_one_id(tmp_path: Path) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(4)
    ]
    for one in started:
        assert one.stdout
        assert one.stdout.readline() == "ready\n"
    for one in started:
        assert one.stdin
        one.stdin.write("go\n")
        one.stdin.flush()
    told = {one.communicate()[0] for one in started}
    assert len(told) == 1
    kept = json.loads((identity.config_dir() / "identity.json").read_text())
    assert len(kept["reviewers"]) == 20
