"""The verb of signing a review off."""

from __future__ import annotations

from store.errors import NotPermitted
from store.file import identity
from store.log import chain
from store.log.kinds import SignedOff
from store.queries import claim_places
from store.verbs.desk import Change, Desk


def sign_off(desk: Desk, document: int) -> Change:
    """Sign the review off as it is. What changes afterwards is flagged."""
    if desk.writer.whose().name == identity.UNNAMED:
        raise NotPermitted("a review is signed by name; use --reviewer NAME")
    with desk.database.write():
        return desk.act(
            SignedOff(claim_places.sha256(desk.conn, document), chain.digest(desk.conn))
        )
