"""Rows that a claim names in part, or not at all: of Ireland what is told of Northern Ireland."""

from __future__ import annotations

import pytest

from claims.checks.document_leads import figure_leads
from claims.checks.evidence import Attached, CheckedArticle, prepare
from claims.model import Span
from claims.reading import read

ECONOMIES = """\
COUNTRY,GDP (BILLIONS)
Ireland,245.80
Georgia,16.13
Guinea,6.77
Samoa,0.83
Korea,1410.40
"Egypt, Arab Rep.",284.90
"Congo, Rep.",14.11
"Congo, Dem. Rep.",32.67
Norway,511.60
"""
COUNTIES = """\
fips,name,total_population
31001,"Adams County, NE",31299
31003,"Antelope County, NE",6655
31019,"Buffalo County, NE",46330
"""
MILLS = """\
Rye milled (tonnes)
year,Jan,Feb,Mar,Apr,May
2022,4100,4200,4300,4400,4500
2023,5100,5250,5300,5400,5500
"""
HARVEST = "place,year,barley harvest (tonnes)\nArn,2023,5512\nBel,2023,6613\n"
BIRTHS = ";;männlich;weiblich;Insgesamt\n1950;Januar;49505;46331;95836\n1950;Februar;471;442;913\n"
TRADE = "year,exports\n2022,4500\n2023,5500\n"
FERRIES = "Jahr;Fahrgäste\n2022;3.900\n2023;4.914\n"
RATES = 'year,"rate (per 100,000)"\n2022,48.6\n2023,54\n'
DAYS = "day,sown in Orl (%)\n19-mai-23,0.5\n30-jun-23,29.25\n"


def kinds(table: str, text: str) -> set[str]:
    whole = (Span(0, len(text)),)
    article = CheckedArticle(text, "2024-02-08", "", read(text, "2024-02-08"), whole)
    attached = prepare([Attached("t", "table.csv", table, dataset=True)])
    return {lead.kind for lead in figure_leads(article, attached)}


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (ECONOMIES, "Ireland's GDP was $245.80 billion."),
        (ECONOMIES, "South Korea had a GDP of $1,410.4 billion."),
        (ECONOMIES, "Egypt had a GDP of $284.9 billion."),
        (ECONOMIES, "In Norway GDP was $511.6 billion."),
        (ECONOMIES, "On Monday Norway said its GDP was $511.6 billion."),
        (ECONOMIES, "The country of Georgia had a GDP of $16.13 billion."),
        (COUNTIES, "Buffalo County has a population of 46,330."),
        (COUNTIES, "Buffalo County, NE, has a population of 46,330."),
        (MILLS, "In May 2023 5,500 tonnes of rye were milled."),
        (MILLS, "Rye milled rose by 22.2 per cent on the year in May 2023."),
        (BIRTHS, "In January 1950 95,836 children were born."),
        (BIRTHS, "In January 1950 49,505 boys were born."),
        (FERRIES, "Ferries carried 4,914 Fahrgäste in 2023."),
        (RATES, "The rate was 54 per 100,000 people in 2023."),
        (DAYS, "On 30 June 2023, 29.25 per cent was sown in Orl."),
    ],
)
def test_a_row_that_the_claim_names_bears_it_out(table: str, text: str) -> None:
    assert kinds(table, text) == {"pass"}


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (ECONOMIES, "Guinea-Bissau had a GDP of $6.77 billion."),
        (ECONOMIES, "American Samoa had a GDP of $0.83 billion."),
        (ECONOMIES, "In 2014 American Samoa had a GDP of $0.83 billion."),
        (ECONOMIES, "Congo had a GDP of $14.11 billion."),
        (COUNTIES, "Buffalo County, WI, has a population of 46,330."),
        (COUNTIES, "Buffalo County, Wisconsin, has a population of 46,330."),
        (COUNTIES, "The city of Buffalo has a population of 46,330."),
        (MILLS, "In May 2023 5,500 tonnes of wheat were milled."),
        (MILLS, "Rye milled may reach 5,500 tonnes in May 2023."),
        (HARVEST, "Arn and Bel harvested 6,613 tonnes of barley in 2023."),
        (HARVEST, "Arn and Bel harvested 12,125 tonnes of barley in 2023."),
        (TRADE, "Imports were 5,500 in 2023."),
        (BIRTHS, "In January 1950 46,331 children were born."),
    ],
)
def test_of_what_it_does_not_have_the_table_says_nothing(table: str, text: str) -> None:
    assert kinds(table, text) == set()


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (ECONOMIES, "Northern Ireland had a GDP of $245.80 billion."),
        (ECONOMIES, "Equatorial Guinea had a GDP of $6.77 billion."),
        (ECONOMIES, "The US state of Georgia had a GDP of $16.13 billion."),
        (COUNTIES, "Adams County, NE, has a population of 46,330."),
        (COUNTIES, "Buffalo County has a population of 4,633."),
        (MILLS, "In April 2023 5,500 tonnes of rye were milled."),
        (MILLS, "Rye milled rose by 25.2 per cent on the year in May 2023."),
        (BIRTHS, "In January 1950 46,331 boys were born."),
        (BIRTHS, "In January 1950 59,836 children were born."),
        (HARVEST, "Arn harvested 6,613 tonnes of barley in 2023."),
        (DAYS, "On 30 June 2023, 39.25 per cent was sown in Orl."),
    ],
)
def test_what_it_has_otherwise_or_for_another_differs(table: str, text: str) -> None:
    assert kinds(table, text) == {"differs"}
