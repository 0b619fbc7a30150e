"""Made-up articles with the release that each rests on, and slips planted in the articles.

Every pair is drawn from a seed. An article is a list of pieces; a piece that tells a fact has the
right words and the wrong ones.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from claims.model import Span

_GIVEN = [
    *("Anna", "Per", "Marta", "Jonas", "Lena", "Karl", "Ines"),
    *("Tomas", "Ruth", "Viktor", "Elsa", "Milan", "Petra", "Oskar"),
]
SURNAMES = [
    *("Bergstrand", "Halvorsen", "Quintero", "Lindqvist", "Marchetti"),
    *("Okonkwo", "Petrov", "Rasmussen", "Szabo", "Thornbury"),
]
_PLACES = ["Halden", "Ostrand", "Vellmar", "Kettering", "Brixholm", "Tarnow", "Lisbek", "Orvieta"]


class Fact(NamedTuple):
    """A piece of an article that tells a fact: the words that hold, and a slip of them."""

    kind: str
    right: str
    wrong: str


class MadePair(NamedTuple):
    """A release, and an article on it as plain pieces and facts."""

    release: str
    published: str
    pieces: tuple[str | Fact, ...]

    def article(self, slip: Fact | None = None) -> tuple[str, Span | None]:
        """The article, with one fact wrong if one is given, and where that fact stands."""
        text, at = "", None
        for piece in self.pieces:
            words = piece if isinstance(piece, str) else piece.right
            if piece is slip:
                words = slip.wrong
                at = Span(len(text), len(text) + len(words))
            text += words
        return text, at

    @property
    def facts(self) -> list[Fact]:
        return [piece for piece in self.pieces if isinstance(piece, Fact)]


def pairs(count: int) -> Iterator[MadePair]:
    """So many pairs, the same ones each time."""
    for seed in range(count):
        rng = random.Random(seed)
        yield (_port, _council, _company, _survey)[seed % 4](rng)


def _day(rng: random.Random) -> date:
    return date(rng.randrange(2019, 2026), rng.randrange(2, 12), rng.randrange(3, 27))


def _told(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _weekday(day: date) -> Fact:
    other = day - timedelta(days=1)
    return Fact("weekday", f"{day:%A}", f"{other:%A}")


def _turned(number: str) -> str:
    """The figure with two different digits side by side turned round."""
    digits = [n for n in range(len(number) - 1) if number[n].isdigit() and number[n + 1].isdigit()]
    n = next(n for n in digits if number[n] != number[n + 1] and number[n + 1] != "0")
    return number[:n] + number[n + 1] + number[n] + number[n + 2 :]


def _figure(rng: random.Random) -> str:
    """Three digits that differ, with one decimal or none: "48.2", "731"."""
    one, two, three = rng.sample("23456789", 3)
    return rng.choice((f"{one}{two}.{three}", f"{one}{two}{three}"))


def _names(rng: random.Random) -> tuple[Fact, str, Fact, str]:
    first, second = rng.sample(SURNAMES, 2)
    givens = rng.sample(_GIVEN, 3)
    one, two = f"{givens[0]} {first}", f"{givens[1]} {second}"
    misspelt = Fact("name", one, f"{givens[0]} {first[:4]}{first[5:]}")
    mistaken = Fact("name", two, f"{givens[2]} {second}")
    return misspelt, one, mistaken, two


def _port(rng: random.Random) -> MadePair:
    day, place = _day(rng), rng.choice(_PLACES)
    loaded, money = _figure(rng), _figure(rng)
    share = f"{rng.randrange(11, 39)}.{rng.randrange(1, 9)}"
    head, name, pilot, second = _names(rng)
    opens = day + timedelta(days=rng.randrange(40, 90))
    other_day = opens.day + (2 if opens.day < 26 else -2)
    cranes = rng.randrange(13, 48)
    release = (
        f"PORT OF {place.upper()}\n{place}, {_told(day)}\n\n"
        f"The Port of {place} loaded {loaded} thousand tonnes of grain last year, {share} per cent "
        f"more than the year before. Income from harbour dues came to {money} million euros.\n\n"
        f"“We have never been so busy,” said {name}, director of the port. The pilots’ spokesman, "
        f"{second}, thanked the crews.\n\n"
        f"The northern quay opens on {_told(opens)} with {cranes} cranes. Foot passengers will not "
        "be charged."
    )
    wrong_share = _turned(share) if share[0] != share[1] else f"{int(share[0]) + 1}{share[1:]}"
    pieces = (
        f"The Port of {place} loaded ", Fact("figure", loaded, _turned(loaded)),
        " thousand tonnes of grain last year, ", Fact("percent", share, wrong_share),
        " per cent more than the year before, it said on ", _weekday(day),
        ".\n\nHarbour dues brought in ", Fact("money", f"€{money} million", f"€{money} billion"),
        ".\n\n“We have never been so busy,” said ", head, ", the port’s ",
        Fact("office", "director", "deputy director"), ". The pilots’ spokesman is ", pilot,
        ".\n\nThe northern quay opens on ",
        Fact("date", f"{opens.day} {opens:%B}", f"{other_day} {opens:%B}"),
        " with ", Fact("count", f"{cranes} cranes", f"{cranes + 30} cranes"),
        ". Foot passengers will ", Fact("negation", "not be charged", "be charged"), ".",
    )  # fmt: skip
    return MadePair(release, (day + timedelta(days=1)).isoformat(), pieces)


def _council(rng: random.Random) -> MadePair:
    day, place = _day(rng), rng.choice(_PLACES)
    budget, grant = _figure(rng), rng.randrange(120, 900)
    rate = f"{rng.choice('23456')}.{rng.choice('123')}{rng.choice('456789')}"
    mayor, name, clerk, second = _names(rng)
    signed = rng.randrange(1100, 4900)
    release = (
        f"{place} Town Council\nMinutes of the meeting of {_told(day)}\n\n"
        f"The council approved a budget of {budget} million dollars. General rates will increase "
        f"by {rate} per cent.\n\n"
        f"Mayor {name} said the town had no choice. The deputy mayor, {second}, voted against.\n\n"
        f"A petition to keep the library open with {signed:,} signatures was tabled. The council "
        f"gave the swimming club a grant of {grant},000 dollars. The motion to sell the old depot "
        "was rejected. Work on the flood wall will last at least 18 months."
    )
    pieces = (
        f"The town council of {place} approved a budget of ",
        Fact("money", f"${budget} million", f"${_turned(budget)} million"), " on ", _weekday(day),
        ".\n\nGeneral rates will increase by ", Fact("percent", rate, _turned(rate)),
        " per cent.\n\nThe town had no choice, said ", Fact("office", "Mayor", "Deputy Mayor"),
        " ", mayor, ". The deputy mayor, ", clerk, ", voted against.\n\nA petition to keep the "
        "library open with ", Fact("count", f"{signed:,}", f"{signed + 3000:,}"),
        " signatures was tabled. The swimming club gets a grant of ",
        Fact("money", f"${grant},000", f"${grant} million"),
        ".\n\nThe motion to sell the old depot was ", Fact("direction", "rejected", "approved"),
        ". Work on the flood wall will last ", Fact("hedge", "at least", "at most"), " 18 months.",
    )  # fmt: skip
    return MadePair(release, (day + timedelta(days=2)).isoformat(), pieces)


def _company(rng: random.Random) -> MadePair:
    day, place = _day(rng), rng.choice(_PLACES)
    revenue, profit = _figure(rng), _figure(rng)
    jobs = rng.randrange(210, 980)
    chief, name, finance, second = _names(rng)
    share = rng.randrange(12, 38)
    capacity = rng.randrange(120, 890)
    release = (
        f"{place} Energy AS\nResults, {_told(day)}\n\n"
        f"Revenue for the half year was {revenue} million kroner. Net profit fell {share} per cent "
        f"to {profit} million kroner.\n\n"
        f"A briefing will be held by Chief Executive {name} and Chief Financial Officer "
        f"{second}.\n\n"
        f"The wind farm has a capacity of {capacity} MW. The company will cut {jobs} jobs at its "
        f"plant in {place}. The dividend is unchanged. The board expects completion in June "
        f"{day.year + 2}."
    )
    pieces = (
        f"{place} Energy said on ", _weekday(day), " that revenue for the half year was ",
        Fact("money", f"{revenue} million kroner", f"{_turned(revenue)} million kroner"),
        ". Net profit ", Fact("direction", "fell", "rose"), f" {share} per cent to ",
        Fact("money", f"{profit} million kroner", f"{profit} billion kroner"),
        ".\n\nA briefing was held by ", Fact("office", "chief executive", "chairman"), " ", chief,
        " and finance chief ", finance, ".\n\nThe wind farm has a capacity of ",
        Fact("figure", f"{capacity} megawatts", f"{capacity} gigawatts"),
        ". The company will cut ", Fact("count", f"{jobs} jobs", f"{jobs + 1000} jobs"),
        f" at its plant in {place}. The board expects completion in ",
        Fact("date", f"June {day.year + 2}", f"June {day.year + 1}"), ".",
    )  # fmt: skip
    return MadePair(release, (day + timedelta(days=1)).isoformat(), pieces)


def _survey(rng: random.Random) -> MadePair:
    day, place = _day(rng), rng.choice(_PLACES)
    nests, area = rng.randrange(1200, 8700), _figure(rng)
    first = rng.randrange(1961, 1996)
    lead, name, other, second = _names(rng)
    lost = rng.randrange(21, 64)
    stations = rng.randrange(23, 88)
    release = (
        f"University of {place}\nPress release, {_told(day)}\n\n"
        f"The number of breeding terns on the coast of {place} decreased by {lost} per cent "
        f"between {first} and {first + 28}. The team counted {nests:,} nests this spring on "
        f"{area} hectares of dunes.\n\n"
        f"“The birds follow the fish,” said {name}, a biologist who led the study. Her co-author, "
        f"{second}, visited {stations} stations by boat. The survey took 23 days. No link with "
        "tourism was found."
    )
    pieces = (
        f"The number of breeding terns on the coast of {place} ",
        Fact("direction", "fell", "rose"), f" by {lost} per cent between ",
        Fact("date", str(first), str(first - 10)), f" and {first + 28}, researchers said on ",
        _weekday(day), ".\n\nThe team counted ",
        Fact("count", f"{nests:,} nests", f"{int(_turned(str(nests))):,} nests"),
        " this spring on ", Fact("figure", f"{area} hectares", f"{area} acres"),
        " of dunes.\n\n“The birds follow the fish,” said ", lead,
        ", who led the study. Her co-author ", other, " visited ",
        Fact("count", f"{stations} stations", f"{stations + 100} stations"),
        " by boat. The survey took ", Fact("duration", "23 days", "32 days"), ".",
    )  # fmt: skip
    return MadePair(release, (day + timedelta(days=1)).isoformat(), pieces)
