"""The checker of published standards that may lie beside the checkout, and what our docs say."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CHECKER = ROOT.parent / "shared" / "tools" / "check_standards.py"
NEEDED = ("jsonschema", "rfc3339_validator", "pyld", "pyshacl")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]
needs_standards = pytest.mark.skipif(
    not CHECKER.exists() or bool(MISSING),
    reason="needs the standards beside the checkout, and the dependency group validators",
)


def conforms(standard: str, document: Any) -> tuple[int, str]:
    """The checker's exit code, and what it found."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.jsonld"
        path.write_text(json.dumps(document), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, str(CHECKER), standard, str(path)], capture_output=True, text=True
        )
    return done.returncode, "" if done.returncode == 0 else done.stdout + done.stderr


def documented(form: str) -> set[str]:
    """The keys in the first column of the tables of a format's section in `docs/formats.md`."""
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {form}\n")[1].split("\n## ")[0]
    firsts = re.findall(r"(?m)^\| (`[^|]*) \|", section)
    return {key for first in firsts for key in re.findall(r"`([^`]+)`", first)}
