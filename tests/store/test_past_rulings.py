"""Past rulings on claims like the one in hand, those by the same speaker first."""

from __future__ import annotations

from collections.abc import Callable

from store.queries import claim_listing, past_rulings
from store.verbs import judging, naming
from store.verbs.desk import Desk
from store.verbs.intake import Added

Add = Callable[..., Added]


def judged(desk: Desk, add: Add, text: str) -> int:
    (claim,) = claim_listing.listing(desk.conn, add(text).document)
    naming.accept(desk, claim)
    judging.judge(desk, claim, status="false")
    return claim


def test_a_ruling_on_the_same_speaker_comes_before_a_likelier_one(desk: Desk, add: Add) -> None:
    other = judged(desk, add, "Lena Brandt said that the quay in the north would close by May.")
    same = judged(desk, add, "Karl Weiss said that the quay in the north would close by June.")
    new = "Karl Weiss said that the quay in the north would close by May."
    (claim,) = claim_listing.listing(desk.conn, add(new).document)
    found = past_rulings.rulings(desk.conn, claim, desk.reviewer_id)
    assert [(one.claim, one.same_speaker) for one in found] == [(same, True), (other, False)]
