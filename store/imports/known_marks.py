"""The part of a mark that the desk holds already, so that it is not logged again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claims.model import Span
from store.imports import Mark
from store.queries import known_sources
from store.state import attribution
from store.state.attribution import HeldAttribution
from store.verbs.desk import Desk


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
