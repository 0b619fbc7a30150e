"""All forms of the verbs that can report, and the other words that carry attribution.

A verb that is listed both as speech and as thought speaks; a list says what its words have in
common, so that a word has one reason for being there.
"""

from __future__ import annotations

from collections.abc import Iterator

from claims.reading.english.frames import Frame, Verb
from claims.reading.english.function_words import word_set
from claims.reading.english.inflection import forms
from claims.reading.english.mind_verbs import LINKED_MIND, MIND
from claims.reading.english.speech_verbs import LINKED_SPEECH, SPEECH


def _gather(
    framed: tuple[tuple[Frame, str], ...], linked: tuple[tuple[str, str], ...]
) -> Iterator[tuple[str, frozenset[Frame], frozenset[str]]]:
    """Each lemma with all its frames, and the words that link its object."""
    links: dict[str, frozenset[str]] = {}
    for lemma, words in linked:
        links[lemma] = links.get(lemma, frozenset()) | word_set(words)
    frames: dict[str, set[Frame]] = {lemma: {Frame.LINKED} for lemma in links}
    for frame, lemmas in framed:
        for lemma in lemmas.split():
            frames.setdefault(lemma, set()).add(frame)
    for lemma, taken in frames.items():
        yield lemma, frozenset(taken), links.get(lemma, frozenset())


def _verbs() -> dict[str, Verb]:
    verbs: dict[str, Verb] = {}
    for mind, framed, linked in ((True, MIND, LINKED_MIND), (False, SPEECH, LINKED_SPEECH)):
        for lemma, frames, links in _gather(framed, linked):
            for word, form in forms(lemma):
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
    "proposal fear hope concern proclamation determination testimony recommendation advice threat "
    "claims statements assertions accusations allegations warnings"
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
