"""An editor and reviewers at one file, for the laws of a team."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from claims.intake import read_document
from store.queries import claim_listing
from store.queries.team import session_rows
from store.state.session import Session
from store.verbs import intake, sessions
from store.verbs.desk import Desk

TEXT = """Port | sample, *second* draft

A port official said that traffic rose by 4 per cent.

“The quay is <b>closed</b> 😀,” the mayor said.

Reuters reported that a ship had sunk in the harbour.

Le cafe\u0301 du port [1] a ferme\u0301, said the harbour master.
"""


class Team:
    """An editor and reviewers, each with a desk of their own on one file, and a session there."""

    def __init__(self, open_at: Callable[..., Desk], names: str, name: str) -> None:
        self.ed = open_at("ed", name)
        self.people = {who: open_at(who, name) for who in names}
        read = read_document(TEXT.encode(), "port.txt")
        self.document = intake.take_in(self.ed, TEXT.encode(), read, "port.txt").document
        self.claims = claim_listing.listing(self.ed.conn, self.document)
        self.uid = ""

    def __getitem__(self, who: str) -> Desk:
        return self.ed if who == "ed" else self.people[who]

    def id(self, who: str) -> str:
        return self[who].writer.whose().id

    @property
    def session(self) -> Session:
        """As it stands now."""
        found = session_rows.by_uid(self.ed.conn, self.uid)
        assert found
        return found

    def create(self, **plan: Any) -> Session:
        reviewers = plan.pop("reviewers", tuple(self.people))
        made = sessions.create(self.ed, self.document, sessions.Plan(reviewers, **plan))
        self.uid = made.uid
        return made

    def events(self) -> int:
        return int(self.ed.conn.execute("SELECT count(*) FROM main.event").fetchone()[0])
