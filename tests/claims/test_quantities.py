"""Quantities: what a text says in figures, in examples of our own."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.model import Quantity, QuantityKind
from claims.reading import read
from claims.reading.quantities.currencies import CURRENCY_SYMBOLS, CURRENCY_WORDS
from claims.reading.quantities.find import quantities
from claims.reading.quantities.units import UNITS
from tests.counting import calls

FIXTURES = Path(__file__).parents[2] / "fixtures"


def _split(words: str) -> list[str]:
    return words.split()


_PIECES = (
    "a an the one two twenty thirty hundred thousand million billion half third quarters fifths "
    "dozen point nought lakh crore - – — to and between from in out of over % per cent percent "
    "percentage points $ € £ US$ HK Rs . kr 3 4.5 1,000 1.234,5 234 2023 Feb 8 , : / ( ) ½ ² ^ e x "
    "× minus negative −3 -€0.4 m bn k tonnes kilometres hour dollars cents 50 doubled twice times "
    "nearly more than ' 1/2 6/23/2021 10:30 one-China COVID-19 \n ٣ １２ ④ 1e5 2^3 ^-2 4,17,33 🚢"
)
TEXTS = st.lists(
    st.tuples(st.sampled_from(_PIECES.split(" ")), st.sampled_from(["", " ", " "])), max_size=40
).map(lambda pairs: "".join(piece + gap for piece, gap in pairs)) | st.text(max_size=120)
_SMALL = _split(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = _split("_ _ twenty thirty forty fifty sixty seventy eighty ninety")
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"))


def one(text: str) -> Quantity:
    found = quantities(text)
    assert len(found) == 1, [q.span.of(text) for q in found]
    return found[0]


def told(text: str) -> list[tuple[str, str, str, str]]:
    return [(q.value, q.high, q.unit, q.kind.value) for q in quantities(text)]


def in_words(n: int, link: str) -> str:
    """`n` as a British (`link` "and") or an American writer spells it."""
    for scale, name in _SCALES:
        if n >= scale:
            rest = n % scale
            gap = f" {link}" if link and 0 < rest < 100 else ""
            return f"{in_words(n // scale, link)} {name}" + (
                f"{gap} {in_words(rest, link)}" if rest else ""
            )
    if n >= 100:
        rest = f" {link} {in_words(n % 100, link)}".replace("  ", " ") if n % 100 else ""
        return f"{_SMALL[n // 100]} hundred{rest}"
    if n >= 20:
        return _TENS[n // 10] + (f"-{_SMALL[n % 10]}" if n % 10 else "")
    return _SMALL[n]


# ------------------------------------------------------------------------- of any text


@settings(max_examples=400)
@given(TEXTS)
def test_spans_lie_in_the_text_in_order_and_apart(text):
    last = 0
    for found in quantities(text):
        assert last <= found.span.start < found.span.end <= len(text)
        last = found.span.end


@settings(max_examples=400)
@given(TEXTS)
def test_values_are_plain_decimals_and_a_range_ascends(text):
    for found in quantities(text):
        for value in (found.value, found.high or "0"):
            assert value.removeprefix("-").replace(".", "", 1).isascii()
            assert value.removeprefix("-").replace(".", "", 1).isdecimal()
        if found.high:
            assert Decimal(found.high) >= Decimal(found.value)


@settings(max_examples=300)
@given(st.integers(2, 10**15 - 1), st.sampled_from(["and", ""]))
def test_a_number_in_words_is_read_back(n, link):
    text = in_words(n, link)
    found = one(f"It counted {text}.")
    assert (found.value, found.span.of(f"It counted {text}.")) == (str(n), text)


@given(st.integers(0, 10**12), st.integers(0, 999))
def test_a_number_in_figures_is_read_back_to_the_last_place(whole, part):
    text = f"{whole:,}.{part:03}"
    assert Decimal(one(f"It paid ${text} back").value) == Decimal(text.replace(",", ""))


@given(st.decimals(0, 999, places=2), st.sampled_from(["million", "bn", "m", "trillion", "k"]))
def test_magnitudes_multiply_exactly(plain, magnitude):
    by = {"million": 6, "m": 6, "bn": 9, "trillion": 12, "k": 3}[magnitude]
    assert Decimal(one(f"It lost €{plain} {magnitude} in all").value) == plain.scaleb(by)


ENDLESS = [
    "1" * 100_000,
    "$" * 100_000,
    "hundred " * 100_000,
    "one million and " * 20_000,
    "1" + " 234" * 10_000,
    ",234" * 50_000 + "5",
    "twenty-" * 10_000,
    "a.a@" * 30_000,
    "minus $-" * 30_000 + "3",
    "half of a " * 10_000,
    "three and a half " * 10_000,
]


@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: text[:12])
def test_twice_the_text_is_about_twice_the_work(text):
    once, twice = (calls(lambda size=size: quantities(text[:size])) for size in (10_000, 20_000))
    assert twice <= 2.1 * once + 100


@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: text[:12])
def test_a_text_that_never_stops_is_read_to_the_end(text):
    *_, last = quantities(f"{text}\n\nThere were 7 ships.")
    assert last.value == "7"


# ----------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.5", "1234.5"),
        ("1 234 567", "1234567"),
        ("12 345", "12345"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1.234", "1.234"),
        ("12,34,567", "1234567"),
        (".25", "0.25"),
        ("-0.4", "-0.4"),
        ("−7", "-7"),
        ("minus 3", "-3"),
        ("a hundred and five", "105"),
        ("two thousand and twelve", "2012"),
        ("nineteen hundred", "1900"),
        ("6 hundred and 14", "614"),
        ("seven million, two hundred thousand", "7200000"),
        ("four dozen", "48"),
        ("half a million", "500000"),
        ("three quarters of a million", "750000"),
        ("2 1/2 million", "2500000"),
        ("2½ million", "2500000"),
        ("three and a half", "3.5"),
        ("four million and a half", "4500000"),
        ("six point oh", "6"),
        ("six point two five", "6.25"),
        ("35 lakh", "3500000"),
        ("four lakh crore", "4000000000000"),
        ("3k", "3000"),
        ("6mn", "6000000"),
        ("2.5e6", "2500000"),
        ("6×10^3", "6000"),
        ("٣٤", "34"),
    ],
)
def test_a_number_has_one_exact_value_however_it_is_written(text, value):
    assert quantities(f"They counted {text} of them")[0].value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a third of the fleet", "0.3333333333"),
        ("two thirds of it", "0.6666666667"),
        ("three-quarters voted", "0.75"),
        ("half the crew", "0.5"),
        ("3/4 of it", "0.75"),
        ("two in three residents", "0.6666666667"),
        ("one in five said so", "0.2"),
        ("3 out of 5 voters", "0.6"),
        ("by 3 to 1", "3"),
        ("by 3-to-1", "3"),
        ("Exports doubled", "2"),
        ("Exports have tripled", "3"),
        ("imports halved", "0.5"),
        ("twice the load", "2"),
        ("three times as many", "3"),
    ],
)
def test_shares_and_multiples_are_ratios(text, value):
    found = one(text)
    assert (found.value, found.kind) == (value, QuantityKind.RATIO)


# --------------------------------------------------------------------- money and units


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("$240.1 billion", "240100000000", "USD"),
        ("US$3bn", "3000000000", "USD"),
        ("A$5m", "5000000", "AUD"),
        ("HK$2.5 billion", "2500000000", "HKD"),
        ("£250,000", "250000", "GBP"),
        ("€14.6m", "14600000", "EUR"),
        ("-€0.4 million", "-400000", "EUR"),
        ("€-0.4 million", "-400000", "EUR"),
        ("CN¥30", "30", "CNY"),
        ("Rs. 300 crore", "3000000000", "INR"),
        ("kr 300", "300", "SEK"),
        ("5 million roubles", "5000000", "RUB"),
        ("30 Canadian dollars", "30", "CAD"),
        ("SEK 2m", "2000000", "SEK"),
        ("2m SEK", "2000000", "SEK"),
        ("seven yen", "7", "JPY"),
        ("3 dollars and 20 cents", "3.2", "USD"),
        ("80 pence", "80", "penny"),
        ("10,000 won", "10000", "KRW"),
    ],
)
def test_money_has_the_code_of_its_currency(text, value, unit):
    sentence = f"It cost {text} then"
    found = one(sentence)
    assert (found.value, found.unit, found.kind) == (value, unit, QuantityKind.MONEY)
    assert found.span.of(sentence) == text


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("29 per cent", "29", "%", "percent"),
        ("7.6%", "7.6", "%", "percent"),
        ("minus five percent", "-5", "%", "percent"),
        ("half a per cent", "0.5", "%", "percent"),
        ("2.4 percentage points", "2.4", "percentage point", "percentage_points"),
        ("half a percentage point", "0.5", "percentage point", "percentage_points"),
        ("25 basis points", "25", "basis point", "percentage_points"),
        ("1.28 million tonnes", "1280000", "tonne", "measure"),
        ("12 kilometres", "12", "kilometre", "measure"),
        ("12-kilometre", "12", "kilometre", "measure"),
        ("90 km/h", "90", "kilometre per hour", "measure"),
        ("400 sq km", "400", "square kilometre", "measure"),
        ("400 square kilometres", "400", "square kilometre", "measure"),
        ("400 sq. km", "400", "square kilometre", "measure"),
        ("400 km²", "400", "square kilometre", "measure"),
        ("3m barrels", "3000000", "barrel", "measure"),
        ("half an hour", "0.5", "hour", "measure"),
        ("three and a half hours", "3.5", "hour", "measure"),
        ("minus 1.5 degrees Celsius", "-1.5", "degree Celsius", "measure"),
        ("10 pounds of", "10", "pound", "measure"),
    ],
)
def test_percentages_points_and_measures_are_kept_apart(text, value, unit, kind):
    assert told(f"It was {text} there") == [(value, "", unit, kind)]


def test_quarters_of_a_year_are_no_fractions():
    assert told("in the past two quarters") == [("2", "", "quarter", "measure")]


def test_three_million_homes_are_no_metres():
    assert told("3m homes stood on piles 3m high") == [
        ("3000000", "", "", "number"),
        ("3", "", "metre", "measure"),
    ]


def test_every_unit_and_currency_of_the_tables_is_found():
    for form in (*UNITS, *CURRENCY_WORDS):
        assert quantities(f"They moved 2,500 {form} there")[0].unit, form
    for symbol in CURRENCY_SYMBOLS:
        assert quantities(f"They paid 40 {symbol} there")[0].unit, symbol


# ------------------------------------------------------------------- ranges and hedges


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$3m to $5m", "3000000", "5000000", "USD"),
        ("US$3-4 million", "3000000", "4000000", "USD"),
        ("$3–4bn", "3000000000", "4000000000", "USD"),
        ("3-5 per cent", "3", "5", "%"),
        ("3% to 5%", "3", "5", "%"),
        ("18 to 24 hours", "18", "24", "hour"),
        ("8- to 10-metre", "8", "10", "metre"),
        ("900,000 to 1.2 million", "900000", "1200000", ""),
        ("between 3 and 5 million", "3000000", "5000000", ""),
        ("between -€0.4 million and €0.6 million", "-400000", "600000", "EUR"),
        ("ranged from -3 °C to -18 °C", "-18", "-3", "degree Celsius"),
    ],
)
def test_two_bounds_of_one_value_are_a_range(text, low, high, unit):
    found = one(f"It was {text} there")
    assert (found.value, found.high, found.unit) == (low, high, unit)


def test_a_change_from_one_figure_to_another_is_no_range():
    assert told("Profit rose from 3 to 5 per cent") == [
        ("3", "", "%", "percent"),
        ("5", "", "%", "percent"),
    ]
    assert [q.value for q in quantities("Shares fell $2 to $50")] == ["2", "50"]
    assert told("up 7.6% to $1.5bn") == [
        ("7.6", "", "%", "percent"),
        ("1500000000", "", "USD", "money"),
    ]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("nearly a third of it", "nearly"),
        ("more than 40 ships", "more than"),
        ("about $3m", "about"),
        ("up to 20 tonnes", "up to"),
        ("at least twelve pilots", "at least"),
        ("an estimated £5m", "an estimated"),
        ("as many as 300 boxes", "as many as"),
        ("Some two thirds of it", "some"),
        ("Grain more than doubled", "more than"),
        ("no fewer than 7 ports", "no fewer than"),
        ("for about an hour", "about"),
        ("there were 40 ships", ""),
        ("under a five-year contract", ""),
    ],
)
def test_what_softens_a_figure_is_its_hedge_and_no_part_of_it(text, hedge):
    found = one(text)
    assert found.hedge == hedge
    assert not hedge or hedge not in found.span.of(text)


# ------------------------------------------------------------------- what is no figure


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 and since 1990",
        "on Feb 8, 2024",
        "on 8 February",
        "from Jan 3 to 5.",
        "Feb 24-26",
        "the season of 2013-14",
        "on 2024-02-08 or 6/23/2021",
        "in the 1990s and the '30s",
        "at 10:30 or at 2 pm",
        "the 21st century, the third time, second-hand",
        "COVID-19, F-16 and the G20",
        "Article 5, Flight 370 and No. 7",
        "on 9/11, all 24/7",
        "won 2-1",
        "in nineteen ninety-four",
        "the one-China principle",
        "one of them, the one who came, no one",
        "a third man in the second half",
        "dollars and cents, per cent",
        "double containment",
        "it doubled as a warehouse",
        "at https://example.org/30%25/2020?a=5 or a.b9@example.org",
        "10.0.47.1",
        "call +1-444-7777-444",
        "first, 2) second",
        "the price an hour",
        "from 1200 to 400 BCE",
    ],
)
def test_dates_names_scores_and_pronouns_are_no_quantities(text):
    assert told(text) == []


@pytest.mark.parametrize("text", ["Write to 2fast@example.com.", "1.5@x.y", "3e@a.b 12@c.d"])
def test_an_address_that_begins_with_a_figure_is_no_quantity(text):
    assert quantities(text) == ()


def test_a_figure_may_open_the_sentence_behind_a_year():
    assert [q.value for q in quantities("It fell in 2022. 300 people left in 2023.")] == ["300"]


def test_a_day_of_the_month_is_no_share():
    assert [q.value for q in quantities("On Feb 8 in 10 cities")] == ["10"]


def test_a_bare_year_counts_when_something_is_counted():
    assert [q.value for q in quantities("2000 people came in 2000, about 1500 by train")] == [
        "2000",
        "1500",
    ]


# ------------------------------------------------------------------------ our own texts


def test_every_figure_of_the_port_brief_is_read():
    text = (FIXTURES / "port-brief.txt").read_text(encoding="utf-8")
    assert told(text) == [
        ("2", "", "", "ratio"),
        ("1280000", "", "tonne", "measure"),
        ("7.6", "", "%", "percent"),
        ("1190000", "", "tonne", "measure"),
        ("14600000", "", "EUR", "money"),
        ("13900000", "", "EUR", "money"),
        ("0.3333333333", "", "", "ratio"),
        ("2100000", "", "EUR", "money"),
        ("-400000", "600000", "EUR", "money"),
        ("2", "", "", "ratio"),
        ("212000", "", "tonne", "measure"),
        ("38", "", "%", "percent"),
        ("96400", "", "tonne", "measure"),
        ("41350", "", "", "number"),
        ("-0.3", "", "%", "percent"),
        ("18", "24", "hour", "measure"),
        ("30", "", "", "number"),
        ("2.4", "", "percentage point", "percentage_points"),
        ("31.9", "", "%", "percent"),
        ("50", "", "basis point", "percentage_points"),
        ("250000", "", "GBP", "money"),
        ("3000000", "4000000", "USD", "money"),
        ("12", "", "", "number"),
        ("0.6666666667", "", "", "ratio"),
        ("1200000", "", "USD", "money"),
        ("-1.5", "", "degree Celsius", "measure"),
    ]


def test_every_figure_of_the_sample_article_is_read():
    text = (FIXTURES / "xi-putin-call.md").read_text(encoding="utf-8")
    found = read(text).quantities
    assert [(q.value, q.unit) for q in found if q.kind is not QuantityKind.NUMBER] == [
        ("1", "hour"),
        ("2", "day"),
        ("240100000000", "USD"),
        ("29", "%"),
        ("190270000000", "USD"),
        ("110970000000", "USD"),
        ("129140000000", "USD"),
        ("200000000000", "USD"),
    ]
    assert {q.span.of(text) for q in found if q.kind is QuantityKind.NUMBER} == {"two"}
