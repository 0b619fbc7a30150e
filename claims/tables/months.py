"""The names of months and of parts of the year, as tables write them in several languages."""

from __future__ import annotations

_MONTHS = """
1: january jan januar jänner jaen jän janvier janv enero ene januari gennaio gen janeiro leden stycznia styczeń январь янв
2: february feb febr februar februari février fevrier févr fév febrero febbraio fevereiro fev luty февраль фев
3: march mar märz maerz mrz mär mars marzo maart mrt março marzec март мар
4: april apr avril avr abril abr aprile kwiecień апрель апр
5: may mai mayo mei maggio mag maio maj май
6: june jun juni juin junio giugno giu junho czerwiec июнь июн
7: july jul juli juillet juil julio luglio lug julho lipiec июль июл
8: august aug août aout agosto ago augustus sierpień август авг
9: september sep sept septembre septiembre settembre set setembro wrzesień сентябрь сен сент
10: october oct oktober okt octobre octubre ottobre ott outubro out październik октябрь окт
11: november nov novembre noviembre novembro listopad ноябрь ноя
12: december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro grudzień декабрь дек
"""  # noqa: E501
_NUMBERS = {
    "1": "1", "1st": "1", "first": "1", "i": "1", "erstes": "1", "primer": "1", "1er": "1",
    "2": "2", "2nd": "2", "second": "2", "ii": "2", "zweites": "2", "segundo": "2", "2e": "2",
    "3": "3", "3rd": "3", "third": "3", "iii": "3", "drittes": "3", "tercer": "3", "3e": "3",
    "4": "4", "4th": "4", "fourth": "4", "iv": "4", "viertes": "4", "cuarto": "4", "4e": "4",
}  # fmt: skip
_QUARTER = ("quarter", "quarters", "qtr", "quartal", "trimestre", "kwartaal", "quartale", "q", "t")
_HALF = ("half", "halbjahr", "semestre", "semester", "half-year", "h", "s")


def _months() -> dict[str, int]:
    found = {}
    for line in _MONTHS.strip().splitlines():
        number, _, names = line.partition(":")
        found.update(dict.fromkeys(names.split(), int(number)))
    return found


MONTHS = _months()


def part_of_year(words: str) -> str:
    """ "01" for a month, "Q1" for a quarter, "H1" for half a year, "" for other words.

    >>> part_of_year("4th quarter"), part_of_year("Januar"), part_of_year("Oct-Dec")
    ('Q4', '01', 'Q4')
    """
    low = words.strip(" .,").lower()
    if low in MONTHS:
        return f"{MONTHS[low]:02d}"
    tokens = low.replace(".", " ").replace(",", " ").split()
    if tokens and tokens[-1] in ("of", "des", "del", "de"):
        tokens.pop()
    if len(tokens) == 1:
        return _short(tokens[0]) or _span(low)
    if len(tokens) == 2:
        for number, word in (tokens, tokens[::-1]):
            if number in _NUMBERS and word in _QUARTER:
                return f"Q{_NUMBERS[number]}"
            if number in _NUMBERS and word in _HALF and _NUMBERS[number] in "12":
                return f"H{_NUMBERS[number]}"
    return _span(low)


def _short(token: str) -> str:
    """ "q4", "4q", "t4", "h1", "1h", "s1", "m01"."""
    if len(token) == 2:
        letter, digit = (token[0], token[1]) if token[1].isdecimal() else (token[1], token[0])
        if letter in "qtk" and digit in "1234":
            return f"Q{digit}"
        if letter in "hs" and digit in "12":
            return f"H{digit}"
    if len(token) == 3 and token[0] == "m" and token[1:] in _TWO_DIGITS:
        return token[1:]
    return ""


_TWO_DIGITS = frozenset(f"{n:02d}" for n in range(1, 13))


def _span(low: str) -> str:
    """The quarter or the half from its first month to its last: "oct-dec", "january to june"."""
    first, _, last = low.replace("–", "-").replace(" to ", "-").partition("-")
    start, end = MONTHS.get(first.strip(" .")), MONTHS.get(last.strip(" ."))
    if start is None or end is None:
        return ""
    if end - start == 2 and start % 3 == 1:
        return f"Q{end // 3}"
    return f"H{end // 6}" if end - start == 5 and start % 6 == 1 else ""
