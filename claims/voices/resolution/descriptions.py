"""Compares a description with a voice: "the agency", "the Ohio senator", "Pagliano's lawyer".

A description fits a member by its noun (or a word that means the same) and by what is said beside
it. Where nothing fits, one for a person goes to whoever is in mind, as news varies its words for
its main figures; nouns that make somebody new of a person ("a spokesman", "the judge") do not.
"""

from __future__ import annotations

from claims.reading.english.function_words import word_set
from claims.reading.english.nouns import (
    FEMALE_WORDS,
    MALE_WORDS,
    NounKind,
    singular,
)
from claims.voices.cast.cast_member import CastMember, Gender
from claims.voices.phrases.voice_phrase import VoicePhrase
from claims.voices.phrases.words import low
from claims.voices.places import ADJECTIVES, PLACES

# Who is so called is somebody else than whoever spoke last.
OTHERS = word_set(
    "spokesman spokeswoman spokesperson official witness source aide adviser advisor judge justice "
    "lawyer attorney prosecutor doctor nurse police officer reporter journalist expert analyst "
    "economist researcher scientist resident neighbor neighbour survivor victim suspect defendant "
    "colleague friend critic supporter opponent rival staffer employee representative manager "
    "interpreter magistrate"
)
_SAME = (
    "lawyer attorney counsel solicitor barrister",
    "spokesman spokeswoman spokesperson",
    "film movie documentary",
    "study report paper research survey poll analysis review article investigation",
    "company firm business corporation maker carmaker automaker manufacturer retailer giant chain "
    "startup conglomerate",
    "agency bureau administration service office department",
    "group organisation organization association coalition alliance union charity movement "
    "nonprofit federation",
    "airline carrier airlines airways",
    "senator lawmaker sen legislator",
    "congressman congresswoman representative lawmaker rep legislator",
    "parliamentarian mp lawmaker legislator member",
    "governor gov",
    "president leader pres",
    "premier minister leader chancellor pm",
    "professor scholar academic researcher expert prof",
    "nominee candidate hopeful contender front-runner frontrunner",
    "mogul businessman billionaire tycoon developer",
    "chief boss head ceo executive director",
    "campaign team camp",
    "officer policeman detective",
    "letter missive",
    "newspaper paper outlet publication daily magazine times post journal herald tribune sentinel",
    "broadcaster channel network station outlet",
    "university college school institution",
    "watchdog regulator",
    "government authority administration",
    "state country nation",
    "captain skipper",
    "activist campaigner advocate",
    "judge justice magistrate",
    "court judge appeals circuit",
    "panel committee commission",
    "church diocese",
    "mayor leader",
    "reporter journalist correspondent",
)
SYNONYMS: dict[str, frozenset[str]] = {}
for _line in _SAME:
    for _word in _line.split():
        SYNONYMS[_word] = SYNONYMS.get(_word, frozenset()) | frozenset(_line.split())

_EPITHETS = word_set(
    "former ex then current new newly-elected veteran longtime late same embattled outspoken "
    "outgoing own top senior chief the its his her their old young federal state local national "
    "u.s us private public"
)
# A body that is called one of these is not called one of another line.
_SORTS = tuple(
    word_set(line)
    for line in (
        "company firm business corporation maker carmaker automaker manufacturer retailer giant "
        "chain airline carrier bank lender insurer inc corp co ltd plc group holdings airlines air "
        "airways motors energy oil technologies pharmaceuticals steel startup conglomerate "
        "operator",
        "agency bureau administration service office department ministry authority directorate "
        "commission board inspectorate investigations services enforcement census regulator",
        "party movement union association federation league alliance coalition foundation charity "
        "institute society network caucus campaign council nonprofit lobby international watch "
        "center centre fund amnesty group organisation organization",
        "university college school academy faculty",
        "court tribunal circuit",
        "newspaper times post journal herald tribune guardian paper magazine daily weekly "
        "outlet publication site website sentinel gazette",
        "broadcaster channel network station television radio",
        "parliament senate house congress assembly legislature knesset duma",
        "hospital clinic infirmary",
        "government administration regime junta",
        "army military navy force forces militia corps guard police",
    )
)


def modifiers(phrase: VoicePhrase) -> frozenset[str]:
    """What a description says beside its noun, without what says nothing of who it is."""
    head = singular(phrase.head)
    owner = {low(word) for word in phrase.possessor.split()}
    if phrase.owner.lower() in PLACES:
        owner |= {low(word) for word in phrase.owner.split()} - ADJECTIVES
    return frozenset(
        word
        for word in phrase.words
        if any(char.isalpha() for char in word)
        and len(word) > 2
        and word not in _EPITHETS
        and word not in owner
        and singular(word) != head
        and word not in ("and", "for", "who", "with", "from")
    )


def answers(member: CastMember, phrase: VoicePhrase, wanted: frozenset[str]) -> bool:
    """Whether a description fits a member: its noun, and all that is said beside it."""
    if member.plural != phrase.plural and not member.is_person:
        return False
    if member.nameless and member.kind is not phrase.kind:
        return False
    return noun_fits(member, phrase) and all(
        word in member.words
        or singular(word) in member.heads
        or bool(SYNONYMS.get(word, frozenset()) & member.words)
        for word in wanted
    )


def noun_fits(member: CastMember, phrase: VoicePhrase) -> bool:
    """Whether a member goes by the noun of a description."""
    head = singular(phrase.head)
    same = SYNONYMS.get(head, frozenset()) | {head}
    if member.heads & same:
        return True
    if member.is_person or phrase.kind in (NounKind.PERSON, NounKind.PEOPLE):
        return False
    lows = {singular(low(token)) for token in member.tokens} | {low(t) for t in member.tokens}
    return bool(lows & same)


def may_be_called(member: CastMember, head: str) -> bool:
    """Whether a body may go by a noun that the text has not used of it yet."""
    if member.kind is not NounKind.BODY or member.nameless:
        return False
    own = {singular(low(token)) for token in member.tokens} | {low(t) for t in member.tokens}
    own |= member.heads
    sorts = [sort for sort in _SORTS if sort & own]
    ours = [sort for sort in _SORTS if head in sort]
    return bool(ours) and (not sorts or any(sort in ours for sort in sorts))


def gender_of(phrase: VoicePhrase) -> Gender:
    """The gender that a description tells: "mother", "businessman"."""
    words = phrase.words | {phrase.head}
    if words & MALE_WORDS:
        return Gender.MALE
    return Gender.FEMALE if words & FEMALE_WORDS else Gender.UNKNOWN


def is_somebody_else(phrase: VoicePhrase) -> bool:
    """Whether a description that fits nobody brings up somebody new."""
    owned = bool(phrase.possessor) and phrase.possessor.lower() not in PLACES
    return owned or singular(phrase.head) in OTHERS


def may_vary(member: CastMember, phrase: VoicePhrase) -> bool:
    """Whether news may call this person so for a change: nothing that is known speaks against."""
    gender = gender_of(phrase)
    if gender is not Gender.UNKNOWN and member.gender not in (gender, Gender.UNKNOWN):
        return False
    origin = {word for word in phrase.words if word in ADJECTIVES or word in PLACES}
    theirs = {word for word in member.words if word in ADJECTIVES or word in PLACES}
    return not origin or not theirs or bool(origin & theirs)


def is_other(member: CastMember, phrase: VoicePhrase) -> bool:
    """Whether a member is known to be something else: a judge is seldom "the nominee"."""
    told = {head for head in member.heads if head not in ("mr", "mrs", "ms", "dr")}
    head = singular(phrase.head)
    if head in ANYBODY:
        return "judge" in told or "justice" in told
    return (
        bool(told)
        and "former" not in phrase.words
        and not told & (SYNONYMS.get(head, frozenset()) | {head})
    )


# What anybody may be called who is something else as well.
ANYBODY = word_set(
    "republican democrat conservative liberal independent socialist man woman native mother father "
    "grandmother grandfather veteran politician leader candidate nominee contender frontrunner "
    "front-runner hopeful star figure populist strongman billionaire mogul tycoon businessman "
    "businesswoman newcomer outsider incumbent favourite favorite"
)
