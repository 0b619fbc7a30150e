"""What looks like a quantity and is none: years, dates, times of day, names, pronouns.

A bare number counts unless its neighbours say otherwise, because what a fact-checker never sees
cannot be checked; "one", "a third" and "half" count only where something is counted.
"""

from __future__ import annotations

from claims.reading.english.function_words import word_set
from claims.reading.english.lowercase_words import Words
from claims.reading.quantities.amounts import DASHES, PAUSES, Figure
from claims.reading.quantities.hedges import hedge_before
from claims.reading.quantities.number_words import TENS
from claims.reading.quantities.numbers import number_at

_MONTHS = word_set(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_LABELS = word_set(
    "article articles section sections chapter chapters paragraph clause page pages line no nos "
    "number flight route highway interstate room channel boeing airbus formula figure table "
    "exhibit appendix volume vol part phase act title group protocol resolution psalm verse gate "
    "platform pier terminal apollo windows iphone catch studio area unit radio type model "
    "category level grade version season episode class tier"
)
_LOWER_LABELS = word_set("article section chapter clause page no nos route")
_TIME_WORDS = word_set(
    "am pm a.m. p.m. a.m p.m o'clock gmt utc bst est edt hrs noon bc bce b.c. b.c.e."
)
_COUNTED = word_set(
    "people men women children troops soldiers jobs homes houses households workers employees "
    "officers students migrants refugees protesters victims deaths cases members votes shares "
    "times companies boxes cars vehicles patients prisoners civilians fighters staff"
)
_ONE_BEFORE = word_set(
    "the this that which any every each no another only other not at day last it"
)
_ONE_AFTER = word_set(
    "of another day thing way who is was or from to in that has had on with for by and such "
    "would could can will might may must about as at s t says said knows thinks which were are "
    "whose where when but if than"
)
_HALF_BEFORE = word_set("first second better other latter last time third")
_HALF_AFTER = word_set(
    "of the a an its their his her our my your all that this these those as to and or in by"
)
_FRACTION_STOPS = word_set(
    "of to in from by on at as since over and or but than for with are were was is had have has "
    "lower higher more less fewer larger smaller bigger say said were"
)
_BEFORE_ENUMERATOR = frozenset({"", ",", ";", ":", ".", "and"})
_CENTURIES = frozenset({"eighteen", "nineteen"})
_FIRST_YEAR, _LAST_YEAR = 1000, 2099


def veto(words: Words, figure: Figure) -> int:
    """The token behind what only looks like a figure; 0 where it is a figure."""
    end, number = figure.end, figure.number
    lone = number.spelled and number.end == number.first + 1
    if (lone or words.low(number.first) in ("a", "an")) and not _is_count(words, figure):
        return end
    if is_part_of_name(words, figure):
        return end
    if words.low(figure.first) in _CENTURIES and words.low(end) in TENS:
        decade = number_at(words, end)
        return decade.end if decade else end
    return excluded(words, figure)


def excluded(words: Words, figure: Figure) -> int:
    """As `veto`, for the bounds of a range, which may stand glued to a word on their left."""
    first, end, number = figure.first, figure.end, figure.number
    if _is_torn(words, first):
        return end
    if figure.unit:
        return end if _is_clock(words, figure) else 0
    if _is_date(words, figure) or _is_year(words, figure) or _is_clock(words, figure):
        return _past_list(words, end)
    if not number.spelled and words.glued(end) and words.low(end)[:1].isalpha():
        return end + 1
    if _is_enumerator(words, figure) or _is_group_name(words, figure):
        return end
    labelled = words.low(first - 1) in _LABELS and words.capital(first - 1)
    if labelled or words.low(first - 1) in _LOWER_LABELS or words.low(first - 1) == "#":
        return end
    return end if words.low(end - 1) == "." or _is_label_dot(words, first) else 0


def _is_torn(words: Words, first: int) -> bool:
    """Whether it is what is left of a decimal in tokenised copy, "0 . 95"."""
    torn = words.low(first - 1) == "." and words.is_figure(first) and words.is_figure(first - 2)
    return torn and not words.glued(first - 1)


def _is_enumerator(words: Words, figure: Figure) -> bool:
    """ "1) ...; 2) ...": a bracket that closes and never opened."""
    if words.low(figure.end) != ")" or figure.number.spelled or figure.value > 20:
        return False
    first = figure.first
    opened = any(words.low(n) == "(" for n in range(max(0, first - 12), first))
    return not opened and words.low(first - 1) in _BEFORE_ENUMERATOR


def _is_group_name(words: Words, figure: Figure) -> bool:
    """ "the Gang of Eight"."""
    first = figure.first
    named = words.low(first - 1) == "of" and words.capital(first - 2)
    return named and figure.number.spelled and words.capital(first)


def _is_label_dot(words: Words, first: int) -> bool:
    return words.low(first - 1) == "." and words.low(first - 2) in ("no", "nos")


def _past_list(words: Words, end: int) -> int:
    """Behind the rest of a date: "2013-14", "24-26", "6/23/2021", "Jan 3 to 5"."""
    while words.low(end) in ("-", "–", "/", ":") and words.is_figure(end + 1):
        if not (words.glued(end) and words.glued(end + 1)):
            break
        end += 2
    if words.low(end) == "to" and words.is_figure(end + 1) and words.low(end + 2) in PAUSES:
        return end + 2
    return end


def is_part_of_name(words: Words, figure: Figure) -> bool:
    """ "COVID-19", "i7", "5:30", "1-444-7777"."""
    first = figure.first
    if not words.glued(first) or figure.number.spelled:
        return False
    before = words.low(first - 1)
    if before in "-–−/.:_+^" and words.glued(first - 1):
        return words.low(first - 2)[-1:].isalnum()
    return before[-1:].isalpha()


def _is_date(words: Words, figure: Figure) -> bool:
    value, first, end = figure.value, figure.first, figure.end
    if value.denominator != 1 or not 0 < value <= 31 or figure.number.plain != abs(value):
        return False
    before = first - 1 - (words.low(first - 1) == ".")
    end += words.glued(end) and words.low(end) in ("st", "nd", "rd", "th")
    after = end + (words.low(end) == "of")
    return _is_month(words, before) or (_is_month(words, after) and not figure.number.spelled)


def _is_month(words: Words, n: int) -> bool:
    low = words.low(n)
    if low in ("may", "march", "mar"):
        return words.capital(n) or words.is_figure(n - 1)
    return low in _MONTHS


def _is_year(words: Words, figure: Figure) -> bool:
    if figure.end != figure.first + 1 or len(words.low(figure.first)) != 4:
        return False
    if figure.number.spelled or not _FIRST_YEAR <= figure.value <= _LAST_YEAR:
        return False
    if hedge_before(words, figure.first)[0] or words.low(figure.end) in _COUNTED:
        return words.low(figure.end) in DASHES
    return True


def _is_clock(words: Words, figure: Figure) -> bool:
    n = figure.end
    if words.low(n) in _TIME_WORDS and not figure.unit:
        return True
    for colon, beyond in ((n, n + 1), (figure.first - 1, figure.first - 2)):
        joined = words.glued(colon) and words.glued(colon + 1)
        if words.low(colon) in (":", "/") and joined and words.is_figure(beyond):
            return True
    chained = words.low(n) == "-" and words.glued(n) and words.is_figure(n + 1)
    return chained and words.low(n + 2) == "-" and words.is_figure(n + 3) and words.glued(n + 3)


def _is_count(words: Words, figure: Figure) -> bool:
    """Whether "one", "a third", "half" or "an hour" tells how many."""
    low = words.low(figure.number.first)
    before, after = words.low(figure.first - 1), words.low(figure.end)
    if low in ("a", "an"):
        return _is_article_count(figure, after)
    if low == "half":
        return _is_half(words, figure, before, after)
    if low != "one" or figure.unit or words.low(figure.first) in ("minus", "negative"):
        return True
    if before in _ONE_BEFORE or after in _ONE_AFTER or after in DASHES:
        return False
    alone = not before and not after
    return alone or (after[:1].isalpha() and not words.capital(figure.end))


def _is_article_count(figure: Figure, after: str) -> bool:
    number = figure.number
    if not number.share or number.end > number.first + 2:
        return True
    return bool(figure.unit) or after in _FRACTION_STOPS or after in PAUSES


def _is_half(words: Words, figure: Figure, before: str, after: str) -> bool:
    if before in _HALF_BEFORE or before in DASHES:
        return False
    if figure.unit or hedge_before(words, figure.first)[0]:
        return True
    return after in _HALF_AFTER or after in PAUSES
