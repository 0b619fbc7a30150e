"""Verbs of thought, will and feeling, each with the frame in which it tells an attitude.

An attitude is somebody's, towards something that is named: a thought ("believes that"), a wish
("wants to"), a stand ("opposes the plan") or a choice made for a reason of opinion ("voted for",
"backs"). What merely happens to somebody is none.
"""

from __future__ import annotations

from claims.reading.english.frames import Frame

MIND: tuple[tuple[Frame, str], ...] = (
    (
        Frame.THAT,
        "anticipate appreciate assume believe care conceive consider contemplate decide deduce "
        "deem discern doubt dread dream envisage envision expect fancy fantasise fear feel "
        "figure forget fret gather guess hear hope imagine infer intend judge know learn mind "
        "misunderstand notice perceive ponder presume pretend realise recognise regret remember "
        "resent resolve rue see suppose suspect think trust understand visualise wonder worry",
    ),
    (
        Frame.INFINITIVE,
        "ache aim aspire bother choose consent crave decide deign desire determine dread elect "
        "expect fear hate hesitate hope intend itch like long look love mean opt plan plot "
        "prefer resolve scheme seek strive want yearn",
    ),
    (
        Frame.URGE,
        "convince expect hate intend like love prefer trust want",
    ),
    (
        Frame.OBJECT,
        "abhor admire adore anticipate appreciate approve back believe cherish consider "
        "contemplate covet crave deem desire despise detest disapprove disdain dislike disregard "
        "distrust doubt dread embrace endure envisage envision envy esteem expect eye fancy favor "
        "favour fear forgive hate idealise idolise ignore judge loathe love misjudge mistrust "
        "mourn mull oppose overestimate overlook perceive pity ponder prefer prioritise prize "
        "reconsider regard regret relish remember resent resist respect rethink revere reward "
        "savour scorn see seek shun snub support tolerate treasure trust underestimate value "
        "venerate view want worship",
    ),
)
LINKED_MIND: tuple[tuple[str, str], ...] = (
    ("accede", "to"),
    ("acquiesce", "in to"),
    ("adhere", "to"),
    ("agonise", "over"),
    ("approve", "of"),
    ("balk", "at"),
    ("bank", "on"),
    ("believe", "in"),
    ("bet", "on"),
    ("bristle", "at"),
    ("brush", "off aside"),
    ("care", "about for"),
    ("chafe", "at"),
    ("cling", "to"),
    ("commit", "to"),
    ("compete", "over"),
    ("concentrate", "on"),
    ("concur", "with"),
    ("consent", "to"),
    ("crack", "down"),
    ("delight", "in"),
    ("despair", "of over"),
    ("differ", "on over with"),
    ("disagree", "with over on about"),
    ("disapprove", "of"),
    ("dream", "of about"),
    ("empathise", "with"),
    ("feel", "about"),
    ("fight", "for against"),
    ("focus", "on"),
    ("fret", "about over"),
    ("grapple", "with"),
    ("gravitate", "toward towards to"),
    ("hear", "of about"),
    ("hope", "for"),
    ("know", "of about"),
    ("lean", "toward towards"),
    ("learn", "of about"),
    ("long", "for"),
    ("look", "forward"),
    ("opt", "for"),
    ("rally", "around behind for against"),
    ("recoil", "at from"),
    ("reflect", "on"),
    ("revel", "in"),
    ("root", "for"),
    ("settle", "on for"),
    ("shrug", "off"),
    ("shy", "away"),
    ("side", "with"),
    ("sour", "on"),
    ("stand", "by behind against with"),
    ("stick", "to with by"),
    ("subscribe", "to"),
    ("sympathise", "with"),
    ("think", "of about"),
    ("vote", "for against to"),
    ("warm", "to"),
    ("wonder", "about"),
    ("worry", "about over that"),
    ("wrestle", "with"),
    ("yearn", "for"),
)
