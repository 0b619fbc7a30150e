"""prov: PROV-JSON that reads back equal, in which a chain leads from the claim to who said it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.intake import read_document
from claims.text import visible
from store.dossier import walk
from store.dossier.values import (
    ArticleDossier,
    Claim,
    Dossier,
    DossierJudgement,
    DossierVoice,
    Scope,
)
from store.exports import exporter
from store.exports.prov import SECTIONS
from store.queries.articles import Article
from store.verbs import intake
from store.verbs.revising import revise

from .conftest import Met, Sample
from .standards import documented

AT = "2024-02-08T10:00:00.000000Z"


def text_of(made: Dossier) -> str:
    return "".join(exporter("prov").export(made))  # type: ignore[arg-type]


def written(made: Dossier) -> dict[str, dict[str, Any]]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(dict(pairs)) == len(pairs)
        return dict(pairs)

    return json.loads(text_of(made), object_pairs_hook=once)


def hand_made(text: str) -> Dossier:
    article = Article(1, "ab" * 32, text, "t", text, text, "https://example.org", "2024", AT)
    held = DossierJudgement(
        text or "x",
        "false",
        claim_reviewed=text,
        justification=text,
        spoken=json.dumps([{"chain": [text or "x", "b"]}]),
        reviewed_at=AT,
    )
    claim = Claim(1, "1", 0, len(text), text, True, (held,))
    whole = ArticleDossier(article, text, lambda: iter((claim,)))
    voices = {
        text or "x": DossierVoice(text, "eyewitness", "b"),
        "b": DossierVoice(text, "unnamed"),
    }
    return Dossier("1-0", False, lambda: iter((whole,)), voices=lambda: voices)


def derived(made: dict[str, Any], kind: str) -> set[tuple[str, str]]:
    return {
        (one["prov:generatedEntity"], one["prov:usedEntity"])
        for one in made["wasDerivedFrom"].values()
        if one.get("prov:type", {}).get("$", "") == (f"prov:{kind}" if kind else "")
    }


def test_another_library_reads_it_back_equal_and_loses_no_record(sample: Sample) -> None:
    model = pytest.importorskip("prov.model")
    text = text_of(walk.collect(sample.desk.conn))
    read = model.ProvDocument.deserialize(content=text, format="json")
    again = model.ProvDocument.deserialize(content=read.serialize(format="json"), format="json")
    assert read == again
    records = sum(len(part) for name, part in json.loads(text).items() if name != "prefix")
    assert len(read.get_records()) == records > 100


@settings(max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_another_library_reads_any_words_back(text: str) -> None:
    model = pytest.importorskip("prov.model")
    made = text_of(hand_made(text))
    read = model.ProvDocument.deserialize(content=made, format="json")
    again = model.ProvDocument.deserialize(content=read.serialize(format="json"), format="json")
    assert read == again
    (claim,) = (r for r in read.get_records() if "Claim" in str(r.get_asserted_types()))
    assert claim.get_attribute("prov:value") == {text}
    assert len(read.get_records()) == sum(
        len(part) for name, part in json.loads(made).items() if name != "prefix"
    )


def test_a_chain_leads_from_the_claim_to_its_primary_source(sample: Sample) -> None:
    made = written(walk.collect(sample.desk.conn))
    (outer,) = (name for name in made["entity"] if name.endswith("/cctv"))
    inner = f"{outer}/xi-jinping"
    claim = outer.removesuffix("/cctv").replace("statement:", "claim:")
    assert {(claim, outer), (outer, inner)} <= derived(made, "Quotation")
    assert (claim, inner) in derived(made, "PrimarySource")
    assert (claim, outer) not in derived(made, "PrimarySource")
    said = {(a["prov:entity"], a["prov:agent"]) for a in made["wasAttributedTo"].values()}
    assert {(outer, "source:cctv"), (inner, "source:xi-jinping")} <= said


def test_primary_evidence_is_a_primary_source_of_its_judgement(sample: Sample) -> None:
    made = written(walk.collect(sample.desk.conn))
    (weighed,) = (r for r in made["wasDerivedFrom"].values() if "ts:stance" in r)
    assert weighed["ts:stance"] == "refutes"
    assert weighed["prov:type"]["$"] == "prov:PrimarySource"
    piece = made["entity"][weighed["prov:usedEntity"]]
    assert piece["prov:value"] == "double containment"


def test_everything_that_a_record_names_is_declared(sample: Sample) -> None:
    made = written(walk.collect(sample.desk.conn))
    known = {name for part in ("entity", "agent", "activity") for name in made[part]}
    used = {
        value
        for section in set(SECTIONS) - {"entity", "agent", "activity"}
        for record in made[section].values()
        for key, value in record.items()
        if key.startswith("prov:") and key not in ("prov:type", "prov:time")
    }
    assert used
    assert used <= known


def test_a_later_version_is_a_revision_of_the_earlier(sample: Sample) -> None:
    data = b"A port official said that the quay was closed."
    revise(sample.desk, data, read_document(data, "b.txt"), "b.txt", sample.document)
    made = written(walk.collect(sample.desk.conn))
    ((new, old),) = derived(made, "Revision")
    assert {made["entity"][one]["prov:type"]["$"] for one in (new, old)} == {"ts:Article"}
    assert made["entity"][old]["prov:location"] == "https://example.org/2024/call?page=1"


def test_offsets_give_back_the_words(sample: Sample) -> None:
    made = walk.collect(sample.desk.conn)
    (article,) = made.articles()
    claims = [e for name, e in written(made)["entity"].items() if name.startswith("claim:")]
    assert len(claims) == len(sample.claims)
    for claim in claims:
        assert article.text[claim["ts:start"] : claim["ts:end"]] == claim["prov:value"]


def test_a_shared_verdict_is_attributed_to_each_who_holds_it(sample: Sample) -> None:
    made = written(walk.collect(sample.desk.conn, Scope(final=True)))
    (shared,) = {n for n in made["entity"] if n.startswith("judgement:") and "li" in n}
    agents = [
        a["prov:agent"] for a in made["wasAttributedTo"].values() if a["prov:entity"] == shared
    ]
    assert agents == ["reviewer:li", "reviewer:mk"]


def test_the_same_desk_gives_the_same_bytes(sample: Sample) -> None:
    one, two = (text_of(walk.collect(sample.desk.conn)) for _ in range(2))
    assert one == two


def test_an_empty_desk_is_a_document(tmp_path: Any) -> None:
    assert set(written(Dossier("0-0", True, lambda: iter(())))) == {"prefix"}


@given(st.text(st.characters(codec=None, exclude_categories=[]), min_size=1))
def test_nothing_in_it_is_a_code_that_a_terminal_obeys(text: str) -> None:
    made = text_of(hand_made(text))
    assert visible(made) == made
    assert "\t" not in made


def test_the_docs_name_every_section_and_attribute_and_no_other(sample: Sample, met: Met) -> None:
    made = written(walk.collect(sample.desk.conn))
    intake.describe(
        sample.desk, sample.document, {"publisher": "The Port Times", "author": "A. Writer"}
    )
    described = written(walk.collect(sample.desk.conn))
    keys = {
        key
        for m in (made, described, written(walk.collect(met.ed.conn)))
        for part in m.values()
        for r in part.values()
        if isinstance(r, dict)
        for key in r
    }
    assert keys | set(SECTIONS) | {"prefix"} == documented("prov")
