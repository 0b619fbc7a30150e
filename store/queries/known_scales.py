"""The scales of a desk: those that are shipped, those that the house has added, the one in use.

What is known travels with the log; which one is in use is a fact about this file, kept in `meta`.
Lookups take the connection, so that two desks in one process do not learn from one another.
"""

from __future__ import annotations

import json
import sqlite3

from claims.scales import BY_DIGEST, NEWSROOM, SCALES, Known, Scale, Shelf
from store.errors import StoreError, WrongUsage

_PREFIX = 8  # hex digits of a digest that may stand for a scale


def known(conn: sqlite3.Connection) -> Known:
    """Every scale that verdicts of this desk may have been given on, by digest."""
    rows = conn.execute("SELECT digest, name, statuses FROM scale ORDER BY name, digest").fetchall()
    if not rows:
        return BY_DIGEST
    return {digest: _read(name, statuses) for digest, name, statuses in rows} | dict(BY_DIGEST)


def _read(name: str, statuses: str) -> Scale:
    from claims.scales.files import BadScale, from_data

    try:
        return from_data(name, json.loads(statuses))
    except (BadScale, ValueError) as error:
        raise StoreError(
            f"the scale {name!r} of this desk cannot be read ({error}); `twosource log rebuild`"
            " restores it from the log"
        ) from None


def shelf(conn: sqlite3.Connection, used: Scale) -> Shelf:
    return Shelf(used, known(conn))


def listed(conn: sqlite3.Connection) -> list[Scale]:
    """The shipped ones, then the house's by name."""
    return [*SCALES.values(), *(s for key, s in known(conn).items() if key not in BY_DIGEST)]


def find(conn: sqlite3.Connection, name: str) -> Scale:
    """The scale with that name, or with a digest that begins so.

    Raises: `WrongUsage` when none or several fit: two houses may have used one name.
    """
    scales = listed(conn)
    fit = [scale for scale in scales if scale.name == name]
    if not fit and len(name) >= _PREFIX:
        fit = [scale for scale in scales if scale.digest.startswith(name)]
    if len(fit) == 1:
        return fit[0]
    if not fit:
        names = ", ".join(dict.fromkeys(scale.name for scale in scales))
        raise WrongUsage(f"there is no scale {name!r}; there are {names}")
    digests = ", ".join(scale.digest[:_PREFIX] for scale in fit)
    raise WrongUsage(
        f"{len(fit)} scales are called {name!r} here; choose one by its digest: {digests}"
    )


def in_use(conn: sqlite3.Connection) -> Scale:
    """The scale that this desk judges on; newsroom where nothing was chosen."""
    row = conn.execute("SELECT value FROM meta WHERE key = 'scale'").fetchone()
    return known(conn).get(row[0], NEWSROOM) if row else NEWSROOM


def must_have(scale: Scale, status: str | None) -> None:
    """Raises: `WrongUsage` where the scale lacks the status; none is on every scale."""
    if status is not None and scale.get(status) is None:
        known = ", ".join(s.id for s in scale.statuses)
        raise WrongUsage(f"{status!r} is not a status of the {scale.name} scale: {known}")
