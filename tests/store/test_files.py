"""A file or folder that is written for somebody is there whole, or as it was before."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.errors import StoreError
from store.file.files import NOTE, NOTE_BEGINS, write_folder, write_whole

ROOT = Path(__file__).parents[2]
FOLDER = [(NOTE, f"{NOTE_BEGINS}\n"), ("claim-1.txt", "one"), ("claim-2.txt", "two")]
KILLED_IN_A_FILE = """
import os, sys
from pathlib import Path
from store.file.files import write_whole

def pieces():
    yield "half of it"
    os.kill(os.getpid(), 9)
    yield "the rest"

write_whole(Path(sys.argv[1]), pieces(), force=True)
"""
KILLED_IN_A_FOLDER = """
import os, sys
from pathlib import Path
from store.file.files import write_folder

def files():
    yield "README.txt", "twosource export"
    os.kill(os.getpid(), 9)

write_folder(Path(sys.argv[1]), files(), force=True)
"""
KILLED_BETWEEN_TWO_RENAMES = """
import os, sys
from pathlib import Path
from store.file import files

whole = Path.replace
def replace(self, target):
    if str(target) == sys.argv[1]:
        os.kill(os.getpid(), 9)
    return whole(self, target)

Path.replace = replace
files.write_folder(Path(sys.argv[1]), [("README.txt", "twosource export")], force=True)
"""


def killed(program: str, path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", program, str(path)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_kill_leaves_the_old_file_and_the_next_run_clears_up(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text("old")
    killed(KILLED_IN_A_FILE, path)
    assert path.read_text() == "old"
    assert len(names(tmp_path)) == 2
    write_whole(path, ["new"], force=True)
    assert (names(tmp_path), path.read_text()) == (["log.md"], "new")


def test_a_kill_leaves_the_old_folder_and_the_next_run_clears_up(tmp_path: Path) -> None:
    path = tmp_path / "review"
    write_folder(path, FOLDER)
    killed(KILLED_IN_A_FOLDER, path)
    assert names(path) == [NOTE, "claim-1.txt", "claim-2.txt"]
    write_folder(path, FOLDER[:2], force=True)
    assert (names(tmp_path), names(path)) == (["review"], [NOTE, "claim-1.txt"])


def test_a_kill_while_one_folder_replaces_another_loses_neither(tmp_path: Path) -> None:
    path = tmp_path / "review"
    write_folder(path, FOLDER)
    killed(KILLED_BETWEEN_TWO_RENAMES, path)
    assert not path.exists()
    with pytest.raises(StoreError, match="already exists"):
        write_folder(path, FOLDER)  # it has put the old one back
    assert names(path) == [NOTE, "claim-1.txt", "claim-2.txt"]


def test_what_a_living_process_is_writing_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / f".log.md.{os.getppid()}.part"
    other.write_text("in work")
    write_whole(tmp_path / "log.md", ["mine"])
    assert names(tmp_path) == [other.name, "log.md"]


def test_a_full_disk_is_a_sentence_and_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text("old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    held = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 16, before[1]))
    try:
        with pytest.raises(StoreError, match=r"log\.md cannot be written"):
            write_whole(path, ["x" * 4096] * 100, force=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, held)
    assert (names(tmp_path), path.read_text()) == (["log.md"], "old")


def test_an_interrupt_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    def pieces() -> Iterator[str]:
        yield "half"
        raise KeyboardInterrupt

    path = tmp_path / "log.md"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_whole(path, pieces(), force=True)
    assert (names(tmp_path), path.read_text()) == (["log.md"], "old")


def test_a_folder_that_no_export_made_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "letters"
    path.mkdir()
    (path / "dear.txt").write_text("dear")
    with pytest.raises(StoreError, match="not made by an export"):
        write_folder(path, FOLDER, force=True)
    assert names(path) == ["dear.txt"]


def test_a_folder_is_not_replaced_without_force(tmp_path: Path) -> None:
    write_folder(tmp_path / "review", FOLDER)
    with pytest.raises(StoreError, match="already exists"):
        write_folder(tmp_path / "review", FOLDER[:1])
    assert len(names(tmp_path / "review")) == 3


def test_a_folder_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, str]]:
        yield FOLDER[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_folder(tmp_path / "review", files())
    assert names(tmp_path) == []
