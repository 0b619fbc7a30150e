"""Pure folds of the registry of sources and of a house's own scales."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from claims.scales import Scale
from store.log.events import Event
from store.log.kinds import ScaleAdded, SourceAdded, SourceChanged


class SourceRow(NamedTuple):
    id: str
    name: str
    source_class: str
    aliases: tuple[str, ...] = ()
    organisation: str | None = None
    source_reliability: str | None = None
    protected: bool = False
    shipped: bool = False
    role: str = ""
    article: str = ""
    merged_into: str | None = None


def shipped_sources() -> dict[str, SourceRow]:
    from claims.voices.shipped import SHIPPED  # costs 4 ms that opening a desk does not need

    return {
        s.id: SourceRow(
            s.id,
            s.name,
            s.source_class.value,
            s.aliases,
            s.organisation,
            s.source_reliability,
            shipped=True,
            role=s.role,
        )
        for s in SHIPPED
    }


def fold_sources(events: Iterable[Event]) -> dict[str, SourceRow]:
    """The registry: what is shipped, what was added, what was changed."""
    return _with_names_of_merged(each_source(events))


def each_source(events: Iterable[Event]) -> dict[str, SourceRow]:
    """The same, each source with its own names alone."""
    sources = shipped_sources()
    for event in events:
        if isinstance(event.fact, SourceAdded):
            sources[event.id] = SourceRow(event.id, **event.fact._asdict())
        elif isinstance(event.fact, SourceChanged) and event.fact.source in sources:
            known = {k: v for k, v in event.fact.values.items() if k in SourceRow._fields}
            if "aliases" in known:
                known["aliases"] = tuple(known["aliases"])
            sources[event.fact.source] = sources[event.fact.source]._replace(**known)
    return sources


def _with_names_of_merged(sources: dict[str, SourceRow]) -> dict[str, SourceRow]:
    """Each source with the names of those that turned out to be it.

    A merge into a source that is not known, or in a circle, is none.
    """
    found = dict(sources)
    for row in sources.values():
        if row.merged_into is None:
            continue
        target = _target(sources, row)
        found[row.id] = row._replace(merged_into=target)
        if target is not None:
            into = found[target]
            names = dict.fromkeys((*into.aliases, row.name, *row.aliases))
            found[target] = into._replace(aliases=tuple(names))
    return found


def _target(sources: Mapping[str, SourceRow], row: SourceRow) -> str | None:
    """The source at the end of a row of merges."""
    seen, at = {row.id}, row.merged_into
    while at is not None and at in sources and at not in seen:
        if sources[at].merged_into is None:
            return at
        seen.add(at)
        at = sources[at].merged_into
    return None


def fold_scales(events: Iterable[Event]) -> dict[str, Scale]:
    """The scales that were added, by digest. What is not a valid scale is left out: it may come
    from a faulty replica, and nothing can be judged on it."""
    from claims.scales.files import BadScale, from_data  # a desk without its own scales needs none

    scales: dict[str, Scale] = {}
    for event in events:
        if isinstance(event.fact, ScaleAdded):
            try:
                scale = from_data(event.fact.name, event.fact.statuses)
            except BadScale:
                continue
            scales[scale.digest] = scale
    return scales
