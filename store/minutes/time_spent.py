"""The time that each reviewer was at work, as far as the log can tell.

The time spent is the sum of the gaps between one act of theirs and the next, about the article and
within the session; a gap of more than five minutes counts as five: by then somebody reads something
else, or has left. The time before the first act is not known and counts nothing, so the sum is a
minimum.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from store.log.events import Event
from store.minutes.values import Spent
from store.state.session import Member

MOST = 5 * 60  # seconds that one gap counts at the most


def spent(
    events: Iterable[Event], members: Sequence[Member], names: Mapping[str, str], host: str
) -> Iterator[Spent]:
    """The members in their order, then whoever else acted."""
    times: dict[str, list[str]] = {member.uid: [] for member in members}
    for event in events:
        times.setdefault(event.reviewer, []).append(event.at)
    roles = {member.uid: "reviewer" for member in members}
    for who, at in times.items():
        role = "host" if who == host else ""
        told = ", ".join(part for part in (role, roles.get(who, "")) if part)
        yield Spent(names.get(who, who[:8]), told, len(at), seconds(at))


def seconds(times: Iterable[str]) -> int:
    """The time between `times`, as stored, by the rule of this module."""
    moments = sorted(datetime.fromisoformat(at) for at in times)
    gaps = ((later - earlier).total_seconds() for earlier, later in pairwise(moments))
    return round(sum(min(MOST, gap) for gap in gaps))
