"""The formats of import, from other tools. `IMPORTERS` is the table of contents.

A format is a module with a pure `read(data, name) -> Iterator[Taken]`; `annotations` brings what it
read into the desk, in one transaction, through the verbs. Our own jsonl is a log and not
annotations, and has its own way in (`store.imports.jsonl`).

Offsets are code points of `Taken.text`, end exclusive; a format that counts otherwise is converted
by its reader. What a reader does not understand is refused with its line, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from store.errors import WrongUsage

Pair = tuple[int, int]


class MarkedVoice(NamedTuple):
    """One attribution of a claim: the names of its voices, outermost first, and where they stand.

    Spans are [start, end) of the text, or None where the format has none.
    """

    names: tuple[str, ...]
    source: Pair | None = None
    cue: Pair | None = None
    content: Pair | None = None


class Mark(NamedTuple):
    """A claim as another tool has it, with what was held about it. An empty field says nothing.

    `status` is an id or a label of a scale of ours; a label of theirs that fits none goes into
    `note`. `reviewer` is a name; empty is whoever imports. `line` is its line in the file. A format
    that knows a claim by its `number` or by its words alone has -1 for `start` and `end`; where it
    has both, `exact` is what has to stand there. `gone` marks a span that is no longer a claim, and
    must not become one again.
    """

    start: int
    end: int
    line: int = 0
    status: str = ""
    attribution_status: str = ""
    confidence: str = ""
    claim_reviewed: str = ""
    justification: str = ""
    voices: tuple[MarkedVoice, ...] = ()
    note: str = ""
    query: str = ""
    correction: str = ""
    reviewer: str = ""
    number: str = ""
    exact: str = ""
    gone: bool = False


class Taken(NamedTuple):
    """A text with its claims; `only` says that these are all the claims that it has.

    A text is known by its SHA-256: csv of judgements names it and brings no text.
    """

    text: str = ""
    name: str = ""
    sha256: str = ""
    url: str = ""
    date_published: str = ""
    marks: tuple[Mark, ...] = ()
    only: bool = False


class Importer(Protocol):
    """A format whose texts lie in more than one file has a `gather(path)` besides, which makes the
    one `data` of them (`brat`)."""

    ABOUT: str  # what it takes, in a few words

    def read(self, data: bytes, name: str) -> Iterator[Taken]:
        """The texts and marks in a file. Raises: `BadInput` that names the line."""
        ...


IMPORTERS: dict[str, str] = {
    "csv": "store.imports.csv",
    "doccano": "store.imports.doccano",
    "labelstudio": "store.imports.labelstudio",
    "citron": "store.imports.citron",
    "brat": "store.imports.brat",
}


def importer(name: str) -> Importer:
    """The format called `name`. Raises: `WrongUsage` where there is none."""
    if name not in IMPORTERS:
        raise WrongUsage(f"there is no format {name!r} to import; there are {', '.join(IMPORTERS)}")
    return cast("Importer", import_module(IMPORTERS[name]))
