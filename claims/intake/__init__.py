"""Bytes of a file in, a `Document` out, or a refusal that names the way out.

`READERS` is the table of contents: a reader is a module with a `VERSION` and a function
`read(data, encoding) -> Document`, imported only when a file needs it.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from typing import Protocol, cast

from claims.intake.decode import MAX_BYTES, Refused, UnknownEncoding
from claims.model import Document

__all__ = ["MAX_BYTES", "READERS", "Refused", "UnknownEncoding", "read_document"]


class Reader(Protocol):
    VERSION: str

    def read(self, data: bytes, encoding: str | None) -> Document: ...


READERS: dict[str, str] = {
    "": "claims.intake.plain",
    ".txt": "claims.intake.plain",
    ".text": "claims.intake.plain",
    ".md": "claims.intake.markdown",
    ".markdown": "claims.intake.markdown",
}
_NOT_YET = (".html", ".htm", ".pdf", ".docx", ".doc", ".odt", ".rtf", ".epub", ".xlsx")


def read_document(data: bytes, name: str = "", encoding: str | None = None) -> Document:
    """The document that `data` holds; `name` tells its format by its ending.

    An ending that nobody knows is read as plain text.

    Raises: `Refused` with a sentence that says what is wrong and what to do; `UnknownEncoding`.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in _NOT_YET:
        raise Refused(f"there is no reader for {suffix} files; save it as plain text or Markdown")
    module = READERS.get(suffix, READERS[""])
    reader = cast("Reader", import_module(module))
    document = reader.read(data, encoding)
    return document._replace(reader=f"{module.rpartition('.')[2]}/{reader.VERSION}")
