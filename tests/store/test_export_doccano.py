"""What doccano is handed, it takes: spans that fit the text, ids that are there once."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from store.dossier import walk
from store.dossier.values import Dossier, Scope
from store.exports import exporter
from store.exports.layers import ENTRY
from store.imports import importer
from store.verbs.desk import Desk

doccano = exporter("doccano")
patient = settings(max_examples=200)


def rows(made: Dossier) -> list[dict[str, Any]]:
    return [json.loads(line) for line in "".join(doccano.export(made)).splitlines()]


def test_there_is_a_line_for_each_reviewer_with_every_claim_in_it(reviewed: Desk) -> None:
    found = rows(walk.collect(reviewed.conn))
    assert [row["reviewer"] for row in found] == ["li", "mk"]
    assert [len(row["claims"]) for row in found] == [5, 5]


def test_the_settled_verdicts_are_one_line(reviewed: Desk) -> None:
    (row,) = rows(walk.collect(reviewed.conn, Scope(final=True)))
    claims = [one["label"] for one in row["entities"] if one["label"].islower()]
    assert claims == ["verified", "unreviewed", "false", "unreviewed", "unreviewed"]


def test_an_entity_is_what_doccano_asks_of_one(reviewed: Desk) -> None:
    for row in rows(walk.collect(reviewed.conn)):
        for one in row["entities"]:
            assert 0 <= one["start_offset"] < one["end_offset"] <= len(row["text"])
            assert one["label"]


def test_the_ids_of_entities_are_whole_numbers_and_each_there_once(reviewed: Desk) -> None:
    ids = [one["id"] for row in rows(walk.collect(reviewed.conn)) for one in row["entities"]]
    assert sorted(set(ids)) == list(range(1, len(ids) + 1))


def test_a_relation_names_entities_of_its_own_line(reviewed: Desk) -> None:
    for row in rows(walk.collect(reviewed.conn)):
        known = {one["id"] for one in row["entities"]}
        ends = {one[end] for one in row["relations"] for end in ("from_id", "to_id")}
        assert ends <= known


def test_source_cue_and_content_are_the_words_that_carry_a_claim(reviewed: Desk) -> None:
    row = rows(walk.collect(reviewed.conn))[1]
    spans = {
        one["id"]: row["text"][one["start_offset"] : one["end_offset"]] for one in row["entities"]
    }
    told = {(spans[r["from_id"]], r["type"]) for r in row["relations"]}
    assert ("the mayor", "says") in told
    assert ("said", "cue of") in told
    assert ("“The quay is <b>closed</b> 😀,”", "content of") in told


@patient
@given(data=st.data())
def test_a_text_of_any_script_reads_back_to_the_same_marks(
    layered: st.SearchStrategy[Any], data: st.DataObject
) -> None:
    made = data.draw(layered)
    written = "".join(doccano.export(made.dossier)).encode()
    for taken in importer("doccano").read(written, "x.jsonl"):
        who = taken.marks[0].reviewer
        assert taken.text == made.text
        assert tuple(mark._replace(line=0) for mark in taken.marks) == made.marks[who]


def test_its_section_names_the_keys_that_it_writes(
    reviewed: Desk, section: Callable[[str], str]
) -> None:
    found = rows(walk.collect(reviewed.conn, Scope(redact=True)))
    keys = {key for row in found for key in row}
    keys |= {
        key
        for row in found
        for name in ("entities", "relations")
        for one in row[name]
        for key in one
    }
    named = set(re.findall(r"(?m)^\| `(\w+)`", section("doccano")))
    assert keys | {"url", "publisher", "date_published"} == named
    assert set(re.findall(r"(?m)^\| `(\w+)`", section("What stands in `claims`"))) == set(ENTRY)
