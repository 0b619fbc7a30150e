"""Verbs of speech, each with the frame in which it reports.

Speech is what can be heard or read. Acts that are done by speaking (accuse, urge, promise, endorse)
belong here too; that they tell a deed rather than words is the frame's to say.
"""

from __future__ import annotations

from claims.reading.english.frames import Frame

SPEECH: tuple[tuple[Frame, str], ...] = (
    (
        Frame.CLAUSE,
        "acknowledge admit affirm allege announce argue assert attest aver bemoan blog boast "
        "caution claim complain concede conclude confess confirm contend counter declare deny "
        "disclose divulge elaborate emphasise estimate exclaim explain forecast foresee "
        "foretell fume gloat gripe grumble hint hypothesise imply insist interject intimate "
        "intone joke lament marvel mention mumble murmur muse mutter note observe opine posit "
        "predict proclaim promise pronounce prophesy propose quip reaffirm recall recommend "
        "recount reiterate rejoin reply report restate retort retweet reveal rumble say scoff "
        "shout sneer speculate stipulate suggest surmise swear testify theorise tweet underline "
        "vouch vow warn whisper yell",
    ),
    (
        Frame.THAT,
        "add advise agree ask assure calculate certify chant charge cite clarify cry decree demand "
        "demonstrate describe detail determine discover discuss document establish "
        "explore find grant "
        "highlight illustrate indicate maintain object outline plead pledge post pray project "
        "protest prove question quote read reason reckon relate remark repeat request rule show "
        "signal specify state stress submit teach uncover underscore verify volunteer wish "
        "write",
    ),
    (
        Frame.QUOTE,
        "answer bark begin chime comment conclude continue croak drawl echo finish fire gush "
        "huff laugh plead rage respond return scream shoot sigh sing snap thunder",
    ),
    (
        Frame.TELL,
        "alert assure brief caution inform instruct notify persuade promise reassure remind "
        "tell warn",
    ),
    (
        Frame.INFINITIVE,
        "agree ask claim decline demand offer plead pledge promise propose refuse request swear "
        "threaten volunteer vow",
    ),
    (
        Frame.URGE,
        "advise ask beg beseech caution challenge command dare direct encourage exhort implore "
        "instruct invite lobby order press recommend remind request tell urge warn",
    ),
    (
        Frame.OBJECT,
        "accuse acknowledge admit admonish advocate allege analyse announce applaud articulate "
        "ascribe assail attack attribute bash belittle bemoan berate blame blast boo brand call "
        "castigate challenge champion characterise chastise cheer chide chronicle cite claim "
        "clarify commend compare compliment concede condemn confirm congratulate contest "
        "contradict contrast credit criticise critique debunk declare decree decry defend demand "
        "demean demonise denigrate denounce deny depict deplore deride describe detail disavow "
        "disclose discredit discuss dismiss disparage dispute downplay dub echo emphasise "
        "endorse exaggerate excoriate excuse explain express extol fault flag flout glorify "
        "grill hail hammer highlight honour identify insult invoke justify knock label lambast "
        "lambaste lament laud liken list malign mention minimise mock note outline oversell "
        "overstate paint pan parrot pillory pitch plug portray praise preach predict proclaim "
        "profess promise propose protest publish pummel put question quote rap rationalise "
        "reaffirm reassure rebuff rebuke rebut recite recommend recount reference refute rehash "
        "reiterate reject relay renounce repeat report reprimand reprove repudiate request "
        "retract reveal ridicule rip roast romanticise salute savage scold second-guess "
        "sensationalise shame skewer slam smear soft-pedal spurn stigmatise stress suggest "
        "taunt tease term thank tout trumpet underline underplay underscore understate unveil "
        "urge utter vilify voice welcome wish",
    ),
)
LINKED_SPEECH: tuple[tuple[str, str], ...] = (
    ("admit", "to"),
    ("advocate", "for"),
    ("agree", "with on"),
    ("allude", "to"),
    ("apologise", "for"),
    ("appeal", "for to"),
    ("argue", "for against about over"),
    ("ask", "for about"),
    ("attest", "to"),
    ("bark", "at"),
    ("blog", "about"),
    ("boast", "of about"),
    ("brag", "about"),
    ("bring", "up"),
    ("call", "for on upon out"),
    ("campaign", "for against on"),
    ("chime", "in"),
    ("comment", "on about"),
    ("complain", "of about"),
    ("confess", "to"),
    ("crow", "about"),
    ("crusade", "against for"),
    ("debate", "over"),
    ("dwell", "on"),
    ("elaborate", "on"),
    ("expand", "on"),
    ("fire", "back"),
    ("fume", "about over at"),
    ("gripe", "about"),
    ("grumble", "about"),
    ("gush", "about over"),
    ("hint", "at"),
    ("hit", "back out"),
    ("insist", "on upon"),
    ("inveigh", "against"),
    ("jab", "at"),
    ("joke", "about"),
    ("lash", "out"),
    ("lay", "out into"),
    ("lobby", "for against"),
    ("object", "to"),
    ("opine", "on about"),
    ("play", "down up"),
    ("plead", "for guilty"),
    ("point", "to out"),
    ("post", "about"),
    ("preach", "about"),
    ("press", "for"),
    ("protest", "against"),
    ("push", "for back"),
    ("put", "forward forth"),
    ("quarrel", "over with"),
    ("rail", "against at about"),
    ("rant", "about against"),
    ("rave", "about"),
    ("refer", "to"),
    ("reply", "to"),
    ("report", "on"),
    ("respond", "to with"),
    ("rip", "into"),
    ("rule", "out against for"),
    ("scoff", "at"),
    ("set", "out forth"),
    ("shoot", "back down"),
    ("shout", "at about down"),
    ("single", "out"),
    ("sneer", "at"),
    ("spar", "over with"),
    ("speak", "of about against out"),
    ("speculate", "about on"),
    ("spell", "out"),
    ("swipe", "at"),
    ("talk", "about of up"),
    ("tear", "into"),
    ("tell", "of about"),
    ("testify", "about to against"),
    ("tip", "off"),
    ("touch", "on upon"),
    ("tweet", "about"),
    ("vouch", "for"),
    ("warn", "of against about"),
    ("weigh", "in"),
    ("whine", "about"),
    ("write", "about of on"),
    ("yell", "at about"),
)
