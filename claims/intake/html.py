"""The HTML reader: the main text of a page, a blank line between its blocks, and what it says of
itself.

Trafilatura finds what belongs to the article (recall before precision, since a lost sentence of
evidence is worse than a stray caption), but the text is put together here, so that each block is a
paragraph. A standfirst and captions that it left out are put back, captions at the end. The bytes
are decoded by the rules of `decode`, never by a guess: UTF-8 where they are UTF-8, else the
encoding that the page declares. A date is taken only from markup.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import use_config

from claims.intake.decode import Refused, decode
from claims.intake.page_extras import PageExtras, page_extras
from claims.intake.plain import with_front_matter
from claims.model import Document

VERSION = f"2 trafilatura {trafilatura.__version__}"

_CHARSET = re.compile(
    rb"<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})",
    re.IGNORECASE,
)
_UNSEEN = "//body//template | //body//*[@hidden]"  # what a browser does not show
_NO_XML = re.compile("[\x01-\x08\x0e-\x1f\ufffe\uffff]")  # no XML library takes these
_LANG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
_BLOCKS = ("p", "head", "quote", "item", "row", "code", "fw", "ab")
_LATIN = ("ascii", "iso8859-1")  # browsers read both as Windows-1252 (WHATWG Encoding, 4.2)


def read(data: bytes, encoding: str | None) -> Document:
    tree = _tree(decode(data, encoding or _declared(data)))
    language = tree.get("lang") or tree.get("xml:lang") or ""
    extras = page_extras(tree)
    found = _extract(tree)
    blocks = list(_blocks(found.body)) if found is not None else []
    text = "\n\n".join(_with(extras.missing(blocks), blocks, _line(found.title))) if blocks else ""
    if not text:
        raise Refused("no text was found on this page; save what you see there as plain text")
    guessed = with_front_matter(Document(text, media_type="text/html"))
    return guessed._replace(
        headline=_line(found.title),
        author=_line(found.author) or guessed.author,
        publisher=_line(found.sitename),
        url=_line(found.url),
        date_published=found.date if _DAY.match(found.date or "") else "",
        in_language=language if _LANG.match(language) else "",
    )


def _with(lost: PageExtras, blocks: list[str], headline: str) -> list[str]:
    """The blocks with a standfirst behind the headline, and with captions at their end."""
    first = 1 if blocks[0] == headline else 0
    standfirst = [lost.standfirst] if lost.standfirst else []
    return [*blocks[:first], *standfirst, *blocks[first:], *lost.captions]


def _declared(data: bytes) -> str | None:
    """The encoding that the page declares; None where it is UTF-8 or nothing is said."""
    try:
        data.decode("utf-8")
        return None
    except UnicodeDecodeError:
        match = _CHARSET.search(data[:4096])
    try:
        name = codecs.lookup(match[1].decode("ascii")).name if match else None
    except LookupError:
        return None
    if name and name.startswith("utf"):  # it is not UTF-8, and in UTF-16 no tag could be read
        return None
    return "cp1252" if name in _LATIN else name


def _tree(text: str) -> Any:
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )
    try:
        tree = lxml_html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        raise Refused("this is not an HTML page; save what it shows as plain text") from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise Refused(
            "the page is nested too deeply, or part of it is too large, to be read; "
            "save what it shows as plain text"
        )
    _clean(tree)
    return tree


def _clean(tree: Any) -> None:
    """Take out what a browser does not show; one such character would cost the whole page."""
    for unseen in tree.xpath(_UNSEEN):
        unseen.drop_tree()
    for element in tree.iter():
        if element.text and _NO_XML.search(element.text):
            element.text = _NO_XML.sub("", element.text)
        if element.tail and _NO_XML.search(element.tail):
            element.tail = _NO_XML.sub("", element.tail)


def _extract(tree: Any) -> Any:
    """What trafilatura takes for the article; a short statement counts as one too."""
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "1")
    return trafilatura.bare_extraction(
        tree,
        config=config,
        with_metadata=True,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )


def _blocks(body: Any) -> Iterator[str]:
    """The text of each block, once, in order; words outside any block stay too."""
    loose: list[str] = []
    for element in _outermost(body):
        if isinstance(element, str):
            loose.append(element)
            continue
        yield from _block("".join(loose))
        loose.clear()
        if element.tag == "row":
            yield from _block(" | ".join(_line(" ".join(_blocks(cell))) for cell in element))
        else:
            for line_break in element.iter("lb"):
                line_break.text = "\n"
            yield from _block("".join(element.itertext()))
    yield from _block("".join(loose))


def _outermost(body: Any) -> Iterator[Any]:
    """Blocks without a block in them, and the strings between them, without recursion."""
    stack: list[Any] = [body]
    while stack:
        node = stack.pop()
        if isinstance(node, str) or _is_row(node) or _is_leaf(node):
            yield node
            continue
        parts: list[Any] = ["\n" if node.tag == "lb" else node.text or ""]
        for child in node:
            parts += [child, child.tail or ""]
        stack.extend(reversed(parts))


def _is_row(node: Any) -> bool:
    """A row of one cell only frames what is in it."""
    return node.tag == "row" and len(node) > 1


def _is_leaf(node: Any) -> bool:
    return node.tag in _BLOCKS and next(node.iterdescendants(*_BLOCKS), None) is None


def _block(text: str) -> Iterator[str]:
    lines = [_line(line) for line in text.split("\n")] if text.strip() else []
    if any(lines):
        yield "\n".join(filter(None, lines))


def _line(text: str | None) -> str:
    return " ".join((text or "").split())
