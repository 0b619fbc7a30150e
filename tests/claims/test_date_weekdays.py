"""Weekdays that stand apart from their date, hours that no clock has, and the article's own day."""

from __future__ import annotations

import pytest

from claims.checks.dates.dates import check
from claims.model import Lead
from claims.reading import read

PUBLISHED = "2024-02-08"


def opened(text: str, kind: str = "", published: str = PUBLISHED) -> list[Lead]:
    leads = check(text, read(text, published or None), (), published)
    return [lead for lead in leads if not lead.passed and kind in ("", lead.kind)]


@pytest.mark.parametrize(
    "text",
    [
        "The race was run on 28 January (Monday).",
        "The race was run on 28 January (Mon).",
        "The race was run on 28 January 2024, a Friday.",
        "28 January 2024 was a Friday.",
        "The vote of 28 January 2024, which fell on a Tuesday, was close.",
        "On Monday, the second day of the fair, 28 January, rain fell.",
        "Fog closed the runway on Tuesday evening, 5 February.",
        "At Tuesday's sitting (5 February) the bill passed.",
        "The pilots met on the first Tuesday of January, 3 January 2024.",
        "The pilots met on 9 January 2024, the first Tuesday of the month.",
        "The pilots met on 23 January 2024, the last Tuesday of January.",
        "The fair began on Friday, 26 January. The next day, a Sunday, rain fell.",
        "The ship left on Sunday (Nov 21), the owner said.",
        "The pilots met on Wednesday the 5th, the clerk said.",
        "The fair opens on 17 February, a Sunday.",
    ],
)
def test_a_weekday_apart_from_its_date_is_held_against_the_calendar(text):
    assert [lead.kind for lead in opened(text)] == ["weekday"]


@pytest.mark.parametrize(
    "text",
    [
        "The race was run on 28 January (Sunday).",
        "The race was run on 28 January 2024, a Sunday.",
        "The race of 28 January, a Monday newspaper said, was slow.",
        "On Sunday, the second day of the fair, 28 January, rain fell.",
        "The pilots met on the first Tuesday of January, 2 January 2024.",
        "The pilots met on 30 January 2024, the last Tuesday of January.",
        "The pilots met on 30 January 2024, the fifth Tuesday of January.",
        "The fair began on Friday, 26 January. The next day, a Saturday, rain fell.",
        "The ship came on 28 January, Tuesday and Friday being market days.",
        "The pilots met on Monday the 5th, the clerk said.",
        "The pilots will meet on Tuesday the 5th, the clerk said.",
        "Between Friday, 2 February, and Sunday, 4 February, snow fell.",
    ],
)
def test_a_weekday_that_is_the_dates_own_is_left_alone(text):
    assert not opened(text)


def test_the_reason_names_the_place_in_the_month():
    (lead,) = opened("The pilots met on 9 January 2024, the first Tuesday of the month.")
    assert lead.reason == ("9 January 2024 was the second Tuesday of the month, not the first.")


@pytest.mark.parametrize(
    "text",
    [
        "BERGEN, 8 February 2024 -- The pilots met on Wednesday (6 Feb).",
        "Published: 8 February 2024\n\nThe pilots met on Wednesday, 6 February.",
        "8 February 2024\n\nThe pilots met on Wednesday, 6 February.",
        "The pilots met once in 2024, on Wednesday, 6 February.",
    ],
)
def test_the_articles_own_day_stands_in_for_that_of_publication(text):
    assert [lead.kind for lead in opened(text, published="")] == ["weekday"]


@pytest.mark.parametrize(
    "text",
    [
        "The pilots met on Wednesday (6 Feb).",
        "The pilots met once in 1996, on Tuesday, 6 February.",
        "Bids are due by 31 March 2023. The board met on 8 February 2024.",
    ],
)
def test_a_day_that_is_not_certain_stands_in_for_nothing(text):
    assert not opened(text, published="")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The bell rang at 25:10 on Sunday.", "25:10"),
        ("The gate shut at 27.40 on Sunday.", "27.40"),
        ("The tram left at 16:20 p.m. on Sunday.", "16:20 p.m."),
        ("The bell rang at 6:80 p.m.", "6:80 p.m."),
        ("Trams ran until 24:30 on Sunday.", "24:30"),
    ],
)
def test_an_hour_that_no_clock_has_is_told(text, words):
    (lead,) = opened(text, "clock")
    assert lead.span.of(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "The bell rang at 23:59 on Sunday.",
        "Trams ran until 24:00 on Sunday.",
        "Shares closed at 27.40 on Friday.",
        "The goal came at 35:12 on Sunday.",
        "The odds were 25:60 on Sunday.",
        "The tram left at 0:20 a.m. on Sunday.",
        "Version 25.80 came out on Sunday.",
    ],
)
def test_figures_that_are_no_hours_are_left_alone(text):
    assert not opened(text, "clock")


def test_friday_the_13th_is_a_saying():
    assert not opened("They watched Friday the 13th.")
