"""The names of protected sources, and the search that keeps them out of a redacted export.

A protected source is known to the log by its code name alone; its real name lies in a table of this
file. Somebody may have typed it into a note all the same, or it may stand in the article. So an
export with `--redact` is written in two steps: free text has each name replaced by the code name in
brackets, and then everything that leaves is searched for what is left. A name that is left stops
the export: better no file than a file that names somebody.
"""

from __future__ import annotations

import html
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from functools import cached_property

from store.errors import NotPermitted


class Names:
    """The real names that may not leave, each with the code name that stands for it."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._codes = {_folded(name): code for name, code in pairs if name.strip()}

    def __bool__(self) -> bool:
        return bool(self._codes)

    def hide(self, text: str) -> str:
        """`text` with each name as `[code name]`."""
        if not self._codes:
            return text
        return self._pattern.sub(lambda found: f"[{self._codes[_folded(found[0])]}]", text)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest = sorted(self._codes, key=len, reverse=True)
        return re.compile("|".join(map(_spaced, longest)), re.IGNORECASE)

    @cached_property
    def _written(self) -> re.Pattern[str]:
        """A name in every spelling that the formats would give it."""
        forms = {form for name in self._codes for form in _spellings(name)}
        longest = sorted(forms, key=len, reverse=True)
        return re.compile("|".join(map(_spaced, longest)), re.IGNORECASE)

    def guard(self, chunks: Iterable[str]) -> Iterator[str]:
        """`chunks`, unchanged. Raises: `NotPermitted` as soon as they contain a protected name."""
        if not self._codes:
            yield from chunks
            return
        tail, reach = "", max(len(form) for name in self._codes for form in _spellings(name)) + 32
        for chunk in chunks:
            seen = tail + chunk
            if found := self._written.search(seen):
                raise NotPermitted(_refusal(self._code_of(found[0])))
            tail = seen[-reach:]
            yield chunk

    def _code_of(self, written: str) -> str:
        for name, code in self._codes.items():
            if _folded(written) in {_folded(form) for form in _spellings(name)}:
                return code
        return "a protected source"


def _refusal(code: str) -> str:
    return (
        f"the export would name the protected source {code}, in the article's own words or in its "
        "evidence; nothing was written"
    )


def names(conn: sqlite3.Connection) -> Names:
    """The real names that this desk protects."""
    return Names(
        conn.execute(
            "SELECT p.name, s.name FROM protected_source p JOIN source s ON s.id = p.id"
        ).fetchall()
    )


def hidden(conn: sqlite3.Connection, *, redact: bool) -> Names:
    """The names that may not leave: those that the desk protects, or without `redact` none."""
    return names(conn) if redact else Names(())


def count(conn: sqlite3.Connection) -> int:
    """How many sources this desk protects."""
    return int(conn.execute("SELECT count(*) FROM protected_source").fetchone()[0])


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _spaced(name: str) -> str:
    """A pattern for the name as a word, however its parts are spaced."""
    body = r"\s+".join(re.escape(part) for part in name.split())
    before = r"(?<!\w)" if name[:1].isalnum() else ""
    after = r"(?!\w)" if name[-1:].isalnum() else ""
    return f"{before}{body}{after}"


def _spellings(name: str) -> set[str]:
    """As plain text, in JSON, in HTML and in Markdown."""
    return {
        name,
        json.dumps(name, ensure_ascii=False)[1:-1],
        html.escape(name),
        re.sub(r"([\\`*_\[\]<>#|~&])", r"\\\1", name),
    }
