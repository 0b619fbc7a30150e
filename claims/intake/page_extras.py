"""The standfirst and the captions of a page, which belong to an article and are easily lost.

Readers of whole pages take them for furniture. They are looked for in the article's own element
only: a page shows the captions of other articles too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

_STANDFIRST = re.compile(
    r"(?:\A|[\s_-])(?:standfirst|dek|deck|sub-?(?:head(?:line)?|title)|lede|lead|intro|summary|teaser|"
    r"vorspann|chapo)(?:\Z|[\s_-])",
    re.IGNORECASE,
)
_LONGEST = 600  # code points of a standfirst; a longer one is the article
_SHORTEST = 20
_SPACE = re.compile(r"\s+")


class PageExtras(NamedTuple):
    """The words of both; empty where a page has none."""

    standfirst: str = ""
    captions: tuple[str, ...] = ()

    def missing(self, blocks: Sequence[str]) -> PageExtras:
        """What of them does not stand among `blocks`."""
        there = _SPACE.sub("", "".join(blocks))
        lost = [one for one in self.captions if _SPACE.sub("", one) not in there]
        first = "" if _SPACE.sub("", self.standfirst) in there else self.standfirst
        return PageExtras(first, tuple(lost))


def page_extras(tree: Any) -> PageExtras:
    """Read them from the tree of an HTML page, which stays as it is."""
    article = _article(tree)
    if article is None:
        return PageExtras()
    captions = (_words(one) for one in article.iter("figcaption"))
    return PageExtras(_standfirst(article), tuple(dict.fromkeys(filter(None, captions))))


def _article(tree: Any) -> Any:
    """The element of the article: the longest that says it is one."""
    for path in ("//article", "//main", "//*[@itemprop='articleBody']"):
        found = tree.xpath(path)
        if found:
            return max(found, key=lambda one: len(one.text_content()))
    return None


def _standfirst(article: Any) -> str:
    for one in article.iter("p", "h2", "h3", "div", "span"):
        named = (
            f"{one.get('class') or ''} {one.get('itemprop') or ''} {one.get('data-testid') or ''}"
        )
        if _STANDFIRST.search(named) and len(one.xpath(".//p | .//li")) <= 1:
            words = _words(one)
            if _SHORTEST <= len(words) <= _LONGEST:
                return words
    return ""


def _words(element: Any) -> str:
    return _SPACE.sub(" ", element.text_content()).strip()
