"""The IRIs of the linked formats: one for each thing that the desk holds, the same in all of them.

A document is `urn:sha256:` and the SHA-256 of its text; a claim, a judgement, a source are
`urn:twosource:` and what identifies them in the log. So two exports of one desk, or of two
colleagues' desks, speak of the same things. Everything here is ASCII (RFC 3986).
"""

from __future__ import annotations

import re
from urllib.parse import quote

from store.dossier.values import ArticleDossier, Claim

DOCUMENT = "urn:sha256:"
OURS = "urn:twosource:"
_WEB = re.compile(r"https?://[^\s/?#]+", re.IGNORECASE)
_KEPT = ":/?#[]@!$&'()*+,;=%"  # what an address may have besides letters, digits, - . _ ~
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")


def web_address(url: str) -> str:
    """`url` as a URI; empty for what is no absolute address on the web."""
    found = _WEB.match(url.strip())
    if not found or not url.isprintable():
        return ""
    return _STRAY.sub("%25", quote(url.strip(), safe=_KEPT))


def segment(name: str) -> str:
    """Any text as one part of a name."""
    return quote(name, safe=":", errors="replace")


def place(article: ArticleDossier, claim: Claim) -> str:
    """`<SHA-256>/31-84`: which claim of which document."""
    return f"{article.article.sha256}/{claim.start}-{claim.end}"
