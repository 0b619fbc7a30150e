"""The readers of files: bytes in, a `Document` out, or a refusal that names the way out.

`READERS` is the table of contents: a reader is a module with a `VERSION` and a function
`read(data, encoding) -> Document`, imported only when a file needs it. Those in `EXTRAS` stand on
a library that is installed on request; `store.sandbox.parent` runs them in a process of their own.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from claims.intake.decode import MAX_BYTES, Refused, UnknownEncoding
from claims.model import Document

__all__ = [
    "EXTRAS",
    "MAX_BYTES",
    "READERS",
    "Refused",
    "UnknownEncoding",
    "extra_for",
    "load",
    "module_of",
    "read_document",
]


class Reader(Protocol):
    VERSION: str

    def read(self, data: bytes, encoding: str | None) -> Document: ...


class SheetReader(Protocol):
    def read(self, data: bytes, encoding: str | None, sheet: str) -> Document: ...


READERS: dict[str, str] = {
    "": "claims.intake.plain",
    ".txt": "claims.intake.plain",
    ".text": "claims.intake.plain",
    ".md": "claims.intake.markdown",
    ".markdown": "claims.intake.markdown",
    ".csv": "claims.intake.table",
    ".tsv": "claims.intake.table",
    ".html": "claims.intake.html",
    ".htm": "claims.intake.html",
    ".xhtml": "claims.intake.html",
    ".pdf": "claims.intake.pdf",
    ".xlsx": "claims.intake.xlsx",
    ".ods": "claims.intake.calamine",
    ".xls": "claims.intake.calamine",
    ".json": "claims.intake.json_stat",
}
EXTRAS: dict[str, str] = {
    "claims.intake.html": "html",
    "claims.intake.pdf": "pdf",
    "claims.intake.xlsx": "xlsx",
    "claims.intake.calamine": "sheets",
}
_OF_SHEETS = ("claims.intake.xlsx", "claims.intake.calamine")
_NOT_YET = (".docx", ".doc", ".odt", ".rtf", ".epub")


def read_document(
    data: bytes, name: str = "", encoding: str | None = None, sheet: str = ""
) -> Document:
    """The document that `data` holds; `name` tells its format by its ending.

    A file with an unknown ending is read as plain text. `sheet` names the one sheet of a workbook
    that is read; without it all are.

    Raises: `Refused` with a sentence that says what is wrong and what to do; `UnknownEncoding`.
    """
    module = module_of(name)
    reader = load(module)
    if len(data) > MAX_BYTES:
        raise Refused("the file is larger than 16 MiB; split it and add the parts")
    if sheet and module not in _OF_SHEETS:
        raise Refused("only a workbook has sheets; leave out the name of the sheet")
    if sheet:
        document = cast("SheetReader", reader).read(data, encoding, sheet)
    else:
        document = reader.read(data, encoding)
    return document._replace(reader=f"{module.rpartition('.')[2]}/{reader.VERSION}")


def extra_for(name: str) -> str:
    """The extra that a file of this name needs; empty where the standard library will do.

    Raises: `Refused` for a format that has no reader.
    """
    return EXTRAS.get(module_of(name), "")


def load(module: str) -> Reader:
    """The reader of that name. Raises: `Refused` where its library is not installed."""
    try:
        return cast("Reader", import_module(module))
    except ImportError:
        if module not in EXTRAS:
            raise
    extra = EXTRAS[module]
    raise Refused(
        f"reading {extra} files needs a library that is not installed; "
        f"run: pip install 'twosource[{extra}]'"
    )


def module_of(name: str) -> str:
    """The module of the reader for a file of this name, by its ending.

    Raises: `Refused` for a format that has no reader.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _NOT_YET:
        raise Refused(f"a {suffix} file cannot be read; save it as plain text or Markdown")
    return READERS.get(suffix, READERS[""])
