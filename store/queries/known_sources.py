"""The registry of a desk as people and commands look it up: names, uses, a source by any name."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from typing import NamedTuple

from claims.model import Mention, SourceClass, VoiceType
from store.errors import WrongUsage
from store.state import attribution


def names(conn: sqlite3.Connection) -> dict[str, str]:
    """Source names by id."""
    return dict(conn.execute("SELECT id, name FROM source").fetchall())


_PEOPLE = frozenset({SourceClass.INDIVIDUAL, SourceClass.EXPERT, SourceClass.EYEWITNESS})


def identities(conn: sqlite3.Connection) -> dict[str, str]:
    """The name under which each source is one with others, by id.

    A merged one goes by the name of the other; one that somebody else has added too, by its name
    or an alias, by that of the first.
    """
    rows = conn.execute(
        "SELECT id, name, aliases, article, merged_into FROM source ORDER BY NOT shipped, id"
    ).fetchall()
    found: dict[str, str] = {}
    known: dict[tuple[str, str], str] = {}
    for source, name, aliases, article, _ in rows:
        found[source] = known.get((article, folded(name)), name)
        for other in (name, *json.loads(aliases)):
            known.setdefault((article, folded(other)), found[source])
    merged = {row[0]: row[4] for row in rows if row[4]}
    return found | {source: found.get(into, found[source]) for source, into in merged.items()}


def folded(name: str) -> str:
    """A name for comparing."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class SourceLine(NamedTuple):
    id: str
    name: str
    source_class: str
    aliases: tuple[str, ...]
    organisation: str | None
    source_reliability: str | None
    protected: bool
    shipped: bool
    used: int
    role: str = ""
    article: str = ""


def sources(conn: sqlite3.Connection) -> list[SourceLine]:
    """The registry, the most used first."""
    used: dict[str, int] = {}
    for (raw,) in conn.execute("SELECT attributions FROM judgement").fetchall():
        for voice in set(attribution.voices(attribution.read(raw))):
            used[voice] = used.get(voice, 0) + 1
    found = conn.execute(
        "SELECT id, name, source_class, aliases, organisation, source_reliability, protected,"
        " shipped, role, article FROM source WHERE merged_into IS NULL"
    ).fetchall()
    lines = [
        SourceLine(
            r[0],
            r[1],
            r[2],
            tuple(json.loads(r[3])),
            r[4],
            r[5],
            bool(r[6]),
            bool(r[7]),
            used.get(r[0], 0),
            r[8],
            r[9],
        )
        for r in found
    ]
    return sorted(lines, key=lambda s: (-s.used, s.name.casefold()))


def as_mention(line: SourceLine) -> Mention:
    """A registered source as a voice: a person by its role, its body or its class."""
    if line.article:
        kind = VoiceType.UNNAMED
    elif line.role or line.organisation or line.source_class in _PEOPLE:
        kind = VoiceType.PERSON
    else:
        kind = VoiceType.ORGANISATION
    return Mention(line.name, line.id, role=line.role, type=kind, aka=line.aliases)


def find(conn: sqlite3.Connection, name: str) -> SourceLine:
    """The source with that id, name or alias. Raises: `WrongUsage` when none or several fit."""
    found = called(conn, name)
    if found is None:
        raise WrongUsage(f"no source is called {name!r}; `twosource sources add` adds one")
    return found


def called(conn: sqlite3.Connection, name: str) -> SourceLine | None:
    """The source with that id, name or alias, if any. Raises: `WrongUsage` when several fit."""
    known = sources(conn)
    wanted = name.casefold().strip()
    tests = (
        lambda s: s.id == name,
        lambda s: s.name.casefold() == wanted,
        lambda s: wanted in {alias.casefold() for alias in s.aliases},
    )
    for test in tests:
        found = [source for source in known if test(source)]
        if len(found) == 1:
            return found[0]
        if found:
            ids = ", ".join(source.id for source in found)
            raise WrongUsage(
                f"{len(found)} sources are called {name!r}; choose one by its id: {ids}"
            )
    return None


def exists(conn: sqlite3.Connection, source: str) -> bool:
    return bool(conn.execute("SELECT 1 FROM source WHERE id = ?", (source,)).fetchone())


def by_name(conn: sqlite3.Connection, name: str, article: str = "") -> str | None:
    """The id of the source with exactly that name, whatever the case, in any article or in this."""
    row = conn.execute(
        "SELECT coalesce(merged_into, id) FROM source WHERE name = ? COLLATE NOCASE"
        " AND article IN ('', ?) ORDER BY article DESC",
        (name, article),
    ).fetchone()
    return str(row[0]) if row else None


def merged_into(conn: sqlite3.Connection, source: str) -> str | None:
    """The source that this one turned out to be, if any."""
    row = conn.execute("SELECT merged_into FROM source WHERE id = ?", (source,)).fetchone()
    return row[0] if row else None


def is_protected(conn: sqlite3.Connection, source: str) -> bool:
    row = conn.execute("SELECT protected FROM source WHERE id = ?", (source,)).fetchone()
    return bool(row and row[0])


def find_merged(conn: sqlite3.Connection, name: str) -> str:
    """The id of the merged source with that id or name. Raises: `WrongUsage` when none has it."""
    row = conn.execute(
        "SELECT id FROM source WHERE merged_into IS NOT NULL"
        " AND (id = ? OR name = ? COLLATE NOCASE)",
        (name, name),
    ).fetchone()
    if row is None:
        raise WrongUsage(f"no source called {name!r} is merged into another")
    return str(row[0])
