"""Tables from csv text: header, numbers, units, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from claims.intake import Refused
from claims.tables.header_units import unit_of
from claims.tables.table import read_csv

FIXTURES = Path(__file__).parents[2] / "fixtures"


def values(text: str, column: int = 1) -> list[Decimal | None]:
    return [row[column].value for row in read_csv(text).rows]


def test_the_sample_table_has_years_as_labels_and_three_columns_of_figures():
    table = read_csv((FIXTURES / "customs-2023.csv").read_text(), unit="billion US dollars")
    assert table.header == ("year", "exports", "imports", "total")
    assert [column.measured for column in table.columns] == [False, True, True, True]
    assert table.columns[3].unit[:2] == ("USD", 9)
    assert table.rows[-1][3].value == Decimal("240.11")


def test_a_table_of_words_and_dates_is_a_table():
    table = read_csv((FIXTURES / "timeline.csv").read_text())
    assert not any(column.measured for column in table.columns)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(mark):
    assert values(f"city{mark}boats\nA{mark}12\nB{mark}7\n") == [Decimal(12), Decimal(7)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u202f234.5", "1234.5"),
        ("(12)", "-12"),
        ("−3", "-3"),
        ("26.3%", "26.3"),
        ("$240.1", "240.1"),
        ("7*", "7"),
        ("", None),
        ("n/a", None),
    ],
)
def test_a_cell_is_read_as_it_is_written(written, value):
    found = values(f"city;boats\nA;{written}\nB;7\n")[0]
    assert found == (None if value is None else Decimal(value))


def test_a_column_that_can_be_read_both_ways_is_read_like_the_others():
    text = "city;a;b\nA;1.234;1.234,5\nB;5.678;2,5\n"
    assert values(text) == [Decimal(1234), Decimal(5678)]


def test_a_column_that_mixes_two_ways_is_refused_in_one_sentence():
    with pytest.raises(Refused, match=r"column “a” mixes 1,234\.5 and 1\.234,5"):
        read_csv("city;a\nA;1,234.5\nB;1.234,5\n")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2019,49.75,61.05\n2020,50.58,57.19\n", "no header"),
        ("year,exports,,total\n2019,1,2,3\n", "merged"),
        ("year,exports\n", "no rows|no table"),
        ("", "empty"),
        ("one line of prose, and\nno table at all\n", "no table|header"),
        ("year,exports\n2019,1\n2020,1\n2021,1,5\n", "line 4 .* 3 cells"),
    ],
)
def test_what_is_no_good_table_is_refused(text, reason):
    with pytest.raises(Refused, match=reason):
        read_csv(text)


def test_a_title_above_the_header_is_the_caption_and_gives_the_unit():
    table = read_csv("Trade in million euros\ncity,a,b\nX,1,2\nY,2,3\n")
    assert table.caption == "Trade in million euros"
    assert table.columns[1].unit[:2] == ("EUR", 6)


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("billion US dollars", ("USD", 9)),
        ("exports (bn USD)", ("USD", 9)),
        ("USD mn", ("USD", 6)),
        ("thousand tonnes", ("tonne", 3)),
        ("in millions", ("", 6)),
        ("share, %", ("%", None)),
        ("rate, percentage points", ("percentage point", None)),
        ("won", ("", None)),
    ],
)
def test_a_header_names_its_unit(label, unit):
    assert unit_of(label)[:2] == unit
