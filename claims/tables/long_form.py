"""Tables in long form, one figure a row: the columns that tell the unit of each, or nothing.

So the World Bank, Eurostat, the OECD and national offices publish their data bases. A column of
figures whose rows count in several units becomes as many columns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claims.reading.english.function_words import word_set
from claims.tables.header_units import Unit, unit_of

_UNITS = word_set(
    "unit units uom unitofmeasure unitmeasure unitsofmeasure einheit unité unite unidad eenheid "
    "unità jednostka valueunit valueunits unitname unitmeasurename"
)
_SCALES = word_set("scalarfactor powercode unitmult unitmultiplier multiplier scale powercodecode")
_SERIES = word_set(
    "indicator indicatorname series seriesname seriestitle variable variablename measure metric "
    "item title statistic indikator indicateur indicador concept valuevariablelabel"
)
_TECHNICAL = word_set(
    "dataflow lastupdate freq frequency frequence structure structureid structurename action dguid "
    "vector coordinate uomid scalarid symbol terminated decimals obsflag obsstatus confstatus "
    "flags flag flagcodes statuscode valuemarkingcode valuesymbols footnotes statisticscode "
    "unitcode observationstatus observationstatusflagv2structure confidentialitystatusflag "
    "timeformat"
)
_SHORT_ONLY = word_set("status note notes mark marks")
_MOST_UNITS = 24
_MOST_COLUMNS = 60


class LongForm(NamedTuple):
    """`units[r]` is the unit of a row, `names[r]` its words; `silent` are columns to leave out."""

    units: list[Unit]
    names: list[str]
    silent: frozenset[int]


def is_scale(name: str) -> bool:
    return joined(name) in _SCALES


def joined(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def long_form(
    header: Sequence[str], texts: Sequence[Sequence[str]], labels: Sequence[bool]
) -> LongForm:
    names = [
        joined(name) if is_label else "" for name, is_label in zip(header, labels, strict=True)
    ]
    unit_at = _first(names, _UNITS)
    scale_at = _first(names, _SCALES)
    series_at = _first(names, _SERIES)
    silent = {n for n, name in enumerate(names) if name in _TECHNICAL}
    silent |= {
        n
        for n, name in enumerate(names)
        if name in _SHORT_ONLY and all(len(text) < 3 for text in texts[n])
    }
    silent |= {n for n in (unit_at, scale_at) if n is not None}
    count = len(texts[0]) if texts else 0
    cached: dict[tuple[str, ...], tuple[Unit, str]] = {}
    found = []
    for r in range(count):
        key = tuple(texts[n][r] if n is not None else "" for n in (unit_at, scale_at, series_at))
        if key not in cached:
            cached[key] = _unit(*key)
        found.append(cached[key])
    return LongForm([unit for unit, _ in found], [name for _, name in found], frozenset(silent))


def _first(names: Sequence[str], words: frozenset[str]) -> int | None:
    return next((n for n, name in enumerate(names) if name in words), None)


def _unit(unit: str, scale: str, series: str) -> tuple[Unit, str]:
    found = unit_of(f"({re.sub('[()]', ' ', unit)})") if unit else Unit()
    words = unit
    if found[:2] == ("", None) and series:
        found = unit_of(series)
        words = series
    if scale and found.power is None and found.name != "%":
        power = int(scale) if scale.isdecimal() and len(scale) < 3 else unit_of(f"({scale})").power
        power = 0 if scale.lower() in ("units", "unit", "ones") else power
        found = found._replace(power=power)
        words = " ".join(filter(None, [scale if not scale.isdecimal() else "", words]))
    return found, words if found[:2] != ("", None) else ""


def split(form: LongForm, measured: int) -> list[tuple[Unit, str]] | None:
    """The units by which a column of figures is cut; None where it is not, for there are too many.

    One unit for all rows is told once, without a name.
    """
    kinds: dict[tuple[str, int | None, str, str], tuple[Unit, str]] = {}
    for unit, name in zip(form.units, form.names, strict=True):
        kinds.setdefault(kind(unit), (unit, name))
    if len(kinds) == 1:
        return [(next(iter(kinds.values()))[0], "")]
    if len(kinds) > _MOST_UNITS or len(kinds) * measured > _MOST_COLUMNS:
        return None
    return list(kinds.values())


def kind(unit: Unit) -> tuple[str, int | None, str, str]:
    return unit.name, unit.power, unit.per, unit.base
