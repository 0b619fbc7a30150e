"""What a claim rests on: second-hand, two sources, unnamed ones, cues, and no source at all."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.checks.sourcing.held_claim import ChainedSource, HeldClaim, Weighed
from claims.checks.sourcing.source_map import SourceMap, source_map
from claims.checks.sourcing.sourcing import check
from claims.checks.sourcing.two_sources import gate
from claims.intake import read_document
from claims.model import EvidenceKind, Lead, Mention, Provenance, SourceClass, Span, Stance
from claims.reading import read
from claims.voices.registry import Registry
from claims.voices.suggest import suggest

FIXTURES = Path(__file__).parents[2] / "fixtures"
PORT = ChainedSource("port", "the port", SourceClass.OFFICIAL_STATEMENT)
PILOT = ChainedSource("pilot", "a pilot", SourceClass.EYEWITNESS)
HARBOUR_MASTER = ChainedSource("master", "the harbour master", organisation="port")
AGENCY = ChainedSource("agency", "an agency", SourceClass.NEWS_AGENCY)
SOMEBODY = ChainedSource("somebody", "an official", SourceClass.UNNAMED)
PRIMARY = Weighed(Stance.SUPPORTS, Provenance.PRIMARY, "a", "port")
SECONDARY = Weighed(Stance.SUPPORTS, Provenance.SECONDARY, "b", "agency")
ATTACHED = {
    "cctv": "readout-cctv.txt",
    "kremlin": "readout-kremlin.txt",
    "gacc": "customs-2023.csv",
}


def found(text: str, kind: str = "", **about: object) -> list[Lead]:
    held = HeldClaim(Span(0, len(text)))._replace(**about)
    quantities = read(text).quantities
    return [lead for lead in check(text, [held], quantities) if kind in ("", lead.kind)]


# ------------------------------------------------------------------------ second-hand


def test_two_voices_without_a_primary_source_are_second_hand():
    (lead,) = found("The quay was shut.", chains=((AGENCY, PILOT),))
    assert (lead.kind, lead.reason) == (
        "second_hand",
        "This comes from a pilot by way of an agency, and no primary source supports it yet.",
    )


def test_answers_know_a_relayed_statement_by_its_first_words():
    (lead,) = found("The quay was shut.", chains=((AGENCY, PILOT),))
    assert lead.known_by == (
        "This is a pilot through an agency, and no primary source supports it yet."
    )


def test_a_primary_source_that_supports_ends_second_hand():
    assert not found("The quay was shut.", chains=((AGENCY, PILOT),), evidence=(PRIMARY,))


@pytest.mark.parametrize(
    "evidence",
    [SECONDARY, PRIMARY._replace(stance=Stance.REFUTES), PRIMARY._replace(stance=None)],
)
def test_nothing_but_a_supporting_primary_source_ends_second_hand(evidence):
    assert found(
        "The quay was shut.", "second_hand", chains=((AGENCY, PILOT),), evidence=(evidence,)
    )


@pytest.mark.parametrize("chain", [(PILOT,), (PORT, HARBOUR_MASTER), (HARBOUR_MASTER, PORT)])
def test_one_voice_or_two_of_one_house_are_first_hand(chain):
    assert not found("The quay was shut.", chains=(chain,))


def test_a_protected_source_is_not_named_in_a_reason():
    hidden = PILOT._replace(name="Real Name", protected=True)
    (lead,) = found("The quay was shut.", chains=((AGENCY, hidden),))
    assert "Real Name" not in lead.reason


# ------------------------------------------------------------------------- two sources


@pytest.mark.parametrize(
    ("evidence", "kept"),
    [
        ((), False),
        ((PRIMARY,), False),
        ((PRIMARY, PRIMARY._replace(source_id="agency")), False),
        ((PRIMARY, SECONDARY), True),
        ((PRIMARY, SECONDARY._replace(stance=Stance.REFUTES)), False),
        ((PRIMARY, SECONDARY._replace(stance=Stance.CONTEXT)), False),
        ((PRIMARY, SECONDARY._replace(kind=EvidenceKind.ON_AUTHOR)), False),
        ((PRIMARY._replace(group=""), SECONDARY._replace(group="")), True),
        ((PRIMARY._replace(group=""), SECONDARY._replace(group="", source_id="port")), False),
    ],
)
def test_verified_asks_for_two_independent_supporting_pieces(evidence, kept):
    held = HeldClaim(Span(0, 5), verified=True, chains=((PORT,),), evidence=evidence)
    assert (gate(held) == "") is kept
    assert ("two_source" not in [lead.kind for lead in check("Text.", [held])]) is kept


def test_the_gate_tells_pieces_that_go_back_to_one_source():
    held = HeldClaim(Span(0, 5), evidence=(PRIMARY, PRIMARY))
    assert gate(held) == (
        "Its 2 supporting pieces go back to one source; verify it only with a reason."
    )


def test_nobody_is_asked_for_two_sources_before_the_verdict():
    assert not found("The quay was shut.", chains=((PORT,),), evidence=(PRIMARY,))


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"chains": ((SOMEBODY,),)}, True),
        ({"chains": ((PORT,),)}, False),
        ({"evidence": (PRIMARY._replace(source_class=SourceClass.UNNAMED),)}, True),
        ({"evidence": (PRIMARY._replace(source_class=SourceClass.UNNAMED), SECONDARY)}, False),
    ],
)
def test_verified_on_unnamed_sources_alone_is_told(about, expected):
    assert bool(found("The quay was shut.", "anonymous", verified=True, **about)) is expected


# ----------------------------------------------------------------------------- the cue

SAID = "The pilot said that the ferry struck the northern quay in thick fog."
ARTICLE = "The pilot {} that the ferry had struck the northern quay in thick fog."


def cue_leads(cue: str, document: str, **weighed: object) -> list[Lead]:
    text = ARTICLE.format(cue)
    evidence = (Weighed(text=document)._replace(**weighed),)
    return found(text, "strong_cue", chains=((PILOT,),), cues=(cue,), evidence=evidence)


@pytest.mark.parametrize("cue", ["admitted", "confirmed", "revealed", "conceded", "acknowledged"])
def test_a_strong_cue_where_the_document_has_said_is_told_on_the_cue(cue):
    (lead,) = cue_leads(cue, f"It was a Monday. {SAID} Nobody was hurt.")
    assert lead.span.of(ARTICLE.format(cue)) == cue
    assert lead.reason == f"The article has “{cue}”, the document has “said”."
    assert [passage.text for passage in lead.passages] == [SAID]


@pytest.mark.parametrize("cue", ["said", "told reporters", "announced"])
def test_a_plain_cue_is_never_too_strong(cue):
    assert not cue_leads(cue, SAID)


def test_a_document_with_the_strong_word_bears_it_out():
    assert not cue_leads("admitted", SAID.replace("said", "admits"))


def test_a_document_without_any_word_of_saying_does_not_bear_it_out():
    (lead,) = cue_leads("admitted", "The ferry struck the northern quay in thick fog.")
    assert lead.reason == "The article has “admitted”, the document has no such word there."


def test_a_document_about_something_else_tells_nothing_about_the_cue():
    assert not cue_leads("admitted", "The mayor said that the town hall needs a roof.")


def test_a_document_that_refutes_is_not_asked_for_the_cue():
    assert not cue_leads("admitted", SAID, stance=Stance.REFUTES)


# --------------------------------------------------------------------------- no source


@pytest.mark.parametrize(
    "text",
    [
        "Traffic rose by 4 per cent.",
        "The port spent $3 million on cranes.",
        "It is the largest port on the coast.",
        "The town has moved closer to the port since the bridge fell.",
        "Ships left because the fees went up.",
        "Some 1,250 pilots work there.",
    ],
)
def test_an_amount_a_superlative_a_comparison_and_a_cause_need_a_source(text):
    assert [lead.kind for lead in found(text)] == ["unattributed"]


@pytest.mark.parametrize(
    "text",
    [
        "The two mayors have met often.",
        "The mayor travelled to the coast in March 2023.",
        "The talks lasted two days.",
        "The port lies on the northern coast.",
        "Nobody was hurt.",
    ],
)
def test_plain_facts_need_none(text):
    assert not found(text)


def test_a_suggested_source_is_a_source():
    assert not found("Traffic rose by 4 per cent.", chains=((PORT,),), suggested=True)


# ------------------------------------------------------------------- protected, single


def test_a_note_with_a_protected_name_is_told_without_telling_the_name():
    held = HeldClaim(Span(0, 5), notes=("Ask Ada Example again.",))
    (lead,) = check("Text.", [held], protected=["ada example"])
    assert (lead.kind, "xample" in lead.reason) == ("protected_named", False)


@pytest.mark.parametrize("note", ["Ask Adalbert.", "Ask A1 again.", ""])
def test_a_note_without_the_whole_name_is_left_alone(note):
    assert not check("Text.", [HeldClaim(Span(0, 5), notes=(note,))], protected=["Ada", " "])


def share(*voices: ChainedSource) -> list[HeldClaim]:
    return [HeldClaim(Span(n, n + 1), chains=((voice,),)) for n, voice in enumerate(voices)]


def test_four_of_six_claims_on_one_source_are_told_with_their_places():
    leads = check("x" * 20, share(PORT, PORT, HARBOUR_MASTER, PORT, PILOT, AGENCY))
    assert [(lead.kind, lead.reason, len(lead.also)) for lead in leads] == [
        ("single_source", "4 of 6 claims with a source rest on the port.", 3)
    ]


@pytest.mark.parametrize("voices", [(PORT,) * 5, (PORT, PORT, PORT, PILOT, AGENCY, SOMEBODY)])
def test_few_claims_or_a_smaller_share_are_no_single_source(voices):
    assert not check("x" * 20, share(*voices))


def test_the_map_counts_claims_by_source_and_class():
    found_map = source_map([*share(PORT, PORT, PILOT, SOMEBODY), HeldClaim(Span(9, 10))])
    assert found_map.claims == 4
    assert [(one.key, one.claims, one.share) for one in found_map.sources] == [
        ("port", 2, 0.5),
        ("pilot", 1, 0.25),
        ("somebody", 1, 0.25),
    ]


def test_an_article_without_claims_has_an_empty_map():
    assert source_map([]) == SourceMap(0, (), ())


@given(st.integers(0, 10_000))
def test_the_order_of_claims_does_not_matter(seed):
    held = share(PORT, PORT, PORT, PORT, PILOT, AGENCY)
    held.append(HeldClaim(Span(8, 12), verified=True, chains=((AGENCY, PILOT),)))
    mixed = random.Random(seed).sample(held, len(held))
    assert check("x" * 20, mixed) == check("x" * 20, held)


# ------------------------------------------------------------------------- the sample


def desk(name: str, attached: bool) -> tuple[str, tuple[Lead, ...]]:
    """The article with its suggestions for attribution and the readouts as primary evidence."""
    text = read_document((FIXTURES / name).read_bytes(), name).text
    reading, registry = read(text, "2024-02-08"), Registry()
    held = []
    suggested = suggest(text, reading.claims, reading, registry)
    for claim, suggestions in zip(reading.claims, suggested, strict=True):
        chains = tuple(tuple(_voice(m, registry) for m in one.chain) for one in suggestions)
        cues = tuple(one.cue_span.of(text) for one in suggestions if one.cue_span)
        ids = {voice.organisation or voice.id for chain in chains for voice in chain}
        evidence = tuple(
            Weighed(Stance.SUPPORTS, Provenance.PRIMARY, key, key, text=_text(file))
            for key, file in ATTACHED.items()
            if attached and key in ids | {voice.id for chain in chains for voice in chain}
        )
        held.append(HeldClaim(claim, False, chains, True, cues, evidence=evidence))
    return text, check(text, held, reading.quantities)


def _voice(mention: Mention, registry: Registry) -> ChainedSource:
    source = registry.get(mention.source_id)
    if source is None:
        return ChainedSource(mention.text, mention.text)
    return ChainedSource(source.id, source.name, source.source_class, source.organisation)


def _text(name: str) -> str:
    return (FIXTURES / name).read_text(encoding="utf-8")


def told(name: str, attached: bool) -> list[tuple[str, str]]:
    text, leads = desk(name, attached)
    return [(lead.kind, " ".join(lead.span.of(text).split()[:5])) for lead in leads]


@pytest.mark.parametrize(
    "words",
    ["According to a readout from", "Xi was quoted by state", "CCTV said that Putin told",
     "Xi urged Putin to keep"],
)  # fmt: skip
def test_the_second_hand_sentences_of_the_sample_are_found(words):
    assert ("second_hand", words) in told("xi-putin-call.md", attached=False)


def test_the_assertion_without_a_source_in_the_sample_is_found():
    found_there = told("xi-putin-call.md", attached=True)
    assert ("unattributed", "Moscow has moved closer to") in found_there


def test_the_clean_copy_has_these_sourcing_leads_and_no_other():
    assert told("xi-putin-call-clean.md", attached=True) == [
        ("second_hand", "Xi was quoted by state"),
        ("unattributed", "The two governments had set"),
    ]
