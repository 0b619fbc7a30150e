"""The periods and units that the labels of a table name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.tables.header_units import unit_of
from claims.tables.periods import period_inside, period_of, periods_of, stretches

PERIODS = {
    "2024-01": "Jan 2024|2024 Jan|January 2024|Jan. 2024|Jan-24|2024M01|2024-M01|01/2024|01.2024|"
    "Januar 2024|janvier 2024|enero 2024|2024 M01|January 2024 (provisional)",
    "2023-Q4": "Q4 2023|2023 Q4|2023Q4|2023-Q4|4Q23|4Q 2023|Q4/2023|4th quarter 2023|T4 2023|"
    "fourth quarter of 2023|2023 4th quarter|4. Quartal 2023|Oct-Dec 2023|2023 Q4 (p)",
    "2023-H1": "H1 2023|2023H1|1H23|first half 2023|1. Halbjahr 2023|2023-S1|January to June 2023",
    "2023-12-31": "31.12.2023|2023-12-31|31/12/2023|12/31/2023|31 Dec 2023|Dec 31, 2023",
    "2023": "2023|2023*|2023 (final)|2023 (revised)|2023 p|2023p|FY2023|FY 2023|2023¹",
    "2023-24": "2023/24|2023-24|2023–24|2023/2024|FY2023/24",
    "2023-12": "2023/12|Dec-23|Dezember 2023|diciembre 2023|12/2023|2023 December",
    "2023-07": "2023M07",
    "2023-Q3": "third quarter 2023|3Q23",
    "": "Norland|1,250|12 May|12.3|1990-2000|32.13.2023|Total|Top 10|31 Foo 2023|2023 boats|",
}


@pytest.mark.parametrize(
    ("label", "period"), [(x, period) for period, row in PERIODS.items() for x in row.split("|")]
)
def test_a_label_is_a_period_in_any_writing(label: str, period: str) -> None:
    assert period_of(label) == period


@pytest.mark.parametrize(
    ("labels", "periods"),
    [
        (["2009-10", "2010-11", "2012-13"], ["2009-10", "2010-11", "2012-13"]),
        (["2011/12", "2012/13"], ["2011-12", "2012-13"]),
        (["2011/11", "2011/12"], ["2011-11", "2011-12"]),
        (["202401", "202402"], ["2024-01", "2024-02"]),
        (["2023-01", "2024-01"], ["2023-01", "2024-01"]),
    ],
)
def test_what_one_label_leaves_open_the_column_decides(
    labels: list[str], periods: list[str]
) -> None:
    assert periods_of(labels) == periods


@pytest.mark.parametrize(
    ("days", "meant"),
    [
        (["2022-12-31", "2023-12-31"], ["2022", "2023"]),
        (["2022-10-01", "2023-01-01"], ["2022-Q4", "2023-Q1"]),
        (["2023-01-01", "2023-02-01"], ["2023-01", "2023-02"]),
        (["2023-01-05", "2023-02-05"], []),
        (["2022-12-31", "2022-12-31"], []),
    ],
)
def test_days_that_end_or_begin_a_stretch_stand_for_it(days: list[str], meant: list[str]) -> None:
    assert list(stretches(days).values()) == meant


@pytest.mark.parametrize(
    ("header", "period"),
    [
        ("exports 2023", "2023"),
        ("2023 (million tonnes)", "2023"),
        ("Q4 2023 turnover", "2023-Q4"),
        ("index (2015 = 100)", ""),
        ("output (million euros, prices of 2020)", ""),
        ("savings (constant 2015 US$)", ""),
        ("change 2022-2023 (%)", ""),
        ("exports at 2015 prices, 2023", "2023"),
    ],
)
def test_a_header_names_its_period_and_no_base_is_one(header: str, period: str) -> None:
    assert period_inside(header) == period


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("turnover (100 million yuan)", ("CNY", 8, "", "")),
        ("output (10,000 tonnes)", ("tonne", 4, "", "")),
        ("output ('000 tonnes)", ("tonne", 3, "", "")),
        ("output (10 thousand tons)", ("ton", 4, "", "")),
        ("cases (per 100,000)", ("", 0, "100000", "")),
        ("deaths per 1,000 live births", ("", 0, "1000", "")),
        ("GDP per capita (US$)", ("USD", 0, "capita", "")),
        ("prices (2015 = 100)", ("", 0, "", "2015")),
        ("passengers (thousand)", ("", 3, "", "")),
        ("in £m", ("GBP", 6, "", "")),
        ("exports, USD bn", ("USD", 9, "", "")),
        ("Umsatz (Mio. EUR)", ("EUR", 6, "", "")),
        ("Umsatz in Tsd. Euro", ("EUR", 3, "", "")),
        ("ventes, en milliards d'euros", ("EUR", 9, "", "")),
        ("turnover (Rs crore)", ("INR", 7, "", "")),
        ("emissions (kt)", ("tonne", 3, "", "")),
        ("output (Mt)", ("tonne", 6, "", "")),
        ("area (km2)", ("square kilometre", None, "", "")),
        ("出口 (亿元)", ("CNY", 8, "", "")),
        ("value (MEUR)", ("EUR", 6, "", "")),
        ("population", ("", None, "", "")),
        ("Top 100 firms", ("", None, "", "")),
        ("ALL", ("", None, "", "")),
        ("share (per cent)", ("%", None, "", "")),
    ],
)
def test_a_header_tells_unit_magnitude_rate_and_base(header: str, unit: tuple[object, ...]) -> None:
    found = unit_of(header)
    assert (found.name, found.power, found.per, found.base) == unit


@given(st.text("JanQ4H1 2023/.-()'*MWFY", max_size=24))
def test_a_period_has_the_form_of_one(label: str) -> None:
    found = period_of(label)
    assert found == "" or (found[:4].isdecimal() and len(found) in (4, 7, 10))
