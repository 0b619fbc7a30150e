"""Pure fold of one text: what is known of it, which claims it has, and their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from store.log.events import Event
from store.log.kinds import (
    ClaimsFound,
    ClaimsReplaced,
    DocumentAdded,
    DocumentDescribed,
)


class Placed(NamedTuple):
    """A claim of a document: its number, and whether it counts."""

    number: str
    active: bool


class DocumentState(NamedTuple):
    added: DocumentAdded
    added_at: str
    added_by: str
    claims: dict[tuple[int, int], Placed]


def fold_document(events: Sequence[Event]) -> DocumentState | None:
    """A document and its claims, from every event about it and about its claims.

    Of two intakes of one text the earliest supplies the list. A claim about which anyone has said
    anything stays even if it is not on that list. Numbers are fixed by the list; later claims are
    7a, 7b, after the listed claim that they begin in or behind.
    """
    intake = _intake(events)
    if intake is None or not isinstance(intake.fact, DocumentAdded):
        return None
    listed = _listed(events, intake.id)
    active = dict.fromkeys(listed, True)
    for event in events:
        if isinstance(event.fact, ClaimsReplaced):
            active |= dict.fromkeys(event.fact.old, False)
            active |= dict.fromkeys(event.fact.new, True)
        elif place := _held_place(event):
            active.setdefault(place, True)
    numbers = _numbers(listed, active)
    claims = {span: Placed(numbers[span], on) for span, on in active.items()}
    return DocumentState(_described(intake.fact, events), intake.at, intake.reviewer, claims)


DESCRIBED = frozenset(("headline", "author", "publisher", "url", "date_published"))


def _described(added: DocumentAdded, events: Iterable[Event]) -> DocumentAdded:
    """The intake with what was said of the text later; the earlier value yields, whatever order
    replicas meet in, because descriptions are folded after every intake."""
    for event in events:
        if isinstance(event.fact, DocumentDescribed):
            values = event.fact.values
            added = added._replace(
                **{k: str(v) for k, v in values.items() if k in DESCRIBED and v is not None}
            )
    return added


def _intake(events: Iterable[Event]) -> Event | None:
    """The first intake as an article, else the first: evidence may be taken in as an article."""
    found = [event for event in events if isinstance(event.fact, DocumentAdded)]
    articles = (e for e in found if isinstance(e.fact, DocumentAdded) and e.fact.role == "article")
    return next(articles, found[0] if found else None)


def _held_place(event: Event) -> tuple[int, int] | None:
    """The span of the claim that an event is about, of whatever kind it is."""
    claim = getattr(event.fact, "claim", None)
    return (claim.start, claim.end) if claim else None


def _listed(events: Iterable[Event], intake: str) -> dict[tuple[int, int], int]:
    found: dict[tuple[int, int], int] = {}
    for event in events:
        if isinstance(event.fact, ClaimsFound) and event.fact.intake == intake:
            for number, span in enumerate(event.fact.claims, event.fact.first):
                found[span] = number
    return found


def _numbers(
    listed: Mapping[tuple[int, int], int], spans: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], str]:
    """`spans` are in the order in which they first appeared, which hands out the letters."""
    ordered = sorted((start, number) for (start, _), number in listed.items())
    taken: dict[int, int] = {}
    numbers = {}
    for span in spans:
        if span in listed:
            numbers[span] = str(listed[span])
            continue
        base = max((number for start, number in ordered if start <= span[0]), default=0)
        taken[base] = taken.get(base, 0) + 1
        numbers[span] = f"{base}{letters(taken[base])}"
    return numbers


def letters(count: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    text = ""
    while count:
        count, rest = divmod(count - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
