"""What a last word needs besides is what it is refused without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.errors import NotPermitted, WrongUsage
from store.log.kinds import ReviewerRole
from store.queries import claim_listing
from store.queries.team import adjudications
from store.state.session import Reason
from store.verbs import judging, sessions, settling
from store.verbs.desk import Desk
from store.verbs.settling import LastWord

STATUS = st.sampled_from(["verified", "false", "misleading"])


@given(st.lists(st.none() | STATUS, min_size=3, max_size=3), STATUS, st.booleans(), st.booleans())
@settings(settings.get_profile("one desk"), max_examples=15)
def test_a_word_is_refused_exactly_where_it_lacks_what_it_needs(
    fresh: Callable[[], tuple[Desk, int]],
    open_at: Callable[..., Desk],
    verdicts: list[str | None],
    status: str,
    reason: bool,
    note: bool,
) -> None:
    ed, document = fresh()
    claim = claim_listing.listing(ed.conn, document)[0]
    session = sessions.create(ed, document, sessions.Plan(["li", "mk2", "mo"]))
    for name, given_ in zip(("li", "mk2", "mo"), verdicts, strict=True):
        if given_:
            judging.judge(open_at(name, ed.database.path.name), claim, status=given_)
    sessions.reveal(ed, session)
    word = LastWord(status, reason=Reason.OTHER if reason else None, note="x" if note else "")
    needed = settling.needs(ed, claim, word)
    lacks = (needed.reason and not reason) or (needed.note and not note)
    if lacks:
        with pytest.raises(WrongUsage):
            settling.adjudicate(ed, claim, word)
    else:
        settling.adjudicate(ed, claim, word)
    assert bool(adjudications.rulings(ed.conn, claim)) is not lacks


def test_a_step_that_may_be_taken_is_taken_and_another_is_refused_alike(
    desk: Desk, open_at: Callable[..., Desk], fresh: Callable[[], tuple[Desk, int]]
) -> None:
    ed, document = fresh()
    session = sessions.create(ed, document, sessions.Plan(["li", "mo"]))
    li = open_at("li", ed.database.path.name)
    sessions.give_role(ed, "li", ReviewerRole.CHECKER)
    steps = {
        sessions.SessionRevealed: sessions.reveal,
        sessions.VoteOpened: sessions.open_vote,
        sessions.SessionClosed: sessions.close,
    }
    for who in (li, ed):
        for kind, take in steps.items():
            said = []
            for ask in (lambda: sessions.may(who, session, kind), lambda: take(who, session)):  # noqa: B023
                try:
                    ask()
                    said.append("")
                except (NotPermitted, WrongUsage) as error:
                    said.append(str(error))
            assert said[0] == said[1]
