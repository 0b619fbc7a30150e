"""A source on one line, as it is typed: its name, its role and the body it speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.model import SourceClass
from store.errors import WrongUsage
from store.queries import known_sources
from store.verbs import sources

if TYPE_CHECKING:
    from store.queries.known_sources import SourceLine
    from store.verbs.desk import Change, Desk

HINT = "name; role; the body it speaks for"
_PARTS = 3


def told(desk: Desk, line: SourceLine) -> str:
    """`Karl Weiss; spokesman; Port ministry`."""
    body = known_sources.names(desk.conn).get(line.organisation or "", "")
    return "; ".join((line.name, line.role, body)).rstrip("; ")


def changed(desk: Desk, line: SourceLine, text: str, about: str) -> Change:
    """What was typed becomes the source's; a body that the registry does not have joins it."""
    parts = [part.strip() for part in text.split(";")]
    if len(parts) > _PARTS or not parts[0]:
        raise WrongUsage(f"three parts at most, with semicolons between: {HINT}")
    name, role, body = (*parts, "", "")[:_PARTS]
    values: dict[str, Any] = {}
    if name != line.name:
        values |= {"name": name, "aliases": [*dict.fromkeys((*line.aliases, line.name))]}
    if role != line.role:
        values["role"] = role
    with desk.database.write():
        organisation = _body(desk, body, about)
        if organisation != line.organisation:
            values["organisation"] = organisation
        return sources.edit(desk, line.id, values, about=about)


def _body(desk: Desk, name: str, about: str) -> str | None:
    if not name:
        return None
    known = known_sources.called(desk.conn, name)
    return known.id if known else sources.add(desk, name, SourceClass.UNNAMED, about=about)
