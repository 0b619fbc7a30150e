"""Ages, lengths, anniversaries and deadlines against the days that are told beside them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.checks.dates.dates import check
from claims.checks.dates.lengths import LENGTH, Fit, length_of
from claims.model import Lead
from claims.reading import read

PUBLISHED = "2024-02-08"


def opened(text: str, published: str = PUBLISHED) -> list[Lead]:
    leads = check(text, read(text, published or None), (), published)
    return [lead for lead in leads if not lead.passed]


@pytest.mark.parametrize(
    "text",
    [
        "Kari Moe, 51, was born on 2 May 1973.",
        "The pilot, born on 1 March 1979, is 45 years old.",
        "The singer was born in Bergen in 1950. She is 63.",
        "Born in 1960, she became harbour master in 2010 at the age of 40.",
        "The poet, who was born in 1942, died last week at the age of 91.",
        "The 35-year-old, born in 1979, steers the ferry.",
        "The painter (1942-2020) died aged 91.",
        "Born on 12 June 1990, she turned 35 in 2023.",
        "Jon Lie, who was born in 1984, is thirty-five years old.",
    ],
)
def test_an_age_is_held_against_the_birth(text):
    assert [lead.kind for lead in opened(text)] == ["age"]


@pytest.mark.parametrize(
    "text",
    [
        "Kari Moe, 50, was born on 2 May 1973.",
        "The pilot, born in 1979, is 45 years old.",
        "The pilot, born in 1979, is 44 years old.",
        "Born in 1960, she became harbour master at the age of 40.",
        "He was born in 1960, and his son is 25 years old.",
        "Born in 1970, he was 25 when he first steered a ferry.",
        "The painter (1942-2020) died aged 78.",
    ],
)
def test_an_age_that_may_be_so_is_left_alone(text):
    assert not opened(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("She steered the port from 2018 to 2022, that is for six years.", "length"),
        ("The strike, from 15 to 29 January, lasted 24 days.", "length"),
        ("The five-week strike (15 to 29 January) cost millions.", "length"),
        ("He was mayor for ten years, from 1998 to 2004.", "length"),
        ("The fair runs from 1 March to 30 June, for six months.", "length"),
        ("The ferry sank in May 2023. The inquiry began the following month, in July.", "shift"),
        ("The talks failed on 15 January. Two days later, on 19 January, they resumed.", "shift"),
        ("The pier was begun in 2011. Five years later, in 2019, it opened.", "shift"),
        ("Yesterday, 3 February, the pilots met.", "shift"),
        ("The quay, opened in 1974, marks its 40th anniversary this year.", "anniversary"),
        ("Bids are due by 31 March 2023, the port said.", "dateline"),
        ("A new crane will arrive in April 2023, the port said.", "dateline"),
        ("The deadline for bids is 3 January 2024.", "dateline"),
        ("The terminal opened in June 2025.", "dateline"),
    ],
)
def test_a_length_or_a_deadline_that_does_not_fit_is_told(text, kind):
    assert [lead.kind for lead in opened(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "She steered the port from 2018 to 2022, that is for four years.",
        "The strike, from 15 to 29 January, lasted 14 days.",
        "The strike, from 15 to 29 January, lasted 15 days.",
        "He was mayor for nearly seven years, from 1998 to 2004.",
        "From 2018 to 2022 the port lost six years of growth.",
        "He served a two-year sentence from 1998 to 2001.",
        "In the three months to the end of January 2024, rents rose.",
        "The talks failed on 15 January. Two weeks later, on 30 January, they resumed.",
        "Yesterday (7 February) the pilots met.",
        "He joined in May 2011 and left in 2013. Two years later, in 2015, he came back.",
        "The quay, opened in 1974, marks its 50th anniversary this year.",
        "The quay, opened in 1974, marked its 40th anniversary in 2014.",
        "Bids are due by 31 March, the port said.",
        "The deadline for bids was 3 January 2024.",
        "The board will review the law passed in 2022.",
        "In March 2022 the port said that a new crane will arrive in April 2023.",
        "“We will win in 2020,” he wrote at the time.",
        "The film will be set in 1944.",
    ],
)
def test_what_may_be_so_is_left_alone(text):
    assert not opened(text)


@given(st.integers(1, 60), st.sampled_from(["day", "week", "month", "year"]))
def test_a_length_fits_its_own_number_of_days(count, unit):
    match = re.fullmatch(LENGTH, f"{count} {unit}s")
    assert match is not None
    days = round(length_of(match).days)
    assert length_of(match).fit(days, days) is Fit.FITS


@given(st.integers(1, 60), st.sampled_from(["day", "week", "month", "year"]))
def test_twice_its_days_and_more_are_not_what_a_length_tells(count, unit):
    match = re.fullmatch(LENGTH, f"{count} {unit}s")
    assert match is not None
    days = round(2 * length_of(match).days) + round(length_of(match).unit)
    assert length_of(match).fit(days, days) is Fit.MISSES


WORDS = (
    "born in 1979 on 3 May 1970 is 55 years old , the 40th anniversary of from 2018 to 2022 for "
    "six weeks lasted Tuesday ( Feb 30 ) at 25:30 p.m. . the first Monday two days "
    "later will by until"
)


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=60))
def test_any_words_give_leads_that_lie_inside_the_text(words):
    text = " ".join(words)
    assert all(lead.span.end <= len(text) for lead in opened(text))
