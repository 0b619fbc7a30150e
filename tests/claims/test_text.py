"""Text from outside cannot command a terminal, on no way out of the desk."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake import read_document
from claims.text import one_line, visible

ROOT = Path(__file__).parent.parent.parent
ESCAPES = ROOT / "fixtures" / "escape-codes.txt"
TEXT = ESCAPES.read_text()
NOTE = "look \x1b[2J\x07 at \x9b31m \u202ethis\u2066"

NONCHARACTERS = [
    *range(0xFDD0, 0xFDF0),
    *(plane + last for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)),
]

# C0 but newline and tab, DEL and C1, bidi embeddings and isolates, half surrogate pairs
COMMANDS_A_TERMINAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)

anything = st.text(st.characters(codec=None, exclude_categories=[]))
harmless = st.text(
    st.characters(
        exclude_categories=["Cc", "Cs", "Zl", "Zp"],
        exclude_characters=[
            *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *NONCHARACTERS))
        ],
    )
    | st.sampled_from("\n\t")
)


def test_the_pattern_of_these_tests_bites() -> None:
    assert len(COMMANDS_A_TERMINAL.findall(TEXT)) >= 8


@given(text=anything)
def test_one_code_point_becomes_one_code_point(text: str) -> None:
    assert len(visible(text)) == len(text)


@given(text=anything)
def test_nothing_is_left_that_a_terminal_would_obey(text: str) -> None:
    assert not COMMANDS_A_TERMINAL.search(visible(text))


def test_no_noncharacter_is_left() -> None:
    """HTML forbids them, and no font has them."""
    text = "".join(map(chr, NONCHARACTERS))
    assert (len(NONCHARACTERS), not set(visible(text)) & set(text)) == (66, True)


@given(text=harmless)
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert visible(text) == text


@given(text=anything)
def test_what_was_made_harmless_stays_so(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(text=anything)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    "char", ["\x1b", "\x07", "\x7f", "\x9b", "\r", "\u202e", "\u2067", "\udc80"]
)
def test_a_control_code_can_be_seen(char: str) -> None:
    assert visible(char).isprintable()


# --- every way out -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def said(
    tmp_path_factory: pytest.TempPathFactory,
    in_process: Callable[..., subprocess.CompletedProcess[bytes]],
) -> dict[str, subprocess.CompletedProcess[bytes]]:
    """What each command printed about the sample and about words as bad as the sample's."""
    folder = tmp_path_factory.mktemp("escapes")
    home = {"XDG_CONFIG_HOME": str(folder / "config"), "XDG_DATA_HOME": str(folder / "data")}

    def run(*args: str) -> subprocess.CompletedProcess[bytes]:
        return in_process("--reviewer", "mk", *args, cwd=ROOT, env=os.environ | home, encoding=None)

    commands = {
        "add": ("add", str(ESCAPES), "--headline", NOTE),
        "tag": ("tag", "1", "--status", "false", "--restate", NOTE, "--note", NOTE),
        "sources add": ("sources", "add", NOTE),
        "tag source": ("tag", "2", "--source", NOTE, "--query", NOTE, "--correction", NOTE),
        "signoff": ("signoff",),
        "claims": ("claims",),
        "claims --json": ("claims", "--json"),
        "sources": ("sources",),
        "sources --json": ("sources", "--json"),
        "log": ("log",),
        "log --json": ("log", "--json"),
        "read": ("read", str(ESCAPES)),
        "read --json": ("read", str(ESCAPES), "--json"),
        "export csv": ("export", "csv"),
        "export md": ("export", "md"),
        "export jsonl": ("export", "jsonl"),
        "unknown article": ("claims", f"{NOTE}?"),
        "unknown claim": ("tag", NOTE),
        "unknown option": ("claims", f"--{NOTE}"),
        "unknown argument": ("claims", "1", NOTE),
        "unknown file": ("add", NOTE),
    }
    return {name: run(*args) for name, args in commands.items()}


WAYS = (
    *("add", "tag", "tag source", "signoff", "claims", "claims --json", "sources"),
    *("sources --json", "log", "log --json", "read", "read --json", "export csv", "export md"),
    *("export jsonl",),
)
ERRORS = (
    *("unknown article", "unknown claim", "unknown option", "unknown argument", "unknown file"),
)


@pytest.mark.parametrize("way", WAYS)
def test_no_control_code_leaves_by(
    said: dict[str, subprocess.CompletedProcess[bytes]], way: str
) -> None:
    assert said[way].returncode == 0, said[way].stderr
    printed = said[way].stdout.decode().replace("\r\n", "\n")
    assert not COMMANDS_A_TERMINAL.findall(printed)


@pytest.mark.parametrize("error", ERRORS)
def test_no_control_code_leaves_by_the_sentence_about_an(
    said: dict[str, subprocess.CompletedProcess[bytes]], error: str
) -> None:
    sentence = said[error].stderr.decode()
    assert "look" in sentence
    assert not COMMANDS_A_TERMINAL.findall(sentence)


def test_json_of_claims_reads_back_to_the_exact_text(
    said: dict[str, subprocess.CompletedProcess[bytes]],
) -> None:
    text = read_document(ESCAPES.read_bytes(), ESCAPES.name).text
    rows = json.loads(said["claims --json"].stdout)
    assert [row["exact"] for row in rows] == [text[row["start"] : row["end"]] for row in rows]
    assert any("\x1b" in row["exact"] for row in rows)


def test_json_of_the_log_reads_back_to_the_exact_note(
    said: dict[str, subprocess.CompletedProcess[bytes]],
) -> None:
    lines = map(json.loads, said["log --json"].stdout.splitlines())
    assert [line["fact"]["text"] for line in lines if line["kind"] == "noted"] == [NOTE] * 3


def test_the_jsonl_export_holds_the_exact_text(
    said: dict[str, subprocess.CompletedProcess[bytes]],
) -> None:
    lines = map(json.loads, said["export jsonl"].stdout.splitlines())
    assert TEXT in [line["text"] for line in lines if line["type"] == "blob" and "text" in line]
