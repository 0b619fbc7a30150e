"""Units of measure, percentages and magnitudes, with the words for each.

A unit is known by its words and never guessed, so "240 boxes" is a bare number.
"""

from __future__ import annotations


def table(rows: str) -> dict[str, str]:
    """A name for each form, from lines "NAME: form, form, ..."."""
    found: dict[str, str] = {}
    for row in rows.strip().splitlines():
        name, _, forms = row.partition(":")
        for form in forms.split(","):
            found[form.strip()] = name.strip()
    return found


def phrase_set(phrases: str) -> frozenset[str]:
    """The phrases of a list that is written as one string with commas."""
    return frozenset(" ".join(phrase.split()) for phrase in phrases.split(","))


PERCENT = table("""
%: %, percent, percents, per cent, per cents, pct, percentage, percentages, pc, ％
percentage point: percentage point, percentage points, percent point, per cent point
percentage point: percent points, per cent points, % point, % points, pp, ppt, ppts
basis point: basis point, basis points, bp, bps
""")

UNITS = table("""
metre: metre, metres, meter, meters, m, mtrs
kilometre: kilometre, kilometres, kilometer, kilometers, km, kms
centimetre: centimetre, centimetres, centimeter, centimeters, cm
millimetre: millimetre, millimetres, millimeter, millimeters, mm
micrometre: micrometre, micrometres, micrometer, micrometers, micron, microns
nanometre: nanometre, nanometres, nanometer, nanometers, nm
inch: inch, inches
foot: foot, feet, ft
yard: yard, yards, yd, yds
mile: mile, miles, mi
nautical mile: nautical mile, nautical miles
light year: light year, light years
hectare: hectare, hectares, ha
acre: acre, acres
square kilometre: km², km2, sq km, square km, km squared
square metre: m², m2, sq m, square m, sqm
square mile: sq mi, sq mile, sq milesi
square foot: sq ft, sq feet
cubic metre: m³, m3, cu m
cubic kilometre: km³, km3, km cubed
cubic foot: cu ft
gram: gram, grams, gramme, grammes, g, gm
kilogram: kilogram, kilograms, kilogramme, kilogrammes, kg, kgs, kilo, kilos
milligram: milligram, milligrams, mg
microgram: microgram, micrograms, mcg, µg, μg
tonne: tonne, tonnes, metric ton, metric tons, metric tonne, metric tonnes, t, mt
ton: ton, tons, short ton, short tons
kiloton: kiloton, kilotons, kilotonne, kilotonnes, kt
pound: lb, lbs
ounce: ounce, ounces, oz
stone: stone
carat: carat, carats
litre: litre, litres, liter, liters, l
millilitre: millilitre, millilitres, milliliter, milliliters, ml
centilitre: centilitre, centilitres, centiliter, centiliters, cl
gallon: gallon, gallons
pint: pint, pints
quart: quart, quarts
cup: cup, cups
tablespoon: tablespoon, tablespoons, tbsp
teaspoon: teaspoon, teaspoons, tsp
barrel: barrel, barrels, bbl
bushel: bushel, bushels
second: second, seconds, sec, secs
millisecond: millisecond, milliseconds, ms
minute: minute, minutes, min, mins
hour: hour, hours, hr, hrs, h
day: day, days
week: week, weeks
fortnight: fortnight, fortnights
month: month, months
year: year, years, yr, yrs
decade: decade, decades
century: century, centuries
degree Celsius: degree celsius, degrees celsius, degree centigrade, degrees centigrade
degree Celsius: ° c, °c, degrees c, ℃, celsius
degree Fahrenheit: degree fahrenheit, degrees fahrenheit, ° f, degrees f, ℉, fahrenheit
kelvin: kelvin, kelvins
degree: degree, degrees, °
watt: watt, watts, w
kilowatt: kilowatt, kilowatts, kw
megawatt: megawatt, megawatts, mw
gigawatt: gigawatt, gigawatts, gw
terawatt: terawatt, terawatts, tw
watt hour: watt hour, watt hours, wh
kilowatt hour: kilowatt hour, kilowatt hours, kwh
megawatt hour: megawatt hour, megawatt hours, mwh
gigawatt hour: gigawatt hour, gigawatt hours, gwh
terawatt hour: terawatt hour, terawatt hours, twh
joule: joule, joules, j
calorie: calorie, calories, kcal
volt: volt, volts
amp: amp, amps, ampere, amperes
hertz: hertz, hz
kilohertz: kilohertz, khz
megahertz: megahertz, mhz
gigahertz: gigahertz, ghz
electronvolt: electronvolt, electronvolts, ev
teraelectronvolt: tev
gigaelectronvolt: gev
sievert: sievert, sieverts
millisievert: millisievert, millisieverts, msv
milligray: mgy
horsepower: horsepower, hp, bhp
bit: bit, bits
byte: byte, bytes
kilobyte: kilobyte, kilobytes, kb
megabyte: megabyte, megabytes, mb
gigabyte: gigabyte, gigabytes, gb
terabyte: terabyte, terabytes, tb
petabyte: petabyte, petabytes, pb
exabyte: exabyte, exabytes
decibel: decibel, decibels, db
knot: knot, knots
kilometre per hour: kph, kmh
mile per hour: mph
barrel per day: bpd
tonne per day: tpd
time: times
""")
PER = table("""
hour: hour, h, hr
second: second, s, sec
minute: minute, min
day: day
week: week
month: month
year: year, annum
kilometre: kilometre, kilometer, km
litre: litre, liter, l
""")
_POWERS = {"square": "square", "cubic": "cubic", "sq": "square"}

SCALE_WORDS = {
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "lakh": 10**5,
    "crore": 10**7,
}
SCALE_LETTERS = {
    "k": 10**3,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "mio": 10**6,
    "mm": 10**6,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "tln": 10**12,
    "cr": 10**7,
}
MONEY_LETTERS = {"m": 10**6, "b": 10**9, "t": 10**12}


def measure(words: str) -> str:
    """The unit that `words` name, "square kilometres"; empty if none."""
    known = UNITS.get(words)
    if known:
        return known
    power, _, plain = words.partition(" ")
    unit = UNITS.get(plain, "") if power in _POWERS else ""
    return f"{_POWERS[power]} {unit}" if unit else ""
