"""A file from outside costs at most one sentence, whatever it does to its reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.intake import Refused
from store.sandbox import parent
from store.sandbox.parent import read_document
from tests.waiting import PATIENCE

PATIENT = {"seconds": int(PATIENCE)}
SMALL = {"memory": 300 * 2**20}

PAGE = b"""<html lang="en"><head><title>Port traffic rises</title>
<meta name="author" content="Ada Quay"><link rel="canonical" href="https://harbour.example/port">
<style>p {color: red}</style></head><body><h1>Port traffic rises</h1>
<p>A port official said that traffic rose.</p><p>Nobody said why.</p>
<script>var hidden = 1;</script></body></html>"""


def test_a_page_is_read_in_paragraphs_and_without_its_scripts() -> None:
    text = read_document(PAGE, "a.html").text
    assert text.split("\n\n")[-2:] == [
        "A port official said that traffic rose.",
        "Nobody said why.",
    ]


def test_a_page_says_who_wrote_it_and_where_it_stands() -> None:
    found = read_document(PAGE, "a.html")
    assert (found.headline, found.author, found.url, found.in_language) == (
        *("Port traffic rises", "Ada Quay", "https://harbour.example/port", "en"),
    )


def test_the_child_and_this_process_read_the_same() -> None:
    from claims.intake import read_document as read_here

    assert read_document(PAGE, "a.html") == read_here(PAGE, "a.html")


@pytest.mark.parametrize(
    ("data", "how", "words"),
    [
        (b"<div>" * 2_000_000, PATIENT, "nested too deeply"),
        (b"<p>A port official said so " * 400_000, PATIENT | SMALL, "more than 300 MiB"),
        (b"<p>A port official\0 said so", {}, "there is a NUL"),
        (b"<meta charset=utf-8><p>caf\xe9", {}, "is not UTF-8; pass --encoding"),
        (b"<script>var hidden</script>", {}, "no text was found|no HTML page"),
    ],
    ids=["nested", "big", "nul", "charset", "script"],
)
def test_a_hostile_page_is_one_sentence(data: bytes, how: dict[str, int], words: str) -> None:
    with pytest.raises(Refused, match=words):
        read_document(data, "a.html", **how)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import os; os._exit(3)", "could not be read"),
        ("print('rubbish')", "could not be read"),
        ("print('[' * 100_000)", "could not be read"),
        ("import sys; sys.stdout.write('x' * 90_000_000)", "more than 16 MiB of text"),
    ],
    ids=["dies", "rubbish", "deep", "flood"],
)
def test_a_child_that_fails_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, code: str, words: str
) -> None:
    monkeypatch.setattr(parent, "_CHILD", code)
    with pytest.raises(Refused, match=words):
        read_document(PAGE, "a.html")


def test_a_child_that_never_answers_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parent, "_CHILD", "import signal; signal.pause()")
    with pytest.raises(Refused, match="more than 1 s to read"):
        read_document(PAGE, "a.html", seconds=1)


def test_the_child_finds_the_store_first() -> None:
    assert (Path(parent._path()[0]) / "store" / "sandbox" / "child.py").is_file()


def test_a_reader_cannot_reach_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import sys, json; sys.path[:] = json.loads(sys.argv[1])[0]; import socket\n"
        "from store.sandbox import child as c; sys.addaudithook(c._refuse)\n"
        "try: socket.socket()\n"
        "except PermissionError: print(json.dumps({'Refused': 'no network'}))"
    )
    monkeypatch.setattr(parent, "_CHILD", code)
    with pytest.raises(Refused, match="no network"):
        read_document(PAGE, "a.html")
