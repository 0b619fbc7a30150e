"""Dates: what a text names, on which day, and where it contradicts the calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.intake import read_document
from claims.model import DateType
from claims.reading import read
from claims.reading.dates.find import dates
from tests.counting import calls

THURSDAY = "2024-02-08"
SAMPLE = Path(__file__).parents[2] / "fixtures" / "xi-putin-call.md"

_WORDS = (
    "Monday Thursday, (Feb 8) Feb. 8 30 31 2023 2024 1990s the a an last next year quarter third "
    "week ago earlier two of in on and at noon 10:30 p.m. - – / 8/2/2024 2024-02-30 first half "
    "will said fiscal day after before every May in' ’80s nineteen ninety-six 9 000 . \n İ ſunday "
    "now ٨ ² century 0 99"
)
WORDS = st.lists(st.sampled_from(_WORDS.split(" ")), max_size=40).map(" ".join)
DAYS = st.none() | st.dates().map(str) | st.sampled_from(["", "2024", "soon", "2024-02-08T10:00Z"])


def found(text: str, published: str | None = THURSDAY) -> dict[str, str]:
    """The expressions of a text and their values."""
    return {mention.span.of(text): mention.value for mention in dates(text, published)}


def only_value(text: str, published: str | None = THURSDAY) -> str:
    (mention,) = dates(text, published)
    return mention.value


@given(WORDS | st.text(max_size=80), DAYS)
def test_any_text_gives_spans_in_order_and_apart_with_values(text, published):
    end = 0
    for mention in dates(text, published):
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.value
        assert mention.value.isascii()
        end = mention.span.end


@given(WORDS, DAYS)
def test_the_same_text_reads_the_same_twice(text, published):
    assert dates(text, published) == dates(text, published)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Feb 8, 2024", "2024-02-08"),
        ("8 February 2024", "2024-02-08"),
        ("Feb. 8", "2024-02-08"),
        ("8th of February, 2024", "2024-02-08"),
        ("02/08/2024", "2024-02-08"),
        ("28/02/2024", "2024-02-28"),
        ("28.2.2024", "2024-02-28"),
        ("2024-02-08", "2024-02-08"),
        ("2024/02/08", "2024-02-08"),
        ("February 2024", "2024-02"),
        ("March of last year", "2023-03"),
        ("Feb.", "2024-02"),
        ("Christmas Eve", "2023-12-24"),
        ("New Year’s Day 2019", "2019-01-01"),
        ("Thanksgiving", "2023-11-23"),
        ("Memorial Day 2022", "2022-05-30"),
        ("Good Friday 2021", "2021-04-02"),
        ("400 BCE", "BC0400"),
        ("AD 842", "0842"),
        ("the year 71", "0071"),
        ("a year and a half ago", "2022-08"),
        ("ten thousand years ago", "PAST_REF"),
        ("mid-December", "2023-12"),
        ("early 2023", "2023"),
        ("the end of November", "2023-11"),
        ("the 1990s", "199"),
        ("the late ’80s", "198"),
        ("the 19th century", "18"),
        ("the third quarter of 2022", "2022-Q3"),
        ("Q4 2023", "2023-Q4"),
        ("last year’s second quarter", "2023-Q2"),
        ("the first half of 2023", "2023-H1"),
        ("fiscal 2023", "2023"),
        ("FY2023", "2023"),
        ("the summer of 2023", "2023-SU"),
        ("last summer", "2023-SU"),
        ("nineteen ninety-six", "1996"),
    ],
)
def test_a_date_means_the_same_in_each_form_of_the_news(written, value):
    text = f"The ferry line counted its passengers in {written}, it was told."
    assert value in found(text).values()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The harbour closed today.", "2024-02-08"),
        ("The harbour closed yesterday.", "2024-02-07"),
        ("It opens tomorrow.", "2024-02-09"),
        ("It closed last week.", "2024-W05"),
        ("It opens next month.", "2024-03"),
        ("It closed two years ago.", "2022"),
        ("It closed ten days ago.", "2024-01-29"),
        ("It closed last month.", "2024-01"),
        ("Prices fell last quarter.", "2023-Q4"),
        ("It closed last Friday.", "2024-02-02"),
        ("It opens next Friday.", "2024-02-09"),
        ("It closed on Monday last week.", "2024-01-29"),
        ("It opened in the previous decade.", "201"),
        ("The boat left the day before yesterday.", "2024-02-06"),
        ("The boat left on the 6th.", "2024-02-06"),
        ("The boat left on the 20th.", "2024-01-20"),
    ],
)
def test_a_relative_date_counts_from_the_day_of_publication(text, value):
    assert only_value(text) == value


def test_a_weekday_is_past_unless_its_clause_looks_ahead():
    text = "The minister said on Monday that she will open the bridge on Saturday."
    assert found(text) == {"Monday": "2024-02-05", "Saturday": "2024-02-10"}


def test_the_weekday_of_publication_is_that_day():
    assert only_value("The line stopped on Thursday.") == "2024-02-08"


def test_a_month_without_a_year_follows_the_tense_of_its_clause():
    assert only_value("The vote was held in November.") == "2023-11"
    assert only_value("The vote will be held in November.") == "2024-11"


def test_a_year_earlier_points_to_the_period_that_was_told():
    text = "Sales in the third quarter of 2023 rose 3 per cent from a year earlier."
    assert found(text)["a year earlier"] == "2022-Q3"


def test_that_year_and_the_previous_year_point_to_the_year_that_was_told():
    text = "The mill opened in 1962. In that year it had 40 looms. The previous year it had none."
    assert list(found(text).values()) == ["1962", "1962", "1961"]


def test_days_later_count_from_the_last_day_told():
    text = "The dam was closed on 3 March 2021. Three days later it was open again."
    assert found(text)["Three days later"] == "2021-03-06"


def test_a_day_may_be_told_by_weekday_and_date_in_one_expression():
    text = "They met on Thursday (Feb 8)."
    (mention,) = dates(text, THURSDAY)
    assert (mention.span.of(text), mention.value, mention.fault) == (
        "Thursday (Feb 8)",
        "2024-02-08",
        "",
    )


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It ran in 1890 – 91.", {"1890": "1890", "91": "1891"}),
        ("Two kings (c. 314 – 368) ruled.", {"314": "0314", "368": "0368"}),
        ("From about 1200 to 400 BCE it grew.", {"1200": "BC1200", "400 BCE": "BC0400"}),
        ("His 1796 essay was read in Leeds, 1859.", {"1796": "1796", "1859": "1859"}),
        ("They left last Wed. with us.", {"Wed.": "2024-02-07"}),
        (
            "They met last Christmas and this Easter.",
            {"Christmas": "2023-12-25", "Easter": "2024-03-31"},
        ),
    ],
)
def test_years_and_days_that_their_company_tells(text, values):
    assert found(text) == values


def test_each_end_of_a_range_is_a_date():
    assert list(found("From 2019 to 2023 it grew.").values()) == ["2019", "2023"]
    assert list(found("It ran 2019-2023.").values()) == ["2019", "2023"]
    assert found("The fair, Feb 8-9, is open.") == {"Feb 8": "2024-02-08", "9": "2024-02-09"}
    assert list(found("On 8 and 9 February it is open.").values()) == ["2024-02-08", "2024-02-09"]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("It was closed for three days.", "P3D", DateType.DURATION),
        ("It is a two-year plan.", "P2Y", DateType.DURATION),
        ("It took six months.", "P6M", DateType.DURATION),
        ("It is held every year.", "P1Y", DateType.SET),
        ("It opens on Mondays.", "XXXX-WXX-1", DateType.SET),
        ("It costs 20 million a year.", "P1Y", DateType.SET),
        ("It began at 10:30 a.m. Thursday.", "2024-02-08T10:30", DateType.TIME),
        ("It began on Thursday at noon.", "2024-02-08T12:00", DateType.TIME),
        ("It began at 14:30 GMT.", "2024-02-08T14:30", DateType.TIME),
        ("It began on Monday evening.", "2024-02-05TEV", DateType.TIME),
    ],
)
def test_durations_sets_and_times_are_no_dates(text, value, kind):
    (mention,) = dates(text, THURSDAY)
    assert (mention.value, mention.type) == (value, kind)


def test_in_two_weeks_is_a_date_only_when_the_clause_looks_ahead():
    assert only_value("The court will rule in two weeks.") == "2024-W08"
    assert only_value("The crew built it in two weeks.") == "P2W"


def test_recently_tells_only_a_direction():
    assert only_value("The price fell recently.") == "PAST_REF"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Monday, Feb. 12: the gate opens.", "2024-02-12"),
        ("It closed last Oct. 23 after a storm.", "2023-10-23"),
        ("It closed last Jan. 23 after a storm.", "2024-01-23"),
        ("The fair returns next May 2 in Oslo.", "2024-05-02"),
        ("It was signed on May 17,2019 in Oslo.", "2019-05-17"),
        ("Filed 13NOV2017 by the clerk.", "2017-11-13"),
    ],
)
def test_a_day_is_read_as_clerks_and_diaries_write_it(text, value):
    assert only_value(text) == value


def test_two_days_of_one_month_are_two_dates():
    assert found("They met on 24 and 25 October.") == {
        "24": "2023-10-24",
        "25 October": "2023-10-25",
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The United crew left Monday.", "2024-02-05"),
        ("The board meets Monday.", "2024-02-12"),
        ("Ministers of the United States arrive in Oslo on Monday.", "2024-02-12"),
        ("The quay is shut until Monday.", "2024-02-12"),
        ("The strike lasted until Monday.", "2024-02-05"),
        ("The offer had been due to expire Monday.", "2024-02-05"),
        ("On Monday, May signed it.", "2024-02-05"),
    ],
)
def test_a_bare_weekday_goes_by_the_tense_of_its_verb(text, value):
    assert only_value(text) == value


def test_this_without_an_anchor_stays_partial():
    assert only_value("The port earns more this week.", None) == "XXXX-WXX"


@pytest.mark.parametrize(
    "text",
    [
        "He may march on.",
        "Some 2000 people came.",
        "It cost $2023 to mend.",
        "Mr. May said so to April Jones.",
        "A 35-year-old man who is 35 years old.",
        "They sat on 1,500 chairs.",
        "Prices fall in sum.",
        "The ministry now owns it.",
        "Now, look at this.",
        "The line will open soon.",
        "Come as soon as possible.",
        "The daily bulletin lists it.",
        "May I ask who signed it?",
        "It is the second half of the match.",
        "The Year of the Dragon is near.",
        "The Christmas market on Easter Island.",
        "The motion passed (218-306) in 300 halls.",
        "See vol. 9 (2): 1087–1101.",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert dates(text, THURSDAY) == ()


@pytest.mark.parametrize("name", ["Wednesday", "Friday", "Sun."])
def test_a_weekday_that_is_not_that_dates_is_a_fault(name):
    (mention,) = dates(f"The call was on {name} 8 February 2024.", THURSDAY)
    told = {"Sun.": "Sunday"}.get(name, name)
    assert mention.fault == f"8 February 2024 was a Thursday, not a {told}"


def test_a_coming_date_is_faulted_in_the_present():
    (mention,) = dates("It opens on Monday, 9 February 2024.", THURSDAY)
    assert mention.fault == "9 February 2024 is a Friday, not a Monday"


def test_a_year_that_is_a_guess_is_no_ground_for_a_fault():
    assert not any(mention.fault for mention in dates("It closed on Monday, Aug 8.", THURSDAY))
    assert not any(mention.fault for mention in dates("They saw Friday the 13th.", THURSDAY))


def test_a_day_that_the_calendar_lacks_is_a_fault():
    (mention,) = dates("It was paid on 30 February 2023.", THURSDAY)
    assert mention.value == "2023-02"
    assert mention.fault == "February 2023 has 28 days, so there is no 30 February 2023"


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_the_right_weekday_is_never_a_fault(day):
    text = f"They met on {day:%A}, {day.day} {day:%B} {day.year}."
    assert not any(mention.fault for mention in dates(text, THURSDAY))


def test_the_sample_has_one_fault_and_it_is_the_planted_one():
    text = read_document(SAMPLE.read_bytes(), SAMPLE.name).text
    faulty = [mention for mention in read(text, THURSDAY).dates if mention.fault]
    assert [(m.span.of(text), m.fault) for m in faulty] == [
        ("Wednesday (Feb 8)", "8 February 2024 was a Thursday, not a Wednesday")
    ]


def test_without_a_day_of_publication_the_dateline_stands_in_for_it():
    text = "OSLO, 8 February 2024 -- The line stopped on Wednesday."
    assert found(text, None)["Wednesday"] == "2024-02-07"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It closed on 8 February.", "XXXX-02-08"),
        ("It closed in November.", "XXXX-11"),
        ("It closed on Monday.", "XXXX-WXX-1"),
        ("Sales in the third quarter fell.", "XXXX-Q3"),
        ("It closed yesterday.", "PAST_REF"),
    ],
)
def test_without_any_anchor_a_value_stays_partial(text, value):
    assert only_value(text, None) == value


@pytest.mark.parametrize(
    "piece", ["1", " ", "last ", "the ", "Feb ", "8 ", "2023-", "in the ", "will Monday ", "(Feb 8"]
)
def test_a_text_that_never_stops_costs_linear_time(piece):
    """Ten times the text is about ten times the work, not a hundred."""
    dates(piece * 50, THURSDAY)  # compiles

    def work(count: int) -> int:
        return calls(lambda: dates(piece * count, THURSDAY))

    assert work(2_000) <= 11 * work(200)
