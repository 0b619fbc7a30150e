"""Dates against the calendar, the day of publication and a timeline."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.checks.dates.dates import check
from claims.intake import read_document
from claims.model import Lead, Span
from claims.reading import read
from claims.tables.timeline import Timeline, read_timeline

FIXTURES = Path(__file__).parents[2] / "fixtures"
PUBLISHED = "2024-02-08"
TABLE = (
    """event,date
"""
    + '"""safe harbour"" treaty signed by the two ports",2021-05-03'
    + """
Spring Fair: the market on the quay opens,2024-02-10
great fire destroys the northern warehouse,2022-06-24
ferry Hilda strikes the southern pier,2024-02-05
the mayor visits Bergen,2023-03
"""
)


def timeline(table: str = TABLE) -> Timeline:
    found = read_timeline(table, "d" * 64)
    assert found is not None
    return found


def found(text: str, kind: str = "", published: str = PUBLISHED) -> list[Lead]:
    leads = check(text, read(text, published), [timeline()], published)
    return [lead for lead in leads if kind in ("", lead.kind)]


def shown(text: str) -> list[tuple[str, bool, str]]:
    return [(lead.kind, lead.passed, lead.span.of(text)) for lead in found(text)]


# ------------------------------------------------------------------------- the calendar


def test_a_weekday_that_does_not_fit_names_both_days():
    text = "The call on Wednesday (Feb 8) was short."
    assert [(lead.kind, lead.span.of(text), lead.reason) for lead in found(text)] == [
        ("weekday", "Wednesday (Feb 8)", "8 February 2024 was a Thursday, not a Wednesday.")
    ]


@pytest.mark.parametrize("day", ["Thursday (Feb 8)", "Thursday, 8 February 2024", "Feb 8"])
def test_a_weekday_that_fits_is_left_alone(day):
    assert not found(f"The call on {day} was short.")


# -------------------------------------------------------------------------- publication


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "The pilots met in the port on 20 February 2024.",
            "20 February 2024 is told as past, and lies after publication on 8 February 2024.",
        ),
        (
            "The ferry arrived on 9 February 2024.",
            "9 February 2024 is told as past, and lies after publication on 8 February 2024.",
        ),
        (
            "The ports will sign the lease on 3 January 2024.",
            "3 January 2024 is told as still to come, and lies before publication on "
            "8 February 2024.",
        ),
    ],
)
def test_a_tense_that_the_day_of_publication_contradicts_is_told(text, reason):
    (lead,) = found(text, "dateline")
    assert lead.reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "The pilots met in the port on 3 February 2024.",
        "The pilots met to prepare the fair on 20 February 2024.",
        "They announced talks on 20 February 2024.",
        "The fair was scheduled for 20 February 2024.",
        "The ports will sign the lease on 20 February 2024.",
        "The ports will mark the fire of 3 January 2024.",
        "They will open the inquiry into what happened on 3 January 2024.",
        "The port will stay shut, the mayor said on 3 January 2024.",
        "They have been open since 3 January 2024.",
    ],
)
def test_a_tense_that_fits_or_that_belongs_to_something_else_is_left_alone(text):
    assert not found(text, "dateline")


@pytest.mark.parametrize(
    ("day", "published", "reason"),
    [
        ("Feb 9", "2024-02-08",
         "The dateline says 9 February 2024, after publication on 8 February 2024."),
        ("Jan 3", "2024-02-08",
         "The dateline says 3 January 2024, long before publication on 8 February 2024."),
        ("Feb 8", "2024-02-08", ""),
        ("Feb 7", "2024-02-08", ""),
    ],
)  # fmt: skip
def test_the_dateline_is_held_against_the_day_of_publication(day, published, reason):
    leads = found(f"BERGEN, {day}, 2024 -- The port was shut.", published=published)
    assert [lead.reason for lead in leads] == ([reason] if reason else [])


def test_without_a_day_of_publication_nothing_is_held_against_it():
    assert not found("The pilots met on 20 February 2024.", published="")


# ------------------------------------------------------------------------- told as new


@pytest.mark.parametrize(
    "text",
    [
        "During the call they signed a “safe harbour” treaty between the ports.",
        'At the meeting the ports signed the "safe harbour" treaty.',
        "On Thursday the two ports signed a “safe harbour” treaty.",
        "A “Safe harbour” treaty was signed during the talks.",
    ],
)
def test_an_old_event_told_as_new_is_flagged_with_both_dates(text):
    (lead,) = found(text)
    assert (lead.kind, lead.span) == ("told_as_new", Span(0, len(text)))
    assert "8 February 2024" in lead.reason
    assert "3 May 2021" in lead.reason
    assert [passage.text[-10:] for passage in lead.passages] == ["2021-05-03"]


@pytest.mark.parametrize(
    "text",
    [
        "During the call they discussed the “safe harbour” treaty.",
        "The two ports had signed a “safe harbour” treaty before the call.",
        "During the call they recalled the “safe harbour” treaty, signed in 2021.",
        "They signed a “safe harbour” treaty.",
        "During the call they did not sign a “safe harbour” treaty.",
        "During the call they declared a “calm sea” treaty.",
        "During the call they praised the two ports.",
        "On Thursday the mayor visited the market.",
    ],
)
def test_old_news_told_as_old_is_left_alone(text):
    assert not found(text, "told_as_new")


# ---------------------------------------------------------------------- dates of events


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("A great fire destroyed the northern warehouse on June 24, 2022.", True),
        ("A great fire destroyed the northern warehouse in June 2022.", True),
        ("On 24 June 2022, a great fire destroyed the northern warehouse.", True),
        ("A great fire destroyed the northern warehouse on June 25, 2022.", False),
        ("A great fire destroyed the northern warehouse in 2021.", False),
        ("The ports had signed the “safe harbour” treaty on 3 May 2021.", True),
        ("The mayor visited Bergen in March 2023.", True),
        ("The mayor visited Bergen in April 2023.", False),
        ("The ports had signed the “safe harbour” treaty on 4 May 2021.", False),
    ],
)
def test_the_date_of_a_named_event_is_held_against_the_timeline(text, passed):
    (lead,) = found(text, "event_date")
    assert lead.passed is passed
    assert len(lead.passages) == 1


def test_the_reason_has_both_dates():
    (lead,) = found("The ports had signed the “safe harbour” treaty on 4 May 2021.")
    assert lead.reason == (
        "The “safe harbour” treaty is dated 4 May 2021 here; the timeline dates it 3 May 2021."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Since a great fire destroyed the northern warehouse, trade has grown in 2023.",
        "The warehouse was rebuilt in 2023.",
        "The mayor travelled to Bergen in June 2021.",
        "The mayor had visited Bergen in June 2019.",
        "A small fire was put out on June 25, 2022.",
        "After the great fire destroyed the northern warehouse, it moved in 2023.",
    ],
)
def test_a_date_that_belongs_to_something_else_is_left_alone(text):
    assert not found(text, "event_date")


# --------------------------------------------------------------------------- the order


@pytest.mark.parametrize(
    ("text", "passed"),
    [
        ("The call on Feb 8 came two days before the Spring Fair.", True),
        ("The call on Feb 8 came three days before the Spring Fair.", False),
        ("The call on Feb 8 came two days after the Spring Fair.", False),
        ("The call on Feb 9 came a day before the Spring Fair.", True),
        ("The call on Feb 9 came the day before the Spring Fair.", True),
        ("The call on Feb 3 came a week before the Spring Fair.", True),
        ("The call on Feb 8 came days ahead of the Spring Fair.", True),
        ("The ferry Hilda struck the southern pier five days before the Spring Fair.", True),
        ("The ferry Hilda struck the southern pier weeks after the Spring Fair.", False),
        ("The call on Feb 8 came hours before the Spring Fair.", False),
    ],
)
def test_words_of_order_are_held_against_the_timeline(text, passed):
    (lead,) = found(text, "order")
    assert lead.passed is passed


def test_the_reason_of_an_order_has_both_days():
    (lead,) = found("The call on Feb 8 came three days before the Spring Fair.", "order")
    assert lead.reason == (
        "8 February 2024 is 2 days before 10 February 2024 (the Spring Fair), "
        "which does not fit “three days before”."
    )


@pytest.mark.parametrize(
    "text",
    [
        "The call came two days before the Autumn Fair.",
        "It was two days before anybody noticed.",
        "The call came two days before the Spring Fair.",
        "He left on Feb 8 or Feb 9, two days before the Spring Fair.",
        "The pilots rest for two days after each shift.",
    ],
)
def test_an_order_with_a_side_that_nobody_dated_is_left_alone(text):
    assert not found(text, "order")


def test_a_week_earlier_is_counted_from_the_event_before():
    text = (
        "The market on the quay opens with the Spring Fair. "
        "The ferry Hilda struck the southern pier a month earlier."
    )
    (lead,) = found(text, "order")
    assert not lead.passed


# -------------------------------------------------------------------------- the table


def test_a_timeline_keeps_each_row_with_its_place():
    for event in timeline().events:
        assert event.row.span is not None
        assert event.row.span.of(TABLE) == event.row.text


@pytest.mark.parametrize("table", ["", "year,total\n2022,4", "event\nfire", "date;what\n2022;fire"])
def test_a_table_without_event_and_date_is_no_timeline(table):
    assert read_timeline(table) is None


def test_rows_without_a_date_are_left_out_and_other_orders_and_marks_are_read():
    table = "date;event\n24 June 2022;fire\nsoon;fair\n2023-03;visit\n"
    assert [(one.name, one.date) for one in timeline(table).events] == [
        ("fire", "2022-06-24"), ("visit", "2023-03"),
    ]  # fmt: skip


# ------------------------------------------------------------------------- the sample


def sample(name: str) -> tuple[str, tuple[Lead, ...]]:
    text = read_document((FIXTURES / name).read_bytes(), name).text
    table = timeline((FIXTURES / "timeline.csv").read_text(encoding="utf-8"))
    return text, check(text, read(text, PUBLISHED), [table], PUBLISHED)


def test_the_sample_is_told_of_its_weekday_and_its_old_event():
    text, leads = sample("xi-putin-call.md")
    faults = [lead for lead in leads if not lead.passed]
    assert [(lead.kind, lead.reason) for lead in faults] == [
        ("weekday", "8 February 2024 was a Thursday, not a Wednesday."),
        (
            "told_as_new",
            'The "no limits" partnership is told as new on 8 February 2024; '
            "the timeline dates it 4 February 2022.",
        ),
    ]
    assert faults[0].span.of(text) == "Wednesday (Feb 8)"
    assert faults[1].span.of(text).startswith("During the conversation they declared")
    assert faults[1].passages[0].text.endswith(",2022-02-04")


def test_the_order_in_the_sample_is_borne_out():
    text, leads = sample("xi-putin-call.md")
    (order,) = [lead for lead in leads if lead.kind == "order"]
    assert (order.passed, order.span.of(text)) == (True, "two days before")


def test_the_clean_copy_has_passes_alone():
    leads = sample("xi-putin-call-clean.md")[1]
    assert leads
    assert all(lead.passed for lead in leads)


WORDS = (
    "“safe harbour” treaty signed during the call on Thursday 24 June 2022 two days before after "
    "Spring Fair great fire destroys northern warehouse . , will met earlier"
)


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=50))
def test_spans_lie_inside_the_text_in_order(words):
    text = " ".join(words)
    leads = found(text)
    assert all(lead.span.end <= len(text) for lead in leads)
    assert [lead.span for lead in leads] == sorted(lead.span for lead in leads)
