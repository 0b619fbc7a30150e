"""One thing written two ways, and one statement told twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.checks.consistency.consistency import check, twins
from claims.intake import read_document
from claims.model import Lead
from claims.reading import read
from tests.counting import calls

FIXTURES = Path(__file__).parents[2] / "fixtures"


def found(text: str, kind: str = "") -> list[Lead]:
    return [lead for lead in check(text, read(text, "2024-02-08")) if kind in ("", lead.kind)]


def sample(name: str) -> tuple[str, tuple[Lead, ...]]:
    text = read_document((FIXTURES / name).read_bytes(), name).text
    return text, check(text, read(text, "2024-02-08"))


# --------------------------------------------------------------------------- the names


@pytest.mark.parametrize(
    ("text", "late", "early"),
    [
        ("The visit of Zelensky was short. Then Zelenskyy left.", "Zelenskyy", "Zelensky"),
        ("They met Lavrov and Sergei. Then they saw Sergey.", "Sergey", "Sergei"),
        ("The mayor met Hanssen. Later she thanked Hansen.", "Hansen", "Hanssen"),
        ("The ship left Rotterdam. It was built in Roterdam.", "Roterdam", "Rotterdam"),
        ("He met Ann Clark. Then he thanked Ann Clarke.", "Clarke", "Clark"),
    ],
)
def test_a_name_spelt_two_ways_is_told_on_the_later_place(text, late, early):
    (lead,) = found(text, "name")
    assert (lead.span.of(text), lead.also[0].of(text)) == (late, early)
    assert lead.reason == f"“{late}” here, “{early}” before: one name is spelt two ways."


@pytest.mark.parametrize(
    "text",
    [
        "He went to Russia with a Russian pilot.",
        "She left Korea on a Korean ship.",
        "They flew from Gambia to Zambia.",
        "He met Carl Johnson and then thanked Mary Johnston.",
        "It was a day in March. The pilots from Marsh met.",
        "They met Lavrov. Later they thanked Lavrov.",
        "He left Germany on a German ship.",
        "They sailed from Iran to Iraq.",
        "She met Julia and then she met Julie.",
        "They met Osama. Later they thanked Obama.",
        "He met an African American and two African Americans from the Americas.",
        "The paper of the States has the Status of law. Many states agree.",
        "He thanked the Houthi envoy and the Houthis.",
    ],
)
def test_two_names_are_not_one_name_misspelt(text):
    assert not found(text, "name")


def test_first_names_that_are_mixed_up_are_told():
    text = "They met Vladimir Example at noon. Later they thanked Vladislav Example."
    (lead,) = found(text, "name")
    assert lead.span.of(text) == "Vladislav Example"


def test_a_pet_name_is_no_other_first_name():
    assert not found("They met Sandra Example at noon. Later they thanked Sandy Example.")


def test_two_of_one_family_are_two_people():
    assert not found("They met Bill Example at noon. Later they thanked Hillary Example.")


def test_two_offices_of_one_name_are_told():
    text = "They met President Example at noon. Later Prime Minister Example left."
    (lead,) = found(text, "name")
    assert lead.reason == (
        "“Prime Minister Example” here, “President Example” before: two offices for one name."
    )


def test_a_former_office_is_no_contradiction():
    assert not found("They met President Example. Later former Prime Minister Example left.")


# --------------------------------------------------------------------- figures and days


def test_two_amounts_for_the_same_thing_are_told():
    text = (
        "Traffic in the port reached 4,120 tonnes in 2023. Port traffic was 4,210 tonnes in 2023."
    )
    (lead,) = found(text, "figure")
    assert lead.reason == "4,210 tonnes here, 4,120 tonnes before, for the same thing."
    assert [span.of(text) for span in lead.also] == ["4,120 tonnes"]


@pytest.mark.parametrize(
    "second",
    [
        "Traffic in the port reached 4,120 tonnes in 2023.",
        "Traffic in the port reached 4,210 tonnes in 2022.",
        "Exports from the port reached 4,210 tonnes in 2023.",
        "Traffic in the port reached $4 million in 2023.",
        "Traffic in the port reached more than 4,100 tonnes in 2023.",
        "Traffic in the port reached 4,210 in 2023.",
        "Traffic in the harbour reached 4,210 tonnes in 2023.",
        "Traffic in the port reached 4,000 tonnes in 2023.",
    ],
)
def test_other_things_periods_units_and_roundings_contradict_nothing(second):
    text = f"Traffic in the port reached 4,120 tonnes in 2023. {second}"
    assert not found(text, "figure")


def test_one_event_on_two_days_is_told():
    text = (
        "The ferry struck the northern quay on 3 January 2024. Nobody was hurt. "
        "The ferry struck the northern quay on 5 January 2024."
    )
    (lead,) = found(text, "date")
    assert lead.reason == "5 January 2024 here, 3 January 2024 before, for the same event."


def test_two_events_on_two_days_are_not():
    text = (
        "The ferry struck the northern quay on 3 January 2024. "
        "The ferry struck the southern quay on 5 January 2024."
    )
    assert not found(text, "date")


def test_one_day_called_by_two_weekdays_is_told():
    text = "They met on Thursday, 8 February 2024. The call on Wednesday (Feb 8) was short."
    (lead,) = found(text, "date")
    assert lead.reason == "8 February 2024 is a Wednesday here and a Thursday before."


# ----------------------------------------------------------------------------- told twice

ONCE = "The harbour master warned that thick fog would close the northern channel at night."


@pytest.mark.parametrize(
    "again",
    [
        "The harbour master warned that at night thick fog would close the northern channel.",
        "Thick fog would close the northern channel at night, the harbour master warned.",
        "The harbour master said that thick fog was closing the northern channel at night.",
    ],
)
def test_one_statement_told_twice_links_the_later_to_the_earlier(again):
    text = f"{ONCE} Nobody was hurt. {again}"
    (lead,) = found(text, "told_twice")
    assert (lead.span.of(text), lead.also[0].of(text)) == (again, ONCE)


@pytest.mark.parametrize(
    "other",
    [
        "The harbour master warned that thick fog would not close the northern channel at night.",
        "The harbour master warned that thick fog would open the northern channel at night.",
        "The harbour master thanked the pilots of the northern channel for their work.",
        "The harbour master warned that strong wind would break the southern cranes.",
        "Nobody was hurt.",
    ],
)
def test_another_statement_is_not_told_twice(other):
    assert not found(f"{ONCE} {other}", "told_twice")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The port shipped 40 tonnes of dried fish to Bergen in spring.",
         "The port shipped 45 tonnes of dried fish to Bergen in spring."),
        ("The port shipped cheap dried fish in wooden boxes to Bergen.",
         "The port shipped cheap dried fish in wooden boxes to Oslo."),
        ("Sales of small wooden boats in the northern region rose sharply.",
         "Sales of small wooden boats in the northern region fell sharply."),
        ("Ada told Ben that the small wooden boats needed fresh paint.",
         "Ben told Ada that the small wooden boats needed fresh paint."),
    ],
)  # fmt: skip
def test_another_figure_name_direction_or_speaker_is_another_statement(one, other):
    assert not found(f"{one} {other}", "told_twice")


def test_a_statement_told_three_times_points_back_to_the_first():
    leads = found(f"{ONCE} Nobody was hurt. {ONCE} It was late. {ONCE}", "told_twice")
    assert [lead.also[0].start for lead in leads] == [0, 0]


def test_twins_need_no_reading():
    text = f"{ONCE} Nobody was hurt. {ONCE}"
    claims = read(text).claims
    assert twins(text, claims) == [(claims[0], claims[2])]


@given(st.integers(0, 10_000))
def test_the_order_of_claims_does_not_matter(seed):
    text = f"{ONCE} Nobody was hurt. {ONCE} Traffic rose by 4 per cent in the port. {ONCE}"
    reading = read(text)
    mixed = random.Random(seed).sample(reading.claims, len(reading.claims))
    assert check(text, reading, mixed) == check(text, reading)
    assert twins(text, mixed, reading) == twins(text, reading.claims, reading)


WORDS = "Zelensky Zelenskyy Sergei the port fog 4 5 tonnes rose fell on Monday 2024 . , said that"


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=60))
def test_spans_lie_inside_the_text_and_point_back(words):
    text = " ".join(words)
    for lead in found(text):
        assert lead.span.end <= len(text)
        assert all(also.start < lead.span.start for also in lead.also)


# ------------------------------------------------------------------------- the sample


def test_the_sample_is_told_of_its_twice_told_statement_and_its_weekday_and_no_more():
    text, leads = sample("xi-putin-call.md")
    assert [(lead.kind, lead.span.of(text)[:17], lead.also[0].of(text)[:12]) for lead in leads] == [
        ("date", "Wednesday (Feb 8)", "Thursday"),
        ("told_twice", "Xi urged Putin to", "According to"),
    ]


def test_the_clean_copy_has_no_lead():
    assert sample("xi-putin-call-clean.md")[1] == ()


def test_a_thousand_claims_are_compared_without_looking_at_all_pairs():
    nouns = sorted({*ONCE.rstrip(".").split(), "crane", "ferry", "buoy", "tug", "barge", "pier"})
    rng = random.Random(7)

    def work(many: int) -> int:
        text = " ".join(
            f"The {rng.choice(nouns)} {n} was near the {rng.choice(nouns)} and {rng.choice(nouns)}."
            for n in range(many)
        )
        reading = read(text)
        return calls(lambda: check(text, reading))

    assert work(1000) <= 5 * work(250)
