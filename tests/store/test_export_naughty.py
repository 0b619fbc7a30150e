"""Whatever an article, a name or a note holds, no export makes a terminal or a browser obey it."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import load_workbook

from claims.intake import read_document
from claims.model import EvidenceKind, NoteKind, SourceClass
from claims.text import visible
from store.clock import Instant
from store.exports import EXPORTERS
from store.exports.write import Order, export
from store.queries import claim_listing
from store.verbs import evidence, intake, judging, naming, signing, sources
from store.verbs.desk import Desk
from store.verbs.opening import open_desk

NAUGHTY = (
    *("\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "\x08\x7f", "a\rb"),
    *("\u202egnp.exe", "\u2066isolate\u2069", "\u2028line", "zero\u200bwidth", "\ufeffmark"),
    *("<script>alert(1)</script>", "</script><script>x()", "<img src=x onerror=alert(1)>"),
    *('"><svg onload=x()>', "'><b onmouseover=x()>", "javascript:alert(1)", "<!-- --><b>"),
    *("<iframe src=//x>", "]]>", "{{7*7}}", "${7*7}", "&lt;b&gt;", "&#x3c;b&#x3e;"),
    *("=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)", "\t=1", "DDE|x"),
    *("[a](javascript:x)", "![x](http://x)", "| a | b |", "```", "~~~", "# head", "---"),
    *("e\u0301", "ﬁ", "😀", "👩‍👩‍👧", "的", "שלום", "مرحبا", "𝕏", "a\u0300\u0316", "Ω"),
    *("../../etc/passwd", "CON", "%s%n", "'; DROP TABLE event; --", "NULL", "undefined", "NaN"),
)
SAFE_TAGS = set(
    re.findall(
        r"\w+",
        """html head meta title style body header main footer section nav article aside h1 h2 h3 h4
        p ol ul li dl dt dd div span a em strong b i mark q blockquote cite code table caption thead
        tbody tr th td figure figcaption svg rect text g desc line br hr time abbr ins del s small
        link details summary script""",
    )
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk in which every foreign word is one of them; exports leave it as it is."""
    folder, ticks = tmp_path_factory.mktemp("hostile"), itertools.count(1_707_386_400_000_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(folder))
        desk = open_desk(folder / "t.db", "mk", clock=lambda: Instant(next(ticks)))
    shown = [one.replace("\n", " ") for one in NAUGHTY]
    body = "\n\n".join(f"A port official said that {one} was written there." for one in shown)
    text = f"{shown[12]} sample\n\n{body}\n"
    document = read_document(text.encode(), "port.txt")._replace(
        headline=NAUGHTY[11],
        author=NAUGHTY[12],
        publisher=NAUGHTY[13],
        url="https://example.org/a?b='\"><c>",
        date_published="2024-02-08",
    )
    article = intake.take_in(desk, text.encode(), document, "port\x1b.txt").document
    with desk.database.write():  # one transaction: a hundred flushes take seconds
        _work(desk, article, shown)
    yield desk
    desk.close()


def _work(desk: Desk, article: int, shown: list[str]) -> None:
    statuses = [status.id for status in desk.scale.statuses]
    claims = claim_listing.listing(desk.conn, article)
    for n, (claim, word) in enumerate(zip(claims, shown, strict=False)):
        naming.attribute(desk, claim, [sources.add(desk, f"{word} office", SourceClass.UNNAMED)])
        judging.judge(
            desk, claim, status=statuses[n % len(statuses)], claim_reviewed=f"{word} it is"
        )
        judging.judge(desk, claim, status=statuses[n % len(statuses)], justification=word)
        judging.note(desk, claim, tuple(NoteKind)[n % 3], word)
        values = {"with_whom": word, "medium": word, "title": word}
        evidence.attach(
            desk, article, EvidenceKind.CONVERSATION, values, claim, weights={"stance": "supports"}
        )
    page = {"url": f"javascript:{NAUGHTY[13]}", "title": NAUGHTY[14]}
    evidence.attach(desk, article, EvidenceKind.URL, page, claims[0])
    signing.sign_off(desk, article)


def files(desk: Desk, form: str, folder: Path) -> Iterator[tuple[str, str]]:
    """The files of an export, each with its text."""
    place = folder / "out"
    export(desk.database, Order(form, output=str(place), history=True))
    if form == "xlsx":
        rows = [r for s in load_workbook(io.BytesIO(place.read_bytes())) for r in s.values]
        yield "out", "\n".join(str(cell) for row in rows for cell in row)
    elif place.is_dir():
        yield from ((path.name, path.read_bytes().decode()) for path in place.iterdir())
    else:
        yield f"out.{form}", place.read_bytes().decode()


@pytest.mark.parametrize("form", EXPORTERS)
def test_no_terminal_obeys_an_export(hostile: Desk, form: str, tmp_path: Path) -> None:
    for name, text in files(hostile, form, tmp_path):
        plain = text.replace("\r\n", "\n")
        assert visible(plain).splitlines() == plain.splitlines(), name
        assert "\x1b" not in name


class Tags(HTMLParser):
    """Every tag and attribute, and what scripts hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "script":
            self.scripts.append(data)


@pytest.mark.parametrize("form", ["html", "claimreview"])
def test_no_browser_obeys_an_export(hostile: Desk, form: str, tmp_path: Path) -> None:
    pages = [text for name, text in files(hostile, form, tmp_path) if name.endswith("html")]
    assert pages
    for page in pages:
        tags = Tags()
        tags.feed(page)
        assert {tag for tag, _ in tags.found} <= SAFE_TAGS
        for tag, attributes in tags.found:
            assert not any(name.startswith("on") for name in attributes)
            assert tag != "script" or attributes == {"type": "application/ld+json"}
            for name in ("href", "src", "xlink:href"):
                assert _harmless(attributes.get(name) or ""), attributes


def _harmless(address: str) -> bool:
    return address == "" or address.startswith(("#", "http://", "https://"))


def test_a_naughty_string_is_in_every_export(hostile: Desk, tmp_path: Path) -> None:
    """The first test would pass on an export that leaves everything out."""
    for form in EXPORTERS:
        folder = tmp_path / form
        folder.mkdir()
        text = "".join(text for _, text in files(hostile, form, folder))
        assert "DROP TABLE" in text, form
