"""The plain text reader: the text is the file, its front matter is guessed from the first lines."""

from __future__ import annotations

import re

from claims.intake.decode import decode
from claims.model import Document

VERSION = "1"

_BYLINE = re.compile(r"(?m)^\W{0,3}By ((?!\w+ly\b)[^\n.]{2,80}?)\W{0,3}$")
_DATELINE = re.compile(
    r"(?m)^((?:[A-Z][A-Z.'-]+ ?){1,4}(?:, (?:[A-Z][\w.]+ ?){1,4}\d{0,2})?(?: \([A-Z][\w ]+\))?)"
    r" ?(?:--|—|–|-) "
)
_MAX_HEADLINE = 160


def read(data: bytes, encoding: str | None) -> Document:
    text = decode(data, encoding)
    return with_front_matter(Document(text, headline=headline_of(text)))


def with_front_matter(document: Document) -> Document:
    """`document` with author and dateline, where its first lines show them."""
    head = document.text[:2000]
    author, dateline = _BYLINE.search(head), _DATELINE.search(head)
    return document._replace(
        author=author[1].strip() if author else "",
        dateline=dateline[1].strip() if dateline else "",
    )


def headline_of(text: str) -> str:
    """The first line, where it stands alone and does not end like a sentence."""
    first, _, rest = text.lstrip().partition("\n")
    first = first.strip()
    alone = not rest or rest.startswith("\n") or not rest.split("\n", 1)[0].strip()
    if alone and len(first) <= _MAX_HEADLINE and first[-1:] not in ".。!?…:;,":
        return first
    return ""
