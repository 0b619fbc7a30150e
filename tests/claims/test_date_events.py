"""Events against a timeline, an attached text and other sentences of the article."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.checks.dates.dates import check
from claims.checks.dates.told_events import events_of
from claims.model import Lead
from claims.reading import read
from claims.tables.timeline import read_timeline

PUBLISHED = "2024-02-08"
TABLE = """event,date
Kirkholm Tunnel opens to cars,2018-05-20
Tunnel fee introduced,2020-03-01
Kari Moe elected chair,2017-10-08
Kari Moe re-elected chair,2021-10-10
Dockers' walkout begins,2024-01-08
Dockers' walkout ends,2024-01-22
Trawler Nordlys sinks off Tarva,2023-09-04
Winter Fair,2024-02-17
"""
READOUT = (
    "The two ports declared a “calm sea” alliance in Bergen on 4 February 2022. "
    "The dredging of the northern channel began on 24 February 2022."
)


def leads(text: str, table: str = TABLE, readout: str = "") -> list[Lead]:
    found = read_timeline(table, "d" * 64)
    texts = [events_of(readout, "e" * 64, "Readout")] if readout else []
    reading = read(text, PUBLISHED)
    return list(check(text, reading, [found] if found else [], PUBLISHED, texts))


def opened(text: str, table: str = TABLE, readout: str = "") -> list[str]:
    return [lead.kind for lead in leads(text, table, readout) if not lead.passed]


def borne_out(text: str) -> list[str]:
    return [lead.kind for lead in leads(text) if lead.passed]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The dockers' walkout began on 9 January, the union said.", "event_date"),
        ("The start of the dockers' walkout on 9 January was calm.", "event_date"),
        ("The dockers' walkout, which began on 8 January, ended on 24 January.", "event_date"),
        ("Kari Moe was re-elected chair in 2020.", "event_date"),
        ("The Kirkholm Tunnel was opened to cars on 20 June 2018.", "event_date"),
        ("The Kirkholm Tunnel opened to cars three years ago.", "event_date"),
        ("The Winter Fair falls on 18 February this year.", "event_date"),
        ("The trawler Nordlys sank off Tarva last week.", "event_date"),
        ("The tunnel fee was introduced on 1 March 2019, ten months after the Kirkholm Tunnel "
         "opened to cars.", "event_date"),
        ("The dockers' walkout lasted four weeks.", "length"),
        ("The four-week dockers' walkout cost millions.", "length"),
        ("Kari Moe has been chair since 2014.", "since"),
        ("Kari Moe has been chair for more than nine years.", "since"),
        ("The tunnel fee has been charged for nearly six years.", "since"),
        ("The dockers' walkout ended four weeks after the dockers' walkout began.", "order"),
        ("Kari Moe was re-elected chair six years after she was first elected chair.", "order"),
        ("This week, nine years after the Kirkholm Tunnel opened to cars, it leaks.", "order"),
        ("Six months after the trawler Nordlys sank off Tarva, on 20 January, he left.", "order"),
        ("The walkout ended the day after the council met on 23 January.", "order"),
        ("The trawler Nordlys sank off Tarva after the dockers' walkout began.", "order"),
        ("During the call they made peace, days before the Kirkholm Tunnel opened to cars.",
         "order"),
        ("The ninth anniversary of the opening of the Kirkholm Tunnel to cars is in May 2024.",
         "anniversary"),
        ("The Kirkholm Tunnel closed to cars on 20 May 2018.", "turned_round"),
        ("The trawler Nordlys did not sink off Tarva on 4 September 2023.", "turned_round"),
    ],
)  # fmt: skip
def test_what_the_timeline_contradicts_is_told(text, kind):
    assert opened(text) == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The dockers' walkout began on 8 January, the union said.", "event_date"),
        ("The dockers' walkout lasted two weeks.", "length"),
        ("The Kirkholm Tunnel opened to cars nearly six years ago.", "event_date"),
        ("The trawler Nordlys sank off Tarva before the dockers' walkout began.", "order"),
        ("The pilots will meet on 15 February, two days before the Winter Fair.", "order"),
    ],
)
def test_what_the_timeline_has_is_borne_out(text, kind):
    assert (opened(text), borne_out(text)) == ([], [kind])


@pytest.mark.parametrize(
    "text",
    [
        "The Kirkholm Tunnel closed to cars on 20 May 2018.",
        "The trawler Nordlys did not sink off Tarva on 4 September 2023.",
        "The owner denied that the trawler Nordlys sank off Tarva on 4 September 2023.",
        "The Kirkholm Tunnel was due to open to cars on 20 May 2018.",
        "If the dockers' walkout begins on 8 January, ferries stop.",
        "The dockers' walkout ended two weeks before the dockers' walkout ended.",
        "Tunnel fees for cars were raised on 20 May 2018.",
        "The tunnel fee was introduced on 1 March 2019, two years after the Kirkholm Tunnel opened "
        "to cars.",
    ],
)
def test_what_is_turned_denied_or_planned_is_never_borne_out(text):
    assert not borne_out(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Kirkholm Tunnel was due to open to cars on 20 May 2017.",
        "The Kirkholm Tunnel, which opened to cars five years ago, leaks.",
        "The Kirkholm Tunnel reopened to cars on 3 May 2022.",
        "The pilots' walkout began on 22 January.",
        "A dockers' walkout began on 3 March 2011.",
        "Kari Moe has been chair since January 2018.",
        "Kari Moe has not been chair since 2014.",
        "Kari Moe has been a member of the board since 2010.",
        "The tunnel has been closed since 2016.",
        "Per Moe was elected chair of the club in 2012.",
        "Kari Moe was re-elected as treasurer of the club in 2019.",
        "The walkout at the shipyard began on 22 January.",
        "The union ended its dockers' walkout fund on 3 February.",
        "The dockers' walkouts of 2011 began on 3 May 2011.",
        "The Kirkholm Tunnel will open to cars again on 3 March.",
        "The Winter Fair fell on 11 February last year.",
        "The sixth anniversary of the opening of the Kirkholm Tunnel to cars is in May 2024.",
        "The Kirkholm Tunnel will mark six years since it opened to cars in May.",
    ],
)
def test_what_may_be_so_beside_the_timeline_is_left_alone(text):
    assert not opened(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("During their talks on Thursday they declared a “calm sea” alliance.", "told_as_new"),
        ("During their talks they made peace, days before the dredging of the northern channel "
         "began.", "order"),
        ("The dredging of the northern channel began on 26 February 2022.", "event_date"),
    ],
)  # fmt: skip
def test_an_attached_text_dates_events_too(text, kind):
    assert opened(text, "", READOUT) == [kind]


def test_the_reason_names_the_text_that_dates_the_event():
    text = "The dredging of the northern channel began on 26 February 2022."
    (lead,) = [lead for lead in leads(text, "", READOUT) if not lead.passed]
    assert "“Readout” dates it 24 February 2022" in lead.reason
    assert [passage.document for passage in lead.passages] == ["e" * 64]


def test_a_later_sentence_is_held_against_an_earlier_one():
    first, second = (
        "The walkout at the quay began on 15 January.",
        "The walkout at the quay began on 16 January.",
    )
    text = f"{first} Ferries stopped. {second}"
    (lead,) = leads(text, "")
    assert lead.span.start > len(first)
    assert lead.also
    assert lead.also[0].of(text) == first


@pytest.mark.parametrize(
    "text",
    [
        "The walkout at the quay began on 15 January. The walkout at the quay began on Monday, "
        "15 January.",
        "Talks at the quay began on 15 January. Talks at the port began on 16 January.",
        "Another walkout at the quay began on 2 June 2022. The walkout at the quay began on "
        "15 January.",
        "The walkout at the quay began on 15 January. The walkout at the quay ended on 16 January.",
    ],
)
def test_sentences_on_other_events_do_not_contradict_each_other(text):
    assert not opened(text, "")


@given(
    st.lists(st.sampled_from(TABLE.replace("\n", ",").replace(",", " ").split(" ")), max_size=40)
)
def test_no_words_of_a_timeline_break_the_check(words):
    text = " ".join(words)
    assert all(lead.span.end <= len(text) for lead in leads(text, TABLE, READOUT))


DAYS = st.dates(min_value=date(2001, 1, 1), max_value=date(2023, 3, 1))


@given(DAYS, st.integers(-300, 300).filter(lambda n: n != 0))
def test_a_day_that_is_not_the_events_own_is_never_borne_out(day, away):
    told = day + timedelta(days=away)
    table = f"event,date\nKirkholm Tunnel opens to cars,{day.isoformat()}\n"
    text = f"The Kirkholm Tunnel opened to cars on {told.day} {told:%B} {told.year}."
    assert all(not lead.passed for lead in leads(text, table))


LINES = """event,date
Line 3 of the metro opens,2020-05-03
Line 5 of the metro opens,2020-06-12
2024 budget adopted by the council,2023-12-12
"""


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Line 3 of the metro opened on 3 May 2020.", []),
        ("Line 5 of the metro opened on 3 May 2020.", ["event_date"]),
        ("Line 7 of the metro opened on 3 May 2020.", []),
        ("The 2024 budget was adopted by the council on 13 December 2023.", ["event_date"]),
        ("The 2023 budget was adopted by the council on 13 December 2022.", []),
    ],
)
def test_a_number_is_a_part_of_an_events_name(text, kinds):
    assert opened(text, LINES) == kinds
