"""Attitudes that an adjective or a noun tells: "is eager to", "his criticism of", "seems to".

An adjective or a noun is a cue only with the word that opens what it is about ("eager to",
"criticism of"), and a noun only when somebody owns it or utters it ("Osei's plea for", "issued a
plea for"). What merely seems so has no source.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.reading.attribution.clauses import plain_clause
from claims.reading.attribution.contents import after_cue
from claims.reading.attribution.passage_context import Find, PassageContext
from claims.reading.attribution.subjects import subject_before
from claims.reading.english.function_words import BE, POSSESSIVES, PRONOUNS, is_adverb, word_set
from claims.reading.english.noun_phrases import Phrase, phrase_ending_at
from claims.reading.english.tokens import TokenRun
from claims.reading.english.verb_groups import group_start, is_clitic


def _linked(*rows: tuple[str, str]) -> dict[str, frozenset[str]]:
    return {word: word_set(links) for words, links in rows for word in words.split()}


# Predicates of will, feeling and belief, with the words that open their object.
_ADJECTIVES = _linked(
    ("eager reluctant keen inclined loath unwilling", "to on"),
    ("confident optimistic pessimistic hopeful doubtful", "that of in about for"),
    ("sure certain convinced aware unaware mindful unsure uncertain", "that of about"),
    ("worried concerned nervous anxious uneasy afraid fearful", "that about of over"),
    ("happy glad proud pleased thrilled sorry sad grateful delighted", "that to about of with for"),
    (
        "angry furious upset frustrated disappointed surprised outraged",
        "that at with about over by",
    ),
    ("sceptical skeptical critical supportive wary dismissive suspicious envious", "of about that"),
    ("opposed", "to"),
    ("adamant clear unclear", "that about"),
)
# They open a clause without "that" too, as "think" does.
_BELIEFS = word_set(
    "confident optimistic hopeful sure certain convinced aware unaware unsure uncertain afraid "
    "worried fearful"
)
# Nouns of judgement and speech, likewise. A plan, a decision or a refusal is a deed of its owner.
_NOUNS = _linked(
    ("praise sympathy admiration contempt disdain distaste", "for"),
    ("objection objections aversion hostility", "to"),
    ("criticism criticisms endorsement rejection condemnation denunciation defence defense", "of"),
    ("call calls plea pleas", "for to"),
    ("proposal proposals", "to for"),
    ("desire reluctance", "to"),
    ("promise promises vow vows", "to of"),
    ("concern concerns doubt doubts misgivings", "about over that"),
    ("fear fears suspicion suspicions", "that of about"),
    ("hope hopes", "of for that to"),
    ("belief confidence", "that in"),
    ("portrayal description characterisation characterization", "of"),
    ("comment", "about on"),
    ("argument", "for against"),
    ("accusation accusations allegation allegations", "of"),
)
_UTTERING = word_set(
    "renewed repeated made makes make making issued issue issues issuing drew have has had "
    "withdrew withdrawn launched signalled signaled raised raise raises raising"
)
_SEEMING = word_set("seem seems seemed appear appears appeared")
_WORDS = _SEEMING.union(_ADJECTIVES, _NOUNS, {"plain", "known"})
_REACH = 4


def attitudes(context: PassageContext) -> Iterator[Find]:
    """The finds in one passage that rest on an adjective, a noun or "seem"."""
    passage = context.passage
    if passage.lows.isdisjoint(_WORDS):
        return
    for n, token in enumerate(passage.tokens):
        if token.low not in _WORDS or token.quoted or token.capital:
            continue
        find = _made_clear(context, n) if token.low in _PLAIN else None
        if find is None and token.low in _ADJECTIVES:
            find = _adjective(context, n)
        elif token.low in _NOUNS:
            find = _noun(context, n)
        elif token.low in _SEEMING:
            find = _seeming(context, n)
        if find is not None:
            yield find


def _made_clear(context: PassageContext, n: int) -> Find | None:
    """SOURCE made (it) clear that CONTENT: as good as said."""
    passage = context.passage
    verb = n - 1
    while passage.low(verb) == "it" or is_adverb(passage.low(verb)) or passage.low(verb) == "very":
        verb -= 1
    if passage.low(verb) not in _MAKING or passage.low(n + 1) != "that":
        return None
    first = group_start(passage, verb)
    subject = subject_before(passage, first)
    content = after_cue(context, n + 1)
    if subject is None or not content:
        return None
    return Find(context.source(subject), (passage.hull(first, n),), content, "said_that")


_PLAIN = word_set("clear plain known")
_MAKING = word_set("made makes make")


def _adjective(context: PassageContext, n: int) -> Find | None:
    """SOURCE is eager to CONTENT."""
    passage = context.passage
    verb = n - 1
    while is_adverb(passage.low(verb)) or passage.low(verb) in ("very", "so", "more", "not"):
        verb -= 1
    clitic = is_clitic(passage.low(verb))
    if not clitic and passage.low(verb) not in BE | _FEELING:
        return None
    believed = passage.low(n) in _BELIEFS and plain_clause(passage, n + 1)
    if passage.low(n + 1) not in _ADJECTIVES[passage.low(n)] and not believed:
        return None
    first = verb + 1 if clitic else group_start(passage, verb)
    subject = Phrase(verb, verb) if clitic else subject_before(passage, first)
    if subject is None or passage.low(subject.last) in ("it", "there"):
        return None
    return _find(context, subject, (first, n), "adjective")


_FEELING = word_set(
    "feel feels felt remain remains remained seem seems seemed sound sounds sounded"
)


def _find(
    context: PassageContext, subject: Phrase, cue: tuple[int, int], pattern: str
) -> Find | None:
    start = cue[1] + 1 + _drops_link(context.passage, cue[1])
    content = after_cue(context, start, tight=not _begins_clause(context.passage, start))
    if not content:
        return None
    return Find(context.source(subject), (context.passage.hull(*cue),), content, pattern, mind=True)


def _begins_clause(passage: TokenRun, start: int) -> bool:
    return passage.low(start) == "that" or plain_clause(passage, start)


def _drops_link(passage: TokenRun, word: int) -> bool:
    """A preposition belongs to the cue, "to", "that" and a clause without it to the content."""
    return passage.low(word + 1) not in ("to", "that") and not plain_clause(passage, word + 1)


def _noun(context: PassageContext, n: int) -> Find | None:
    """SOURCE's criticism of CONTENT, SOURCE issued a plea for CONTENT."""
    passage = context.passage
    if passage.low(n + 1) not in _NOUNS[passage.low(n)]:
        return None
    for m in range(n - 1, max(-1, n - 1 - _REACH), -1):
        low = passage.low(m)
        if low in POSSESSIVES:
            return _find(context, Phrase(m, m), (m + 1, n), "noun_for")
        if low.endswith(("'s", "s'")):
            return _owned(context, m, n)
        if low in _UTTERING:
            return _uttered(context, m, n)
        if not low or low in PRONOUNS or not passage[m].is_word:
            return None
    return None


def _owned(context: PassageContext, owner: int, n: int) -> Find | None:
    phrase = phrase_ending_at(context.passage, owner)
    return _find(context, phrase, (owner + 1, n), "noun_for") if phrase else None


def _uttered(context: PassageContext, verb: int, n: int) -> Find | None:
    first = group_start(context.passage, verb)
    subject = subject_before(context.passage, first)
    return _find(context, subject, (first, n), "noun_for") if subject else None


def _seeming(context: PassageContext, n: int) -> Find | None:
    """It seems that CONTENT; CONTENT seems to CONTENT."""
    passage = context.passage
    if n + 1 >= len(passage) or not passage[n + 1].is_word or passage.low(n + 1) in _SCENES:
        return None
    subject = subject_before(passage, group_start(passage, n))
    rest = after_cue(context, n + 1, tight=True)
    if subject is None or not rest:
        return None
    about = () if passage.low(subject.last) in ("it", "there") else context.source(subject)
    return Find((), (passage.hull(n, n),), (*about, *rest), "seems", mind=True)


# Who "appeared on stage" was seen there.
_SCENES = word_set("in on at with before alongside together here there for during from by")
