"""A thousand figures against tables of twelve layouts: right ones pass, and slips differ."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from claims.checks.document_leads import figure_leads
from claims.checks.evidence import Attached, CheckedArticle, prepare
from claims.intake import read_document
from claims.model import Span
from claims.reading import read

YEARS = (2019, 2020, 2021, 2022, 2023)
PLACES = ("Varn", "Oskel", "Brimmo", "Tarv", "Lundor", "Quess")
SEED = 20261201
EACH = 84  # figures of each layout


class Harvest(NamedTuple):
    """Tonnes of barley by place and year, and of oats in the country by year."""

    barley: dict[tuple[str, int], int]
    oats: dict[int, int]

    def total(self, year: int) -> int:
        return sum(self.barley[place, year] for place in PLACES)


def harvest(rng: random.Random) -> Harvest:
    barley = {(place, year): rng.randrange(21_000, 98_000) for place in PLACES for year in YEARS}
    return Harvest(barley, {year: rng.randrange(310_000, 890_000) for year in YEARS})


# --- the layouts ---------------------------------------------------------------------------------


def years_across(one: Harvest) -> str:
    rows = [f"{p}," + ",".join(str(one.barley[p, y]) for y in YEARS) for p in PLACES]
    return "Barley harvest (tonnes)\nplace," + ",".join(map(str, YEARS)) + "\n" + "\n".join(rows)


def years_down(one: Harvest) -> str:
    head = "year,barley (tonnes),oats (tonnes)\n"
    return head + "\n".join(f"{y},{one.total(y)},{one.oats[y]}" for y in YEARS)


def long_form(one: Harvest) -> str:
    rows = [f"{p},{y},barley harvest,tonnes,{one.barley[p, y]}" for p in PLACES for y in YEARS]
    return "REF_AREA,TIME_PERIOD,INDICATOR,UNIT,OBS_VALUE\n" + "\n".join(rows)


def titled(one: Harvest) -> str:
    body = "\n".join(f"{p};{one.barley[p, 2022]};{one.barley[p, 2023]}" for p in PLACES)
    return (
        "Barley harvest by place\nin tonnes\n\nplace;2022;2023\n" + body + "\nSource: the granaries"
    )


def two_headers(one: Harvest) -> str:
    rows = [f"{y},{one.total(y)},{one.oats[y]}" for y in YEARS]
    return ",harvest (tonnes),\nyear,barley,oats\n" + "\n".join(rows)


def nameless_labels(one: Harvest) -> str:
    rows = [f"{p}," + ",".join(str(one.barley[p, y]) for y in YEARS) for p in PLACES]
    return "Barley harvest (tonnes)\n," + ",".join(map(str, YEARS)) + "\n" + "\n".join(rows)


def commas(one: Harvest) -> str:
    def kilo(value: int) -> str:
        return f"{value / 1000:.3f}".replace(".", ",")

    rows = [f"{y};{kilo(one.total(y))};{kilo(one.oats[y])};{y % 7},25" for y in YEARS]
    head = "year;barley (thousand tonnes);oats (thousand tonnes);rain (metres)\n"
    return head + "\n".join(rows)


def footnoted(one: Harvest) -> str:
    rows = [f"{y}{'*' * (y == 2023)},{one.total(y):_} [1],{one.oats[y]:_}p" for y in YEARS]
    table = "year,barley (tonnes),oats (tonnes)\n" + "\n".join(rows)
    return table.replace("_", " ") + "\n* provisional\n[1] without seed"


def grouped_digits(one: Harvest) -> str:
    rows = [f'{y},"{one.total(y):,}","{one.oats[y]:,}"' for y in YEARS]
    return '"year","barley, tonnes","oats, tonnes"\n' + "\n".join(rows)


def ten_thousands(one: Harvest) -> str:
    rows = [f"{y}\t{one.total(y) / 1e4:.4f}\t{one.oats[y] / 1e4:.4f}" for y in YEARS]
    return "year\tbarley (10,000 tonnes)\toats (10,000 tonnes)\n" + "\n".join(rows)


def totalled(one: Harvest) -> str:
    rows = [f"{p}," + ",".join(str(one.barley[p, y]) for y in YEARS) for p in PLACES]
    total = "Total," + ",".join(str(one.total(y)) for y in YEARS)
    head = "Barley harvest (tonnes)\nplace," + ",".join(map(str, YEARS))
    return "\n".join([head, *rows, total])


def fiscal(one: Harvest) -> str:
    rows = [f"{y}/{(y + 1) % 100},{one.total(y)},{one.oats[y]}" for y in YEARS]
    return "season,barley (tonnes),oats (tonnes)\n" + "\n".join(rows)


BY_PLACE = (years_across, long_form, titled, nameless_labels, totalled)
BY_YEAR = (years_down, two_headers, commas, footnoted, grouped_digits, ten_thousands, fiscal)
LAYOUTS = (*BY_PLACE, *BY_YEAR)


# --- the figures ---------------------------------------------------------------------------------


class Stated(NamedTuple):
    """A sentence with a figure of a table; `right` says whether the table gives it."""

    layout: str
    table: str
    text: str
    right: bool


def slipped(rng: random.Random, digits: str) -> str:
    """The figure with two digits turned round, or one changed."""
    at = rng.randrange(len(digits) - 1)
    if digits[at] != digits[at + 1] and rng.random() < 0.5:
        found = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    else:
        other = rng.choice([d for d in "123456789" if d != digits[at]])
        found = digits[:at] + other + digits[at + 1 :]
    return found if found[0] != "0" else slipped(rng, digits)


def stated(rng: random.Random, layout: Callable[[Harvest], str], right: bool) -> Stated:
    one = harvest(rng)
    year = 2023 if layout is titled else rng.choice(YEARS[1:])
    if layout in BY_PLACE:
        place = rng.choice(PLACES)
        now, then = one.barley[place, year], one.barley[place, year - 1]
        level = f"{place} harvested {{}} tonnes of barley in {year}."
        change = f"The barley harvest of {place} {{}} by {{}} per cent in {year}."
    else:
        crop = rng.choice(("barley", "oats"))
        value = one.total if crop == "barley" else one.oats.__getitem__
        now, then = value(year), value(year - 1)
        when = f"{year}/{(year + 1) % 100}" if layout is fiscal else str(year)
        level = f"The country harvested {{}} tonnes of {crop} in {when}."
        change = f"The {crop} harvest {{}} by {{}} per cent in {when}."
    if rng.random() < 0.6:
        told = int(str(now) if right else slipped(rng, str(now)))
        text = level.format(f"{told:,}")
    else:
        percent = abs(now / then - 1) * 100
        told = percent if right else percent + rng.choice((2.3, 4.1, 7.7))
        text = change.format("rose" if now > then else "fell", f"{told:.1f}")
    return Stated(layout.__name__, layout(one), text, right)


def verdict(one: Stated) -> str:
    reading = read(one.text, "2024-02-08")
    whole = (Span(0, len(one.text)),)
    article = CheckedArticle(one.text, "2024-02-08", "", reading, whole)
    canonical = read_document(one.table.encode(), "table.csv").text
    attached = [Attached("t", "table.csv", canonical, dataset=True)]
    found = {lead.kind for lead in figure_leads(article, prepare(attached))}
    return "differs" if "differs" in found else next(iter(found), "nothing")


def every() -> Iterator[Stated]:
    rng = random.Random(SEED)
    for layout in LAYOUTS:
        for n in range(EACH):
            yield stated(rng, layout, right=n % 2 == 0)


@pytest.fixture(scope="module")
def judged() -> list[tuple[Stated, str]]:
    return [(one, verdict(one)) for one in every()]


def test_no_wrong_figure_passes(judged):
    assert len(judged) >= 1000
    assert [one for one, found in judged if not one.right and found == "pass"] == []


def test_no_right_figure_is_said_to_differ(judged):
    assert [one for one, found in judged if one.right and found == "differs"] == []


def test_nine_in_ten_of_each_layout_get_their_verdict(judged):
    wanted = {True: "pass", False: "differs"}
    told = Counter(one.layout for one, found in judged if found == wanted[one.right])
    names = [layout.__name__ for layout in LAYOUTS]
    assert len(names) == 12
    assert {name: told[name] for name in names if told[name] < 0.9 * EACH} == {}
