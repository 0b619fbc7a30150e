"""The registry as people know it: who is filed, under which name, and who turns out to be whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from claims.model import SourceClass
from store.errors import WrongUsage
from store.queries import claim_listing, claim_rows, journal, known_sources
from store.verbs import naming, sources
from store.verbs.desk import Desk
from store.verbs.intake import Added
from store.verbs.upkeep import rebuild
from store.verbs.verify import verify

Add = Callable[..., Added]

MINISTER = (
    "Karl Weiss, the port ministry's spokesman, said that the quay would close. "
    "He said that it was too late."
)
LATER = "Weiss came by train. Karl Weiss said that the gate was shut."
THIRD = "“The ferry is late,” said the ministry's spokesman, Karl Weiss. Nobody knew why."


def accepted(desk: Desk, add: Add, text: str) -> list[int]:
    """The claims of a new article, with every suggestion accepted."""
    claims = list(claim_listing.listing(desk.conn, add(text).document))
    for claim in claims:
        if claim_rows.row(desk.conn, claim, desk.reviewer_id).suggestions:
            naming.accept(desk, claim)
    return claims


def added(desk: Desk) -> list[known_sources.SourceLine]:
    return [line for line in known_sources.sources(desk.conn) if not line.shipped]


def said_by(desk: Desk, claim: int) -> str:
    return claim_rows.row(desk.conn, claim, desk.reviewer_id).source


def test_a_speaker_is_filed_with_role_body_and_class(desk: Desk, add: Add) -> None:
    accepted(desk, add, MINISTER)
    who = known_sources.find(desk.conn, "Karl Weiss")
    assert (who.role, who.source_class) == ("spokesman", "official_statement")
    assert known_sources.names(desk.conn)[who.organisation or ""] == "Port ministry"


def test_a_named_person_of_whom_nothing_is_told_is_an_individual(desk: Desk, add: Add) -> None:
    accepted(desk, add, "Lena Brandt said that the quay would close.")
    assert known_sources.find(desk.conn, "Lena Brandt").source_class == "individual"


def test_three_articles_leave_one_source_a_person(desk: Desk, add: Add) -> None:
    for text in (MINISTER, LATER, THIRD):
        accepted(desk, add, text)
    people = [line.name for line in added(desk) if "Weiss" in line.name]
    assert people == ["Karl Weiss"]
    assert known_sources.find(desk.conn, "Karl Weiss").role == "spokesman"


def test_pronouns_find_a_speaker_who_was_accepted_before(desk: Desk, add: Add) -> None:
    for text in (MINISTER, LATER, THIRD):
        accepted(desk, add, text)
    last = accepted(desk, add, "Karl Weiss said trade fell. He said that prices would follow.")
    assert [said_by(desk, claim) for claim in last] == ["Karl Weiss", "Karl Weiss"]


def test_a_nameless_source_is_that_source_in_its_article_alone(desk: Desk, add: Add) -> None:
    accepted(desk, add, "The company said that the quay would close.")
    accepted(desk, add, "The company said that the mine would open.")
    assert [line.name for line in added(desk)] == ["The company", "The company"]
    assert len({line.article for line in added(desk)}) == 2


def test_the_same_nameless_source_is_filed_once_in_its_article(desk: Desk, add: Add) -> None:
    accepted(desk, add, "A port official said that it rained. The port official said it was cold.")
    assert [line.name for line in added(desk)] == ["A port official"]


@pytest.fixture
def two(desk: Desk, add: Add) -> tuple[str, str, int]:
    """Two sources that are one person, and a claim that was said under the second."""
    (claim,) = accepted(desk, add, "Lena Brandt said that the quay would close.")
    second = known_sources.find(desk.conn, "Lena Brandt").id
    first = sources.add(desk, "Helena Brandt", SourceClass.OFFICIAL_STATEMENT)
    return first, second, claim


def test_what_was_said_under_a_merged_source_moves_along(
    desk: Desk, two: tuple[str, str, int]
) -> None:
    first, second, claim = two
    sources.merge(desk, second, first)
    assert said_by(desk, claim) == "Helena Brandt"
    row = claim_rows.row(desk.conn, claim, desk.reviewer_id)
    assert row.attributions[0].chain == (first,)


def test_a_merged_source_is_listed_once_and_found_by_both_names(
    desk: Desk, two: tuple[str, str, int]
) -> None:
    first, second, _ = two
    sources.merge(desk, second, first)
    assert [line.name for line in added(desk)] == ["Helena Brandt"]
    assert known_sources.find(desk.conn, "Lena Brandt").id == first


def test_later_articles_find_the_merged_source_by_its_old_name(
    desk: Desk, add: Add, two: tuple[str, str, int]
) -> None:
    first, second, _ = two
    sources.merge(desk, second, first)
    (later,) = accepted(desk, add, "Lena Brandt said that the mine would open.")
    assert said_by(desk, later) == "Helena Brandt"


def test_the_history_tells_a_merge(desk: Desk, two: tuple[str, str, int]) -> None:
    first, second, _ = two
    sources.merge(desk, second, first)
    told = [line.what for line in journal.log_lines(desk.conn)]
    assert "source Lena Brandt merged into Helena Brandt" in told


def test_parting_puts_everything_back(desk: Desk, two: tuple[str, str, int]) -> None:
    first, second, claim = two
    sources.merge(desk, second, first)
    sources.part(desk, second)
    assert said_by(desk, claim) == "Lena Brandt"
    assert {line.name for line in added(desk)} == {"Helena Brandt", "Lena Brandt"}


def test_a_rebuilt_desk_holds_the_merge(desk: Desk, two: tuple[str, str, int]) -> None:
    first, second, claim = two
    sources.merge(desk, second, first)
    rebuild(desk)
    assert said_by(desk, claim) == "Helena Brandt"
    assert verify(desk.database) == []


def test_a_source_is_merged_only_into_another_that_stands_for_itself(
    desk: Desk, two: tuple[str, str, int]
) -> None:
    first, second, _ = two
    with pytest.raises(WrongUsage, match="into itself"):
        sources.merge(desk, first, first)
    sources.merge(desk, second, first)
    third = sources.add(desk, "L. Brandt", SourceClass.UNNAMED)
    with pytest.raises(WrongUsage, match="merged into another already"):
        sources.merge(desk, third, second)


def test_a_protected_source_is_not_merged(desk: Desk, two: tuple[str, str, int]) -> None:
    first, *_ = two
    secret = sources.add(desk, "Ama Osei", SourceClass.EYEWITNESS, code_name="Heron")
    with pytest.raises(WrongUsage, match="protected"):
        sources.merge(desk, secret, first)
