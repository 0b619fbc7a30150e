"""Attitudes, headlines and nesting: the patterns that no plain "said" carries."""

from __future__ import annotations

import pytest

from claims.model import Attribution, AttributionType
from claims.reading import read
from claims.reading.attribution.patterns import attribute
from claims.reading.attribution.precision import PRECISION
from claims.reading.english.frames import Frame
from claims.reading.english.lexicon import VERBS
from claims.reading.english.quotes import quotations
from claims.reading.sentences import sentences

STATEMENT, ATTITUDE = AttributionType.STATEMENT, AttributionType.ATTITUDE


def found(text: str) -> tuple[Attribution, ...]:
    return attribute(text, sentences(text), quotations(text))


def words(text: str, spans) -> str:
    return " … ".join(span.of(text) for span in spans)


@pytest.mark.parametrize(
    ("text", "pattern", "source", "content"),
    [
        ("Osei Says Gate Will Stay Shut", "said", "Osei", "Gate Will Stay Shut"),
        ("Minister: talks will go on", "label", "Minister", "talks will go on"),
        ("Port union: Gate must stay shut", "label", "Port union", "Gate must stay shut"),
        ("Police: Two held after fire", "label", "Police", "Two held after fire"),
        ("Gate to stay shut: minister", "label", "minister", "Gate to stay shut"),
        (
            "Mensah: I never shut the gate\n\nAma Mensah is a pilot. Pilots like Mensah sail.",
            "label", "Mensah", "I never shut the gate",
        ),
        (
            "“The gate is shut.”\n— Ama Osei, pilot",
            "label", "Ama Osei, pilot", "“The gate is shut.”",
        ),
        (
            "“The gate is shut.”― Ama Osei",
            "label", "Ama Osei", "“The gate is shut.”",
        ),
        (
            "It went so.\n\n\"OSEI: The gate is shut.\n\n\"MENSAH: Is it?",
            "label", "OSEI", "The gate is shut",
        ),
        (
            "It went so.\n\nOsei: The gate is shut.\n\nMensah: Is it?\n\nOsei: Yes, it is.",
            "label", "Osei", "The gate is shut",
        ),
        (
            "More from Ama Osei: “The gate is shut.”",
            "label", "Ama Osei", "“The gate is shut.”",
        ),
        (
            "Dear Mr. Mensah,\n\nThe gate is shut. Please come.\n\nYours sincerely,\nAma Osei\n",
            "letter", "Ama Osei", "Dear Mr. Mensah,\n\nThe gate is shut. Please come",
        ),
        (
            "The gate was shut, as Osei noted on Monday.",
            "as_reported", "Osei", "The gate was shut",
        ),
        (
            "Pilots supporting the plan met at noon.",
            "reduced", "Pilots", "the plan met at noon",
        ),
        (
            "It was a practice criticised by pilots.",
            "passive_agent", "pilots", "a practice",
        ),
        (
            "Asked by a reporter whether the gate was shut, Osei nodded.",
            "passive_agent", "a reporter", "whether the gate was shut",
        ),
    ],
)  # fmt: skip
def test_headlines_letters_and_reduced_clauses(text, pattern, source, content):
    one = next(one for one in found(text) if one.pattern == pattern)
    assert words(text, one.source).removesuffix(" … It") == source
    assert content in words(text, one.content)


@pytest.mark.parametrize(
    "text",
    [
        "Photo: Ama Osei",
        "Email: osei@example.org",
        "Opening hours: nine to five",
        "Step one: shut the gate",
        "THE GATE: two storeys, oak",
    ],
)
def test_a_label_that_is_nobody_reports_nothing(text):
    assert [one for one in found(text) if one.pattern == "label"] == []


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Several said they would rather sail.", "Several", "said"),
        ("About 9 percent said they had no boat.", "About 9 percent", "said"),
        ("Only 42% say they are pilots.", "42%", "say"),
        ("She said, if elected, she would open the gate.", "She", "said"),
        ("Outside experts also say the plans are late.", "Outside experts", "also say"),
        (
            "Pilots who have heard from the board say their boats are safe.",
            "Pilots who have heard from the board", "say",
        ),
        (
            "The last series of letters shows that the board knew.",
            "The last series of letters", "shows",
        ),
        ("The letter goes on to say: “The gate is shut.”", "The letter", "goes on to say"),
        (
            "“The gate is shut,” Ama Mensah, 67, a pilot in Tema, Pa., said on Monday.",
            "Ama Mensah, 67, a pilot in Tema, Pa.", "said",
        ),
        ("“The gate is shut,” said retired pilot Ama Osei.", "retired pilot Ama Osei", "said"),
        ("''Many took a 'wait and see' line,'' he said.", "he", "said"),
        ("“The gate is shut,“ said Osei.", "Osei", "said"),
        ("She did not say when.", "She", "did not say"),
        ("She did not say when the gate would open.", "She", "did not say"),
        ("The board said late on Friday it had no plan.", "The board", "said"),
        (
            "A report published on Monday by the audit office said the line lost $3m.",
            "A report published on Monday by the audit office", "said",
        ),
        ("The plan, announced by the board on Monday, failed.", "the board", "announced"),
        ("Analysts polled by us expect rates to fall.", "Analysts polled by us", "expect"),
        ("Rejecting the plan, Osei said the gate was shut.", "Osei", "said"),
        ("Speaking to reporters, Osei insisted the gate was “old”.", "Osei", "insisted"),
        ("He's said the gate is shut.", "He's", "said"),
    ],
)  # fmt: skip
def test_who_speaks_in_harder_sentences(text, source, cue):
    one = next(one for one in found(text) if cue in words(text, one.cue))
    assert words(text, one.source) == source


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Osei called the plan a mistake.", ATTITUDE),
        ("Osei called the plan “a great mistake”.", STATEMENT),
        ("The board believes that the gate is open.", ATTITUDE),
        ("I believe that the gate is open.", STATEMENT),
        ("Pilots could argue that the gate is open.", ATTITUDE),
        ("The board told us that the gate was open.", STATEMENT),
    ],
)
def test_a_statement_reports_words_or_a_clause_and_an_attitude_a_thing(text, kind):
    (one,) = found(text)
    assert one.attribution_type is kind


@pytest.mark.parametrize(
    "text",
    [
        "Osei said she had found that the gate was shut.",
        "Osei said the board condemned the plan.",
        "“I think that the gate is shut,” Osei said.",
        "“He says the gate is shut,” Osei said.",
        "“It rained,” said Osei, who backs the plan.",
    ],
)
def test_what_is_part_of_a_statement_is_no_second_voice(text):
    assert len(found(text)) == 1


def test_an_act_is_a_second_voice_where_a_trailing_voice_reports_it():
    text = "Osei urged the board to open the gate, the wire reported."
    inner, outer = found(text)
    assert (inner.nested_in, outer.nested_in) == (1, None)
    assert inner.pattern == "urged_to"


def test_what_stands_in_a_letter_is_nested_in_it_and_first_hand():
    text = "Dear Ama,\n\nI think that the gate is shut.\n\nLove,\nKofi\n"
    thought, letter = sorted(found(text), key=lambda one: one.pattern, reverse=True)
    assert found(text)[thought.nested_in] == letter
    assert thought.confidence > 0.5


def test_content_ends_where_the_clause_around_it_goes_on():
    text = "Osei, who declined to answer, left the hall."
    (one,) = found(text)
    assert words(text, one.content) == "to answer"


def test_what_is_told_inside_a_report_is_less_sure_than_what_is_told_outright():
    plain = PRECISION["said", "statement", "plain"]
    assert PRECISION["said", "statement", "inside"] < plain - 0.2
    assert PRECISION["said_that", "statement", "quoted"] < 0.3


def test_every_verb_has_a_frame_and_each_form_names_its_lemma():
    assert all(verb.frames for verb in VERBS.values())
    assert VERBS["regretted"].lemma == "regret"
    assert VERBS["criticized"].lemma == "criticise"
    assert Frame.OBJECT in VERBS["condemned"].frames


def test_no_sentence_makes_reading_blow_up():
    text = "Osei, who said that the pilots, who say that " * 2000
    assert len(read(text).attributions) < 20_000


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The plan is seen as a mistake.", "The plan … as a mistake"),
        ("The board was accused of hiding the letter.", "The board … hiding the letter"),
        ("The gate was called “a ruin” that year.", "The gate … “a ruin” that year"),
    ],
)
def test_what_is_said_of_somebody_by_nobody_has_no_source(text, content):
    (one,) = found(text)
    assert (one.pattern, one.source) == ("absent", ())
    assert words(text, one.content) == content
    assert one.attribution_type is (STATEMENT if "“" in text else ATTITUDE)


@pytest.mark.parametrize(
    ("text", "source", "pattern"),
    [
        ("Osei began talking about the gate.", "Osei", "topic"),
        ("Osei made it clear that the gate was shut.", "Osei", "said_that"),
        ("Osei's claim that the gate was shut was false.", "Osei's", "noun_that"),
        ("The board met and said the gate was shut.", "The board", "shared_subject"),
        ("Osei was quoted as saying that the gate was shut.", "Osei", "quoted_as_saying"),
        ("Osei warned of delays if the gate stays shut.", "Osei", "topic"),
        (
            "It rained, the bank said in its report, adding that it hailed.",
            "the bank … the bank",
            "",
        ),
        ("It was late, a pilot said, adding that it rained.", "a pilot … a pilot", ""),
        ("Osei kept asking why the gate was shut.", "Osei", "found_that"),
        ("Osei mailed supporters saying the gate was shut.", "Osei", "participle"),
        ("Polls showing the gate shut came out.", "Polls", "reduced"),
        ("“It rained,” said Ama Osei, adding that the gate was shut.", "Ama Osei", "participle"),
        ("If the board supports the plan, it will pass.", "", ""),
        ("They wonder whether the board wants the plan.", "They", "thought_that"),
    ],
)
def test_aspects_participles_and_open_questions(text, source, pattern):
    rest = [one for one in found(text) if one.pattern != "inverted"]
    assert " … ".join(words(text, one.source) for one in rest) == source
    assert not pattern or [one.pattern for one in rest] == [pattern]
