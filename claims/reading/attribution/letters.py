"""Letters in a text: from "Dear ..." to the name under it, each the words of its writer.

Only a greeting on a line of its own and a name under a closing formula make a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.model import Span
from claims.reading.attribution.passage_context import Find, trimmed

LETTER = "letter"
_LONGEST = 40_000
_GREETING = re.compile(
    r"^(?:my )?(?:dear(?:est)?\b[^\n]{1,50}|sirs?|madam|mum|mom|dad)[,:]?[ \t]*$", re.I | re.M
)
_CLOSING = re.compile(
    r"\b(yours|love|regards|wishes|sincerely|faithfully|truly|respectfully|affectionately|"
    r"gratefully|cheers|signed|stay in touch|in solidarity)\b[^\n]{0,30}(?:\n\s{0,4}|\] ?)"
    r"([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})[ \t]*$",
    re.I | re.M,
)


def letters(text: str) -> Iterator[Find]:
    """A find for each letter in `text`, in order."""
    behind = 0
    for greeting in _GREETING.finditer(text):
        if greeting.start() < behind:
            continue
        closing = _CLOSING.search(text, greeting.end(), greeting.end() + _LONGEST)
        if closing is None:
            return
        behind = closing.end()
        content = trimmed(text, greeting.start(), closing.start())
        if content is not None and closing[2][0].isupper():
            cue = (Span(*closing.span(1)),)
            yield Find((Span(*closing.span(2)),), cue, (content,), LETTER)
