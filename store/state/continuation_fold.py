"""The continuation of claims in a later version, and of what was held about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from claims.model import Span
from store.log.events import Event
from store.log.kinds import ClaimsContinued, Judged
from store.state import attribution


class Continuation(NamedTuple):
    """Where a claim of the earlier version `earlier` goes on, and in which state."""

    earlier: str
    earlier_start: int
    earlier_end: int
    start: int | None
    end: int | None
    state: str
    hlc: int


CARRIED = ("same", "moved")  # the states in which a claim keeps what was held


def shifted(event: Event, link: Continuation) -> Event:
    """The event of an earlier version, with the spans of its attributions where they are now.

    A span outside the claim is dropped: the text around the claim may be another.
    """
    if not isinstance(event.fact, Judged) or "attributions" not in event.fact.values:
        return event
    spoken = [_shifted(held, link) for held in event.fact.values["attributions"] or []]
    return event._replace(
        fact=event.fact._replace(values={**event.fact.values, "attributions": spoken})
    )


def _shifted(held: Mapping[str, Any], link: Continuation) -> dict[str, Any]:
    by = (link.start or 0) - link.earlier_start

    def move(span: Span) -> Span | None:
        if not link.earlier_start <= span.start < span.end <= link.earlier_end:
            return None
        return Span(span.start + by, span.end + by)

    return attribution.moved(held, move)


def fold_links(events: Iterable[Event]) -> list[Continuation]:
    """Where the claims of earlier versions go on."""
    return [
        Continuation(event.fact.earlier, *link, event.hlc)
        for event in events
        if isinstance(event.fact, ClaimsContinued)
        for link in event.fact.links
    ]
