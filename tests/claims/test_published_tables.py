"""Tables as offices and companies publish them: their columns, units, periods and values."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.checks.quantity.prepared_table import PreparedTable, prepare
from claims.intake import Refused, read_document
from claims.tables.description import described
from claims.tables.in_text import tables_in_text
from claims.tables.table import Table, read_csv, read_tables, table_of


def read(text: str) -> Table:
    """As a desk reads a file: taken in, then read from what was kept."""
    tables, refused = read_tables(read_document(text.encode(), "table.csv").text)
    assert refused == []
    return tables[0]


class Read(NamedTuple):
    """The columns of figures with unit and power, and the values of the first row and the last."""

    text: str
    columns: list[tuple[str, str, int | None]]
    first: list[str]
    last: list[str]


LAYOUTS = {
    "a title and a unit line above": Read(
        "Table 4. Timber felled by region\nthousand tonnes\nregion,2021,2022\nN,4.5,5\nS,6,7\n",
        [("2021", "tonne", 3), ("2022", "tonne", 3)],
        ["4.5", "5"],
        ["6", "7"],
    ),
    "a title with commas over semicolons": Read(
        "Felled timber, by region, in million euros\nregion;old;new\nN;4,5;5,25\nS;6,5;7,5\n",
        [("old", "EUR", 6), ("new", "EUR", 6)],
        ["4.5", "5.25"],
        ["6.5", "7.5"],
    ),
    "notes with commas underneath": Read(
        "ferry,cars\nA,40\nB,50\nNotes: weekdays, weekends, holidays, all decks\nSource: port\n",
        [("cars", "", None)],
        ["40"],
        ["50"],
    ),
    "a note between the rows": Read(
        "ferry,cars\nA,40\nSince the spring the second ferry has been under repair and its cars "
        "are estimates only\nB,50\n",
        [("cars", "", None)],
        ["40"],
        ["50"],
    ),
    "a nameless column of labels": Read(
        ",cars,lorries\nMonday,40,4\nTuesday,50,5\n",
        [("cars", "", None), ("lorries", "", None)],
        ["40", "4"],
        ["50", "5"],
    ),
    "two rows of header, the names beneath": Read(
        ",2021,,2022,\nferry,cars,lorries,cars,lorries\nA,40,4,41,5\nB,50,6,51,7\n",
        [(f"{y} {w}", "", None) for y in (2021, 2022) for w in ("cars", "lorries")],
        ["40", "4", "41", "5"],
        ["50", "6", "51", "7"],
    ),
    "two rows of header, the label above": Read(
        "ferry,2021,2021,2022,2022\n,cars,lorries,cars,lorries\nA,40,4,41,5\nB,50,6,51,7\n",
        [(f"{y} {w}", "", None) for y in (2021, 2022) for w in ("cars", "lorries")],
        ["40", "4", "41", "5"],
        ["50", "6", "51", "7"],
    ),
    "three rows of header with units": Read(
        ",2022,,2023,\n,women,men,women,men\n,%,%,%,%\nN,4.5,5,6,7\nS,4,5,6,7.5\n",
        [(f"{y} {w} %", "%", 0) for y in (2022, 2023) for w in ("women", "men")],
        ["4.5", "5", "6", "7"],
        ["4", "5", "6", "7.5"],
    ),
    "a row of units beneath the names": Read(
        "region,sales,margin\n,million euros,%\nN,4.5,12\nS,5.5,13\n",
        [("sales million euros", "EUR", 6), ("margin %", "%", 0)],
        ["4.5", "12"],
        ["5.5", "13"],
    ),
    "a row that numbers the columns": Read(
        "region,births,deaths\n1,2,3\nN,100,90\nS,200,190\n",
        [("births", "", None), ("deaths", "", None)],
        ["100", "90"],
        ["200", "190"],
    ),
    "the unit over the names of the rows": Read(
        "£m,2022,2023\nTurnover,100.5,110\nCosts,90,99.5\n",
        [("2022", "GBP", 6), ("2023", "GBP", 6)],
        ["100.5", "110"],
        ["90", "99.5"],
    ),
    "a national data base in German": Read(
        "Tabelle: 1234-0001;;;\nErzeugung: Land, Jahre;;;\nErzeugung (Mill. EUR);;;\n"
        ";Stahl;Glas;Summe\n2021;1.234,5;12,3;1.246,8\n2022;/;13,3;-\n____;;;\nStand: 2024;;;\n",
        [("Stahl", "EUR", 6), ("Glas", "EUR", 6), ("Summe", "EUR", 6)],
        ["1234.5", "12.3", "1246.8"],
        ["None", "13.3", "None"],
    ),
    "a count that says it is one": Read(
        "Geburten (Anzahl);;\n;Mädchen;Jungen\n1990;480;495\n1991;470;481\n",
        [("Mädchen", "", 0), ("Jungen", "", 0)],
        ["480", "495"],
        ["470", "481"],
    ),
    "a long form with one unit": Read(
        "LOCATION,Country,Unit,PowerCode,TIME,Value\nNL,Norland,US Dollar,Millions,2022,45.1\n"
        "NL,Norland,US Dollar,Millions,2023,55.1\n",
        [("Value", "USD", 6)],
        ["45.1"],
        ["55.1"],
    ),
    "a long form with two units": Read(
        "DATAFLOW,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nX,A,Million euro,NL,2022,45.1,\n"
        "X,A,Percentage of GDP,NL,2022,5.5,p\n",
        [("OBS_VALUE, Million euro", "EUR", 6), ("OBS_VALUE, Percentage of GDP", "%", None)],
        ["45.1", "None"],
        ["None", "5.5"],
    ),
    "a long form with a power of ten": Read(
        "geo,unit_measure,unit_mult,time_period,obs_value\nNL,EUR,6,2022,1.5\nNL,EUR,6,2023,2.5\n",
        [("obs_value", "EUR", 6)],
        ["1.5"],
        ["2.5"],
    ),
    "series that tell their units": Read(
        "series,year,value\nExports (USD bn),2022,45.1\nJobless rate (%),2022,5.5\n",
        [("value, Exports (USD bn)", "USD", 9), ("value, Jobless rate (%)", "%", None)],
        ["45.1", "None"],
        ["None", "5.5"],
    ),
    "indicators with years as columns": Read(
        '"Data Source","Indicators",\n"Last Updated Date","2024-05-30",\n"Country Name",'
        '"Country Code","Indicator Name","2021","2022"\n"Norland","NRL","Savings (current US$)",'
        '"120","130"\n"Sudland","SDL","Savings (current US$)","220",""\n',
        [("2021", "USD", None), ("2022", "USD", None)],
        ["120", "130"],
        ["220", "None"],
    ),
    "a wide form with flags in the cells": Read(
        "freq,unit,geo\\TIME_PERIOD,2021 ,2022 \nA,THS_T,N,12.3 e,13.1 \nA,THS_T,S,: c,24.0 p\n",
        [("2021", "tonne", 3), ("2022", "tonne", 3)],
        ["12.3", "13.1"],
        ["None", "24.0"],
    ),
    "a series of a central bank": Read(
        "observation_date,RATEX\n2022-10-01,3.1\n2023-01-01,.\n2023-04-01,3.5\n",
        [("RATEX", "", None)],
        ["3.1"],
        ["3.5"],
    ),
    "a Markdown table": Read(
        "| Port | in | out |\n|:-----|---:|----:|\n| East | 12 | 14 |\n| West | 22 | 24 |\n",
        [("in", "", None), ("out", "", None)],
        ["12", "14"],
        ["22", "24"],
    ),
    "bars without a frame": Read(
        "port | tonnes moved\nEast, old quay | 1,200\nWest | 2,200\n",
        [("tonnes moved", "tonne", None)],
        ["1200"],
        ["2200"],
    ),
    "other marks inside the cells": Read(
        "ferry,crew;class,cars\nA,x;y,40\nB,v;w,50\n", [("cars", "", None)], ["40"], ["50"]
    ),
    "other marks inside quoted cells": Read(
        'name;"value; all (EUR)"\n"A; B";"1.234,50"\n"C | D";"2.345,60"\n',
        [("value; all (EUR)", "EUR", None)],
        ["1234.50"],
        ["2345.60"],
    ),
    "tabs and blanks in numbers": Read(
        "\t2022\t2023\nWheat\t1 234\t2 345\nRye\t3 456\t4 567\n",
        [("2022", "", None), ("2023", "", None)],
        ["1234", "2345"],
        ["3456", "4567"],
    ),
    "marks of footnotes and of provisional figures": Read(
        "year,rate (%)\n2020,14.1*\n2021,12.3e\n2022,13.0 (p)\n2023,12.5 [r]\n",
        [("rate (%)", "%", 0)],
        ["14.1"],
        ["12.5"],
    ),
    "magnitudes in the cells": Read(
        "metric,Q4 2022,Q4 2023\nturnover,$1.2bn,$1.3bn\nprofit,$140m,$150m\n",
        [("Q4 2022", "USD", 0), ("Q4 2023", "USD", 0)],
        ["1200000000.0", "1300000000.0"],
        ["140000000", "150000000"],
    ),
    "labels told once": Read(
        "year,quarter,sales (USD m)\n2022,Q1,10\n,Q2,11\n2023,Q1,12\n,Q2,13\n",
        [("sales (USD m)", "USD", 6)],
        ["10"],
        ["13"],
    ),
    "headings between the rows": Read(
        "ferry,cars\n2022,\nA,40\nB,41\n2023,\nA,50\nB,51\n", [("cars", "", None)], ["40"], ["51"]
    ),
    "codes that are no figures": Read(
        "fips,county,jobs\n01001,Ash,40\n01003,Birch,50\n", [("jobs", "", None)], ["40"], ["50"]
    ),
    "an index and its base": Read(
        "year,index (2015 = 100)\n2022,108.9\n2023,112.3\n",
        [("index (2015 = 100)", "", 0)],
        ["108.9"],
        ["112.3"],
    ),
    "a first row without figures": Read(
        "year,boats\n2021,..\n2022,12\n2023,14\n", [("boats", "", None)], ["None"], ["14"]
    ),
    "years among the figures": Read(
        "name,age\nAnn,1950\nBob,34\n", [("age", "", None)], ["1950"], ["34"]
    ),
    "Swiss and Indian groups": Read(
        'place,left,right\nA,12’345,"12,34,567"\nB,2’345’678,"1,23,456"\n',
        [("left", "", None), ("right", "", None)],
        ["12345", "1234567"],
        ["2345678", "123456"],
    ),
    "per cent among other figures": Read(
        'item,N\narea (ha),"1.200,5"\nsown,"10,5%"\nmown,"20,5%"\ncut,"30,5%"\n',
        [("N, area (ha)", "hectare", None), ("N", "%", 0)],
        ["1200.5", "None"],
        ["None", "30.5"],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_columns_of_figures_have_their_names_and_units(name: str) -> None:
    found = [(c.label, *c.unit[:2]) for c in read(LAYOUTS[name].text).columns if c.measured]
    assert found == LAYOUTS[name].columns


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_figures_are_those_of_the_rows(name: str) -> None:
    table = read(LAYOUTS[name].text)
    at = [n for n, column in enumerate(table.columns) if column.measured]
    ends = [[str(table.rows[r][n].value) for n in at] for r in (0, -1)]
    assert ends == [LAYOUTS[name].first, LAYOUTS[name].last]


def prepared(text: str) -> PreparedTable:
    return prepare(read(text))


def test_a_year_and_a_month_in_two_columns_are_one_period() -> None:
    table = prepared(";;a\n1990;Januar;1,5\n1990;Februar;2,5\n1991;Januar;3,5\n")
    assert table.row_periods == {
        "1990-01": frozenset({0}), "1990-02": frozenset({1}), "1991-01": frozenset({2})
    }  # fmt: skip


def test_a_heading_that_is_a_year_dates_the_rows_beneath() -> None:
    table = prepared("ferry,cars\n2022,\nA,40\nB,41\n2023,\nA,50\nB,51\n")
    assert table.row_periods == {"2022": frozenset({0, 1}), "2023": frozenset({2, 3})}


def test_a_month_in_a_row_under_years_is_a_part_of_any_year() -> None:
    table = prepared("month,2022,2023\nJanuary,1.5,2.5\nFebruary,3.5,4.5\n")
    assert (table.row_parts, table.column_periods) == ({0: "01", 1: "02"}, {1: "2022", 2: "2023"})


def test_each_label_of_a_row_has_its_own_stems() -> None:
    table = prepared("country,region,year,output\nNorland,East Side,2022,4\nNorland,West,2022,5\n")
    assert table.row_labels[0] == (frozenset({"norland"}), frozenset({"east", "side"}))


def test_a_day_that_ends_a_year_is_that_year_too() -> None:
    table = prepared("date,debt\n31.12.2022,40\n31.12.2023,50\n")
    assert table.row_periods["2023"] == table.row_periods["2023-12-31"] == frozenset({1})


def test_each_sheet_is_a_table_and_one_that_is_none_is_told() -> None:
    text = "Cars\nferry,cars\nA,40\n\nNames\n1.5,2.5\n3.5,4.5\n\nBoats\nport,boats\nB,7\n"
    tables, refused = read_tables(text)
    assert [table.caption for table in tables] == ["Cars", "Boats"]
    assert len(refused) == 1
    assert "“Names”" in refused[0]


def test_a_table_in_a_text_is_read_with_the_line_above_it() -> None:
    text = "A report.\n\nCars carried\n\nferry | 2022 | 2023\n\nA | 40 | 41\n\nB | 50 | 51\n\nEnd."
    (table,) = tables_in_text(text)
    assert (table.caption, len(table.rows)) == ("Cars carried", 2)


def test_the_description_tells_rows_columns_units_and_periods() -> None:
    text = "region,year,sales (EUR m)\nN,2021,4\nN,2023,5\n"
    assert described(text) == [
        "read as a table: 2 rows, 1 column of figures (sales (EUR m): million EUR), "
        "rows named by region, year, 2021 to 2023"
    ]


def test_the_description_tells_why_a_table_cannot_be_read() -> None:
    (told,) = described("2019,4.5\n2020,5.5\n")
    assert told.startswith("cannot be checked against: the table has no header")


VALUES = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=2, max_size=8
).map(lambda rows: [(f"{a}.5", f"{b}.25") for a, b in rows])


@given(VALUES, st.sampled_from(["comma", "semicolon", "tab", "bar", "german", "titled", "noted"]))
def test_one_table_in_many_layouts_has_the_same_values(
    rows: list[tuple[str, str]], layout: str
) -> None:
    mark = {"semicolon": ";", "tab": "\t", "bar": " | ", "german": ";"}.get(layout, ",")
    lines = [("place", "left", "right"), *((f"P{chr(97 + n)}", *r) for n, r in enumerate(rows))]
    text = "\n".join(mark.join(line) for line in lines) + "\n"
    if layout == "german":
        text = text.replace(".", ",")
    if layout == "titled":
        text = "Left and right\nthousand tonnes\n" + text
    if layout == "noted":
        text += "Source: the office, its yearbook, and others\n"
    found = [tuple(str(cell.value) for cell in row[1:]) for row in read(text).rows]
    assert found == [tuple(str(Decimal(x)) for x in row) for row in rows]


@given(st.lists(st.lists(st.text(max_size=8), max_size=5), max_size=8))
def test_any_rows_are_a_table_or_refused(rows: list[list[str]]) -> None:
    try:
        table = table_of(rows)
    except Refused:
        return
    assert {len(row) for row in table.rows} == {len(table.columns)}
    prepare(table)


@given(st.text('ab1.,;|\t\n"-2023() %', max_size=80))
def test_any_text_is_a_table_or_refused(text: str) -> None:
    try:
        read_csv(text)
    except Refused:
        return
