"""Whatever is done on a desk, in whatever order: each table is what a fold of the log makes of it.

Every verb that appends is a step here, with new versions, sessions, roles and reviewers merged
among them. After each step every table is compared with a second fold in memory (`verify`).
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake import read_document
from store.queries import claim_listing
from store.queries.team import member_verdicts, session_rows
from store.verbs import intake, judging, sessions, upkeep
from store.verbs.desk import Desk
from store.verbs.revising import revise
from store.verbs.verify import verify

from .projections import tables
from .working import ACTS, STEPS, Work

Open = Callable[..., Desk]
TEXT = "A port official said that traffic rose by 4 per cent.\n\nThe mayor said that it rained.\n"


def carried_into_a_session(at: Open) -> Desk:
    """A verdict, a new version that carries it, and a session there that is revealed."""
    desk = at("mk")
    first = intake.take_in(desk, TEXT.encode(), read_document(TEXT.encode(), "p.txt"), "p.txt")
    judging.judge(desk, claim_listing.listing(desk.conn, first.document)[0], status="false")
    later = f"{TEXT}\nThe quay was closed, the mayor said.\n".encode()
    made = revise(desk, later, read_document(later, "p2.txt"), "p2.txt", first.document)
    document = made.added.document
    session = sessions.create(desk, document, sessions.Plan(("mk", "li")))
    sessions.reveal(desk, session)
    return desk


def test_a_carried_judgement_is_held_at_the_reveal(at: Open) -> None:
    desk = carried_into_a_session(at)
    assert verify(desk.database) == []
    (session,) = session_rows.sessions(desk.conn)
    assert len(member_verdicts.held(desk.conn, session, "reveal")) == 1


def test_a_rebuild_changes_nothing(at: Open) -> None:
    desk = carried_into_a_session(at)
    before = tables(desk)
    upkeep.rebuild(desk)
    assert tables(desk) == before


STEP = st.tuples(st.sampled_from((*ACTS, *STEPS)), st.integers(0, 2), st.integers(0, 9))


@settings(settings.get_profile("one desk"), max_examples=15)
@given(script=st.lists(STEP, max_size=14))
def test_after_each_step_the_tables_are_what_the_log_says(
    at: Open, script: list[tuple[str, int, int]]
) -> None:
    desk = at("mk")
    work = Work(desk, at)
    for step in script:
        work.run([step])
        assert verify(desk.database) == [], step


@pytest.mark.parametrize("kind", [*ACTS, *STEPS])
def test_each_verb_in_the_midst_of_a_session_leaves_the_tables_right(at: Open, kind: str) -> None:
    desk = at("mk")
    work = Work(desk, at)
    begun = ("judge", 1, 2), ("revise", 0, 0), ("session", 0, 0), ("judge", 1, 1), ("judge", 2, 2)
    for step in (*begun, (kind, 1, 1), ("reveal", 0, 0), (kind, 1, 2), ("close", 0, 0)):
        work.run([step])
    assert verify(desk.database) == []
