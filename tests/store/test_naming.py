"""Naming who says a claim: refusing a suggestion, the article's own voice, chains, undo of all."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.model import OWN_VOICE, Mention, VoiceType
from store.errors import BadInput, WrongUsage
from store.queries import claim_listing, claim_rows, known_sources, leads, offered
from store.queries.claim_listing import Filter
from store.verbs import naming, sources, undoing
from store.verbs.desk import Desk
from store.verbs.intake import Added
from store.verbs.upkeep import rebuild

Add = Callable[..., Added]

TEXT = (
    "Karl Weiss met Paul Hale at the port. He said that the quay would close. "
    "He said that it was too late. He added that the gate was shut."
)


@pytest.fixture
def claims(desk: Desk, add: Add) -> list[int]:
    return list(claim_listing.listing(desk.conn, add(TEXT).document))


def suggested(desk: Desk, claim: int) -> list[str]:
    row = claim_rows.row(desk.conn, claim, desk.reviewer_id)
    return [lead.chain[-1].text for lead in row.suggestions]


def chain(desk: Desk, claim: int) -> list[tuple[str, ...]]:
    names = known_sources.names(desk.conn)
    row = claim_rows.row(desk.conn, claim, desk.reviewer_id)
    return [tuple(names[one] for one in held.chain) for held in row.attributions]


def test_a_refused_voice_is_suggested_no_more(desk: Desk, claims: list[int]) -> None:
    naming.refuse(desk, claims[1])
    assert [suggested(desk, claim) for claim in claims[1:]] == [[], [], []]


def test_who_is_named_instead_is_suggested_for_what_follows(desk: Desk, claims: list[int]) -> None:
    before = suggested(desk, claims[1])
    other = "Paul Hale" if before == ["Karl Weiss"] else "Karl Weiss"
    naming.refuse(desk, claims[1])
    naming.attribute(desk, claims[1], [Mention(other)])
    assert [suggested(desk, claim) for claim in claims[2:]] == [[other], [other]]


def test_what_was_learned_outlives_a_rebuild(desk: Desk, claims: list[int]) -> None:
    naming.refuse(desk, claims[1])
    rebuild(desk)
    assert suggested(desk, claims[2]) == []


def test_undo_brings_a_refused_voice_back(desk: Desk, claims: list[int]) -> None:
    before = [suggested(desk, claim) for claim in claims]
    naming.refuse(desk, claims[1])
    undoing.undo(desk, 1)
    assert [suggested(desk, claim) for claim in claims] == before


def test_a_refusal_is_no_lead_that_waits_for_an_answer(desk: Desk, claims: list[int]) -> None:
    naming.refuse(desk, claims[1])
    waiting = claim_listing.listing(desk.conn, 1, desk.reviewer_id, Filter(leads=True))
    assert set(waiting).isdisjoint(claims[1:])


def test_a_colleague_is_still_offered_what_one_refused(desk: Desk, claims: list[int]) -> None:
    naming.refuse(desk, claims[1])
    assert offered.of(desk.conn, claims[1], "somebody else")


def test_only_a_suggestion_can_be_refused(desk: Desk, claims: list[int]) -> None:
    with pytest.raises(BadInput, match="press s to name"):
        naming.refuse(desk, claims[0])


def test_the_articles_own_voice_is_held_without_words(desk: Desk, claims: list[int]) -> None:
    naming.attribute(desk, claims[1], [OWN_VOICE])
    (held,) = claim_rows.row(desk.conn, claims[1], desk.reviewer_id).attributions
    assert (chain(desk, claims[1]), held.cue) == ([("the article itself",)], None)


def test_the_articles_own_voice_is_no_source_in_the_source_map(
    desk: Desk, claims: list[int]
) -> None:
    naming.attribute(desk, claims[1], [OWN_VOICE])
    assert leads.source_map(desk.conn, 1, desk.reviewer_id).claims == 0


def test_a_voice_of_the_article_joins_the_registry_when_it_is_named(
    desk: Desk, claims: list[int]
) -> None:
    voice = Mention("Lena Brandt", role="pilot", organisation="Harbour Board")
    naming.attribute(desk, claims[0], [voice])
    who = known_sources.find(desk.conn, "Lena Brandt")
    assert (who.role, known_sources.names(desk.conn)[who.organisation or ""]) == (
        "pilot",
        "Harbour Board",
    )


def test_a_chain_is_held_as_one_attribution(desk: Desk, claims: list[int]) -> None:
    naming.attribute(desk, claims[0], [["cctv", "xi-jinping"]])
    assert chain(desk, claims[0]) == [("CCTV", "Xi Jinping")]


def test_a_second_speaker_keeps_the_chain_of_the_first(desk: Desk, claims: list[int]) -> None:
    naming.attribute(desk, claims[0], [["cctv", "xi-jinping"]])
    naming.join(desk, claims[0], "kremlin")
    assert chain(desk, claims[0]) == [("CCTV", "Xi Jinping"), ("Kremlin",)]


def test_what_is_suggested_stands_until_something_is_held(desk: Desk, claims: list[int]) -> None:
    (standing,) = naming.speaking(desk, claims[1])
    naming.attribute(desk, claims[1], ["reuters"])
    assert (isinstance(standing, Mention), naming.speaking(desk, claims[1])) == (True, ["reuters"])


def test_an_unknown_source_is_refused(desk: Desk, claims: list[int]) -> None:
    with pytest.raises(WrongUsage, match="no source 'nobody'"):
        naming.attribute(desk, claims[0], ["nobody"])


def test_a_merge_on_an_article_is_undone_there(desk: Desk, claims: list[int]) -> None:
    naming.attribute(desk, claims[0], [Mention("C. Weiss")])
    naming.attribute(desk, claims[1], [Mention("Karl Weiss")])
    one = known_sources.find(desk.conn, "C. Weiss").id
    sha256 = desk.conn.execute("SELECT sha256 FROM document").fetchone()[0]
    sources.merge(desk, one, known_sources.find(desk.conn, "Karl Weiss").id, about=sha256)
    merged = chain(desk, claims[0])
    undoing.undo(desk, 1)
    assert (merged, chain(desk, claims[0])) == ([("Karl Weiss",)], [("C. Weiss",)])


def test_an_undone_edit_gives_a_source_its_role_back(desk: Desk, claims: list[int]) -> None:
    naming.attribute(desk, claims[0], [Mention("Karl Weiss", role="pilot")])
    one = known_sources.find(desk.conn, "Karl Weiss").id
    sha256 = desk.conn.execute("SELECT sha256 FROM document").fetchone()[0]
    sources.edit(desk, one, {"role": "miner"}, about=sha256)
    undoing.undo(desk, 1)
    assert known_sources.find(desk.conn, "Karl Weiss").role == "pilot"


def test_the_voices_of_an_article_come_by_how_much_they_say(desk: Desk, add: Add) -> None:
    add(
        "Karl Weiss said that it rained. Lena Brandt said that the quay was shut. "
        "Brandt said that the gate was open."
    )
    found = offered.voices(desk.conn, 1, 9)
    told = [(one.mention.text, one.claims, one.mention.type) for one in found]
    assert told == [("Lena Brandt", 2, VoiceType.PERSON), ("Karl Weiss", 1, VoiceType.PERSON)]


def test_claims_of_a_source_are_those_suggested_before_it_was_one(desk: Desk, add: Add) -> None:
    add("Karl Weiss said that it rained. The ferry was late. Weiss said that the gate was shut.")
    first, _, third = claim_listing.listing(desk.conn, 1)
    naming.accept(desk, first)
    weiss = known_sources.find(desk.conn, "Karl Weiss").id
    found = claim_listing.listing(desk.conn, 1, desk.reviewer_id, Filter(source=weiss))
    assert found == [first, third]
