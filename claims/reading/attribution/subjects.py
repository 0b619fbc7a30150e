"""The subject of a verb: who speaks in "X, a lawyer, said", "X, who said", "X resigned and said".

The decision: a subject is found from the verb leftwards. An appositive belongs to the name that it
explains, a circumstance between commas does not; a relative takes the noun before it along.
"""

from __future__ import annotations

from claims.reading.english.frames import Frame
from claims.reading.english.function_words import (
    ADVERBS,
    AUXILIARIES,
    CLAUSE_STARTERS,
    DAYS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    TIMES,
    is_adverb,
    is_plural,
    word_set,
)
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import VERBS
from claims.reading.english.noun_phrases import WIDEST, Phrase, phrase_ending_at, phrase_from
from claims.reading.english.tokens import TokenRun


def subject_before(passage: TokenRun, verb: int) -> Phrase | None:
    """The subject of the verb group that starts at token `verb`."""
    last = _before_day(passage, verb - 1)
    if last < 0 or passage.quoted(last):
        return None
    mark = passage[last].text
    if mark == ",":
        return _before_comma(passage, last)
    if mark == ")":
        return _before_enclosure(passage, last, "(")
    if mark in ("—", "–", "--", "-"):
        return _before_enclosure(passage, last, mark)
    if is_clitic(passage.low(last)):
        return Phrase(last, last)
    if passage.low(last) in RELATIVES:
        return _antecedent(passage, last)
    if passage.low(last) in ("and", "but", "then"):
        return shared_subject(passage, last)
    return _over_relative(passage, last) or phrase_ending_at(passage, last)


def _over_relative(passage: TokenRun, last: int) -> Phrase | None:
    """The subject of "pilots who have sailed with him say": all that stands before "say"."""
    if passage.lows.isdisjoint(_RESTRICTING) or _opens_clause(passage, last):
        return None
    verb = False
    for n in range(last, max(0, last - WIDEST), -1):
        if passage.low(n) == "that" and _told_that(passage, n):
            return None
        if passage.low(n) in _RESTRICTING and verb:
            return _restricted(passage, n, last)
        if passage.quoted(n) or not passage[n].is_word or passage.low(n) in SUBORDINATE:
            return None
        verb = verb or looks_finite(passage, n) or passage.low(n) in _PRESENT_TENSE
    return None


def _told_that(passage: TokenRun, that: int) -> bool:
    """Whether "that" opens what is reported: "said that pilots", "told Osei that pilots"."""
    said = VERBS.get(passage.low(that - 1))
    if said is not None and said.frames & _TOLD:
        return True
    verbs = (VERBS.get(passage.low(n)) for n in range(max(0, that - 4), that))
    return any(verb is not None and Frame.TELL in verb.frames for verb in verbs)


_TOLD = frozenset({Frame.CLAUSE, Frame.THAT, Frame.TELL})


def _opens_clause(passage: TokenRun, n: int) -> bool:
    """As "he" in "that he hopes", which is all of the subject."""
    return passage.low(n) in PRONOUNS and passage.low(n - 1) == "that"


_RESTRICTING = frozenset({"who", "that", "which"})


def _restricted(passage: TokenRun, relative: int, last: int) -> Phrase | None:
    phrase = phrase_ending_at(passage, relative - 1)
    if phrase is None or passage.low(relative - 1) in PRONOUNS or _told_before(passage, phrase):
        return None
    return Phrase(phrase.first, last)


def _told_before(passage: TokenRun, phrase: Phrase) -> bool:
    """Whether the clause has its verb already, so that the phrase is no subject."""
    n = phrase.first - 1
    while n >= 0 and passage[n].is_word and passage.low(n) not in CLAUSE_STARTERS:
        if looks_finite(passage, n):
            return True
        n -= 1
    return False


def _before_day(passage: TokenRun, last: int) -> int:
    """The token before "on Monday" in "Osei on Monday said"."""
    n = last
    while n > 0 and (passage.low(n) in DAYS or passage.low(n) in TIMES or passage.low(n).isdigit()):
        n -= 1
    return n - 1 if n < last and n > 0 and passage.low(n) == "on" else last


def is_clitic(low: str) -> bool:
    """Whether a word is subject and auxiliary in one: "he's", "they've"."""
    pronoun, mark, _ = low.partition("'")
    return bool(mark) and pronoun in PRONOUNS


def _before_comma(passage: TokenRun, comma: int) -> Phrase | None:
    """The subject left of "..., a lawyer from Kyiv," with what explains it."""
    end, right = comma, comma
    for _ in range(5):
        left = _previous_comma(passage, right)
        if left <= 0:
            return None
        kind = _segment_kind(passage, left + 1, right - 1)
        if kind == "other":
            return None
        if kind == "circumstance" and right == end:
            end = left
        phrase = _ending_at(passage, left - 1)
        if phrase and _carries(passage, phrase, kind) and not _explains_name(passage, phrase):
            return Phrase(phrase.first, end - 1)
        right = left
    return None


def _ending_at(passage: TokenRun, last: int) -> Phrase | None:
    """The phrase that ends at `last`, with a bracket behind it: "Osei (Tema)"."""
    if passage[last].text == ")":
        return _before_enclosure(passage, last, "(")
    return phrase_ending_at(passage, last)


def _carries(passage: TokenRun, phrase: Phrase, kind: str) -> bool:
    if _names(passage, phrase):
        return True
    return kind == "circumstance" and passage.capital(phrase.first) and phrase.first == 0


def _explains_name(passage: TokenRun, phrase: Phrase) -> bool:
    """As "a pilot in Tema" does in "Ama Osei, 67, a pilot in Tema, Ghana, said"."""
    if passage.low(phrase.first) not in ("a", "an") or passage.low(phrase.first - 1) != ",":
        return False
    before = phrase.first - 2
    return passage.low(before).isdigit() or passage.capital(before)


def _previous_comma(passage: TokenRun, right: int) -> int:
    n = right - 1
    while n >= 0 and passage[n].text != ",":
        if passage.quoted(n) or passage[n].text in (";", ":") or right - n > 30:
            return -1
        n -= 1
    return n


def _segment_kind(passage: TokenRun, first: int, last: int) -> str:
    """What stands between two commas: an appositive, a circumstance or something else."""
    if first > last:
        return "other"
    low = passage.low(first)
    if (last - first < 2 and low in _ASIDES) or _is_report(passage, first, last):
        return "circumstance"
    if low in PRONOUNS and low != "who":
        return "other"
    if low in ("who", "whose", "which", "where") or low in DETERMINERS or low.isdigit():
        return "appositive"
    if low in PREPOSITIONS or is_adverb(low) or low.endswith("ing"):
        return "circumstance" if low != "of" else "appositive"
    if low in CLAUSE_STARTERS or low in AUXILIARIES:
        return "circumstance" if low in ("when", "while", "as", "if") else "other"
    return "appositive"


def _is_report(passage: TokenRun, first: int, last: int) -> bool:
    """As between the commas of "Osei, the wire reported, said"."""
    verb = VERBS.get(passage.low(last))
    told = (
        verb is not None
        and verb.form in (VerbForm.PAST, VerbForm.THIRD)
        and Frame.CLAUSE in verb.frames
    )
    return told and first < last and passage.low(first) not in RELATIVES


# As in "Osei, though, said" and "the board, for example, said".
_ASIDES = word_set("though however too meanwhile for in instead nonetheless nevertheless still")


def _names(passage: TokenRun, phrase: Phrase) -> bool:
    """Whether a phrase can carry an appositive: a name, or a noun with its determiner."""
    if passage.low(phrase.last) in DAYS or passage[phrase.last].text.isdigit():
        return False
    if _hides_verb(passage, phrase):
        return False
    first = passage.low(phrase.first)
    if passage.capital(phrase.last) or first in DETERMINERS or first.endswith("'s"):
        return True
    return passage.capital(phrase.first) and is_plural(passage.low(phrase.last))


def _hides_verb(passage: TokenRun, phrase: Phrase) -> bool:
    lows = (passage.low(n) for n in range(phrase.first, phrase.last + 1))
    return any(low in FINITE for low in lows)


def _before_enclosure(passage: TokenRun, last: int, mark: str) -> Phrase | None:
    n = last - 1
    while n >= 0 and passage[n].text != mark:
        if last - n > WIDEST or passage[n].text in (";", ":"):
            return None
        n -= 1
    phrase = phrase_ending_at(passage, n - 1) if n > 0 else None
    return Phrase(phrase.first, last if mark == "(" else last - 1) if phrase else None


def _antecedent(passage: TokenRun, relative: int) -> Phrase | None:
    """The noun before "who", with the relative itself as the subject."""
    if passage.low(relative) == "that" or passage.low(relative) == "whose":
        return None
    last = relative - 1
    if last >= 0 and passage[last].text == ",":
        last -= 1
    phrase = phrase_ending_at(passage, last)
    head = (phrase.first, phrase.last) if phrase else None
    return Phrase(relative, relative, head)


def shared_subject(passage: TokenRun, before: int) -> Phrase | None:
    """The subject of the first finite verb before `before`: for "resigned and said"."""
    parallel = passage.low(before + 1) in FINITE  # "had met Xi and had praised him"
    opening = _main_clause(passage, before)
    order = [*range(opening, before), *range(1, opening)]
    for n in reversed(range(1, before)) if parallel else order:
        if _acting(passage.low(n - 1)) and not passage.quoted(n - 1):
            return Phrase(n - 1, n - 1)
        if not passage.quoted(n) and looks_finite(passage, n):
            start = group_start(passage, n)
            behind = passage.quoted(n - 1) or (passage.low(n - 1) == "," and passage.quoted(n - 2))
            phrase = phrase_from(passage, n + 1) if behind else _plain_subject(passage, start)
            if phrase is not None:
                return phrase
    return None


def _acting(low: str) -> bool:
    """As "she's" in "she's touring the port and saying that"; "it's" is nobody."""
    return is_clitic(low) and not low.startswith("it'")


def _main_clause(passage: TokenRun, before: int) -> int:
    """Where to look first: behind "After he left,", or inside "when he rose" without a comma."""
    clause = 1
    if _opens_subordinate(passage):
        commas = (n + 1 for n in range(1, before - 1) if passage.low(n) == ",")
        clause = next((n for n in commas if _begins_subject(passage, n)), 1)
    if passage.low(before - 1) != "," and passage.low(before) in ("and", "but"):
        for n in range(clause, before):
            if passage.low(n) in SUBORDINATE:
                clause = n + 1
    return max(1, clause)


def _opens_subordinate(passage: TokenRun) -> bool:
    first = passage.low(1) if is_adverb(passage.low(0)) else passage.low(0)
    return first in SUBORDINATE or first in PREPOSITIONS or first in ("where", "asked")


def _begins_subject(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    return low in DETERMINERS or low in PRONOUNS or passage.capital(n)


SUBORDINATE = word_set("when while after as if since because although though once before until")


def _plain_subject(passage: TokenRun, verb: int) -> Phrase | None:
    last = verb - 1
    if last < 0 or passage.low(last) in ("and", "but", "then", "that", "which", "who"):
        return None
    phrase = subject_before(passage, verb)
    if phrase is None or passage.low(phrase.last) in ("it", "there"):
        return None
    return None if passage.low(phrase.last).endswith(("'s", "s'")) else phrase


def looks_finite(passage: TokenRun, n: int) -> bool:
    token = passage[n]
    if token.low in FINITE:
        return True
    verb = VERBS.get(token.low)
    if verb is not None and verb.form in (VerbForm.PAST, VerbForm.THIRD):
        return not token.capital and passage.low(n - 1) not in DETERMINERS
    past = token.low.endswith("ed") and len(token.low) > 4 and not token.capital
    return (past or token.low in _IRREGULAR_PAST) and passage.low(n - 1) not in DETERMINERS


_IRREGULAR_PAST = word_set(
    "ate beat became began bent bid blew bore bought broke brought built burst came caught chose "
    "clung crept cut dealt did drank drew drove fed fell felt fled flew forgot fought found froze "
    "gave got grew had held hid hit hung hurt kept knew laid led left lent let lost made met paid "
    "put quit ran rang rode rose sang sank sat saw sent set shook shot shut slept slid sold spent "
    "split spoke spread stole stood struck stuck sued swept swore swung taught tied tore took "
    "threw tried understood was went wept withdrew woke won wore wrote"
)


_PRESENT_TENSE = word_set("live work know want support say make use take like vote")
# "Went on to say", "tried to show", "was quick to deny": one verb group.
_LEADING_TO = word_set(
    "went goes going continued continues continue tend tends tended began begun begins used "
    "proceeded rushed able has have had try tries tried trying struggled struggles struggling "
    "failed fails failing attempted attempts attempting managed hastened quick careful "
    "like likes liked seem seems seemed appear appears appeared"
)


# "Began talking about", "kept saying".
ASPECTS = word_set(
    "start starts started begin begins began continue continues continued keep keeps kept stop "
    "stops stopped avoid avoids avoided"
)


def group_start(passage: TokenRun, verb: int) -> int:
    """Where the verb group that ends at `verb` begins: at its first auxiliary or adverb."""
    n = verb
    while n > 0 and not passage.quoted(n - 1):
        low = passage.low(n - 1)
        to = low == "to" and passage.low(n - 2) in _LEADING_TO
        if low in AUXILIARIES or (is_adverb(low) and n > 1) or low in ADVERBS or low == "each":
            n -= 1
        elif to:
            n -= 2
        elif low in ASPECTS and n > 1 and passage.low(n).endswith("ing"):
            n -= 1
        elif low == "to" and passage.low(n - 2) == "on" and passage.low(n - 3) in _LEADING_TO:
            n -= 3
        elif low == "on" and passage.low(n - 2) in ("went", "goes"):
            n -= 2
        else:
            break
    return n
