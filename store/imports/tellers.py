"""The person of whom a mark tells: whoever imports, or somebody whom the file names.

Anybody can write any name into a file, so what a file says of others is no act of theirs. It goes
into the importer's own stream, with whose it is, and is shown as "NAME (from a file)": nobody's own
verdict is touched by it, and in no session does it count as a member's.
"""

from __future__ import annotations

from typing import NamedTuple

from store.errors import BadInput
from store.file import identity
from store.imports import Mark
from store.log.events import told_of
from store.queries import known_reviewers
from store.queries.team import session_rows
from store.state.event_index import FROM_A_FILE
from store.verbs.desk import Desk


class Teller(NamedTuple):
    """`name` is empty for whoever imports; `id` is under whom it is held, `here` the id of the
    reviewer of that name on this desk, empty where there is none."""

    name: str
    id: str
    here: str = ""

    @property
    def held_by(self) -> tuple[str, ...]:
        """The ids under which what a mark says may be held already."""
        return (self.here, self.id) if self.here else (self.id,)


def of(desk: Desk, mark: Mark) -> Teller:
    """Raises: `WrongUsage` where nobody works here, `BadInput` for an impossible name."""
    me = desk.writer.whose()
    name = identity.clean_name(mark.reviewer or me.name).removesuffix(FROM_A_FILE)
    if name == me.name:
        return Teller("", me.id)
    ids = known_reviewers.called(desk.conn, name)
    return Teller(name, told_of(me.id, name), ids[0] if len(ids) == 1 else "")


def must_be_open(desk: Desk, teller: Teller, document: int) -> None:
    """Raises: `BadInput` for what a file tells of another while an article is reviewed blind."""
    session = session_rows.open_on(desk.conn, document) if teller.name else None
    if session and session.blind:
        raise BadInput(
            f"session {session.id} reviews this article blind; what a file says of "
            f"{teller.name} can come in after its reveal"
        )
