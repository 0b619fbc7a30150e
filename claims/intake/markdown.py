"""The Markdown reader: the text is the file as written, so that offsets hold in the writer's own
copy.
"""

from __future__ import annotations

import re

from claims.intake.decode import decode
from claims.intake.plain import with_front_matter
from claims.model import Document

VERSION = "1"

_ATX = re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$")
_SETEXT = re.compile(r"(?m)^(\S[^\n]*)\n=+[ \t]*$")


def read(data: bytes, encoding: str | None) -> Document:
    text = decode(data, encoding)
    first = min(filter(None, (_ATX.search(text), _SETEXT.search(text))), key=_start, default=None)
    headline = first[1].strip() if first else ""
    return with_front_matter(Document(text, headline=headline, media_type="text/markdown"))


def _start(match: re.Match[str]) -> int:
    return match.start()
