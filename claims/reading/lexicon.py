"""Words that carry attribution, each with the frame in which it does.

The decision: a verb is listed with the complements that it takes as a report ("said + clause",
"urged + somebody + to", "called + for"), as a grammar or a style guide would. The frame, and not a
list of exceptions, decides whether "plans" is a verb here. A verb of speech makes a statement,
acts of speech (accuse, urge, promise) among them; a verb of mind makes an attitude.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto

from claims.reading.words import word_set


class Frame(StrEnum):
    """What may follow a verb that reports."""

    CLAUSE = auto()  # said (that) it rained; said: "..."
    THAT = auto()  # only with that, how, a quotation or a plain clause: found that
    TELL = auto()  # told somebody (that): a recipient comes first
    INFINITIVE = auto()  # promised to come
    URGE = auto()  # urged somebody to come
    OBJECT = auto()  # condemned the attack
    LINKED = auto()  # called for calm: with one of `links`
    QUOTE = auto()  # continued: "..."; only a quotation


class Form(StrEnum):
    """The form of a verb, as far as its spelling tells."""

    BASE = "base"
    THIRD = "third"
    PAST = "past"
    GERUND = "gerund"


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a verb that can report."""

    lemma: str
    form: Form
    frames: frozenset[Frame]
    mind: bool = False
    links: frozenset[str] = frozenset()


_CLAUSE, _THAT, _TELL = Frame.CLAUSE, Frame.THAT, Frame.TELL
_INFINITIVE, _URGE, _OBJECT, _QUOTE = Frame.INFINITIVE, Frame.URGE, Frame.OBJECT, Frame.QUOTE

_SPEECH: tuple[tuple[Frame, str], ...] = (
    (
        _CLAUSE,
        "say announce argue acknowledge admit affirm allege assert aver boast caution claim "
        "comment concede conclude confess confirm contend counter declare deny disclose elaborate "
        "emphasise estimate exclaim explain fume gripe grumble hint imply insist intone interject "
        "joke lament marvel mention mumble murmur muse mutter note observe opine "
        "posit predict proclaim pronounce quip reaffirm recall recount reiterate rejoin "
        "remark reply report restate retort reveal scoff shout sneer speculate "
        "state stipulate surmise testify theorise tweet retweet underline "
        "underscore vouch vow whisper yell blog divulge "
        "forecast foretell gloat hypothesise intimate prophesy swear pledge promise propose "
        "recommend suggest complain foresee warn",
    ),
    (
        _THAT,
        "find show indicate demonstrate prove signal determine calculate discover establish "
        "uncover illustrate highlight document decree agree repeat protest teach cite detail "
        "reckon chant plead pray ask cry grant quote specify add maintain stress post read project "
        "object rule submit clarify certify volunteer advise write relate reason respond demand",
    ),
    (
        _QUOTE,
        "call continue begin chime conclude finish go laugh sigh charge echo return sing thunder",
    ),
    (
        _TELL,
        "tell inform remind assure notify warn advise caution reassure alert persuade promise "
        "brief instruct",
    ),
    (
        _INFINITIVE,
        "vow promise pledge threaten refuse offer agree propose demand swear decline ask claim "
        "volunteer request",
    ),
    (
        _URGE,
        "urge ask order invite encourage advise warn tell instruct press beg beseech implore "
        "exhort challenge request remind direct recommend command caution",
    ),
    (
        _OBJECT,
        "accuse blame criticise praise slam blast denounce condemn endorse reject dismiss describe "
        "question mock ridicule decry assail hail tout applaud commend salute thank congratulate "
        "deride disparage denigrate insult lambast lambaste rebuke rebuff repudiate renounce chide "
        "scold defend call label propose announce deny confirm acknowledge admit reveal disclose "
        "reiterate reaffirm emphasise stress underline underscore predict promise pledge mention "
        "cite quote report suggest recommend discuss explain outline detail portray characterise "
        "brand dub term castigate berate excoriate pan vilify champion attack welcome dispute "
        "rebut refute contradict disavow extol laud trumpet bemoan deplore lament excuse "
        "express voice echo downplay apologise advocate claim allege wish note declare "
        "highlight unveil proclaim recount",
    ),
)
_LINKED_SPEECH: tuple[tuple[str, str], ...] = (
    ("call", "for on upon"),
    ("point", "to out"),
    ("refer", "to"),
    ("allude", "to"),
    ("speak", "of about against"),
    ("talk", "about of"),
    ("complain", "of about"),
    ("warn", "of against about"),
    ("object", "to"),
    ("insist", "on upon"),
    ("comment", "on"),
    ("argue", "for against"),
    ("appeal", "for to"),
    ("apologise", "for"),
    ("joke", "about"),
    ("boast", "of about"),
    ("brag", "about"),
    ("agree", "with"),
    ("testify", "about"),
    ("tweet", "about"),
    ("write", "about of"),
    ("lash", "out"),
    ("push", "for back"),
    ("press", "for"),
    ("ask", "for about"),
    ("rail", "against"),
    ("inveigh", "against"),
    ("vouch", "for"),
    ("hint", "at"),
    ("lobby", "for against"),
    ("elaborate", "on"),
    ("respond", "to with"),
)
_MIND: tuple[tuple[Frame, str], ...] = (
    (
        _THAT,
        "think believe know hope fear expect feel suspect doubt wonder worry understand assume "
        "imagine guess realise recognise decide figure consider wish regret dream intend presume "
        "suppose trust remember forget see hear learn notice sense judge deem anticipate argue",
    ),
    (
        _INFINITIVE,
        "want hope plan seek intend expect decide mean prefer aim wish long yearn aspire hesitate",
    ),
    (_URGE, "want expect prefer intend wish"),
    (
        _OBJECT,
        "want oppose support favour prefer fear doubt resent admire respect distrust believe love "
        "hate despise dislike regret view regard consider back envision question expect seek "
        "trust",
    ),
)
_LINKED_MIND: tuple[tuple[str, str], ...] = (
    ("worry", "about"),
    ("hope", "for"),
    ("think", "of about"),
    ("believe", "in"),
    ("care", "about"),
    ("look", "at forward"),
    ("disagree", "with"),
    ("sympathise", "with"),
)

_IRREGULAR: dict[str, tuple[tuple[str, ...], str]] = {
    "say": (("said",), "saying"),
    "tell": (("told",), "telling"),
    "write": (("wrote", "written"), "writing"),
    "find": (("found",), "finding"),
    "show": (("showed", "shown"), "showing"),
    "think": (("thought",), "thinking"),
    "know": (("knew", "known"), "knowing"),
    "swear": (("swore", "sworn"), "swearing"),
    "foretell": (("foretold",), "foretelling"),
    "foresee": (("foresaw", "foreseen"), "foreseeing"),
    "see": (("saw", "seen"), "seeing"),
    "read": (("read",), "reading"),
    "feel": (("felt",), "feeling"),
    "hear": (("heard",), "hearing"),
    "mean": (("meant",), "meaning"),
    "seek": (("sought",), "seeking"),
    "speak": (("spoke", "spoken"), "speaking"),
    "forecast": (("forecast",), "forecasting"),
    "teach": (("taught",), "teaching"),
    "understand": (("understood",), "understanding"),
    "forget": (("forgot", "forgotten"), "forgetting"),
    "begin": (("began", "begun"), "beginning"),
    "go": (("went", "gone"), "going"),
    "sing": (("sang", "sung"), "singing"),
    "beseech": (("besought",), "beseeching"),
}
_DOUBLED = word_set(
    "admit quip rebut beg blog submit pan slam brag plan commit dub refer rebuff prefer tip"
)
_NOT_DOUBLED = frozenset({"rebuff"})


def _past_and_gerund(lemma: str) -> tuple[tuple[str, ...], str]:
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma]
    if lemma in _DOUBLED - _NOT_DOUBLED:
        return (lemma + lemma[-1] + "ed",), lemma + lemma[-1] + "ing"
    if lemma.endswith("ie"):
        return (lemma + "d",), lemma[:-2] + "ying"
    if lemma.endswith("e"):
        return (lemma + "d",), lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return (lemma[:-1] + "ied",), lemma + "ing"
    return (lemma + "ed",), lemma + "ing"


def _third(lemma: str) -> str:
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _spellings(lemma: str) -> Iterator[str]:
    """The British spelling as listed, and the American one."""
    yield lemma
    if lemma.endswith(("ise",)) and lemma not in ("promise", "praise", "advise", "surmise"):
        yield lemma[:-2] + "ze"
    if lemma == "favour":
        yield "favor"


def _forms(lemma: str) -> Iterator[tuple[str, Form]]:
    for spelling in _spellings(lemma):
        past, gerund = _past_and_gerund(spelling)
        yield spelling, Form.BASE
        yield _third(spelling), Form.THIRD
        yield gerund, Form.GERUND
        for word in past:
            yield word, Form.PAST


def _gather(
    framed: tuple[tuple[Frame, str], ...], linked: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, frozenset[Frame], frozenset[str]]]:
    """Each lemma with all its frames, and the words that link its object."""
    links = {lemma: word_set(words) for lemma, words in linked}
    frames: dict[str, set[Frame]] = {lemma: {Frame.LINKED} for lemma in links}
    for frame, lemmas in framed:
        for lemma in lemmas.split():
            frames.setdefault(lemma, set()).add(frame)
    for lemma, taken in frames.items():
        yield lemma, frozenset(taken), links.get(lemma, frozenset())


def _verbs() -> dict[str, Verb]:
    verbs: dict[str, Verb] = {}
    for mind, framed, linked in ((True, _MIND, _LINKED_MIND), (False, _SPEECH, _LINKED_SPEECH)):
        for lemma, frames, links in _gather(framed, linked):
            for word, form in _forms(lemma):
                verbs[word] = Verb(lemma, form, frames, mind, links)
    return verbs


VERBS: dict[str, Verb] = _verbs()

# They tell what was talked about, not what was said of it.
TOPIC_VERBS = word_set(
    "discuss mention outline detail explain recount quote cite note highlight portray"
)
TOPIC_LINKS = word_set("about of on to")

# Nouns that report: "his claim that", "in a statement on".
NOUNS = word_set(
    "claim statement assertion warning announcement report view opinion belief argument suggestion "
    "promise pledge vow accusation allegation admission insistence contention remark declaration "
    "prediction forecast acknowledgement acknowledgment conclusion complaint finding denial demand "
    "proposal fear hope concern claims statements assertions accusations allegations warnings"
)
# What shows something without speaking: then "found" and "shows" report.
EVIDENCE = word_set(
    "poll polls survey surveys study studies report reports data figures record records document "
    "documents e-mail e-mails email emails analysis analyses numbers statistics result results "
    "research filing filings transcript transcripts video footage evidence estimate estimates memo "
    "memos finding findings investigation review polling census index audit readout readouts "
    "statement tally count sample images image photos test tests trial trials model models "
    "experiment experiments paper article letter"
)
ABSENT_ADVERBS = frozenset({"reportedly", "allegedly", "supposedly", "purportedly"})
