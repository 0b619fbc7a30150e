"""The formats of export. `EXPORTERS` is the table of contents: a format is a module with a
`VERSION`, a `SUFFIX` and a pure `export(dossier, raw=…)`; `store.file.files` owns the file.

A format of one file yields its text, or its bytes, in pieces. A format whose `SUFFIX` is `/` is a
folder and yields `Member`s, each a file of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from store.dossier.values import Dossier
from store.errors import WrongUsage


class FolderFile(NamedTuple):
    """One file of a format that is a folder; its text may come in pieces."""

    name: str
    text: str | Iterable[str]


class Exporter(Protocol):
    VERSION: str
    SUFFIX: str
    ABOUT: str  # what it is for, in a few words

    def export(
        self, dossier: Dossier, *, raw: bool = False, history: bool = False
    ) -> Iterable[str | bytes | FolderFile]:
        """The export, in pieces. `raw` keeps what would be made harmless; `history` adds, in the
        formats for people, all that happened."""
        ...


EXPORTERS: dict[str, str] = {
    "md": "store.exports.markdown",
    "html": "store.exports.html",
    "csv": "store.exports.csv",
    "xlsx": "store.exports.xlsx",
    "jsonl": "store.exports.jsonl",
    "claimreview": "store.exports.claimreview",
    "webannotation": "store.exports.webannotation",
    "prov": "store.exports.prov",
    "doccano": "store.exports.doccano",
    "labelstudio": "store.exports.labelstudio",
    "averitec": "store.exports.averitec",
}
FOLDER = "/"


def exporter(name: str) -> Exporter:
    """The format called `name`. Raises: `WrongUsage` where there is none."""
    if name not in EXPORTERS:
        raise WrongUsage(f"there is no format {name!r}; there are {', '.join(EXPORTERS)}")
    return cast("Exporter", import_module(EXPORTERS[name]))
