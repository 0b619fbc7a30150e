"""The first lines of an export, for somebody who is about to make it.

No more is made than is shown, so that a desk's archive previews as fast as one article. What cannot
be read (a packed table) or is only ready when it is whole has no preview.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from claims.text import shorten
from store.dossier.walk import collect
from store.exports import FolderFile, exporter
from store.file import protected_names

if TYPE_CHECKING:
    from store.exports.write import Order
    from store.file.db import Database

LINES = 200
LENGTH = 400  # code points of a line; a blob in jsonl is megabytes on one
_AS = {"html": "md"}  # the same words, without the marks that a browser needs
PACKED = frozenset({".xlsx"})


def preview(database: Database, order: Order) -> str | None:
    """At most `LINES` lines of what `order` would write, or None where it is no text.

    Raises: as `store.exports.write.export`, for what is wrong in these lines.
    """
    chosen = exporter(_AS.get(order.form, order.form))
    if chosen.SUFFIX in PACKED:
        return None
    with database.snapshot() as conn:
        hidden = protected_names.hidden(conn, redact=order.scope.redact)
        dossier = collect(conn, order.scope)
        pieces = chosen.export(dossier, raw=order.raw, history=order.history)
        return _head(hidden.guard(_texts(pieces)))


def _texts(pieces: Iterable[str | bytes | FolderFile]) -> Iterator[str]:
    """A file of a folder begins with its name."""
    for piece in pieces:
        if isinstance(piece, FolderFile):
            yield f"── {piece.name}\n{''.join(piece.text).rstrip()}\n\n"
        elif isinstance(piece, str):
            yield piece
        else:
            return


def _head(texts: Iterable[str]) -> str:
    """The first lines; an ellipsis says that there are more."""
    taken: list[str] = []
    lines = size = 0
    more = False
    for text in texts:
        taken.append(text)
        lines, size = lines + text.count("\n"), size + len(text)
        if more := lines > LINES or size > LINES * LENGTH:
            break
    found = "".join(taken).replace("\r\n", "\n").split("\n")
    shown = [shorten(line, LENGTH) for line in found[:LINES]]
    return "\n".join([*shown, "…"] if more or len(found) > LINES else shown)
