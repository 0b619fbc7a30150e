"""The verbs of scales: a house adds its own, and chooses the one that it judges on."""

from __future__ import annotations

from claims.scales import BY_DIGEST, Scale
from store.errors import BadInput
from store.log.kinds import ScaleAdded
from store.queries.known_scales import listed
from store.queries.team import roles
from store.verbs.desk import Desk


def add(desk: Desk, scale: Scale) -> bool:
    """Keep a house's own scale, and say whether it is new.

    The same meaning with other letters, tones or short labels is shown so from now on. Raises:
    `BadInput` where the name stands for another meaning, or for a scale that is shipped.
    """
    with desk.database.write() as conn:
        for other in listed(conn):
            if other == scale:
                return False
            if other.name == scale.name:
                _check_name(other, scale)
        desk.act(ScaleAdded(scale.name, _statuses(scale)))
    return True


def _check_name(taken: Scale, scale: Scale) -> None:
    if taken.digest in BY_DIGEST:
        raise BadInput(f"{scale.name!r} comes with twosource; give the new scale another name")
    if taken.digest != scale.digest:
        raise BadInput(
            f"there is another scale called {scale.name!r}, and a used scale cannot be changed; "
            "give the new"
            " one another name"
        )


def _statuses(scale: Scale) -> tuple[dict[str, str | int | bool | None], ...]:
    from claims.scales.files import to_data

    return to_data(scale)


def use(desk: Desk, scale: Scale) -> None:
    """Judge on `scale` from now on. Judgements on another scale keep theirs.

    Raises: `NotPermitted` for a reviewer who is not an editor, on a desk that has roles.
    """
    with desk.database.write() as conn:
        if roles.given(conn):
            roles.demand(conn, desk.writer.whose().id, ScaleAdded, "choose the desk's scale")
        conn.execute("INSERT OR REPLACE INTO meta VALUES ('scale', ?)", (scale.digest,))
    desk.scale = scale
