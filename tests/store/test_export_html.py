"""The html log is valid, stands alone, and shows foreign text as it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import visible
from store.dossier import walk
from store.dossier.values import ArticleDossier, Claim, Dossier, DossierJudgement
from store.errors import BadInput
from store.exports import EXPORTERS, exporter, html, markdown
from store.log import chain
from store.queries.articles import Article
from store.queries.journal import NoteRow
from store.verbs.desk import Desk

AT = "2024-02-08T10:00:00.000000Z"
DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
TEXTS = st.text(min_size=1).filter(lambda text: bool(text.strip()))


def foreign(text: str, claims: int = 1) -> Dossier:
    """A dossier in which every foreign word is `text`."""
    held = DossierJudgement(
        text, "false", source=text, chain=text, claim_reviewed=text, reviewed_at=AT
    )
    notes = tuple(NoteRow(k, text, "open", text, AT) for k in ("note", "query", "correction"))
    claim = Claim(1, "1", 0, len(text), text, True, (held,), notes)
    article = Article(1, "ab" * 32, text, text, text, text, text, "2024-02-08", "")
    here = ArticleDossier(article, text, lambda: iter([claim] * claims))
    return Dossier("1-" + "0" * 64, False, lambda: iter((here,)))


def made(text: str) -> str:
    return "".join(html.export(foreign(text)))


def parsed(page: str) -> Element:
    """The page as a strict parser reads it. Raises: ParseError where it is not valid."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(page)
    assert isinstance(tree, Element)
    return tree


def shown(tree: Element, name: str) -> str:
    found = tree.find(f".//{name}")
    assert found is not None
    return "".join(found.itertext())


def harmless(tree: Element) -> bool:
    names = {element.tag for element in tree.iter() if isinstance(element.tag, str)}
    kept = [(k, v) for element in tree.iter() for k, v in element.attrib.items()]
    acts = [k for k, v in kept if k.startswith("on") or v.lower().strip().startswith("javascript:")]
    return not acts and not names & {"script", "iframe", "object", "img", "link", "form"}


@given(text=TEXTS)
def test_foreign_text_in_html_is_shown_as_it_is(text: str) -> None:
    assert shown(parsed(made(text)), "mark") == visible(text)


@pytest.mark.parametrize(
    "text",
    [
        *("<b>bold</b>", "<script>x()</script>", "<img src=x onerror=x()>", "</mark></blockquote>"),
        *(
            '" onmouseover="x()',
            "javascript:x()",
            "&lt;b&gt;",
            "&#27;",
            "<!-- x",
            "]]>",
            "</style>",
        ),
        *("\x1b[31m", "\x9b31m", "a\u202eb", "http://x/\u202e", 'http://x/"onclick="x()'),
    ],
)
def test_foreign_text_in_html_cannot_mark_up(text: str) -> None:
    tree = parsed(made(text))
    assert harmless(tree)
    assert shown(tree, "mark") == visible(text)


@given(text=TEXTS)
def test_no_code_that_a_terminal_obeys_is_in_the_page(text: str) -> None:
    page = made(text)
    assert visible(page) == page


def test_only_an_http_address_becomes_a_link() -> None:
    def links(text: str) -> list[str]:
        found = [a.attrib["href"] for a in parsed(made(text)).iter("a")]
        return [address for address in found if not address.startswith("#claim-")]

    assert links("https://example.org/a?b=1&c=2") == ["https://example.org/a?b=1&c=2"]
    assert links("javascript:x()") == links("ftp://example.org") == []


def test_the_page_fetches_nothing(reviewed: Desk) -> None:
    page = "".join(html.export(walk.collect(reviewed.conn), history=True))
    assert harmless(parsed(page))
    assert not re.search(r"\bsrc=|url\(|@import", page)


def test_html_tells_what_md_tells_in_the_same_order(reviewed: Desk) -> None:
    desk = walk.collect(reviewed.conn)
    page = "".join(html.export(desk, history=True))
    plain = "".join(markdown.export(desk, history=True))
    assert re.findall(r"<h2>(.*?)</h2>", page) == re.findall(r"(?m)^## (.*)$", plain)


def test_every_anchor_that_the_page_points_to_is_there(desk: Desk, add: Callable[..., Any]) -> None:
    add("\n".join(f"The mayor said that ship {n} had sunk." for n in range(15)))
    page = "".join(html.export(walk.collect(desk.conn)))
    anchors = set(re.findall(r'\bid="([^"]+)"', page))
    pointed = set(re.findall(r'href="#([^"]+)"', page))
    assert pointed
    assert pointed <= anchors
    assert "claim-7" in anchors


def test_the_page_ends_with_the_digest(reviewed: Desk) -> None:
    page = "".join(html.export(walk.collect(reviewed.conn)))
    assert chain.digest(reviewed.conn) in page.rpartition("<footer>")[2]


def test_too_many_claims_are_refused_before_anything_is_written() -> None:
    with pytest.raises(BadInput, match="jsonl or csv"):
        next(iter(html.export(foreign("x", html.LIMIT + 1))))


@pytest.mark.parametrize("form", ["md", "html"])
def test_the_document_has_a_section_with_the_version(form: str) -> None:
    assert form in EXPORTERS
    section = re.search(rf"(?ms)^## {form}$(.*?)(?=^## |\Z)", DOCS.read_text())
    assert section
    assert f"Version {exporter(form).VERSION}." in section[1]


def test_the_document_names_the_sections_in_their_order(reviewed: Desk) -> None:
    named = re.findall(r"(?m)^\| (?:\d+) \| ([^|]+?) \|", DOCS.read_text())
    plain = "".join(markdown.export(walk.collect(reviewed.conn), history=True))
    headings = re.findall(r"(?m)^## (.*)$", plain)
    assert [name for name in named if name in headings] == headings


def test_the_words_of_an_article_have_its_language(add: Callable[..., Any], desk: Desk) -> None:
    add("Le maire a dit que le port est en gr\u00e8ve.", in_language="fr")
    page = parsed("".join(html.export(walk.collect(desk.conn))))
    quote = page.find(".//blockquote")
    assert quote is not None
    assert quote.attrib["lang"] == "fr"
