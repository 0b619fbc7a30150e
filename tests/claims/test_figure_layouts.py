"""A thousand figures against tables of sixteen layouts: right ones pass, and others differ."""

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
EACH = 66  # figures of each layout
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September")
QUARTERS = ("first", "second", "third", "fourth")


class Harvest(NamedTuple):
    """Tonnes of barley by place and year, of oats by year, and of rye by parts of a year."""

    barley: dict[tuple[str, int], int]
    oats: dict[int, int]
    rye: dict[tuple[int, str], int]

    def total(self, year: int) -> int:
        return sum(self.barley[place, year] for place in PLACES)


def harvest(rng: random.Random) -> Harvest:
    barley = {(place, year): rng.randrange(21_000, 98_000) for place in PLACES for year in YEARS}
    oats = {year: rng.randrange(310_000, 890_000) for year in YEARS}
    parts = [(year, part) for year in YEARS for part in (*MONTHS, *QUARTERS)]
    return Harvest(barley, oats, {one: rng.randrange(11_000, 99_000) for one in parts})


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


def within_text(one: Harvest) -> str:
    rows = [f"| {p} | " + " | ".join(str(one.barley[p, y]) for y in YEARS) + " |" for p in PLACES]
    head = "| place | " + " | ".join(map(str, YEARS)) + " |\n|" + "---|" * (len(YEARS) + 1)
    about = "The granaries have counted what came in.\n\nBarley harvest (tonnes)\n\n"
    return about + "\n".join([head, *rows]) + "\n\nThe counts of this year follow in May.\n"


def months_down(one: Harvest) -> str:
    rows = [f"{m[:3]} {y},{one.rye[y, m]}" for y in YEARS for m in MONTHS]
    return "month,rye milled (tonnes)\n" + "\n".join(rows)


def months_across(one: Harvest) -> str:
    rows = [f"{y}," + ",".join(str(one.rye[y, m]) for m in MONTHS) for y in YEARS]
    head = "year," + ",".join(m[:3] for m in MONTHS)
    return f"Rye milled (tonnes)\n{head}\n" + "\n".join(rows)


def quarters_down(one: Harvest) -> str:
    rows = [f"Q{n}/{y},{one.rye[y, q]}" for y in YEARS for n, q in enumerate(QUARTERS, 1)]
    return "quarter,rye milled (tonnes)\n" + "\n".join(rows)


BY_PLACE = (years_across, long_form, titled, nameless_labels, totalled, within_text)
BY_YEAR = (years_down, two_headers, commas, footnoted, grouped_digits, ten_thousands, fiscal)
BY_PART = (months_down, months_across, quarters_down)
LAYOUTS = (*BY_PLACE, *BY_YEAR, *BY_PART)


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


class Told(NamedTuple):
    """Sentences for a level and for a change, with the value, the one before and neighbours."""

    level: str
    change: str
    now: int
    then: int
    others: tuple[int, ...]


def of_place(rng: random.Random, one: Harvest, year: int) -> Told:
    place = rng.choice(PLACES)
    others = [one.barley[p, year] for p in PLACES if p != place] + [one.barley[place, year - 1]]
    return Told(
        f"{place} harvested {{}} tonnes of barley in {year}.",
        f"The barley harvest of {place} {{}} by {{}} per cent in {year}.",
        one.barley[place, year],
        one.barley[place, year - 1],
        tuple(others),
    )


def of_year(rng: random.Random, one: Harvest, year: int, when: str) -> Told:
    crop, other = rng.sample(("barley", "oats"), 2)
    value = {"barley": one.total, "oats": one.oats.__getitem__}
    return Told(
        f"The country harvested {{}} tonnes of {crop} in {when}.",
        f"The {crop} harvest {{}} by {{}} per cent in {when}.",
        value[crop](year),
        value[crop](year - 1),
        (value[other](year), value[crop](year - 1)),
    )


def of_part(rng: random.Random, one: Harvest, year: int, parts: tuple[str, ...]) -> Told:
    part = rng.choice(parts)
    when = f"{part} {year}" if parts is MONTHS else f"the {part} quarter of {year}"
    return Told(
        f"The mills took in {{}} tonnes of rye in {when}.",
        f"The rye milled {{}} by {{}} per cent on the year in {when}.",
        one.rye[year, part],
        one.rye[year - 1, part],
        (one.rye[year - 1, part], *(one.rye[year, p] for p in parts if p != part)),
    )


def stated(rng: random.Random, layout: Callable[[Harvest], str], right: bool) -> Stated:
    one = harvest(rng)
    year = 2023 if layout is titled else rng.choice(YEARS[1:])
    if layout in BY_PLACE:
        told = of_place(rng, one, year)
    elif layout in BY_YEAR:
        told = of_year(
            rng, one, year, f"{year}/{(year + 1) % 100}" if layout is fiscal else str(year)
        )
    else:
        told = of_part(rng, one, year, QUARTERS if layout is quarters_down else MONTHS)
    if rng.random() < 0.6 or abs(told.now / told.then - 1) < 0.001:
        wrong = rng.choice((int(slipped(rng, str(told.now))), rng.choice(told.others)))
        text = told.level.format(f"{told.now if right else wrong:,}")
    else:
        percent = abs(told.now / told.then - 1) * 100
        percent += 0 if right else rng.choice((2.3, 4.1, 7.7))
        text = told.change.format("rose" if told.now > told.then else "fell", f"{percent:.1f}")
    return Stated(layout.__name__, layout(one), text, right)


def verdict(one: Stated) -> str:
    reading = read(one.text, "2024-02-08")
    whole = (Span(0, len(one.text)),)
    article = CheckedArticle(one.text, "2024-02-08", "", reading, whole)
    drawn = one.layout == within_text.__name__
    name = "granaries.md" if drawn else "table.csv"
    canonical = read_document(one.table.encode(), name).text
    attached = [Attached("t", name, canonical, dataset=not drawn)]
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
    assert len(names) == 16
    assert {name: told[name] for name in names if told[name] < 0.9 * EACH} == {}
