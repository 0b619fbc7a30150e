"""The sample article on a new desk, and the environment in which programs are started on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def environment(folder: str) -> dict[str, str]:
    """Of a user who has nothing of their own, in a terminal of every colour."""
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "XDG_CONFIG_HOME": folder,
        "XDG_DATA_HOME": folder,
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TWOSOURCE_REVIEWER": "bench",
    }


def fill(db: str, env: dict[str, str]) -> None:
    """Make a desk with the sample on it."""
    command = [sys.executable, "-c", "from tui.cli import main; main()", "--db", db]
    article = str(ROOT / "fixtures" / "xi-putin-call.md")
    subprocess.run([*command, "add", article], env=env, check=True, capture_output=True)
