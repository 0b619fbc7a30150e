"""Agreement of a team, field by field, measured by `claims.agreement` on what its members held.

Three fields are compared. The source is the set of innermost voices, each by its identity: two who
accept the same new voice may each have added it, and two sources may have been merged. `unchecked`
says that nobody has looked, so it does not count as an attribution status. The verdict is compared
on one scale at a time.

Verdicts have an order, the `rating` of their scale from worst to best; what has no rating is
outside it. Statuses of one rating tie: ordinal alpha takes them for one value. A disagreement
between two of them still has a weight, one step, with what the scale lists later as the worse.

Before the discussion is what was held at the reveal, after it what was held at the close, or what
is held now. Claims that were replaced since the reveal are compared before it only.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from claims.agreement.measures import alpha, overview
from claims.agreement.values import Agreement, Alpha, Kappa, Measure, Undefined
from claims.scales import Known, Scale
from store.errors import NotPermitted
from store.log import blinds
from store.queries import (
    claim_listing,
    claim_places,
    claim_rows,
    known_reviewers,
    known_scales,
    known_sources,
)
from store.queries.team import member_verdicts, session_rows
from store.queries.team.member_verdicts import HeldVerdict
from store.state.attribution import HeldAttribution
from store.state.session import Session, SessionMode

NOT_JUDGED = "unchecked"

Measured: TypeAlias = Agreement[int, str]
"""Measures by claim and reviewer, both by id. The `only` of an `Undefined` is a label."""

Holding: TypeAlias = Mapping[int, Sequence[HeldVerdict]]


class Field(StrEnum):
    SOURCE = "source"
    ATTRIBUTION = "attribution_status"
    VERIFICATION = "status"


class Compared(NamedTuple):
    """One field, of the verdicts on one scale. `labels` are its values as people say them;
    `before` is None where nothing was ever blind."""

    field: Field
    title: str
    scale: str
    labels: Mapping[str, str]
    before: Measured | None
    after: Measured


class Agreements(NamedTuple):
    """`moment` is when `after` is, "close" or "now"; names are by reviewer, numbers by claim."""

    session: Session | None
    moment: str
    fields: tuple[Compared, ...]
    names: Mapping[str, str]
    numbers: Mapping[int, str]


def of_session(conn: sqlite3.Connection, session: Session) -> Agreements:
    """How far the members agree. Raises: `NotPermitted` while the session hides the others' work
    from this reviewer."""
    if session.blind and blinds.hides(conn, session.document):
        raise NotPermitted(f"session {session.id} is blind: agreement is shown after the reveal")
    moment = "now" if session.open else "close"
    revealed = session.mode is SessionMode.BLIND and not session.blind
    before = member_verdicts.held(conn, session, "reveal") if revealed else None
    after = member_verdicts.held(conn, session, moment)
    fields = _fields(conn, session.document, before, after, session.scale)
    return _told(conn, session.document, session, moment, fields)


def of_article(conn: sqlite3.Connection, document: int) -> Agreements:
    """As `of_session`, of the last session about an article; without one, of all who judged it."""
    session = session_rows.last_on(conn, document)
    if session:
        return of_session(conn, session)
    fields = _fields(conn, document, None, member_verdicts.held_on(conn, document), "")
    return _told(conn, document, None, "now", fields)


def _told(
    conn: sqlite3.Connection,
    document: int,
    session: Session | None,
    moment: str,
    fields: tuple[Compared, ...],
) -> Agreements:
    claims = claim_rows.rows(conn, list(claim_places.places(conn, document)))
    numbers = {claim.id: claim.number for claim in claims}
    names = known_reviewers.reviewer_names(conn)
    seats = {who: seat for seat, who in enumerate(names)}
    return Agreements(session, moment, tuple(_seated(one, seats) for one in fields), names, numbers)


def _seated(field: Compared, seats: Mapping[str, int]) -> Compared:
    """The measures with each pair of reviewers in the same order at every moment; kappa does not
    depend on it."""

    def turned(one: Kappa[str]) -> Kappa[str]:
        first, second = sorted((one.first, one.second), key=lambda who: seats.get(who, 0))
        return one._replace(first=first, second=second)

    def seated(found: Measured) -> Measured:
        pairs = sorted(
            map(turned, found.kappas),
            key=lambda one: (seats.get(one.first, 0), seats.get(one.second, 0)),
        )
        return found._replace(kappas=tuple(pairs))

    before = seated(field.before) if field.before else None
    return field._replace(before=before, after=seated(field.after))


# --- fields --------------------------------------------------------------------------------------


def _fields(
    conn: sqlite3.Connection, document: int, before: Holding | None, after: Holding, scale: str
) -> tuple[Compared, ...]:
    """`scale` is told even where nobody has used it yet."""
    names, known = known_sources.identities(conn), known_scales.known(conn)
    standing = claim_listing.listing(conn, document)
    order = sorted(claim_places.places(conn, document).items(), key=lambda item: item[1])
    was = None if before is None else {c: before[c] for c, _ in order if c in before}
    now = {claim: after[claim] for claim in standing if claim in after}
    nominal = (
        _compared(Field.SOURCE, was, now, lambda one: _source(one.attributions, names)),
        _compared(Field.ATTRIBUTION, was, now, lambda one: _faithful(one.attribution_status)),
    )
    used = _scales(scale, was, now)
    return nominal + tuple(_verdicts(digest, known, was, now, len(used) > 1) for digest in used)


def _scales(first: str, *moments: Holding | None) -> list[str]:
    """The digests of all scales that verdicts were given on; `first` in front."""
    found = [
        one.scale
        for holding in moments
        for held in (holding or {}).values()
        for one in held
        if one.status and one.scale
    ]
    return list(dict.fromkeys([first, *found] if first else found))


class _Value(NamedTuple):
    """A value that is compared, and its label."""

    key: str
    label: str


def source_value(attributions: Sequence[HeldAttribution], names: Mapping[str, str]) -> str:
    """The innermost voices of a judgement as one value, the same whoever added them in whichever
    order; empty where no attribution is held."""
    value = _source(attributions, names)
    return value.key if value else ""


def _source(attributions: Sequence[HeldAttribution], names: Mapping[str, str]) -> _Value | None:
    if not attributions:
        return None
    said = [a.speaker for a in attributions if a.speaker]
    voices = {known_sources.folded(names.get(one, one)): names.get(one, one) for one in said}
    shown = " + ".join(voices[key] for key in sorted(voices)) or "nobody named"
    return _Value(json.dumps(sorted(voices), ensure_ascii=False), shown)


def _faithful(status: str | None) -> _Value | None:
    if not status or status == NOT_JUDGED:
        return None
    return _Value(status, status.replace("_", " "))


_TITLES = {Field.SOURCE: "source", Field.ATTRIBUTION: "attribution status"}


def _compared(
    field: Field, was: Holding | None, now: Holding, value: Callable[[HeldVerdict], _Value | None]
) -> Compared:
    labels: dict[str, str] = {}
    before = None if was is None else overview(_ratings(was, value, labels))
    after = overview(_ratings(now, value, labels))
    told = None if before is None else _worded(before, labels)
    return Compared(field, _TITLES[field], "", labels, told, _worded(after, labels))


def _ratings(
    holding: Holding, value: Callable[[HeldVerdict], _Value | None], labels: dict[str, str]
) -> dict[int, dict[str, str]]:
    """`labels` learns how each value is called."""
    found: dict[int, dict[str, str]] = {}
    for claim, held in holding.items():
        given = [(one.reviewer, value(one)) for one in held]
        labels.update({one.key: one.label for _, one in given if one})
        found[claim] = {who: one.key for who, one in given if one}
    return found


# --- verdicts ------------------------------------------------------------------------------------


def _verdicts(
    digest: str, known: Known, was: Holding | None, now: Holding, several: bool
) -> Compared:
    scale = known.get(digest)
    name = scale.name if scale else "a scale not known here"
    title = f"verification status ({name})" if several or scale is None else "verification status"

    def value(one: HeldVerdict) -> _Value | None:
        if not one.status or one.scale != digest:
            return None
        found = scale.get(one.status) if scale else None
        return _Value(one.status, found.label if found else one.status.replace("_", " "))

    labels: dict[str, str] = {}
    before = None if was is None else _ordered(_ratings(was, value, labels), scale, labels)
    after = _ordered(_ratings(now, value, labels), scale, labels)
    return Compared(Field.VERIFICATION, title, digest, labels, before, after)


def _ordered(
    ratings: dict[int, dict[str, str]], scale: Scale | None, labels: Mapping[str, str]
) -> Measured:
    if scale is None or not (order := ranked(scale)):
        return _worded(overview(ratings), labels)
    places = _tied(scale)
    tied = {
        claim: {who: places.get(status, status) for who, status in by.items()}
        for claim, by in ratings.items()
    }
    ordinal = alpha(tied, list(dict.fromkeys(places[status] for status in order)))
    return _worded(overview(ratings, order)._replace(ordinal=ordinal), labels, _either(scale))


def ranked(scale: Scale) -> list[str]:
    """The statuses that have a rating, from worst to best."""
    rated = [(one.rating, -n, one.id) for n, one in enumerate(scale.statuses) if one.rating]
    return [status for _, _, status in sorted(rated)]


def _tied(scale: Scale) -> dict[str, str]:
    """For each status with a rating, the status that stands for all with that rating."""
    first: dict[int, str] = {}
    for one in scale.statuses:
        if one.rating:
            first.setdefault(one.rating, one.id)
    return {one.id: first[one.rating] for one in scale.statuses if one.rating}


def _either(scale: Scale) -> dict[str, str]:
    """The label of a status that stands for a rating: the labels of all with that rating."""
    places = _tied(scale)
    return {
        status: " or ".join(one.label for one in scale.statuses if places.get(one.id) == status)
        for status in set(places.values())
    }


def _worded(
    found: Measured, labels: Mapping[str, str], tied: Mapping[str, str] | None = None
) -> Measured:
    """The measures with the label of the only value in use in place of its key."""

    def measure(value: Measure, words: Mapping[str, str]) -> Measure:
        if isinstance(value, Undefined) and value.only:
            return value._replace(only=words.get(value.only, value.only))
        return value

    def named(one: Alpha, words: Mapping[str, str]) -> Alpha:
        return one._replace(value=measure(one.value, words))

    return found._replace(
        kappas=tuple(one._replace(value=measure(one.value, labels)) for one in found.kappas),
        nominal=named(found.nominal, labels),
        ordinal=named(found.ordinal, tied or labels) if found.ordinal else None,
    )
