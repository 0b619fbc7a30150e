"""The verbs of the registry of sources: add, edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from claims.model import SourceClass
from store.errors import WrongUsage
from store.log.events import canonical
from store.log.kinds import SourceAdded, SourceChanged
from store.queries import known_sources
from store.verbs.desk import Change, Desk


def add(
    desk: Desk,
    name: str,
    source_class: SourceClass,
    *,
    aliases: Sequence[str] = (),
    organisation: str | None = None,
    source_reliability: str | None = None,
    code_name: str = "",
    role: str = "",
    article: str = "",
    about: str = "",
) -> str:
    """Add a source and return its id. With a code name it is protected: `name` stays here.

    `about` is the article (its SHA-256) for which it is wanted, `article` the one in which alone
    it is this source: "the company" of one article is not that of another.
    """
    name, protected = name.strip(), bool(code_name)
    shown = code_name.strip() if protected else name
    if not name or not shown:
        raise WrongUsage("a source needs a name, and a protected source a code name as well")
    if protected and shown.casefold() == name.casefold():
        raise WrongUsage("the code name is the same as the real name; choose another code name")
    canonical(name)  # a protected name goes into no event, but has to be storable all the same
    fact = SourceAdded(
        shown,
        source_class.value,
        () if protected else tuple(aliases),
        organisation,
        source_reliability,
        protected,
        "" if protected else role,
        article,
    )
    with desk.database.write() as conn:
        source = desk.act(fact, about=about).event
        if protected:
            conn.execute("INSERT INTO protected_source VALUES (?, ?)", (source, name))
    return source


class NewSource(NamedTuple):
    """A source of a list that is brought in."""

    name: str
    source_class: SourceClass
    aliases: tuple[str, ...] = ()


def add_all(desk: Desk, wanted: Sequence[NewSource]) -> int:
    """Add the sources of a list, all or none, and say how many were new by their names."""
    added = 0
    with desk.database.write():
        known = {line.name.casefold() for line in known_sources.sources(desk.conn)}
        for one in wanted:
            if one.name.casefold() in known:
                continue
            add(desk, one.name, one.source_class, aliases=one.aliases)
            known.add(one.name.casefold())
            added += 1
    return added


def edit(desk: Desk, source: str, values: Mapping[str, Any], *, about: str = "") -> Change:
    """Change fields of a source: name, aliases, source_class, organisation, role, reliability.

    `about` is the article on which this is done and can be undone.
    """
    if not known_sources.exists(desk.conn, source):
        raise WrongUsage(f"there is no source {source!r}; see `twosource sources`")
    if known_sources.is_protected(desk.conn, source) and values.keys() & {
        "name",
        "aliases",
        "organisation",
        "role",
    }:
        raise WrongUsage(
            "a protected source keeps its code name, because a new name would go into the log"
        )
    return desk.act(SourceChanged(source, dict(values), about), about=about)


def describe(
    desk: Desk, source: str, *, name: str, role: str, body: str, about: str = ""
) -> Change:
    """Say who a source is: name, role, and by its name the body it speaks for, which joins the
    registry where it is new. A former name stays an alias."""
    line = known_sources.find(desk.conn, source)
    values: dict[str, Any] = {}
    if name != line.name:
        values |= {"name": name, "aliases": [*dict.fromkeys((*line.aliases, line.name))]}
    if role != line.role:
        values["role"] = role
    with desk.database.write():
        organisation = _body(desk, body, about)
        if organisation != line.organisation:
            values["organisation"] = organisation
        return edit(desk, source, values, about=about)


def _body(desk: Desk, name: str, about: str) -> str | None:
    if not name:
        return None
    known = known_sources.called(desk.conn, name)
    return known.id if known else add(desk, name, SourceClass.UNNAMED, about=about)


def merge(desk: Desk, source: str, into: str, *, about: str = "") -> Change:
    """Take one source for another from now on; what was said under it moves along.

    `about` is the article on which this is done and can be undone.
    """
    for one in (source, into):
        if not known_sources.exists(desk.conn, one):
            raise WrongUsage(f"there is no source {one!r}; see `twosource sources`")
    if source == into:
        raise WrongUsage("a source cannot be merged into itself; name two")
    if known_sources.merged_into(desk.conn, into) is not None:
        raise WrongUsage("the second source is merged into another already; name that one")
    if known_sources.is_protected(desk.conn, source):
        raise WrongUsage(
            "a protected source cannot be merged, because that would tell in the log who it is"
        )
    return desk.act(SourceChanged(source, {"merged_into": into}, about), about=about)


def part(desk: Desk, source: str) -> Change:
    """Take a source for itself again that was merged into another."""
    if known_sources.merged_into(desk.conn, source) is None:
        raise WrongUsage(f"{source!r} is merged into no other source")
    return desk.act(SourceChanged(source, {"merged_into": None}))
