"""A desk that an earlier code wrote opens, verifies and exports the same bytes.

`fixtures/desks/first-house.db` was made by the command line as it was before its modules moved, and
what that code exported lies beside it. After a change of an export that is meant:

    TWOSOURCE_REFRESH_GOLDEN=1 pytest tests/whole/test_first_house.py

writes the exports anew. The desk, its digest and its log are for ever.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import pytest

from tests.workbook import sheets

from .conftest import Run
from .terminal import ROOT

DESK = ROOT / "fixtures" / "desks" / "first-house.db"
KEPT = DESK.with_suffix("")
MANIFEST = KEPT / "manifest.json"

CALL, FERRY, BEFORE = "1", "9", "2"  # the articles by their numbers on this desk

FORMATS = {
    "md": ".md",
    "html": ".html",
    "csv": ".csv",
    "xlsx": ".xlsx",
    "jsonl": ".jsonl",
    "claimreview": ".claimreview",
    "webannotation": ".jsonld",
    "prov": ".prov.json",
    "doccano": ".doccano.jsonl",
    "labelstudio": ".labelstudio",
    "averitec": ".averitec.json",
}
EXPORTS = {
    **{f"call{suffix}": f"export {form} {CALL}" for form, suffix in FORMATS.items()},
    **{f"ferry{suffix}": f"export {form} {FERRY}" for form, suffix in FORMATS.items()},
    "ferry-before.md": f"export md {BEFORE}",
    "desk.csv": "export csv",
    "desk.jsonl": "export jsonl",
    "desk-redacted.jsonl": "export jsonl --redact",
    "ferry-redacted.md": f"export md {FERRY} --redact",
    "call-history.md": f"export md {CALL} --history",
    "ferry-history.html": f"export html {FERRY} --history",
    "call-raw.csv": f"export csv {CALL} --raw",
    "call-final.csv": f"export csv {CALL} --final",
    "call-of-the-session.csv": f"export csv {CALL} --session 1",
    "ferry-while-blind.jsonl": f"--reviewer ben export jsonl {FERRY}",
    "minutes.md": "session minutes 1",
    "minutes.html": "session minutes 1",
    "minutes-redacted.md": "session minutes 1 --redact",
}
LOGS = {
    "log.jsonl": "log --json",
    "log-of-a-claim.jsonl": f"log --json --claim {CALL}:2",
    "log-while-blind.jsonl": f"--reviewer ben log --json --claim {FERRY}:1",
}

Files = dict[str, str]  # the text of each file by its name, or what stands for it


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A copy of the desk, as a house would restore it."""
    return Path(shutil.copyfile(DESK, tmp_path / "house.db"))


def test_the_desk_opens(run: Run) -> None:
    told = run("claims", FERRY).stdout
    assert told.startswith("Island ferry stops for the winter: 8 of 41 decided")


def test_every_hash_of_its_log_is_as_it_was(run: Run) -> None:
    assert "every hash and every row is intact" in run("log", "verify").stdout


def test_its_log_has_the_digest_that_was_noted(run: Run) -> None:
    assert run("log", "digest").stdout == (KEPT / "digest.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LOGS)
def test_its_log_reads_as_it_did(run: Run, name: str) -> None:
    told = run(*LOGS[name].split()).stdout
    assert standing({name: told.encode()}) == kept(name)


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_of_it_is_the_same_bytes(run: Run, tmp_path: Path, name: str) -> None:
    made = exported(run, tmp_path, name)
    if os.environ.get("TWOSOURCE_REFRESH_GOLDEN"):
        refresh(name, made)
    assert standing(made) == kept(name)


def test_made_anew_from_its_log_it_exports_the_same_bytes(run: Run, tmp_path: Path) -> None:
    run("log", "rebuild")
    differ = [name for name in EXPORTS if standing(exported(run, tmp_path, name)) != kept(name)]
    assert differ == []


def test_a_judgement_is_added_to_it_and_its_log_verifies(run: Run) -> None:
    run("tag", f"{CALL}:11", "--status", "open", "--note", "A new hand on an old desk.")
    assert "every hash and every row is intact" in run("log", "verify").stdout


# --- what is made, and what is kept of it --------------------------------------------------------


def exported(run: Run, tmp_path: Path, name: str) -> dict[str, bytes]:
    """The files that an export writes: one, or for a folder each of its members."""
    path = tmp_path / name
    run(*EXPORTS[name].split(), "-o", str(path))
    if path.is_dir():
        return {f"{name}/{one.name}": one.read_bytes() for one in path.iterdir()}
    if path.suffix == ".xlsx":  # its parts hold the time of the export
        return {f"{name}.txt": sheets(path.read_bytes()).encode()}
    return {name: path.read_bytes()}


def standing(made: dict[str, bytes]) -> Files:
    """What was made as it is kept: the text, or of a big file its digest."""
    big = digests()
    return {
        name: hashlib.sha256(data).hexdigest() if name in big else data.decode()
        for name, data in made.items()
    }


def kept(name: str) -> Files:
    """What is kept of an export or a log: a file, a folder, or lines of the manifest."""
    files = {path.relative_to(KEPT).as_posix(): path for path in KEPT.rglob("*") if path.is_file()}
    texts = {one: path.read_bytes().decode() for one, path in files.items()}
    return {one: text for one, text in (digests() | texts).items() if belongs(one, name)}


def belongs(file: str, name: str) -> bool:
    return file in (name, f"{name}.txt") or file.startswith(f"{name}/")


def digests() -> Files:
    """Of files that are too big to be kept, the SHA-256."""
    found: Files = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return found


def refresh(name: str, made: dict[str, bytes]) -> None:
    """Keeps what was made now, in the same way as before."""
    big = digests()
    for old in kept(name).keys() - big.keys():
        (KEPT / old).unlink()
    for one, data in made.items():
        if one in big:
            big[one] = hashlib.sha256(data).hexdigest()
            continue
        (KEPT / one).parent.mkdir(parents=True, exist_ok=True)
        (KEPT / one).write_bytes(data)
    MANIFEST.write_text(json.dumps(big, indent=1) + "\n", encoding="utf-8")
