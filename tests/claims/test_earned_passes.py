"""Passes of figures are earned: none for what is denied, narrower, turned round, of other times."""

from __future__ import annotations

import pytest

from claims.checks.quantity.figure_finding import FigureVerdict
from claims.checks.quantity.prepared_table import prepare
from claims.checks.quantity.quantity import check
from claims.model import Span
from claims.reading import read
from claims.tables.table import read_csv

TRADE = prepare(
    read_csv(
        "year,wool (million kroner),salt (million kroner),visitors\n"
        "2020,41.0,30.0,312000\n2021,52.0,36.0,287000\n2022,65.0,54.0,405000\n2023,78.0,61.0,396000\n"
    )
)
MILLS = prepare(
    read_csv('"Paper output (1,000 tonnes)"\nmill,2022,2023\nVesby,310,341\nOsterby,120,96\n')
)
MONTHS = prepare(
    read_csv(
        "period,catch (thousand tonnes)\n"
        "Q1 2023,400\nQ2 2023,500\nQ3 2023,650\nQ4 2023,450\nQ1 2024,520\n"
    )
)


def verdicts(text: str, table=TRADE) -> list[FigureVerdict]:
    reading = read(text, "2024-06-03")
    claim = Span(0, len(text))
    return [check(q, text, claim, reading.dates, [table]).verdict for q in reading.quantities]


@pytest.mark.parametrize(
    "text",
    [
        "Wool came to 78 million kroner in 2023.",
        "Salt rose 13 per cent in 2023.",
        "Wool rose to 78 million kroner in 2023.",
        "Visitors fell to 396,000 in 2023.",
        "Salt reached 61 million kroner in 2023, up from 54 million kroner in 2022.",
        "Visitors numbered 396,000 in 2023.",
    ],
)
def test_what_the_table_says_passes(text: str) -> None:
    assert set(verdicts(text)) == {FigureVerdict.PASS}


@pytest.mark.parametrize(
    "text",
    [
        "Wool never came to 78 million kroner in 2023.",
        "Salt did not rise 13 per cent in 2023.",
        "The board had expected salt to rise 13 per cent in 2023.",
        "Raw wool came to 78 million kroner in 2023.",
        "Norway's wool came to 78 million kroner in 2023.",
        "In the first nine months of 2023 wool came to 78 million kroner.",
        "Wool was 20 per cent higher than salt in 2023.",
        "Wool was 20 per cent higher than forecast in 2023.",
        "Wool fell to 78 million kroner in 2023.",
        "Salt was unchanged at 61 million kroner in 2023.",
        "Nearly 500,000 visitors came in 2023.",
    ],
)
def test_what_it_does_not_say_is_no_pass(text: str) -> None:
    assert FigureVerdict.PASS not in verdicts(text)


def test_a_level_that_moved_the_other_way_is_told_with_both_values() -> None:
    text = "Wool fell to 78 million kroner in 2023."
    reading = read(text, "2024-06-03")
    (figure,) = reading.quantities
    found = check(figure, text, Span(0, len(text)), reading.dates, [TRADE])
    assert (found.verdict, found.formula) == (FigureVerdict.DIFFERS, "65, then 78")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("A total of 2.0 million tonnes of the catch came in in 2023.", FigureVerdict.PASS),
        ("The catch averaged 500,000 tonnes in 2023.", FigureVerdict.PASS),
        ("In the first half of 2023 the catch came to 900,000 tonnes.", FigureVerdict.PASS),
        ("In the first half of 2023 the catch came to 990,000 tonnes.", FigureVerdict.DIFFERS),
        ("The catch came to 450,000 tonnes in the fourth quarter of 2023.", FigureVerdict.PASS),
    ],
)
def test_quarters_are_added_up_and_averaged(text: str, verdict: FigureVerdict) -> None:
    assert verdicts(text, MONTHS) == [verdict]


def test_a_power_of_ten_in_a_caption_counts() -> None:
    assert verdicts("Vesby made 341,000 tonnes in 2023.", MILLS) == [FigureVerdict.PASS]


def test_a_captioned_table_is_not_asked_for_something_else() -> None:
    assert FigureVerdict.PASS not in verdicts("Vesby made 341,000 tonnes of pulp in 2023.", MILLS)
