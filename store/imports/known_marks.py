"""The part of a mark that the desk holds already, so that it is not logged again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claims.model import Span
from claims.scales import Scale
from store.imports import Mark
from store.queries import known_sources
from store.state import attribution
from store.state.attribution import HeldAttribution
from store.verbs.desk import Desk


def fitting(scale: Scale, status: str) -> str:
    """The id of the status with that id or label, whatever the case; empty where there is none."""
    wanted = " ".join(status.replace("_", " ").casefold().split())
    for one in scale.statuses:
        if wanted and wanted in (one.id.replace("_", " "), one.label.casefold()):
            return one.id
    return ""


def known(desk: Desk, name: str) -> bool:
    """Raises: `WrongUsage` where several sources are called `name`."""
    if known_sources.exists(desk.conn, name) or known_sources.by_name(desk.conn, name):
        return True
    wanted = name.casefold().strip()
    return any(
        wanted in {s.name.casefold(), *map(str.casefold, s.aliases)}
        for s in known_sources.sources(desk.conn)
    )


def says(mark: Mark) -> bool:
    return any(
        (mark.status, mark.attribution_status, mark.confidence, mark.claim_reviewed)
    ) or bool(mark.justification or mark.voices)


def heard(desk: Desk, held: Sequence[HeldAttribution], said: Sequence[HeldAttribution]) -> bool:
    """Whether `held` says all that `said` says: the same voices, and the spans that it has."""
    names = known_sources.names(desk.conn)
    shown = (attribution.speakers(held, names), attribution.chains(held, names))
    if shown != (attribution.speakers(said, names), attribution.chains(said, names)):
        return False
    there = list(_spans(held))
    return all(one in there for one in _spans(said) if one[2])


def _spans(
    attributions: Iterable[HeldAttribution],
) -> Iterator[tuple[tuple[str, ...], str, Span | None]]:
    for one in attributions:
        yield from ((one.chain, name, getattr(one, name)) for name in ("source", "cue", "content"))
