"""Figures, ranks and comparisons that a table gives only when it is worked with."""

from __future__ import annotations

import pytest

from claims.checks.document_leads import figure_leads
from claims.checks.evidence import Attached, CheckedArticle, prepare
from claims.model import Lead, Span
from claims.reading import read

TOWNS = """\
town,inhabitants,dwellings,jobless rate (%),schools,area (square km)
Brack,82000,41000,6.1,14,40
Dorn,45000,20000,3.9,9,30
Ehl,120000,48000,8.8,21,60
Fenn,33000,15000,4.4,6,66
Total,280000,124000,6.4,50,196
"""
YEARS = """\
year,visitors (thousand),ticket income (million euros),staff,satisfaction (%)
2015,640,7.2,120,81
2016,655,7.4,121,82
2017,700,7.9,125,84
2018,690,8.1,126,83
2019,720,8.6,130,85
2020,210,2.4,118,80
2021,330,3.9,112,79
2022,610,7.6,119,83
2023,735,9.1,124,86
"""
GRID = """\
Wheat harvest by province (thousand tonnes)
province,2020,2021,2022,2023
Arn,410,395,430,402
Bel,220,260,255,281
Cor,150,140,162,166
Total,780,795,847,849
"""


def told(table: str, text: str) -> list[Lead]:
    reading = read(text, "2024-02-08")
    article = CheckedArticle(text, "2024-02-08", "", reading, (Span(0, len(text)),))
    return figure_leads(article, prepare([Attached("t", "table.csv", table, dataset=True)]))


def kinds(table: str, text: str) -> set[str]:
    return {lead.kind for lead in told(table, text)}


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (TOWNS, "Ehl is the largest town by inhabitants."),
        (TOWNS, "Fenn has the fewest schools."),
        (TOWNS, "The jobless rate is highest in Ehl."),
        (TOWNS, "Ehl has more schools than Brack."),
        (TOWNS, "Ehl has seven more schools than Brack."),
        (TOWNS, "Brack has about 37,000 more inhabitants than Dorn."),
        (TOWNS, "Ehl's jobless rate is twice that of Fenn."),
        (TOWNS, "The jobless rate in Ehl is 2.7 points higher than in Brack."),
        (TOWNS, "Brack and Dorn together have 127,000 inhabitants."),
        (TOWNS, "More than four in ten inhabitants live in Ehl."),
        (TOWNS, "Ehl has 2.5 inhabitants per dwelling."),
        (TOWNS, "Dorn counts 1,500 inhabitants per square kilometre."),
        (TOWNS, "Ehl is home to 43 per cent of all inhabitants."),
        (TOWNS, "The four towns have 50 schools in total."),
        (YEARS, "In 2023 the museum had its highest number of visitors since 2015."),
        (YEARS, "Visitors reached a record 735,000 in 2023."),
        (YEARS, "Visitors fell to a record low of 210,000 in 2020."),
        (YEARS, "Staff fell to a record low of 112 in 2021."),
        (YEARS, "Satisfaction was higher in 2023 than in 2022."),
        (YEARS, "Visitors more than doubled from 2020 to 2022."),
        (YEARS, "Satisfaction rose by 3 points to 86 per cent in 2023."),
        (YEARS, "In the five years to 2023 visitors rose by 6.5 per cent."),
        (YEARS, "Between 2021 and 2023 the museum had 1.675 million visitors in all."),
        (YEARS, "On average 558,000 visitors came a year between 2021 and 2023."),
        (YEARS, "Visitors and staff came to 735,000 and 124 respectively in 2023."),
        (YEARS, "Visitors grew faster than ticket income in 2023."),
        (GRID, "Arn's harvest in 2023 was 402,000 tonnes, the lowest since 2021."),
        (GRID, "Bel harvested a record 281,000 tonnes in 2023."),
        (GRID, "Bel's harvest rose 10.2 per cent in 2023."),
        (GRID, "Arn accounted for 47 per cent of the harvest in 2023."),
        (GRID, "Cor harvested less wheat than Bel in 2023."),
        (GRID, "Between 2020 and 2023 Bel's harvest grew by 61,000 tonnes."),
    ],
)
def test_what_the_table_gives_when_it_is_worked_with_passes(table, text):
    assert kinds(table, text) == {"pass"}


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (TOWNS, "Brack is the largest town by inhabitants."),
        (TOWNS, "Dorn has the fewest schools."),
        (TOWNS, "The jobless rate is lowest in Brack."),
        (TOWNS, "Fenn has more schools than Dorn."),
        (TOWNS, "Ehl has nine more schools than Brack."),
        (TOWNS, "Brack has 27,000 more inhabitants than Dorn."),
        (TOWNS, "Ehl's jobless rate is three times that of Fenn."),
        (TOWNS, "The jobless rate in Ehl is 4.7 points higher than in Brack."),
        (TOWNS, "Brack and Dorn together have 137,000 inhabitants."),
        (TOWNS, "Ehl has 3.5 inhabitants per dwelling."),
        (TOWNS, "Ehl is home to 53 per cent of all inhabitants."),
        (YEARS, "In 2022 the museum had its highest number of visitors since 2015."),
        (YEARS, "Staff fell to a record low of 119 in 2022."),
        (YEARS, "Ticket income was the second-highest on record in 2019."),
        (YEARS, "Satisfaction was lower in 2023 than in 2022."),
        (YEARS, "Visitors and staff came to 124,000 and 735 respectively in 2023."),
        (YEARS, "Ticket income grew faster than visitors in 2023."),
        (GRID, "Arn harvested a record 402,000 tonnes in 2023."),
        (GRID, "Bel's harvest rose 12.2 per cent in 2023."),
        (GRID, "Cor harvested more wheat than Bel in 2023."),
    ],
)
def test_what_it_gives_otherwise_differs(table, text):
    assert "differs" in kinds(table, text)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (TOWNS, "Ehl is the largest party in the council."),
        (TOWNS, "The largest employer in Ehl closed."),
        (TOWNS, "Ehl is not the largest town by inhabitants."),
        (TOWNS, "Ehl could become the largest town by inhabitants."),
        (TOWNS, "Most inhabitants of Ehl are happy."),
        (TOWNS, "The best school is in Ehl."),
        (TOWNS, "Ehl spends more than Brack."),
        (TOWNS, "Ehl has more inhabitants than 20 years ago."),
        (TOWNS, "Winters in Ehl are longer than in Brack."),
        (TOWNS, "Ehl built more dwellings last year than Brack."),
        (YEARS, "It was the warmest summer since 1990."),
        (YEARS, "The record of talks shows 5 votes."),
        (YEARS, "Ticket income is expected to be the highest since 2015 in 2023."),
        (YEARS, "Income from the café was the highest since 2015 in 2023."),
        (YEARS, "Foreign visitors were at their highest since 2015 in 2023."),
        (GRID, "Maize in Bel was the highest since 2020 in 2023."),
        (GRID, "Norway harvested 166,000 tonnes in 2023."),
    ],
)
def test_of_what_it_does_not_tell_it_says_nothing(table, text):
    assert kinds(table, text) == set()


def test_a_rank_shows_what_stands_before_it():
    (lead,) = told(TOWNS, "Brack is the largest town by inhabitants.")
    assert lead.span.of("Brack is the largest town by inhabitants.") == "largest town"
    assert lead.reason == (
        "“largest” does not follow: inhabitants, no. 2 of 4: Ehl 120000, Brack 82000"
    )


def test_a_rank_over_more_years_than_the_table_has_is_not_borne_out():
    assert kinds(YEARS, "Staff was at its highest since 2001 in 2019.") == set()
    assert kinds(YEARS, "Staff was at its highest since 2001 in 2022.") == {"differs"}


def test_a_comparison_tells_both_sides():
    (lead,) = told(TOWNS, "Fenn has more schools than Dorn.")
    assert lead.reason == "“more” does not follow: Fenn 6 against Dorn 9"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In the last three months of 2023 sales came to 400 lamps.", "pass"),
        ("In the first six months of 2023 sales came to 500 lamps.", "pass"),
        ("In the first nine months of 2023 sales came to 850 lamps.", "pass"),
        ("In the first nine months of 2023 sales came to 950 lamps.", "differs"),
        (
            "Sales in the fourth quarter of 2023 were up 25 per cent on the same quarter of 2022.",
            "pass",
        ),
        (
            "Sales in the fourth quarter of 2023 rose by 35 per cent on the same period of 2022.",
            "differs",
        ),
        ("Sales grew 25 per cent in 2023.", "pass"),
    ],
)
def test_parts_of_a_year_are_told_in_words(text, kind):
    table = "quarter,sales (lamps)\n2022-Q1,180\n2022-Q2,220\n2022-Q3,280\n2022-Q4,320\n"
    table += "2023-Q1,200\n2023-Q2,300\n2023-Q3,350\n2023-Q4,400\n"
    assert kinds(table, text) == {kind}


def test_a_fiscal_year_is_no_month_and_crores_are_counted():
    table = "fiscal year,road budget (crore rupees)\n2021-22,41200\n2022-23,52500\n2023-24,59354\n"
    assert kinds(table, "The road budget for 2023-24 was Rs 59,354 crore.") == {"pass"}
    assert kinds(table, "The road budget for 2023-24 was Rs 0.59 lakh crore.") == {"pass"}
    assert kinds(table, "The road budget for 2023-24 was Rs 49,354 crore.") == {"differs"}


def test_a_denied_comparison_is_not_asked():
    assert kinds(TOWNS, "Fenn does not have more schools than Dorn.") == set()
