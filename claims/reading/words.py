"""The small words of English, by what they tell about where a phrase ends."""

from __future__ import annotations

DETERMINERS = frozenset(
    "the a an this that these those his her its their our my your some any no each every both all "
    "many several most few another other one two three four five six seven eight nine ten".split()
)
POSSESSIVES = frozenset("his her its their our my your".split())
PRONOUNS = frozenset("he she they we i it you who".split())
OBJECT_PRONOUNS = frozenset(
    "him her them us me it you himself herself itself themselves myself yourself ourselves".split()
)
RELATIVES = frozenset("who which that whose whom".split())
PREPOSITIONS = frozenset(
    "in on at by with from during after before for under over of to into about against amid despite "
    "since through throughout without among between following like as per via outside inside near "
    "across behind beyond toward towards upon within until alongside regarding concerning".split()
)
# A subject does not reach over one of these.
CLAUSE_STARTERS = frozenset(
    "that which who whom whose when while as because if although though but since where whether so "
    "than until unless or nor yet after before however despite meanwhile instead whereas amid once "
    "what why how then".split()
)
QUESTION_WORDS = frozenset("how what why whether when where who which if".split())
BE = frozenset(
    "is was are were be been being isn't wasn't aren't weren't he's she's it's i'm they're we're "
    "you're".split()
)
AUXILIARIES = frozenset(
    "has have had having do does did will would could should may might must can cannot shall to n't "
    "doesn't don't didn't hasn't haven't hadn't won't wouldn't couldn't can't shouldn't isn't wasn't "
    "aren't weren't is was are were be been being not 've 'd 'll".split()
)
FINITE = frozenset(
    "is was are were has have had will would could should may might must can does did do isn't wasn't "
    "aren't weren't hasn't haven't hadn't won't wouldn't couldn't can't doesn't don't didn't".split()
)
ADVERBS = frozenset(
    "also later once still then now often even first only further again finally just always never "
    "already long instead rather soon ever earlier too both all twice almost meanwhile far "
    "indeed himself herself themselves itself nevertheless nonetheless".split()
)
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
TIMES = frozenset(
    "last this next late early earlier later morning afternoon evening night week month year weekend "
    "recently previously".split()
)
# Behind a report these open a circumstance, not what was said.
CIRCUMSTANCES = PREPOSITIONS | frozenset(
    "when while last this where because earlier later recently afterwards afterward today yesterday "
    "tonight anonymously separately here there too again".split()
)
OCCASIONS = frozenset(
    "interview statement tweet speech email e-mail letter post memo conference video op-ed report "
    "rally event debate fundraiser hearing briefing call address message column article filing "
    "testimony broadcast remarks comments ruling note book release meeting appearance twitter "
    "facebook telegram weibo television tv".split()
)


def is_adverb(low: str) -> bool:
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS)


_NOT_ADVERBS = frozenset("family reply italy ally supply july assembly july only rally daily".split())


def is_plural(low: str) -> bool:
    """Whether a noun looks plural, so that it takes "say" and not "says"."""
    return low in _PLURALS or (low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s")))


_PLURALS = frozenset("people police men women children critics data media many some both few".split())
