"""What leaves. `EXPORTERS` is the table of contents: a format is a module with a `VERSION`, a
`SUFFIX` and a pure `export(dossier, raw) -> Iterable[str]`; `store.files` owns the file."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Protocol, cast

from store.dossier import Dossier
from store.errors import WrongUsage


class Exporter(Protocol):
    VERSION: str
    SUFFIX: str

    def export(self, dossier: Dossier, *, raw: bool = False) -> Iterable[str]:
        """The text of the export, in pieces. `raw` keeps what would be made harmless."""
        ...


EXPORTERS: dict[str, str] = {
    "csv": "store.exports.csv",
    "jsonl": "store.exports.jsonl",
    "md": "store.exports.markdown",
}


def exporter(name: str) -> Exporter:
    """Raises: `WrongUsage` for a format that there is not."""
    if name not in EXPORTERS:
        raise WrongUsage(f"there is no format {name!r}; there are {', '.join(EXPORTERS)}")
    return cast("Exporter", import_module(EXPORTERS[name]))
