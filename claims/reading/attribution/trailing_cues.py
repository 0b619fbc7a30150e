"""Cues that follow or interrupt what was said: "..., the ministry said", "..., said Ivanov".

They are looked for first, because each is a wall: what another cue in the same sentence reports
ends where such a cue begins ("Xi told Putin that ..., CCTV reported").
"""

from __future__ import annotations

from claims.model import Span
from claims.reading.attribution.circumstances import circumstance_end, recipient_end
from claims.reading.attribution.content_tails import Tail, next_quoted, tail_after
from claims.reading.attribution.contents import after_cue, before_cue
from claims.reading.attribution.cues import Cue, is_attitude
from claims.reading.attribution.passage_context import Find, PassageContext
from claims.reading.attribution.subjects import subject_before
from claims.reading.english.frames import Frame
from claims.reading.english.function_words import (
    BE,
    CIRCUMSTANCES,
    CLAUSE_STARTERS,
    DAYS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    RELATIVES,
    TIMES,
    is_adverb,
    is_plural,
    word_set,
)
from claims.reading.english.inflection import VerbForm
from claims.reading.english.lexicon import VERBS
from claims.reading.english.noun_phrases import Phrase, phrase_ending_at, phrase_from
from claims.reading.english.tokens import TokenRun

_FRAMING = frozenset({Frame.CLAUSE, Frame.THAT, Frame.QUOTE, Frame.TELL})
# Verbs that take only a quotation ("began", "went") report nothing behind a plain clause.
_REPORTING = _FRAMING - {Frame.QUOTE}
_ADDRESSING = frozenset({Frame.TELL, Frame.URGE})


def trailing_cue(context: PassageContext, cue: Cue) -> tuple[Find, int] | None:
    """The find of a cue that follows its content, and the token where its own words begin."""
    if not cue.verb.frames & _FRAMING or cue.passive:
        return None
    return _inverted(context, cue) or _postposed(context, cue)


def _inverted(context: PassageContext, cue: Cue) -> tuple[Find, int] | None:
    """CONTENT, said SOURCE."""
    passage, before = context.passage, cue.first - 1
    if not cue.bare or before < 0 or cue.verb.form is VerbForm.GERUND or cue.verb.mind:
        return None
    quoted = passage.quoted(before) or (passage[before].text == "," and passage.quoted(before - 1))
    if not quoted and passage[before].text != ",":
        return None
    headline = cue.verb.form is VerbForm.THIRD and passage[len(passage) - 1].is_word
    source = phrase_from(passage, cue.last + 1, bare=quoted or headline)
    if passage.low(cue.last + 1) == "that":
        return None
    if source is None or _is_clause(passage, source):
        return None
    if passage.low(source.last).endswith(("'s", "s'")):  # "said Osei's “work” was done"
        return None
    if not quoted and not _plain_inversion(passage, cue, source):
        return None
    content = before_cue(context, cue.first)
    if content is None:
        return None
    more = _resumed(context, next_quoted(passage, source.last + 1, 16))
    return _find(context, source, cue, (content, *more), "inverted"), before


def _is_clause(passage: TokenRun, phrase: Phrase) -> bool:
    """Whether "said X ..." goes on with a verb: then X is what was said, not who said it."""
    for n in range(phrase.first, phrase.last + 1):
        if passage.low(n) in RELATIVES or passage[n].text == ",":
            return False
        if passage.low(n) in FINITE:
            return True
    return passage.low(phrase.last + 1) in FINITE


def _plain_inversion(passage: TokenRun, cue: Cue, source: Phrase) -> bool:
    """Without quotation marks the content must be a clause and the sentence must soon end."""
    if cue.first < 5 or cue.verb.lemma not in _INVERTING or not _has_verb(passage, 1, cue.first):
        return False
    following = passage.low(source.last + 1)
    if _verb_ahead(passage, source.last + 1):
        return False
    pronoun = passage.low(source.first) in ("he", "she", "they", "it", "i", "we")
    if pronoun:
        return following in ("", ".", ",")
    ends = frozenset({"", ".", ",", ";", "(", "—", "–", "--", "!", "?"})
    return following in ends or following in PREPOSITIONS | DAYS | TIMES | CIRCUMSTANCES


def _verb_ahead(passage: TokenRun, n: int) -> bool:
    """Whether a finite verb comes before the next mark: then "X" begins what was said."""
    while n < len(passage) and passage[n].is_word and not passage.quoted(n):
        if passage.low(n) in FINITE:
            return True
        if passage.low(n) in CLAUSE_STARTERS:
            return False
        n += 1
    return False


_INVERTING = word_set(
    "say report write add explain note announce tweet warn recall quip joke reply insist argue "
    "claim declare observe remark suggest"
)


def _has_verb(passage: TokenRun, first: int, end: int) -> bool:
    """Whether there is a finite verb in tokens `first` to `end`, as far as one can see."""
    return any(_verbal(passage, n) for n in range(first, end))


def _verbal(passage: TokenRun, n: int) -> bool:
    low = passage.low(n)
    if low in FINITE or low.endswith("ed") or low.endswith(("'re", "'ll", "'ve", "n't")):
        return True
    if low.endswith("'s"):
        return low.partition("'")[0] in _WITH_IS
    if low in _COMMON_PAST:
        return True
    if not low.endswith("s") or passage.capital(n):
        return False
    before = passage.low(n - 1)
    return not (is_plural(before) or before in PREPOSITIONS or before in _ARTICLES)


# "It's" has a verb, "the nominee's" has none.
_WITH_IS = word_set("it he she that there what who here where how this everything nothing")
_ARTICLES = DETERMINERS - {"this", "that", "each", "one", "another"}


_COMMON_PAST = word_set(
    "went came took made gave met held left ran won lost spoke rose fell grew drew began became "
    "got put set led paid sent kept brought fought flew hit cut saw shot sold bought built broke "
    "chose need want make go come take like love think feel seem believe remain happen matter live"
)


def _postposed(context: PassageContext, cue: Cue) -> tuple[Find, int] | None:
    """CONTENT, SOURCE said."""
    passage = context.passage
    subject = subject_before(passage, cue.first)
    if subject is None or cue.participle or subject.first == 0:
        return None
    start = _with_participle(passage, _with_name(passage, subject))
    if start == 0 or passage.low(subject.first) in RELATIVES:
        return None
    quoted = _quotation_ends(passage, start)
    interrupting = not quoted and _interrupts(passage, start, cue)
    if not quoted and not interrupting and not _clause_ends(passage, start):
        return None
    tail = _tail(passage, cue, quoted)
    if not quoted and cue.verb.frames.isdisjoint(_REPORTING):
        return None
    if passage.low(subject.last) == "you":  # "it was, you know, old": a filler
        return None
    if tail == Tail.COMPLEMENT and quoted and _ends_in_comma(passage, start):
        tail = Tail.NOTHING
    if not quoted and not interrupting and _quotes_anew(passage, cue):
        return None
    if tail == Tail.COMPLEMENT or (cue.verb.mind and not quoted and tail != Tail.NOTHING):
        return None
    content = before_cue(context, start, shortest=1 if interrupting else 3)
    if content is None:
        return None
    more = _resumed(context, cue.last + 2 if interrupting else tail)
    source = Phrase(start, subject.last, subject.head)
    return _find(context, source, cue, (content, *more), "postposed"), start - 1


def _with_name(passage: TokenRun, subject: Phrase) -> int:
    """Where the subject begins, in "“...,” another friend, Ama Osei told us" too."""
    start = subject.head[0] if subject.head else subject.first
    if start < 4 or passage[start - 1].text != "," or passage.quoted(start - 2):
        return start
    role = phrase_ending_at(passage, start - 2)
    if role is None or not role.first:
        return start
    if passage.low(role.first) not in DETERMINERS and not passage.capital(role.first):
        return start
    return role.first if passage.quoted(role.first - 1) else start


def _with_participle(passage: TokenRun, start: int) -> int:
    """Where the subject begins in "..., newly released files show": at its adverb."""
    adverb = passage.low(start - 1).endswith("ly") and is_adverb(passage.low(start - 1))
    return start - 1 if adverb and passage.low(start).endswith("ed") else start


def _quotation_ends(passage: TokenRun, start: int) -> bool:
    mark = passage[start - 1]
    return mark.quoted or (mark.text == "," and passage.quoted(start - 2))


def _ends_in_comma(passage: TokenRun, start: int) -> bool:
    """Whether a quotation ends in a comma at `start`: its speaker follows, whatever comes then."""
    inside = [n for n in range(max(0, start - 3), start) if passage[n].text == ","]
    return bool(inside) and passage.quoted(inside[-1])


def _quotes_anew(passage: TokenRun, cue: Cue) -> bool:
    """As in "She said A, and when asked, the pilot replied: “We left”": a statement of its own."""
    n = cue.last + 1
    if passage.low(n) not in (",", ":") or not passage.quoted(n + 1):
        return False
    words = (passage[m] for m in range(n + 1, min(n + 4, len(passage))))
    return next((token.capital for token in words if token.is_word), False)


def _clause_ends(passage: TokenRun, start: int) -> bool:
    """Whether a clause, and not "On Monday" or "When asked", ends at the comma before `start`."""
    if passage[start - 1].text not in (",", "—", "–", "--") or start < 4:
        return False
    low = passage.low(0)
    if passage.low(_comma_before(passage, start - 1) - 1) == "that":
        return False  # "reported that, when asked, Osei said"
    leads = low.endswith("ing") and passage.low(1) in PREPOSITIONS | DETERMINERS
    joins = low in ("but", "and") and passage.low(1) != ","
    first = _next_comma(passage, start) + 1 if (low in _OPENING and not joins) or leads else 1
    return 0 < first < start - 2 and _has_verb(passage, first, start - 1)


def _comma_before(passage: TokenRun, n: int) -> int:
    return next((m for m in range(n - 1, 0, -1) if passage.low(m) == ","), 0)


def _next_comma(passage: TokenRun, end: int) -> int:
    """The comma at which an opening circumstance ends, or -1: "Late on Monday, ..."."""
    return next((n for n in range(1, end - 1) if passage.low(n) == ","), -1)


def _interrupts(passage: TokenRun, start: int, cue: Cue) -> bool:
    """As in: "In the long run, economists say, prices will rise"."""
    after = cue.last + 1
    if passage[start - 1].text != "," or passage.low(after) != "," or cue.verb.mind:
        return False
    if passage.quoted(after + 1) or passage.low(after + 1).endswith("ing"):
        return False
    if _reports_on(passage, after + 1):
        return False
    if passage.low(start - 2) in BE:  # "It was, he said, a lie"
        return True
    return _has_verb(passage, after + 1, min(after + 14, len(passage)))


def _reports_on(passage: TokenRun, first: int) -> bool:
    """Whether all that follows is who passes it on: "..., the navy said, Reuters reported"."""
    last = len(passage) - 1
    while last > first and not passage[last].is_word:
        last -= 1
    verb = VERBS.get(passage.low(last))
    if (
        verb is None
        or last - first > _PASSED_ON
        or verb.form not in (VerbForm.PAST, VerbForm.THIRD)
    ):
        return False
    return Frame.CLAUSE in verb.frames and not _has_verb(passage, first, last)


_PASSED_ON = 6  # tokens
_OPENING = CLAUSE_STARTERS - {"that", "so", "once"} | word_set(
    "in on at during after for last asked before and but as if with by from"
)


def _tail(passage: TokenRun, cue: Cue, quoted: bool) -> int:
    n = cue.last + 1
    if quoted and Frame.QUOTE in cue.verb.frames and passage.low(n) in cue.verb.links:
        n += 1  # "“...,” Osei shot back"
    if cue.verb.frames & _ADDRESSING and n < len(passage) and not passage.quoted(n):
        n = _recipient(passage, n)
    return tail_after(passage, n, quoted_before=quoted)


def _recipient(passage: TokenRun, n: int) -> int:
    end = recipient_end(passage, n)
    if end > n:
        return circumstance_end(passage, end)
    while n < len(passage) and passage[n].text not in ",.!?" and passage.low(n) != "that":
        if passage.quoted(n) or passage.low(n) in FINITE:
            return end
        n += 1
    return n


def _resumed(context: PassageContext, tail: int) -> tuple[Span, ...]:
    """What the source goes on to say behind the cue."""
    if tail == Tail.NOTHING:
        return context.quotation_behind()
    return after_cue(context, tail)


def _find(
    context: PassageContext, source: Phrase, cue: Cue, content: tuple[Span, ...], pattern: str
) -> Find:
    return Find(
        source=context.source(source),
        cue=(context.passage.hull(cue.first, cue.last),),
        content=content,
        pattern=pattern,
        mind=is_attitude(context.passage, source.last, cue.verb),
    )
