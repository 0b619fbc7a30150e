"""The desk's own timeline, which grows from dated claims and dates events for other articles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from store.queries import claim_listing, desk_timeline, leads
from store.verbs import judging, undoing
from store.verbs.desk import Desk
from store.verbs.intake import Added

Add = Callable[..., Added]
OPENED = "The Kirkholm Tunnel opened to cars on 20 May 2018."


def kept(desk: Desk, add: Add, text: str = OPENED) -> int:
    claim = claim_listing.listing(desk.conn, add(text).document)[0]
    judging.keep_date(desk, claim)
    return claim


def told(desk: Desk, document: int) -> list[tuple[str, bool]]:
    found = leads.of_article(desk.conn, document, desk.reviewer_id)
    return [(one.lead.kind, one.lead.passed) for one in found if one.lead.check == "date"]


def test_a_dated_claim_gives_its_event_and_its_day(desk: Desk, add: Add) -> None:
    kept(desk, add)
    (entry,) = desk_timeline.entries(desk.conn)
    assert (entry.event, entry.date) == ("The Kirkholm Tunnel opened to cars", "2018-05-20")


def test_another_article_is_held_against_it(desk: Desk, add: Add) -> None:
    kept(desk, add)
    wrong = add("The Kirkholm Tunnel opened to cars in 2016, the clerk said.").document
    right = add("The Kirkholm Tunnel opened to cars in May 2018, the clerk said.").document
    assert told(desk, wrong) == [("event_date", False)]
    assert told(desk, right) == [("event_date", True)]


def test_the_reason_names_the_desks_timeline(desk: Desk, add: Add) -> None:
    kept(desk, add)
    document = add("The Kirkholm Tunnel opened to cars in 2016, the clerk said.").document
    (one,) = [
        x for x in leads.of_article(desk.conn, document, desk.reviewer_id) if x.lead.check == "date"
    ]
    assert "the desk's timeline dates it 20 May 2018" in one.lead.reason


def test_what_an_article_says_never_bears_itself_out(desk: Desk, add: Add) -> None:
    kept(desk, add)
    again = add(f"{OPENED} The toll is low.").document
    assert not told(desk, again)


def test_a_claim_can_be_taken_out_again(desk: Desk, add: Add) -> None:
    judging.take_date_out(desk, kept(desk, add))
    assert not desk_timeline.entries(desk.conn)


def test_keeping_an_event_can_be_undone(desk: Desk, add: Add) -> None:
    document = add(OPENED).document
    judging.keep_date(desk, claim_listing.listing(desk.conn, document)[0])
    undoing.undo(desk, document)
    assert not desk_timeline.entries(desk.conn)


@pytest.mark.parametrize(
    "text",
    ["The tunnel is long and dark.", "It opened on 20 May 2018 and was shut on 3 June 2019."],
)
def test_a_claim_without_one_date_is_refused(desk: Desk, add: Add, text: str) -> None:
    claim = claim_listing.listing(desk.conn, add(text).document)[0]
    with pytest.raises(judging.Undated, match="no event with one date"):
        judging.keep_date(desk, claim)
