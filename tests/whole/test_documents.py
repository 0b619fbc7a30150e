"""Pages and tables, from the command line to the desk."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Run

PAGE = """<html><head><title>Port traffic rises</title><meta name="author" content="Ada Quay">
</head><body><article><h1>Port traffic rises</h1>
<p>A port official said that traffic rose by 4 per cent.</p>
<p>Reuters reported that the quay was closed.</p></article></body></html>"""


def test_a_page_is_taken_in_with_its_claims(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    run("add", "page.html")
    rows = json.loads(run("claims", "--json").stdout)
    assert [row["exact"] for row in rows] == [
        "A port official said that traffic rose by 4 per cent.",
        "Reuters reported that the quay was closed.",
    ]


def test_offsets_of_a_page_are_into_the_text_that_is_stored(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    run("add", "page.html")
    lines = map(json.loads, run("export", "jsonl", "1").stdout.splitlines())
    (text,) = (line["text"] for line in lines if line["type"] == "article")
    rows = json.loads(run("claims", "--json").stdout)
    assert [row["exact"] for row in rows] == [text[row["start"] : row["end"]] for row in rows]


def test_what_is_given_wins_over_what_the_page_says(run: Run, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    assert "Quay closed: 2 claims" in run("add", "page.html", "--headline", "Quay closed").stdout
