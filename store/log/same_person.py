"""The ids that are one person, where entries are read: what was said under one is the other's."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from store.log.events import Event

Same = Mapping[str, str]
"""The id that somebody goes by, by each of their others."""


def known(conn: sqlite3.Connection) -> Same:
    return dict(conn.execute("SELECT reviewer, into_reviewer FROM main.same_person").fetchall())


def read_as(event: Event, same: Same) -> Event:
    """The event with everybody in it under the id that they go by. `writer` stays whose stream it
    is in."""
    reviewer = same.get(event.reviewer, event.reviewer)
    if event.fact is None:
        return event._replace(reviewer=reviewer)
    held = event.fact._asdict()
    changed: dict[str, Any] = {
        name: same[held[name]] for name in ("reviewer", "takes") if held.get(name) in same
    }
    if "mentions" in held:
        changed["mentions"] = tuple(same.get(one, one) for one in held["mentions"])
    if "reviewers" in held:
        changed["reviewers"] = tuple((same.get(one, one), name) for one, name in held["reviewers"])
    return event._replace(reviewer=reviewer, fact=event.fact._replace(**changed))
