"""The places at which a document has the very signs of a quotation, between words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.checks.quotation.folded_text import Folded, cuts_no_word, same_but_for_line_ends
from claims.checks.quotation.passages import Prepared
from claims.model import Span


def exact_places(quoted: str, folded: str, document: Prepared) -> Iterator[Span]:
    """Where the document has the words `quoted`, which are `folded` as a reader sees them."""
    if not folded:
        return
    found = False
    for reading in (document.folded, document.as_written):
        for span in _between_words(folded, reading) if reading and not found else ():
            found = True
            yield span
    if not found and document.hyphenated:
        yield from _across_line_ends(quoted, folded, document)


def _across_line_ends(quoted: str, folded: str, document: Prepared) -> Iterator[Span]:
    if quoted[-1] in "-‐" and quoted in document.text:  # cut at the end of a line
        at = document.text.index(quoted)
        yield Span(at, at + len(quoted))
        return
    hyphens = [match.start() for match in re.finditer(r"(?<=\w)-(?=\w)", folded)]
    shorter = [folded[:at] + folded[at + 1 :] for at in hyphens] + [folded.replace("-", "")]
    for one in shorter if hyphens else ():
        for span in _between_words(one, document.folded):
            if same_but_for_line_ends(span.of(document.text), folded):
                yield span
                return


def _between_words(folded: str, document: Folded) -> Iterator[Span]:
    text = document.text
    at = text.find(folded)
    while at >= 0:
        if cuts_no_word(text, at, at + len(folded)):
            yield document.original(at, at + len(folded))
        at = text.find(folded, at + 1)
