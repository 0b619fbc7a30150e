"""The small words of English, in lists by what each tells about where a phrase ends."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a list that is written as one string."""
    return frozenset(words.split())


DETERMINERS = word_set(
    "the a an this that these those his her its their our my your some any no each every both all "
    "many several most few another other one two three four five six seven eight nine ten"
)
POSSESSIVES = word_set("his her its their our my your")
PRONOUNS = word_set("he she they we i it you who")
OBJECT_PRONOUNS = word_set(
    "him her them us me it you himself herself itself themselves myself yourself ourselves"
)
RELATIVES = word_set("who which that whose whom")
PREPOSITIONS = word_set(
    "in on at by with from during after before for under over of to into about against amid "
    "despite since through throughout without among between following like as per via outside "
    "inside near across behind beyond toward towards upon within until alongside regarding "
    "concerning"
)
# A subject does not reach over one of these.
CLAUSE_STARTERS = word_set(
    "that which who whom whose when while as because if although though but since where whether so "
    "than until unless or nor yet after before however despite meanwhile instead whereas amid once "
    "what why how then"
)
QUESTION_WORDS = word_set("how what why whether when where who which if")
BE = word_set(
    "is was are were be been being isn't wasn't aren't weren't he's she's it's i'm they're we're "
    "you're"
)
AUXILIARIES = word_set(
    "has have had having do does did will would could should may might must can cannot shall n't "
    "doesn't don't didn't hasn't haven't hadn't won't wouldn't couldn't can't shouldn't isn't "
    "wasn't aren't weren't is was are were be been being not 've 'd 'll"
)
FINITE = word_set(
    "is was are were has have had will would could should may might must can does did do isn't "
    "wasn't aren't weren't hasn't haven't hadn't won't wouldn't couldn't can't doesn't don't "
    "didn't"
)
ADVERBS = word_set(
    "also later once still then now often even first only further again finally just always never "
    "already long instead rather soon ever earlier too both all twice almost meanwhile far "
    "indeed himself herself themselves itself nevertheless nonetheless"
)
DAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight "
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec"
)
TIMES = word_set(
    "last this next late early earlier later morning afternoon evening night week month year "
    "weekend recently previously"
)
# Behind a report these open a circumstance, not what was said.
CIRCUMSTANCES = PREPOSITIONS | word_set(
    "when while last this where because earlier later recently afterwards afterward today "
    "yesterday tonight anonymously separately here there too again"
)
OCCASIONS = word_set(
    "interview statement tweet speech email e-mail letter post memo conference video op-ed report "
    "rally event debate fundraiser hearing briefing call address message column article filing "
    "testimony broadcast remarks comments ruling note book release meeting appearance twitter "
    "facebook telegram weibo television tv"
)


def is_adverb(low: str) -> bool:
    return low in ADVERBS or (low.endswith("ly") and len(low) > 4 and low not in _NOT_ADVERBS)


_NOT_ADVERBS = word_set("family reply italy ally supply july assembly july only rally daily")


def is_plural(low: str) -> bool:
    """Whether a noun looks plural, so that it takes "say" and not "says"."""
    return low in _PLURALS or (
        low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s"))
    )


_PLURALS = word_set(
    "people police men women children critics data media many some both few percent several "
    "others series half majority"
)
