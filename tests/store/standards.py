"""The checker of published standards that may lie beside the checkout, and what our docs say."""

from __future__ import annotations

import importlib.util
import io
import json
import re
import sys
import tempfile
import warnings
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from types import ModuleType
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


@cache
def _checker() -> ModuleType:
    """The program as a module: its libraries take seconds to import, so that is done once."""
    spec = importlib.util.spec_from_file_location("check_standards", CHECKER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def conforms(standard: str, document: Any) -> tuple[int, str]:
    """The checker's exit code, and what it found."""
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.jsonld"
        path.write_text(json.dumps(document), encoding="utf-8")
        patch.setattr(sys, "argv", [str(CHECKER), standard, str(path)])
        with warnings.catch_warnings(), redirect_stdout(said), redirect_stderr(said):
            warnings.simplefilter("ignore")  # of libraries that are not ours
            code = _checker().main()
    return code, "" if code == 0 else said.getvalue()


def documented(form: str) -> set[str]:
    """The keys in the first column of the tables of a format's section in `docs/formats.md`."""
    text = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    section = text.split(f"\n## {form}\n")[1].split("\n## ")[0]
    firsts = re.findall(r"(?m)^\| (`[^|]*) \|", section)
    return {key for first in firsts for key in re.findall(r"`([^`]+)`", first)}


def keys(value: Any) -> set[str]:
    """The names of all fields in a JSON value."""
    if isinstance(value, list):
        return set().union(*map(keys, value))
    return set(value).union(*map(keys, value.values())) if isinstance(value, dict) else set()
