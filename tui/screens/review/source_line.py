"""A source on one line, as it is typed: its name, its role and the body it speaks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from store.errors import WrongUsage
from store.queries.known_sources import SourceLine

HINT = "name; role; the body it speaks for"


class Typed(NamedTuple):
    """The three parts."""

    name: str
    role: str = ""
    body: str = ""


def told(line: SourceLine, names: Mapping[str, str]) -> str:
    """`Karl Weiss; spokesman; Port ministry`."""
    return "; ".join((line.name, line.role, names.get(line.organisation or "", ""))).rstrip("; ")


def typed(text: str) -> Typed:
    """Raises: `WrongUsage` where there is no name, or more than three parts."""
    parts = [part.strip() for part in text.split(";")]
    if len(parts) > len(Typed._fields) or not parts[0]:
        raise WrongUsage(f"three parts at most, with semicolons between: {HINT}")
    return Typed(*parts)
